"""What the demo's companies buy, drive and run. Names and numbers are made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Goods:
    """Suppliers, articles, price lists, machines, kinds of trips and documents of a company."""

    suppliers: Sequence[Row] = ()
    supplier_contacts: Sequence[tuple[str, str, str]] = ()  # supplier, name, title
    articles: Sequence[tuple[str, str, str, str, int, int]] = ()  # number, name, unit, category, price, cost in öre
    article_suppliers: Mapping[str, str] = field(default_factory=dict)  # category → supplier
    price_lists: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # name → article number → öre
    machines: Sequence[Row] = ()
    drive_types: Sequence[Row] = ()
    papers: Sequence[tuple[str, str, str]] = ()  # name, media type, text


def _machine(number: str, name: str, model: str, kind: str, price: int, **more: Any) -> Row:
    return {"number": number, "name": name, "model": model, "type": kind, "unit_price_e4": price * 10_000, **more}


OSTRA_GOODS = Goods(
    suppliers=(
        {
            "name": "Kajens Byggvaror AB",
            "organization_number": "556911-0011",
            "address": "Kajen 40",
            "zip_code": "593 33",
            "city": "Västervik",
            "country": "SE",
            "phone": "0490-300 30",
            "email": "order@kajensbygg.example",
            "order_email": "order@kajensbygg.example",
            "our_customer_number": "30412",
            "bankgiro": "5555-1234",
            "payment_days": 30,
        },
        {
            "name": "Färg & Form i Öst AB",
            "organization_number": "556922-0023",
            "address": "Kulörgatan 6",
            "zip_code": "593 40",
            "city": "Västervik",
            "country": "SE",
            "email": "butik@fargform.example",
            "payment_days": 20,
        },
        {
            "name": "Renhållarna Grossist AB",
            "organization_number": "556933-0035",
            "address": "Såpvägen 1",
            "zip_code": "582 70",
            "city": "Linköping",
            "country": "SE",
            "payment_days": 30,
        },
        {
            "name": "Rörmokare Torsten Lund",
            "organization_number": "556944-0047",
            "city": "Gamleby",
            "country": "SE",
            "payment_days": 15,
            "is_sub_contractor": True,
            "has_self_billing": True,
            "self_billing_deduction_e4": 50_000,
            "self_billing_series": "UELUND",
            "self_billing_email": "torsten@rorlund.example",
        },
    ),
    supplier_contacts=(
        ("Kajens Byggvaror AB", "Stellan Krook", "Innesäljare"),
        ("Färg & Form i Öst AB", "Kajsa Lilja", "Butikschef"),
        ("Rörmokare Torsten Lund", "Torsten Lund", "Innehavare"),
    ),
    articles=(
        ("1001", "Regel 45 × 95, gran", "m", "Trävaror", 2_890, 1_950),
        ("1002", "Trall 28 × 120, tryckimpregnerad", "m", "Trävaror", 3_690, 2_480),
        ("1003", "Råspont 20 × 95", "m", "Trävaror", 2_490, 1_720),
        ("1004", "Gipsskiva 13 mm", "st", "Skivor", 11_900, 8_200),
        ("1005", "Plywood 12 mm", "st", "Skivor", 38_900, 27_400),
        ("1006", "Våtrumsskiva", "st", "Skivor", 24_900, 17_300),
        ("2001", "Träskruv 4,5 × 70", "pkt", "Fästdon", 18_900, 12_100),
        ("2002", "Trallskruv rostfri", "pkt", "Fästdon", 34_900, 23_500),
        ("2003", "Spikplugg", "pkt", "Fästdon", 9_900, 5_900),
        ("3001", "Fasadfärg vit 10 l", "st", "Färg", 129_500, 89_000),
        ("3002", "Väggfärg matt 10 l", "st", "Färg", 94_900, 63_000),
        ("3003", "Grundfärg 3 l", "st", "Färg", 42_900, 29_500),
        ("3004", "Täckpapp", "rulle", "Färg", 14_900, 9_200),
        ("4001", "Allrengöring 5 l", "st", "Städ", 18_900, 11_900),
        ("4002", "Golvvård 5 l", "st", "Städ", 32_900, 21_900),
        ("4003", "Mikrofiberduk", "st", "Städ", 2_900, 1_400),
        ("4004", "Sopsäck 125 l", "rulle", "Städ", 4_900, 2_700),
        ("5001", "Container 10 m³, dygn", "dygn", "Hyra", 149_500, 110_000),
        ("5002", "Saxlift, dygn", "dygn", "Hyra", 119_000, 82_000),
        ("5003", "Byggavfall, sorterat", "ton", "Hyra", 189_000, 152_000),
        ("9001", "Parkering", "st", "Övrigt", 4_000, 4_000),
        ("9002", "Frakt", "st", "Övrigt", 39_500, 29_500),
    ),
    article_suppliers={
        "Trävaror": "Kajens Byggvaror AB",
        "Skivor": "Kajens Byggvaror AB",
        "Fästdon": "Kajens Byggvaror AB",
        "Färg": "Färg & Form i Öst AB",
        "Städ": "Renhållarna Grossist AB",
    },
    price_lists={
        "Ramavtal bostadsrätt": {"1001": 2_590, "1004": 10_500, "3001": 119_500, "3002": 86_900, "4001": 16_900},
        "Kampanj höst": {"1002": 3_290, "2002": 31_900},
    },
    machines=(
        _machine("21", "Minigrävare", "ME 18", "Grävmaskin", 450, serial_number="846821", is_serviceable=True),
        _machine("22", "Hjullastare", "L 25", "Lastare", 620, serial_number="L25-0093", is_serviceable=True),
        _machine("31", "Saxlift", "SL 8", "Lift", 180, serial_number="SL8-4410"),
        _machine("32", "Byggställning", "BS 200", "Ställning", 95),
        _machine("41", "Kombiskurmaskin", "KS 50", "Städmaskin", 120, serial_number="KS50-1207", is_serviceable=True),
        _machine("42", "Högtryckstvätt", "HT 15", "Städmaskin", 90),
    ),
    drive_types=(
        {"name": "Firmabil", "article_number": "045", "price_e4": 65_000, "cost_e4": 28_000, "is_default": True},
        {"name": "Egen bil", "article_number": "046", "price_e4": 65_000, "cost_e4": 25_000, "compensation_type": 20},
        {"name": "Med släp", "article_number": "047", "price_e4": 85_000, "cost_e4": 36_000},
    ),
    papers=(
        ("Egenkontroll.txt", "text/plain", "Egenkontroll\n\nFukt: u.a.\nMått: u.a.\nStädat: ja\n"),
        ("Arbetsmiljöplan.txt", "text/plain", "Arbetsmiljöplan\n\nFallrisk: ställning med räcke.\nHjälm: alltid.\n"),
        ("Nycklar å koder.txt", "text/plain", "Nyckel 14 hämtas hos vicevärden.\n"),
    ),
)

NORRA_GOODS = Goods(
    articles=(("1", "Grus", "ton", "Material", 29_000, 19_000), ("2", "Sand", "ton", "Material", 24_000, 15_500)),
    machines=(_machine("1", "Traktor", "T 5", "Traktor", 390),),
    drive_types=({"name": "Firmabil", "price_e4": 45_000, "cost_e4": 25_000, "is_default": True},),
)
