"""Causes: why the time. And which causes move which account, by what factor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dagsverke.domain.units import E4

NO_CAUSE = 0
"""The cause id of a time entry that names no cause; it counts as worked time (readings of the ledger)."""

ATTENDANCE_DEFAULT = "TID"
"""The code under which worked time without a cause code of its own is attendance."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of a company. ``code`` is None where the company gave it no cause code."""

    id: int
    key: str
    name: str
    code: str | None = None
    is_absence: bool = False
    is_work_time: bool = False
    is_unsocial: bool = False
    is_vacation: bool = False
    is_invoiceable: bool = False
    is_active: bool = True
    price_per_hour_e4: int = 0
    has_negative: bool = False  # the amount may be below zero (flex plus and minus)
    is_attendance: bool = True  # False: never seen as attendance (absence)
    qualifying_days: int | None = None  # of absence in a qualifying year that count as worked; None: all
    sole_parent_days: int | None = None  # the same for who is alone with a child
    limit_class: str = ""  # to the law on working hours: overtime, extra, on_call, as_worked, or nothing

    @property
    def attendance_code(self) -> str | None:
        """The code under which entries of this cause are attendance, None where they are not."""
        if self.is_absence or not self.is_attendance:
            return None
        if self.code:
            return self.code
        return ATTENDANCE_DEFAULT if self.is_work_time else None

    @property
    def is_worked(self) -> bool:
        """Whether its time is work to the law on working hours: ordinary, overtime, extra time, on call at work."""
        return not self.is_absence and (self.is_work_time or bool(self.limit_class))


Unit = Literal["ms", "days"]
Kind = Literal[
    "time",
    "paid",
    "unpaid",
    "advance",
    "saved1",
    "saved2",
    "saved3",
    "saved4",
    "saved5",
    "overdue",
    "vacation",
    "las_current",
    "las_balance",
]


@dataclass(frozen=True, slots=True)
class Factor:
    """How an entry of a cause moves an account: amount × factor (e4), for scheduled persons only where it says so.

    With ``has_windows`` the agreement's overtime windows say the factor of clocked time, where any holds.
    """

    factor_e4: int = E4
    needs_schedule: bool = False
    has_windows: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One kind of balance of a company; a person's holding of it is an account in the ledger.

    ``unit`` ``ms`` counts milliseconds, ``days`` counts days of scale e6. ``has_expected`` marks the account from
    which scheduled time is subtracted (flex). ``factors`` is by cause id, ``NO_CAUSE`` for entries without one.

    ``value_min`` and ``value_max`` are limits, with a warning before each; ``closes`` names the closing that leaves
    what lies between ``carry_min`` and ``carry_max`` and lets the ``surplus`` lapse or pays it.
    """

    id: int
    code: str
    name: str
    unit: Unit = "ms"
    kind: Kind = "time"
    has_expected: bool = False
    factors: Mapping[int, Factor] = field(default_factory=dict)
    value_min: int | None = None
    warning_min: int | None = None
    warning_max: int | None = None
    value_max: int | None = None
    closes: str = ""
    surplus: str = ""
    carry_min: int | None = None
    carry_max: int | None = None

    @property
    def counts_employment(self) -> bool:
        """Whether it holds days of employment."""
        return self.kind in ("las_current", "las_balance")

    @property
    def is_posted(self) -> bool:
        """Whether the ledger keeps it, by postings and checkpoints. Accounts of days follow rules of their own."""
        return self.kind == "time"
