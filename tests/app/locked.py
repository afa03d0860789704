"""A November whose first half is locked, and everything that somebody might change in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.commands import (
    attendance,
    drives,
    employments,
    expenses,
    locks,
    machine_time,
    marks,
    schedules,
    time,
)
from dagsverke.app.commands.companies import operator
from dagsverke.app.importing import import_attendance
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.calendars import midnight, plus_ms
from dagsverke.domain.errors import Refusal
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import add_drive, add_expense, add_machine_time, add_time, one_id
from tests.harness import World

T = TypeVar("T")
FIRST, LAST = "2026-11-01", "2026-11-15"
INSIDE, AFTER = "2026-11-10", "2026-11-18"
REASON = "lönekörning"
Step = Callable[[UnitOfWork], object]


def as_person(world: World, user_name: str | None, reach: Any = "all") -> Principal:
    """The first firm's person, or its operator where none is named."""
    person_id = world.ostra.persons[user_name][0] if user_name else None
    return replace(operator(world.ostra.company_id), person_id=person_id, reach=reach)


async def write(
    world: World, work_it: Callable[[UnitOfWork], T], user_name: str | None = None, reach: Any = "all"
) -> T:
    """Do it in the first firm as somebody."""
    return await world.store.write(as_person(world, user_name, reach), work_it)


def key_of(work: UnitOfWork, table: str, row_id: int) -> str:
    """The key of a row."""
    row = work.find(table, id=row_id)
    assert row is not None
    return str(row["key"])


def department_id(work: UnitOfWork) -> int:
    """The department of Anna and Cecilia."""
    return one_id(work, "register_item", kind="department")


