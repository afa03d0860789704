"""What a quote says on paper, in its own language."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.quote_sheet import Part, QuoteSheet
from dagsverke.domain import quoting
from dagsverke.web.formats import Formats
from dagsverke.web.papers import parts
from dagsverke.web.papers.parts import Pairs, said
from dagsverke.web.translations import Language


def paper_of(sheet: QuoteSheet, company: Company, spoken: Language, address: str) -> Mapping[str, Any]:
    """The values of the template ``quote``. ``address`` is where its customer answers."""
    quote, shown, says = sheet.quote, Formats(spoken, company.zone), spoken.gettext
    return {
        **parts.frame(company, sheet.seller, spoken),
        "title": quote["name"],
        "number": quote["number"],
        "mark": says("Draft") if quote["status"] in quoting.OPEN else "",
        "customer": parts.customer(sheet.customer, spoken),
        "facts": _facts(sheet, shown, spoken),
        "subject": quote["info_name"],
        "header": quote["header_text"],
        "parts": [_part(one, shown, spoken) for one in sheet.parts],
        "taxes": parts.taxes(sheet.taxes, shown),
        "notes": [says("Reverse charge")] if quote["kind"] == quoting.CONSTRUCTION else [],
        "sums": _sums(sheet, shown, spoken),
        "total": _total(sheet, shown, spoken),
        **_house(sheet, shown, spoken),
        "answer": _answer(sheet, shown, spoken, address),
        "conditions": quote["conditions"] if quote["has_conditions"] else "",
        "closing": quote["footer_text"],
        "words": {"to": says("Quote to"), "conditions": says("Conditions")},
    }


def _facts(sheet: QuoteSheet, shown: Formats, spoken: Language) -> Pairs:
    quote, says = sheet.quote, spoken.gettext
    until = shown.day(quote["delivers_until"])
    delivery = f"{shown.day(quote['delivers_on'])} – {until}" if until else shown.day(quote["delivers_on"])
    return said(
        [
            (says("Quoted on"), shown.day(quote["quoted_on"])),
            (says("Valid until"), shown.day(quote["valid_until"])),
            (says("Your reference"), sheet.contact),
            (says("Our reference"), sheet.reference),
            (says("Marking"), quote["marking"]),
            (says("Delivery"), delivery),
        ]
    )


def _part(part: Part, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    """A text, or a table with its sum where there is more than one row to sum; what is not chosen is pale."""
    rows = [
        {**parts.row(one, shown, part.hidden), "is_left_out": one["position"] not in part.counting} for one in part.rows
    ]
    has_sum = "net_e4" in part.hidden or len(part.rows) > 1
    sum_ = (spoken.gettext("Sum"), shown.money(part.net_e4)) if has_sum else ()
    return {"text": part.text, "rows": rows, "sum": sum_}


def _sums(sheet: QuoteSheet, shown: Formats, spoken: Language) -> Pairs:
    says, quote = spoken.gettext, sheet.quote
    house_e4 = quote["house_deduction_e4"]
    return said(
        [
            (says("Net"), shown.money(quote["net_e4"])),
            (says("VAT"), shown.money(quote["tax_amount_e4"])),
            (says("Total"), shown.money(quote["payable_e4"]) if house_e4 else ""),
            (says("Deduction"), shown.money(-house_e4) if house_e4 else ""),
        ]
    )


def _total(sheet: QuoteSheet, shown: Formats, spoken: Language) -> Mapping[str, str]:
    says = spoken.gettext
    label = says("After deduction") if sheet.quote["house_deduction_e4"] else says("Total")
    return {"label": label, "note": "", "amount": f"{shown.money(sheet.to_pay_e4)} {sheet.quote['currency_code']}"}


def _house(sheet: QuoteSheet, shown: Formats, spoken: Language) -> Mapping[str, Any]:
    """What is reckoned with where a part is deducted for work in a home."""
    says, quote = spoken.gettext, sheet.quote
    house = quoting.HOUSE_KINDS.get(quote["kind"])
    if house is None:
        return {"house": [], "house_note": ""}
    told = [
        (f"{house.upper()} · {says('Work and VAT that count')}", shown.money(quote["house_basis_e4"])),
        (says("Property"), quote["property_designation"]),
        (says("Apartment"), quote["apartment_number"]),
    ]
    note = says("The deduction is preliminary: what the Tax Agency does not grant is yours to pay.")
    return {"house": said(told), "house_note": note}


def _answer(sheet: QuoteSheet, shown: Formats, spoken: Language, address: str) -> Mapping[str, Any]:
    """How to say yes while it holds, or what was answered."""
    says, quote = spoken.gettext, sheet.quote
    told: dict[str, Any] = {"title": "", "note": "", "address": "", "signs": False, "lines": []}
    if quote["status"] == quoting.ACCEPTED:
        return told | {"title": says("Accepted on %(day)s") % {"day": shown.day(quote["accepted_on"])}}
    if quote["status"] == quoting.DECLINED:
        return told | {"title": says("Declined on %(day)s") % {"day": shown.day(quote["declined_on"])}}
    if not sheet.is_answerable:
        return told
    signing: Sequence[str] = (says("Place and day"), says("Signature and name"))
    note = says("Answer on the page below until %(day)s, or sign here.") % {"day": shown.day(quote["valid_until"])}
    return told | {
        "title": says("Do you accept?"),
        "note": note,
        "address": address,
        "signs": True,
        "lines": signing,
    }
