"""Accounts: which causes move them and by how much, their limits, and what is carried over when they close."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dagsverke.app.commands.marks import VALUE_MAX
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.causes import Account, Factor
from dagsverke.domain.closings import check_rules
from dagsverke.domain.errors import Malformed
from dagsverke.domain.limits import NAMES, check_limits

Given = Mapping[str, Any]
TABLE = "account_factor"
AMOUNTS = (*NAMES, "carry_min", "carry_max")
RULES = (*AMOUNTS, "closes", "surplus")


def rule(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Set an account's limits (None: no limit) and what a closing does to it; what is not given stays as it is.

    Amounts are in the account's unit. Nothing that was closed before is closed anew.
    """
    row = existing(work, "account", "code", code=target["code"])
    wanted = {name: change[name] for name in RULES if name in change}
    check(replace(work.company.accounts[row["id"]], **wanted))
    work.change("account", row, wanted)
    return {"id": row["id"]}


def check(account: Account) -> None:
    """Refuse limits and rules of closing that are out of range or contradict each other, by name."""
    for name in AMOUNTS:
        if abs(getattr(account, name) or 0) > VALUE_MAX:
            raise Malformed("range", name, "is out of range")
    check_limits(account)
    check_rules(account)


def set_factors(work: UnitOfWork, account_id: int, factors: Mapping[int, Factor]) -> None:
    """Make these the causes that move an account, by cause id; others no longer do."""
    there = {one["cause_id"]: one for one in work.find_all(TABLE, account_id=account_id)}
    for cause_id, row in there.items():
        if cause_id not in factors:
            work.withdraw(TABLE, row)
    for cause_id, factor in factors.items():
        values = {
            "factor_e4": factor.factor_e4,
            "needs_schedule": factor.needs_schedule,
            "has_windows": factor.has_windows,
        }
        if cause_id in there:
            work.change(TABLE, there[cause_id], values)
        else:
            work.add(TABLE, {"account_id": account_id, "cause_id": cause_id, **values})
