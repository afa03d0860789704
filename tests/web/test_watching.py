"""What payroll keeps an eye on: weeks that are missing, days of employment, too many hours."""

import csv
import io

import pytest

from dagsverke.app.ports import UnitOfWork
from tests.app.workers import clock, employ, write
from tests.harness import World
from tests.web.conftest import Person, enter, found
from tests.web.test_week import line_of, put

pytestmark = pytest.mark.anyio
LAST_WEEK = {"from": "2026-11-09", "to": "2026-11-15"}
DAYS = ("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13")


def rows(page: str) -> list[list[str]]:
    """The cells of a list."""
    return [[one.text_content() for one in row.xpath("td")][1:] for row in found(page, "//table/tbody/tr")]


async def test_weeks_that_are_not_handed_in_or_lack_a_day_are_missing(
    world: World, anna: Person, admin: Person
) -> None:
    for day in DAYS[:4]:
        await put(anna, day, line_of(world), "8")
    page = (await admin.get("/approval/missing", **LAST_WEEK, name="anna")).text
    assert rows(page) == [
        ["week 46", "Anna Andersson", "1001", "Open", "1", "Fri 13 Nov", "32:00", "40:00", "−8:00"],
    ]
    await anna.post("/week/submit", week=DAYS[0], step="submit")
    assert [row[3:5] for row in rows((await admin.get("/approval/missing", **LAST_WEEK, name="anna")).text)] == [
        ["Submitted", "1"]
    ]
    await anna.post("/week/submit", week=DAYS[0], step="reopen")
    await put(anna, DAYS[4], line_of(world), "8")
    assert [row[3:5] for row in rows((await admin.get("/approval/missing", **LAST_WEEK, name="anna")).text)] == [
        ["Open", "0"]
    ]
    assert rows((await admin.get("/approval/missing", **LAST_WEEK, name="anna", show="days")).text) == []
    await anna.post("/week/submit", week=DAYS[0], step="submit")
    assert rows((await admin.get("/approval/missing", **LAST_WEEK, name="anna")).text) == []


async def test_what_is_missing_is_of_this_week_and_the_last_unless_said_and_of_the_own_department(world: World) -> None:
    chef = await enter(world, world.ostra, "chef")
    shown = rows((await chef.get("/approval/missing")).text)
    assert {row[1] for row in shown} == {"Anna Andersson", "Cecilia Chef"}
    assert {row[0] for row in shown} == {f"week {number}" for number in range(46, 48)}
    file = (await chef.get("/approval/missing.csv", **LAST_WEEK, name="anna")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file), delimiter=";")
    assert (row["Week"], row["Which days"]) == ("2026-W46", ", ".join(DAYS))


async def test_days_of_employment_are_listed_with_the_day_on_which_they_are_permanent(
    world: World, admin: Person
) -> None:
    def work(unit: UnitOfWork) -> None:
        employ(unit, "bo", "fixed_term", "2025-12-01")
        employ(unit, "doc", "substitute", "2024-01-01", "2026-06-30")

    await write(world, work)
    (bo,) = rows((await admin.get("/payroll/las", on="2026-11-20")).text)
    assert bo[:7] == ["Bo Öberg", "1002", "Fixed term", "01/12/2025", "", "355", "355"]
    (dag,) = rows((await admin.get("/payroll/priority", on="2026-11-20")).text)
    assert dag[1:4] == ["Dag Dokument", "9978", "Substitute"]
    assert dag[6] == "Any employment"


async def test_too_little_rest_is_told_with_its_law(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> None:
        clock(unit, "bo", "2026-11-10T12:00", 9)
        clock(unit, "bo", "2026-11-11T03:00", 8)

    await write(world, work)
    page = (await admin.get("/payroll/hours", show="over")).text
    (rest,) = [row for row in rows(page) if row[2] == "Daily rest"]
    assert rest[:2] == ["Bo Öberg", "1002"]
    assert rest[5:] == ["6:00", "11:00", "Over the limit", "1982:673 § 13"]
    assert not [row for row in rows((await admin.get("/payroll/hours", show="near")).text) if row[2] == "Daily rest"]


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/payroll/las", {"on": "soon"}),
        ("/payroll/hours", {"from": "2026-11-20", "to": "2026-11-01"}),
        ("/payroll/hours", {"employee": "7777"}),
        ("/approval/missing", {"from": "2024-01-01", "to": "2026-11-20"}),
    ],
)
async def test_what_cannot_be_listed_is_refused(admin: Person, path: str, params: dict[str, str]) -> None:
    assert (await admin.get(path, **params)).status_code == 400


@pytest.mark.parametrize(
    ("user", "statuses"), [("anna", (403, 403, 403, 403)), ("chef", (200, 403, 403, 403)), ("admin", (200,) * 4)]
)
async def test_each_list_is_for_its_roles(world: World, user: str, statuses: tuple[int, ...]) -> None:
    somebody = await enter(world, world.ostra, user)
    paths = ("/approval/missing", "/payroll/las", "/payroll/priority", "/payroll/hours")
    assert tuple([(await somebody.get(path)).status_code for path in paths]) == statuses
