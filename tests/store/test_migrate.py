import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from psycopg.rows import TupleRow
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from dagsverke.app.chain import link
from dagsverke.store import migrations
from dagsverke.store.migrate import HEAD, is_current, migrate
from dagsverke.store.migrations.upgrade import upgrade
from dagsverke.store.tables import METADATA
from dagsverke.store.tables.search import SEARCHED
from tests.store.tampering import events_of, run

PG_COLUMNS = """
SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default
FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""
PG_CONSTRAINTS = """
SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""
PG_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
PIECES = {f"{table}_{name}_grams" for table, columns in SEARCHED.items() for name in columns}
"""Each database searches text in a way of its own, of which the tables know nothing."""


def test_migrating_makes_the_schema_and_doing_it_again_changes_nothing(database_url: str) -> None:
    assert not is_current(database_url)
    migrate(database_url)
    assert is_current(database_url)
    migrate(database_url)
    assert is_current(database_url)


def test_the_head_that_the_quick_check_knows_is_the_newest_revision() -> None:
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == HEAD


def test_what_was_there_at_the_first_revision_is_there_at_the_newest(database_url: str) -> None:
    upgrade(database_url, "0001")
    engine = _engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO company (company_id, name, country, zone, created_at) VALUES (1, 'Å AB', 'SE', 'UTC', 't')"
        )
        customer = sa.text(
            "INSERT INTO customer (company_id, id, key, number, name, created_at, modified_at)"
            " VALUES (1, :id, :key, :number, 'Kund', 't', 't')"
        )
        for row_id, number in enumerate(("", "", "7"), start=1):
            connection.execute(customer, {"id": row_id, "key": f"k{row_id}", "number": number})
    migrate(database_url)
    assert is_current(database_url)
    with engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT name, length(link_secret), payment_days FROM company").one()
        rows = connection.exec_driver_sql("SELECT number, name, is_rot, extras FROM customer ORDER BY id").all()
    engine.dispose()
    assert tuple(kept) == ("Å AB", 64, 30)
    assert [(number, name, bool(rot), extras) for number, name, rot, extras in rows] == [
        (number, "Kund", False, "{}") for number in ("", "", "7")
    ]


def test_events_that_were_there_become_a_chain_for_each_company_and_stay_guarded(database_url: str) -> None:
    upgrade(database_url, "0005")
    engine = _engine(database_url)
    company = "INSERT INTO company (company_id, name, country, zone, created_at) VALUES (:id, 'Å', 'SE', 'UTC', 't')"
    event = sa.text(
        "INSERT INTO event (company_id, id, at, credential_id, person_id, door, kind, subject, subject_id, after)"
        " VALUES (:company, :id, 't', 0, NULL, 'cli', 'person.added', 'person', :id, :after)"
    )
    after = '{"name":"Åsa \\"x\\"\\n\\u2028/"}'
    with engine.begin() as connection:
        connection.execute(sa.text(company), [{"id": 1}, {"id": 2}])
        rows = [{"company": 1 + number % 2, "id": 20_000 - number, "after": after} for number in range(10_003)]
        connection.execute(event, rows)
    engine.dispose()
    migrate(database_url)
    for company_id, count in ((1, 5_002), (2, 5_001)):
        previous = ""
        events = events_of(database_url, company_id)
        assert [one[1] for one in events] == list(range(1, count + 1))
        assert [one[8] for one in events] == sorted(one[8] for one in events)
        for *content, kept in events:
            previous = link(previous, content)
            assert kept == previous
    with pytest.raises((sqlite3.Error, psycopg.Error), match="only ever added"):
        run(database_url, "DELETE FROM event")


def _engine(url: str) -> sa.Engine:
    return sa.create_engine(url if url.startswith("sqlite") else url.replace("postgresql", "postgresql+psycopg", 1))


def test_a_url_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sqlite:///path or postgresql://"):
        is_current("mysql://somewhere")


def test_a_database_that_stands_at_the_head_is_checked_without_alembic_and_without_the_driver_of_another(
    migrated_sqlite_url: str,
) -> None:
    code = (
        "import sys; from dagsverke.store.migrate import migrate; migrate(sys.argv[1]);"
        "print([name for name in ('alembic', 'psycopg', 'sqlalchemy.orm') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, migrated_sqlite_url], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_sqlite_schema_that_the_revisions_make_is_the_one_in_the_tables(migrated_sqlite_url: str) -> None:
    made = _sqlite_schema(sqlite3.connect(migrated_sqlite_url.removeprefix("sqlite:///")))
    described = sqlite3.connect(":memory:")
    for statement in _ddl(SQLiteDialect()):
        described.execute(statement)
    extra = {"counter", "alembic_version", "event_no_update", "event_no_delete"}
    extra |= {f"{table}_gram{part}" for table in SEARCHED for part in ("", "_new", "_add", "_change")}
    inner = {f"{table}_gram_{part}" for table in SEARCHED for part in ("data", "idx", "config")}
    assert {name: sql for name, sql in made.items() if name not in extra | inner} == _sqlite_schema(described)
    assert extra <= made.keys()


def test_the_postgresql_schema_that_the_revisions_make_is_the_one_in_the_tables(
    migrated_postgresql_url: str, postgresql_url: str
) -> None:
    with psycopg.connect(migrated_postgresql_url) as made, psycopg.connect(postgresql_url) as described:
        for statement in _ddl(PGDialect()):  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
            described.execute(statement.encode())
        for query in (PG_COLUMNS, PG_CONSTRAINTS, PG_INDEXES):
            rows = _without_version(made, query)
            assert [row for row in rows if row[0] not in PIECES] == _without_version(described, query)
            assert query is not PG_INDEXES or {str(row[0]) for row in rows} >= PIECES


def _sqlite_schema(connection: sqlite3.Connection) -> dict[str, str]:
    """Each thing's words, those of a table part by part: a column that came later stands at its end."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: _parts(sql) if kind == "table" else _flat(sql) for name, kind, sql in rows}


def _parts(sql: str) -> str:
    head, _, rest = _flat(sql).partition("(")
    body, _, tail = rest.rpartition(")")
    return " | ".join([head.strip(), *sorted(re.split(r", (?![^(]*\))", body.strip())), tail.strip()])


def _flat(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())


def _without_version(connection: psycopg.Connection[TupleRow], query: str) -> list[tuple[object, ...]]:
    rows = connection.execute(query.encode()).fetchall()
    return [row for row in rows if "alembic_version" not in str(row[0])]


def _ddl(dialect: sa.Dialect) -> list[str]:
    statements: list[str] = []
    for table in METADATA.sorted_tables:
        statements.append(str(sa.schema.CreateTable(table).compile(dialect=dialect)))
        statements += [str(sa.schema.CreateIndex(index).compile(dialect=dialect)) for index in table.indexes]
    return statements
