"""Time entries, and what the ledger makes of them: postings, checkpoints, attendance, marks."""

from sqlalchemy import ForeignKeyConstraint, Index, Table

from dagsverke.store.tables.columns import (
    BOOL,
    METADATA,
    TEXT,
    dated,
    flags,
    given_ints,
    given_texts,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    primary,
    texts,
    texts_or_null,
)
from dagsverke.store.tables.companies import account, cause
from dagsverke.store.tables.people import person

time_entry = Table(
    "time_entry",
    METADATA,
    *keyed(),
    *given_ints("person_id"),
    *ints_or_null("cause_id"),
    *texts_or_null("attendance_code"),
    *flags("is_absence", "is_clocked"),
    *given_texts("on_day", "begins_at"),
    *texts_or_null("ends_at"),
    *ints("duration_ms", "billable_ms"),
    *flags("has_own_billable", "is_billable", "is_invoiced"),
    *texts_or_null("invoiced_at"),
    *ints_or_null("invoice_id", "attested_by_id"),
    *texts_or_null("attested_at"),
    *ints("status"),
    *flags("is_all_day", "is_supplement"),
    *ints_or_null("unit_price_e4"),
    *flags("has_own_price"),
    *ints("cost_e4"),
    *texts("note", "internal_note"),
    *ints_or_null("customer_id", "project_id", "work_order_id"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
    json_text("extras"),
    json_text("unsocial", "[]"),
    *texts_or_null("unsocial_until"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
    ForeignKeyConstraint(["company_id", "cause_id"], [cause.c.company_id, cause.c.id]),
)
"""``unsocial`` are the pieces of it in windows of unsocial hours, ``unsocial_until`` the last day of them where that is
after its own.
"""
key_index(time_entry)
live_index(time_entry, "id")
live_index(time_entry, "person_id", "unsocial_until", also="unsocial_until IS NOT NULL")
live_index(time_entry, "person_id", "begins_at", "id", label="absence", also="is_absence")
for _instant in ("begins_at", "modified_at", "created_at"):
    live_index(time_entry, _instant, "id")
    live_index(time_entry, f"-{_instant}", "id", label=f"{_instant}_down")
for _owner in ("person_id", "cause_id", "customer_id", "project_id", "work_order_id"):
    live_index(time_entry, _owner, "id")
for _owner in ("customer_id", "project_id", "work_order_id"):
    live_index(time_entry, _owner, "begins_at", "id", also=f"{_owner} IS NOT NULL")
for _owner, _other, _part in (("person_id", "cause_id", ""), ("cause_id", "person_id", "cause_id IS NOT NULL")):
    # What is summed of a person's time and of a cause's is in the index too, so that no row need be fetched.
    _label, _summed = f"{_owner}_begins_at_id", (_other, "is_absence", "duration_ms")
    live_index(time_entry, _owner, "begins_at", "id", *_summed, label=_label, also=_part)

entry_tally = Table(
    "entry_tally",
    METADATA,
    *primary("on_day", "cause_id", "is_absence", on_day=TEXT, is_absence=BOOL),
    *ints("n"),
    sqlite_with_rowid=False,
)
"""How many live entries there are, by day and cause (0 without one): exact totals without a scan."""

posting = Table(
    "posting",
    METADATA,
    *primary("person_id", "account_id", "on_day", "origin", on_day=TEXT),
    *given_ints("amount"),
    sqlite_with_rowid=False,
)
"""``origin`` is one of those of ``domain.ledger``: entries, relief by absence, adjustments."""

checkpoint = Table(
    "checkpoint",
    METADATA,
    *primary("person_id", "account_id", "month", month=TEXT),
    *given_ints("value"),
    *texts_or_null("marked_on"),
    sqlite_with_rowid=False,
)

attendance = Table(
    "attendance",
    METADATA,
    *primary("on_day", "person_id", "code", on_day=TEXT, code=TEXT),
    *given_ints("duration_ms", "entry_count", "clocked_count"),
    *texts_or_null("entry_key"),
    *given_texts("modified_at"),
    sqlite_with_rowid=False,
)
attendance_tally = Table("attendance_tally", METADATA, *primary("person_id"), *ints("n"), sqlite_with_rowid=False)
Index(
    "attendance_person_on_day",
    attendance.c.company_id,
    attendance.c.person_id,
    attendance.c.on_day,
    attendance.c.code,
)
Index("attendance_modified_at", attendance.c.company_id, attendance.c.modified_at)

mark = Table(
    "mark",
    METADATA,
    *primary("id"),
    *given_ints("person_id", "account_id"),
    *given_texts("on_day"),
    *given_ints("value"),
    *ints_or_null("creator_id"),
    *given_texts("created_at"),
    *texts_or_null("deleted_at"),
    *ints_or_null("closing_id"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
    ForeignKeyConstraint(["company_id", "account_id"], [account.c.company_id, account.c.id]),
)
live_index(mark, "person_id", "account_id", "on_day", "id")
live_index(mark, "on_day", "person_id", "account_id")
live_index(mark, "closing_id", "id", also="closing_id IS NOT NULL")

closing = Table(
    "closing",
    METADATA,
    *keyed(),
    *given_texts("kind", "on_day"),
    *texts("reason"),
    *dated(),
    *ints_or_null("created_by_id", "deleted_by_id"),
)
"""A year, a vacation year or a flex period that was closed at the end of a day. Withdrawn where it was undone."""
key_index(closing)
live_index(closing, "kind", "on_day")

adjustment = Table(
    "adjustment",
    METADATA,
    *keyed(),
    *given_ints("person_id", "account_id"),
    *given_texts("on_day"),
    *given_ints("amount"),
    *given_texts("kind"),
    *texts("reason"),
    *ints_or_null("closing_id"),
    *dated(),
    *ints_or_null("created_by_id", "deleted_by_id"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
    ForeignKeyConstraint(["company_id", "account_id"], [account.c.company_id, account.c.id]),
)
"""A signed change of an account that no entry makes: a correction, or what a closing carries, pays or lets lapse."""
key_index(adjustment)
live_index(adjustment, "person_id", "account_id", "on_day", "id")
live_index(adjustment, "closing_id", "id", also="closing_id IS NOT NULL")

vacation_state = Table(
    "vacation_state",
    METADATA,
    *primary("person_id", "on_day", on_day=TEXT),
    *ints("paid", "unpaid", "advance", "saved1", "saved2", "saved3", "saved4", "saved5", "overdue"),
    *texts_or_null("adjusted_on"),
    *given_texts("until_on"),
    *ints("granted", "earned"),
    json_text("debts", "[]"),
    sqlite_with_rowid=False,
)
"""A person's days of vacation (e6) from a day on until the next row's, and not after ``until_on``; a cache.

``adjusted_on`` is the day of the last grant, mark or correction. The columns after ``until_on`` are what the days to
come depend on besides (``domain.vacation_course.State``).
"""

timesheet = Table(
    "timesheet",
    METADATA,
    *keyed(),
    *given_ints("person_id"),
    *given_texts("week_on", "status"),
    *texts("note"),
    *texts_or_null("submitted_at", "decided_at"),
    *ints_or_null("submitted_by_id", "decided_by_id"),
    *dated(),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)
"""A person's week, named by its Monday: submitted, approved, or returned with a note."""
key_index(timesheet)
live_index(timesheet, "person_id", "week_on", is_unique=True)
live_index(timesheet, "week_on", "person_id")

timer = Table(
    "timer",
    METADATA,
    *primary("person_id"),
    *given_texts("started_at"),
    *ints_or_null("cause_id", "customer_id", "project_id", "work_order_id"),
    ForeignKeyConstraint(["company_id", "person_id"], [person.c.company_id, person.c.id]),
)
"""A person's time that runs just now: one at most. It becomes a time entry when it is stopped, and goes."""
