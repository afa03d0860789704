"""My week: what is typed into a cell is recorded, and every sum beside it is right."""

from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from dagsverke.app.access import Principal
from dagsverke.app.commands import companies, locks, timesheets
from dagsverke.app.ports import UnitOfWork
from tests.harness import NOW, World
from tests.web.conftest import Person, enter

pytestmark = pytest.mark.anyio
MONDAY, TUESDAY = "2026-11-16", "2026-11-17"


def line_of(world: World, cause: str = "TID") -> str:
    """The line of a cause, on nothing."""
    return f"{world.ostra.keys[f'cause {cause}']}..."


async def put(person: Person, day: str, line: str, hours: str, **more: str) -> Any:
    """Type into a cell; the parts that come back, by id."""
    reply = await person.post("/week/cell", day=day, line=line, hours=hours, **more)
    assert reply.status_code == 200, reply.text
    return {one.get("id"): one for one in html.fromstring(reply.text).iter("td")}


async def hours_of(world: World, number: str = "1001") -> list[tuple[str, float]]:
    """What payroll reads of the person's week: day and hours."""
    reply = await world.client.get(
        "/3/attendancetransactions", headers=world.ostra.fortnox, params={"employeeid": number}
    )
    rows = reply.json()["AttendanceTransactions"]
    return sorted((row["Date"], float(row["Hours"])) for row in rows)


async def lock(world: World, last_on: str) -> None:
    """Lock the days from Monday on to a last one."""
    admin = Principal(world.ostra.company_id, 0, "cli", person_id=world.ostra.persons["admin"][0])

    def work(unit: UnitOfWork) -> None:
        locks.lock(unit, last_on, "lönekörning", first_on=MONDAY)

    await world.store.write(admin, work)


def text(part: Any) -> str:
    return " ".join(part.text_content().split())


async def test_a_cell_records_an_amount_and_moves_every_sum(world: World, anna: Person) -> None:
    parts = await put(anna, MONDAY, line_of(world), "7,5")
    assert await hours_of(world) == [(MONDAY, 7.5)]
    assert text(parts[f"worked-{MONDAY}"]) == "7:30"
    assert text(parts[f"difference-{MONDAY}"]) == "−0:30"
    assert text(parts["worked"]) == "7:30"
    assert parts[f"cell-{line_of(world).replace('.', '-')}-{MONDAY}"].find("input").get("value") == "7:30"


async def test_what_is_not_over_yet_lacks_nothing(world: World, anna: Person) -> None:
    await put(anna, TUESDAY, line_of(world), "9")
    page = html.fromstring((await anna.get(f"/week?week={MONDAY}")).text)
    toned = {one.get("id"): one.get("class") for one in page.iter("td") if (one.get("id") or "").startswith("differ")}
    assert toned == {
        f"difference-{MONDAY}": "number bad",
        f"difference-{TUESDAY}": "number good",
        "difference-2026-11-18": "number bad",
        "difference-2026-11-19": "number bad",
        "difference-2026-11-20": "number soft",  # today
        "difference-2026-11-21": "number",  # Saturday
        "difference-2026-11-22": "number",
        "difference": "number soft",
    }


async def test_typing_over_corrects_and_nothing_takes_away(world: World, anna: Person) -> None:
    line = line_of(world)
    for hours, kept in (("8", [(MONDAY, 8.0)]), ("1:30", [(MONDAY, 1.5)]), ("90min", [(MONDAY, 1.5)]), ("", [])):
        await put(anna, MONDAY, line, hours)
        assert await hours_of(world) == kept


async def test_what_is_no_amount_is_refused_at_its_cell_and_nothing_changes(world: World, anna: Person) -> None:
    line = line_of(world)
    await put(anna, MONDAY, line, "8")
    for told in ("much", "25", "-1"):
        parts = await put(anna, MONDAY, line, told)
        cell = parts[f"cell-{line.replace('.', '-')}-{MONDAY}"]
        assert cell.find("input").get("aria-invalid") == "true"
        assert cell.find("input").get("value") == told
    assert await hours_of(world) == [(MONDAY, 8.0)]


async def test_what_the_clock_measured_is_no_cells(world: World, anna: Person) -> None:
    firm = world.ostra
    body = {"createdByUser": firm.admin, "user": firm.persons["anna"][1], "timestamp": f"{MONDAY} 07:00", "time": 8}
    body["timeCategory"] = firm.keys["cause TID"]
    (await world.client.post("/api/2/timeLogs", headers=firm.seventime, json=body)).raise_for_status()
    page = (await anna.get("/week", week=MONDAY)).text
    assert f'id="hours-{line_of(world).replace(".", "-")}-{MONDAY}"' not in page
    parts = await put(anna, MONDAY, line_of(world), "1")
    assert await hours_of(world) == [(MONDAY, 8.0)]
    assert text(parts[f"worked-{MONDAY}"]) == "8:00"


async def test_a_line_names_what_its_time_is_on(world: World, anna: Person) -> None:
    keys = world.ostra.keys
    fields = {"cause": keys["cause TID"], "work_order": keys["work_order"]}
    reply = await anna.post("/week/line", week=MONDAY, **fields)
    assert reply.status_code == 303
    page = (await anna.get(reply.headers["location"])).text
    assert "Arbetsorder Sju" in page
    refused = await anna.post("/week/line", week=MONDAY, cause="0" * 24)
    assert refused.status_code == 400


