"""A year of the demo's papers: quotes, invoices in every status, purchase orders, supplier invoices."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dagsverke.app.commands import (
    billing,
    invoices,
    purchase_orders,
    quote_answers,
    quotes,
    supplement_orders,
    supplier_invoices,
)
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.unbilled import Scope
from dagsverke.domain.errors import Conflict
from dagsverke.domain.units import E4, E6

NUMBER_FIRST = 24_481
MONTHS = 12
PAID_AFTER_DAYS = 45
DRAFT, SENT, OBLITERATED = 1, 2, 4
ANSWERS = {
    2: (quote_answers.accept, "quote_accept_reason"),
    3: (quote_answers.decline, "quote_decline_reason"),
}
"""What became of the quotes, by their place; the first is not sent, the second not answered."""
HOMES: tuple[tuple[str, int, int, str, int, str], ...] = (
    ("Ingvar Åström", 1, 6, "Målning av vindskivor", 18_400, "19500112-1234"),
    ("Familjen Dahl", 1, 1, "Altan, trall och räcke", 46_250, "19720305-1235"),
    ("Familjen Dahl", 2, 9, "Hemstädning", 3_120, "19720305-1235"),
)
"""Customer, kind (1 ROT, 2 RUT), type of work, what was done, kronor before tax, whose deduction it is."""


def bill(work: UnitOfWork, last: date) -> None:
    """Everything that is written on paper, by the company's first person."""
    by = work.find_all("person")[0]
    work.next_number("invoice", NUMBER_FIRST - 1)
    for first_on, last_on in _months(last):
        for customer in work.find_all("customer"):
            _bill_month(work, customer, by, first_on, last_on)
    _finish(work, by, last)
    if work.find_all("supplier"):
        _deduct(work, by, last)
        _offer(work, by, last)
        _buy(work, by, last)


def _months(last: date) -> Iterator[tuple[date, date]]:
    """The first and last days of the last months, the running one too."""
    end = last
    spans = []
    for _ in range(MONTHS):
        spans.append((end.replace(day=1), end))
        end = end.replace(day=1) - timedelta(days=1)
    return reversed(spans)


def _bill_month(work: UnitOfWork, customer: Record, by: Record, first: date, last: date) -> None:
    scope = Scope(customer["id"], first.isoformat(), last.isoformat())
    try:
        made = billing.draft(work, scope, "grouped", by["id"])
    except Conflict:
        return  # nothing was done for this customer, or only what has a price as a whole
    invoice = _row(work, "invoice", made.invoice_id)
    days = {"invoiced_on": last.isoformat(), "marking": f"{first:%Y-%m}"}
    invoices.correct(work, {"key": invoice["key"]}, {"modified_by_key": by["key"], **days})


def _finish(work: UnitOfWork, by: Record, last: date) -> None:
    """Send all but the newest; what is old is paid; one is obliterated, one credited, one paid in part."""
    drafts = sorted(work.find_all("invoice"), key=lambda one: (one["invoiced_on"], one["id"]))
    sent = [one for one in drafts if one["invoiced_on"] < last.replace(day=1).isoformat()]
    for draft in sent:
        _turn(work, draft, by, SENT)
    old = (last - timedelta(days=PAID_AFTER_DAYS)).isoformat()
    for place, draft in enumerate(sent):
        invoice = _row(work, "invoice", draft["id"])
        if place == 1:
            _turn(work, invoice, by, OBLITERATED)
        elif place == 2:  # noqa: PLR2004  # the next
            invoices.credit(work, invoice["id"], by["id"])
        elif invoice["due_on"] < old and invoice["payable_e4"] > 0:
            part = invoice["payable_e4"] // (2 * E4) * E4 if place == 3 else invoice["payable_e4"]  # noqa: PLR2004  # one more
            invoices.settle(work, invoice["id"], part, invoice["due_on"], by["id"])


def _turn(work: UnitOfWork, invoice: Record, by: Record, status: int) -> None:
    invoices.correct(work, {"key": invoice["key"]}, {"modified_by_key": by["key"], "status": status})


