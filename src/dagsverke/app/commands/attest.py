"""Attesting: somebody vouches for rows, which then cannot be changed until they are released."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from dagsverke.app.locking import uninvoiced
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import refer
from dagsverke.domain.errors import Absent
from dagsverke.domain.timesheet import ATTESTED, REGISTERED

Attested = Literal["time_entry", "expense", "drive", "machine_entry"]
"""The tables whose rows are attested."""


def attest(work: UnitOfWork, table: Attested, ids: Sequence[int], by_person_id: int) -> None:
    """Attest rows. One that is attested already stays as it is, with who did it and when."""
    person = refer(work, "person", "attested_by_key", id=by_person_id)
    for row in _rows(work, table, ids):
        if not row["attested_at"]:
            by = {"attested_at": work.now, "attested_by_id": person["id"], "modified_by_id": person["id"]}
            work.change(table, row, by | _status(row, ATTESTED))


def release(work: UnitOfWork, table: Attested, ids: Sequence[int], by_person_id: int) -> None:
    """Take the attestation back. What is invoiced stays attested, and refuses; then none of the rows is released."""
    person = refer(work, "person", "modified_by_key", id=by_person_id)
    rows = [uninvoiced(work, row) for row in _rows(work, table, ids)]
    for row in rows:
        if row["attested_at"]:
            free = {"attested_at": None, "attested_by_id": None, "modified_by_id": person["id"]}
            work.change(table, row, free | _status(row, REGISTERED))


def _rows(work: UnitOfWork, table: Attested, ids: Sequence[int]) -> Sequence[Record]:
    """The rows of these ids, every one of which must be there."""
    rows = work.find_all(table, id=sorted(set(ids)))
    if len(rows) != len(set(ids)):
        raise Absent("absent", "id", "names nothing in this company")
    return rows


def _status(row: Mapping[str, Any], status: int) -> dict[str, int]:
    return {"status": status} if "status" in row else {}
