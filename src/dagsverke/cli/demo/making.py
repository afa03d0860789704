"""Making the demo's companies, through the use cases that every other door uses too."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from dagsverke.app import defaults
from dagsverke.app.commands import companies, employments, marks, people, schedules, time
from dagsverke.app.commands.attendance import amount_row
from dagsverke.app.ports import Record, Store, UnitOfWork
from dagsverke.app.pricing import price_of_hour
from dagsverke.app.references import existing
from dagsverke.cli.demo import invoicing, selling, using
from dagsverke.cli.demo.days import Piece, days_of
from dagsverke.cli.demo.firms import FIRMS, Firm
from dagsverke.cli.doors import issue
from dagsverke.domain.calendars import Assignment, local_to_instant, plus_ms
from dagsverke.domain.causes import Cause
from dagsverke.domain.timesheet import Stretch
from dagsverke.domain.units import E6, MS_PER_MINUTE

PASSWORD = "demo"  # noqa: S105  # printed for everybody at each start
YEARS = 2
COUNTRY = "SE"
YEARS_BEFORE = 9  # the longest that anybody was employed before the first day
DAYS_BROUGHT = 5  # of vacation, at the least
COST_PERCENT = 45  # of the price per hour
MARKED = 20  # so many workers have marks
FLEX_STEP_MIN = 15


@dataclass(frozen=True, slots=True)
class Job:
    """A work order, and what it belongs to."""

    work_order_id: int
    project_id: int
    customer_id: int


class Prices:
    """The price of an hour, asked for once for each person, cause and work order."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._known: dict[tuple[int, int, int | None], int] = {}

    def of(self, person: Record, cause: Cause, job: Job | None) -> int:
        """The price per hour (e4)."""
        key = (person["id"], cause.id, job.work_order_id if job else None)
        if key not in self._known:
            on = asdict(job) if job else {}
            self._known[key] = price_of_hour(self._work, person, cause, on)
        return self._known[key]


async def make_firms(store: Store, today: date) -> None:
    """Make every company of the demo in an empty store, with entries from two years ago until yesterday.

    Companies come first, so that they are numbers 1 and 2. The same day makes the same rows, secrets' salts apart.
    """
    values = {"country": COUNTRY, "zone": defaults.zone_of(COUNTRY)}
    ids = [await store.found({"name": firm.name, **values}) for firm in FIRMS]
    for company_id, firm in zip(ids, FIRMS, strict=True):
        await _make(store, company_id, firm, today)


async def _make(store: Store, company_id: int, firm: Firm, today: date) -> None:
    operator = companies.operator(company_id)
    admin_id = await store.write(operator, lambda work: _furnish(work, firm, _two_years_before(today)))
    admin = replace(operator, person_id=admin_id)
    first, last = _two_years_before(today), today - timedelta(days=1)
    await store.write(admin, lambda work: _live(work, firm, first, last))
    await store.write(admin, lambda work: using.use(work, firm, first, last))
    await store.write(admin, lambda work: invoicing.bill(work, firm, last))
    key = await store.read(company_id, lambda reader: existing(reader, "person", "id", id=admin_id)["key"])
    await using.file_papers(store, admin, firm, key)


def _furnish(work: UnitOfWork, firm: Firm, first: date) -> int:
    """Everything that stands before the first day; returns the administrator's id."""
    companies.furnish(work, COUNTRY)
    for cause in firm.causes:
        companies.add_cause(work, cause)
    for schedule in firm.schedules:
        work.add("schedule", _at_rest(schedule))
    for kind, rows in firm.registers.items():
        for row in rows:
            work.add("register_item", {"kind": kind, **_at_rest(row)})
    for kind, secrets in firm.keys.items():
        issue(work, kind, "demo", secrets)
    persons = _hire(work, firm)
    plans = {one["name"]: one["id"] for one in work.find_all("schedule")}
    for place, (worker, person) in enumerate(zip(firm.workers, persons, strict=True)):
        form = "permanent" if worker.plan else "fixed_term"
        begun = first.replace(year=first.year - 1 - place % YEARS_BEFORE, month=1 + place % 12, day=1)
        employments.begin(work, {}, {"person_id": person["id"], "form": form, "starts_on": begun.isoformat()})
        if worker.plan is not None:
            wanted = {"person_id": person["id"], "schedule_id": plans[worker.plan], "starts_on": first.isoformat()}
            schedules.assign(work, {}, wanted)
    selling.furnish(work, firm, first, persons[0]["key"])
    return int(persons[0]["id"])


def _at_rest(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose nested values are JSON text, as they are kept."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in row.items()
    }


