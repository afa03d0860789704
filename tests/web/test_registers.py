"""What a company is, as lists and forms: written by the commands of its file, refused at the field."""

import json
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader
from dagsverke.web.pages.registers import KEPT
from tests.harness import World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
HELTID = 'mon-fri = "07:00-16:00 break 12:00-13:00"'


async def row(world: World, table: str, **equals: Any) -> Any:
    """A row of the first firm."""

    def read(reader: Reader) -> Any:
        return reader.find(table, **equals)

    return await world.store.read(world.ostra.company_id, read)


def fields(page: str) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    sent = {}
    for one in found(page, "//form[.//button[contains(., 'Save')]]//*[@name]"):
        if one.get("disabled") is not None or (one.get("type") == "checkbox" and one.get("checked") is None):
            continue
        if one.tag == "select":
            sent[one.get("name")] = next((str(each) for each in one.xpath("./option[@selected]/@value")), "")
        elif one.tag == "textarea":
            sent[one.get("name")] = one.text or ""
        else:
            sent[one.get("name")] = one.get("value") or ""
    return sent


@pytest.mark.parametrize("kept", KEPT, ids=lambda one: one.section)
async def test_every_section_is_a_list_with_files_and_a_form(admin: Person, kept: Any) -> None:
    path = kept.listing.path
    assert (await admin.get(path)).status_code == 200
    assert (await admin.get(f"{path}.csv")).status_code == 200
    assert (await admin.get(f"{path}/new")).status_code == 200
    assert (await admin.get(f"{path}/987654/edit")).status_code == 404
    assert (await admin.get(f"{path}/x/edit")).status_code == 404


@pytest.mark.parametrize("code", ["", "OK9"])
async def test_a_row_without_what_it_must_have_is_refused_at_a_field_that_is_marked(admin: Person, code: str) -> None:
    page = await admin.post("/registers/cause/new", code=code, name="")
    assert page.status_code == 422
    assert found(page.text, "//*[@aria-invalid='true']/@name") == ["name"]
    assert found(page.text, "//*[@name='name']/@required")
    assert (await admin.post("/registers/cause/new", name="Utan kod")).status_code == 303


async def test_accounts_in_the_books_are_named_as_a_bookkeeper_names_them(admin: Person) -> None:
    page = (await admin.get("/registers/bookkeeping")).text
    labels = [one.text_content().strip() for one in found(page, "//main//label")]
    assert "Sales at 25 per cent VAT" in labels
    assert [one for one in labels if "_" in one] == []


async def test_vehicles_are_kept_on_their_own_page_alone(admin: Person) -> None:
    links = found((await admin.get("/registers")).text, "//main//a/@href")
    assert "/registers/department" in links
    assert "/registers/vehicle" not in links
    assert (await admin.get("/registers/vehicle")).status_code == 404
    assert (await admin.get("/vehicles/new")).status_code == 200


@pytest.mark.parametrize("kept", KEPT, ids=lambda one: one.section)
async def test_a_form_that_is_sent_as_it_stands_changes_nothing(world: World, admin: Person, kept: Any) -> None:
    hrefs = found((await admin.get(kept.listing.path)).text, "//tbody//a/@href")
    if not hrefs:
        sent = {"name": "Ny", "code": "1", "day": "12-23", "active": "1"}
        assert (await admin.post(f"{kept.listing.path}/new", **sent)).status_code == 303
        hrefs = found((await admin.get(kept.listing.path)).text, "//tbody//a/@href")
    before = await row(world, "event", place=1)
    events = await world.store.read(world.ostra.company_id, lambda reader: len(reader.find_all("event")))
    page = await admin.get(str(hrefs[0]))
    reply = await admin.client.post(str(hrefs[0]), data=fields(page.text))
    assert reply.status_code == 303, found(reply.text, "//*[@role='alert']/text()")
    assert await world.store.read(world.ostra.company_id, lambda reader: len(reader.find_all("event"))) == events
    assert await row(world, "event", place=1) == before


async def test_the_first_page_counts_the_rows_of_every_section(admin: Person) -> None:
    page = (await admin.get("/registers")).text
    told = {one.xpath("string(a)"): one.xpath("string(small)") for one in found(page, "//main//li")}
    assert (told["Departments"], told["Skills"], told["Articles"], told["Roles"]) == ("1", "1", "0", "4")
    assert len(told) == len(KEPT) + 2


