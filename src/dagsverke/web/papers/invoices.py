"""What an invoice says on paper, in its own language: everything is text when it comes to the template."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.house_deductions import CONDOMINIUM, KINDS
from dagsverke.app.invoice_sheet import InvoiceSheet
from dagsverke.app.invoices import CONSTRUCTION, DRAFT, OBLITERATED
from dagsverke.app.ports import Record
from dagsverke.domain.invoicing import WORDLESS
from dagsverke.web.formats import Formats
from dagsverke.web.translations import Language

Pairs = list[tuple[str, str]]


def paper_of(sheet: InvoiceSheet, company: Company, spoken: Language) -> Mapping[str, Any]:
    """The values of the template ``invoice``."""
    invoice, shown, says = sheet.invoice, Formats(spoken, company.zone), spoken.gettext
    return {
        "language": spoken.code,
        "title": invoice["name"],
        "number": invoice["number"] or "",
        "mark": _mark(invoice, spoken),
        "seller": company.name,
        "seller_lines": _seller_lines(sheet.seller),
        "seller_facts": _seller_facts(sheet.seller, spoken),
        "customer": _customer(invoice, spoken),
        "facts": _facts(sheet, shown, spoken),
        "header": invoice["header_text"],
        "columns": [says("What"), says("Quantity"), says("Price"), says("VAT"), says("Net")],
        "rows": [_row(one, shown) for one in sheet.rows],
        "tax_columns": [says("VAT rate"), says("Net"), says("VAT")],
        "taxes": [
            (f"{shown.percent(rate)} %", shown.money(net), shown.money(tax)) for rate, (net, tax) in sheet.taxes.items()
        ],
        "notes": _notes(sheet, spoken),
        "sums": _sums(invoice, shown, spoken),
        "pay": _pay(sheet, shown, spoken),
        "house": _house(sheet, shown, spoken),
        "closing": invoice["footer_text"] if invoice["has_own_footer"] else "",
        "page": says("Page %(number)s of %(pages)s") % {"number": "⟨n⟩", "pages": "⟨m⟩"},
        "words": {"to": says("Invoice to")},
    }


def _mark(invoice: Record, spoken: Language) -> str:
    """What is written across a paper that nobody is to pay by."""
    if invoice["status"] == DRAFT:
        return spoken.gettext("Draft")
    return spoken.gettext("Obliterated") if invoice["status"] == OBLITERATED else ""


def _customer(invoice: Record, spoken: Language) -> Mapping[str, str]:
    numbers = (
        (spoken.gettext("Organisation number"), invoice["customer_organization_number"]),
        (spoken.gettext("VAT number"), invoice["customer_vat_number"]),
    )
    return {
        "name": invoice["customer_name"],
        "lines": invoice["customer_address"],
        "numbers": "\n".join(f"{name} {value}" for name, value in numbers if value),
    }


def _seller_lines(seller: Record) -> str:
    """The address under the seller's name."""
    place = f"{seller['zip_code']} {seller['city']}".strip()
    return "\n".join(one for one in (seller["address"], place) if one)


def _seller_facts(seller: Record, spoken: Language) -> Sequence[str]:
    """What the foot says of the seller: its numbers (ML 2023:200, 17 kap. 24 §), how to reach it, its F-tax."""
    says = spoken.gettext
    told = [
        (says("Organisation number"), seller["organization_number"]),
        (says("VAT number"), seller["vat_number"]),
        (says("Phone"), seller["phone"]),
        (says("E-mail"), seller["email"]),
    ]
    facts = [f"{name} {value}" for name, value in told if value]
    return [*facts, says("Approved for F-tax")] if seller["has_f_tax"] else facts


