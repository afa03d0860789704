"""A throw-away PostgreSQL server, which is made as durable as one in earnest once the data is there."""

import psycopg

from tests import postgres

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
"""What the tests' server leaves out."""


def version() -> str:
    """Start the server and return its version. Raises ``postgres.UnavailableError``."""
    with psycopg.connect(postgres.server_url(), autocommit=True) as connection:
        found = connection.execute("SHOW server_version").fetchone()
    assert found is not None
    return str(found[0])


def make_durable() -> None:
    """From here on a commit is on the disk before it is answered, and so is everything before."""
    with psycopg.connect(postgres.server_url(), autocommit=True) as connection:
        for setting in DURABLE:
            connection.execute(f"ALTER SYSTEM SET {setting} = on".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CHECKPOINT")


new_url = postgres.fresh_postgres_url
"""The URL of a new, empty database."""
Unavailable = postgres.UnavailableError
