"""The ledger's statements, each written once for each database."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    select,
)

from dagsverke.domain.ledger import ADJUSTED, RELIEF
from dagsverke.store.grammar import EMPTY, LED, ONE, ZERO, Grammar
from dagsverke.store.tables.columns import INT, TEXT
from dagsverke.store.tables.companies import account, assignment
from dagsverke.store.tables.time import adjustment, attendance, checkpoint, posting, time_entry
from dagsverke.store.views.kinds import COMPANY

ENTRY_FIELDS = (
    *("id", "key", "person_id", "on_day", "cause_id", "duration_ms", "is_absence", "is_clocked"),
    *("attendance_code", "begins_at", "modified_at", "unsocial"),
)
ATTENDANCE_FIELDS = (
    *("person_id", "on_day", "code", "duration_ms", "entry_count", "clocked_count", "entry_key", "modified_at"),
)
RELIEVED: ColumnElement[int] = literal_column(str(RELIEF), INT)
_ADJUSTED: ColumnElement[int] = literal_column(str(ADJUSTED), INT)
_DAYS = ("days", (("person_id", INT), ("on_day", TEXT)))


def text_of(name: str) -> ColumnElement[str]:
    """A parameter that is text."""
    return bindparam(name, type_=TEXT)


def _number(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=INT)


def ours(table: Table, *also: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """A table's rows of the company, and further conditions."""
    return [table.c.company_id == COMPANY, *also]


def pair_of(table: Table) -> list[ColumnElement[bool]]:
    """A table's rows of one person and account."""
    return ours(table, table.c.person_id == _number("person"), table.c.account_id == _number("account"))


def _entry_columns() -> list[ColumnElement[Any]]:
    return [time_entry.c[name] for name in ENTRY_FIELDS]


def assignments(grammar: Grammar) -> Select[Any]:
    """Schedule assignments of the persons."""
    columns = [assignment.c[name] for name in ("person_id", "schedule_id", "starts_on", "ends_on", "rate_e4")]
    mine = grammar.any_of(assignment.c.person_id, "persons")
    return (
        select(*columns)
        .where(*ours(assignment, mine, assignment.c.deleted_at.is_(None)))
        .order_by(assignment.c.person_id, assignment.c.starts_on, assignment.c.id)
    )


def _pairs(grammar: Grammar) -> tuple[FromClause, FromClause]:
    return grammar.values_of("persons"), grammar.values_of("accounts")


def _balances(grammar: Grammar, *, has_stretch: bool) -> Select[Any]:
    persons, accounts = _pairs(grammar)
    last = (
        select(checkpoint.c.value)
        .where(
            checkpoint.c.company_id == COMPANY,
            checkpoint.c.person_id == persons.c.id,
            checkpoint.c.account_id == accounts.c.id,
            checkpoint.c.month <= text_of("month"),
        )
        .order_by(checkpoint.c.month.desc())
        .limit(ONE)
        .offset(ZERO)
    )
    posted = select(func.sum(posting.c.amount)).where(
        posting.c.company_id == COMPANY,
        posting.c.person_id == persons.c.id,
        posting.c.account_id == accounts.c.id,
        posting.c.on_day > text_of("after"),
        posting.c.on_day <= text_of("until"),
    )
    columns = (persons.c.id, accounts.c.id, last.scalar_subquery(), posted.scalar_subquery() if has_stretch else null())
    return select(*columns).select_from(persons.join(accounts, literal_column("1 = 1")))


def balances(grammar: Grammar) -> Select[Any]:
    """For each pair the last checkpoint of a month not after the given one, and what is posted in a stretch of days."""
    return _balances(grammar, has_stretch=True)


def balances_of_months(grammar: Grammar) -> Select[Any]:
    """As ``balances``, where the stretch has no days."""
    return _balances(grammar, has_stretch=False)


def relief_after(grammar: Grammar) -> Select[Any]:
    """Relief of each pair on the days of a stretch."""
    persons, accounts = _pairs(grammar)
    eased = (
        select(func.sum(posting.c.amount))
        .where(
            posting.c.company_id == COMPANY,
            posting.c.person_id == persons.c.id,
            posting.c.account_id == accounts.c.id,
            posting.c.on_day > text_of("after"),
            posting.c.on_day <= text_of("until"),
            posting.c.origin == RELIEVED,
        )
        .scalar_subquery()
    )
    return select(persons.c.id, accounts.c.id, eased).select_from(persons.join(accounts, literal_column("1 = 1")))


