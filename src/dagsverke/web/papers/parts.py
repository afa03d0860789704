"""What all papers say alike, in the language of the paper: everything is text when it comes to a template."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.ports import Record
from dagsverke.domain.invoicing import WORDLESS
from dagsverke.web.formats import Formats
from dagsverke.web.translations import Language

Pairs = list[tuple[str, str]]
_CELLS = {
    "name": "name",
    "description": "description",
    "unit_price_e4": "price",
    "discount_e4": "discount",
    "tax_e4": "tax",
    "net_e4": "net",
}
"""The cell in which an attribute of a row stands, quantity and unit apart, which share one."""
Taxes = Mapping[int, tuple[int, int]]


def frame(company: Company, seller: Record, spoken: Language) -> dict[str, Any]:
    """Who sells, and the headings of rows and taxes."""
    says = spoken.gettext
    return {
        "language": spoken.code,
        "seller": company.name,
        "seller_lines": _seller_lines(seller),
        "seller_facts": _seller_facts(seller, spoken),
        "columns": [says("What"), says("Quantity"), says("Price"), says("VAT"), says("Net")],
        "tax_columns": [says("VAT rate"), says("Net"), says("VAT")],
        "page": says("Page %(number)s of %(pages)s") % {"number": "⟨n⟩", "pages": "⟨m⟩"},
    }


def customer(identity: Mapping[str, Any], spoken: Language) -> Mapping[str, str]:
    """Who buys: its name, address and numbers."""
    numbers = (
        (spoken.gettext("Organisation number"), identity["customer_organization_number"]),
        (spoken.gettext("VAT number"), identity["customer_vat_number"]),
    )
    return {
        "name": identity["customer_name"],
        "lines": identity["customer_address"],
        "numbers": "\n".join(f"{name} {value}" for name, value in numbers if value),
    }


def row(told: Record, shown: Formats, hidden: frozenset[str] = frozenset()) -> dict[str, Any]:
    """One row under the columns, without the attributes that are hidden."""
    is_text, has_price = told["kind"] in WORDLESS, told["kind"] not in {"amount", *WORDLESS}
    quantity = "" if "quantity_e6" in hidden else shown.quantity(told["quantity_e6"])
    unit = "" if "unit" in hidden else told["unit"]
    cells = {
        "name": told["name"],
        "description": told["description"],
        "quantity": f"{quantity} {unit}".strip() if has_price else "",
        "price": shown.money(told["unit_price_e4"]) if has_price else "",
        "discount": f"−{shown.percent(told['discount_e4'])} %" if has_price and told["discount_e4"] else "",
        "tax": "" if is_text else f"{shown.percent(told['tax_e4'])} %",
        "net": "" if is_text else shown.money(told["net_e4"]),
    }
    cells |= dict.fromkeys((_CELLS[one] for one in hidden if one in _CELLS), "")
    return {"is_text": is_text, **cells}


def taxes(by_rate: Taxes, shown: Formats) -> Sequence[tuple[str, str, str]]:
    """Net and tax of each rate (ML 2023:200, 17 kap. 24 §)."""
    return [(f"{shown.percent(rate)} %", shown.money(net), shown.money(tax)) for rate, (net, tax) in by_rate.items()]


def said(told: Sequence[tuple[str, str | None]]) -> Pairs:
    """What there is something to say of."""
    return [(name, value) for name, value in told if value]


def _seller_lines(seller: Record) -> str:
    """The address under the seller's name."""
    place = f"{seller['zip_code']} {seller['city']}".strip()
    return "\n".join(one for one in (seller["address"], place) if one)


def _seller_facts(seller: Record, spoken: Language) -> Sequence[Sequence[str]]:
    """The lines of the foot: the seller's numbers (ML 2023:200, 17 kap. 24 §) and F-tax, and how to reach it."""
    says = spoken.gettext
    numbers = said(
        [
            (says("Organisation number"), seller["organization_number"]),
            (says("VAT number"), seller["vat_number"]),
        ]
    )
    reach = said([(says("Phone"), seller["phone"]), (says("E-mail"), seller["email"])])
    f_tax = [says("Approved for F-tax")] if seller["has_f_tax"] else []
    lines = [[f"{name} {value}" for name, value in numbers], [*(f"{name} {value}" for name, value in reach), *f_tax]]
    return [one for one in lines if one]
