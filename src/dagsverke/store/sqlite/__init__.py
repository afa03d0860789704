"""The store on SQLite: one file, one writer that commits waiting requests together."""
