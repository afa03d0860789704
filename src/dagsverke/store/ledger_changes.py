"""The statements by which the ledger is changed."""

from sqlalchemy import ColumnElement, Delete, Insert, Table, Update, bindparam, delete, insert, or_, update

from dagsverke.store.grammar import Grammar
from dagsverke.store.tables.columns import INT, TEXT
from dagsverke.store.tables.time import checkpoint
from dagsverke.store.views.kinds import COMPANY


def _text(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=TEXT)


def _number(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=INT)


def _pair() -> list[ColumnElement[bool]]:
    mine = (checkpoint.c.person_id == _number("person"), checkpoint.c.account_id == _number("account"))
    return [checkpoint.c.company_id == COMPANY, *mine]


def shift_checkpoints(grammar: Grammar) -> Update:
    """Add to one pair's checkpoints after a day, but for those that a mark later than the day hides it from."""
    del grammar
    month, hidden_by = checkpoint.c.month, checkpoint.c.marked_on
    return (
        update(checkpoint)
        .where(*_pair(), month > _text("until"), or_(hidden_by.is_(None), hidden_by < _text("day")))
        .values(value=checkpoint.c.value + _number("delta"))
    )


def set_checkpoint(grammar: Grammar) -> Update:
    """Set the value of one checkpoint."""
    del grammar
    return update(checkpoint).where(*_pair(), checkpoint.c.month == _text("at")).values(value=_number("to"))


def put(table: Table) -> Insert:
    """Insert a row of all columns."""
    return insert(table).values({column: bindparam(column.name, type_=column.type) for column in table.c})


def drop(table: Table) -> Delete:
    """Delete the row whose primary key is in parameters named ``pk_<column>``."""
    return delete(table).where(
        *(column == bindparam(f"pk_{column.name}", type_=column.type) for column in table.primary_key)
    )


def forget_checkpoints(grammar: Grammar) -> Delete:
    """Delete one pair's checkpoints after a month."""
    del grammar
    return delete(checkpoint).where(*_pair(), checkpoint.c.month > _text("month"))
