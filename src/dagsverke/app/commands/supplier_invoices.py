"""Supplier invoices: record, correct, withdraw. What is paid is given; net, tax and what the customer pays follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagsverke.app.changes import plain
from dagsverke.app.extras import merged
from dagsverke.app.locking import uninvoiced
from dagsverke.app.owners import OWNERS, owners
from dagsverke.app.papers import TAX_DEFAULT_E4, Terms, note, priced_rows, replace_rows
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain import supplier_invoices as rules
from dagsverke.domain.calendars import DAY_MAX, days_after, local_day
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.invoicing import KRONA
from dagsverke.domain.pricing import FIXED_PRICE

Given = Mapping[str, Any]
TABLE = "supplier_invoice"
REQUIRED = ("number", "supplier_key", "payable_e4")
MADE = 1
"""What the log of every example says of a supplier invoice."""
PLAIN: Given = {
    **dict.fromkeys(("ocr", "our_reference", "your_reference", "credit_of_number", "notes"), ""),
    **dict.fromkeys(("footer_text", "footer_info"), ""),
    **dict.fromkeys(("is_exported", "is_booked"), False),
    "is_billable": True,
    "paid_on": None,
}
"""Columns that are kept as they come, and what they are when they are emptied."""
REGISTERS = ("department", "result_unit")
LATE = frozenset({"is_exported", "is_booked", "paid_on", "notes", "extras", "modified_by_id"})
"""What may still change once the customer has been invoiced: it is the company's own bookkeeping."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Record a supplier invoice, or correct the one that the change names (Seven Time, Create a Supplier Invoice).

    The document's own samples update by the way that creates, the key among the parameters (readings 25).
    """
    if change.get("key"):
        return correct(work, {**target, "key": change["key"]}, change)
    require(change, "created_by_key", *REQUIRED)
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = _values(_Draft.of(work, change, None))
    values |= {"tax_kind": rules.TAX_KIND, "created_by_id": creator["id"], "modified_by_id": creator["id"]}
    paper_id = work.add(TABLE, values)
    replace_rows(work, TABLE, paper_id, _rows(work, change, values["tax_e4"]))
    note(work, TABLE, paper_id, MADE, creator["id"])
    return {"id": paper_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a supplier invoice (Seven Time, Update a Supplier Invoice); what is not given stays."""
    require(change, "modified_by_key", *(name for name in REQUIRED if name in change))
    before = existing(work, TABLE, "key", key=target["key"])
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    values = _values(_Draft.of(work, change, before)) | {"modified_by_id": modifier["id"]}
    if "rows" in change or any(values[name] != before[name] for name in values.keys() - LATE):
        uninvoiced(work, before)
    if "rows" in change:
        replace_rows(work, TABLE, before["id"], _rows(work, change, values["tax_e4"]))
        values["modified_at"] = work.now
    work.change(TABLE, before, values)
    return {"id": before["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a supplier invoice (Seven Time, Delete a Supplier Invoice); what it paid for can be paid for again."""
    before = uninvoiced(work, existing(work, TABLE, "key", key=target["key"]))
    remover_id = refer_by_key(work, "person", "deleted_by_key", change.get("deleted_by_key"))
    for paid in work.find_all("self_billing", supplier_invoice_id=before["id"]):
        work.withdraw("self_billing", paid)
    work.withdraw(TABLE, before, remover_id)
    return {"id": before["id"], "number": before["number"]}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A supplier invoice in the making: what is given, what is there, and whose it will be."""

    work: UnitOfWork
    change: Given
    before: Record | None
    supplier: Record
    placed: Given

    @classmethod
    def of(cls, work: UnitOfWork, change: Given, before: Record | None) -> "_Draft":
        """With the supplier and the owners after the change."""
        if before is not None and "supplier_key" not in change:
            supplier = refer(work, "supplier", "supplier_key", id=before["supplier_id"])
        else:
            supplier = refer(work, "supplier", "supplier_key", key=change["supplier_key"])
        return cls(work, change, before, supplier, owners(work, change, before))

    def kept(self, name: str, default: Any) -> Any:
        """As given, else as it was, else the default; so also what is cleared."""
        if name in self.change:
            return default if self.change[name] is None else self.change[name]
        return default if self.before is None else self.before[name]

    def followed(self, name: str, was: Any, default: Any) -> Any:
        """As ``kept``, but what was the default of before follows to the default of now."""
        if self.before is not None and name not in self.change and self.before[name] != was:
            return self.before[name]
        return self.kept(name, default) if name in self.change else default


def _values(draft: _Draft) -> dict[str, Any]:
    """The columns of the supplier invoice after the change."""
    values = plain(draft.change, PLAIN) if draft.before is not None else {**PLAIN, **plain(draft.change, PLAIN)}
    values |= {**draft.placed, "supplier_id": draft.supplier["id"], "number": _number(draft)}
    values |= _money(draft) | _dates(draft) | _references(draft)
    values["status"] = _status(draft)
    values |= _supplement(draft)
    values["extras"] = merged(draft.before["extras"] if draft.before else None, draft.change.get("extras", {}))
    return values


def _status(draft: _Draft) -> int:
    """The status; what is on an invoice is shown as invoiced, and to say so again changes nothing."""
    status = rules.status_of(draft.kept("status", rules.REGISTERED))
    if draft.before is not None and draft.before["is_invoiced"] and status == rules.INVOICED:
        return int(draft.before["status"])
    return status


def _number(draft: _Draft) -> str:
    """The supplier's own number of it. Suppliers may use the same, but none of them uses one twice."""
    number = str(draft.kept("number", ""))
    holder = draft.work.find(TABLE, supplier_id=draft.supplier["id"], number=number) if number else None
    if holder is not None and (draft.before is None or holder["id"] != draft.before["id"]):
        raise Conflict("taken", "number", f"{number} is there already from {draft.supplier['name']}")
    return number


def _money(draft: _Draft) -> dict[str, Any]:
    tax_e4 = draft.kept("tax_e4", TAX_DEFAULT_E4)
    payable_e4 = draft.kept("payable_e4", 0)
    is_same = draft.before is not None and (payable_e4, tax_e4) == (draft.before["payable_e4"], draft.before["tax_e4"])
    if draft.before is not None and is_same:
        net_e4, tax_amount_e4 = draft.before["net_e4"], draft.before["tax_amount_e4"]
    else:
        net_e4, tax_amount_e4 = rules.parts_of(payable_e4, tax_e4)
    was_id = draft.before["customer_id"] if draft.before else None
    markup_e4 = draft.followed("markup_e4", _markup(draft, was_id), _markup(draft, draft.placed["customer_id"]))
    return {
        "payable_e4": payable_e4,
        "tax_e4": tax_e4,
        "net_e4": net_e4,
        "tax_amount_e4": tax_amount_e4,
        "cost_e4": net_e4,
        "is_credit": payable_e4 < 0,
        "markup_e4": markup_e4,
        "to_invoice_e4": rules.to_invoice(net_e4, markup_e4),
        **_currency(draft),
    }


def _markup(draft: _Draft, customer_id: int | None) -> int:
    """The customer's mark-up on what is bought; nil without a customer, and where none was agreed."""
    customer = draft.work.find("customer", id=customer_id) if customer_id else None
    return int(customer["supplier_markup_e4"] or 0) if customer else 0


def _currency(draft: _Draft) -> dict[str, Any]:
    """Currency and rate. The rate of before is one of the currency of before, and says nothing of another."""
    code = draft.kept("currency_code", KRONA)
    rate_e6 = draft.change.get("currency_rate_e6")
    is_same = draft.before is not None and draft.before["currency_code"] == code
    if draft.before is not None and is_same and "currency_rate_e6" not in draft.change:
        rate_e6 = draft.before["currency_rate_e6"]
    code, rate_e6 = rules.currency(code, rate_e6)
    return {"currency_code": code, "currency_rate_e6": rate_e6}


def _dates(draft: _Draft) -> dict[str, Any]:
    """Dated today unless said, and due after the days that were agreed with the supplier."""
    today = local_day(draft.work.now, draft.work.company.zone)
    invoiced_on = draft.kept("invoiced_on", today)
    was = _due(draft, draft.before["invoiced_on"]) if draft.before else None
    due_on = draft.followed("due_on", was, _due(draft, invoiced_on))
    if due_on < invoiced_on:
        raise Malformed("range", "due_on", "must not be before the day of the invoice")
    return {"invoiced_on": invoiced_on, "due_on": due_on}


def _due(draft: _Draft, invoiced_on: str) -> str:
    days = draft.supplier["payment_days"]
    return min(DAY_MAX, days_after(invoiced_on, draft.work.company.payment_days if days is None else days))


def _references(draft: _Draft) -> dict[str, Any]:
    """Department and result unit, which are items of registers."""
    found: dict[str, Any] = {}
    for name in REGISTERS:
        field = f"{name}_key"
        if field in draft.change:
            found[f"{name}_id"] = refer_by_key(draft.work, "register_item", field, draft.change[field], kind=name)
    return found


def _supplement(draft: _Draft) -> dict[str, Any]:
    """Whether it comes on top of a fixed price, and the supplement order that says so (readings 25)."""
    work, before = draft.work, draft.before
    order_id = before["supplement_order_id"] if before else None
    if "supplement_order_key" in draft.change:
        order_id = refer_by_key(work, "supplement_order", "supplement_order_key", draft.change["supplement_order_key"])
    is_supplement = draft.kept("is_supplement", default=False)
    names = [f"{table}_id" for table in OWNERS]
    is_moved = before is None or any(before[name] != draft.placed[name] for name in names)
    if is_supplement and (is_moved or (before is not None and not before["is_supplement"])):
        owned = [work.find(table, id=draft.placed[f"{table}_id"]) for table in ("project", "work_order")]
        if not any(one is not None and one["billing_method"] == FIXED_PRICE for one in owned):
            raise Conflict("fixed_price", "is_supplement", "needs a project or work order with a fixed price")
    if order_id is not None and (is_moved or (before is not None and before["supplement_order_id"] != order_id)):
        order = refer(work, "supplement_order", "supplement_order_key", id=order_id)
        for name in names:
            if None not in (order[name], draft.placed[name]) and order[name] != draft.placed[name]:
                raise Conflict("reference", "supplement_order_key", f"belongs to another {name.removesuffix('_id')}")
    return {"is_supplement": is_supplement, "supplement_order_id": order_id}


def _rows(work: UnitOfWork, change: Given, tax_e4: int) -> list[dict[str, Any]]:
    return priced_rows(work, change.get("rows") or (), Terms(tax_e4=tax_e4, is_purchase=True))
