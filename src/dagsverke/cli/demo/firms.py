"""Who the demo's companies are: people, schedules, customers, registers, keys. Names and numbers are made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dagsverke.app import defaults
from dagsverke.cli.demo.customers import NORRA_CUSTOMERS, OSTRA_CUSTOMERS, Customer
from dagsverke.cli.demo.goods import NORRA_GOODS, OSTRA_GOODS, Goods

Rhythm = Literal["clock", "amount", "evening", "hourly"]
"""How a person's time comes in: by the clock, as amounts a day, by the clock in the evening, or by the hour."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A person of the demo. ``plan`` names a schedule, None for who works by the hour."""

    number: str
    first_name: str
    last_name: str
    user_name: str
    plan: str | None = "Heltid"
    rhythm: Rhythm = "clock"
    role_code: int = 30
    department: int = 0  # place in Firm.registers["department"]
    trade: int = 0  # place in Firm.registers["work_type"]


@dataclass(frozen=True, slots=True)
class Firm:
    """A company of the demo. The first worker is its administrator."""

    name: str
    host: str
    seed: int
    workers: Sequence[Worker]
    keys: Mapping[str, Mapping[str, str]]  # kind of credential → its secrets
    registers: Mapping[str, Sequence[Mapping[str, Any]]]
    schedules: Sequence[Mapping[str, Any]] = ()
    causes: Sequence[Mapping[str, Any]] = ()
    customers: Sequence[Customer] = ()
    goods: Goods = field(default_factory=Goods)


def _keys(prefix: str, company: str, connect: str) -> Mapping[str, Mapping[str, str]]:
    fortnox = {
        "client_id": f"{prefix}-fortnox-client",
        "client_secret": f"{prefix}-fortnox-secret",
        "access_token": f"{prefix}-fortnox-token",
        "refresh_token": f"{prefix}-fortnox-refresh",
        "code": f"{prefix}-fortnox-code",
    }
    return {
        "seventime": {"client_secret": f"{prefix}-seventime"},
        "fortnox": fortnox,
        "softone": {"company_key": company, "connect_key": connect},
        "own": {"client_secret": f"{prefix}-own"},
    }


def _salary_type(code: str, name: str, unit: str = "1") -> Mapping[str, Any]:
    told = {"isAbsenceTimeType": False, "isRuleType": False, "unitType": unit, "canBeRegistered": True}
    return {"code": code, "name": name, "extras": {"seventime": told | {"typeInSalarySystem": 10}}}


def _week(*hours: tuple[float, float] | None) -> Mapping[str, Any]:
    """A week of days by begin and end, with an hour's break where the day is longer than five hours."""
    days = []
    for span in hours:
        begin, end = span or (0, 0)
        middle = begin + 5
        days.append(defaults.day(begin, end, [(middle, middle + 1)] if end > middle else []))
    return defaults.week(days)


