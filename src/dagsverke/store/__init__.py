"""The SQL, the same for SQLite and PostgreSQL."""
