"""Whom the demo's companies work for, and on what. Names, numbers and addresses are made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the demo. ``terms`` are further columns; each job becomes a work order."""

    name: str
    jobs: Sequence[str] = ("Etapp 1", "Etapp 2")
    type_name: str = ""
    status: int = 20
    tags: Sequence[str] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the demo, with the persons to speak to: (name, title)."""

    name: str
    organization_number: str
    address: str
    zip_code: str
    city: str
    phone: str
    email: str
    projects: Sequence[Project]
    contacts: Sequence[tuple[str, str]] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    price_list: str = ""


def _hourly(kronor: int) -> Mapping[str, Any]:
    return {"billing_method": "HOURLY", "price_per_hour_e4": kronor * 10_000}


def _fixed(kronor: int) -> Mapping[str, Any]:
    return {"billing_method": "FIXED_PRICE", "fixed_price_e4": kronor * 10_000}


_BY_CUSTOMER = {"billing_method": "ACCORDING_TO_CUSTOMER"}
_HOUSE = {"is_rot": True, "property_type": 1}

OSTRA_CUSTOMERS = (
    Customer(
        "Brf Måsen",
        "769612-3457",
        "Strandgatan 14",
        "593 30",
        "Västervik",
        "0490-123 40",
        "styrelsen@masen.example",
        (
            Project("Fasadrenovering", ("Ställning", "Puts", "Målning"), "Entreprenad", 20, ("ROT",), _hourly(595)),
            Project("Trappstädning", ("Löpande", "Storstädning"), "Service", terms=_BY_CUSTOMER),
        ),
        (("Gunilla Frid", "Ordförande"), ("Åke Hallberg", "Vicevärd")),
        {**_hourly(420), "is_rot": True, "property_type": 2, "housing_society_number": "769612-3457"},
        "Ramavtal bostadsrätt",
    ),
    Customer(
        "Lindens skola",
        "212000-5551",
        "Skolvägen 2",
        "593 41",
        "Västervik",
        "0490-998 00",
        "kansli@linden.example",
        (
            Project("Ommålning", ("Klassrum", "Matsal"), "Entreprenad", terms=_fixed(1_450_000)),
            Project("Storstädning", ("Sommar", "Jul"), "Service", tags=("Återkommande",)),
        ),
        (("Pia Rosander", "Rektor"),),
        {"payment_days": 45, "expense_markup_e4": 120_000},
    ),
    Customer(
        "Hamnkrogen AB",
        "556677-8899",
        "Kajen 3",
        "593 33",
        "Västervik",
        "0490-555 10",
        "faktura@hamnkrogen.example",
        (Project("Nytt kök", ("Rivning", "Byggnation", "Ytskikt"), "Entreprenad", 30, ("Brådskande",), _hourly(640)),),
        (("Melker Sund", "Krögare"),),
        {"has_billing_email": True, "invoice_email": "ekonomi@hamnkrogen.example", "expense_markup_e4": 150_000},
    ),
    Customer(
        "Familjen Dahl",
        "",
        "Ekbacken 7",
        "594 91",
        "Gamleby",
        "070-123 45 67",
        "dahl@ekbacken.example",
        (
            Project("Altan", ("Grund", "Trall"), "Entreprenad", 50, ("ROT",), _hourly(560)),
            Project("Hemstädning", ("Varannan vecka",), "Service", tags=("RUT", "Återkommande"), terms=_hourly(390)),
        ),
        (),
        {**_HOUSE, "is_rut": True, "property_designation": "Gamleby Ekbacken 1:7"},
    ),
    Customer(
        "Verkstan i Öst AB",
        "556712-3450",
        "Industrivägen 21",
        "593 50",
        "Västervik",
        "0490-210 20",
        "info@verkstan.example",
        (Project("Lokalvård", ("Kontor", "Verkstad"), "Service", tags=("Återkommande",), terms=_BY_CUSTOMER),),
        (("Roland Brink", "Platschef"), ("Yvonne Alm", "Ekonomi")),
        {"billing_method": "HOURLY_PER_CAUSE", "payment_days": 20},
    ),
    Customer(
        "Östkustens Fastigheter AB",
        "556801-2346",
        "Stora Torget 1",
        "593 33",
        "Västervik",
        "0490-400 00",
        "forvaltning@ostkusten.example",
        (
            Project("Badrum kv. Ankaret", ("Lgh 1101", "Lgh 1102", "Lgh 1103"), "Entreprenad", 20, (), _hourly(585)),
            Project("Flyttstädning", ("Löpande",), "Service", terms={"billing_method": "PERUSER"}),
        ),
        (("Bodil Ekström", "Förvaltare"),),
        {"payment_days": 30, "is_construction": True, "vat_number": "SE556801234601"},
        "Ramavtal bostadsrätt",
    ),
    Customer(
        "Solgläntans äldreboende",
        "212000-7778",
        "Gläntan 5",
        "590 93",
        "Gunnebo",
        "0490-770 70",
        "solglantan@kommun.example",
        (Project("Handikappanpassning", ("Ramper", "Dörröppnare"), "Entreprenad", 10, (), _fixed(1_390_000)),),
        (("Siv Tjäder", "Enhetschef"),),
    ),
    Customer(
        "Ingvar Åström",
        "",
        "Tallstigen 12",
        "593 62",
        "Västervik",
        "073-765 43 21",
        "ingvar.astrom@mejl.example",
        (Project("Takbyte", ("Rivning", "Läggning"), "Entreprenad", 20, ("ROT",), _fixed(1_280_000)),),
        (),
        {**_HOUSE, "property_designation": "Västervik Tallen 3"},
    ),
)

NORRA_CUSTOMERS = (
    Customer(
        "Brf Tallen",
        "769634-5679",
        "Barrvägen 8",
        "972 41",
        "Luleå",
        "0920-100 10",
        "brf@tallen.example",
        (Project("Skötsel", ("Löpande",), "Service", terms=_hourly(480)),),
        (("Ulla Lantto", "Ordförande"),),
    ),
)
