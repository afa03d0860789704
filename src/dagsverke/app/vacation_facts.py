"""Gathering what persons' vacation follows from: a fixed number of statements, whatever the number of persons."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dagsverke.app.company import Company
from dagsverke.app.holidays import holidays_of
from dagsverke.app.ports import Reader, Record
from dagsverke.domain.calendars import Assignment
from dagsverke.domain.vacation_facts import (
    SORTS,
    TOTAL,
    Absence,
    Adjusted,
    Duty,
    Employed,
    Facts,
    Marked,
)

T = TypeVar("T")
KINDS = frozenset({*SORTS, TOTAL})
"""The kinds of accounts that are vacation's."""
AT_WORK = frozenset({"overtime", "extra"})
"""Time beside the schedule in which somebody works all the same (``Cause.limit_class``)."""


def gather(reader: Reader, since: Mapping[int, str]) -> dict[int, Facts]:
    """The facts of each person: employments all of them, everything else from its day on."""
    if not since:
        return {}
    company, spans, ids = reader.company, sorted(since.items()), sorted(since)
    kinds = {one.id: one.kind for one in company.accounts.values() if one.kind in KINDS}
    employments = _by_person(reader.find_all("employment", person_id=ids), lambda row: _employed(company, row))
    marks = _by_person(reader.vacation.marked(spans, list(kinds)), lambda row: _marked(kinds, row))
    decreed = _by_person(reader.vacation.decreed(spans, list(kinds)), lambda row: _adjusted(kinds, row))
    absences: dict[int, list[Absence]] = {}
    for person_id, on_day, key, cause_id, duration_ms in reader.vacation.absences(spans):
        if (cause := company.causes.get(cause_id)) is not None:
            absences.setdefault(person_id, []).append(Absence(key, on_day, cause, duration_ms))
    worked = _worked(reader, spans)
    assigned = reader.ledger.assignments(ids)
    alone = {row["id"] for row in reader.find_all("person", id=ids) if row["is_sole_parent"]}
    return {
        person_id: Facts(
            rules=company.agreement.vacation,
            begins=company.vacation_begins,
            duty=duties(company, assigned.get(person_id, ())),
            is_holiday=lambda day: day in holidays_of(company.country, day.year),
            employments=[one for one in employments.get(person_id, ()) if one is not None],
            absences=absences.get(person_id, ()),
            marks=marks.get(person_id, ()),
            adjustments=decreed.get(person_id, ()),
            worked_ms=worked.get(person_id, {}),
            is_sole_parent=person_id in alone,
        )
        for person_id in ids
    }


def duties(company: Company, assigned: Sequence[Assignment]) -> Callable[[str], Duty]:
    """What a person's schedules ask of a day, each day looked up once."""
    known: dict[str, Duty] = {}

    def duty(day: str) -> Duty:
        if day not in known:
            known[day] = Duty(
                company.timetable.expected_ms(assigned, day, day),
                company.timetable.full_ms(assigned, day, day),
                company.timetable.has_schedule(assigned, day),
            )
        return known[day]

    return duty


def is_by_work(company: Company) -> bool:
    """Whether anybody may earn vacation by hours worked, as who has no schedule does in Finland."""
    return any(one.vacation.law == "FI" for one in company.agreements.values())


def _worked(reader: Reader, spans: Sequence[tuple[int, str]]) -> dict[int, dict[str, int]]:
    company = reader.company
    if not is_by_work(company):
        return {}
    causes = (one for one in company.causes.values() if one.is_work_time or one.limit_class in AT_WORK)
    codes = sorted({one.attendance_code for one in causes if one.attendance_code})
    found: dict[int, dict[str, int]] = {}
    for person_id, on_day, duration_ms in reader.vacation.worked(spans, codes):
        found.setdefault(person_id, {})[on_day] = duration_ms
    return found


def _employed(company: Company, row: Record) -> Employed | None:
    """None for who is employed by the day: their vacation is money, paid with the wage (semesterlagen § 28)."""
    if row["is_by_day"]:
        return None
    agreement = company.agreements.get(row["agreement_id"] or 0, company.agreement)
    told = (row["key"], row["starts_on"], row["ends_on"], row["end_reason"], row["vacation_days"])
    return Employed(*told, rules=agreement.vacation)


def _marked(kinds: Mapping[int, str], row: Record) -> Marked:
    is_closing = row["closing_id"] is not None
    return Marked(row["id"], row["on_day"], kinds[row["account_id"]], row["value"], is_closing)


def _adjusted(kinds: Mapping[int, str], row: Record) -> Adjusted:
    told = (row["id"], row["key"], row["on_day"], kinds[row["account_id"]], row["amount"])
    return Adjusted(*told, what=row["kind"], reason=row["reason"])


def _by_person(rows: Sequence[Record], made: Callable[[Record], T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row["person_id"], []).append(made(row))
    return found
