"""What an invoice says on paper, in its own language."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.house_deductions import CONDOMINIUM, KINDS
from dagsverke.app.invoice_sheet import InvoiceSheet
from dagsverke.app.invoices import CONSTRUCTION, DRAFT, OBLITERATED
from dagsverke.app.ports import Record
from dagsverke.web.formats import Formats
from dagsverke.web.papers import parts
from dagsverke.web.papers.parts import Pairs, said
from dagsverke.web.papers.payment_code import payment_code, picture
from dagsverke.web.translations import Language


def paper_of(sheet: InvoiceSheet, company: Company, spoken: Language) -> Mapping[str, Any]:
    """The values of the template ``invoice``."""
    invoice, shown, says = sheet.invoice, Formats(spoken, company.zone), spoken.gettext
    return {
        **parts.frame(company, sheet.seller, spoken),
        "title": invoice["name"],
        "number": invoice["number"] or "",
        "mark": _mark(invoice, spoken),
        "customer": parts.customer(invoice, spoken),
        "facts": _facts(sheet, shown, spoken),
        "header": invoice["header_text"],
        "rows": [parts.row(one, shown) for one in sheet.rows],
        "taxes": parts.taxes(sheet.taxes, shown),
        "notes": _notes(sheet, spoken),
        "sums": _sums(invoice, shown, spoken),
        "pay": _pay(sheet, shown, spoken),
        "house": _house(sheet, shown, spoken),
        "closing": invoice["footer_text"] if invoice["has_own_footer"] else "",
        "words": {"to": says("Invoice to")},
    }


def _mark(invoice: Record, spoken: Language) -> str:
    """What is written across a paper that nobody is to pay by."""
    if invoice["status"] == DRAFT:
        return spoken.gettext("Draft")
    return spoken.gettext("Obliterated") if invoice["status"] == OBLITERATED else ""


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
    return said(told)


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
    return said(told)


def _pay(sheet: InvoiceSheet, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    says, invoice = spoken.gettext, sheet.invoice
    is_back = sheet.to_pay_e4 < 0
    amount_e4 = -sheet.to_pay_e4 if is_back else sheet.to_pay_e4
    giros = [(name, sheet.seller[name.lower()]) for name in ("Bankgiro", "Plusgiro")]
    facts = [] if is_back else [*giros, (says("OCR"), invoice["ocr"])]
    return {
        "label": says("To your credit") if is_back else says("To pay"),
        "note": "" if is_back else says("by %(day)s at the latest") % {"day": shown.day(invoice["due_on"])},
        "amount": f"{shown.money(amount_e4)} {invoice['currency_code']}",
        "facts": said(facts),
        "code": picture(payment_code(sheet)),
        "code_note": says("Scan to pay"),
    }


def _house(sheet: InvoiceSheet, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    """The box of a deduction for work in a home: whose home, who shares it, what each is granted."""
    invoice, says = sheet.invoice, spoken.gettext
    if invoice["kind"] not in KINDS:
        return {"title": "", "columns": [], "people": [], "facts": [], "note": ""}
    is_flat = invoice["property_type"] == CONDOMINIUM
    told = [
        (says("Property"), "" if is_flat else invoice["property_designation"]),
        (says("Housing society"), invoice["housing_society_number"] if is_flat else ""),
        (says("Apartment"), invoice["apartment_number"] if is_flat else ""),
        (says("Work and VAT that count"), shown.money(invoice["house_basis_e4"])),
    ]
    return {
        "title": f"{KINDS[invoice['kind']].upper()} · {says('Deduction for work in a home')}",
        "columns": [says("Person"), says("Personal number"), says("Deduction")],
        "people": [(one.name, one.personal_number, shown.money(one.granted_e4)) for one in sheet.sharers],
        "facts": said(told),
        "note": says("The deduction is preliminary: what the Tax Agency does not grant is yours to pay."),
    }
