"""What is bought, in pages: orders to suppliers and their public page, and what suppliers invoice."""

from typing import Any

import httpx
import pytest

from dagsverke.app.commands import companies
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.units import E4
from tests.harness import BASE_URL, Firm, World
from tests.web.conftest import Person, found
from tests.web.pdf_text import texts

pytestmark = pytest.mark.anyio

TABLE = {"blocks[0].kind": "table", "blocks[0].key": ""}
ROW = {
    "rows[0].block": "0",
    "rows[0].kind": "general",
    "rows[0].name": "Gips",
    "rows[0].quantity_e6": "10",
    "rows[0].unit_price_e4": "85,50",
}


async def _supplier(world: World, firm: Firm) -> str:
    def work(unit: UnitOfWork) -> str:
        values = {"name": "Byggvaror AB", "number": "1", "is_active": True, "payment_days": 10}
        made = unit.find("supplier", number="1") or unit.find("supplier", id=unit.add("supplier", values))
        assert made is not None
        return str(made["key"])

    return await world.store.write(companies.operator(firm.company_id), work)


async def _row(world: World, table: str, path: str) -> Any:
    def read(reader: Reader) -> Any:
        return reader.find(table, key=path.rsplit("/", 1)[1])

    return await world.store.read(world.ostra.company_id, read)


async def _order(world: World, admin: Person) -> str:
    """An order of 855 kronor; returns its path."""
    supplier = await _supplier(world, world.ostra)
    made = await admin.post("/purchase-orders/new", supplier_key=supplier, info_name="Till köket", **TABLE, **ROW)
    assert made.status_code == 303, made.text
    return made.headers["location"]


async def _counted(person: Person, path: str, chip: str) -> int:
    """How many rows a list has under a chip."""
    return len(found((await person.get(path, show=chip)).text, "//tr[@data-path]"))


def _badges(page: str) -> list[str]:
    return [one.text_content() for one in found(page, "//main//span[contains(@class, 'badge')]")]


async def test_an_order_is_made_changed_sent_confirmed_and_delivered(world: World, admin: Person) -> None:
    path = await _order(world, admin)
    page = (await admin.get(path)).text
    assert _badges(page) == ["Draft"]
    assert "855.00" in page
    edit = (await admin.get(f"{path}/edit")).text
    fields = {one.get("name"): one.get("value") or "" for one in found(edit, "//main//input[@name]")}
    fields |= {"rows[0].quantity_e6": "20", "info_name": "Till badet"}
    assert (await admin.client.post(f"{path}/edit", data=fields)).status_code == 303
    order = await _row(world, "purchase_order", path)
    assert (order["info_name"], order["net_e4"]) == ("Till badet", 1710 * E4)
    for step, badge in (("send", "Sent"), ("confirm", "Confirmed"), ("deliver", "Delivered")):
        assert (await admin.post(f"{path}/{step}")).status_code == 303
        assert _badges((await admin.get(path)).text) == [badge]
    refused = await admin.post(f"{path}/obliterate")
    assert refused.status_code == 422
    assert "is delivered" in found(refused.text, "//*[@role='alert']")[0].text_content()
    late = await admin.get(f"{path}/edit")
    assert late.status_code == 423
    assert "is delivered and can no longer be changed" in late.text


async def test_a_row_that_cannot_be_is_refused_at_its_place(world: World, admin: Person) -> None:
    supplier = await _supplier(world, world.ostra)
    rows = ROW | {"rows[0].quantity_e6": "100000000"}
    refused = await admin.post("/purchase-orders/new", supplier_key=supplier, **TABLE, **rows)
    assert refused.status_code == 422
    assert found(refused.text, "//input[@aria-invalid]/@name") == ["rows[0].quantity_e6"]
    assert (await admin.post("/purchase-orders/new", **TABLE, **ROW)).status_code == 422


async def test_a_draft_is_discarded(world: World, admin: Person) -> None:
    path = await _order(world, admin)
    assert (await admin.post(f"{path}/discard")).headers["location"] == "/purchase-orders"
    assert (await admin.get(path)).status_code == 404