def _facts(sheet: InvoiceSheet, shown: Formats, spoken: Language) -> Pairs:
    invoice, says = sheet.invoice, spoken.gettext
    told = [
        (says("Invoice date"), shown.day(invoice["invoiced_on"])),
        (says("Due on"), shown.day(invoice["due_on"])),
        (says("Customer number"), invoice["customer_number"]),
        (says("Your order number"), invoice["your_order_number"]),
        (says("Marking"), invoice["marking"]),
        (says("Credits invoice"), sheet.credit_of["number"] if sheet.credit_of else ""),
    ]
    return _said(told)


def _row(row: Record, shown: Formats) -> Mapping[str, Any]:
    is_text, has_price = row["kind"] in WORDLESS, row["kind"] not in {"amount", *WORDLESS}
    return {
        "is_text": is_text,
        "name": row["name"],
        "description": row["description"],
        "quantity": f"{shown.quantity(row['quantity_e6'])} {row['unit']}".rstrip() if has_price else "",
        "price": shown.money(row["unit_price_e4"]) if has_price else "",
        "discount": f"−{shown.percent(row['discount_e4'])} %" if has_price and row["discount_e4"] else "",
        "tax": "" if is_text else f"{shown.percent(row['tax_e4'])} %",
        "net": "" if is_text else shown.money(row["net_e4"]),
    }


def _notes(sheet: InvoiceSheet, spoken: Language) -> Sequence[str]:
    """What the law wants said: that the buyer accounts for the tax (ML 2023:200, 17 kap. 24 §)."""
    return [spoken.gettext("Reverse charge")] if sheet.invoice["kind"] == CONSTRUCTION else []


def _sums(invoice: Record, shown: Formats, spoken: Language) -> Pairs:
    says, house_e4 = spoken.gettext, invoice["house_deduction_e4"]
    told = [
        (says("Net"), shown.money(invoice["net_e4"])),
        (says("VAT"), shown.money(invoice["tax_amount_e4"])),
        (says("Rounding"), shown.money(invoice["rounding_e4"]) if invoice["rounding_e4"] else ""),
        (says("Total"), shown.money(invoice["payable_e4"]) if house_e4 else ""),
        (says("Deduction"), shown.money(-house_e4) if house_e4 else ""),
    ]
    return _said(told)


def _pay(sheet: InvoiceSheet, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    says, invoice = spoken.gettext, sheet.invoice
    is_back = sheet.to_pay_e4 < 0
    amount_e4 = -sheet.to_pay_e4 if is_back else sheet.to_pay_e4
    giros = [(name, sheet.seller[name.lower()]) for name in ("Bankgiro", "Plusgiro")]
    facts = [] if is_back else [*giros, (says("OCR"), invoice["ocr"])]
    return {
        "label": says("To your credit") if is_back else says("To pay"),
        "amount": f"{shown.money(amount_e4)} {invoice['currency_code']}",
        "facts": _said(facts),
    }


def _house(sheet: InvoiceSheet, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    """The box of a deduction for work in a home: whose home, who shares it, what each is granted."""
    invoice, says = sheet.invoice, spoken.gettext
    if invoice["kind"] not in KINDS:
        return {"title": "", "people": [], "facts": [], "note": ""}
    is_flat = invoice["property_type"] == CONDOMINIUM
    told = [
        (says("Property"), "" if is_flat else invoice["property_designation"]),
        (says("Housing society"), invoice["housing_society_number"] if is_flat else ""),
        (says("Apartment"), invoice["apartment_number"] if is_flat else ""),
        (says("Work and VAT that count"), shown.money(invoice["house_basis_e4"])),
    ]
    return {
        "title": f"{KINDS[invoice['kind']].upper()} · {says('Deduction for work in a home')}",
        "people": [(one.name, one.personal_number, shown.money(one.granted_e4)) for one in sheet.sharers],
        "facts": _said(told),
        "note": says("The deduction is preliminary: what the Tax Agency does not grant is yours to pay."),
    }


def _said(told: Sequence[tuple[str, str | None]]) -> Pairs:
    return [(name, value) for name, value in told if value]
