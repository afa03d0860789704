"""Self-billing: the company writes the invoice that a sub-contractor would have sent for time and expenses."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dagsverke.app.owners import OWNERS
from dagsverke.app.papers import TAX_DEFAULT_E4, Terms, note, priced_rows, replace_rows
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import refer
from dagsverke.domain import supplier_invoices as rules
from dagsverke.domain.calendars import days_after, local_day
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.units import E6, MS_PER_HOUR, quotient

TABLE = "supplier_invoice"
MADE = 1
PREPARED = 1
"""The state of a self-billing invoice that has not been sent (Seven Time, selfBillingInvoiceStatus)."""
WORDS: Mapping[str, tuple[str, str, str]] = {
    "SE": ("Självfaktura", "Avdrag", "Arbete"),
    "FI": ("Itselaskutus", "Vähennys", "Työ"),
}
"""By country: what it is called, what is kept of it, and hours that have no cause."""


def draft(work: UnitOfWork, supplier_id: int, sources: Mapping[str, Sequence[int]], by_id: int) -> int:
    """Draft the invoice of a sub-contractor for time entries and expenses; returns its id.

    ``sources`` names ids by table: ``time_entry``, ``expense``. Hours of one cause and price make one row, each expense
    its own, at the customer's price. The percentage that was agreed (Seven Time, invoiceDeduction) lowers the cost of
    every row and is taken off the sum by a row of its own.
    """
    supplier = refer(work, "supplier", "supplier_id", id=supplier_id)
    if not supplier["has_self_billing"]:
        raise Conflict("self_billing", "supplier_id", f"{supplier['name']} sends its own invoices")
    found = {table: _found(work, table, sources.get(table, ())) for table in ("time_entry", "expense")}
    if not any(found.values()):
        raise Malformed("required", "sources", "must name a time entry or an expense")
    rows = _rows(work, supplier, found)
    values = _head(work, supplier, [one for each in found.values() for one in each])
    paper_id = work.add(TABLE, values | _sums(rows) | {"created_by_id": by_id, "modified_by_id": by_id})
    replace_rows(work, TABLE, paper_id, rows)
    for table, each in found.items():
        if each:
            paid = [{"source_kind": table, "source_id": one["id"], "supplier_invoice_id": paper_id} for one in each]
            work.add_many("self_billing", paid)
    note(work, TABLE, paper_id, MADE, by_id)
    return paper_id


def _found(work: UnitOfWork, table: str, ids: Sequence[int]) -> Sequence[Record]:
    """The rows with these ids, none of which is paid for yet."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    found = work.find_all(table, id=wanted)
    if len(found) < len(wanted):
        raise Malformed("reference", "sources", f"names a {table.replace('_', ' ')} that is not in this company")
    paid = work.find_all("self_billing", source_kind=table, source_id=wanted)
    if paid:
        holder = refer(work, TABLE, "sources", id=paid[0]["supplier_invoice_id"])
        raise Conflict("taken", "sources", f"are paid for by {holder['number']} in part")
    return found


def _rows(work: UnitOfWork, supplier: Record, found: Mapping[str, Sequence[Record]]) -> list[dict[str, Any]]:
    """What is paid for, and below it what the company keeps, by rate of tax."""
    terms = Terms(has_row_taxes=True)
    rows = priced_rows(work, [*_of_time(work, found["time_entry"]), *_of_expenses(work, found["expense"])], terms)
    kept_e4: Counter[int] = Counter()
    for row in rows:
        row["cost_e4"] = rules.less_deduction(row["net_e4"], supplier["self_billing_deduction_e4"])
        kept_e4[row["tax_e4"]] += row["net_e4"] - row["cost_e4"]
    deductions = [_deduction(work, supplier, tax_e4, kept_e4[tax_e4]) for tax_e4 in sorted(kept_e4) if kept_e4[tax_e4]]
    end = rows[-1]["position"]
    return rows + [row | {"position": end + row["position"]} for row in priced_rows(work, deductions, terms)]


