"""The life of an invoice: issued, settled, obliterated, credited (decision 0019)."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.billing import release
from dagsverke.app.house_deductions import KINDS, deduction, keep_grants
from dagsverke.app.invoices import (
    CREDITED,
    DRAFT,
    ISSUED,
    MADE,
    OBLITERATED,
    PAID,
    SENT,
    SETTLED,
    VOIDED,
    due_on,
    identity_of,
    rows_of,
)
from dagsverke.app.numbering import next_number
from dagsverke.app.papers import note, replace_rows
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.invoicing import ocr_of

CREDIT_NAMES: Mapping[str, str] = {"SV": "Kreditfaktura", "EN": "Credit invoice", "FI": "Hyvityslasku"}
_OF_A_LIFE = frozenset(
    {
        *("id", "company_id", "key", "created_at", "modified_at", "deleted_at", "deleted_by_id", "number", "ocr"),
        *("sent_at", "paid_on", "paid_e4", "reminded_on", "archived_at", "is_exported", "credited_by_id", "due_on"),
    }
)
"""What happens to one invoice, and is nothing that a credit of it takes over."""
_NEGATED = ("net_e4", "tax_amount_e4", "rounding_e4", "payable_e4", "cost_e4", "house_basis_e4", "house_deduction_e4")
_NEGATED_OF_ROW = ("quantity_e6", "net_e4", "tax_amount_e4", "cost_e4")


def issue(work: UnitOfWork, invoice: Record, person_id: int | None) -> None:
    """Send a draft: it gets the next number of the series, and what it says is frozen.

    The number is taken first: whoever else sends one waits for it, so that the cap of a deduction is counted once.
    """
    number = str(next_number(work, "invoice"))
    values: dict[str, Any] = {"number": number, "ocr": ocr_of(number), "status": SENT, "sent_at": work.now}
    customer = work.find("customer", id=invoice["customer_id"])
    values["due_on"] = due_on(work, invoice, customer)
    if customer is not None and not invoice["is_credit"]:
        values |= identity_of(customer)
    if not invoice["is_credit"]:
        values |= _granted(work, {**invoice, **values})
    work.change("invoice", invoice, values | {"modified_by_id": person_id})
    note(work, "invoice", invoice["id"], ISSUED, person_id)


def to_pay_e4(invoice: Record) -> int:
    """What the customer has to pay in all: a deduction for work in homes is paid by the State."""
    return int(invoice["payable_e4"] - invoice["house_deduction_e4"])


def settle(
    work: UnitOfWork, invoice: Record, amount_e4: int | None, paid_on: str, person_id: int | None = None
) -> None:
    """Note a payment on a sent invoice, all that is left where no amount is said; it is paid once nothing is left.

    A deduction is reckoned anew for the year of the first payment.
    """
    if invoice["status"] != SENT:
        raise Conflict("status", "status", "only a sent invoice can be paid")
    values: dict[str, Any] = {}
    if invoice["paid_on"] is None:
        values["paid_on"] = paid_on
        if not invoice["is_credit"]:
            values |= _granted(work, {**invoice, **values})
    total_e4 = to_pay_e4({**invoice, **values})
    left_e4 = total_e4 - invoice["paid_e4"]
    paid_e4 = left_e4 if amount_e4 is None else amount_e4
    if not _is_within(paid_e4, left_e4, is_whole=amount_e4 is None):
        raise Malformed("range", "amount_e4", "must be at most what is left to pay, and not nil")
    if paid_e4:
        row = {"invoice_id": invoice["id"], "amount_e4": paid_e4, "paid_on": paid_on, "created_by_id": person_id}
        work.add("payment", row)
    values["paid_e4"] = invoice["paid_e4"] + paid_e4
    values["paid_on"] = paid_on
    if paid_e4 == left_e4:
        values["status"] = PAID
        note(work, "invoice", invoice["id"], SETTLED, person_id)
    work.change("invoice", invoice, values | {"modified_by_id": person_id})


def obliterate(work: UnitOfWork, invoice: Record, person_id: int | None) -> None:
    """Make a sent invoice count for nothing; its number stays taken.

    A credit stays: what it freed may stand on another invoice by now.
    """
    if invoice["status"] != SENT:
        raise Conflict("status", "status", "only a sent invoice can be obliterated")
    if invoice["paid_e4"]:
        raise Conflict("status", "status", "is paid in part")
    if invoice["credited_by_id"] is not None:
        raise Conflict("status", "status", "is credited")
    if invoice["is_credit"]:
        raise Conflict("status", "status", "is a credit, and what it freed may be billed again by now")
    work.change("invoice", invoice, {"status": OBLITERATED, "modified_by_id": person_id})
    keep_grants(work, invoice["id"], ())
    release(work, invoice["id"])
    note(work, "invoice", invoice["id"], VOIDED, person_id)


def is_creditable(invoice: Record) -> bool:
    """Whether an invoice can be credited: sent, no credit itself, and not credited yet."""
    return invoice["status"] in (SENT, PAID) and not invoice["is_credit"] and invoice["credited_by_id"] is None


def credit(work: UnitOfWork, invoice_id: int, person_id: int | None) -> int:
    """Draft the credit of an invoice: every row and sum with the other sign, so that the two make nil."""
    original = existing(work, "invoice", "key", id=invoice_id)
    number = original["number"]
    if not is_creditable(original):
        raise Conflict("status", "status", f"invoice {number or original['key']} cannot be credited")
    values = {name: value for name, value in original.items() if name not in _OF_A_LIFE}
    values |= {name: -original[name] for name in _NEGATED}
    day = local_day(work.now, work.company.zone)
    values |= {"status": DRAFT, "is_credit": True, "credit_of_id": original["id"], "invoiced_on": day, "due_on": day}
    values |= {"has_own_due": True, "name": CREDIT_NAMES.get(original["language"], CREDIT_NAMES["EN"])}
    credit_id = work.add("invoice", values | {"created_by_id": person_id, "modified_by_id": person_id})
    rows = [_negated(row) for row in rows_of(work, original["id"])]
    replace_rows(work, "invoice", credit_id, rows)
    work.change("invoice", original, {"credited_by_id": credit_id, "modified_by_id": person_id})
    keep_grants(work, original["id"], ())
    release(work, original["id"])
    note(work, "invoice", credit_id, MADE, person_id)
    note(work, "invoice", original["id"], CREDITED, person_id)
    return credit_id


def _is_within(paid_e4: int, left_e4: int, *, is_whole: bool) -> bool:
    """Whether a payment goes towards what is left and not beyond it; a credit is paid back."""
    if is_whole:
        return True
    return 0 < paid_e4 <= left_e4 or left_e4 <= paid_e4 < 0


def _granted(work: UnitOfWork, invoice: Record) -> dict[str, Any]:
    """The columns of the deduction, what is granted kept with the persons."""
    if invoice["kind"] not in KINDS:
        return {}
    columns, grants = deduction(work, invoice, rows_of(work, invoice["id"]))
    keep_grants(work, invoice["id"], grants)
    return columns


def _negated(row: Record) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in ("id", "company_id", "key", "created_at")}
    return kept | {name: -row[name] for name in _NEGATED_OF_ROW}
