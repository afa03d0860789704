"""Billed once: which invoice row bills which time, expense, drive, machine time or supplier invoice.

The rule is the primary key of ``billing``; what the rows themselves say of their invoice follows it.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NoReturn

from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed

SOURCES: Mapping[str, str] = {
    "time_entry": "time",
    "expense": "expense",
    "drive": "drive",
    "machine_entry": "machine time",
    "supplier_invoice": "supplier invoice",
}
"""What may stand on an invoice: the table, and what one of its rows is called."""
_TURN = "billing"


def take_turn(work: UnitOfWork) -> None:
    """Let nobody else bill anything of the company until this unit of work ends.

    Whoever chooses what to bill takes it before looking: what is unbilled then stays so until it is claimed.
    """
    work.take_turn(_TURN)


def claim(work: UnitOfWork, invoice_id: int, row_id: int, source_kind: str, source_ids: Sequence[int]) -> None:
    """Let a row of an invoice bill these rows of a table; they say from now on that they are invoiced.

    Refuses what is not there, what is not billable, and what stands on an invoice already, naming that one. Whether
    a row is attested makes no difference, and its status stays.
    """
    if source_kind not in SOURCES:
        raise Malformed("range", "source_kind", f"must be one of {', '.join(SOURCES)}")
    if not source_ids:
        return
    take_turn(work)
    ids = sorted(set(source_ids))
    sources = work.find_all(source_kind, id=ids)
    if len(sources) < len(ids):
        raise Malformed("reference", "source_ids", f"name {SOURCES[source_kind]} that is not in this company")
    _refuse_billed(work, source_kind, sources)
    for one in sources:
        if not one["is_billable"]:
            raise Conflict("unbillable", "key", f"{SOURCES[source_kind]} {one['key']} is not billable")
    rows = [{"source_kind": source_kind, "source_id": one, "invoice_id": invoice_id, "row_id": row_id} for one in ids]
    work.add_many("billing", rows)
    for one in sources:
        _mark(work, source_kind, one, invoice_id)


def release(work: UnitOfWork, invoice_id: int, row_ids: Collection[int] | None = None) -> None:
    """Free everything that an invoice bills, or what these rows of it do, and nothing else: it can be billed again."""
    take_turn(work)
    rows = work.find_all("billing", invoice_id=invoice_id)
    freed = rows if row_ids is None else [one for one in rows if one["row_id"] in row_ids]
    for kind, of_kind in groupby(freed, itemgetter("source_kind")):
        claims = list(of_kind)
        for source in work.find_all(kind, id=[one["source_id"] for one in claims]):
            _mark(work, kind, source, None)
        for one in claims:
            work.withdraw("billing", one)


def _mark(work: UnitOfWork, kind: str, source: Record, invoice_id: int | None) -> None:
    """Say on the row itself on which invoice it stands. It was not worked on: who changed it last is who it was."""
    is_invoiced = invoice_id is not None
    said: dict[str, Any] = {"is_invoiced": is_invoiced, "invoice_id": invoice_id}
    if "invoiced_at" in source:
        said["invoiced_at"] = work.now if is_invoiced else None
    work.change(kind, source, said | {"modified_by_id": source["modified_by_id"]})


def _refuse_billed(reader: Reader, kind: str, sources: Sequence[Record]) -> None:
    claims = reader.find_all("billing", source_kind=kind, source_id=[one["id"] for one in sources])
    holders = {one["source_id"]: one["invoice_id"] for one in claims}
    for one in sources:
        if one["id"] in holders or one["is_invoiced"]:
            _refuse(reader, kind, one, holders.get(one["id"], one["invoice_id"]))


def called(invoice: Record | None) -> str:
    """An invoice as a refusal names it."""
    if invoice is None:
        return "an invoice"
    return f"invoice {invoice['number']}" if invoice["number"] else "a draft"


def _refuse(reader: Reader, kind: str, source: Record, invoice_id: int | None) -> NoReturn:
    invoice = reader.find("invoice", id=invoice_id) if invoice_id else None
    raise Conflict("invoiced", "key", f"{SOURCES[kind]} {source['key']} stands on {called(invoice)} already")