async def test_a_supplier_reads_and_confirms_by_the_link(world: World, admin: Person) -> None:
    path = await _order(world, admin)
    link = f"/link/order/{(await _row(world, 'purchase_order', path))['public_link']}"
    guest = httpx.AsyncClient(transport=world.client._transport, base_url=BASE_URL)  # noqa: SLF001  # the same application
    assert (await guest.get(link)).status_code == 404
    await admin.post(f"{path}/send")
    page = (await guest.get(link)).text
    assert "Gips" in page
    paper = " ".join(texts((await guest.get(f"{link}.pdf")).content))
    assert "Gips" in paper
    key = found(page, "//input[@name='form_key']/@value")[0]
    assert (await guest.post(link, data={"by_name": "Sven"})).status_code == 422
    assert (await guest.post(link, data={"form_key": key, "by_name": "S" * 201})).status_code == 422
    assert (await guest.post(link, data={"form_key": key, "by_name": "Sven"})).status_code == 303
    page = (await guest.get(link)).text
    assert not found(page, "//form")
    assert found(page, "//p[contains(@class, 'good')]")
    again = await guest.post(link, data={"form_key": key, "by_name": "Sven"})
    assert found(again.text, "//p[contains(@class, 'good')]")
    page = (await admin.get(path)).text
    assert _badges(page) == ["Confirmed"]
    assert "Sven" in found(page, "//ol[@class='history']")[0].text_content()


async def test_what_a_supplier_invoices_is_parted_in_net_and_tax_and_marked_up(world: World, admin: Person) -> None:
    told = {"supplier_key": await _supplier(world, world.ostra), "number": "F-17", "status": "1", "tax_e4": "250000"}
    made = await admin.post("/supplier-invoices/new", payable_e4="100 000", markup_e4="12,5", is_billable="1", **told)
    path = made.headers["location"]
    kept = await _row(world, "supplier_invoice", path)
    assert (kept["net_e4"], kept["tax_amount_e4"], kept["to_invoice_e4"]) == (80_000 * E4, 20_000 * E4, 90_000 * E4)
    assert (kept["invoiced_on"], kept["due_on"]) == ("2026-11-20", "2026-11-30")
    page = (await admin.get(path)).text
    for said in ("80,000.00", "20,000.00", "100,000.00", "90,000.00", "12.5"):
        assert said in page
    edit = (await admin.get(f"{path}/edit")).text
    assert found(edit, "//input[@name='payable_e4']/@value") == ["100,000.00"]
    taken = await admin.post("/supplier-invoices/new", payable_e4="10", **told)
    assert taken.status_code == 422
    assert found(taken.text, "//*[@aria-invalid]/@name") == ["number"]
    assert (await admin.post(f"{path}/discard")).headers["location"] == "/supplier-invoices"


async def test_lists_are_narrowed_by_what_is_left_to_do(world: World, admin: Person) -> None:
    path = await _order(world, admin)
    supplier = await _supplier(world, world.ostra)
    for number, status in (("A", "15"), ("B", "35")):
        told = {"supplier_key": supplier, "number": number, "tax_e4": "0", "payable_e4": "10", "status": status}
        await admin.post("/supplier-invoices/new", **told)
    orders = {chip: await _counted(admin, "/purchase-orders", chip) for chip in ("draft", "open", "late")}
    assert orders == {"draft": 1, "open": 0, "late": 0}
    chips = ("open", "attest", "unbilled", "billed", "obliterated")
    bought = {chip: await _counted(admin, "/supplier-invoices", chip) for chip in chips}
    assert bought == {"open": 1, "attest": 1, "unbilled": 0, "billed": 0, "obliterated": 1}
    assert path in (await admin.get("/purchase-orders")).text


async def test_who_may_not_does_not_and_other_firms_are_not_there(world: World, admin: Person, anna: Person) -> None:
    for path in ("/purchase-orders", "/purchase-orders/new", "/supplier-invoices", "/supplier-invoices/new"):
        assert (await anna.get(path)).status_code == 403
        assert (await admin.get(path)).status_code == 200

    def work(unit: UnitOfWork) -> tuple[str, str]:
        (supplier,) = unit.find_all("supplier", name="Byggvaror AB")
        order = unit.add("purchase_order", {"supplier_id": supplier["id"], "status": 1, "number": "1"})
        bought = unit.add("supplier_invoice", {"supplier_id": supplier["id"], "status": 1, "number": "1"})
        made = unit.find("purchase_order", id=order), unit.find("supplier_invoice", id=bought)
        assert made[0] is not None
        assert made[1] is not None
        return str(made[0]["key"]), str(made[1]["key"])

    await _supplier(world, world.norra)
    order, bought = await world.store.write(companies.operator(world.norra.company_id), work)
    for path in (f"/purchase-orders/{order}", f"/supplier-invoices/{bought}"):
        assert (await admin.get(path)).status_code == 404
        assert (await admin.get(f"{path}/edit")).status_code == 404
        assert (await admin.post(f"{path}/discard")).status_code == 404
