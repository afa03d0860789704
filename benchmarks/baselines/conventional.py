"""What one would usually write: FastAPI, Pydantic models, SQLAlchemy's asynchronous ORM over aiosqlite.

The same tables and indexes, the same filters, order, total and reply; one process with uvloop and httptools, no log of
requests. It checks no credential, writes no event and posts nothing: it is let off all that this project's server does
besides. Its writes are as durable (WAL, ``synchronous=FULL``).

``python -m benchmarks.baselines.conventional PORT FILE``
"""

import itertools
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy import ColumnElement, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from benchmarks.baselines.bare import serve
from benchmarks.baselines.messages import Balance, Item, Meta, NewTimeLog, Page, TimeLog
from benchmarks.baselines.models import MS_PER_HOUR, Account, Cause, Person, Posting, TimeEntry

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")
ZONE = ZoneInfo("Europe/Stockholm")
COLUMNS = {"timestamp": TimeEntry.begins_at, "time": TimeEntry.duration_ms, "createDate": TimeEntry.created_at}
SHOWN = tuple(joinedload(part) for part in (TimeEntry.person, TimeEntry.cause, TimeEntry.customer, TimeEntry.project))
Sorts = Literal["timestamp", "time", "createDate"]


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


engine = create_async_engine(f"sqlite+aiosqlite:///{sys.argv[2]}", pool_size=4, max_overflow=0)
event.listen(engine.sync_engine, "connect", _configure)
sessions = async_sessionmaker(engine, expire_on_commit=False)
state: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Find the company, and the first free id of time entries."""
    async with sessions() as session:
        state["company_id"] = await session.scalar(select(func.min(Person.company_id)))
        state["ids"] = itertools.count((await session.scalar(select(func.max(TimeEntry.id))) or 0) + 1)
    yield
    await engine.dispose()


async def one_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with sessions() as session:
        yield session


Session = Annotated[AsyncSession, Depends(one_session)]
app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that it is there."""
    return {"status": "ok"}


@app.get("/api/2/timeLogs/{key}")
async def one_time_log(key: str, session: Session) -> Item:
    """One time log."""
    found = await session.scalar(
        select(TimeEntry)
        .where(TimeEntry.company_id == state["company_id"], TimeEntry.key == key, TimeEntry.deleted_at.is_(None))
        .options(*SHOWN)
    )
    if found is None:
        raise HTTPException(404)
    return Item(data=TimeLog.model_validate(found))


@app.get("/api/2/timeLogs")
async def time_logs(
    session: Session,
    user: str | None = None,
    timestamp: datetime | None = None,
    sortBy: Sorts = "timestamp",  # noqa: N803  # a name on the wire
    sortDirection: Literal["ascending", "descending"] = "ascending",  # noqa: N803  # a name on the wire
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    page: Annotated[int, Query(ge=1)] = 1,
) -> Page:
    """A page of time logs, and how many there are."""
    where: list[ColumnElement[bool]] = [
        TimeEntry.company_id == state["company_id"],
        TimeEntry.deleted_at.is_(None),
    ]
    if user is not None:
        person = select(Person.id).where(Person.company_id == state["company_id"], Person.key == user)
        where.append(TimeEntry.person_id == person.scalar_subquery())
    if timestamp is not None:
        where.append(TimeEntry.begins_at >= _instant(timestamp))
    order: list[ColumnElement[Any]] = [COLUMNS[sortBy].asc(), TimeEntry.id.asc()]
    if sortDirection == "descending":  # both, so that an index serves
        order = [COLUMNS[sortBy].desc(), TimeEntry.id.desc()]
    total = await session.scalar(select(func.count()).select_from(TimeEntry).where(*where)) or 0
    rows = await session.scalars(
        select(TimeEntry).where(*where).options(*SHOWN).order_by(*order).limit(limit).offset((page - 1) * limit)
    )
    meta = Meta(totalResources=total, totalPages=-(-total // limit), currentPage=page)
    return Page(meta=meta, data=[TimeLog.model_validate(row) for row in rows])


@app.post("/api/2/timeLogs")
async def record_time_log(given: NewTimeLog, session: Session) -> TimeLog:
    """Record a time log."""
    person = await _person(session, given.user)
    await _person(session, given.createdByUser)
    cause = await _cause(session, given.timeCategory) if given.timeCategory else None
    now, duration = _instant(datetime.now(UTC)), timedelta(hours=given.time)
    duration_ms = round(duration / timedelta(milliseconds=1))
    row = TimeEntry(
        company_id=state["company_id"],
        id=next(state["ids"]),
        key=uuid4().hex[:24],
        person_id=person.id,
        cause_id=cause.id if cause else None,
        attendance_code=cause.code if cause else None,
        is_absence=cause is not None and cause.is_absence,
        on_day=given.timestamp.date().isoformat(),
        begins_at=_instant(given.timestamp),
        ends_at=_instant(given.timestamp + duration),
        duration_ms=duration_ms,
        billable_ms=duration_ms,
        is_billable=cause is None or cause.is_invoiceable,
        unit_price_e4=cause.price_per_hour_e4 if cause else 0,
        cost_e4=person.cost_per_hour_e4 * duration_ms // MS_PER_HOUR,
        note=given.description,
        created_at=now,
        modified_at=now,
    )
    session.add(row)
    await session.commit()
    for name, referred in (("person", person), ("cause", cause), ("customer", None), ("project", None)):
        set_committed_value(row, name, referred)
    return TimeLog.model_validate(row)


@app.get("/Personell/Time/TimeBalance")
async def balances(date: str, employeeNrsStrings: str, code: str, session: Session) -> list[Balance]:  # noqa: N803  # names on the wire
    """Balances of persons on a day: the sum of their postings."""
    numbers, codes = employeeNrsStrings.split(","), code.split(",")
    summed = await session.execute(
        select(Person.employee_number, Account.code, func.sum(Posting.amount))
        .join_from(Posting, Person, (Person.company_id == Posting.company_id) & (Person.id == Posting.person_id))
        .join(Account, (Account.company_id == Posting.company_id) & (Account.id == Posting.account_id))
        .where(Person.employee_number.in_(numbers), Account.code.in_(codes), Posting.on_day <= date)
        .group_by(Posting.person_id, Posting.account_id)
    )
    return [
        Balance(Code=account, Date=f"{date}T00:00:00Z", EmployeeNr=number or "", Quantity=amount / MS_PER_HOUR)
        for number, account, amount in summed
    ]


async def _person(session: AsyncSession, key: str) -> Person:
    found = await session.scalar(select(Person).where(Person.company_id == state["company_id"], Person.key == key))
    if found is None:
        raise HTTPException(400, "names nothing")
    return found


async def _cause(session: AsyncSession, key: str) -> Cause:
    found = await session.scalar(select(Cause).where(Cause.company_id == state["company_id"], Cause.key == key))
    if found is None:
        raise HTTPException(400, "names nothing")
    return found


def _instant(moment: datetime) -> str:
    """UTC text; a time without a zone is local to the company."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


if __name__ == "__main__":
    serve(app, int(sys.argv[1]))