def _schedule(name: str, description: str, *weeks: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name": name, "description": description, "is_active": True, "weeks": list(weeks)}


_OFF = None
SCHEDULES = (
    _schedule("Deltid 75 %", "75%", _week(*[(8.0, 15.0)] * 5, _OFF, _OFF)),
    _schedule("Kväll", "50%", _week(*[(17.0, 21.0)] * 5, _OFF, _OFF)),
    _schedule(
        "Tvåveckors",
        "100%, varannan helg",
        _week((6.0, 15.0), (6.0, 15.0), _OFF, (6.0, 15.0), (6.0, 15.0), (7.0, 15.0), (7.0, 15.0)),
        _week((6.0, 15.0), _OFF, (6.0, 15.0), (6.0, 15.0), (6.0, 15.0), _OFF, _OFF),
    ),
)

_MEETING = defaults.cause_row(None, "Kundmöte", defaults.WORK, price_per_hour_e4=7_500_000, article_number="020")

_BUILDERS = (
    ("1001", "Anna", "Lindqvist", "admin", 0, 0),
    ("1002", "Erik", "Sandström", "erik", 1, 1),
    ("1003", "Maria", "Öberg", "maria", 1, 1),
    ("1004", "Johan", "Nyström", "johan", 1, 1),
    ("1005", "Karin", "Åkesson", "karin", 2, 2),
    ("1006", "Mikael", "Björk", "mikael", 1, 1),
    ("1007", "Sofia", "Hellgren", "sofia", 2, 2),
    ("1008", "Anders", "Forsman", "anders", 1, 3),
    ("1009", "Eva", "Strömbäck", "eva", 2, 2),
    ("1010", "Lars", "Wikander", "lars", 1, 3),
    ("1011", "Emma", "Söderlund", "emma", 2, 2),
    ("1012", "Peter", "Haglund", "peter", 1, 1),
    ("1013", "Aino", "Virtanen", "aino", 2, 2),
    ("1014", "Olof", "Granqvist", "olof", 1, 3),
    ("1015", "Ingrid", "Ljungman", "ingrid", 0, 0),
)
_OTHERS: Sequence[tuple[str, str, str, str, str | None, Rhythm]] = (
    ("1016", "Helena", "Mårtensson", "helena", "Deltid 75 %", "clock"),
    ("1017", "Nils", "Ekwall", "nils", "Deltid 75 %", "clock"),
    ("1018", "Birgitta", "Rönn", "birgitta", "Deltid 75 %", "amount"),
    ("1019", "Mustafa", "Demir", "mustafa", "Kväll", "evening"),
    ("1020", "Linnéa", "Palm", "linnea", "Kväll", "evening"),
    ("1021", "Tove", "Ask", "tove", "Tvåveckors", "clock"),
    ("1022", "Gustav", "Höglund", "gustav", "Tvåveckors", "clock"),
    ("1023", "Saga", "Brännström", "saga", None, "hourly"),
    ("1024", "Elias", "Korhonen", "elias", None, "hourly"),
    ("1025", "Freja", "Ylander", "freja", None, "hourly"),
)
_ROLES = {"1001": 1, "1002": 10, "1005": 10, "1015": 20}
_AMOUNTS = ("1013", "1014", "1015")

OSTRA = Firm(
    name="Östra Bygg & Städ AB",
    host="ostra.example",
    seed=20_261,
    workers=(
        *(
            Worker(
                number,
                first,
                last,
                user,
                rhythm="amount" if number in _AMOUNTS else "clock",
                role_code=_ROLES.get(number, 30),
                department=department,
                trade=trade,
            )
            for number, first, last, user, department, trade in _BUILDERS
        ),
        *(
            Worker(number, first, last, user, plan, rhythm, department=2, trade=2)
            for number, first, last, user, plan, rhythm in _OTHERS
        ),
    ),
    keys=_keys("demo", "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"),
    registers={
        "department": (
            {"name": "Kontor", "code": "1"},
            {"name": "Bygg", "code": "2"},
            {"name": "Städ", "code": "3"},
        ),
        "result_unit": (
            {"name": "Kontor Syd", "code": "Syd"},
            {"name": "Kontor Nord", "code": "Nord"},
        ),
        "vehicle": (
            {"name": "Volvo V60", "code": "ABC123"},
            {"name": "Volkswagen Transporter", "code": "DEF456"},
            {"name": "Toyota Proace", "code": "GHJ789"},
            {"name": "Ford Transit (såld)", "code": "KLM012", "is_active": False},
        ),
        "skill": (
            {"name": "Höga arbeten"},
            {"name": "Heta arbeten"},
            {"name": "Våtrum"},
            {"name": "Truckkort"},
        ),
        "work_type": (
            {"name": "Administration", "price_e4": 6_500_000},
            {"name": "Snickare", "price_e4": 5_600_000},
            {"name": "Städare", "price_e4": 3_900_000},
            {"name": "Målare", "price_e4": 5_200_000},
        ),
        "salary_type": (
            _salary_type("010", "Månadslön", "3"),
            _salary_type("011", "Timlön"),
            _salary_type("120", "Övertid enkel"),
            _salary_type("310", "OB kväll"),
        ),
    },
    schedules=SCHEDULES,
    causes=(
        _MEETING,
        defaults.cause_row(None, "Planering", defaults.WORK, is_invoiceable=False),
        defaults.cause_row(None, "Föreningsmöte", defaults.ABSENCE, article_number="090"),
    ),
    customers=OSTRA_CUSTOMERS,
    goods=OSTRA_GOODS,
)

NORRA = Firm(
    name="Norra Fastighetsservice AB",
    host="norra.example",
    seed=20_262,
    workers=(
        Worker("1001", "Astrid", "Nordin", "admin", role_code=1),
        Worker("1002", "Sixten", "Hedlund", "sixten"),
        Worker("1003", "Maj", "Sundin", "maj"),
        Worker("1004", "Arvid", "Lantto", "arvid", rhythm="amount"),
        Worker("1005", "Siri", "Edlund", "siri", None, "hourly"),
    ),
    keys=_keys("demo2", "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"),
    registers={
        "department": ({"name": "Drift", "code": "1"},),
        "work_type": ({"name": "Fastighetsskötare", "price_e4": 4_800_000},),
        "vehicle": ({"name": "Renault Kangoo", "code": "NOR001"},),
    },
    causes=(_MEETING,),
    customers=NORRA_CUSTOMERS,
    goods=NORRA_GOODS,
)

FIRMS = (OSTRA, NORRA)
