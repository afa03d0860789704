"""How SoftOne GO spells the values of a balance (SoftOne, TimeBalance, 4.1 and 6.1)."""

from typing import Any

from dagsverke.domain.units import E6, MS_PER_HOUR
from dagsverke.wire.codec import Codec, enum
from dagsverke.wire.values import json_text, same

TYPES = {
    "time": "TimeAccumulator",
    "paid": "RemainingDaysPaid",
    "saved1": "RemainingDaysYear1",
    "saved2": "RemainingDaysYear2",
    "saved3": "RemainingDaysYear3",
    "saved4": "RemainingDaysYear4",
    "saved5": "RemainingDaysYear5",
    "overdue": "RemainingDaysOverdue",
    "unpaid": "RemainingDaysUnPaid",
    "advance": "RemainingDaysAdvance",
    "las_current": "CurrentLASDays",
    "las_balance": "BalanceLASDays",
}
"""Names of the balance types by kind of account (SO-02)."""

SCALES = {"ms": MS_PER_HOUR, "days": E6}
"""What one hour or one day is of the core's unit."""
MIDNIGHT = "T00:00:00Z"


def show_quantity(held: tuple[str, int]) -> float:
    """Hours or days of a unit and an amount, whole ones as 18.0 (readings 40)."""
    unit, amount = held
    return amount / SCALES[unit]


def show_code(named: tuple[str, str]) -> str:
    """The account's code on time-based rows, nothing on day-based ones."""
    kind, code = named
    return code if kind == "time" else ""


def _show_day(day: str) -> str:
    return day + MIDNIGHT


def _unread(value: Any, _company: Any) -> Any:
    return value


balance_type = enum("balance type", TYPES)
balance_code = Codec("code", show_code, _unread, {"type": "string"}, lambda named: json_text(show_code(named)))
midnight_of = Codec(
    "date",
    _show_day,
    _unread,
    {"type": "string", "format": "date-time"},
    lambda day: f'"{day}{MIDNIGHT}"',
)
quantity = Codec("double", show_quantity, _unread, {"type": "number"}, lambda held: repr(show_quantity(held)))
employee_number = Codec("employee number", same, _unread, {"type": "string"}, json_text)
