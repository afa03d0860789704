"""What payroll asks of balances: employments, agreements, calendars, vacation, adjustments, closings, weeks, locks."""

from json import dumps
from typing import Any

import sqlalchemy as sa
from alembic import op

from dagsverke.store.migrations.words import (
    INT,
    TEXT,
    dated,
    flags,
    given,
    given_ints,
    ints,
    json,
    key_index,
    keyed,
    live_index,
    next_id,
    nullable,
    nullable_ints,
    primary,
    refers,
    texts,
)

revision = "0005"
down_revision = "0004"

_QUALIFYING = {
    "SE": {"SJK": (180, 180), "VAB": (120, 180), "FPE": (120, 180), "NAR": (45, 45), "UTB": (180, 180), "TJL": (0, 0)},
    "FI": {"SJK": (75, 75), "FPE": (160, 160), "NAR": (0, 0), "UTB": (30, 30), "TJL": (0, 0)},
}
"""Days of absence that count as worked towards vacation: in general, and for who is alone with a child."""
_CLASSES = {"overtime": ("OT", "OK"), "extra": ("MER",), "on_call": ("JO",), "as_worked": ("SEM", "SJK")}
_AGREEMENTS = {"SE": "Semesterlagen", "FI": "Vuosilomalaki"}
_NO_LIMITS = (
    *("overtime_of_month_h", "overtime_of_four_weeks_h", "overtime_of_year_h", "special_overtime_of_year_h"),
    *("extra_of_month_h", "extra_of_four_weeks_h", "extra_of_year_h", "special_extra_of_year_h"),
    *("on_call_of_month_h", "on_call_of_four_weeks_h"),
)
_NO_RIGHTS = (
    *("fixed_term_days", "substitute_days", "general_days"),
    *("priority_days", "priority_fixed_term_days", "priority_seasonal_days"),
)
_LIMITS = {"FI": dumps({"law": "FI", "weekly_rest_h": 35, **dict.fromkeys(_NO_LIMITS, 0)})}
_LAS = {"FI": dumps(dict.fromkeys(_NO_RIGHTS, 0))}
"""Of working hours and of days of employment, what a country's law says otherwise than the Swedish one."""


def upgrade() -> None:
    _columns()
    _postings()
    _rules()
    _people()
    _timers()
    _ledger()
    for company_id, country in op.get_bind().execute(sa.text("SELECT company_id, country FROM company")).all():
        _furnish(company_id, country)


def _columns() -> None:
    new = {
        "company": [
            sa.Column("vacation_begins", TEXT, nullable=False, server_default="04-01"),
            *texts("organization_number vat_number address zip_code city phone email bankgiro plusgiro"),
            *flags("has_f_tax"),
        ],
        "cause": [*nullable_ints("qualifying_days sole_parent_days"), *texts("limit_class")],
        "account": [
            *nullable_ints("value_min warning_min warning_max value_max"),
            *texts("closes surplus"),
            *nullable_ints("carry_min carry_max"),
        ],
        "account_factor": flags("has_windows"),
        "assignment": [sa.Column("rate_e4", INT, nullable=False, server_default="10000")],
        "person": flags("is_sole_parent"),
        "time_entry": [json("unsocial", "[]"), *nullable("unsocial_until")],
        "mark": nullable_ints("closing_id"),
    }
    for table, columns in new.items():
        for column in columns:
            op.add_column(table, column)
    live_index("time_entry", "person_id unsocial_until", also=" AND unsocial_until IS NOT NULL")


