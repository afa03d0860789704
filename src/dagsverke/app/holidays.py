"""Public holidays by country, on which nothing is expected of anyone."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays
from holidays.constants import DE_FACTO, PUBLIC

_CATEGORIES = {"SE": (PUBLIC, DE_FACTO)}
"""Sweden keeps Midsummer Eve, Christmas Eve and New Year's Eve as Sundays (semesterlagen 1977:480 § 3 a)."""


@lru_cache(maxsize=1024)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166 two letters) in one year, Sundays not among them as such."""
    return frozenset(country_holidays(country, years=year, categories=_CATEGORIES.get(country, (PUBLIC,))))