async def test_the_hours_of_the_week_before_come_on_empty_days_only(world: World, anna: Person) -> None:
    line = line_of(world)
    for day, hours in (("2026-11-09", "8"), ("2026-11-10", "6")):
        await put(anna, day, line, hours)
    await put(anna, TUESDAY, line, "1")
    await anna.post("/week/copy", week=MONDAY, what="hours")
    assert [one for one in await hours_of(world) if one[0] >= MONDAY] == [(MONDAY, 8.0), (TUESDAY, 1.0)]
    reply = await anna.post("/week/copy", week="2026-11-23", what="lines")
    assert f"line={line}" in reply.headers["location"]
    assert [one for one in await hours_of(world) if one[0] > "2026-11-22"] == []


async def test_the_schedule_fills_the_days_of_work(world: World, anna: Person) -> None:
    await put(anna, TUESDAY, line_of(world), "4")
    await anna.post("/week/fill", week=MONDAY)
    days = [(f"2026-11-{day}", 8.0) for day in (16, 18, 19, 20)]
    assert await hours_of(world) == sorted([*days, (TUESDAY, 4.0)])


async def test_the_schedule_fills_no_day_to_come(world: World, anna: Person) -> None:
    world.clock.at = NOW - timedelta(days=2)
    await anna.post("/week/fill", week=MONDAY)
    assert await hours_of(world) == [(f"2026-11-{day}", 8.0) for day in (16, 17, 18)]
    reply = await anna.post("/week/fill", week="2026-11-23")
    assert "There was nothing to fill in" in (await anna.get(reply.headers["location"])).text
    assert len(await hours_of(world)) == 3


async def test_filling_in_says_how_many_days_are_passed_over_because_they_are_locked(
    world: World, anna: Person
) -> None:
    await put(anna, "2026-11-09", line_of(world), "7")
    await put(anna, "2026-11-11", line_of(world), "6")
    await lock(world, TUESDAY)
    reply = await anna.post("/week/copy", week=MONDAY, what="hours")
    assert "1 day was passed over because it is locked." in (await anna.get(reply.headers["location"])).text
    reply = await anna.post("/week/fill", week=MONDAY)
    assert "2 days were passed over because they are locked." in (await anna.get(reply.headers["location"])).text
    days = [("2026-11-18", 6.0), ("2026-11-19", 8.0), ("2026-11-20", 8.0)]
    assert [one for one in await hours_of(world) if one[0] >= MONDAY] == days
    assert "passed over" not in (await anna.get("/week", week=MONDAY, locked="many")).text


async def test_a_submitted_week_can_be_taken_back(world: World, anna: Person) -> None:
    await put(anna, MONDAY, line_of(world), "8")
    await anna.post("/week/submit", week=MONDAY, step="submit")
    assert "Submitted" in (await anna.get("/week", week=MONDAY)).text
    await anna.post("/week/submit", week=MONDAY, step="reopen")
    assert "Submit the week" in (await anna.get("/week", week=MONDAY)).text


async def test_a_week_that_is_submitted_or_approved_already_says_so(world: World, anna: Person) -> None:
    await put(anna, MONDAY, line_of(world), "8")
    await anna.post("/week/submit", week=MONDAY, step="submit")
    again = await anna.post("/week/submit", week=MONDAY, step="submit")
    assert again.status_code == 409
    assert "is submitted already" in again.text
    mine = [(world.ostra.persons["anna"][0], MONDAY)]
    await world.store.write(companies.operator(world.ostra.company_id), lambda unit: timesheets.approve(unit, mine))
    for step in ("submit", "reopen"):
        late = await anna.post("/week/submit", week=MONDAY, step=step)
        assert late.status_code == 409
        assert "is approved; what is approved is reopened by" in late.text


async def test_a_locked_day_says_why_and_takes_nothing(world: World, anna: Person) -> None:
    await lock(world, MONDAY)
    page = (await anna.get("/week", week=MONDAY, line=line_of(world))).text
    assert "lönekörning" in page
    assert f'-{MONDAY}" name="hours"' not in page
    await put(anna, MONDAY, line_of(world), "8")
    assert await hours_of(world) == []


async def test_nobody_sees_or_fills_the_week_of_whom_it_has_nothing_to_do_with(world: World, anna: Person) -> None:
    bo, norra = world.ostra.persons["bo"][1], world.norra.persons["bo"][1]
    for key in (bo, norra, "0" * 24):
        assert (await anna.get("/week", person=key)).status_code == 404
        await anna.post("/week/cell", day=MONDAY, line=line_of(world), hours="8", person=key)
    assert await hours_of(world, "1002") == []
    admin = await enter(world, world.ostra, "admin")
    assert (await admin.get("/week", person=bo)).status_code == 200
    assert (await admin.get("/week", person=norra)).status_code == 404


@pytest.mark.parametrize("week", ["soon", "0001-01-01", "9999-12-31", "2026-02-30"])
async def test_a_week_that_is_none_is_refused(anna: Person, week: str) -> None:
    assert (await anna.get("/week", week=week)).status_code == 400
