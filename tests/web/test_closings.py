"""The year end in pages: a dry run, closing after a confirmation, and undoing."""

import csv
import io

import pytest

from dagsverke.app.balances import balance
from dagsverke.app.commands import accounts, adjustments, locks
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import one_id, write
from tests.harness import World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
ON = "2026-10-31"
PLAN = {"kind": "year", "on": ON}


def furnish(work: UnitOfWork) -> None:
    """Comp time of two persons, one of whom has more than is carried."""
    accounts.rule(work, {"code": "Komp"}, {"closes": "year", "carry_max": 40 * MS_PER_HOUR, "surplus": "pay"})
    for user_name, hours in {"anna": 50, "bo": 12}.items():
        wanted = {"person_id": one_id(work, "person", user_name=user_name), "account_code": "Komp"}
        more = {"on_day": "2026-10-05", "amount": hours * MS_PER_HOUR, "reason": "Övertid"}
        adjustments.correct_balance(work, {}, wanted | more)


async def held(world: World, on: str) -> int:
    """What Anna holds of comp time, in hours."""

    def read(reader: Reader) -> int:
        account = reader.company.accounts_by_code["Komp"]
        return balance(reader, world.ostra.persons["anna"][0], account, on) // MS_PER_HOUR

    return await world.store.read(world.ostra.company_id, read)


def row_of(page: str, name: str) -> list[str]:
    """The cells of a person in the dry run."""
    (row,) = found(page, f"//div[@id='rows']//tr[td/a[text()='{name}']]")
    return [one.text_content() for one in row.xpath("td")][1:]


async def test_a_dry_run_shows_what_becomes_of_everybody_and_changes_nothing(world: World, admin: Person) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll/closings/plan", **PLAN)).text
    figures = ["50:00", "40:00", "10:00", "10:00", "0:00", "0:00"]
    assert row_of(page, "Anna Andersson") == ["Anna Andersson", "1001", "Komptid", *figures]
    assert row_of(page, "Bo Öberg")[3:] == ["12:00", "12:00", "0:00", "0:00", "0:00", "0:00"]
    sums = found(page, "//section[@aria-labelledby='sums']//tbody/tr/td")
    assert [one.text_content() for one in sums] == ["62:00", "52:00", "10:00", "10:00", "0:00", "0:00"]
    assert await held(world, "2026-11-01") == 50


async def test_closing_wants_a_confirmation_is_listed_and_undone(world: World, admin: Person) -> None:
    await write(world, furnish)
    without = await admin.post("/payroll/closings", **PLAN)
    assert (without.status_code, await held(world, "2026-11-01")) == (422, 50)
    reply = await admin.post("/payroll/closings", **PLAN, confirmed="1", reason="Årsskifte")
    assert reply.status_code == 303
    assert [await held(world, day) for day in (ON, "2026-11-01")] == [50, 40]
    page = (await admin.get("/payroll/closings")).text
    assert "Årsskifte" in page
    assert "Ada Admin" in page
    (undo,) = found(page, "//form[contains(@action, '/undo')]/@action")
    assert (await admin.post(undo)).status_code == 303
    assert await held(world, "2026-11-01") == 50
    assert "Nothing is closed yet" in (await admin.get("/payroll/closings")).text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": "year", "year": "2026"}, "31/12/2026"),
        ({"kind": "vacation-year", "year": "2026"}, "31/03/2026"),
        ({"kind": "vacation-year", "year": "2027"}, "31/03/2027"),
    ],
)
async def test_the_year_says_the_last_day(world: World, admin: Person, asked: dict[str, str], says: str) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll/closings/plan", **asked)).text
    assert says in found(page, "//h1")[0].text_content()


async def test_what_is_still_to_come_may_be_looked_at_and_not_closed(world: World, admin: Person) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll/closings/plan", kind="year", year="2026")).text
    assert row_of(page, "Anna Andersson")[3] == "50:00"
    assert not found(page, "//form[@method='post'][@action='/payroll/closings']")
    reply = await admin.post("/payroll/closings", kind="year", year="2026", confirmed="1")
    assert (reply.status_code, "still to come" in reply.text) == (422, True)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"kind": "month", "year": "2026"},
        {"kind": "year", "year": "26"},
        {"kind": "year", "year": ""},
        {"kind": "flex", "year": "2026"},
        {"kind": "vacation-year", "on": "2026-10-31"},
        {"kind": "year", "on": "soon"},
    ],
)
async def test_what_cannot_be_closed_is_refused(admin: Person, asked: dict[str, str]) -> None:
    assert (await admin.get("/payroll/closings/plan", **asked)).status_code in (400, 422)
    assert (await admin.post("/payroll/closings", confirmed="1", **asked)).status_code == 422


async def test_a_closing_is_refused_where_the_day_after_is_locked(world: World, admin: Person) -> None:
    await write(world, furnish)
    await write(world, lambda work: locks.lock(work, "2026-11-10", "lönekörning"))
    reply = await admin.post("/payroll/closings", **PLAN, confirmed="1")
    assert (reply.status_code, "lönekörning" in reply.text) == (422, True)
    assert await held(world, "2026-11-11") == 50


async def test_the_dry_run_is_a_file_too(world: World, admin: Person) -> None:
    await write(world, furnish)
    file = (await admin.get("/payroll/closings/plan.csv", **PLAN)).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
    assert [(row["Name"], row["Value"], row["Paid out"]) for row in rows] == [
        ("Anna Andersson", "50", "10"),
        ("Bo Öberg", "12", "0"),
    ]


@pytest.mark.parametrize("user", ["anna", "chef"])
async def test_only_payroll_closes(world: World, admin: Person, user: str) -> None:
    await write(world, furnish)
    somebody = await enter(world, world.ostra, user)
    for path in ("/payroll/closings", "/payroll/closings/plan", "/payroll/closings/plan.csv"):
        assert (await somebody.get(path, **PLAN)).status_code == 403
    assert (await somebody.post("/payroll/closings", **PLAN, confirmed="1")).status_code == 403
    assert await held(world, "2026-11-01") == 50
    await admin.post("/payroll/closings", **PLAN, confirmed="1")
    (undo,) = found((await admin.get("/payroll/closings")).text, "//form[contains(@action, '/undo')]/@action")
    assert (await somebody.post(undo)).status_code == 403
    norra = await enter(world, world.norra, "admin")
    assert (await norra.post(undo)).status_code == 404
    assert await held(world, "2026-11-01") == 40


async def test_where_nobody_holds_anything_there_is_nothing_to_close(world: World, admin: Person) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll/closings/plan", kind="year", on="2026-10-01")).text
    assert "There is nothing to close" in page
    assert not found(page, "//form[@method='post'][@action='/payroll/closings']")
