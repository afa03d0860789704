"""The use cases: what may be asked of the core, and in what transaction."""