def _hire(work: UnitOfWork, firm: Firm) -> list[Record]:
    """The persons. The first makes all others, and is made by nobody."""
    departments = work.find_all("register_item", kind="department")
    trades = work.find_all("register_item", kind="work_type")
    creator = ""
    hired: list[Record] = []
    for worker in firm.workers:
        told = {
            "first_name": worker.first_name,
            "last_name": worker.last_name,
            "email": f"{worker.user_name}@{firm.host}",
            "user_name": worker.user_name,
            "role_code": worker.role_code,
            "employee_number": worker.number,
            "department_key": departments[worker.department]["key"],
            "work_type_key": trades[worker.trade]["key"],
            "is_active": True,
            "is_activated": True,
        }
        if creator:
            made = people.record(work, {}, told | {"created_by_key": creator})
            hired.append(existing(work, "person", "id", **made))
        else:
            hired.append(people.enrol(work, told | {"password": PASSWORD}))
            creator = hired[0]["key"]
        cost_e4 = trades[worker.trade]["price_e4"] * COST_PERCENT // 100
        work.change("person", hired[-1], {"cost_per_hour_e4": cost_e4})
    return hired


def _live(work: UnitOfWork, firm: Firm, first: date, last: date) -> None:
    """Two years of everybody's days, and the marks of the payroll administrator."""
    jobs = [Job(one["id"], one["project_id"], one["customer_id"]) for one in work.find_all("work_order")]
    persons = {one["employee_number"]: one for one in work.find_all("person")}
    plans = {one["name"]: one["id"] for one in work.find_all("schedule")}
    prices = Prices(work)
    timetable = work.company.timetable
    rows: list[dict[str, Any]] = []
    for worker in firm.workers:
        person = persons[worker.number]
        assigned = [Assignment(plans[worker.plan], first.isoformat())] if worker.plan else []

        def expected_min(day: date, assigned: Sequence[Assignment] = assigned) -> int:
            return timetable.expected_ms(assigned, day.isoformat(), day.isoformat()) // MS_PER_MINUTE

        pieces = days_of(worker, firm.seed, first, last, expected_min)
        rows += (_row(work, person, prices, jobs, piece) for piece in pieces)
    time.record_many(work, sorted(rows, key=lambda row: (row["begins_at"], row["person_id"])))
    for number, wanted in _marks(firm, first, last):
        marks.put(work, {}, {**wanted, "person_id": persons[number]["id"]})


def _row(
    work: UnitOfWork,
    person: Record,
    prices: Prices,
    jobs: Sequence[Job],
    piece: Piece,
) -> dict[str, Any]:
    """The columns of a piece of time, the same for every piece."""
    cause = _cause(work, piece.code)
    duration_ms = piece.minutes * MS_PER_MINUTE
    if piece.begins_min is None:
        row = amount_row(work, person, cause, piece.on_day.isoformat(), duration_ms)
    else:
        local = datetime(piece.on_day.year, piece.on_day.month, piece.on_day.day) + timedelta(minutes=piece.begins_min)  # noqa: DTZ001  # local on purpose
        begins_at = local_to_instant(local, work.company.zone)
        when = Stretch(begins_at, plus_ms(begins_at, duration_ms), duration_ms)
        row = time.entry_row(work, person, cause, when, is_absence=cause.is_absence, is_clocked=True)
    written_at = plus_ms(row["begins_at"], max(duration_ms, 0))
    job = jobs[piece.job % len(jobs)] if piece.job is not None and jobs else None
    return row | {
        "billable_ms": max(duration_ms, 0),
        "has_own_billable": False,
        "is_billable": cause.is_invoiceable,
        "unit_price_e4": prices.of(person, cause, job),
        "has_own_price": False,
        "note": piece.note,
        "customer_id": job.customer_id if job else None,
        "project_id": job.project_id if job else None,
        "work_order_id": job.work_order_id if job else None,
        "created_by_id": work.principal.person_id,
        "modified_by_id": work.principal.person_id,
        "created_at": written_at,
        "modified_at": written_at,
    }


def _cause(work: UnitOfWork, code: str) -> Cause:
    by_code = work.company.causes_by_code
    if code in by_code:
        return by_code[code]
    return next(one for one in work.company.causes.values() if one.name == code)


def _marks(firm: Firm, first: date, last: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each brings some days of vacation along to the first day; at the last turn of the year flex was counted."""
    before, year = first - timedelta(days=1), _last_before(last, 12, 31)
    for place, worker in enumerate(worker for worker in firm.workers[:MARKED] if worker.plan):
        days = DAYS_BROUGHT + place % 6
        yield worker.number, {"account_code": "Vacation", "on_day": before.isoformat(), "value": days * E6}
        minutes = (place * 7 % 40 - 15) * FLEX_STEP_MIN
        yield worker.number, {"account_code": "Flex", "on_day": year.isoformat(), "value": minutes * MS_PER_MINUTE}


def _last_before(day: date, month: int, of_month: int) -> date:
    this_year = date(day.year, month, of_month)
    return this_year if this_year <= day else date(day.year - 1, month, of_month)


def _two_years_before(today: date) -> date:
    """The Monday on or before the day two years ago, so that every schedule has run for two years in full."""
    before = date(today.year - YEARS, today.month, min(today.day, 28))
    return before - timedelta(days=before.weekday())