def furnish(work: UnitOfWork, person: str = "anna") -> dict[str, int]:
    """One row of each kind inside the period that is to be locked, and one after it, of a person."""
    who = one_id(work, "person", user_name=person)
    found: dict[str, int] = {}
    add = {"time_entry": add_time, "expense": add_expense, "drive": add_drive, "machine_entry": add_machine_time}
    for where, day in (("in", INSIDE), ("out", AFTER)):
        at = plus_ms(midnight(day, work.company.zone), 8 * MS_PER_HOUR)
        for table, adder in add.items():
            moment: dict[str, Any] = {"begins_at": at, "ends_at": plus_ms(at, MS_PER_HOUR * 3 // 2)}
            more = moment | {"is_clocked": True} if table == "time_entry" else {"happened_at": at}
            more |= {"registration_number": "ABC123", "end_odometer_m": 10_000} if table == "drive" else {}
            found[f"{table} {where}"] = adder(work, person_id=who, on_day=day, **more)
        mark = {"person_id": who, "account_code": "Flex", "on_day": day, "value": 3_600_000}
        found[f"mark {where}"] = int(marks.put(work, {}, mark)["id"])
    return found


class _Undone(Exception):
    """What was done is taken back."""


def refused(work: UnitOfWork, step: Step) -> Refusal | None:
    """The refusal of a step, None where it was taken; either way nothing of it stays."""

    def then_undo() -> None:
        step(work)
        raise _Undone

    try:
        work.attempt(then_undo)
    except Refusal as refusal:
        return refusal
    except _Undone:
        pass
    return None


def lock_it(work: UnitOfWork, *, of: int | None = None) -> int:
    """Lock the first half of November."""
    return locks.lock(work, LAST, REASON, first_on=FIRST, department_id=of)


def changes(rows: Mapping[str, int], person: str = "anna") -> dict[str, Step]:
    """Every way to change what lies in the period, or to move something into or out of it."""
    return (
        {f"time: {name}": step for name, step in _of_time(rows, person).items()}
        | {f"amount: {name}": step for name, step in _of_amounts(person).items()}
        | {f"ledger: {name}": step for name, step in _of_ledger(rows, person).items()}
        | _of_things(rows, person)
    )


def _who(work: UnitOfWork, person: str) -> dict[str, Any]:
    key = key_of(work, "person", one_id(work, "person", user_name=person))
    return {"created_by_key": key, "modified_by_key": key, "deleted_by_key": key, "person_key": key}


def _of_time(rows: Mapping[str, int], person: str) -> dict[str, Step]:
    def at(work: UnitOfWork, day: str) -> dict[str, Any]:
        return {"begins_at": plus_ms(midnight(day, work.company.zone), 8 * MS_PER_HOUR), "duration_ms": MS_PER_HOUR}

    def target(work: UnitOfWork, where: str) -> dict[str, str]:
        return {"key": key_of(work, "time_entry", rows[f"time_entry {where}"])}

    def other(work: UnitOfWork) -> dict[str, Any]:
        return _who(work, person) | {"person_key": _who(work, "e1023")["person_key"]}

    return {
        "record": lambda work: time.record(work, {}, _who(work, person) | at(work, INSIDE)),
        "correct": lambda work: time.correct(work, target(work, "in"), _who(work, person) | {"duration_ms": 1}),
        "note": lambda work: time.correct(work, target(work, "in"), _who(work, person) | {"note": "x"}),
        "move out": lambda work: time.correct(work, target(work, "in"), _who(work, person) | at(work, AFTER)),
        "move in": lambda work: time.correct(work, target(work, "out"), _who(work, person) | at(work, INSIDE)),
        "give away": lambda work: time.correct(work, target(work, "in"), other(work)),
        "withdraw": lambda work: time.withdraw(work, target(work, "in"), _who(work, person)),
    }


def _of_amounts(person: str) -> dict[str, Step]:
    def number(work: UnitOfWork) -> str:
        row = work.find("person", user_name=person)
        assert row is not None
        return str(row["employee_number"])

    def record(work: UnitOfWork, day: str = INSIDE) -> object:
        given = {"employee_number": number(work), "code": "MER", "on_day": day, "duration_ms": MS_PER_HOUR}
        return attendance.record(work, {}, given)

    def move_in(work: UnitOfWork) -> object:
        record(work, AFTER)
        target = {"employee_number": number(work), "code": "MER", "on_day": AFTER}
        return attendance.correct(work, target, {"on_day": INSIDE})

    def bring_in(work: UnitOfWork) -> object:
        row = {"employee_number": number(work), "code": "MER", "hours": "2"}
        return import_attendance(work, [row | {"on_day": AFTER}, row | {"on_day": INSIDE}])

    return {"record": record, "move in": move_in, "import": bring_in}


def _of_ledger(rows: Mapping[str, int], person: str) -> dict[str, Step]:
    def put(work: UnitOfWork) -> object:
        who = one_id(work, "person", user_name=person)
        return marks.put(work, {}, {"person_id": who, "account_code": "Komp", "on_day": INSIDE, "value": 1})

    def take_back(work: UnitOfWork) -> object:
        who = one_id(work, "person", user_name=person)
        return marks.take_back(work, {"id": rows["mark in"], "person_id": who}, {})

    def assign(work: UnitOfWork) -> object:
        given = {"person_id": one_id(work, "person", user_name=person), "schedule_id": one_id(work, "schedule")}
        return schedules.assign(work, {}, given | {"starts_on": INSIDE})

    def employ(work: UnitOfWork) -> object:
        who = one_id(work, "person", user_name=person)
        return employments.begin(work, {}, {"person_id": who, "form": "substitute", "starts_on": INSIDE})

    return {"mark": put, "unmark": take_back, "assign": assign, "employ": employ}


def _of_things(rows: Mapping[str, int], person: str) -> dict[str, Step]:
    found: dict[str, Step] = {}
    for table, module, given in (
        ("expense", expenses, _expense),
        ("drive", drives, _drive),
        ("machine_entry", machine_time, _machine_time),
    ):
        for name, step in _of_thing(rows, person, table, module, given).items():
            found[f"{table}: {name}"] = step
    return found


def _of_thing(
    rows: Mapping[str, int], person: str, table: str, module: Any, given: Callable[[UnitOfWork], dict[str, Any]]
) -> dict[str, Step]:
    def at(work: UnitOfWork, day: str) -> dict[str, Any]:
        return {"happened_at": plus_ms(midnight(day, work.company.zone), 9 * MS_PER_HOUR)}

    def target(work: UnitOfWork, where: str) -> dict[str, str]:
        return {"key": key_of(work, table, rows[f"{table} {where}"])}

    def correct(where: str, day: str | None = None, **more: Any) -> Step:
        def step(work: UnitOfWork) -> object:
            moved = at(work, day) if day else {}
            return module.correct(work, target(work, where), _who(work, person) | moved | more)

        return step

    found = {
        "record": lambda work: module.record(work, {}, _who(work, person) | given(work) | at(work, INSIDE)),
        "note": correct("in", note="x"),
        "withdraw": lambda work: module.withdraw(work, target(work, "in"), _who(work, person)),
    }
    moves = {"move out": correct("in", AFTER), "move in": correct("out", INSIDE)}
    return found if table == "drive" else found | moves  # a drive stays on the day on which it was recorded


def _expense(work: UnitOfWork) -> dict[str, Any]:
    del work
    return {"name": "Skruv", "unit_cost_e4": 1, "unit_price_e4": 2, "discount_e4": 0, "tax_e4": 250_000}


def _drive(work: UnitOfWork) -> dict[str, Any]:
    kind = key_of(work, "drive_type", one_id(work, "drive_type", name="Bil"))
    words = {"start_address": "Här", "end_address": "Där", "purpose": "Möte", "registration_number": "ABC123"}
    return {"type_key": kind, "start_odometer_m": 0, "end_odometer_m": 1000, **words}


def _machine_time(work: UnitOfWork) -> dict[str, Any]:
    return {"machine_key": key_of(work, "machine", one_id(work, "machine", name="Lift")), "duration_ms": MS_PER_HOUR}
