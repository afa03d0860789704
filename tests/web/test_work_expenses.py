"""Expenses in pages: with a photographed receipt, for whom they are, and who sees them."""

from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands import locks
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E4, E6
from tests.app.firms import add_drive, add_expense, one_id, write
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.jobs import facts, fault, made, png, row_of, sent_by

pytestmark = pytest.mark.anyio

NO_RECEIPT = "Receipt must be a picture (GIF, JPEG, PNG, WebP) or a PDF"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)


def _told(world: World, **more: Any) -> dict[str, Any]:
    """Screws for 100 kronor of 25 percent, on the work order."""
    order = world.ostra.keys["work_order"]
    money = {"unit_cost_e4": "100", "tax_e4": "25"}
    return {
        "name": "Skruv",
        "happened_at": "2026-11-18",
        "quantity_e6": "2,5",
        "work_order_key": order,
        **money,
        **more,
    }


async def test_an_expense_with_its_receipt_is_seen_as_a_picture_on_it_and_on_its_order(
    world: World, anna: Person
) -> None:
    form = (await anna.get("/expenses/new", work_order_key=world.ostra.keys["work_order"])).text
    assert found(form, "//form[@enctype='multipart/form-data']//input[@type='file']/@capture") == ["environment"]
    assert sent_by(form)["work_order_key"] == world.ostra.keys["work_order"]
    assert found(form, "//input[@name='happened_at']/@value") == ["2026-11-20"]
    assert not found(form, "//*[@name='person_key']"), "who sees only itself is it"
    reply = await anna.upload("/expenses/new", ("receipt", ("kvitto.png", png(), "image/png")), **_told(world))
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    page = (await anna.get(path)).text
    told = facts(page)
    assert (told["Person"], told["Net"], told["Total"]) == ("Anna Andersson", "250.00", "312.50")
    assert told["Work order"] == "7 Arbetsorder Sju"
    (picture,) = found(page, "//figure//img/@src")
    shown = await anna.get(picture)
    assert (shown.status_code, shown.headers["content-type"], shown.content) == (200, "image/png", png())
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "Skruv" in (await anna.get(f"/work-orders/{world.ostra.keys['work_order']}")).text
    row = await row_of(world, world.ostra, "expense", key=path.rpartition("/")[2])
    assert (row["on_day"], row["happened_at"], row["quantity_e6"]) == (
        "2026-11-18",
        "2026-11-18T11:00:00.000Z",
        2_500_000,
    )
    seventime = await world.client.get(f"/api/2/expenses/{row['key']}", headers=world.ostra.seventime)
    (document,) = seventime.json()["data"]["documents"]
    assert (document["name"], document["contentType"], document["size"]) == ("kvitto.png", "image/png", len(png()))


@pytest.mark.parametrize(
    ("name", "content", "said", "wrong"),
    [
        (
            "a.html",
            b"<script>alert(1)</script>",
            "text/html",
            NO_RECEIPT,
        ),
        (
            "a.png",
            b"<script>alert(1)</script>",
            "image/png",
            NO_RECEIPT,
        ),
        ("a.svg", b"<svg/>", "image/svg+xml", NO_RECEIPT),
        ("a.png", b"", "image/png", "Receipt is empty"),
    ],
)
async def test_what_is_no_receipt_is_refused_at_its_field_and_nothing_is_kept(
    world: World, anna: Person, name: str, content: bytes, said: str, wrong: str
) -> None:
    reply = await anna.upload("/expenses/new", ("receipt", (name, content, said)), **_told(world))
    assert (reply.status_code, fault(reply.text)) == (422, wrong)
    assert found(reply.text, "//input[@name='name']/@value") == ["Skruv"]
    assert not found((await anna.get("/expenses")).text, "//tbody/tr")


async def test_an_article_says_what_is_left_empty(world: World, admin: Person) -> None:
    terms = {"price_e4": 80 * E4, "cost_e4": 50 * E4, "tax_e4": 25 * E4, "unit": "st", "number": "9"}
    article = await made(world, world.ostra, "article", name="Gipsskiva", **terms)
    person = world.ostra.persons["bo"][1]
    told = {"article_key": article, "happened_at": "2026-11-20", "person_key": person, "quantity_e6": "3"}
    reply = await admin.post("/expenses/new", **told)
    assert reply.status_code == 303, fault(reply.text)
    path = reply.headers["location"]
    row = await row_of(world, world.ostra, "expense", key=path.rpartition("/")[2])
    assert (row["name"], row["unit"], row["unit_price_e4"], row["quantity_e6"]) == ("Gipsskiva", "st", 80 * E4, 3 * E6)
    assert (row["has_own_price"], row["is_billable"]) == (0, 1)
    assert row["happened_at"] == "2026-11-20T11:00:00.000Z", "today is now"
    form = (await admin.get(f"{path}/edit")).text
    kept = sent_by(form)
    reply = await admin.upload(
        f"{path}/edit", ("receipt", ("bild.jpg", JPEG, "image/jpeg")), **{**kept, "quantity_e6": "4"}
    )
    assert reply.headers["location"] == path, fault(reply.text)
    row = await row_of(world, world.ostra, "expense", key=row["key"])
    assert (row["quantity_e6"], row["has_own_price"]) == (4 * E6, 0), "what was not touched still follows the article"
    assert found((await admin.get(path)).text, "//figure//img")


