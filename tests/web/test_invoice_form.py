"""Invoices by hand, and drafts that are changed: rows and what they bill, notes and tags."""

from typing import Any

import pytest

from dagsverke.app.commands import companies
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.units import E4
from tests.app.firms import add_time
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.jobs import sent_by

pytestmark = pytest.mark.anyio

TABLE = {"blocks[0].kind": "table", "blocks[0].key": ""}
PERIOD = {"first_on": "2026-11-01", "last_on": "2026-11-30"}


def _row(at: int, name: str, price: str, **more: str) -> dict[str, str]:
    told = {"block": "0", "kind": "general", "name": name, "unit_price_e4": price, "quantity_e6": "1", "tax_e4": "25"}
    return {f"rows[{at}].{part}": value for part, value in (told | more).items()}


async def _read(world: World, table: str, **equals: Any) -> list[Any]:
    def read(reader: Reader) -> list[Any]:
        return list(reader.find_all(table, **equals))

    return await world.store.read(world.ostra.company_id, read)


async def _customer(world: World) -> str:
    return str((await _read(world, "customer", number="100"))[0]["key"])


async def _billed(world: World, admin: Person) -> str:
    """The path of a draft that bills an hour and a half of work and is 750 kronor."""

    def work(unit: UnitOfWork) -> None:
        add_time(unit)

    await world.store.write(companies.operator(world.ostra.company_id), work)
    made = await admin.post("/invoices/new", customer=await _customer(world), layout="detailed", **PERIOD)
    return made.headers["location"]


async def test_an_invoice_is_written_by_hand(world: World, admin: Person) -> None:
    assert found((await admin.get("/invoices/blank")).text, "//input[@name='rows[0].name']")
    told = {"customer_key": await _customer(world), "kind": "0", "language": "SV", "invoiced_on": "2026-11-19"}
    rows = _row(0, "Rådgivning", "1200") | _row(1, "Bok", "100", tax_e4="6")
    made = await admin.post("/invoices/blank", **told, **TABLE, **rows)
    assert made.status_code == 303, made.text
    (invoice,) = await _read(world, "invoice", key=made.headers["location"].rsplit("/", 1)[1])
    assert (invoice["net_e4"], invoice["tax_amount_e4"], invoice["name"]) == (1300 * E4, 306 * E4, "Faktura")
    refused = await admin.post("/invoices/blank", **told, **TABLE, **_row(0, "x", "1", tax_e4="7"))
    assert refused.status_code == 422
    assert "Row 1: must be 0, 6, 12 or 25" in found(refused.text, "//p[@id='rows-fault']")[0].text_content()


async def test_a_row_that_is_changed_still_bills_what_it_billed(world: World, admin: Person) -> None:
    path = await _billed(world, admin)
    fields = sent_by((await admin.get(f"{path}/edit")).text)
    fields |= {"rows[0].unit_price_e4": "600", "marking": "Ref 7"} | _row(1, "Resa", "50")
    taken = await admin.client.post(f"{path}/edit", data=fields)
    assert taken.status_code == 303, taken.text
    (invoice,) = await _read(world, "invoice", key=path.rsplit("/", 1)[1])
    assert (invoice["net_e4"], invoice["marking"]) == (950 * E4, "Ref 7")
    assert len(await _read(world, "billing", invoice_id=invoice["id"])) == 1
    without = {name: value for name, value in fields.items() if not name.startswith("rows[0]")}
    assert (await admin.client.post(f"{path}/edit", data=without)).status_code == 303
    assert await _read(world, "billing", invoice_id=invoice["id"]) == []


