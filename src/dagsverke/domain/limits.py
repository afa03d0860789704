"""Limits of accounts: how far a balance may go either way, and from where on it is worth a warning."""

from typing import Literal, get_args

from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Malformed

State = Literal["below", "near below", "within", "near above", "above"]
STATES: tuple[State, ...] = get_args(State)
OUTSIDE = frozenset({"below", "above"})
NAMES = ("value_min", "warning_min", "warning_max", "value_max")
"""From the lowest to the highest (SoftOne, TimeBalance 6.1, Balance rules)."""


def has_limits(account: Account) -> bool:
    """Whether anything limits the account."""
    return any(getattr(account, name) is not None for name in NAMES)


def state_of(value: int, account: Account) -> State:
    """Where a balance stands. A limit itself is still allowed, a warning holds from its own value on.

    ``below`` and ``above`` are beyond a limit, ``near`` it is between the warning and the limit.
    """
    if account.value_min is not None and value < account.value_min:
        return "below"
    if account.value_max is not None and value > account.value_max:
        return "above"
    if account.warning_min is not None and value <= account.warning_min:
        return "near below"
    if account.warning_max is not None and value >= account.warning_max:
        return "near above"
    return "within"


def check_limits(account: Account) -> None:
    """Refuse limits that are not in order, by the attribute at fault."""
    last: int | None = None
    for name in NAMES:
        value = getattr(account, name)
        if value is None:
            continue
        if last is not None and value < last:
            raise Malformed("range", name, "must not be below the one before it: minimum, warning, warning, maximum")
        last = value
