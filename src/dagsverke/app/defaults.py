"""What a new company of a country begins with: causes, accounts and their factors, a schedule, roles."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from dagsverke.domain.causes import Kind, Unit
from dagsverke.domain.las_rules import NO_RIGHTS
from dagsverke.domain.units import E4, MS_PER_HOUR
from dagsverke.domain.working_hours import FINNISH

WORK = "work"
EXTRA = "extra"
ABSENCE = "absence"

_SWEDISH_CAUSES = """
ARB work  Timlön
BE2 extra Beredskapstid 2
BER extra Beredskapstid
FLX extra Flextid +/-
HLG extra Helglön
JO2 extra Jourtid 2
JOR extra Jourtid
MER extra Mertid
OB1 extra OB-ersättning 1
OB2 extra OB-ersättning 2
OB3 extra OB-ersättning 3
OB4 extra OB-ersättning 4
OB5 extra OB-ersättning 5
OK0 extra Extratid – komptid
OK1 extra Övertid 1 – komptid
OK2 extra Övertid 2 – komptid
OK3 extra Övertid 3 – komptid
OK4 extra Övertid 4 – komptid
OK5 extra Övertid 5 – komptid
OT1 extra Övertid 1 – betalning
OT2 extra Övertid 2 – betalning
OT3 extra Övertid 3 – betalning
OT4 extra Övertid 4 – betalning
OT5 extra Övertid 5 – betalning
RES extra Restid
TID work  Arbetstid
SEM absence Semester
SJK absence Sjukdom
VAB absence Vård av barn
KOM absence Kompledig
TJL absence Tjänstledig
FPE absence Föräldraledig
NAR absence Närståendevård
UTB absence Utbildning
PEM absence Permission
"""
"""The 26 codes of Fortnox, Create an attendance transaction, and absences by their PAXml codes (codes 2.0)."""

_FINNISH_NAMES = {
    "ARB": "Tuntityö",
    "BER": "Varallaolo",
    "BE2": "Varallaolo 2",
    "FLX": "Liukuma +/-",
    "HLG": "Arkipyhäkorvaus",
    "JOR": "Päivystys",
    "JO2": "Päivystys 2",
    "MER": "Lisätyö",
    "RES": "Matka-aika",
    "TID": "Työaika",
    "SEM": "Vuosiloma",
    "SJK": "Sairaus",
    "VAB": "Lapsen hoito",
    "KOM": "Vapaana pidetty ylityö",
    "TJL": "Palkaton vapaa",
    "FPE": "Perhevapaa",
    "NAR": "Omaishoitovapaa",
    "UTB": "Koulutus",
    "PEM": "Lyhyt poissaolo",
}


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """An account to be made, and the causes that move it: code → (factor e4, for scheduled persons only)."""

    code: str
    name: str
    unit: Unit = "ms"
    kind: Kind = "time"
    has_expected: bool = False
    factors: Mapping[str, tuple[int, bool]] = field(default_factory=dict)


def _plainly(*codes: str) -> dict[str, tuple[int, bool]]:
    return dict.fromkeys(codes, (E4, False))


_COMP = {
    **_plainly("OK0", "OK3", "OK4", "OK5"),
    "OK1": (15_000, False),
    "OK2": (20_000, False),
    "KOM": (-E4, False),
}
_PAID_OVERTIME = ("OT1", "OT2", "OT3", "OT4", "OT5")
_COMP_OVERTIME = ("OK1", "OK2", "OK3", "OK4", "OK5")

ACCOUNTS = (
    AccountPlan("Flex", "Flextid", has_expected=True, factors={**_plainly("", "TID", "FLX"), "ARB": (E4, True)}),
    AccountPlan("Komp", "Komptid", factors=_COMP),
    AccountPlan("ÖT-Saldo", "Övertid, betald", factors=_plainly(*_PAID_OVERTIME)),
    AccountPlan("OvertimeHours", "Övertid, timmar", factors=_plainly(*_PAID_OVERTIME, *_COMP_OVERTIME)),
    AccountPlan("Mertid", "Mertid", factors=_plainly("MER")),
    AccountPlan("Beredskap", "Beredskap", factors=_plainly("BER", "BE2")),
    AccountPlan("Jour", "Jour", factors=_plainly("JOR", "JO2")),
    AccountPlan("Restid", "Restid", factors=_plainly("RES")),
    AccountPlan("Vacation", "Semester", "days", "vacation"),
    AccountPlan("VacationPaid", "Betalda semesterdagar", "days", "paid"),
    AccountPlan("VacationUnpaid", "Obetalda semesterdagar", "days", "unpaid"),
    AccountPlan("VacationAdvance", "Förskottssemester", "days", "advance"),
    AccountPlan("VacationSaved1", "Sparade dagar år 1", "days", "saved1"),
    AccountPlan("VacationSaved2", "Sparade dagar år 2", "days", "saved2"),
    AccountPlan("VacationSaved3", "Sparade dagar år 3", "days", "saved3"),
    AccountPlan("VacationSaved4", "Sparade dagar år 4", "days", "saved4"),
    AccountPlan("VacationSaved5", "Sparade dagar år 5", "days", "saved5"),
    AccountPlan("VacationOverdue", "Förfallna dagar", "days", "overdue"),
    AccountPlan("CurrentLASDays", "LAS-dagar, pågående anställning", "days", "las_current"),
    AccountPlan("BalanceLASDays", "LAS-dagar, saldo", "days", "las_balance"),
)
"""The default accounts (design, The ledger); a factor of code "" is for time without a cause."""

_LIMIT_CLASSES = {"overtime": ("OT", "OK"), "extra": ("MER",), "on_call": ("JO",), "as_worked": ("SEM", "SJK")}
"""What causes are to the law on working hours, by how their codes begin (arbetstidslagen 1982:673 §§ 6-10 b)."""

_QUALIFYING: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "SE": {"SJK": (180, 180), "VAB": (120, 180), "FPE": (120, 180), "NAR": (45, 45), "UTB": (180, 180), "TJL": (0, 0)},
    "FI": {"SJK": (75, 75), "FPE": (160, 160), "NAR": (0, 0), "UTB": (30, 30), "TJL": (0, 0)},
}
"""Days of absence in a qualifying year that count as worked: in general, and for who is alone with a child.

