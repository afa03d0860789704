"""Making a company, with what its country's companies begin with."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app import defaults
from dagsverke.app.access import Principal
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.app.sign_in import SIGN_IN
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4

CLI = 0
"""The credential id of the command line and of whatever else acts on the server itself."""


async def create(store: Store, name: str, country: str, zone_name: str | None = None) -> int:
    """Make a company with its country's default roles, causes, accounts and schedule; returns its id."""
    return await store.found(founding_values(name, country, zone_name), lambda work: furnish(work, country))


def founding_values(name: str, country: str, zone_name: str | None = None) -> dict[str, str]:
    """The columns of a new company."""
    if not name.strip():
        raise Malformed("required", "name", "is required")
    if country not in defaults.COUNTRIES:
        raise Malformed("range", "country", f"must be one of {', '.join(defaults.COUNTRIES)}")
    return {"name": name, "country": country, "zone": zone_name or defaults.zone_of(country)}


def operator(company_id: int) -> Principal:
    """Whoever runs this server, acting within a company."""
    return Principal(company_id=company_id, credential_id=CLI, door="cli")


def furnish(work: UnitOfWork, country: str) -> None:
    """Give a new company its country's defaults, and let its people in."""
    work.add_many("role", defaults.roles(country))
    for row in defaults.causes(country):
        add_cause(work, row)
    for position, plan in enumerate(defaults.ACCOUNTS):
        _add_account(work, plan, position)
    work.add("agreement", defaults.agreement(country))
    work.add("schedule", defaults.full_time(country))
    work.add_many("status", defaults.statuses(country))
    books = [{"purpose": purpose, "account_number": number} for purpose, number in defaults.BOOKS.items()]
    work.add_many("bookkeeping", books)
    let_people_in(work)


def let_people_in(work: UnitOfWork) -> None:
    """Open the doors through which people sign in with their own passwords."""
    work.add("credential", {"kind": SIGN_IN, "name": "people", "scopes": ""})


def add_cause(work: UnitOfWork, row: Mapping[str, Any]) -> int:
    """Add a cause. Work time without a code of its own is worked time in the accounts with expected time."""
    cause_id = work.add("cause", row)
    if row["is_work_time"] and not row["is_absence"] and not row["code"]:
        for account in work.company.accounts.values():
            if account.has_expected:
                work.add("account_factor", factor_row(account.id, cause_id))
    return cause_id


def factor_row(account_id: int, cause_id: int, factor_e4: int = E4, *, needs_schedule: bool = False) -> dict[str, Any]:
    """How entries of a cause move an account."""
    return {
        "account_id": account_id,
        "cause_id": cause_id,
        "factor_e4": factor_e4,
        "needs_schedule": needs_schedule,
    }


def _add_account(work: UnitOfWork, plan: defaults.AccountPlan, position: int) -> None:
    values = {"code": plan.code, "name": plan.name, "unit": plan.unit, "kind": plan.kind}
    account_id = work.add("account", values | {"has_expected": plan.has_expected, "position": position})
    by_code = work.company.causes_by_code
    for code, (factor_e4, needs_schedule) in plan.factors.items():
        cause_id = by_code[code].id if code else NO_CAUSE
        work.add("account_factor", factor_row(account_id, cause_id, factor_e4, needs_schedule=needs_schedule))
