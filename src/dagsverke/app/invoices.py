"""Invoices in the making: drafts with their rows and sums, and what they say of the customer.

Decision 0019: a draft follows its customer; what is sent is frozen.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dagsverke.app import papers
from dagsverke.app.house_deductions import COLUMNS, check_rows, deduction, home
from dagsverke.app.papers import TAX_DEFAULT_E4, Terms, money_of, note, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.references import refer
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, local_day
from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import KRONA, TAXES_E4, WORDLESS, Pricing, row_sums
from dagsverke.domain.units import E6

Given = Mapping[str, Any]
DRAFT, SENT, PAID, OBLITERATED, LOST = 1, 2, 3, 4, 7
STATUSES = frozenset({DRAFT, SENT, PAID, OBLITERATED})
"""What an invoice can be made (Seven Time, Update an Invoice); 7, a loss on the customer, is final."""
NORMAL, CONSTRUCTION = 0, 3
TYPES = range(NORMAL, CONSTRUCTION + 1)
MADE, CHANGED, ISSUED, SETTLED, VOIDED, CREDITED = 1, 2, 5, 6, 7, 8
"""What the log of an invoice says happened to it; the document shows 1 only."""
NAMES: Mapping[str, str] = {"SV": "Faktura", "EN": "Invoice", "FI": "Lasku"}
CURRENCIES: Mapping[str, str] = {"FI": "EUR"}
RATE_MAX_E6 = 10**6 * E6
_LANGUAGE = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LANGUAGES: Mapping[str, str] = {"FI": "FI"}


def new_draft(work: UnitOfWork, head: Given, items: Sequence[Given], creator_id: int | None) -> int:
    """Make a draft: ``head`` by column (``customer_id`` and what else is known), ``items`` as rows are priced.

    ``deductions`` is a list of shares. What is not said follows the company and the customer: language, name, days,
    price list, currency, tax.
    """
    customer = refer(work, "customer", "customer_key", id=head["customer_id"])
    house = {name: head[name] for name in (*COLUMNS, "deductions") if head.get(name) is not None}
    language = head.get("language") or _LANGUAGES.get(work.company.country, "SV")
    after: dict[str, Any] = {
        "status": DRAFT,
        "number": None,
        "kind": NORMAL,
        "name": NAMES.get(language.upper(), NAMES["EN"]),
        "invoiced_on": local_day(work.now, work.company.zone),
        "has_own_due": head.get("due_on") is not None,
        "due_on": None,
        "price_list_id": customer["price_list_id"],
        "currency_code": CURRENCIES.get(work.company.country, KRONA),
        "currency_rate_e6": E6,
        "has_row_taxes": False,
        "tax_e4": TAX_DEFAULT_E4,
        **{name: value for name, value in head.items() if value is not None},
        "deductions": "[]",
        "language": language,
        "created_by_id": creator_id,
        "modified_by_id": creator_id,
    }
    after |= checked(after) | identity_of(customer)
    after["due_on"] = due_on(work, after, customer)
    after |= home(after, house, customer, is_new_kind=True)
    rows = priced_rows(work, items, terms_of(after, customer))
    invoice_id = work.add("invoice", after | sums(work, after, rows))
    replace_rows(work, "invoice", invoice_id, rows)
    note(work, "invoice", invoice_id, MADE, creator_id)
    return invoice_id


def checked(after: Given) -> dict[str, Any]:
    """The columns that are spelled in one way only; refuses what is out of range."""
    if after["kind"] not in TYPES:
        raise Malformed("range", "kind", "must be 0, 1, 2 or 3")
    if after["tax_e4"] not in TAXES_E4:
        raise Malformed("range", "tax_e4", "must be 0, 6, 12 or 25")
    if not 0 < after["currency_rate_e6"] <= RATE_MAX_E6:
        raise Malformed("range", "currency_rate_e6", "must be above nil")
    found = {"language": after["language"].upper(), "currency_code": after["currency_code"].upper()}
    if not _LANGUAGE.fullmatch(found["language"]):
        raise Malformed("range", "language", "must be a language code of two letters")
    if not _CURRENCY.fullmatch(found["currency_code"]):
        raise Malformed("range", "currency_code", "must be a currency code of three letters")
    for name in ("invoiced_on", "due_on"):
        if after[name] is not None and not DAY_MIN <= after[name] <= DAY_MAX:
            raise Malformed("range", name, f"must be from {DAY_MIN} to {DAY_MAX}")
    if after["has_own_due"] and after["due_on"] < after["invoiced_on"]:
        raise Malformed("range", "due_on", "must not be before the invoice date")
    return found


def terms_of(invoice: Given, customer: Record) -> Terms:
    """On what terms the rows of an invoice are priced."""
    return Terms(
        price_list_id=invoice["price_list_id"],
        article_discount_e4=customer["expense_discount_e4"],
        has_row_taxes=invoice["has_row_taxes"],
        tax_e4=invoice["tax_e4"],
        is_reverse_charge=invoice["kind"] == CONSTRUCTION,
    )


def taxed_anew(rows: Sequence[Given], before: Given, after: Given) -> list[dict[str, Any]]:
    """Rows that stay under other terms of tax: theirs where rows have their own, else the invoice's, or none."""
    had_none = before["kind"] == CONSTRUCTION
    found = []
    for row in rows:
        if row["kind"] in WORDLESS:
            found.append(dict(row))
            continue
        own_e4 = TAX_DEFAULT_E4 if had_none else row["tax_e4"]
        tax_e4 = own_e4 if after["has_row_taxes"] else after["tax_e4"]
        if after["kind"] == CONSTRUCTION:
            tax_e4 = 0
        made = row_sums(Pricing("amount", amount_e4=row["net_e4"], tax_e4=tax_e4))
        found.append({**row, "tax_e4": tax_e4, "tax_amount_e4": made.tax_amount_e4})
    return found


