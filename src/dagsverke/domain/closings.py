"""Closings: what of a balance is carried over the end of a period, what is paid out, and what lapses.

How much may be carried is agreed locally, it is no law: a flex account often keeps ten hours either way, what is above
lapses and what lacks below is deducted from pay. Amounts are in the account's unit.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from dagsverke.domain.calendars import days_after
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Malformed

Kind = Literal["year", "flex", "vacation-year"]
KINDS: tuple[Kind, ...] = get_args(Kind)
VACATION: Kind = "vacation-year"
CLOSES = ("", "year", "flex")
"""Which closing an account names; accounts of vacation close with the vacation year, whatever they name."""
SURPLUSES = ("", "lapse", "pay")

CORRECTION, PAYOUT, DEDUCTION, LAPSE = "correction", "payout", "deduction", "lapse"
"""The kinds of adjustments: by hand; and a closing's: paid with the salary, deducted from it, gone."""


def last_day(kind: Kind, year: int, vacation_begins: str) -> str:
    """The last day of what closes in a calendar year: of that itself, or of the vacation year that ends in it.

    ``vacation_begins`` is the month and day on which vacation years begin. Flex periods end when a company says; the
    last one of a year ends with it.
    """
    if kind != VACATION or vacation_begins == "01-01":
        return f"{year:04d}-12-31"
    return days_after(f"{year:04d}-{vacation_begins}", -1)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of a balance: ``carried``, and of the rest what is paid out, deducted from pay, or lapses.

    ``paid_out`` and ``lapsed`` are what the balance loses, ``deducted`` what it gains at the expense of pay. What
    ``expires`` is gone by itself: vacation that nobody can save.
    """

    value: int
    paid_out: int = 0
    deducted: int = 0
    lapsed: int = 0
    expires: int = 0

    @property
    def capped(self) -> int:
        """What lies beyond the bounds of carrying, with its sign."""
        return self.paid_out + self.lapsed - self.deducted

    @property
    def carried(self) -> int:
        """What the next period begins with."""
        return self.value - self.capped - self.expires

    def __add__(self, other: "Settlement") -> "Settlement":
        return Settlement(
            self.value + other.value,
            self.paid_out + other.paid_out,
            self.deducted + other.deducted,
            self.lapsed + other.lapsed,
            self.expires + other.expires,
        )

    def amounts(self) -> list[tuple[str, int]]:
        """The adjustments that make the balance what is carried, by kind; none of them is nil."""
        every = ((PAYOUT, -self.paid_out), (DEDUCTION, self.deducted), (LAPSE, -self.lapsed))
        return [(kind, amount) for kind, amount in every if amount]


def settle(value: int, account: Account) -> Settlement:
    """What becomes of a balance when its account closes.

    Above ``carry_max`` it is paid out or lapses, as the account's ``surplus`` says; where that says nothing it is all
    carried, for no hours are lost that nobody asked to lose. What it lacks below ``carry_min`` is deducted from pay.
    """
    if account.carry_min is not None and value < account.carry_min:
        return Settlement(value, deducted=account.carry_min - value)
    if account.carry_max is None or value <= account.carry_max or not account.surplus:
        return Settlement(value)
    beyond = value - account.carry_max
    return Settlement(value, paid_out=beyond) if account.surplus == "pay" else Settlement(value, lapsed=beyond)


def check_rules(account: Account) -> None:
    """Refuse rules of closing that contradict each other, by the attribute at fault."""
    if account.closes not in CLOSES:
        raise Malformed("range", "closes", "must be year, flex or nothing")
    if account.surplus not in SURPLUSES:
        raise Malformed("range", "surplus", "must be lapse, pay or nothing")
    bounds = (account.carry_min, account.carry_max)
    if not account.closes and (account.surplus or bounds != (None, None)):
        raise Malformed("required", "closes", "must say which closing applies the rules of carrying")
    if account.closes and account.kind != "time":
        raise Malformed("range", "closes", "is for accounts of time; days of vacation close with the vacation year")
    if account.carry_min is not None and account.carry_min > 0:
        raise Malformed("range", "carry_min", "must not be above nil")
    if account.carry_max is not None and account.carry_max < 0:
        raise Malformed("range", "carry_max", "must not be below nil")
    if (account.carry_max is None) != (not account.surplus):
        raise Malformed("required", "surplus", "and carry_max go together: how much is carried, and what of the rest")
