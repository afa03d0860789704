"""Accounts: which causes move them, and by how much."""

from collections.abc import Mapping

from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.causes import Factor

TABLE = "account_factor"


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
