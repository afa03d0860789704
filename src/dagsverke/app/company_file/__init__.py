"""A company as a file: read, shown, compared with what is there, and applied."""