async def test_a_department_is_made_renamed_and_removed(world: World, admin: Person) -> None:
    reply = await admin.post("/registers/department/new", name="Måleri", code="7", active="1")
    assert (reply.status_code, reply.headers["location"]) == (303, "/registers/department")
    made = await row(world, "register_item", name="Måleri")
    assert (made["code"], made["kind"], made["is_active"]) == ("7", "department", True)
    path = f"/registers/department/{made['id']}"
    assert (await admin.post(f"{path}/edit", name="Målning", code="7", price="12,50")).status_code == 303
    after = await row(world, "register_item", id=made["id"])
    assert (after["name"], after["is_active"], after["price_e4"]) == ("Målning", False, 125_000)
    assert (await admin.post(f"{path}/withdraw")).status_code == 303
    assert await row(world, "register_item", id=made["id"]) is None


async def test_what_is_wrong_is_said_at_its_field(admin: Person) -> None:
    async def refused(path: str, **sent: str) -> list[str]:
        reply = await admin.post(path, **sent)
        assert reply.status_code == 422
        return [str(one) for one in found(reply.text, "//*[@aria-invalid='true']/@name")]

    assert await refused("/registers/department/new", name="") == ["name"]
    assert await refused("/registers/department/new", name="Utveckling") == ["name"]
    assert await refused("/registers/department/new", name="Ny", price="mycket") == ["price"]
    assert await refused("/registers/cause/new", name="Ny", code="A B") == ["code"]
    assert await refused("/registers/cause/new", name="Ny", color="red") == ["color"]
    assert await refused("/registers/schedule/new", name="Ny", weeks="[[weeks]]\nmon = 7") == ["weeks"]
    assert await refused("/registers/schedule/new", name="Ny", weeks="[[weeks") == ["weeks"]
    assert await refused("/registers/account/new", code="X", factors="NOPE = 1") == ["factors"]
    assert await refused("/registers/calendar/new", day="13-01", name="Ny") == ["day"]
    assert await refused("/company", name="Ny", zone="Europe/Stockholm", vacation_begins="02-30") == ["vacation_begins"]


async def test_a_schedule_is_written_as_weeks(world: World, admin: Person) -> None:
    weeks = f"[[weeks]]\n{HELTID}\n[[weeks]]\n"
    assert (await admin.post("/registers/schedule/new", name="Varannan", weeks=weeks, active="1")).status_code == 303
    made = await row(world, "schedule", name="Varannan")
    assert [one["work_ms"] for one in json.loads(made["weeks"])] == [40 * 3_600_000, 0]
    page = (await admin.get(f"/registers/schedule/{made['id']}/edit")).text
    assert HELTID in fields(page)["weeks"]


async def test_an_account_gets_factors_and_limits_in_its_own_unit(world: World, admin: Person) -> None:
    account = await row(world, "account", code="Komp")
    page = (await admin.get(f"/registers/account/{account['id']}/edit")).text
    sent = fields(page) | {"max": "40,5", "factors": fields(page)["factors"].replace("OK1 = 1.5", "OK1 = 2")}
    assert (await admin.client.post(f"/registers/account/{account['id']}/edit", data=sent)).status_code == 303
    after = await row(world, "account", code="Komp")
    assert after["value_max"] == 145_800_000
    cause = await row(world, "cause", code="OK1")
    assert (await row(world, "account_factor", account_id=account["id"], cause_id=cause["id"]))["factor_e4"] == 20_000


async def test_prices_of_a_list_are_those_of_articles_and_hours(world: World, admin: Person) -> None:
    assert (await admin.post("/registers/article/new", name="Färg", number="F1", price="99")).status_code == 303
    sent = {"name": "Storkund", "articles": "F1 = 79.5", "hours": "TID = 495"}
    assert (await admin.post("/registers/price_list/new", **sent)).status_code == 303
    found_list = await row(world, "price_list", name="Storkund")
    article, cause = await row(world, "article", number="F1"), await row(world, "cause", code="TID")
    of_article = await row(world, "price_list_row", price_list_id=found_list["id"], article_id=article["id"])
    of_hour = await row(world, "price_list_row", price_list_id=found_list["id"], cause_id=cause["id"])
    assert (of_article["price_e4"], of_hour["price_e4"]) == (795_000, 4_950_000)


async def test_a_day_of_the_calendar_moves(world: World, admin: Person) -> None:
    path = "/registers/calendar"
    assert (await admin.post(f"{path}/new", day="12-23", name="Dan före dan", share="0,5")).status_code == 303
    made = await row(world, "calendar_rule", day="12-23")
    sent = {"day": "2026-12-22", "name": "Dan före dan", "share": "0,5"}
    assert (await admin.post(f"{path}/{made['id']}/edit", **sent)).status_code == 303
    assert await row(world, "calendar_rule", day="12-23") is None
    assert (await row(world, "calendar_rule", day="2026-12-22"))["share_e4"] == 5_000