async def test_staff_see_change_and_withdraw_their_own_expenses_alone(
    world: World, admin: Person, anna: Person
) -> None:
    def work(unit: UnitOfWork) -> tuple[str, str]:
        mine = add_expense(unit)
        theirs = add_expense(unit, person_id=one_id(unit, "person", user_name="bo"), name="Bos spik")
        keys = {one["id"]: one["key"] for one in unit.find_all("expense")}
        return keys[mine], keys[theirs]

    mine, theirs = await write(world, work)
    listed = (await anna.get("/expenses")).text
    assert [one.rpartition("/")[2] for one in found(listed, "//tr/@data-path")] == [mine]
    assert "Bos spik" not in (await anna.get("/expenses.csv")).text
    assert "Bos spik" in (await admin.get("/expenses")).text
    for path in (f"/expenses/{theirs}", f"/expenses/{theirs}/edit"):
        assert (await anna.get(path)).status_code == 404
    assert (await anna.post(f"/expenses/{theirs}/edit", name="x")).status_code == 404
    assert (await anna.post(f"/expenses/{theirs}/withdraw")).status_code == 404
    assert (await anna.post(f"/expenses/{mine}/withdraw")).headers["location"] == "/expenses"
    assert (await anna.get(f"/expenses/{mine}")).status_code == 404
    told = _told(world, person_key=world.ostra.persons["bo"][1])
    path = (await anna.post("/expenses/new", **told)).headers["location"]
    row = await row_of(world, world.ostra, "expense", key=path.rpartition("/")[2])
    assert row["person_id"] == world.ostra.persons["anna"][0]


async def test_an_invoiced_expense_is_closed_and_says_so(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> str:
        row = unit.find("expense", id=add_expense(unit, is_invoiced=True))
        assert row is not None
        return str(row["key"])

    path = f"/expenses/{await write(world, work)}"
    page = (await admin.get(path)).text
    assert not found(page, f"//a[@href='{path}/edit']")
    refused = await admin.post(f"{path}/withdraw")
    said = "Closed to change: is invoiced and can no longer be changed"
    assert (refused.status_code, fault(refused.text)) == (423, said)
    refused = await admin.post(
        f"{path}/edit", name="Annat", happened_at="2026-11-10", person_key=world.ostra.persons["anna"][1]
    )
    assert (refused.status_code, fault(refused.text)) == (423, said)
    form = await admin.get(f"{path}/edit")
    assert (form.status_code, fault(form.text)) == (423, said)
    assert "Credit the invoice" in form.text
    assert found(form.text, f"//main//a[@href='{path}']")
    assert not found(form.text, "//main//form")


@pytest.mark.parametrize(("family", "add"), [("expenses", add_expense), ("drives", add_drive)])
async def test_what_is_on_a_locked_day_has_no_form_and_says_who_opens_it(
    world: World, admin: Person, family: str, add: Callable[..., int]
) -> None:
    table = family.removesuffix("s")

    def work(unit: UnitOfWork) -> str:
        row = existing(unit, table, "id", id=add(unit))
        locks.lock(unit, row["on_day"], "lön", first_on=row["on_day"])
        return str(row["key"])

    path = f"/{family}/{await write(world, work)}/edit"
    for reply in (await admin.get(path), await admin.post(path)):
        assert reply.status_code == 423
        assert "Administratör or Ekonomi can open it" in fault(reply.text)


async def test_the_list_sums_and_is_narrowed(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> None:
        add_expense(unit)
        add_expense(unit, is_billable=False, work_order_id=one_id(unit, "work_order", number=7))
        add_expense(unit, on_day="2026-10-01", happened_at="2026-10-01T10:00:00.000Z", is_invoiced=True)

    await write(world, work)
    page = (await admin.get("/expenses")).text
    assert [one.text_content().replace("\xa0", "") for one in found(page, "//tfoot/tr[1]/td")][-2:] == [
        "360.00",
        "540.00",
    ]
    for narrowing, number in (
        ({"show": "month"}, 2),
        ({"show": "due"}, 1),
        ({"show": "invoiced"}, 1),
        ({"to": "2026-10-31"}, 1),
        ({"order": world.ostra.keys["work_order"]}, 1),
        ({"person": world.ostra.admin}, 0),
    ):
        assert len(found((await admin.get("/expenses", **narrowing)).text, "//tbody/tr")) == number, narrowing


async def test_a_locked_day_is_said_at_the_day_and_nothing_is_kept(world: World, admin: Person, anna: Person) -> None:
    def lock(unit: UnitOfWork) -> None:
        locks.lock(unit, "2026-11-18", "Lön", first_on="2026-11-01")

    await write(world, lock)
    refused = await anna.upload("/expenses/new", ("receipt", ("kvitto.png", png(), "image/png")), **_told(world))
    assert refused.status_code == 422
    assert fault(refused.text).startswith("Day 2026-11-18 is in the period 2026-11-01 to 2026-11-18")
    assert not found((await admin.get("/expenses")).text, "//tbody/tr")
