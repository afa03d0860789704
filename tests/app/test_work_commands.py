"""Commands of work: contacts, machines, vehicles, expenses with receipts, drives as people tell them."""

from functools import partial
from typing import Any

import pytest

from dagsverke.app.commands import contacts, machines, receipts, trips, vehicles
from dagsverke.app.commands.companies import operator
from dagsverke.app.files import Attached
from dagsverke.app.ports import Reader, Shelved, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.errors import Absent, Conflict, Locked, Malformed
from dagsverke.domain.units import E4
from tests.app.firms import add_expense, write
from tests.harness import World

pytestmark = pytest.mark.anyio
KEPT = Shelved("0" * 64, 12)


def _expense(world: World, **more: Any) -> dict[str, Any]:
    anna = world.ostra.persons["anna"][1]
    money = {"unit_cost_e4": 100 * E4, "tax_e4": 25 * E4}
    return {"created_by_key": anna, "person_key": anna, "name": "Skruv", "happened_at": "2026-11-18", **money, **more}


async def _count(world: World, table: str) -> int:
    def read(reader: Reader) -> int:
        return len(reader.find_all(table))

    return await world.store.read(world.ostra.company_id, read)


async def test_an_expense_and_its_receipt_are_recorded_together_or_not_at_all(world: World) -> None:
    good, bad = (Attached("kvitto", media, KEPT) for media in ("image/png", "text/html"))
    with pytest.raises(Malformed) as refused:
        await write(world, lambda unit: receipts.record(unit, {}, _expense(world, receipt=bad)))
    assert refused.value.field == "receipt"
    assert (await _count(world, "expense"), await _count(world, "document")) == (0, 0)
    made = await write(world, lambda unit: receipts.record(unit, {}, _expense(world, receipt=good)))

    def read(reader: Reader) -> tuple[Any, Any]:
        return existing(reader, "expense", "id", **made), reader.find_all("document")

    expense, (document,) = await world.store.read(world.ostra.company_id, read)
    assert (document["owner_kind"], document["owner_id"], document["digest"]) == ("expense", expense["id"], KEPT.digest)
    assert (expense["unit_price_e4"], expense["discount_e4"]) == (100 * E4, 0), "without an article"


async def test_a_receipt_is_added_to_an_expense_that_stays_as_it_is_and_to_no_closed_one(world: World) -> None:
    def work(unit: UnitOfWork) -> list[str]:
        ids = [add_expense(unit, name="Bult"), add_expense(unit, is_invoiced=True)]
        return [existing(unit, "expense", "id", id=one)["key"] for one in ids]

    free, closed = await write(world, work)
    change = {"modified_by_key": world.ostra.admin, "receipt": Attached("a.pdf", "application/pdf", KEPT)}
    await write(world, lambda unit: receipts.correct(unit, {"key": free}, change))
    assert await _count(world, "document") == 1
    with pytest.raises(Locked):
        await write(world, lambda unit: receipts.correct(unit, {"key": closed}, change))
    assert await _count(world, "document") == 1


async def test_a_drive_goes_on_where_the_vehicle_stood_whoever_drove_it(world: World) -> None:
    def work(unit: UnitOfWork) -> list[tuple[int, int]]:
        kind = existing(unit, "drive_type", "id", id=unit.add("drive_type", {"name": "Bil"}))
        words = {"type_key": kind["key"], "purpose": "x", "start_address": "a", "end_address": "b"}
        found = []
        for user, more in (
            ("anna", {"vehicle_key": world.ostra.keys["vehicle"], "distance_m": 5000}),
            ("bo", {"registration_number": "ABC123", "distance_m": 7000}),
            ("anna", {"registration_number": "XYZ789", "distance_m": 1000}),
            ("bo", {"registration_number": "ABC123", "end_odometer_m": 15_000}),
        ):
            key = world.ostra.persons[user][1]
            made = trips.record(unit, {}, {"created_by_key": key, "person_key": key, **words, **more})
            row = existing(unit, "drive", "id", **made)
            found.append((row["start_odometer_m"], row["end_odometer_m"]))
        return found

    assert await write(world, work) == [(0, 5000), (5000, 12_000), (0, 1000), (12_000, 15_000)]


async def test_what_another_firm_has_cannot_be_named_or_changed(world: World) -> None:
    by = {"created_by_key": world.ostra.admin, "modified_by_key": world.ostra.admin}
    change = {"customer_key": world.norra.keys["customer"], "name": "Siv"}
    with pytest.raises(Malformed) as refused:
        await write(world, lambda unit: contacts.record(unit, {}, change))
    assert refused.value.field == "customer_key"
    target = {"key": world.norra.keys["vehicle"]}
    for correct in (contacts.correct, machines.correct, vehicles.correct):
        with pytest.raises(Absent):
            await write(world, partial(correct, target=target, change={**by, "name": "x"}))


async def test_a_vehicle_is_known_by_its_number_in_one_spelling_and_a_register_item_of_another_kind_is_none(
    world: World,
) -> None:
    made = await write(world, lambda unit: vehicles.record(unit, {}, {"code": " xyz 789 ", "name": "Skåpbil"}))
    with pytest.raises(Conflict, match="XYZ 789 is the number of Skåpbil"):
        await write(world, lambda unit: vehicles.record(unit, {}, {"code": "XYZ 789", "name": "Annan"}))

    def again(unit: UnitOfWork) -> str:
        key = existing(unit, "register_item", "id", **made)["key"]
        vehicles.correct(unit, {"key": key}, {"code": "xyz 789"})
        with pytest.raises(Absent):
            vehicles.correct(unit, {"key": world.ostra.keys["skill"]}, {"name": "x"})
        return str(existing(unit, "register_item", "id", **made)["code"])

    assert await write(world, again) == "XYZ 789"


async def test_a_machine_keeps_what_is_not_given_and_refers_to_types_of_machines_alone(world: World) -> None:
    by = {"created_by_key": world.ostra.admin, "modified_by_key": world.ostra.admin}

    def work(unit: UnitOfWork) -> tuple[int, str]:
        made = machines.record(unit, {}, {**by, "name": "Lift", "unit_price_e4": 180 * E4})
        key = existing(unit, "machine", "id", **made)["key"]
        machines.correct(unit, {"key": key}, {**by, "model": "X2"})
        row = existing(unit, "machine", "id", **made)
        with pytest.raises(Malformed) as refused:
            machines.correct(unit, {"key": key}, {**by, "type_key": world.ostra.keys["skill"]})
        assert refused.value.field == "type_key"
        return row["unit_price_e4"], row["model"]

    assert await write(world, work) == (180 * E4, "X2")
    norra = operator(world.norra.company_id)
    assert await world.store.read(norra.company_id, lambda reader: len(reader.find_all("machine"))) == 0
