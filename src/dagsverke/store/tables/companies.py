"""The tenant, its rules as data (causes, accounts, schedules) and its roles."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Sequence, Table

from dagsverke.store.tables.columns import (
    INT,
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

COUNTER = Sequence("counter", metadata=METADATA, minvalue=1, maxvalue=2**53 - 1)
"""One counter for the ids of all tables and companies; below 2^53, so that any client can hold an id as a number."""

company = Table(
    "company",
    METADATA,
    *primary(),
    *given_texts("name", "country", "zone"),
    *ints("version"),
    *given_texts("created_at"),
    *texts("link_secret"),
    *flags("has_free_text", default=True),
    Column("payment_days", INT, nullable=False, server_default="30"),
    Column("vacation_begins", TEXT, nullable=False, server_default="04-01"),
    *texts("organization_number", "vat_number", "address", "zip_code", "city", "phone", "email"),
    *texts("bankgiro", "plusgiro"),
    *flags("has_f_tax"),
)
"""``link_secret`` signs links to files; ``has_free_text``: an expense may name an article that is in no register.

``vacation_begins`` is the month and day on which each vacation year begins. Numbers, address and giros are what its
papers say of it; ``has_f_tax``: it is approved for F-tax, and says so.
"""

role = Table("role", METADATA, *primary("id"), *given_ints("code"), *texts("name", "reach"))
Index("role_code", role.c.company_id, role.c.code, unique=True)

cause = Table(
    "cause",
    METADATA,
    *keyed(),
    *texts_or_null("code"),
    *texts("name", "description"),
    *flags("is_absence", "is_work_time", "is_unsocial", "is_vacation", "is_invoiceable", "is_machine_time"),
    *flags("needs_pre_attest"),
    *flags("is_attendance", default=True),
    *flags("has_negative"),
    *ints("price_per_hour_e4"),
    *texts("article_number", "color"),
    *flags("is_active", default=True),
    *dated(),
    *ints_or_null("qualifying_days", "sole_parent_days"),
    *texts("limit_class"),
)
"""``qualifying_days`` of absence count as worked towards vacation in a qualifying year (null: all; 0: none), and
``sole_parent_days`` where somebody is alone with a child. ``limit_class`` is what the time is to the law on working
hours: ``overtime``, ``extra`` (beyond part time), ``on_call``, ``as_worked`` (absence that counts as work), or nothing.
"""
key_index(cause)
live_index(cause, "code")

account = Table(
    "account",
    METADATA,
    *primary("id"),
    *given_texts("code"),
    *texts("name"),
    *given_texts("unit", "kind"),
    *flags("has_expected"),
    *ints("position"),
    *ints_or_null("value_min", "warning_min", "warning_max", "value_max"),
    *texts("closes", "surplus"),
    *ints_or_null("carry_min", "carry_max"),
)
"""Limits and what is carried over are in the account's unit. ``closes`` is the closing that caps it (``year``,
``flex`` or none), ``surplus`` what becomes of what is beyond ``carry_min`` and ``carry_max``: ``lapse`` or ``pay``.
"""
Index("account_code", account.c.company_id, account.c.code, unique=True)

account_factor = Table(
    "account_factor",
    METADATA,
    *primary("account_id", "cause_id"),
    *given_ints("factor_e4"),
    *flags("needs_schedule", "has_windows"),
    ForeignKeyConstraint(["company_id", "account_id"], [account.c.company_id, account.c.id]),
)

schedule = Table(
    "schedule",
    METADATA,
    *keyed(),
    *texts("name", "description"),
    *flags("is_active", default=True),
    json_text("weeks", "[]"),
    *dated(),
)
key_index(schedule)

assignment = Table(
    "assignment",
    METADATA,
    *keyed(),
    *given_ints("person_id", "schedule_id"),
    *given_texts("starts_on"),
    *texts_or_null("ends_on"),
    *dated(),
    Column("rate_e4", INT, nullable=False, server_default="10000"),
    ForeignKeyConstraint(["company_id", "schedule_id"], [schedule.c.company_id, schedule.c.id]),
)
key_index(assignment)
live_index(assignment, "person_id", "starts_on")

"""``rate_e4`` is the share of the schedule's hours that the person works."""

calendar_rule = Table(
    "calendar_rule",
    METADATA,
    *keyed(),
    *given_texts("day"),
    *texts("name"),
    *ints("share_e4"),
    *texts("day_class", "starts_on"),
    *texts_or_null("ends_on"),
    *dated(),
)
"""A day of the company's own: ``day`` is a date, a month and day of every year (``12-23``) or counts from Easter Sunday
(``easter-3``). ``share_e4`` is how much of a schedule is expected on it, ``day_class`` what agreements know it as. It
holds on days from ``starts_on`` (empty: always) to ``ends_on``.
"""
key_index(calendar_rule)

agreement = Table(
    "agreement",
    METADATA,
    *keyed(),
    *given_texts("name"),
    *flags("is_default"),
    json_text("vacation"),
    json_text("windows", "[]"),
    json_text("limits"),
    json_text("las"),
    *dated(),
)
"""What an agreement says: of vacation, of windows of the day (unsocial hours, overtime), of limits on hours,
of days of employment.

Who has none of their own has the company's default one.
"""
key_index(agreement)
live_index(agreement, "name", is_unique=True)

period_lock = Table(
    "period_lock",
    METADATA,
    *keyed(),
    *ints_or_null("department_id"),
    *given_texts("first_on", "last_on"),
    *texts("reason"),
    *ints_or_null("locked_by_id"),
    *texts_or_null("opened_at"),
    *ints_or_null("opened_by_id"),
    *texts("open_reason"),
    *dated(),
    json_text("person_ids", "[]"),
)
"""Days, both ends included, on which nothing changes any more: of the company, or of one department.

``person_ids`` are those who belonged to the department when it was locked.
"""
key_index(period_lock)
live_index(period_lock, "first_on", "id")