def postings(grammar: Grammar) -> Select[Any]:
    """Postings of one pair on the days of a stretch."""
    del grammar
    columns = (posting.c.person_id, posting.c.account_id, posting.c.on_day, posting.c.amount, posting.c.origin)
    stretch = (posting.c.on_day > text_of("after"), posting.c.on_day <= text_of("until"))
    return select(*columns).where(*pair_of(posting), *stretch).order_by(posting.c.on_day, posting.c.origin)


def checkpoints(grammar: Grammar) -> Select[Any]:
    """The checkpoints of one pair."""
    del grammar
    columns = (checkpoint.c.month, checkpoint.c.value, checkpoint.c.marked_on)
    return select(*columns).where(*pair_of(checkpoint)).order_by(checkpoint.c.month)


def entries_between(grammar: Grammar) -> Select[Any]:
    """Live entries of one person on the days of a stretch; the instants only help to find them."""
    del grammar
    where = ours(
        time_entry,
        time_entry.c.person_id == _number("person"),
        time_entry.c.deleted_at.is_(None),
        time_entry.c.begins_at.between(text_of("day_from"), text_of("day_until")),
        time_entry.c.on_day > text_of("after"),
        time_entry.c.on_day <= text_of("until"),
    )
    order = (time_entry.c.on_day, time_entry.c.begins_at, time_entry.c.id)
    return select(*_entry_columns()).where(*where).order_by(*order)


def entries_within(grammar: Grammar) -> Select[Any]:
    """Live entries of the given persons, each within its instants; a little more than the days they stand for."""
    spans = grammar.rows_of("spans", [("person_id", INT), ("day_from", TEXT), ("day_until", TEXT)])
    match = and_(
        time_entry.c.company_id == COMPANY,
        time_entry.c.person_id == spans.c.person_id,
        time_entry.c.deleted_at.is_(None),
        time_entry.c.begins_at.between(spans.c.day_from, spans.c.day_until),
    )
    order = (spans.c.ordinal, time_entry.c.begins_at, time_entry.c.id)
    source = spans.join(time_entry, match)
    return select(*_entry_columns()).select_from(source).order_by(*order).with_hint(spans, *LED)


def entries_reaching(grammar: Grammar) -> Select[Any]:
    """Live entries of the given persons with unsocial hours after their own day, that end within a stretch of days."""
    spans = grammar.rows_of("spans", [("person_id", INT), ("first_on", TEXT), ("last_on", TEXT), ("until_on", TEXT)])
    match = and_(
        time_entry.c.company_id == COMPANY,
        time_entry.c.person_id == spans.c.person_id,
        time_entry.c.deleted_at.is_(None),
        time_entry.c.unsocial_until.is_not(None),
        time_entry.c.unsocial_until.between(spans.c.first_on, spans.c.until_on),
        time_entry.c.on_day < spans.c.last_on,
    )
    order = (spans.c.ordinal, time_entry.c.begins_at, time_entry.c.id)
    source = spans.join(time_entry, match)
    return select(*_entry_columns()).select_from(source).order_by(*order).with_hint(spans, *LED)


def postings_within(grammar: Grammar) -> Select[Any]:
    """What entries posted for the given persons, each from a first to a last day, on every account."""
    spans = grammar.rows_of("spans", [("person_id", INT), ("first_on", TEXT), ("last_on", TEXT)])
    match = and_(
        posting.c.company_id == COMPANY,
        posting.c.person_id == spans.c.person_id,
        posting.c.account_id.in_(select(account.c.id).where(account.c.company_id == COMPANY)),
        posting.c.on_day.between(spans.c.first_on, spans.c.last_on),
        posting.c.origin <= RELIEVED,
    )
    columns = (posting.c.person_id, posting.c.account_id, posting.c.on_day, posting.c.origin, posting.c.amount)
    return select(*columns).select_from(spans.join(posting, match)).with_hint(spans, *LED)


