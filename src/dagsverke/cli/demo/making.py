"""Making the demo's companies, through the use cases that every other door uses too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from dagsverke.app import defaults
from dagsverke.app.access import Principal
from dagsverke.app.commands import companies, marks, time
from dagsverke.app.commands.attendance import amount_row
from dagsverke.app.company_file.applying import apply, begin
from dagsverke.app.company_file.reading import Document
from dagsverke.app.employments import employments_of
from dagsverke.app.ports import Record, Store, UnitOfWork
from dagsverke.app.pricing import price_of_hour
from dagsverke.app.references import existing
from dagsverke.app.secrets import hash_password
from dagsverke.cli.demo import approving, invoicing, selling, using
from dagsverke.cli.demo.days import Piece, Rhythm, Worker, days_of
from dagsverke.cli.demo.firms import ADMIN, FIRMS, Firm
from dagsverke.cli.doors import issue
from dagsverke.domain.calendars import Assignment, local_to_instant, plus_ms
from dagsverke.domain.causes import Cause
from dagsverke.domain.employment import Employment
from dagsverke.domain.timesheet import Stretch
from dagsverke.domain.units import E6, MS_PER_MINUTE

Span = tuple[date, date]
"""A first and a last day."""
PASSWORD = "demo"  # noqa: S105  # printed for everybody at each start
YEARS = 2
COUNTRY = "SE"
FULL_TIME, EVENING = "Heltid", "Kväll"
DAYS_BROUGHT = 5  # of vacation, at the least
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


def open_secrets() -> frozenset[str]:
    """Every key and password of the demo: printed at each start, so none of them is one."""
    return frozenset({PASSWORD, *(one for firm in FIRMS for parts in firm.keys.values() for one in parts.values())})


async def make_firms(store: Store, today: date) -> None:
    """Make every company of the demo in an empty store, with entries from two years ago until yesterday.

    Companies come first, so that they are numbers 1 and 2. The same day makes the same rows, secrets' salts apart.
    """
    first, last = _two_years_before(today), today - timedelta(days=1)
    documents = [firm.document(first) for firm in FIRMS]
    values = {"country": COUNTRY, "zone": defaults.zone_of(COUNTRY)}
    ids = [
        await store.found({"name": firm.name, **values}, _beginning(one))
        for firm, one in zip(FIRMS, documents, strict=True)
    ]
    for company_id, firm, document in zip(ids, FIRMS, documents, strict=True):
        await _make(store, companies.operator(company_id), firm, document, (first, last))


def _beginning(document: Document) -> Callable[[UnitOfWork], None]:
    return lambda work: begin(work, document)


async def _make(store: Store, operator: Principal, firm: Firm, document: Document, span: Span) -> None:
    first, last = span
    made = await store.write(operator, lambda work: _furnish(work, firm, document, first))
    admin = replace(operator, person_id=made["id"])
    await store.write(admin, lambda work: _live(work, firm, first, last))
    await store.write(admin, lambda work: using.use(work, firm, first, last))
    await store.write(admin, lambda work: invoicing.bill(work, last))
    await store.write(admin, lambda work: approving.approve(work, last))
    await using.file_papers(store, admin, firm, made["key"])


def _furnish(work: UnitOfWork, firm: Firm, document: Document, first: date) -> Record:
    """Everything that stands before the first day; returns the administrator. Keys are made before the file asks."""
    for kind, secrets in firm.keys.items():
        issue(work, kind, "demo", secrets)
    apply(work, document, {})
    for user_name in firm.sign_ins.values():
        _let_in(work, existing(work, "person", "user_name", user_name=user_name))
    admin = existing(work, "person", "user_name", user_name=ADMIN)
    selling.furnish(work, firm, first, admin["key"])
    return admin


def _let_in(work: UnitOfWork, person: Record) -> None:
    """Give a person the demo's password, which is shorter than one that a firm may choose."""
    work.change("person", person, {"password_hash": hash_password(PASSWORD)})


def _workers(work: UnitOfWork, firm: Firm) -> list[Worker]:
    """Everybody, in the order of the file."""
    persons = work.find_all("person")
    ids = [one["id"] for one in persons]
    assigned, employed = work.ledger.assignments(ids), employments_of(work, ids)
    names = {one["id"]: one["name"] for one in work.find_all("schedule")}
    return [
        _worker(work, firm, one, names, assigned.get(one["id"], ()), employed.get(one["id"], ())) for one in persons
    ]


def _worker(
    work: UnitOfWork,
    firm: Firm,
    person: Record,
    names: Mapping[int, str],
    assigned: Sequence[Assignment],
    employed: Sequence[Employment],
) -> Worker:
    plan, number, timetable = (
        names[assigned[0].schedule_id] if assigned else "",
        person["employee_number"],
        work.company.timetable,
    )
    clock: Rhythm = "evening" if plan == EVENING else "clock" if plan else "hourly"

    def expected_min(day: date) -> int:
        return timetable.expected_ms(assigned, day.isoformat(), day.isoformat()) // MS_PER_MINUTE

    return Worker(
        number=number,
        rhythm="amount" if number in firm.amounts else clock,
        is_full_time=plan == FULL_TIME,
        role_code=person["role_code"],
        expected_min=expected_min,
        is_employed=lambda day: any(one.runs_on(day.isoformat()) for one in employed),
    )


def _live(work: UnitOfWork, firm: Firm, first: date, last: date) -> None:
    """Two years of everybody's days, and the marks of the payroll administrator."""
    jobs = [Job(one["id"], one["project_id"], one["customer_id"]) for one in work.find_all("work_order")]
    persons = {one["employee_number"]: one for one in work.find_all("person")}
    prices = Prices(work)
    workers = _workers(work, firm)
    rows = [
        _row(work, persons[worker.number], prices, jobs, piece)
        for worker in workers
        for piece in days_of(worker, firm.seed, first, last)
    ]
    time.record_many(work, sorted(rows, key=lambda row: (row["begins_at"], row["person_id"])))
    for number, wanted in _marks(workers, first, last):
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


def _marks(workers: Sequence[Worker], first: date, last: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each brings some days of vacation along to the first day; at the last turn of the year flex was counted."""
    before, year = first - timedelta(days=1), _last_before(last, 12, 31)
    scheduled = [one for one in workers[:MARKED] if one.rhythm != "hourly" and one.is_employed(before)]
    for place, worker in enumerate(scheduled):
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
