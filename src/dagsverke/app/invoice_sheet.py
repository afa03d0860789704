"""One invoice as it is read by people: its rows, tax by rate, whose deduction it is, what was paid and what is left."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dagsverke.app.house_deductions import KINDS, deduction
from dagsverke.app.identities import plain_personal_number
from dagsverke.app.invoices import DRAFT, SENT, rows_of
from dagsverke.app.issuing import to_pay_e4
from dagsverke.app.papers import taxes_of
from dagsverke.app.ports import Reader, Record
from dagsverke.app.references import existing, optional


@dataclass(frozen=True, slots=True)
class Sharer:
    """A person who shares a deduction. ``granted_e4`` is None where nothing is kept of it (credited, obliterated)."""

    name: str
    personal_number: str
    granted_e4: int | None


@dataclass(frozen=True, slots=True)
class InvoiceSheet:
    """An invoice with all that belongs to it. ``taxes`` is net and tax by rate (e4), the highest first.

    ``to_pay_e4`` is what the customer pays in all, ``left_e4`` what of it is still to be paid: nil unless it is sent.
    ``billed`` says how many of which kind of source it bills.
    """

    invoice: Record
    seller: Record
    customer: Record | None
    rows: Sequence[Record]
    taxes: Mapping[int, tuple[int, int]]
    sharers: Sequence[Sharer]
    payments: Sequence[Record]
    billed: Mapping[str, int]
    credit_of: Record | None
    credited_by: Record | None
    to_pay_e4: int
    left_e4: int


def invoice_sheet(reader: Reader, key: str) -> InvoiceSheet:
    """The invoice with a key. Raises Absent where there is none."""
    invoice = existing(reader, "invoice", "key", key=key)
    rows = rows_of(reader, invoice["id"])
    payments = reader.find_all("payment", invoice_id=invoice["id"])
    total_e4 = to_pay_e4(invoice)
    return InvoiceSheet(
        invoice=invoice,
        seller=existing(reader, "company", "company", company_id=reader.company.id),
        customer=reader.find("customer", id=invoice["customer_id"]),
        rows=rows,
        taxes=taxes_of(rows),
        sharers=_sharers(reader, invoice, rows),
        payments=sorted(payments, key=lambda one: (str(one["paid_on"]), int(one["id"]))),
        billed=Counter(one["source_kind"] for one in reader.find_all("billing", invoice_id=invoice["id"])),
        credit_of=optional(reader, "invoice", invoice["credit_of_id"]),
        credited_by=optional(reader, "invoice", invoice["credited_by_id"]),
        to_pay_e4=total_e4,
        left_e4=total_e4 - invoice["paid_e4"] if invoice["status"] == SENT else 0,
    )


def _sharers(reader: Reader, invoice: Record, rows: Sequence[Record]) -> Sequence[Sharer]:
    """Who shares the deduction: as it would be granted now while it is a draft, as it was granted once it is sent."""
    if invoice["kind"] not in KINDS:
        return ()
    if invoice["status"] == DRAFT and not invoice["is_credit"]:
        grants: Sequence[Record] = deduction(reader, invoice, rows)[1]
    else:
        grants = reader.find_all("house_grant", invoice_id=invoice["id"])
    granted = {one["personal_number"]: one["granted_e4"] for one in grants}
    people = json.loads(invoice["deductions"])
    return [
        Sharer(one["name"], one["personal_number"], granted.get(plain_personal_number(one["personal_number"])))
        for one in people
    ]
