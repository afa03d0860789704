"""Connections to PostgreSQL."""

import select
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import errors
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from dagsverke.domain.errors import Conflict
from dagsverke.store.connection import Rows, Unavailable, Values
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables import ATTRIBUTE_OF_INDEX

Raw = psycopg.Connection[TupleRow]
Pool = ConnectionPool[Raw]

CONNECT_TIMEOUT_S = 5
_OPTIONS: dict[str, Any] = {
    "connect_timeout": CONNECT_TIMEOUT_S,
    "application_name": "dagsverke",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "prepare_threshold": 1,
    "autocommit": True,
}
_NEAR = "SET random_page_cost = 1.1"
"""What is read in any order costs about what is read in a row, on any disk that does not turn. By PostgreSQL's default
it costs four times as much, and rows that an index finds are looked for by reading many that it does not.
"""
_SHARE = "SELECT pg_advisory_xact_lock_shared(%(company)s)"
_HOLD = (
    "WITH door AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(%(company)s)) "
    "SELECT person.id FROM door, person WHERE company_id = %(company)s AND person.id = ANY(%(persons)s) "
    "ORDER BY person.id FOR UPDATE OF person"
)
"""The advisory lock of a company's number is shared by all who hold a person of it, and whoever locks a period has it
alone. It costs no write, where a shared lock of the company's row would.
"""
_HOLD_EVERYBODY = "SELECT pg_advisory_xact_lock(%(company)s)"
_NEXT_IDS = "SELECT nextval('counter') FROM generate_series(1, %(count)s)"


class PostgresConnection:
    """One connection inside a transaction, for as long as that lasts."""

    def __init__(self, raw: Raw, grammar: Grammar) -> None:
        self._raw = raw
        self._grammar = grammar

    def rows(self, sql: str, values: Values) -> Rows:
        """Every row of a query."""
        return self._raw.execute(sql, values).fetchall()

    def run(self, sql: str, values: Values) -> int:
        """Run a statement and return how many rows it touched."""
        try:
            return self._raw.execute(sql, values).rowcount
        except errors.UniqueViolation as error:
            raise self._refusal(error) from error

    def run_many(self, sql: str, values: Sequence[Values]) -> int:
        """Run a statement for each set of values and return how many rows it touched in all."""
        try:
            if len(values) == 1:
                return self._raw.execute(sql, values[0]).rowcount
            with self._raw.cursor() as cursor:
                cursor.executemany(sql, values)
                return cursor.rowcount
        except errors.UniqueViolation as error:
            raise self._refusal(error) from error

    def next_ids(self, count: int) -> Sequence[int]:
        """So many new ids, ascending."""
        return [row[0] for row in self.rows(_NEXT_IDS, {"count": count})]

    def hold(self, company_id: int, person_ids: Sequence[int]) -> bool:
        """Lock the persons' rows, in the order of their ids. What was read of the company before may be old."""
        if person_ids:
            self.rows(_HOLD, {"company": company_id, "persons": list(person_ids)})
        else:
            self.rows(_SHARE, {"company": company_id})
        return True

    def hold_everybody(self, company_id: int) -> bool:
        """Wait for who holds a person of the company, and keep others from it."""
        self.rows(_HOLD_EVERYBODY, {"company": company_id})
        return True

    def _refusal(self, error: errors.UniqueViolation) -> Exception:
        name = self._grammar.attribute_at_fault(error)
        return error if name is None else Conflict("taken", ATTRIBUTE_OF_INDEX.get(name, name), "is taken")


def open_pool(url: str, size_max: int, wait_s: float) -> Pool:
    """A pool that opens connections as they are needed and checks each before it hands it out."""
    return ConnectionPool(
        url,
        kwargs=_OPTIONS,
        min_size=0,
        max_size=size_max,
        configure=_configure,
        timeout=wait_s,
        reconnect_timeout=wait_s,  # whoever asks next tries anew; else a long outage would be followed by a long wait
        check=_check,
        open=False,
        name="dagsverke",
    )


def _configure(raw: Raw) -> None:
    """Make a new connection ready."""
    raw.execute(_NEAR, prepare=False)


def _check(raw: Raw) -> None:
    """Ask a connection whether it lives only where something came on it unasked: what is lost is told of or closed."""
    waiting = select.poll()
    waiting.register(raw.fileno(), select.POLLIN)
    if waiting.poll(0):
        ConnectionPool.check_connection(raw)


def version_of(url: str, query: str) -> str | None:
    """What the query answers, None where its table is missing."""
    try:
        with psycopg.connect(url, **_OPTIONS) as raw:
            found = raw.execute(query).fetchone()
    except errors.UndefinedTable:
        return None
    except psycopg.OperationalError as error:
        raise Unavailable(f"the database does not answer: {error}") from error
    return None if found is None else str(found[0])