Sweden: semesterlagen 1977:480 §§ 17-17 b, calendar days. Finland: vuosilomalaki 162/2005 2:7, days of work.
"""

_AGREEMENTS = {"SE": "Semesterlagen", "FI": "Vuosilomalaki"}
_OTHERWISE = {"FI": {"limits": json.dumps(asdict(FINNISH)), "las": json.dumps(asdict(NO_RIGHTS))}}
"""Of working hours and of days of employment, what a country's law says otherwise than the Swedish one."""

BOOKS: Mapping[str, str] = {
    "sales_25": "3001",
    "sales_12": "3002",
    "sales_6": "3003",
    "sales_0": "3004",
    "sales_reverse": "3231",
    "tax_25": "2611",
    "tax_12": "2621",
    "tax_6": "2631",
    "receivable": "1510",
    "receivable_deduction": "1513",
    "rounding": "3740",
}
"""The account in the books for each purpose, of the BAS chart of accounts (bas.se)."""

ROLES = ((1, "Administratör", "all"), (10, "Arbetsledare", "team"), (20, "Ekonomi", "all"), (30, "Anställd", "own"))
"""Code, name, and whose balances its holder sees."""

_STATUSES = """
project    10  999999 -        Ej påbörjad      | Ei aloitettu
project    20  2196F3 progress Pågående         | Käynnissä
project    30  FF9800 -        Pausad           | Keskeytetty
project    50  468847 closed   Avslutad         | Päättynyt
work_order 100 FF5722 -        Ej planerad      | Suunnittelematta
work_order 200 FF9800 planned  Planerad         | Suunniteltu
work_order 300 2196F3 progress Pågående         | Käynnissä
work_order 400 8BC34A closed   Utförd           | Tehty
work_order 500 468847 closed   Avslutad         | Päättynyt
"""
"""Kind, code, colour, what it means, and its name in Swedish and Finnish; the first of a kind is a new row's."""

_FINNISH_ROLES = {1: "Ylläpitäjä", 10: "Työnjohtaja", 20: "Taloushallinto", 30: "Työntekijä"}
_ZONES = {"SE": "Europe/Stockholm", "FI": "Europe/Helsinki"}
COUNTRIES = tuple(_ZONES)


def zone_of(country: str) -> str:
    """The zone of a country's companies unless they say otherwise."""
    return _ZONES[country]