def after_days(grammar: Grammar, table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """The rows of each of the pairs after a day, led by the pair."""
    pairs = grammar.rows_of("pairs", [("person_id", INT), ("account_id", INT), ("after", TEXT)])
    match = and_(
        table.c.company_id == COMPANY,
        table.c.person_id == pairs.c.person_id,
        table.c.account_id == pairs.c.account_id,
        table.c.on_day > pairs.c.after,
    )
    found = select(table.c.person_id, table.c.account_id, *columns)
    return found.select_from(pairs.join(table, match)).with_hint(pairs, *LED)


def postings_after(grammar: Grammar) -> Select[Any]:
    """The postings of each of the pairs after a day."""
    return after_days(grammar, posting, posting.c.on_day, posting.c.amount, posting.c.origin)


def adjusted_on(grammar: Grammar) -> Select[Any]:
    """Of each pair and day what is posted of adjustments, and what the live adjustments sum to."""
    days = grammar.rows_of("days", [("person_id", INT), ("account_id", INT), ("on_day", TEXT)])

    def same(table: Table) -> list[ColumnElement[bool]]:
        return ours(table, *(table.c[name] == days.c[name] for name in ("person_id", "account_id", "on_day")))

    posted = select(posting.c.amount).where(*same(posting), posting.c.origin == _ADJUSTED)
    live = select(func.sum(adjustment.c.amount)).where(*same(adjustment), adjustment.c.deleted_at.is_(None))
    columns = (days.c.person_id, days.c.account_id, days.c.on_day)
    return select(*columns, posted.scalar_subquery(), live.scalar_subquery()).select_from(days)


def attendance_on(grammar: Grammar) -> Select[Any]:
    """The attendance of the given days."""
    days = grammar.rows_of(*_DAYS)
    match = and_(
        attendance.c.company_id == COMPANY,
        attendance.c.person_id == days.c.person_id,
        attendance.c.on_day == days.c.on_day,
    )
    columns = [attendance.c[name] for name in ATTENDANCE_FIELDS]
    return select(*columns).select_from(days.join(attendance, match)).with_hint(days, *LED)


def _last_before(pairs: FromClause) -> ColumnElement[str]:
    """The month of a pair's last checkpoint not after a month."""
    before = checkpoint.alias("before")
    return (
        select(func.max(before.c.month))
        .where(
            before.c.company_id == COMPANY,
            before.c.person_id == pairs.c.person_id,
            before.c.account_id == pairs.c.account_id,
            before.c.month <= pairs.c.month,
        )
        .scalar_subquery()
    )


def checkpoints_since(grammar: Grammar) -> Select[Any]:
    """Of each pair the checkpoints after a month, and the last one before."""
    pairs = grammar.rows_of("pairs", [("person_id", INT), ("account_id", INT), ("month", TEXT)])
    match = and_(
        checkpoint.c.company_id == COMPANY,
        checkpoint.c.person_id == pairs.c.person_id,
        checkpoint.c.account_id == pairs.c.account_id,
        checkpoint.c.month >= func.coalesce(_last_before(pairs), EMPTY),
    )
    columns = (checkpoint.c.person_id, checkpoint.c.account_id, checkpoint.c.month)
    return (
        select(*columns, checkpoint.c.value, checkpoint.c.marked_on)
        .select_from(pairs.join(checkpoint, match))
        .order_by(pairs.c.ordinal, checkpoint.c.month)
        .with_hint(pairs, *LED)
    )


def checkpoints_beside(grammar: Grammar) -> Select[Any]:
    """Of each pair the checkpoint at the end of a month, and the last one before."""
    pairs = grammar.rows_of("pairs", [("person_id", INT), ("account_id", INT), ("month", TEXT), ("next", TEXT)])
    match = and_(
        checkpoint.c.company_id == COMPANY,
        checkpoint.c.person_id == pairs.c.person_id,
        checkpoint.c.account_id == pairs.c.account_id,
        checkpoint.c.month.in_([pairs.c.next, _last_before(pairs)]),
    )
    columns = (checkpoint.c.person_id, checkpoint.c.account_id, checkpoint.c.month)
    return (
        select(*columns, checkpoint.c.value, checkpoint.c.marked_on)
        .select_from(pairs.join(checkpoint, match))
        .order_by(pairs.c.ordinal, checkpoint.c.month)
        .with_hint(pairs, *LED)
    )