async def test_the_company_says_who_it_is(world: World, admin: Person) -> None:
    page = (await admin.get("/company")).text
    sent = fields(page) | {"bankgiro": "991-2346", "payment_days": "10", "f_tax": "1"}
    assert (await admin.client.post("/company", data=sent)).status_code == 303
    after = (await row(world, "company")) or {}
    assert (after["bankgiro"], after["payment_days"], after["has_f_tax"]) == ("991-2346", 10, True)
    assert "country" not in fields(page)


async def test_a_series_goes_on_and_never_back(world: World, admin: Person) -> None:
    def shown(page: str) -> dict[str, str]:
        return {
            one.xpath("string(th)"): one.xpath("string(.//input[@name='next']/@value)")
            for one in found(page, "//tbody/tr")
        }

    assert (await admin.post("/registers/series/invoice", next="5000")).status_code == 303
    assert shown((await admin.get("/registers/series")).text)["Invoices"] == "5000"
    for wrong in ("4999", "0", "", "many", "99999999999"):
        reply = await admin.post("/registers/series/invoice", next=wrong)
        assert (reply.status_code, shown(reply.text)["Invoices"]) == (422, wrong)
    assert (await admin.post("/registers/series/secret", next="1")).status_code == 404
    theirs = await enter(world, world.norra, "admin")
    assert shown((await theirs.get("/registers/series")).text)["Invoices"] == "1"


async def test_what_stays_cannot_be_removed_and_what_is_locked_not_changed(world: World, admin: Person) -> None:
    cause = await row(world, "cause", code="SEM")
    assert (await admin.post(f"/registers/cause/{cause['id']}/withdraw")).status_code == 404
    await admin.post("/locks", first_on="2026-11-01", last_on="2026-11-15", reason="lön")
    page = (await admin.get(f"/registers/cause/{cause['id']}/edit")).text
    sent = {name: value for name, value in fields(page).items() if name != "vacation"}
    reply = await admin.client.post(f"/registers/cause/{cause['id']}/edit", data=sent)
    assert (reply.status_code, "locked" in reply.text) == (422, True)
    assert (await row(world, "cause", code="SEM"))["is_vacation"] is True


async def test_other_firms_rows_and_other_roles_are_kept_out(world: World, admin: Person, anna: Person) -> None:
    theirs = await world.store.read(world.norra.company_id, lambda reader: reader.find_all("schedule")[0]["id"])
    assert (await admin.get(f"/registers/schedule/{theirs}/edit")).status_code == 404
    assert (await admin.post(f"/registers/schedule/{theirs}/edit", name="x", weeks=HELTID)).status_code in (404, 422)
    chef = await enter(world, world.ostra, "chef")
    for person in (anna, chef):
        for path in ("/registers", "/registers/series", "/company", "/registers/cause", "/registers/cause/new"):
            assert (await person.get(path)).status_code == 403
        assert (await person.post("/company", name="x")).status_code == 403


@pytest.mark.parametrize(
    ("of", "words"), [({"name": "Truck"}, "An older row has the same name"), ({"name": ""}, "has no name yet")]
)
async def test_a_row_without_a_name_of_its_own_says_so_and_can_be_given_one(
    world: World, admin: Person, of: dict[str, str], words: str
) -> None:
    ours = operator(world.ostra.company_id)
    await admin.post("/registers/skill/new", name="Truck", active="1")
    made = await world.store.write(ours, lambda work: work.add("register_item", {"kind": "skill", **of}))
    path = f"/registers/skill/{made}"
    assert f"{path}/edit" in found((await admin.get("/registers/skill")).text, "//tbody//a/@href")
    page = (await admin.get(f"{path}/edit")).text
    assert words in page
    again = await admin.post(f"{path}/edit", **fields(page))
    assert (again.status_code, found(again.text, "//*[@aria-invalid='true']/@name")) == (422, ["name"])
    assert (await admin.post(f"{path}/withdraw")).status_code == 422
    assert (await admin.post(f"{path}/edit", name="Lift", description="ny", active="1")).status_code == 303
    assert [(one["name"], one["description"]) for one in [await row(world, "register_item", id=made)]] == [
        ("Lift", "ny")
    ]
    assert words not in (await admin.get(f"{path}/edit")).text
    assert (await admin.post(f"{path}/withdraw")).status_code == 303