def _head(work: UnitOfWork, supplier: Record, paid_for: Sequence[Record]) -> dict[str, Any]:
    """Number, dates, and whatever all that is paid for stands on."""
    today = local_day(work.now, work.company.zone)
    days = supplier["payment_days"]
    number = _next_number(work, supplier)
    owned = {f"{table}_id": {one[f"{table}_id"] for one in paid_for} for table in OWNERS}
    return {
        **{column: ids.pop() if len(ids) == 1 else None for column, ids in owned.items()},
        "supplier_id": supplier["id"],
        "number": number,
        "self_billing_number": number,
        "is_self_billing": True,
        "self_billing_status": PREPARED,
        "status": rules.DRAFT,
        "tax_kind": rules.TAX_KIND,
        "tax_e4": TAX_DEFAULT_E4,
        "invoiced_on": today,
        "due_on": days_after(today, work.company.payment_days if days is None else days),
        "notes": _words(work)[0],
    }


def _next_number(work: UnitOfWork, supplier: Record) -> str:
    """The next of the supplier's own series that none of its invoices has; the counter goes on behind it."""
    counter = supplier["self_billing_counter"]
    while work.find(TABLE, supplier_id=supplier["id"], number=f"{supplier['self_billing_series']}{counter}"):
        counter += 1
    work.change("supplier", supplier, {"self_billing_counter": counter + 1})
    return f"{supplier['self_billing_series']}{counter}"


def _sums(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """What the rows come to. Nothing is rounded: it is the sub-contractor's invoice."""
    net_e4, tax_amount_e4 = (sum(row[name] for row in rows) for name in ("net_e4", "tax_amount_e4"))
    return {
        "net_e4": net_e4,
        "tax_amount_e4": tax_amount_e4,
        "payable_e4": net_e4 + tax_amount_e4,
        "cost_e4": net_e4,
        "to_invoice_e4": net_e4,
    }


def _of_time(work: UnitOfWork, entries: Sequence[Record]) -> Iterator[dict[str, Any]]:
    """Hours of one cause and price together, in the order in which each first comes."""
    hours: Counter[tuple[int | None, int]] = Counter()
    for entry in entries:
        hours[entry["cause_id"], entry["unit_price_e4"] or 0] += entry["billable_ms"]
    for (cause_id, price_e4), billable_ms in hours.items():
        cause = work.company.causes.get(cause_id) if cause_id is not None else None
        named = {"kind": "time", "cause_key": cause.key} if cause else {"kind": "general", "name": _words(work)[2]}
        quantity_e6 = quotient(billable_ms * E6, MS_PER_HOUR)
        prices = {"unit_price_e4": price_e4, "unit_cost_e4": price_e4}
        yield {**named, "unit": "h", "quantity_e6": quantity_e6, **prices, "tax_e4": TAX_DEFAULT_E4}


def _of_expenses(work: UnitOfWork, expenses: Sequence[Record]) -> Iterator[dict[str, Any]]:
    ids = sorted({one["article_id"] for one in expenses if one["article_id"] is not None})
    articles = {one["id"]: one["key"] for one in work.find_all("article", id=ids)} if ids else {}
    for one in expenses:
        key = articles.get(one["article_id"])
        named = {"kind": "article", "article_key": key} if key else {"kind": "general"}
        words = {"name": one["name"], "description": one["note"], "unit": one["unit"]}
        prices = {"unit_price_e4": one["unit_price_e4"], "unit_cost_e4": one["unit_price_e4"]}
        prices |= {"quantity_e6": one["quantity_e6"], "discount_e4": one["discount_e4"], "tax_e4": one["tax_e4"]}
        yield {**named, **words, "article_number": one["article_number"], **prices}


def _deduction(work: UnitOfWork, supplier: Record, tax_e4: int, amount_e4: int) -> dict[str, Any]:
    """The row that takes off what the company keeps, of one rate of tax."""
    article_id = supplier["self_billing_article_id"]
    article = work.find("article", id=article_id) if article_id else None
    name = article["name"] if article else _words(work)[1]
    number = article["number"] if article else ""
    return {"kind": "amount", "name": name, "article_number": number, "net_e4": -amount_e4, "tax_e4": tax_e4}


def _words(work: UnitOfWork) -> tuple[str, str, str]:
    return WORDS.get(work.company.country, WORDS["SE"])
