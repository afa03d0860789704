"""Drives in pages: by the odometer or by how far it was."""

from typing import Any

import pytest

from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4
from tests.app.firms import add_drive, one_id, write
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.jobs import facts, fault, made, row_of, sent_by

pytestmark = pytest.mark.anyio


async def _told(world: World, **more: Any) -> dict[str, Any]:
    kind = await made(world, world.ostra, "drive_type", name="Bil", price_e4=6 * E4, cost_e4=3 * E4)
    words = {
        "purpose": "Hämta virke",
        "start_address": "Västervik",
        "end_address": "Gamleby",
        "happened_at": "2026-11-18",
    }
    return {"type_key": kind, "vehicle_key": world.ostra.keys["vehicle"], **words, **more}


async def test_a_drive_by_distance_begins_where_the_vehicles_last_one_ended(world: World, anna: Person) -> None:
    told = await _told(world, work_order_key=world.ostra.keys["work_order"])
    first = await anna.post("/drives/new", **told, start_odometer_m="41250", end_odometer_m="41262,4")
    assert first.status_code == 303, fault(first.text)
    known = facts((await anna.get(first.headers["location"])).text)
    assert (known["Kilometres"], known["Amount"], known["Vehicle"]) == ("12.4", "74.40", "ABC123")
    second = await anna.post("/drives/new", **told, distance_m="7,6")
    path = second.headers["location"]
    known = facts((await anna.get(path)).text)
    assert (known["Odometer at the start"], known["Odometer at the end"]) == ("41,262.4", "41,270")
    assert "Hämta virke" in (await anna.get(f"/work-orders/{world.ostra.keys['work_order']}")).text
    vehicle = (await anna.get(f"/vehicles/{world.ostra.keys['vehicle']}")).text
    assert len(found(vehicle, "//tbody/tr")) == 2
    form = (await anna.get(f"{path}/edit")).text
    assert found(form, "//input[@name='happened_at']/@disabled"), "the day of a drive stays"
    kept = sent_by(form)
    reply = await anna.post(f"{path}/edit", **{**kept, "distance_m": "10"})
    assert reply.headers["location"] == path, fault(reply.text)
    row = await row_of(world, world.ostra, "drive", key=path.rpartition("/")[2])
    assert (row["start_odometer_m"], row["end_odometer_m"], row["distance_m"]) == (41_262_400, 41_272_400, 10_000)


async def test_what_is_wrong_with_a_drive_is_said_at_its_field(world: World, anna: Person) -> None:
    told = await _told(world)
    odometer = {"start_odometer_m": "100", "end_odometer_m": "106", "distance_m": "5"}
    for more, said in (
        ({"distance_m": ""}, "Kilometres is required where the odometer is not read at the end"),
        ({"purpose": ""}, "Purpose is required"),
        ({"type_key": ""}, "Type is required"),
        ({"distance_m": "far"}, "Kilometres must be a number"),
        (odometer, "Kilometres is not what the odometer says"),
        ({**odometer, "distance_m": "", "end_odometer_m": "90"}, "Odometer at the end must not be less than the start"),
        ({"vehicle_key": ""}, "Registration number is required where no vehicle is given"),
    ):
        refused = await anna.post("/drives/new", **{**told, "distance_m": "5", **more})
        assert (refused.status_code, fault(refused.text)) == (422, said)


async def test_staff_see_and_withdraw_their_own_drives_alone(world: World, admin: Person, anna: Person) -> None:
    def work(unit: UnitOfWork) -> tuple[str, str]:
        mine = add_drive(unit)
        theirs = add_drive(unit, person_id=one_id(unit, "person", user_name="bo"), purpose="Bos tur")
        keys = {one["id"]: one["key"] for one in unit.find_all("drive")}
        return keys[mine], keys[theirs]

    mine, theirs = await write(world, work)
    assert [one.rpartition("/")[2] for one in found((await anna.get("/drives")).text, "//tr/@data-path")] == [mine]
    assert (await anna.get(f"/drives/{theirs}")).status_code == 404
    assert (await anna.post(f"/drives/{theirs}/withdraw")).status_code == 404
    assert (await admin.get(f"/drives/{theirs}")).status_code == 200
    assert (await anna.post(f"/drives/{mine}/withdraw")).headers["location"] == "/drives"
    page = (await admin.get("/drives")).text
    cells = [one.text_content() for one in found(page, "//tfoot/tr[1]/td")]
    assert cells[-2:] == ["10", "60.00"]