def causes(country: str) -> list[dict[str, Any]]:
    """The rows of the default causes."""
    rows = []
    for line in _SWEDISH_CAUSES.strip().splitlines():
        code, sort, name = line.split(maxsplit=2)
        if country == "FI":
            name = _FINNISH_NAMES.get(code) or _finnish(code)
        days, alone = _QUALIFYING[country].get(code, (None, None))
        rows.append(cause_row(code, name, sort, qualifying_days=days, sole_parent_days=alone))
    return rows


def agreement(country: str) -> dict[str, Any]:
    """The row of the default agreement: what the country's law says."""
    told = {"name": _AGREEMENTS[country], "is_default": True, "vacation": json.dumps({"law": country})}
    return told | _OTHERWISE.get(country, {})


def cause_row(code: str | None, name: str, sort: str, **more: Any) -> dict[str, Any]:
    """One cause: ``work`` is worked time, ``extra`` is beside it (overtime, on-call, supplements), or ``absence``."""
    return {
        "code": code,
        "name": name,
        "description": "",
        "is_absence": sort == ABSENCE,
        "is_work_time": sort == WORK,
        "is_unsocial": (code or "").startswith("OB"),
        "is_vacation": code == "SEM",
        "is_invoiceable": sort == WORK or (code or "").startswith(("OT", "OK", "MER")),
        "is_machine_time": False,
        "needs_pre_attest": sort == ABSENCE,
        "is_attendance": sort != ABSENCE,
        "has_negative": code == "FLX",
        "qualifying_days": None,
        "sole_parent_days": None,
        "limit_class": next((name for name, codes in _LIMIT_CLASSES.items() if (code or "").startswith(codes)), ""),
        "price_per_hour_e4": 0,
        "article_number": "",
        "color": "FF9800" if sort == ABSENCE else "4CAF50",
        "is_active": True,
        **more,
    }


def roles(country: str) -> list[dict[str, Any]]:
    """The rows of the default roles."""
    names = _FINNISH_ROLES if country == "FI" else {}
    return [{"code": code, "name": names.get(code, name), "reach": reach} for code, name, reach in ROLES]


def statuses(country: str) -> list[dict[str, Any]]:
    """The rows of the default statuses of projects and work orders."""
    rows = []
    for line in _STATUSES.strip().splitlines():
        kind, code, color, meaning, names = line.split(maxsplit=4)
        swedish, finnish = (name.strip() for name in names.split("|"))
        rows.append(
            {
                "kind": kind,
                "code": int(code),
                "name": finnish if country == "FI" else swedish,
                "color": color,
                "is_in_progress": meaning == "progress",
                "is_closed": meaning == "closed",
                "is_planned": meaning == "planned",
            }
        )
    return rows


def full_time(country: str) -> dict[str, Any]:
    """The row of the default schedule: Monday to Friday; in Sweden 07–16 with an hour's break, in Finland 08–16."""
    begin, end, breaks = (7.0, 16.0, [(12.0, 13.0)]) if country == "SE" else (8.0, 16.0, [(11.0, 11.5)])
    return {
        "name": "Heltid" if country == "SE" else "Kokoaika",
        "description": "100%",
        "is_active": True,
        "weeks": json.dumps([week([day(begin, end, breaks)] * 5 + [day(0, 0)] * 2)]),
    }


def day(begin: float, end: float, breaks: list[tuple[float, float]] | None = None) -> dict[str, Any]:
    """One day of a schedule, hours of the day; work is what is left when the breaks are taken off."""
    spans = [{"start_ms": _ms(start), "end_ms": _ms(stop)} for start, stop in breaks or []]
    work_ms = _ms(end) - _ms(begin) - sum(one["end_ms"] - one["start_ms"] for one in spans)
    return {"start_ms": _ms(begin), "end_ms": _ms(end), "breaks": spans, "work_ms": work_ms}


def week(days: list[dict[str, Any]]) -> dict[str, Any]:
    """One week of a schedule, Monday first."""
    return {"days": days, "work_ms": sum(one["work_ms"] for one in days)}


def _ms(hours: float) -> int:
    return int(hours * MS_PER_HOUR)


def _finnish(code: str) -> str:
    kinds = {"OB": "Epämukavan työajan lisä", "OK": "Ylityö vapaana", "OT": "Ylityö rahana"}
    return f"{kinds[code[:2]]} {code[2:]}"
