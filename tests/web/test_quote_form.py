"""Making and changing quotes: fields and rows, what they come to, templates, what is wrong at its place."""

import re
from typing import Any

import pytest

from dagsverke.app.commands import companies, quotes
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.quoting import ROWS, TEXT
from dagsverke.domain.units import E4, E6
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.quoting import ROW, quote

pytestmark = pytest.mark.anyio

TABLE = {"blocks[0].kind": "table", "blocks[0].key": ""}


def _row(at: int, name: str, price: str, **more: str) -> dict[str, str]:
    told = {"block": "0", "kind": "general", "name": name, "unit_price_e4": price, "quantity_e6": "1", "tax_e4": "25"}
    return {f"rows[{at}].{part}": value for part, value in (told | more).items()}


async def _customer(world: World) -> str:
    def read(reader: Reader) -> str:
        return str(reader.find_all("customer", number="100")[0]["key"])

    return await world.store.read(world.ostra.company_id, read)


async def _kept(world: World, path: str) -> tuple[Any, list[Any]]:
    """The quote of a path and its rows."""

    def read(reader: Reader) -> tuple[Any, list[Any]]:
        row = reader.find("quote", key=path.rsplit("/", 1)[1])
        assert row is not None
        rows = reader.find_all("paper_row", owner_kind="quote", owner_id=row["id"])
        return row, sorted(rows, key=lambda one: int(one["position"]))

    return await world.store.read(world.ostra.company_id, read)


def _sums(page: str) -> list[str]:
    return [re.sub(r"\s", "", one.text_content()) for one in found(page, "//dl[@id='rows-sums']/dd")]


async def _article(world: World) -> str:
    def work(unit: UnitOfWork) -> str:
        values = {"name": "Färg", "number": "77", "unit": "l", "price_e4": 120 * E4, "is_active": True}
        article_id = unit.add("article", values)
        found = unit.find("article", id=article_id)
        assert found is not None
        return str(found["key"])

    return await world.store.write(companies.operator(world.ostra.company_id), work)


async def test_a_quote_is_made_with_rows_of_several_rates(world: World, admin: Person) -> None:
    assert found((await admin.get("/quotes/new")).text, "//input[@name='rows[0].name']")
    told = {"customer_key": await _customer(world), "kind": "0", "info_name": "Kök", "conditions": "30 dagar"}
    rows = _row(0, "Målning", "1 000,50") | _row(1, "Bok", "100", tax_e4="6", discount_e4="10") | _row(2, "", "")
    made = await admin.post("/quotes/new", **told, **TABLE, **rows)
    path = made.headers["location"]
    kept, rows_kept = await _kept(world, path)
    assert [(row["name"], row["net_e4"], row["tax_e4"]) for row in rows_kept] == [
        ("Målning", 10_005_000, 25 * E4),
        ("Bok", 90 * E4, 6 * E4),
    ]
    assert (kept["info_name"], kept["has_conditions"], kept["valid_until"]) == ("Kök", True, "2026-12-20")
    assert "30 dagar" in (await admin.get(path)).text


async def test_what_is_wrong_is_said_at_its_row_and_nothing_typed_is_lost(world: World, admin: Person) -> None:
    told = {"customer_key": await _customer(world), "kind": "0"}
    rows = _row(0, "", "") | _row(1, "Målning", "mycket")
    refused = await admin.post("/quotes/new", **told, **TABLE, **rows)
    assert refused.status_code == 422
    assert found(refused.text, "//input[@aria-invalid]/@name") == ["rows[0].unit_price_e4"]
    assert found(refused.text, "//input[@aria-invalid]/@value") == ["mycket"]
    assert "Row 1: must be a number" in found(refused.text, "//p[@id='rows-fault']")[0].text_content()
    nobody = await admin.post("/quotes/new", kind="0", **TABLE, **_row(0, "Målning", "10"))
    assert nobody.status_code == 422
    assert found(nobody.text, "//*[@id='field-customer_key']/@aria-invalid") == ["true"]
    assert found(nobody.text, "//input[@name='rows[0].name']/@value") == ["Målning"]


async def test_buttons_move_rows_and_sums_follow_what_is_typed(world: World, admin: Person) -> None:
    rows = _row(0, "a", "100") | _row(1, "b", "200", tax_e4="12")
    page = (await admin.post("/quotes/rows", do="up-1", kind="0", **TABLE, **rows)).text
    assert found(page, "//input[contains(@name, '].name')]/@value") == ["b", "a"]
    assert _sums(page) == ["300.00", "49.00", "349.00"]
    page = (await admin.post("/quotes/rows", do="add-0", kind="3", **TABLE, **rows)).text
    assert len(found(page, "//*[@role='group']")) == 3
    assert found(page, "//input[@autofocus]/@name") == ["rows[2].name"]
    assert _sums(page) == ["300.00", "0.00", "300.00"]
    assert not found(page, "//select[contains(@name, 'house_work')]")
    page = (await admin.post("/quotes/rows", do="look", kind="1", **TABLE, **rows)).text
    assert len(found(page, "//select[contains(@name, 'house_work')]")) == 2