async def test_what_is_sent_is_changed_no_more_but_noted_and_tagged(world: World, admin: Person) -> None:
    path = await _billed(world, admin)

    def tag(unit: UnitOfWork) -> str:
        values = {"kind": "invoice_tag", "name": "Viktig", "is_active": True}
        return str(unit.find_all("register_item", id=unit.add("register_item", values))[0]["key"])

    key = await world.store.write(companies.operator(world.ostra.company_id), tag)
    fields = sent_by((await admin.get(f"{path}/edit")).text)
    await admin.post(f"{path}/send")
    refused = await admin.client.post(f"{path}/edit", data=fields | {"rows[0].unit_price_e4": "1"})
    for reply in (refused, await admin.get(f"{path}/edit")):
        assert reply.status_code == 423
        told = found(reply.text, "//*[@role='alert']")[0].text_content()
        assert told == "Closed to change: invoice 1 is sent and can no longer be changed"
        assert "Credit it and write another" in reply.text
        assert found(reply.text, f"//main//a[@href='{path}']")
        assert not found(reply.text, "//main//form")
    assert (await admin.post(f"{path}/remark", notes="Ring först", tags=key)).status_code == 303
    page = (await admin.get(path)).text
    assert found(page, "//textarea[@name='notes']/text()") == ["Ring först"]
    assert found(page, "//input[@name='tags']/@checked")
    assert not found(page, f"//a[@href='{path}/edit']")
    assert (await admin.post(f"{path}/remark", tags="0" * 24)).status_code == 422
    credit = (await admin.post(f"{path}/credit")).headers["location"]
    reply = await admin.get(f"{credit}/edit")
    assert reply.status_code == 423
    assert "is the draft of a credit" in reply.text


async def test_a_rot_invoice_takes_its_home_from_the_customer(world: World, admin: Person) -> None:
    def home(unit: UnitOfWork) -> None:
        (customer,) = unit.find_all("customer", number="100")
        values = {"property_type": 1, "property_designation": "Väster 1:2", "personal_number": "19500112-1234"}
        unit.change("customer", customer, values)

    await world.store.write(companies.operator(world.ostra.company_id), home)
    told = {"customer_key": await _customer(world), "kind": "1", "language": "SV"}
    rows = _row(0, "Målning", "1000", house_work="6")
    made = await admin.post("/invoices/blank", **told, **TABLE, **rows)
    assert made.status_code == 303, made.text
    (invoice,) = await _read(world, "invoice", key=made.headers["location"].rsplit("/", 1)[1])
    assert (invoice["property_designation"], invoice["house_basis_e4"]) == ("Väster 1:2", 1250 * E4)
    fields = sent_by((await admin.get(f"{made.headers['location']}/edit")).text)
    assert (fields["property_designation"], fields["rows[0].house_work"]) == ("Väster 1:2", "6")


async def test_two_persons_share_a_deduction(world: World, admin: Person) -> None:
    told = {"customer_key": await _customer(world), "kind": "1", "language": "SV"}
    home = {"property_type": "1", "property_designation": "Väster 1:2"}
    rows = _row(0, "Målning", "1000", house_work="6")
    shares = "Eva Ek; 19500112-1234; 60\r\n\r\nOve Ek; 19121212-1212; 40"
    made = await admin.post("/invoices/blank", deductions=shares, **told, **home, **TABLE, **rows)
    assert made.status_code == 303, made.text
    path = made.headers["location"]
    (invoice,) = await _read(world, "invoice", key=path.rsplit("/", 1)[1])
    assert invoice["house_deduction_e4"] == 375 * E4
    page = (await admin.get(path)).text
    assert "225.00" in page
    assert "150.00" in page
    kept = found((await admin.get(f"{path}/edit")).text, "//textarea[@name='deductions']/text()")
    assert kept == ["Eva Ek; 19500112-1234; 60\nOve Ek; 19121212-1212; 40"]
    for wrong in ("Eva Ek; 60", "Eva Ek; 19500112-1234; mycket", "Eva Ek; 19500112-0000; 100"):
        refused = await admin.post("/invoices/blank", deductions=wrong, **told, **home, **TABLE, **rows)
        assert refused.status_code == 422
        assert found(refused.text, "//*[@aria-invalid]/@name") == ["deductions"]


async def test_other_firms_drafts_are_not_there_and_employees_write_none(
    world: World, admin: Person, anna: Person
) -> None:
    path = await _billed(world, admin)
    assert (await anna.get("/invoices/blank")).status_code == 403
    assert (await anna.post(f"{path}/remark", notes="x")).status_code == 403
    assert (await admin.get(f"/invoices/{'0' * 24}/edit")).status_code == 404
