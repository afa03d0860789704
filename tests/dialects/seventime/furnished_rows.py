"""The rows of a furnished firm as data: the columns of each that hold values, and those that name other rows."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

THEN = "2026-11-16T07:00:00.000Z"
"""Monday at eight: when whatever was done was done."""
LATER = "2026-11-16T15:00:00.000Z"
DAY, LAST_DAY = "2026-11-16", "2026-12-18"
E4, HOUR = 10_000, 3_600_000

_STREET = {"address": "Hamngatan 7", "zip_code": "261 31", "city": "Landskrona", "country": "SE"}
_PLACE = {"name": "Lagret", "address2": "Port 3", "phone": "0418-100200", **_STREET}
_SPOKEN_TO = {"name": "Stina Ek", "title": "Inköpare", "work_phone": "040-1", "cell_phone": "070-1", "is_main": True}
_REMINDER = {"_id": "5321507b6091323659751100", "reminderTimeType": 4, "reminderTimeValue": 10, "reminderType": 1}
_CUSTOM = {"_id": "5f326f50433f102ff7799513", "fieldId": "5c0e7342ce9a647179842658", "value": "Prioritet"}
_LISTS = {"checkLists": [{"name": "Skyddsrond"}], "comments": [{"text": "Klart"}], "customFields": [_CUSTOM]}
_SHARE = {"key": "5bb2683d3a0f154899aa0001", "item": "1", "name": "Stina Ek", "percent_e4": 100 * E4}


def _at(part: str) -> dict[str, str]:
    return {f"{part}_{name}": value for name, value in _PLACE.items()}


def _extras(**kept: Any) -> dict[str, str]:
    return {"extras": json.dumps({"seventime": kept})}


CUSTOMER: Mapping[str, Any] = {
    **_PLACE,
    **_at("delivery"),
    **_extras(defaultEmailSubject="Faktura"),
    "name": "Byggkund Åberg AB",
    "number": "733352",
    "organization_number": "556016-0680",
    "vat_number": "SE556016068001",
    "email": "stina@kund.example",
    "payment_days": 20,
    "notes": "Ring före sju.",
    "billing_method": "HOURLY",
    "price_per_hour_e4": 650 * E4,
    "has_billing_address": True,
    "billing_address": "Box 1",
    "billing_address2": "Ekonomi",
    "billing_zip_code": "261 20",
    "billing_city": "Svalöv",
    "has_billing_email": True,
    "invoice_email": "faktura@kund.example",
    "invoice_delivery": 10,
    "is_construction": True,
    "is_rot": True,
    "property_type": 1,
    "property_designation": "Ekorren 7",
    "housing_society_number": "716400-0001",
    "apartment_number": "1001",
    "personal_number": "19900101-0017",
    "deductions": json.dumps([_SHARE | {"personal_number": "19900101-0017"}]),
    "expense_discount_e4": 5 * E4,
    "expense_markup_e4": 12 * E4,
    "supplier_markup_e4": 10 * E4,
}
SUPPLIER: Mapping[str, Any] = {
    **_STREET,
    "name": "Elgrossisten Öst AB",
    "number": "20",
    "phone": "0418-2",
    "email": "info@grossist.example",
    "organization_number": "556036-0793",
    "vat_number": "SE556036079301",
    "bankgiro": "991-2346",
    "plusgiro": "1 23 45-6",
    "notes": "Levererar onsdagar.",
    "order_email": "order@grossist.example",
    "our_customer_number": "K-17",
    "payment_days": 30,
    "has_self_billing": True,
    "is_sub_contractor": True,
    "self_billing_deduction_e4": 5 * E4,
    "self_billing_series": "UE",
    "self_billing_counter": 3,
    "self_billing_email": "sjalvfaktura@grossist.example",
}
ARTICLE: Mapping[str, Any] = {
    "number": "601310",
    "name": "10-pack LED-lampor",
    "description": "Varmvita",
    "unit": "St",
    "price_e4": 2_955_900,
    "cost_e4": 221 * E4,
    "tax_e4": 25 * E4,
    "is_always_reimbursed": True,
    "is_stocked": True,
    "is_favorite": True,
    "category_group": "6",
    "article_group": "60",
}
PROJECT: Mapping[str, Any] = {
    **_at("delivery"),
    **_extras(**_LISTS),
    "number": "3314",
    "name": "Ombyggnad Äppelviken",
    "billing_method": "FIXED_PRICE",
    "price_per_hour_e4": 700 * E4,
    "fixed_price_e4": 100_000 * E4,
    "fixed_price_invoiced_e4": 40_000 * E4,
    "estimated_ms": 120 * HOUR,
    "invoice_status": 5,
    "starts_on": DAY,
    "ends_on": LAST_DAY,
    "marking": "M-1",
    "your_order_number": "1058",
    "notes": "Nyckel hos grannen.",
    "color": "FAFAFA",
}
WORK_ORDER: Mapping[str, Any] = {
    **_at("work"),
    **_extras(**_LISTS, reminders=[_REMINDER | {"itemId": "0.28"}]),
    "number": 2901,
    "title": "Byt armaturer i trapphuset",
    "billing_method": "RUNNING",
    "invoice_status": 5,
    "starts_at": THEN,
    "ends_at": LATER,
    "estimated_ms": 8 * HOUR,
    "description": "Tolv armaturer",
    "color": "FF5722",
    "marking": "M-2",
    "your_order_number": "1059",
    "has_other_address": True,
    "has_portal": True,
    "completed_at": LATER,
    "started_at": THEN,
}
DRIVE_TYPE: Mapping[str, Any] = {
    "name": "Diesel - ej skt.fri",
    "article_number": "45",
    "price_e4": 4 * E4,
    "cost_e4": 5_000,
    "compensation_type": 20,
}
MACHINE: Mapping[str, Any] = {
    **_extras(trackunitData={"id": "1135803"}),
    "number": "21",
    "name": "EWR150E-21",
    "model": "ME500",
    "serial_number": "846821",
    "machine_group": "Grävare",
    "article_number": "M21",
    "is_serviceable": True,
    "unit_price_e4": 900 * E4,
    "unit_cost_e4": 400 * E4,
    "used_ms": 5193 * HOUR,
    "mileage_m": 10_122_700,
    "used_at": THEN,
    "mileage_at": THEN,
    "purchased_on": DAY,
    "serviced_on": DAY,
}
_DONE = {"on_day": DAY, "happened_at": THEN, "is_billable": True, "is_invoiced": True}
_DONE |= {"invoiced_at": LATER, "attested_at": LATER}
EXPENSE: Mapping[str, Any] = {
    **_DONE,
    "name": "10-pack LED-lampor",
    "article_number": "601310",
    "unit": "St",
    "note": "Till trapphuset",
    "verification_number": "V7",
    "quantity_e6": 1_000_000,
    "unit_cost_e4": 319 * E4,
    "cost_e4": 319 * E4,
    "tax_e4": 25 * E4,
    "unit_price_e4": 4_266_600,
    "net_unit_price_e4": 4_266_600,
    "unit_tax_e4": 1_066_650,
    "amount_e4": 4_266_600,
    "net_amount_e4": 4_266_600,
    "tax_amount_e4": 1_066_650,
    "is_reimbursed": True,
    "is_supplement": True,
}
DRIVE: Mapping[str, Any] = {
    **_DONE,
    "registration_number": "ABC123",
    "name": "Resa",
    "note": "Hämtade material",
    "start_address": "Östra Gatan 129, Stockholm",
    "end_address": "Västra Gatan 921, Uppsala",
    "purpose": "Leverans",
    "start_odometer_m": 156_000,
    "end_odometer_m": 178_000,
    "distance_m": 22_000,
    "unit_price_e4": 4 * E4,
    "unit_cost_e4": 5_000,
    "amount_e4": 88 * E4,
    "cost_e4": 11 * E4,
}
MACHINE_ENTRY: Mapping[str, Any] = {
    **_DONE,
    "note": "Schaktade",
    "internal_note": "Långsamt",
    "duration_ms": 12 * HOUR,
    "billable_ms": 12 * HOUR,
    "unit_price_e4": 900 * E4,
    "cost_e4": 4_800 * E4,
    "status": 1,
}

_OWNERS = ("customer", "project", "work_order", "person", "invoice", "attested_by chief", "created_by admin")
ROWS: Sequence[tuple[str, str, Mapping[str, Any], Sequence[str]]] = (
    ("customer", "customer", CUSTOMER, ("price_list",)),
    ("supplier", "supplier", SUPPLIER, ()),
    ("contact", "contact", _SPOKEN_TO | {"email": "stina@kund.example"}, ("customer",)),
    ("supplier_contact", "contact", _SPOKEN_TO | {"email": "stina@grossist.example"}, ("supplier",)),
    ("parent_article", "article", {"number": "1000", "name": "Belysning", "is_category": True}, ()),
    ("article", "article", ARTICLE, ("parent parent_article", "supplier")),
    (
        "project",
        "project",
        PROJECT,
        (
            *("customer", "contact", "leader chief", "status project_status", "type project_type", "department"),
            *("result_unit", "fixed_price_article article", "price_list", "created_by admin"),
        ),
    ),
    (
        "work_order",
        "work_order",
        WORK_ORDER,
        (
            *("customer", "project", "contact", "status work_order_status", "type work_order_type", "department"),
            *("leader chief", "owner person", "completed_by chief", "started_by person", "created_by admin"),
            "modified_by chief",
        ),
    ),
    ("drive_type", "drive_type", DRIVE_TYPE, ("salary_type",)),
    ("machine", "machine", MACHINE, ("type machine_type", "supplier", "created_by admin")),
    ("expense", "expense", EXPENSE, ("article", "supplier", *_OWNERS)),
    ("drive", "drive", DRIVE, ("type drive_type", "vehicle", *_OWNERS)),
    ("machine_entry", "machine_entry", MACHINE_ENTRY, ("machine", "department", *_OWNERS)),
)
"""Name, table, values, and references: ``leader chief`` is the column ``leader_id`` and the row named ``chief``."""
