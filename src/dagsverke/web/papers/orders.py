"""What an order to a supplier says on paper, in its own language."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.order_sheet import OrderSheet
from dagsverke.domain import purchasing
from dagsverke.web.formats import Formats
from dagsverke.web.papers import parts
from dagsverke.web.papers.parts import Pairs, said
from dagsverke.web.translations import Language


def paper_of(sheet: OrderSheet, company: Company, spoken: Language) -> Mapping[str, Any]:
    """The values of the template ``order``; the buyer is who sends it."""
    order, shown, says = sheet.order, Formats(spoken, company.zone), spoken.gettext
    mark = ""
    if order["status"] in (purchasing.DRAFT, purchasing.OBLITERATED):
        mark = says("Draft") if order["status"] == purchasing.DRAFT else says("Obliterated")
    return {
        **parts.frame(company, sheet.buyer, spoken),
        "title": order["name"],
        "number": order["number"],
        "mark": mark,
        "customer": _supplier(sheet, spoken),
        "facts": _facts(sheet, shown, spoken),
        "subject": order["info_name"],
        "header": order["header_text"],
        "rows": [parts.row(one, shown) for one in sheet.rows],
        "taxes": parts.taxes(sheet.taxes, shown),
        "notes": [],
        "sums": said(
            [
                (says("Net"), shown.money(order["net_e4"])),
                (says("VAT"), shown.money(order["tax_amount_e4"])),
                (says("Rounding"), shown.money(order["rounding_e4"]) if order["rounding_e4"] else ""),
            ]
        ),
        "total": {
            "label": says("Total"),
            "note": "",
            "amount": f"{shown.money(order['payable_e4'])} {order['currency_code']}",
        },
        "delivery": _delivery(sheet),
        "closing": order["footer_text"],
        "words": {"to": says("Order to"), "delivery": says("Where it is delivered")},
    }


def _supplier(sheet: OrderSheet, spoken: Language) -> Mapping[str, str]:
    supplier = sheet.supplier
    town = f"{supplier['zip_code']} {supplier['city']}".strip()
    return parts.customer(
        {
            "customer_name": supplier["name"],
            "customer_address": "\n".join(one for one in (supplier["address"], town) if one),
            "customer_organization_number": supplier["organization_number"],
            "customer_vat_number": supplier["vat_number"],
        },
        spoken,
    )


def _facts(sheet: OrderSheet, shown: Formats, spoken: Language) -> Pairs:
    order, says = sheet.order, spoken.gettext
    return said(
        [
            (says("Ordered on"), shown.day(order["ordered_on"])),
            (says("Wanted on"), shown.day(order["wanted_on"])),
            (says("Our customer number"), sheet.supplier["our_customer_number"]),
            (says("Your reference"), sheet.contact),
            (says("Our reference"), sheet.reference),
            (says("Project"), sheet.project["number"] if sheet.project else ""),
            (says("Marking"), order["marking"]),
        ]
    )


def _delivery(sheet: OrderSheet) -> str:
    """Where it is to be brought, line by line; nothing where that is not said."""
    order = sheet.order
    town = f"{order['delivery_zip_code']} {order['delivery_city']}".strip()
    told = (
        *(order["delivery_name"], order["delivery_attention"], order["delivery_address"]),
        *(town, order["delivery_phone"]),
    )
    return "\n".join(one for one in told if one)
