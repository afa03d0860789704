"""Time of machines: record, correct, withdraw. The hours that a machine has been used move with it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dagsverke.app.locking import hold_days, unlocked
from dagsverke.app.owners import owners
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.amounts import AMOUNT_MAX_E4
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.timesheet import REGISTERED, plain_time
from dagsverke.domain.units import E4, price_of

Given = Mapping[str, Any]
REQUIRED = ("person_key", "machine_key", "duration_ms")


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a machine's time, now unless it is said when; person, machine and time are required."""
    require(change, "created_by_key", *REQUIRED)
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = _values(work, change, None) | {
        "status": REGISTERED,
        "created_by_id": creator["id"],
        "modified_by_id": creator["id"],
    }
    hold_days(work, values, field="happened_at")
    _use(work, None, values)
    return {"id": work.add("machine_entry", values)}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a machine's time; what is not given stays."""
    require(change, "modified_by_key", *(name for name in REQUIRED if name in change))
    entry = unlocked(work, existing(work, "machine_entry", "key", key=target["key"]))
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    values = _values(work, change, entry) | {"modified_by_id": modifier["id"]}
    hold_days(work, entry, values, field="happened_at")
    _use(work, entry, values)
    work.change("machine_entry", entry, values)
    return {"id": entry["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a machine's time; who did it is optional, but checked."""
    entry = unlocked(work, existing(work, "machine_entry", "key", key=target["key"]))
    refer_by_key(work, "person", "deleted_by_key", change.get("deleted_by_key"))
    hold_days(work, entry)
    _use(work, entry, None)
    work.withdraw("machine_entry", entry)
    return {"id": entry["id"]}


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Every column of the entry after the change but its status."""
    person = _referred(work, "person", change, before)
    machine = _machine(work, change, before)
    happened_at = change.get("happened_at") or (before["happened_at"] if before else work.now)
    duration_ms = plain_time(_kept(change, before, "duration_ms"), "duration_ms")
    return {
        "person_id": person["id"],
        "machine_id": machine["id"],
        "department_id": _department(work, change, before, person),
        **owners(work, change, before),
        **{name: _words(change, before, name) for name in ("note", "internal_note")},
        "happened_at": happened_at,
        "on_day": local_day(happened_at, work.company.zone),
        "duration_ms": duration_ms,
        **_amounts(change, before, machine, duration_ms),
        "is_billable": _kept(change, before, "is_billable", default=machine["is_billable"]),
    }


def _referred(work: UnitOfWork, table: str, change: Given, before: Record | None) -> Record:
    """The row that is referred to after the change."""
    field = f"{table}_key"
    if before is not None and field not in change:
        return refer(work, table, field, id=before[f"{table}_id"])
    return refer(work, table, field, key=change[field])


def _machine(work: UnitOfWork, change: Given, before: Record | None) -> Record:
    """The machine, which must take hours where it is new to the entry (Seven Time, hoursCanBeRegistered)."""
    machine = _referred(work, "machine", change, before)
    is_new = before is None or before["machine_id"] != machine["id"]
    if is_new and not machine["takes_hours"]:
        raise Conflict("closed", "machine_key", f"{machine['name']} takes no hours")
    return machine


def _department(work: UnitOfWork, change: Given, before: Record | None, person: Record) -> int | None:
    """The department as given, else that of the person."""
    if change.get("department_key"):
        item = refer(work, "register_item", "department_key", key=change["department_key"], kind="department")
        return int(item["id"])
    if "department_key" in change:
        return None
    is_same = before is not None and before["person_id"] == person["id"]
    found: int | None = before["department_id"] if before is not None and is_same else person["department_id"]
    return found


def _billable(change: Given, before: Record | None, duration_ms: int) -> int:
    """Billable time follows the duration until it is another."""
    if change.get("billable_ms") is not None:
        return plain_time(change["billable_ms"], "billable_ms")
    is_own = before is not None and "billable_ms" not in change and before["billable_ms"] != before["duration_ms"]
    return int(before["billable_ms"]) if before is not None and is_own else duration_ms


def _amounts(change: Given, before: Record | None, machine: Record, duration_ms: int) -> dict[str, int]:
    """Billable time, price per hour and cost; refused where either comes to more than can be meant."""
    billable_ms, unit_price_e4 = _billable(change, before, duration_ms), _price(change, before, machine)
    cost_e4 = price_of(machine["unit_cost_e4"], duration_ms)
    if max(cost_e4, abs(price_of(unit_price_e4, billable_ms))) > AMOUNT_MAX_E4:
        raise Malformed("range", "duration_ms", f"makes an amount beyond {AMOUNT_MAX_E4 // E4}")
    return {"billable_ms": billable_ms, "unit_price_e4": unit_price_e4, "cost_e4": cost_e4}


def _price(change: Given, before: Record | None, machine: Record) -> int:
    """The price per hour as given, else the machine's where the machine is new or the price was cleared."""
    if change.get("unit_price_e4") is not None:
        if change["unit_price_e4"] < 0:
            raise Malformed("range", "unit_price_e4", "must not be negative")
        return int(change["unit_price_e4"])
    is_kept = before is not None and "unit_price_e4" not in change and before["machine_id"] == machine["id"]
    return int(before["unit_price_e4"] if before is not None and is_kept else machine["unit_price_e4"])


def _use(work: UnitOfWork, before: Record | None, after: Given | None) -> None:
    """Move the used hours of the machines that an entry leaves and comes to."""
    moved: Counter[int] = Counter()
    if before is not None:
        moved[before["machine_id"]] -= before["duration_ms"]
    if after is not None:
        moved[after["machine_id"]] += after["duration_ms"]
    for machine_id, used_ms in sorted(moved.items()):
        machine = work.find("machine", id=machine_id)
        if machine is not None and used_ms:
            used = {"used_ms": max(0, machine["used_ms"] + used_ms), "used_at": work.now}
            work.change("machine", machine, used)


def _words(change: Given, before: Record | None, name: str) -> str:
    if name in change:
        return str(change[name] or "")
    return str(before[name]) if before is not None else ""


def _kept(change: Given, before: Record | None, name: str, default: Any = None) -> Any:
    if change.get(name) is not None:
        return change[name]
    return before[name] if before is not None else default
