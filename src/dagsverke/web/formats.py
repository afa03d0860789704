"""How the pages write amounts, hours and days: by the custom of the language, in the zone of the company."""

from datetime import date, datetime, tzinfo
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from dagsverke.domain.calendars import parse_instant
from dagsverke.domain.driving import M_PER_KM
from dagsverke.domain.units import E4, E6, MS_PER_HOUR, MS_PER_MINUTE
from dagsverke.web.translations import Language

MINUTES_PER_HOUR = 60
MINUS = "−"
KB, MB = 1_000, 1_000_000
"""Bytes of them."""


class Formats:
    """The formats of one language and zone."""

    def __init__(self, language: Language, zone: tzinfo) -> None:
        self.language = language
        self._locale = language.locale
        self._zone = zone

    def clock(self, amount_ms: int | None, *, signed: bool = False) -> str:
        """Hours and whole minutes, ``7:30``; ``signed`` writes a plus too. Nothing for None."""
        if amount_ms is None:
            return ""
        minutes = abs(amount_ms) // MS_PER_MINUTE
        sign = MINUS if amount_ms < 0 and minutes else "+" if signed and minutes else ""
        return f"{sign}{minutes // MINUTES_PER_HOUR}:{minutes % MINUTES_PER_HOUR:02d}"

    def hours(self, amount_ms: int | None) -> str:
        """Hours as a decimal number with at most two decimals, ``7,5``."""
        return "" if amount_ms is None else self._number(Decimal(amount_ms) / MS_PER_HOUR, "#,##0.##")

    def days(self, amount_e6: int | None) -> str:
        """Days of leave, ``12,5``."""
        return "" if amount_e6 is None else self._number(Decimal(amount_e6) / E6, "#,##0.##")

    def money(self, amount_e4: int | None) -> str:
        """An amount with two decimals, ``1 234,50``."""
        return "" if amount_e4 is None else self._number(Decimal(amount_e4) / E4, "#,##0.00")

    def percent(self, percent_e4: int | None) -> str:
        """A number of percent without its sign, ``12,5``."""
        return "" if percent_e4 is None else self._number(Decimal(percent_e4) / E4, "#,##0.##")

    def count(self, number: int | None) -> str:
        """A whole number, ``1 234``."""
        return "" if number is None else self._number(Decimal(number), "#,##0")

    def milliseconds(self, spent_ms: float) -> str:
        """How long something took, ``1,25``."""
        return self._number(Decimal(str(spent_ms)), "#,##0.##")

    def plain(self, number: Decimal | int | None) -> str:
        """A number as it is typed, without marks between its thousands: ``1234,5``."""
        return "" if number is None else self._number(Decimal(number), "0.##########").replace(MINUS, "-")

    def quantity(self, amount_e6: int | None) -> str:
        """A quantity, ``2,25``."""
        return "" if amount_e6 is None else self._number(Decimal(amount_e6) / E6, "#,##0.######")

    def km(self, distance_m: int | None) -> str:
        """A distance in kilometres, ``12,4``."""
        return "" if distance_m is None else self._number(Decimal(distance_m) / M_PER_KM, "#,##0.###")

    def size(self, size: int) -> str:
        """How long a file is, in bytes, kilobytes or megabytes, ``1,2 MB``."""
        if size < KB:
            return f"{size} B"
        unit, name = (MB, "MB") if size >= MB else (KB, "kB")
        return f"{self._number(Decimal(size) / unit, '#,##0.#')} {name}"

    def day(self, day: str | None) -> str:
        """A day by numbers, as the locale has it short: ``2026-03-29``, ``29.3.2026``."""
        return "" if not day else self._date(day, "dd/MM/yyyy" if self._locale.language == "en" else "short")

    def day_name(self, day: str) -> str:
        """A weekday, short: ``mån``."""
        return self._date(day, "EEE")

    def day_and_month(self, day: str) -> str:
        """``29 mars``, short."""
        return self._date(day, "d MMM")

    def long_day(self, day: str) -> str:
        """``söndag 29 mars 2026``."""
        return self._date(day, "EEEE d MMMM y")

    def month(self, month: str) -> str:
        """``mars 2026`` of ``2026-03``."""
        return self._date(f"{month}-01", "LLLL y")

    def month_name(self, month: str) -> str:
        """``mars`` of ``2026-03``, short."""
        return self._date(f"{month}-01", "LLL")

    def week(self, monday: str) -> str:
        """``v. 12``, ``vko 12``, ``week 12``: the ISO week of a day."""
        number = date.fromisoformat(monday).isocalendar().week
        return self.language.gettext("week %(number)s") % {"number": number}

    def instant(self, instant: str | None) -> str:
        """An instant in the company's zone, to the minute."""
        return "" if not instant else format_datetime(self._local(instant), "yyyy-MM-dd HH:mm", locale=self._locale)

    def local_moment(self, instant: str | None) -> str:
        """An instant in the company's zone as a field for day and time holds it, ``2026-03-29T07:00``."""
        return "" if not instant else self._local(instant).strftime("%Y-%m-%dT%H:%M")

    def second(self, instant: str | None) -> str:
        """An instant in the company's zone, to the second."""
        return "" if not instant else f"{self._local(instant):%Y-%m-%d %H:%M:%S}"

    def time(self, instant: str | None) -> str:
        """The time of day of an instant in the company's zone, ``07:00``."""
        return "" if not instant else self._local(instant).strftime("%H:%M")

    def _local(self, instant: str) -> datetime:
        return parse_instant(instant).astimezone(self._zone)

    def _date(self, day: str, pattern: str) -> str:
        return str(format_date(date.fromisoformat(day), pattern, locale=self._locale))

    def _number(self, value: Decimal, pattern: str) -> str:
        return str(format_decimal(value, pattern, locale=self._locale)).replace("-", MINUS)
