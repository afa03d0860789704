"""The refusals with which the core says no; a dialect phrases them, nothing else catches them."""

from dataclasses import dataclass


class Refusal(Exception):
    """The core declines, for a reason that the caller can act on.

    ``rule`` is a stable word (``required``, ``type``, ``range``, ``reference``, ``taken``, ``unknown`` …) by which a
    dialect chooses its own sentence and code; ``detail`` is the English phrase that follows the field's name;
    ``field`` is the core attribute (or, where the wire layer refuses, the wire name) at fault.
    """

    def __init__(self, rule: str, field: str | None = None, detail: str = "") -> None:
        super().__init__(f"{field}: {detail}" if field else detail)
        self.rule = rule
        self.field = field
        self.detail = detail


class Malformed(Refusal):
    """What was sent cannot be read, or breaks a rule about a single value."""


class Absent(Refusal):
    """The addressed row does not exist in this company, or not for this principal."""


class Conflict(Refusal):
    """The request is well formed but contradicts what is there (a number taken, a sum made by a clock)."""


class Forbidden(Refusal):
    """The principal may not do this."""


@dataclass(frozen=True, slots=True)
class LockedPeriod:
    """A locked day and its period, for who says it in words of their own; ``openers`` are the roles that can open it.

    ``department`` is the name of the department whose days are locked, empty where it is the company's.
    """

    on_day: str
    first_on: str
    last_on: str
    reason: str
    openers: tuple[str, ...]
    department: str = ""


class Locked(Refusal):
    """The row or its day is closed to change; ``detail`` says by what.

    ``by`` is the name or number of who or what closed it, and ``period`` the locked period where it is one.
    """

    def __init__(
        self, rule: str, field: str | None = None, detail: str = "", by: str = "", period: LockedPeriod | None = None
    ) -> None:
        super().__init__(rule, field, detail)
        self.by = by
        self.period = period


class TooMany(Refusal):
    """More than a limit allows; ``retry_after_s`` is the whole number of seconds to wait."""

    def __init__(self, rule: str, field: str | None = None, detail: str = "", retry_after_s: int = 1) -> None:
        super().__init__(rule, field, detail)
        self.retry_after_s = retry_after_s


def check_range(field: str, value: int, least: int, most: int) -> None:
    """Refuse a number outside of a range, as the fault of a field."""
    if not least <= value <= most:
        raise Malformed("range", field, f"must be from {least} to {most}")