def _postings() -> None:
    """What a posting comes of takes the place of whether it is relief: 0 entries, 1 relief, 2 adjustments."""
    op.rename_table("posting", "posting_before")
    op.create_table(
        "posting",
        *(*primary("person_id account_id on_day origin", on_day=TEXT), *given_ints("amount")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO posting (company_id, person_id, account_id, on_day, origin, amount) SELECT company_id, person_id, "
        "account_id, on_day, CASE WHEN is_relief THEN 1 ELSE 0 END, amount FROM posting_before"
    )
    op.drop_table("posting_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX posting_pkey1 RENAME TO posting_pkey")


def _rules() -> None:
    op.create_table(
        "calendar_rule",
        *(*keyed(), *given("day"), *texts("name"), *ints("share_e4"), *texts("day_class starts_on")),
        *(*nullable("ends_on"), *dated()),
    )
    key_index("calendar_rule")
    op.create_table(
        "agreement",
        *(*keyed(), *given("name"), *flags("is_default")),
        *(json("vacation"), json("windows", "[]"), json("limits"), json("las"), *dated()),
    )
    key_index("agreement")
    live_index("agreement", "name", unique=True)
    op.create_table(
        "period_lock",
        *(*keyed(), *nullable_ints("department_id"), *given("first_on last_on"), *texts("reason")),
        *(*nullable_ints("locked_by_id"), *nullable("opened_at"), *nullable_ints("opened_by_id")),
        *(*texts("open_reason"), *dated(), json("person_ids", "[]")),
    )
    key_index("period_lock")
    live_index("period_lock", "first_on id")


def _people() -> None:
    op.create_table(
        "employment",
        *(*keyed(), *given_ints("person_id"), *given("form starts_on"), *nullable("ends_on"), *texts("end_reason")),
        *(*nullable_ints("agreement_id vacation_days"), *flags("is_by_day"), *dated()),
        *nullable_ints("created_by_id modified_by_id deleted_by_id"),
        refers("person_id", "person"),
    )
    key_index("employment")
    live_index("employment", "person_id starts_on")
    op.create_table(
        "timesheet",
        *(*keyed(), *given_ints("person_id"), *given("week_on status"), *texts("note")),
        *(*nullable("submitted_at decided_at"), *nullable_ints("submitted_by_id decided_by_id"), *dated()),
        refers("person_id", "person"),
    )
    key_index("timesheet")
    live_index("timesheet", "person_id week_on", unique=True)
    live_index("timesheet", "week_on person_id")


def _timers() -> None:
    op.create_table(
        "timer",
        *(*primary("person_id"), *given("started_at")),
        *nullable_ints("cause_id customer_id project_id work_order_id"),
        refers("person_id", "person"),
    )


def _ledger() -> None:
    op.create_table(
        "closing",
        *(*keyed(), *given("kind on_day"), *texts("reason"), *dated()),
        *nullable_ints("created_by_id deleted_by_id"),
    )
    key_index("closing")
    live_index("closing", "kind on_day")
    live_index("mark", "closing_id id", also=" AND closing_id IS NOT NULL")
    op.create_table(
        "adjustment",
        *(*keyed(), *given_ints("person_id account_id"), *given("on_day"), *given_ints("amount"), *given("kind")),
        *(*texts("reason"), *nullable_ints("closing_id"), *dated(), *nullable_ints("created_by_id deleted_by_id")),
        *(refers("person_id", "person"), refers("account_id", "account")),
    )
    key_index("adjustment")
    live_index("adjustment", "person_id account_id on_day id")
    live_index("adjustment", "closing_id id", also=" AND closing_id IS NOT NULL")
    op.create_table(
        "vacation_state",
        *primary("person_id on_day", on_day=TEXT),
        *ints("paid unpaid advance saved1 saved2 saved3 saved4 saved5 overdue"),
        *(*nullable("adjusted_on"), *given("until_on"), *ints("granted earned"), json("debts", "[]")),
        sqlite_with_rowid=False,
    )
    live_index("time_entry", "person_id begins_at id", label="absence", also=" AND is_absence")


def _furnish(company_id: int, country: str) -> None:
    """Companies that are there already get what new ones begin with."""
    causes = "UPDATE cause SET {} WHERE company_id = :company AND code LIKE :code"
    for code, (days, alone) in _QUALIFYING.get(country, {}).items():
        change = sa.text(causes.format("qualifying_days = :days, sole_parent_days = :alone"))
        op.get_bind().execute(change, {"company": company_id, "code": code, "days": days, "alone": alone})
    for name, codes in _CLASSES.items():
        for code in codes:
            change = sa.text(causes.format("limit_class = :name"))
            op.get_bind().execute(change, {"company": company_id, "code": f"{code}%", "name": name})
    _account(company_id)
    _agreement(company_id, country)
    _run("UPDATE company SET version = version + 1 WHERE company_id = :company", company=company_id)


def _account(company_id: int) -> None:
    """All vacation has an account of its own: what was marked as such moves there."""
    account_id = next_id()
    _run(
        "INSERT INTO account (company_id, id, code, name, unit, kind, has_expected, position) VALUES (:company, :id, "
        "'Vacation', 'Semester', 'days', 'vacation', :no, (SELECT coalesce(max(position), 0) + 1 FROM account AS other "
        "WHERE other.company_id = :company))",
        company=company_id,
        id=account_id,
        no=False,
    )
    _run(
        "UPDATE mark SET account_id = :id WHERE company_id = :company AND account_id = "
        "(SELECT id FROM account WHERE company_id = :company AND code = 'VacationPaid')",
        company=company_id,
        id=account_id,
    )


def _agreement(company_id: int, country: str) -> None:
    agreement_id = next_id()
    _run(
        "INSERT INTO agreement (company_id, id, key, name, is_default, vacation, limits, las, created_at, modified_at) "
        "SELECT company_id, :id, :key, :name, :yes, :vacation, :limits, :las, created_at, created_at FROM company "
        "WHERE company_id = :company",
        company=company_id,
        id=agreement_id,
        key=f"{agreement_id:024x}",
        name=_AGREEMENTS.get(country, country),
        yes=True,
        vacation=f'{{"law":"{country}"}}',
        limits=_LIMITS.get(country, "{}"),
        las=_LAS.get(country, "{}"),
    )


def _run(statement: str, **values: Any) -> None:
    op.get_bind().execute(sa.text(statement), values)
