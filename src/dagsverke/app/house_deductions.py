"""The deduction for work in homes on an invoice: whose home, who shares it, and what each is granted this year."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from dagsverke.app.identities import is_organization_number, is_personal_number, plain_personal_number
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.errors import Malformed
from dagsverke.domain.house_deduction import (
    CODES,
    ROT_CODES,
    RUT_CODES,
    Kind,
    Share,
    basis_e4,
    granted_e4,
    remaining_e4,
    terms_on,
)
from dagsverke.domain.housework import shares
from dagsverke.domain.invoicing import KRONA, PERCENT_E4

Given = Mapping[str, Any]
KINDS: Mapping[int, Kind] = {1: "rot", 2: "rut"}
"""Kinds of invoices (Seven Time, Create an Invoice) that are for work in a home."""
DETACHED, CONDOMINIUM = 1, 2
COLUMNS = ("property_type", "property_designation", "housing_society_number", "apartment_number", "personal_number")
GIVEN = (*COLUMNS[:4], "deductions")
_NEEDED = {DETACHED: ("property_designation",), CONDOMINIUM: ("housing_society_number", "apartment_number")}
_NOTHING = {"house_basis_e4": 0, "house_deduction_e4": 0, "max_deduction_e4": 0}


def home(after: dict[str, Any], given: Given, customer: Record, *, is_new_kind: bool) -> dict[str, Any]:
    """The columns that say whose home it is; the customer's own where nothing is said of it when it begins to count."""
    if after["kind"] not in KINDS:
        return {name: given[name] for name in COLUMNS if given.get(name) is not None}
    found: dict[str, Any] = {}
    if is_new_kind and not any(given.get(name) for name in GIVEN) and not after.get("property_type"):
        found = {name: customer[name] for name in (*COLUMNS, "deductions")}
        if found["deductions"] == "[]" and customer["personal_number"]:
            whole = {"name": customer["name"], "personal_number": customer["personal_number"], "percent_e4": PERCENT_E4}
            found["deductions"] = _kept([whole], customer["key"])
    found |= {name: given[name] or (0 if name == "property_type" else "") for name in COLUMNS if name in given}
    if "deductions" in given:
        found["deductions"] = _kept(given["deductions"] or (), f"{customer['key']} {given['deductions']}")
    _check(after | found)
    return found


def check_rows(kind: int, rows: Sequence[Given]) -> None:
    """Refuse a row whose work is of another kind than the invoice, or of none."""
    known = CODES[KINDS[kind]] if kind in KINDS else ROT_CODES | RUT_CODES
    for at, row in enumerate(rows):
        if row["house_work"] not in known | {0}:
            detail = "is no type of work" + (f" of a {KINDS[kind].upper()} invoice" if kind in KINDS else "")
            raise Malformed("range", f"rows[{at}].house_work", detail)


def deduction(reader: Reader, invoice: Given, rows: Sequence[Given]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The columns of the deduction, and what is granted to whom: at the terms of the day of payment, else the due day.

    A person's remaining cap is that of the year, less what other invoices that count grant the same person.
    """
    if invoice["kind"] not in KINDS:
        return dict(_NOTHING), []
    kind = KINDS[invoice["kind"]]
    on = invoice.get("paid_on") or invoice["due_on"] or invoice["invoiced_on"]
    basis = basis_e4(kind, [(row["house_work"], row["net_e4"] + row["tax_amount_e4"]) for row in rows])
    people = json.loads(invoice["deductions"])
    numbers = [plain_personal_number(one["personal_number"]) for one in people]
    left = _remaining(reader, kind, on, numbers, invoice.get("id"))
    parts = granted_e4(
        kind, on, basis, [Share(one["percent_e4"], left[number]) for one, number in zip(people, numbers, strict=True)]
    )
    columns = {
        "house_basis_e4": basis,
        "house_deduction_e4": sum(parts),
        "max_deduction_e4": terms_on(on).cap_e4(kind),
    }
    grants = [
        {"year": int(on[:4]), "kind": invoice["kind"], "personal_number": number, "granted_e4": part}
        for number, part in zip(numbers, parts, strict=True)
    ]
    return columns, grants


def keep_grants(work: UnitOfWork, invoice_id: int, grants: Sequence[Given]) -> None:
    """Make these what an invoice grants; none where it no longer counts."""
    for old in work.find_all("house_grant", invoice_id=invoice_id):
        work.withdraw("house_grant", old)
    if grants:
        work.add_many("house_grant", [{**one, "invoice_id": invoice_id} for one in grants])


def _remaining(
    reader: Reader, kind: Kind, on: str, numbers: Sequence[str], invoice_id: int | None
) -> Mapping[str, int]:
    """What each person may still get in the year of a day."""
    granted = reader.find_all("house_grant", personal_number=numbers, year=int(on[:4])) if numbers else ()
    others = [one for one in granted if one["invoice_id"] != invoice_id]
    terms = terms_on(on)
    found = {}
    for number in numbers:
        own = [one for one in others if one["personal_number"] == number]
        of_kind = sum(one["granted_e4"] for one in own if KINDS[one["kind"]] == kind)
        found[number] = remaining_e4(terms, kind, of_kind, sum(one["granted_e4"] for one in own))
    return found


def _kept(given: Sequence[Given], seed: str) -> str:
    return json.dumps(shares(given, _fresh_keys(seed)), ensure_ascii=False)


def _fresh_keys(of: str) -> Iterator[str]:
    return (hashlib.sha256(f"{of} {number}".encode()).hexdigest()[:24] for number in count(1))


def _check(after: Given) -> None:
    if after["currency_code"] != KRONA:
        raise Malformed("range", "currency_code", "must be SEK where there is a deduction")
    needed = _NEEDED.get(after.get("property_type") or 0)
    if needed is None:
        rule = "range" if after.get("property_type") else "required"
        raise Malformed(rule, "property_type", "must be 1 or 2 on a ROT or RUT invoice")
    for name in needed:
        if not after.get(name):
            raise Malformed("required", name, "is required for this type of property")
    if after["property_type"] == CONDOMINIUM and not is_organization_number(after["housing_society_number"]):
        raise Malformed("range", "housing_society_number", "is no organisation number")
    people = json.loads(after["deductions"])
    for one in people:
        if not is_personal_number(one["personal_number"]):
            raise Malformed("range", "deductions", f"{one['personal_number']} is no personal number")
    if len({plain_personal_number(one["personal_number"]) for one in people}) < len(people):
        raise Malformed("taken", "deductions", "must not hold one person twice")
