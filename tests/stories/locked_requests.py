"""Every write of every API, aimed at a locked period: each parameter in turn, and every way into it and out of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.attendance_ids import entry_uuid
from dagsverke.app.commands import attendance
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import one_id
from tests.app.locked import AFTER, INSIDE, furnish, key_of
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.furnished import furnish as fill_books
from tests.dialects.seventime.replaying import EVERY, of
from tests.dialects.seventime.samples import minimal, samples_of
from tests.dialects.seventime.test_replay_writes import TABLES, nested, parameters
from tests.stories.doors import Way

SEVENTIME, FORTNOX, BEZALA = "/api/2", "/3/attendancetransactions", "/api/users/{user_id}/time_balances"
BY_KEY, BY_ID = f"{FORTNOX}/{{EmployeeId}}/{{Date}}/{{CauseCode}}", f"{FORTNOX}/{{id}}"
DATED = ("timeLogs", "expenses", "driverJournals")
"""Resources whose rows have a day."""
TIMED = ("timeLogs", "expenses")
"""Those whose day a request says."""
AMOUNTS = ("OT2", "OT3", "OT4", "OT5", "OK0", "OK1", "OK2", "OK3", "OK4", "OK5")
MOVED_IN = ("BER", "JOR")


@dataclass(frozen=True)
class Asked:
    """One request: the operation that it is of, and what is sent."""

    door: str
    method: str
    template: str
    path: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def operation(self) -> tuple[str, str, str]:
        """What the OpenAPI document calls it."""
        return self.door, self.method, self.template


@dataclass(frozen=True)
class Aims:
    """The rows that requests are aimed at: keys of the books, of dated rows ``in`` and ``out`` of it, of amounts."""

    keys: Mapping[str, str]
    books: Mapping[str, str]
    dated: Mapping[str, str]
    amounts: Mapping[str, str]
    mark_id: int
    person_id: int


async def aims_of(api: Api) -> Aims:
    """Fill the first firm's books, and put one row of each kind inside the period and after it."""
    furnished = await fill_books(api)

    def put(work: UnitOfWork) -> Aims:
        rows = furnish(work)
        dated = {
            name: key_of(work, name.split()[0], row_id) for name, row_id in rows.items() if not name.startswith("mark")
        }
        amounts = {}
        for code in (*AMOUNTS, *MOVED_IN):
            day = AFTER if code in MOVED_IN else INSIDE
            given = {"employee_number": "1001", "code": code, "on_day": day, "duration_ms": MS_PER_HOUR}
            attendance.record(work, {}, given)
            entry_id = one_id(work, "time_entry", attendance_code=code, is_clocked=False)
            amounts[code] = entry_uuid(key_of(work, "time_entry", entry_id))
        person_id = one_id(work, "person", user_name="anna")
        return Aims(furnished.keys, furnished.rows, dated, amounts, rows["mark in"], person_id)

    return await api.world.store.write(operator(api.firm.company_id), put)


def requests(aims: Aims, ways: list[Way]) -> Iterator[Asked]:
    """Everything that is sent, what deletes rows last."""
    every = [*_seventime(aims), *_fortnox(aims), *_bezala(aims)]
    told = {one.operation for one in every}
    every += [one for way in ways if way.method != "GET" for one in _others(aims, way, told)]
    return iter(sorted(every, key=lambda one: one.method == "DELETE"))


def _seventime(aims: Aims) -> Iterator[Asked]:
    for number, title in enumerate((*of("POST"), *of("PUT"), *of("DELETE"))):
        one = EVERY[title]
        samples = samples_of(one.resource, aims.keys)
        changes = [{}, *({name: samples[name].value, **samples[name].along} for name in parameters(one))]
        for place, change in enumerate(changes):
            for body in _bodies(aims, one, number * 100 + place, change):
                path = f"{SEVENTIME}/{one.resource}"
                yield Asked("seventime", one.method, path, path, body)


def _bodies(aims: Aims, one: Any, number: int, change: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The bodies with a change: of a new row in the period, or of the rows in it and those that may come into it."""
    inside = {"timestamp": f"{INSIDE} 09:30"} if one.resource in TIMED else {}
    if one.method == "POST":
        yield nested({**minimal(one.resource, aims.keys, number), **change, **inside})
        return
    samples = samples_of(one.resource, aims.keys)
    needed = {name: samples[name].value for name in one.requires if name != "_id" and "." not in name}
    if one.resource not in DATED:
        yield nested({**needed, "_id": aims.books[one.resource], **change})
        return
    table = TABLES[one.resource]
    yield nested({**needed, "_id": aims.dated[f"{table} in"], **change})
    if inside and one.method == "PUT":
        yield nested({**needed, "_id": aims.dated[f"{table} out"], **change, **inside})


def _fortnox(aims: Aims) -> Iterator[Asked]:
    row = {"EmployeeId": "1001", "CauseCode": "RES", "Date": INSIDE, "Hours": 2}
    yield Asked("fortnox", "POST", FORTNOX, FORTNOX, {"AttendanceTransaction": row})
    xml = "".join(f"<{name}>{value}</{name}>" for name, value in (row | {"CauseCode": "MER"}).items())
    media = {"content-type": "application/xml"}
    yield Asked("fortnox", "POST", FORTNOX, FORTNOX, f"<AttendanceTransaction>{xml}</AttendanceTransaction>", media)
    changes = ({"Hours": 3}, {"Date": AFTER}, {"CauseCode": "HLG"}, {"EmployeeId": "1002"}, None)
    for place, change in enumerate(changes):
        method = "DELETE" if change is None else "PUT"
        body = None if change is None else {"AttendanceTransaction": {"Hours": 1, **change}}
        by_key, by_id = AMOUNTS[place], AMOUNTS[place + len(changes)]
        yield Asked("fortnox", method, BY_KEY, f"{FORTNOX}/1001/{INSIDE}/{by_key}", body)
        yield Asked("fortnox", method, BY_ID, f"{FORTNOX}/{aims.amounts[by_id]}", body)
    moved = {"AttendanceTransaction": {"Hours": 1, "Date": INSIDE}}
    yield Asked("fortnox", "PUT", BY_KEY, f"{FORTNOX}/1001/{AFTER}/{MOVED_IN[0]}", moved)
    yield Asked("fortnox", "PUT", BY_ID, f"{FORTNOX}/{aims.amounts[MOVED_IN[1]]}", moved)


def _bezala(aims: Aims) -> Iterator[Asked]:
    path = BEZALA.format(user_id=aims.person_id)
    for kind in ("work_time", "vacation"):
        body = {"time_balance": {"balance_type": kind, "date": INSIDE, "value": 60}}
        yield Asked("bezala", "POST", BEZALA, path, body)
    yield Asked("bezala", "DELETE", f"{BEZALA}/{{id}}", f"{path}/{aims.mark_id}")


def _others(aims: Aims, way: Way, told: set[tuple[str, str, str]]) -> Iterator[Asked]:
    """A write that nothing above is of: once as it is, and once with everything that it may say."""
    if (way.door, way.method, way.path) in told:
        return
    path = way.path.replace("{publicLink}", "nobody-has-this-link")
    said = {"createdByUser": aims.keys["admin"], "date": INSIDE, "timestamp": INSIDE, "name": "x"}
    for body in ({}, {name: said.get(name, aims.keys["person"]) for name in way.properties}):
        yield Asked(way.door, way.method, way.path, path, body)
