"""The tenant, its rules as data (causes, accounts, schedules) and its roles."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Sequence, Table

from dagsverke.store.tables.columns import (
    INT,
    METADATA,
    dated,
    flags,
    given_ints,
    given_texts,
    ints,
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
)
"""``link_secret`` signs links to files; ``has_free_text``: an expense may name an article that is in no register."""

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
)
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
)
Index("account_code", account.c.company_id, account.c.code, unique=True)

account_factor = Table(
    "account_factor",
    METADATA,
    *primary("account_id", "cause_id"),
    *given_ints("factor_e4"),
    *flags("needs_schedule"),
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
    ForeignKeyConstraint(["company_id", "schedule_id"], [schedule.c.company_id, schedule.c.id]),
)
key_index(assignment)
live_index(assignment, "person_id", "starts_on")