async def test_an_article_fills_its_row(world: World, admin: Person) -> None:
    key = await _article(world)
    rows = _row(0, "", "", article_key=key, quantity_e6="3")
    page = (await admin.post("/quotes/rows", do="article-0", kind="0", **TABLE, **rows)).text
    values = {part: found(page, f"//input[@name='rows[0].{part}']/@value")[0] for part in ("name", "unit")}
    assert values == {"name": "Färg", "unit": "l"}
    assert _sums(page)[0] == "360.00"


async def test_a_quote_begins_with_the_elements_of_a_template(world: World, admin: Person) -> None:
    def work(unit: UnitOfWork) -> str:
        elements = [
            {"kind": TEXT, "content": {"text": "Välkommen"}},
            {"kind": ROWS, "content": {"rows": [ROW], "is_selectable": False}},
        ]
        change = {"created_by_key": world.ostra.admin, "name": "Mall", "elements": elements, "footer_text": "Tack"}
        found = unit.find("quote_template", id=quotes.record_template(unit, {}, change)["id"])
        assert found is not None
        return str(found["key"])

    key = await world.store.write(companies.operator(world.ostra.company_id), work)
    page = (await admin.post("/quotes/rows", do="start", template_key=key, kind="0", **TABLE)).text
    assert "Välkommen" in page
    fields = {one.get("name"): one.get("value") or "" for one in found(page, "//input[@name]")}
    fields |= {one.get("name"): one.text or "" for one in found(page, "//textarea")}
    fields |= {one.get("name"): "25" for one in found(page, "//select")}
    told = {"customer_key": await _customer(world), "kind": "0", "template_key": key}
    path = (await admin.post("/quotes/new", **told, **fields)).headers["location"]
    kept, rows = await _kept(world, path)
    assert kept["footer_text"] == "Tack"
    assert [(row["name"], row["net_e4"]) for row in rows] == [("Målning", 1000 * E4)]
    assert "Välkommen" in (await admin.get(path)).text


async def test_what_the_form_does_not_show_of_a_row_stays(world: World, admin: Person) -> None:
    row = ROW | {"item_key": "x1", "unit_cost_e4": 300 * E4, "article_number": "A9", "charge_e4": 10 * E4}
    key, _ = await quote(world, world.ostra, is_sent=False, rows=[row, ROW])
    page = (await admin.get(f"/quotes/{key}/edit")).text
    fields = {one.get("name"): one.get("value") or "" for one in found(page, "//main//input[@name]")}
    fields |= {one.get("name"): (one.text or "").strip("\n") for one in found(page, "//textarea")}
    fields |= {one.get("name"): "25" for one in found(page, "//select[contains(@name, 'tax')]")}
    fields |= {"kind": "0", "info_name": "Nyare kök", "rows[1].quantity_e6": "4"}
    before = await _kept(world, f"/quotes/{key}")
    taken = await admin.client.post(f"/quotes/{key}/edit", data=fields)
    assert taken.status_code == 303, taken.text
    after = await _kept(world, f"/quotes/{key}")
    assert after[0]["info_name"] == "Nyare kök"
    names = ("name", "item_key", "unit_cost_e4", "article_number", "charge_e4", "quantity_e6", "net_e4")
    assert [after[1][0][name] for name in names] == [before[1][0][name] for name in names]
    assert after[1][1]["quantity_e6"] == 4 * E6
    assert "Så gör vi" in after[0]["elements"]


async def test_a_sent_quote_is_not_changed_and_another_firms_is_not_there(world: World, admin: Person) -> None:
    key, _ = await quote(world, world.ostra)
    refused = await admin.post(f"/quotes/{key}/edit", customer_key=await _customer(world), kind="0", **TABLE)
    for reply in (refused, await admin.get(f"/quotes/{key}/edit")):
        assert reply.status_code == 423
        assert "is sent, and must be made a draft to be changed" in reply.text
        assert not found(reply.text, "//main//form")
    other, _ = await quote(world, world.norra, is_sent=False)
    assert (await admin.get(f"/quotes/{other}/edit")).status_code == 404
    assert (await admin.post(f"/quotes/{other}/rows", do="add-0")).status_code == 404
