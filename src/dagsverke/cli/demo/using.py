"""What the demo's people used and where they drove on their work orders: made up, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.commands import attest, documents, drives, expenses, machine_time
from dagsverke.app.ports import FileShelf, Record, Shelved, Store, UnitOfWork
from dagsverke.cli.demo.firms import Firm
from dagsverke.domain.calendars import local_to_instant
from dagsverke.domain.units import E6, MS_PER_HOUR

DAYS = 7
"""So often something is used on a work order, in days between."""
NOON = 12
ODOMETER_FIRST_KM = 41_250
ATTESTED_AFTER_DAYS = 45
PURPOSES = ("Till arbetsplatsen", "Hämtning av material", "Kundmöte", "Tippen")
FOLDER = "Handlingar"


def use(work: UnitOfWork, firm: Firm, first: date, last: date) -> None:
    """Expenses, drives and machine time from the first to the last day; what is old is attested."""
    dice = random.Random(f"{firm.seed}/use")  # noqa: S311  # made up, guards nothing
    orders = work.find_all("work_order")
    persons = [one for one in work.find_all("person") if one["is_active"]]
    articles = [one for one in work.find_all("article") if not one["is_category"]]
    machines = work.find_all("machine")
    vehicles = [one for one in work.find_all("register_item", kind="vehicle") if one["is_active"]]
    for day in _workdays(first, last):
        order, person = dice.choice(orders), dice.choice(persons)
        by = _by(work, person, order, day, dice)
        if articles:
            article = dice.choice(articles)
            amount = {"article_key": article["key"], "quantity_e6": dice.choice((1, 2, 3, 5, 8, 12)) * E6}
            expenses.record(work, {}, by | amount)
        if vehicles and day.toordinal() % 3 == 0:
            _drive(work, by, dice.choice(vehicles), dice)
        if machines and day.toordinal() % 4 == 0:
            _run(work, by, dice.choice(machines), dice)
    _attest(work, persons[0], last)


def _workdays(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() < 5:  # noqa: PLR2004  # Monday to Friday
            yield day
        day += timedelta(days=DAYS if day.day % 5 == 0 else 1)


def _by(work: UnitOfWork, person: Record, order: Record, day: date, dice: random.Random) -> dict[str, Any]:
    local = datetime(day.year, day.month, day.day, NOON, dice.randrange(60))  # noqa: DTZ001  # local on purpose
    return {
        "created_by_key": person["key"],
        "person_key": person["key"],
        "work_order_key": order["key"],
        "happened_at": local_to_instant(local, work.company.zone),
    }


def _drive(work: UnitOfWork, by: Mapping[str, Any], vehicle: Record, dice: random.Random) -> None:
    driven = work.find_all("drive", vehicle_id=vehicle["id"])
    start_m = driven[-1]["end_odometer_m"] if driven else ODOMETER_FIRST_KM * 1000
    kinds = work.find_all("drive_type")
    customer = work.find("customer", id=(work.find("work_order", key=by["work_order_key"]) or {})["customer_id"])
    there = f"{customer['address']}, {customer['city']}" if customer else "Västervik"
    drives.record(
        work,
        {},
        {
            **by,
            "vehicle_key": vehicle["key"],
            "type_key": kinds[0 if dice.randrange(4) else -1]["key"],
            "start_address": "Ängsvägen 1, Västervik",
            "end_address": there,
            "purpose": dice.choice(PURPOSES),
            "start_odometer_m": start_m,
            "end_odometer_m": start_m + dice.randrange(4, 60) * 1000,
        },
    )


def _run(work: UnitOfWork, by: Mapping[str, Any], machine: Record, dice: random.Random) -> None:
    hours = {"machine_key": machine["key"], "duration_ms": dice.randrange(1, 9) * MS_PER_HOUR}
    machine_time.record(work, {}, {**by, **hours, "note": machine["name"]})


def _attest(work: UnitOfWork, by: Record, last: date) -> None:
    """Everything that is old enough has been looked at."""
    before = (last - timedelta(days=ATTESTED_AFTER_DAYS)).isoformat()
    tables: Sequence[attest.Attested] = ("expense", "drive", "machine_entry")
    for table in tables:
        attest.attest(work, table, [one["id"] for one in work.find_all(table) if one["on_day"] < before], by["id"])


async def file_papers(store: Store, who: Principal, firm: Firm, uploader_key: str) -> None:
    """A folder on every work order's first project with the firm's papers in it; the bytes go to the shelf first."""
    kept = []
    for name, media, text in firm.papers:
        shelved = await store.on_shelf(partial(_put, who.company_id, text.encode()))
        kept.append((name, media, shelved))
    if kept:
        await store.write(who, partial(_file, kept=kept, uploader_key=uploader_key))


def _put(company_id: int, content: bytes, shelf: FileShelf) -> Shelved:
    return shelf.put(company_id, content)


def _file(work: UnitOfWork, kept: Sequence[tuple[str, str, Any]], uploader_key: str) -> None:
    by = {"created_by_key": uploader_key}
    for order in work.find_all("work_order")[::3]:
        at = {"owner_kind": "work_order", "owner_key": order["key"]}
        made = documents.record(work, {}, {**by, **at, "name": FOLDER})
        folder = work.find("document", id=made["id"])
        for name, media, shelved in kept:
            paper = {"name": name, "content_type": media, "content": shelved}
            inside = {"folder_key": folder["key"]} if folder else {}
            documents.record(work, {}, {**by, **at, **paper, **inside})
