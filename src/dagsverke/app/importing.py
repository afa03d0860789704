"""Importing attendance from rows of text, all or nothing."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from dagsverke.app.commands.attendance import amount_row, cause_of
from dagsverke.app.commands.time import record_many
from dagsverke.app.locking import closed, locked_spans
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.calendars import read_day
from dagsverke.domain.causes import Cause
from dagsverke.domain.errors import Conflict, Malformed, Refusal
from dagsverke.domain.units import hours_to_ms

COLUMNS = ("employee_number", "code", "on_day", "hours")
"""What a row holds, all of it text."""
CHUNK = 2_000


def import_attendance(
    work: UnitOfWork,
    rows: Iterable[Mapping[str, str]],
    on_progress: Callable[[int], None] = lambda _: None,
    canonical: Callable[[str], str] = str,
) -> int:
    """Record an amount for each row and return how many there were.

    Two rows of one person, day and code, or one that is registered already, are a Conflict as over the wire. Every
    refusal names the line (the first row is line 2, below the heading) and the column; then nothing is kept.
    Rows are by the names of ``COLUMNS``; ``canonical`` turns a synonym of a cause code into the code.
    """
    people = _ByName(work, canonical)
    read: list[dict[str, Any]] = []
    lines: dict[tuple[int, str, str], int] = {}
    for line, row in enumerate(rows, start=2):
        try:
            ready = _read(people, row)
        except Refusal as refusal:
            raise _at(line, refusal) from refusal
        key = (ready["person_id"], ready["on_day"], ready["attendance_code"])
        if (first := lines.setdefault(key, line)) != line:
            raise Conflict("taken", f"line {line}", f"repeats line {first}")
        read.append(ready)
    work.ledger.hold(sorted({person_id for person_id, _, _ in lines}))
    _refuse_locked(work, lines)
    _refuse_taken(work, lines)
    for start in range(0, len(read), CHUNK):
        chunk = read[start : start + CHUNK]
        record_many(work, chunk)
        on_progress(len(chunk))
    return len(read)


class _ByName:
    """Persons and causes by what a file calls them, each looked up once."""

    def __init__(self, work: UnitOfWork, canonical: Callable[[str], str]) -> None:
        self.work = work
        self._canonical = canonical
        self._people: dict[str, Record] = {
            one["employee_number"]: one for one in work.find_all("person") if one["employee_number"]
        }

    def person(self, employee_number: str) -> Record:
        if (person := self._people.get(employee_number)) is None:
            raise Malformed("reference", "employee_number", "names no person of this company")
        return person

    def cause(self, code: str) -> Cause:
        return cause_of(self.work, self._canonical(code))


def _read(people: _ByName, row: Mapping[str, str]) -> dict[str, Any]:
    for name in COLUMNS:
        if not (row.get(name) or "").strip():
            raise Malformed("required", name, "is required")
    person = people.person(row["employee_number"].strip())
    cause = people.cause(row["code"].strip())
    return amount_row(
        people.work, person, cause, read_day(row["on_day"].strip(), "on_day"), _duration(row["hours"].strip())
    )


def _duration(text: str) -> int:
    try:
        hours = Decimal(text)
    except InvalidOperation as error:
        raise Malformed("type", "hours", "is not a number of hours") from error
    if not hours.is_finite() or hours.adjusted() > 6:  # noqa: PLR2004  # past any number of hours that a rule allows
        raise Malformed("range", "hours", "is out of range")
    return hours_to_ms(hours)


def _refuse_locked(work: UnitOfWork, lines: Mapping[tuple[int, str, str], int]) -> None:
    """Refuse the first row whose day is locked to its person."""
    locks = locked_spans(work, [(person_id, on_day, on_day) for person_id, on_day, _ in lines])
    found = [
        (line, on_day, person_id)
        for (person_id, on_day, _), line in lines.items()
        if (person_id, on_day, on_day) in locks
    ]
    if found:
        line, on_day, person_id = min(found)
        raise _at(line, closed(work, locks[person_id, on_day, on_day], on_day, "on_day"))


def _refuse_taken(work: UnitOfWork, lines: Mapping[tuple[int, str, str], int]) -> None:
    """Refuse the first row whose person, day and code have an amount already."""
    days = sorted({(person_id, on_day) for person_id, on_day, _ in lines})
    taken = [
        lines[person_id, on_day, entry.attendance_code]
        for (person_id, on_day), entries in work.ledger.entries_on(days).items()
        for entry in entries
        if not entry.is_clocked and entry.attendance_code and (person_id, on_day, entry.attendance_code) in lines
    ]
    if taken:
        raise Conflict("taken", f"line {min(taken)}", "is registered already for this person, day and cause code")


def _at(line: int, refusal: Refusal) -> Refusal:
    column = "hours" if refusal.field == "duration_ms" else refusal.field
    return type(refusal)(refusal.rule, f"line {line}, {column}", refusal.detail)
