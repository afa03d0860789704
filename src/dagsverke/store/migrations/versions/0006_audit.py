"""Events become a chain: a gapless place for each in its company, and a hash over the one before."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from dagsverke.store.migrations.words import given, given_ints, nullable, nullable_ints, primary

revision = "0006"
down_revision = "0005"

_BATCH = 5_000
_SAID = ("at", "credential_id", "person_id", "door", "kind", "subject", "subject_id", "before", "after")
"""What an event says; what is hashed is the company, the place, and this."""
_REFUSED = "events are only ever added"
_CHAIN_END = """
CREATE FUNCTION chain_end(company bigint) RETURNS TABLE(place bigint, hash text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(895589, company::integer);
    RETURN QUERY SELECT event.place, event.hash FROM event WHERE event.company_id = company
        ORDER BY event.place DESC LIMIT 1;
END $$"""
"""The lock is held until the transaction ends; the query after it sees what whoever held it before has committed."""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER event_no_{change}")
    op.rename_table("event", "event_before")
    op.create_table(
        "event",
        *(*primary("place"), *given("at"), *given_ints("credential_id"), *nullable_ints("person_id")),
        *(*given("door kind subject"), *nullable_ints("subject_id"), *nullable("before after"), *given("hash")),
    )
    for (company_id,) in op.get_bind().execute(sa.text("SELECT company_id FROM company ORDER BY company_id")).all():
        _chain(company_id)
    op.drop_table("event_before")
    of_timesheet = sa.text("subject = 'timesheet'")
    columns = ["company_id", "subject_id", "place"]
    op.create_index("event_timesheet", "event", columns, sqlite_where=of_timesheet, postgresql_where=of_timesheet)
    _sqlite_only() if is_sqlite else _postgres_only()


def _chain(company_id: int) -> None:
    """A company's events in the order of their ids, some thousands at a time."""
    found = sa.text(
        f"SELECT id, {', '.join(_quoted(name) for name in _SAID)} FROM event_before "  # noqa: S608  # names of its own
        "WHERE company_id = :company AND id > :after ORDER BY id LIMIT :batch"
    )
    names = ("company_id", "place", *_SAID, "hash")
    table = sa.table("event", *(sa.column(name) for name in names))
    place, digest, after = 0, "", -1
    while True:
        bound = {"company": company_id, "after": after, "batch": _BATCH}
        batch = op.get_bind().execute(found, bound).all()
        if not batch:
            return
        rows: list[dict[str, Any]] = []
        for after, *said in batch:  # noqa: B007  # the last one is where the next batch begins
            place += 1
            content = [company_id, place, *said]
            hashed = digest + json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            digest = hashlib.sha256(hashed.encode()).hexdigest()
            rows.append(dict(zip(names, (*content, digest), strict=True)))
        op.bulk_insert(table, rows)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _sqlite_only() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{change.lower()} BEFORE {change} ON event "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )


def _postgres_only() -> None:
    op.execute("ALTER INDEX event_pkey1 RENAME TO event_pkey")
    op.execute(
        "CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(_CHAIN_END)
