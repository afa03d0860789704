"""How Bezala spells the values of a time balance (Bezala, time_balances)."""

from decimal import Decimal
from typing import Any

from dagsverke.app.company import Company
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6, MS_PER_MINUTE, scaled
from dagsverke.wire.codec import Codec, enum, integer_between
from dagsverke.wire.values import decimal_of

WORK_TIME, VACATION = "work_time", "vacation"
ACCOUNTS = {"Flex": WORK_TIME, "Vacation": VACATION}
"""The accounts that can be imported, by the balance type that the document gives them."""
UNITS = {"Flex": "minutes", "Vacation": "days"}
ID_MAX = 2**53 - 1
VALUE_MAX = 10_000_000

balance_type = enum("balance type, work_time or vacation", ACCOUNTS)
units = enum("unit, minutes or days", UNITS)
row_id = integer_between(0, ID_MAX)


def _show_value(held: tuple[int, str]) -> int | float:
    value, account_code = held
    if UNITS[account_code] == "days":
        return value / E6
    minutes, rest = divmod(value, MS_PER_MINUTE)
    return value / MS_PER_MINUTE if rest else minutes


def _read_value(value: Any, _company: Company) -> Decimal:
    number = decimal_of(value)
    if abs(number) > VALUE_MAX:
        raise ValueError(value)
    return number


balance_value = Codec("number", _show_value, _read_value, {"type": "number"}, lambda held: repr(_show_value(held)))
"""Shown of a value and its account; read as the bare number, for its unit is named elsewhere in the body."""


def in_core_units(given: dict[str, Any]) -> dict[str, Any]:
    """The value in the unit of its account: milliseconds of whole minutes, or days of scale e6 (BZ-03)."""
    value = given.get("value")
    if not isinstance(value, Decimal):
        return given
    if UNITS.get(given.get("account_code", "")) == "days":
        return given | {"value": scaled(value, E6)}
    if value != value.to_integral_value():
        raise Malformed("whole", "value", "must be a whole number of minutes")
    return given | {"value": int(value) * MS_PER_MINUTE}
