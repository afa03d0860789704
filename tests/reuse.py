"""A PostgreSQL database that is used again: what a test left in it is taken out, at a fraction of what another costs.

What a database holds at first is kept in memory, table by table. Whether a test changed its shape is told by its
catalogue; then it is of no further use.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
USED = (
    "SELECT relname FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0"
)
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
SHAPE = """
    SELECT md5(string_agg(said, '|' ORDER BY said)) FROM (
        SELECT concat('class ', oid, relname, relkind) FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat('column ', attrelid, attname, atttypid, attnotnull, attisdropped, atthasdef)
            FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'public'::regnamespace AND attnum > 0
        UNION ALL SELECT concat('trigger ', tgrelid, tgname, tgenabled) FROM pg_trigger
        UNION ALL SELECT concat('function ', proname, md5(prosrc)) FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat('constraint ', conrelid, conname, convalidated) FROM pg_constraint
        UNION ALL SELECT concat('setting ', setconfig) FROM pg_db_role_setting
    ) AS whole (said)
"""


@dataclass(frozen=True)
class Content:
    """Rows by table as they are copied out and in, sequences by what they gave last, and all that has a shape."""

    rows: Mapping[str, bytes]
    sequences: Mapping[str, int | None]
    shape: str


@dataclass
class Used:
    """A database, how many tests have had it, and a connection to it that knows its tables by now."""

    url: str
    source: str
    connection: psycopg.Connection
    count: int = 1


def content_of(connection: psycopg.Connection) -> Content:
    """What a database holds."""
    with connection.transaction():
        rows = {}
        for (name,) in connection.execute(TABLES).fetchall():
            copying = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
            with connection.cursor().copy(copying) as copy:
                rows[name] = b"".join(bytes(part) for part in copy)
        return Content(rows, dict(connection.execute(SEQUENCES).fetchall()), _shape(connection))


def put_back(connection: psycopg.Connection, content: Content) -> bool:
    """Have a database hold that and nothing else; False where that cannot be, for it is not the same any more."""
    with connection.transaction():
        connection.execute(OTHERS)
        if _shape(connection) != content.shape:
            return False
        connection.execute("SET LOCAL session_replication_role = replica")  # no trigger and no reference minds
        used = [name for (name,) in connection.execute(USED).fetchall()]
        emptying = [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in used]
        connection.execute(sql.SQL("; ").join(emptying))
        for name, rows in content.rows.items():
            if rows:
                copying = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
                with connection.cursor().copy(copying) as copy:
                    copy.write(rows)
        for name, last in content.sequences.items():
            connection.execute("SELECT setval(%s::regclass, %s, %s)", (name, last or 1, last is not None))
    return True


def _shape(connection: psycopg.Connection) -> str:
    found = connection.execute(SHAPE).fetchone()
    return str(found and found[0])
