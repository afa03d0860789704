"""Everybody's balances beside each other."""

import csv
import io
from typing import Any

import pytest

from dagsverke.app.commands import accounts, adjustments
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.firms import one_id, write
from tests.harness import World
from tests.web.conftest import Person, enter, found, hire

pytestmark = pytest.mark.anyio
ON = "2026-11-20"
HOURS = {"anna": 50, "bo": 35, "doc": -2}


def furnish(work: UnitOfWork) -> None:
    """Comp time of three persons, one of them beyond the limit, one near it."""
    accounts.rule(work, {"code": "Komp"}, {"warning_max": 30 * MS_PER_HOUR, "value_max": 40 * MS_PER_HOUR})
    for user_name, hours in HOURS.items():
        wanted = {
            "person_id": one_id(work, "person", user_name=user_name),
            "account_code": "Komp",
            "on_day": "2026-10-05",
            "amount": hours * MS_PER_HOUR,
            "reason": "Övertid i augusti",
        }
        adjustments.correct_balance(work, {}, wanted)


def cells(page: str, account: str = "Komptid") -> dict[str, str]:
    """What a column of accounts says, by person."""
    (before,) = (len(one.xpath("preceding-sibling::th")) for one in found(page, f"//th[a[text()='{account}']]"))
    rows = (row.xpath("td") for row in found(page, "//table/tbody/tr"))
    return {row[1].text_content(): row[before].text_content() for row in rows}


async def test_everybody_is_shown_with_where_each_balance_stands(world: World, admin: Person) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll", on=ON)).text
    assert cells(page) == {
        "Ada Admin": "0:00",
        "Anna Andersson": "50:00 Above the limit",
        "Bo Öberg": "35:00 Near the limit",
        "Cecilia Chef": "0:00",
        "Dag Dokument": "−2:00",
        "Eva Ek": "0:00",
    }
    assert "83:00" in found(page, "//tfoot")[0].text_content()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"show": "outside"}, ["Anna Andersson"]),
        ({"show": "near"}, ["Anna Andersson", "Bo Öberg"]),
        ({"show": "outside", "on": "2026-10-04"}, []),
        ({"name": "öberg"}, ["Bo Öberg"]),
        ({"sort": "-name", "name": "a"}, ["Eva Ek", "Dag Dokument", "Cecilia Chef", "Anna Andersson", "Ada Admin"]),
    ],
)
async def test_the_address_narrows_whom_the_page_shows(
    world: World, admin: Person, asked: dict[str, str], names: list[str]
) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll", **asked)).text
    assert [one.text_content() for one in found(page, "//table/tbody/tr/td[2]/a")] == names


async def test_a_department_is_told_by_its_key(world: World, admin: Person) -> None:
    page = (await admin.get("/payroll", department=world.ostra.keys["department"])).text
    assert list(cells(page)) == ["Anna Andersson", "Cecilia Chef"]


async def test_persons_are_ordered_by_a_balance_that_is_not_shown_among_the_columns(
    world: World, admin: Person
) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll", columns="name", sort="-outside")).text
    assert found(page, "//table/tbody/tr/td[2]")[0].text_content() == "Anna Andersson"


async def test_a_cell_leads_to_the_lines_that_make_it(world: World, admin: Person) -> None:
    await write(world, furnish)
    page = (await admin.get("/payroll", on=ON)).text
    (cell,) = found(page, "//tr[contains(., 'Andersson')]//a[contains(., '50:00')]")
    there = (await admin.get(cell.get("href"))).headers["location"]
    assert there == f"/balances/lines?person={world.ostra.persons['anna'][1]}&account=Komp&on={ON}"
    lines = (await admin.get(there)).text
    assert found(lines, "//tfoot//td[@class='number']")[0].text_content() == "+50:00"
    assert "Övertid i augusti" in lines


async def test_the_files_hold_exactly_what_is_shown(world: World, admin: Person) -> None:
    await write(world, furnish)
    (column,) = found((await admin.get("/payroll")).text, "//input[@data-column][../text()='Komptid']/@value")
    asked: dict[str, Any] = {"on": ON, "show": "near", "columns": f"name,{column}", "sort": f"-{column}"}
    file = (await admin.get("/payroll.csv", **asked)).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(file), delimiter=";")) == [
        ["Name", "Komptid"],
        ["Anna Andersson", "50"],
        ["Bo Öberg", "35"],
    ]
    assert (await admin.get("/payroll.xlsx", **asked)).content[:2] == b"PK"


async def test_a_manager_sees_its_department_and_staff_sees_nobody(world: World, anna: Person) -> None:
    chef = await enter(world, world.ostra, "chef")
    assert list(cells((await chef.get("/payroll")).text)) == ["Anna Andersson", "Cecilia Chef"]
    assert (await anna.get("/payroll")).status_code == 403


@pytest.mark.parametrize("path", ["/payroll", "/payroll.csv"])
async def test_a_day_that_is_none_is_refused(admin: Person, path: str) -> None:
    assert (await admin.get(path, on="soon")).status_code == 400


async def test_a_cell_leads_nobody_to_whom_or_what_it_does_not_see(world: World, admin: Person) -> None:
    chef = await enter(world, world.ostra, "chef")
    anna, bo, other = (
        firm.persons[name][0] for firm, name in ((world.ostra, "anna"), (world.ostra, "bo"), (world.norra, "bo"))
    )
    (cell, *_) = found((await chef.get("/payroll")).text, f"//a[starts-with(@href, '/payroll/{anna}/')]/@href")
    account = str(cell).partition("?")[0].rpartition("/")[2]
    for person, leads in (
        (chef, {f"{anna}/{account}": 303, f"{bo}/{account}": 404}),
        (admin, {f"{bo}/{account}": 303, f"{other}/{account}": 404, f"{anna}/999999": 404, f"999999/{account}": 404}),
    ):
        assert {path: (await person.get(f"/payroll/{path}")).status_code for path in leads} == leads


async def test_a_page_of_as_many_persons_as_it_holds_is_light(world: World, admin: Person) -> None:
    await hire(world, 120)
    page = await admin.get("/payroll")
    assert len(found(page.text, "//table/tbody/tr")) == 75
    assert len(page.content) < 170_000
    assert len(found((await admin.get("/payroll", page="2")).text, "//table/tbody/tr")) == 51
