"""A throw-away PostgreSQL server that is as durable as one in earnest."""

import psycopg

from tests import postgres

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
"""What the tests' server leaves out."""


def begin() -> str:
    """Start the server, make it durable and return its version. Raises ``postgres.UnavailableError``."""
    with psycopg.connect(postgres.server_url(), autocommit=True) as connection:
        for setting in DURABLE:
            connection.execute(f"ALTER SYSTEM SET {setting} = on".encode())
        connection.execute("SELECT pg_reload_conf()")
        found = connection.execute("SHOW server_version").fetchone()
    assert found is not None
    return str(found[0])


new_url = postgres.fresh_postgres_url
"""The URL of a new, empty database."""
Unavailable = postgres.UnavailableError
