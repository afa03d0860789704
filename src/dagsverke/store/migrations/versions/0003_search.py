"""Pieces of text, so that what contains a word is found without reading every row."""

import sqlalchemy as sa
from alembic import op

from dagsverke.store.connection import Unavailable

revision = "0003"
down_revision = "0002"

_SEARCHED = {
    "time_entry": ("note",),
    "customer": ("name", "city"),
    "project": ("name",),
    "work_order": ("title",),
    "article": ("name", "description"),
    "expense": ("name",),
    "drive": ("start_address", "end_address"),
}
_NOTE = "INSERT OR IGNORE INTO {}_gram_new VALUES (new.company_id, new.id)"
_GRAMS = """
CREATE FUNCTION grams(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT coalesce(array_agg(DISTINCT (a || b || c) COLLATE "C"), '{}')
  FROM (SELECT string_to_array($1, NULL) AS letters) AS whole,
    unnest(letters, letters[2:], letters[3:]) AS piece (a, b, c)
  WHERE c IS NOT NULL
$$"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgres()


def _sqlite() -> None:
    """The index of a table, what of the table it does not hold yet, and the triggers that note that down."""
    if not op.get_bind().scalar(sa.text("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")):
        raise Unavailable("this SQLite is built without FTS5, which searching needs")
    for table, columns in _SEARCHED.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_gram USING fts5(text, content='', columnsize=0, detail=none, "
            "tokenize='trigram case_sensitive 1')"
        )
        op.execute(
            f"CREATE TABLE {table}_gram_new (company_id BIGINT NOT NULL, id BIGINT NOT NULL, "
            "PRIMARY KEY (company_id, id)) WITHOUT ROWID"
        )
        note = f"BEGIN {_NOTE.format(table)}; END"
        has_text = " OR ".join(f"new.{name} <> ''" for name in columns)
        op.execute(f"CREATE TRIGGER {table}_gram_add AFTER INSERT ON {table} WHEN {has_text} {note}")
        changed = " OR ".join(f"new.{name} <> old.{name}" for name in columns)
        names = ", ".join(columns)
        op.execute(f"CREATE TRIGGER {table}_gram_change AFTER UPDATE OF {names} ON {table} WHEN {changed} {note}")
        text = " || char(10) || ".join(columns)
        filled = " OR ".join(f"{name} <> ''" for name in columns)
        op.execute(
            f"INSERT INTO {table}_gram (rowid, text) "  # noqa: S608  # names of our own
            f"SELECT id, fold_case({text}) FROM {table} WHERE {filled} ORDER BY id"
        )


def _postgres() -> None:
    """An index of each column; what was written lately waits in a short list of its own."""
    op.execute(_GRAMS)
    for table, columns in _SEARCHED.items():
        for name in columns:
            op.execute(
                f"CREATE INDEX {table}_{name}_grams ON {table} USING gin (grams(fold_case({name}))) "
                f"WITH (fastupdate = on, gin_pending_list_limit = 256) WHERE {name} <> ''"
            )
