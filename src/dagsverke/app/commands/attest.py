"""Attesting: somebody vouches for rows, which then cannot be changed until they are released."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from dagsverke.app.locking import hold_days, uninvoiced
from dagsverke.app.ports import PersonDay, Record, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.app.references import refer
from dagsverke.domain.errors import Absent
from dagsverke.domain.timesheet import ATTESTED, REGISTERED

Attested = Literal["time_entry", "expense", "drive", "machine_entry"]
"""The tables whose rows are attested."""
TABLES: tuple[Attested, ...] = ("time_entry", "expense", "drive", "machine_entry")


def attest(work: UnitOfWork, table: Attested, ids: Sequence[int], by_person_id: int | None) -> None:
    """Attest rows. One that is attested already stays as it is, with who did it and when.

    It changes no hours, so a locked period lets it through.
    """
    _check_person(work, "attested_by_key", by_person_id)
    _attest(work, table, _rows(work, table, ids), by_person_id)


def release(work: UnitOfWork, table: Attested, ids: Sequence[int], by_person_id: int | None) -> None:
    """Take the attestation back. What is invoiced stays attested, and refuses; then none of the rows is released.

    So does what lies in a locked period: what is paid by then was vouched for.
    """
    _check_person(work, "modified_by_key", by_person_id)
    rows = [uninvoiced(work, row) for row in _rows(work, table, ids)]
    hold_days(work, *rows)
    _release(work, table, rows, by_person_id)


def attest_days(work: UnitOfWork, days: Iterable[PersonDay], by_person_id: int | None) -> None:
    """Attest all that persons recorded on days: time, expenses, drives, machine time."""
    _check_person(work, "attested_by_key", by_person_id)
    for table, rows in _rows_on(work, set(days)):
        _attest(work, table, rows, by_person_id)


def release_days(work: UnitOfWork, days: Iterable[PersonDay], by_person_id: int | None) -> None:
    """Take back the attestation of all that persons recorded on days, but of what is invoiced."""
    _check_person(work, "modified_by_key", by_person_id)
    wanted = set(days)
    hold_days(work, *({"person_id": person_id, "on_day": on_day} for person_id, on_day in wanted))
    for table, rows in _rows_on(work, wanted):
        _release(work, table, [row for row in rows if not row["is_invoiced"]], by_person_id)


def _check_person(work: UnitOfWork, field: str, person_id: int | None) -> None:
    """Who does it must be there, where it is a person."""
    if person_id is not None:
        refer(work, "person", field, id=person_id)


def _attest(work: UnitOfWork, table: Attested, rows: Sequence[Record], by_id: int | None) -> None:
    by = {"attested_at": work.now, "attested_by_id": by_id, "modified_by_id": by_id}
    work.change_many(table, [(row, by | _status(row, ATTESTED)) for row in rows if not row["attested_at"]])


def _release(work: UnitOfWork, table: Attested, rows: Sequence[Record], by_id: int | None) -> None:
    free = {"attested_at": None, "attested_by_id": None, "modified_by_id": by_id}
    work.change_many(table, [(row, free | _status(row, REGISTERED)) for row in rows if row["attested_at"]])


def _rows(work: UnitOfWork, table: Attested, ids: Sequence[int]) -> Sequence[Record]:
    """The rows of these ids, every one of which must be there."""
    rows = work.find_all(table, id=sorted(set(ids)))
    if len(rows) != len(set(ids)):
        raise Absent("absent", "id", "names nothing in this company")
    return rows


def _rows_on(work: UnitOfWork, days: set[PersonDay]) -> Iterable[tuple[Attested, Sequence[Record]]]:
    """The rows of each table that persons recorded on days; two queries for each."""
    if not days:
        return
    entries = work.ledger.entries_on(sorted(days))
    yield "time_entry", work.find_all("time_entry", id=[one.id for some in entries.values() for one in some])
    where = (
        Condition("person_id", "in", sorted({person_id for person_id, _ in days})),
        Condition("on_day", "ge", min(on_day for _, on_day in days)),
        Condition("on_day", "le", max(on_day for _, on_day in days)),
    )
    for table in TABLES[1:]:
        rows = work.select(Query(table, ("id", "person_id", "on_day"), where)).rows
        yield table, work.find_all(table, id=[row_id for row_id, *day in rows if tuple(day) in days])


def _status(row: Mapping[str, Any], status: int) -> dict[str, int]:
    return {"status": status} if "status" in row else {}