def _deduct(work: UnitOfWork, by: Record, last: date) -> None:
    """Invoices for work in homes, with the deduction."""
    for name, kind, code, what, kronor, personal_number in HOMES:
        customer = work.find("customer", name=name)
        if customer is None:
            continue
        share = {"name": name, "personal_number": personal_number, "percent_e4": 100 * E4}
        home = {"property_type": 1, "property_designation": customer["property_designation"]}
        row = {"kind": "general", "name": what, "unit_price_e4": kronor * E4, "house_work": code}
        told = {"created_by_key": by["key"], "customer_key": customer["key"], "language": "SV", "kind": kind}
        days = {"invoiced_on": (last - timedelta(days=20)).isoformat(), "status": SENT}
        invoices.record(work, {}, {**told, **home, **days, "deductions": [share], "rows": [row]})


def _offer(work: UnitOfWork, by: Record, last: date) -> None:
    """A quote that is a draft, one sent, one accepted, one declined; a supplement to what was agreed."""
    category = _row(work, "register_item", work.find_all("register_item", kind="quote_category")[0]["id"])
    template = _row(work, "quote_template", _template(work, by))
    for place, customer in enumerate(work.find_all("customer")[:4]):
        rows = [_line("Arbete", 40 + 8 * place, 595), _line("Material", 1, 12_500)]
        told = {"created_by_key": by["key"], "customer_key": customer["key"], "category_key": category["key"]}
        told |= {"template_key": template["key"]}
        days = {
            "quoted_on": (last - timedelta(days=30)).isoformat(),
            "valid_until": (last + timedelta(days=60)).isoformat(),
        }
        element = {"kind": 1200, "content": {"rows": rows}}
        made = quotes.record(
            work, {}, {**told, **days, "info_name": f"Arbete, {customer['name']}", "elements": [element]}
        )
        if place:
            quotes.send(work, {"id": made["id"]}, {"modified_by_key": by["key"]})
        if place in ANSWERS:
            answer, kind = ANSWERS[place]
            reason = work.find_all("register_item", kind=kind)[0]["key"]
            answer(work, {"id": made["id"]}, {"modified_by_key": by["key"], "reason_key": reason})
    project = work.find_all("project")[0]
    told = {"created_by_key": by["key"], "project_key": project["key"], "title": "Extra uttag i kök"}
    supplement_orders.record(work, {}, {**told, "rows": [_line("Uttag", 4, 890)]})


def _template(work: UnitOfWork, by: Record) -> int:
    """What quotes for work on houses begin with."""
    element = {"kind": 1200, "content": {"rows": [_line("Arbete", 40, 595), _line("Material", 1, 12_500)]}}
    told = {"created_by_key": by["key"], "name": "Byggarbete, löpande", "language": "SV", "elements": [element]}
    return int(quotes.record_template(work, {}, {**told, "footer_text": "Priserna gäller exklusive moms."})["id"])


def _line(name: str, quantity: int, kronor: int) -> dict[str, Any]:
    return {"kind": "general", "name": name, "quantity_e6": quantity * E6, "unit_price_e4": kronor * E4}


def _buy(work: UnitOfWork, by: Record, last: date) -> None:
    """Orders to each supplier and what they billed for them."""
    articles = [one for one in work.find_all("article") if not one["is_category"]]
    orders = work.find_all("work_order")
    for place, supplier in enumerate(work.find_all("supplier")):
        rows = [
            {"kind": "article", "article_key": articles[place * 3 + n]["key"], "quantity_e6": 5 * E6} for n in (0, 1)
        ]
        told: Mapping[str, Any] = {"created_by_key": by["key"], "supplier_key": supplier["key"]}
        order = {"ordered_on": (last - timedelta(days=14 + place)).isoformat(), "status": (1, 2, 4, 10)[place % 4]}
        purchase_orders.record(work, {}, {**told, **order, "rows": rows, "work_order_key": orders[place]["key"]})
        paper = {"number": str(9_162 + place), "payable_e4": (8_000 + 1_250 * place) * E4}
        paper |= {"invoiced_on": (last - timedelta(days=7)).isoformat(), "work_order_key": orders[place]["key"]}
        supplier_invoices.record(work, {}, {**told, **paper})


def _row(work: UnitOfWork, table: str, row_id: int) -> Record:
    row = work.find(table, id=row_id)
    if row is None:
        raise LookupError(table)
    return row