def sums(reader: Reader, invoice: Given, rows: Sequence[Given]) -> dict[str, Any]:
    """The money of an invoice with these rows, the deduction included."""
    check_rows(invoice["kind"], rows)
    granted, _ = deduction(reader, invoice, rows)
    return money_of(sums_of(rows, invoice["currency_code"])) | granted


def due_on(reader: Reader, invoice: Given, customer: Record | None) -> str:
    """The day on which it is due: its own, else so many days after its date as the customer or the company has."""
    if invoice["has_own_due"]:
        return str(invoice["due_on"])
    agreed = customer["payment_days"] if customer is not None else None
    days = reader.company.payment_days if agreed is None else agreed
    return min(DAY_MAX, (date.fromisoformat(invoice["invoiced_on"]) + timedelta(days=days)).isoformat())


def identity_of(customer: Record) -> dict[str, Any]:
    """What an invoice says of its customer; lines of the address parted by line breaks."""
    prefix = "billing_" if customer["has_billing_address"] else ""
    town = f"{_zip_code(customer[f'{prefix}zip_code'])} {customer[f'{prefix}city']}".strip()
    lines = (customer[f"{prefix}address"], customer[f"{prefix}address2"], town)
    return {
        "customer_number": customer["number"],
        "customer_name": customer["name"],
        "customer_address": "\n".join(one for one in lines if one),
        "customer_email": customer["invoice_email" if customer["has_billing_email"] else "email"],
        "customer_organization_number": customer["organization_number"],
        "customer_vat_number": customer["vat_number"],
    }


def follow(work: UnitOfWork, customer_id: int) -> None:
    """Let the drafts of a customer say what the customer is called and has agreed now."""
    customer = refer(work, "customer", "customer_key", id=customer_id)
    identity = identity_of(customer)
    for draft in work.find_all("invoice", customer_id=customer_id, status=DRAFT):
        if not draft["is_credit"]:
            due = {"due_on": due_on(work, draft, customer)}
            work.change("invoice", draft, identity | due | {"modified_by_id": draft["modified_by_id"]})


def rows_of(reader: Reader, invoice_id: int) -> list[Record]:
    """The rows of an invoice, in their order."""
    return papers.rows_of(reader, "invoice", invoice_id)


def _zip_code(code: str) -> str:
    """Five digits are written in groups of three and two, as the post wants them."""
    return f"{code[:3]} {code[3:]}" if re.fullmatch(r"[0-9]{5}", code) else code
