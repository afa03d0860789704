"""Sections that are a company's rules: itself, roles, causes, accounts, days, agreements, schedules and the like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dagsverke.app import defaults
from dagsverke.app.company_file.codecs import (
    COLOR,
    DAY,
    MONEY,
    NUMBER,
    SHARE,
    TEXT,
    Codec,
    Names,
    choice,
    maybe,
    refuse,
    told,
    whole,
    words,
)
from dagsverke.app.company_file.records import record, several
from dagsverke.app.company_file.sections import Field, Section, Values, flag, required, text, texts
from dagsverke.app.company_file.tables import FACTORS, NO_NAME
from dagsverke.app.company_file.weeks import WEEKS
from dagsverke.app.ports import Reader, Record
from dagsverke.domain.causes import NO_CAUSE, Factor
from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import Window, first_difference
from dagsverke.domain.working_hours import AS_WORKED, LIMIT_CLASSES, HourLimits

_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_EASTER = re.compile(r"easter(?:[+-][0-9]{1,3})?")
_LEAP_YEAR = 2024
LIMITS = ("value_min", "warning_min", "warning_max", "value_max", "carry_min", "carry_max")
"""Columns in the account's own unit."""
_UNITS = {"hours": "ms", "days": "days"}


def _read_zone(value: Any) -> str:
    name: str = TEXT.read(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse(f"must be a zone such as Europe/Stockholm, not {told(name)}") from None
    return name


def _is_month_day(value: str) -> bool:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError:
        return False
    return _MONTH_DAY.fullmatch(value) is not None


def _read_month_day(value: Any) -> str:
    if not _is_month_day(TEXT.read(value)) or value == "02-29":
        raise refuse(f'must be a month and day such as "04-01", not {told(value)}')
    return str(value)


def _read_calendar_day(value: Any) -> str:
    if type(value) is date:
        return value.isoformat()
    if not (_is_month_day(TEXT.read(value)) or _EASTER.fullmatch(value)):
        raise refuse(f'must be a date, a month and day such as "12-23", or "easter-3", not {told(value)}')
    return str(value)


def _write_calendar_day(value: str) -> Any:
    return value if _is_month_day(value) or value.startswith("easter") else date.fromisoformat(value)


ZONE = Codec("a zone such as Europe/Stockholm", _read_zone)
MONTH_DAY = Codec('a month and day such as "04-01"', _read_month_day)
CALENDAR_DAY = Codec(
    'a date, a month and day such as "12-23", or "easter-3"', _read_calendar_day, _write_calendar_day, kind="when"
)
UNIT = Codec(
    choice(*_UNITS).what,
    lambda value: _UNITS[choice(*_UNITS).read(value)],
    lambda value: next(word for word, unit in _UNITS.items() if unit == value),
    kind="choice",
    choices=tuple(_UNITS),
)
CODE = words(r"[^\s,/?#%]{1,15}", "1 to 15 characters without spaces and , / ? # %")
_COUNTS = maybe(whole(0, 366))


def _are_alike(some: Sequence[Window], others: Sequence[Window]) -> bool:
    """Whether they say the same of every day."""
    return first_difference(some, others) is None


_SEVERAL = several(Window)
WINDOWS = replace(_SEVERAL, are_alike=_are_alike)


def _factors(reader: Reader, names: Names) -> Mapping[int, Values]:
    """The factors of each account, by the names of causes; those of a cause that has no name here stay unsaid."""
    found: dict[int, dict[str, Factor]] = {}
    for row in reader.find_all("account_factor"):
        name = NO_NAME if row["cause_id"] == NO_CAUSE else names.name_of("cause", row["cause_id"])
        if name is not None:
            factor = Factor(row["factor_e4"], row["needs_schedule"], row["has_windows"])
            found.setdefault(row["account_id"], {})[str(name)] = factor
    return {account_id: {"factors": tuple(sorted(some.items()))} for account_id, some in found.items()}


def _unscaled(row: Record) -> Record:
    """An account with its limits as numbers of hours or days; ten places are enough to find a millisecond again."""
    scale = MS_PER_HOUR if row["unit"] == "ms" else E6
    numbers = {name: row[name] for name in LIMITS if row[name] is not None}
    places = Decimal("1e-10")
    return {**row, **{name: (Decimal(value) / scale).quantize(places).normalize() for name, value in numbers.items()}}


def _scaled(columns: Values, row: Values) -> Values:
    """The columns with limits in the unit of the row that they are of."""
    scale = MS_PER_HOUR if row["unit"] == "ms" else E6
    limits = {name: columns[name] for name in LIMITS if columns.get(name) is not None}
    return {**columns, **{name: int((value * scale).to_integral_value()) for name, value in limits.items()}}


def _limit(name: str, column: str) -> Field:
    return Field(name, maybe(NUMBER), column, None)


COMPANY = Section(
    "company",
    "company",
    (
        required("name"),
        Field("country", choice(*defaults.COUNTRIES), fixed="it says which days are free, and which law holds"),
        Field("zone", ZONE),
        Field("vacation_begins", MONTH_DAY, default="04-01"),
        Field("payment_days", whole(0, 365), default=30),
        flag("free_text", "has_free_text", default=True),
        *texts("organization_number", "vat_number", "address", "zip_code", "city", "phone", "email"),
        *texts("bankgiro", "plusgiro"),
        flag("f_tax", "has_f_tax"),
    ),
    is_single=True,
    is_kept=True,
)
ROLE = Section(
    "role",
    "role",
    (required("code", whole()), required("name"), required("reach", choice("all", "team", "own"))),
    identity=("code",),
    is_kept=True,
)
CAUSE = Section(
    "cause",
    "cause",
    (
        Field("code", maybe(CODE), default=None),
        required("name"),
        text("description"),
        flag("absence", "is_absence"),
        flag("work_time", "is_work_time"),
        flag("unsocial", "is_unsocial"),
        flag("vacation", "is_vacation"),
        flag("invoiceable", "is_invoiceable"),
        flag("machine_time", "is_machine_time"),
        flag("pre_attest", "needs_pre_attest"),
        flag("attendance", "is_attendance", default=True),
        flag("negative", "has_negative"),
        Field("qualifying_days", _COUNTS, default=None),
        Field("sole_parent_days", _COUNTS, default=None),
        Field("limit_class", maybe(choice(*LIMIT_CLASSES, AS_WORKED), ""), default=""),
        Field("price_per_hour", MONEY, "price_per_hour_e4", 0),
        text("article", "article_number"),
        Field("color", maybe(COLOR, ""), default=""),
        flag("active", "is_active", default=True),
    ),
    identity=("code", "name"),
    is_kept=True,
)
_KINDS = ("time", "vacation", "paid", "unpaid", "advance", *(f"saved{year}" for year in range(1, 6)), "overdue")
ACCOUNT = Section(
    "account",
    "account",
    (
        required("code"),
        text("name"),
        Field("unit", UNIT, default="ms", fixed="what it holds is counted in it"),
        Field(
            "kind",
            choice(*_KINDS, "las_current", "las_balance"),
            default="time",
            fixed="what it holds was counted as that",
        ),
        flag("expected", "has_expected"),
        Field("position", whole(), default=0),
        _limit("min", "value_min"),
        _limit("warn_min", "warning_min"),
        _limit("warn_max", "warning_max"),
        _limit("max", "value_max"),
        Field("closes", maybe(choice("year", "flex"), ""), default=""),
        Field("surplus", maybe(choice("lapse", "pay"), ""), default=""),
        _limit("carry_min", "carry_min"),
        _limit("carry_max", "carry_max"),
        Field("factors", FACTORS, "", ()),
    ),
    identity=("code",),
    is_kept=True,
    more=_factors,
    of_row=_unscaled,
    to_row=_scaled,
)
CALENDAR = Section(
    "calendar",
    "calendar_rule",
    (
        required("day", CALENDAR_DAY),
        required("name"),
        Field("share", SHARE, "share_e4", E4),
        text("class", "day_class"),
        Field("from", maybe(DAY, ""), "starts_on", ""),
        Field("to", maybe(DAY), "ends_on", None),
    ),
    identity=("day", "from"),
    is_joint=True,
)
AGREEMENT = Section(
    "agreement",
    "agreement",
    (
        required("name"),
        flag("default", "is_default"),
        Field("vacation", record(VacationRules), default=VacationRules()),
        Field("windows", WINDOWS, default=()),
        Field("limits", record(HourLimits), default=HourLimits()),
        Field("las", record(LasRules), default=LasRules()),
    ),
)
SCHEDULE = Section(
    "schedule",
    "schedule",
    (required("name"), text("description"), flag("active", "is_active", default=True), required("weeks", WEEKS)),
)


def _status(kind: str) -> Section:
    return Section(
        f"{kind}_status",
        "status",
        (
            required("code", whole()),
            required("name"),
            Field("color", maybe(COLOR, ""), default=""),
            flag("in_progress", "is_in_progress"),
            flag("closed", "is_closed"),
            flag("planned", "is_planned"),
            flag("active", "is_active", default=True),
        ),
        identity=("code",),
        where={"kind": kind},
    )


STATUSES = (_status("project"), _status("work_order"))
BOOKKEEPING = Section(
    "bookkeeping",
    "bookkeeping",
    tuple(
        Field(purpose, maybe(words(r"[0-9]{1,10}", "the number of an account"), ""), default="")
        for purpose in defaults.BOOKS
    ),
    is_single=True,
    is_kept=True,
)
