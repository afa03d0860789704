"""A day: stretches with begin and end, and the timer."""

from datetime import datetime
from typing import Any

import pytest

from dagsverke.app.ports import Reader
from tests.harness import World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
DAY = "2026-11-18"


async def entries(world: World, user: str = "anna") -> list[dict[str, Any]]:
    """The person's time entries, by begin."""
    person_id = world.ostra.persons[user][0]

    def read(reader: Reader) -> list[dict[str, Any]]:
        return sorted(
            (dict(one) for one in reader.find_all("time_entry", person_id=person_id)), key=lambda one: one["begins_at"]
        )

    return await world.store.read(world.ostra.company_id, read)


def spans(rows: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["begins_at"][:16], one["ends_at"][:16] if one["ends_at"] else None) for one in rows]


async def record(who: Person, begin: str, end: str, **more: str) -> int:
    """Say when one began and ended; the status of the answer."""
    return (await who.post("/day", day=DAY, begin=begin, end=end, cause="", **more)).status_code


async def test_a_stretch_is_recorded_in_the_companys_zone(world: World, anna: Person) -> None:
    assert await record(anna, "07:00", "16:00", note="Tak") == 303
    rows = await entries(world)
    assert spans(rows) == [("2026-11-18T06:00", "2026-11-18T15:00")]
    assert rows[0]["note"] == "Tak"


async def test_an_end_before_the_begin_is_of_the_next_day(world: World, anna: Person) -> None:
    assert await record(anna, "22:00", "06:00") == 303
    assert spans(await entries(world)) == [("2026-11-18T21:00", "2026-11-19T05:00")]


async def test_the_next_stretch_begins_where_the_last_one_ended(anna: Person) -> None:
    await record(anna, "07:00", "11:45")
    assert 'name="begin" value="11:45"' in (await anna.get("/day", day=DAY)).text


async def test_hours_without_clock_times_are_an_amount(world: World, anna: Person) -> None:
    assert await record(anna, "", "", hours="1:30") == 303
    rows = await entries(world)
    assert spans(rows) == [("2026-11-17T23:00", None)]
    assert rows[0]["duration_ms"] == 5_400_000


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [("", "", ""), ("25:00", "26:00", ""), ("07:00", "", ""), ("", "", "much"), ("x", "y", "")],
)
async def test_what_cannot_be_meant_is_said_and_nothing_is_recorded(
    world: World, anna: Person, begin: str, end: str, hours: str
) -> None:
    reply = await anna.post("/day", day=DAY, begin=begin, end=end, hours=hours)
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text
    assert await entries(world) == []


async def test_a_stretch_is_corrected_and_taken_away(world: World, anna: Person) -> None:
    await record(anna, "07:00", "16:00")
    path = f"/day/entries/{(await entries(world))[0]['key']}"
    assert (await anna.post(path, day=DAY, begin="08:00", end="16:30", note="")).status_code == 303
    assert spans(await entries(world)) == [("2026-11-18T07:00", "2026-11-18T15:30")]
    assert (await anna.post(path, day=DAY, step="withdraw")).status_code == 303
    assert await entries(world) == []


async def test_nobody_corrects_what_is_not_of_the_person_shown(world: World, anna: Person) -> None:
    admin = await enter(world, world.ostra, "admin")
    bo = world.ostra.persons["bo"][1]
    await record(admin, "07:00", "16:00", person=bo)
    key = (await entries(world, "bo"))[0]["key"]
    reply = await anna.post(f"/day/entries/{key}", day=DAY, step="withdraw")
    assert reply.status_code == 422
    assert len(await entries(world, "bo")) == 1


async def test_the_timer_becomes_a_stretch_when_it_is_stopped(world: World, anna: Person) -> None:
    keys = world.ostra.keys
    began: datetime = world.clock.at
    fields = {"cause": keys["cause TID"], "work_order": keys["work_order"], "step": "start"}
    assert (await anna.post("/timer", **fields)).status_code == 303
    assert "Arbetsorder Sju" in (await anna.get("/day")).text
    assert (await anna.post("/timer", step="start")).status_code == 422
    world.clock.pass_s(5400)
    assert (await anna.post("/timer", step="stop")).status_code == 303
    rows = await entries(world)
    assert [one["duration_ms"] for one in rows] == [5_400_000]
    assert rows[0]["begins_at"].startswith(began.isoformat()[:16])
    assert rows[0]["work_order_id"] is not None
    assert (await anna.post("/timer", step="stop")).status_code == 422


async def test_a_discarded_timer_leaves_nothing(world: World, anna: Person) -> None:
    await anna.post("/timer", step="start")
    await anna.post("/timer", step="discard")
    assert await entries(world) == []


async def test_a_timer_that_ran_less_than_a_minute_leaves_nothing_and_says_so(world: World, anna: Person) -> None:
    said = "The timer ran less than a minute"
    for seconds, count in ((59, 0), (60, 1)):
        await anna.post("/timer", step="start")
        world.clock.pass_s(seconds)
        reply = await anna.post("/timer", step="stop")
        assert reply.status_code == 303
        page = (await anna.get(reply.headers["location"])).text
        assert (said in page) is (count == 0)
        assert 'name="step" value="start"' in page
        assert len(await entries(world)) == count


def typed_in(page: str, action: str) -> dict[str, str]:
    """What stands in the fields of a form that are seen, and in those that a search fills."""
    form = found(page, f"//form[@action='{action}']")[0]
    fields = form.xpath(".//input[@name and (not(@type='hidden') or parent::*[@data-picker])]")
    told = {one.get("name"): one.get("value") or "" for one in fields}
    return told | {one.get("name"): (one.xpath("./option[@selected]/@value") or [""])[0] for one in form.iter("select")}


async def test_what_is_refused_stands_as_it_was_typed(world: World, anna: Person) -> None:
    await record(anna, "07:00", "11:00")
    keys = world.ostra.keys
    told = {"begin": "12:00", "end": "", "hours": "", "note": "Fönster & dörr", "cause": keys["cause TID"]}
    told |= {"customer": "", "project": "", "work_order": keys["work_order"]}
    reply = await anna.post("/day", day=DAY, **told)
    assert reply.status_code == 422
    assert typed_in(reply.text, "/day") == told
    amount = told | {"begin": "", "hours": "much"}
    assert typed_in((await anna.post("/day", day=DAY, **amount)).text, "/day") == amount
    path = f"/day/entries/{(await entries(world))[0]['key']}"
    change = {"begin": "x", "end": "11:30", "note": "Tak"}
    page = (await anna.post(path, day=DAY, **change)).text
    assert typed_in(page, path) == change
    assert typed_in(page, "/day")["begin"] == "11:00"
