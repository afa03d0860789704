"""What an agreement may say of days of employment; the defaults are the law's (lagen om anställningsskydd 1982:80)."""

from dataclasses import dataclass, fields

from dagsverke.domain.errors import check_range
from dagsverke.domain.units import E4, quotient

_RANGES = {"days": (0, 36_600), "years": (1, 50), "months": (0, 120), "age": (0, 150), "e4": (E4, 31 * E4)}
"""What a figure may be, by how its name ends."""


@dataclass(frozen=True, slots=True)
class LasRules:
    """How many days of employment give which right: more than so many; 0 is never.

    The law speaks of months, and how many days twelve months are is custom: 365 here, 360 or 366 elsewhere.
    ``month_days_e4`` is only for telling days as months.
    """

    fixed_term_days: int = 365  # special fixed term becomes permanent, § 5 a: twelve months
    substitute_days: int = 730  # a substitute becomes permanent, § 5 a: two years
    general_days: int = 730  # general fixed term of before October 2022, § 5 a as it was: two years
    conversion_years: int = 5  # the period in which those are counted, § 5 a
    chain_months: int = 6  # an employment that begins so soon after the last follows on it, § 5 a
    priority_days: int = 365  # right of priority to employment, § 25: twelve months
    priority_fixed_term_days: int = 273  # to a new special fixed term, § 25: nine months
    priority_years: int = 3  # the period in which those are counted, § 25
    priority_seasonal_days: int = 182  # to the next season, § 25: six months
    seasonal_years: int = 2  # the period in which those are counted, § 25
    priority_months: int = 9  # how long the right lasts, § 25
    priority_age: int = 69  # the birthday from which there is none, § 33 b
    month_days_e4: int = 304_000

    def __post_init__(self) -> None:
        """Refuse by name what no agreement can say."""
        for one in fields(self):
            least, most = _RANGES[one.name.rpartition("_")[2]]
            check_range(f"las.{one.name}", getattr(self, one.name), least, most)

    def months(self, days: int) -> tuple[int, int]:
        """So many days as whole months and days: 339 are 11 and 5."""
        whole = days * E4 // self.month_days_e4
        return whole, quotient(days * E4 - whole * self.month_days_e4, E4)


NO_RIGHTS = LasRules(
    fixed_term_days=0,
    substitute_days=0,
    general_days=0,
    priority_days=0,
    priority_fixed_term_days=0,
    priority_seasonal_days=0,
)
"""Where the law knows no such rights, as in Finland: days are counted, and nothing follows from them."""
