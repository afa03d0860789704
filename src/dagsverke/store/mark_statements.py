"""The statements about marks."""

from typing import Any

from sqlalchemy import Select, case, exists, func, select

from dagsverke.store.grammar import Grammar
from dagsverke.store.ledger_statements import after_days, ours, pair_of, text_of
from dagsverke.store.tables.time import mark, posting
from dagsverke.store.views.kinds import COMPANY


def last_marks(grammar: Grammar) -> Select[Any]:
    """Of each pair with marks until the end of a month: the last not after a day, and whether one is in the month."""
    on_day = func.max(case((mark.c.on_day <= text_of("on"), mark.c.on_day)))
    return (
        select(mark.c.person_id, mark.c.account_id, on_day, func.max(mark.c.on_day) >= text_of("first"))
        .where(
            *ours(mark, mark.c.deleted_at.is_(None), grammar.any_of(mark.c.person_id, "persons")),
            mark.c.on_day <= text_of("last"),
        )
        .group_by(mark.c.person_id, mark.c.account_id)
        .with_hint(mark, "INDEXED BY mark_person_id_account_id_on_day_id", "sqlite")
    )


def latest_marks(grammar: Grammar) -> Select[Any]:
    """Of each pair the last mark not after a day."""
    later = mark.alias("later")
    is_last = ~exists().where(
        *(later.c[name] == mark.c[name] for name in ("company_id", "person_id", "account_id")),
        later.c.deleted_at.is_(None),
        later.c.on_day <= text_of("on"),
        (later.c.on_day > mark.c.on_day) | ((later.c.on_day == mark.c.on_day) & (later.c.id > mark.c.id)),
    )
    return select(mark.c.person_id, mark.c.account_id, mark.c.value, mark.c.on_day).where(
        *ours(mark, mark.c.deleted_at.is_(None), grammar.any_of(mark.c.person_id, "persons")),
        grammar.any_of(mark.c.account_id, "accounts"),
        mark.c.on_day <= text_of("on"),
        is_last,
    )


def marks_within(grammar: Grammar) -> Select[Any]:
    """Marks of a stretch of days, each with what is posted after it until the end of the stretch."""
    del grammar
    after = (
        select(func.sum(posting.c.amount))
        .where(
            posting.c.company_id == COMPANY,
            posting.c.person_id == mark.c.person_id,
            posting.c.account_id == mark.c.account_id,
            posting.c.on_day > mark.c.on_day,
            posting.c.on_day <= text_of("on"),
        )
        .scalar_subquery()
    )
    return (
        select(mark.c.person_id, mark.c.account_id, mark.c.value, after)
        .where(*ours(mark, mark.c.deleted_at.is_(None), mark.c.on_day.between(text_of("first"), text_of("on"))))
        .order_by(mark.c.on_day, mark.c.id)
    )


def marks(grammar: Grammar) -> Select[Any]:
    """The live marks of one pair."""
    del grammar
    return (
        select(mark.c.id, mark.c.on_day, mark.c.value)
        .where(*pair_of(mark), mark.c.deleted_at.is_(None))
        .order_by(mark.c.on_day, mark.c.id)
    )


def marks_after(grammar: Grammar) -> Select[Any]:
    """The live marks of each of the pairs after a day, by import."""
    found = after_days(grammar, mark, mark.c.id, mark.c.on_day, mark.c.value)
    return found.where(mark.c.deleted_at.is_(None)).order_by(mark.c.id)
