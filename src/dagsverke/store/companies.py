"""A company as the use cases know it: its row, causes, accounts with their factors, and schedules."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select

from dagsverke.app.company import Company
from dagsverke.domain.calendars import Schedule
from dagsverke.domain.causes import Account, Cause, Factor
from dagsverke.domain.errors import Absent
from dagsverke.store import company_rules
from dagsverke.store.connection import Common, Connection
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables.companies import account, account_factor, cause, company, schedule
from dagsverke.store.views.kinds import COMPANY

_CAUSE_FIELDS = (
    *("id", "key", "name", "code"),
    *("is_absence", "is_work_time", "is_unsocial", "is_vacation", "is_invoiceable", "is_active"),
    *("price_per_hour_e4", "has_negative", "is_attendance"),
    *("qualifying_days", "sole_parent_days", "limit_class"),
)
_ACCOUNT_FIELDS = (
    *("id", "code", "name", "unit", "kind", "has_expected", "value_min", "warning_min", "warning_max", "value_max"),
    *("closes", "surplus", "carry_min", "carry_max"),
)
_FACTOR_FIELDS = ("factor_e4", "needs_schedule", "has_windows")


def company_of(common: Common, connection: Connection, company_id: int, *, is_settled: bool = True) -> Company:
    """The company as the connection sees it. What is kept is what was committed: an unsettled one is read anew."""
    bound = {"company": company_id}
    found = connection.rows(common.text("company", _company), bound)
    if not found:
        raise Absent("unknown", "company", "does not exist")
    name, country, zone, version, link_secret, has_free_text, payment_days, vacation_begins = found[0]
    kept = common.companies.get(company_id)
    if is_settled and kept is not None and kept.version == version:
        return kept
    made = Company(
        id=company_id,
        name=name,
        country=country,
        zone_name=zone,
        version=version,
        link_secret=link_secret,
        has_free_text=bool(has_free_text),
        payment_days=payment_days,
        causes=_causes_of(common, connection, bound),
        accounts=_accounts_of(common, connection, bound),
        schedules=_schedules_of(common, connection, bound),
        vacation_begins=vacation_begins,
        calendar=company_rules.calendar_of(common, connection, bound),
        agreements=company_rules.agreements_of(common, connection, bound),
        locks=company_rules.locks_of(common, connection, bound),
    )
    if is_settled:
        common.companies[company_id] = made
    return made


def _company(grammar: Grammar) -> Select[Any]:
    del grammar
    names = ("name", "country", "zone", "version", "link_secret", "has_free_text", "payment_days", "vacation_begins")
    return select(*(company.c[name] for name in names)).where(company.c.company_id == COMPANY)


def _causes_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> dict[int, Cause]:
    def write(_: Grammar) -> Select[Any]:
        columns = [cause.c[name] for name in _CAUSE_FIELDS]
        return select(*columns).where(cause.c.company_id == COMPANY, cause.c.deleted_at.is_(None)).order_by(cause.c.id)

    rows = connection.rows(common.text("company causes", write), bound)
    return {row[0]: Cause(**_named(_CAUSE_FIELDS, row)) for row in rows}


def _accounts_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> dict[int, Account]:
    def write_factors(_: Grammar) -> Select[Any]:
        columns = [account_factor.c[name] for name in ("account_id", "cause_id", *_FACTOR_FIELDS)]
        return select(*columns).where(account_factor.c.company_id == COMPANY)

    def write(_: Grammar) -> Select[Any]:
        columns = [account.c[name] for name in _ACCOUNT_FIELDS]
        return select(*columns).where(account.c.company_id == COMPANY).order_by(account.c.position, account.c.id)

    factors: dict[int, dict[int, Factor]] = {}
    for account_id, cause_id, *values in connection.rows(common.text("company factors", write_factors), bound):
        factors.setdefault(account_id, {})[cause_id] = Factor(**_named(_FACTOR_FIELDS, values))
    rows = connection.rows(common.text("company accounts", write), bound)
    return {row[0]: Account(**_named(_ACCOUNT_FIELDS, row), factors=factors.get(row[0], {})) for row in rows}


def _schedules_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> dict[int, Schedule]:
    """Withdrawn ones too: whoever was on one worked by it."""

    def write(_: Grammar) -> Select[Any]:
        return select(schedule.c.id, schedule.c.weeks).where(schedule.c.company_id == COMPANY)

    rows = connection.rows(common.text("company schedules", write), bound)
    return {schedule_id: _schedule(schedule_id, msgspec.json.decode(weeks)) for schedule_id, weeks in rows}


def _schedule(schedule_id: int, weeks: Sequence[Mapping[str, Any]]) -> Schedule:
    return Schedule(
        schedule_id,
        tuple(tuple(day["work_ms"] for day in week["days"]) for week in weeks),
        tuple(tuple((day["start_ms"], day["end_ms"]) for day in week["days"]) for week in weeks),
    )


def _named(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Values by name, booleans as such on either database."""
    named = zip(names, values, strict=True)
    return {name: bool(value) if name.startswith(("is_", "has_", "needs_")) else value for name, value in named}
