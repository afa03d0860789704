"""The code on an invoice by which a bank's application pays it."""

import json
from typing import Any

import pytest

from dagsverke.app.commands import companies, invoices
from dagsverke.app.invoice_sheet import invoice_sheet
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E4
from dagsverke.web.papers.payment_code import payment_code, picture
from tests.harness import World
from tests.web.conftest import Person
from tests.web.pdf_text import texts

pytestmark = pytest.mark.anyio
GIRO = {"bankgiro": "433-8778", "organization_number": "555555-5555"}


async def invoiced(world: World, seller: dict[str, Any], **more: Any) -> str:
    """An invoice of 1,250 kronor that was sent, of a company with this giro; returns its key."""

    def work(unit: UnitOfWork) -> str:
        unit.change("company", existing(unit, "company", "company", company_id=unit.company.id), seller)
        (customer,) = unit.find_all("customer")
        row = {"kind": "amount", "name": "Målning", "net_e4": 1000 * E4, "tax_e4": 25 * E4}
        change = {"created_by_key": world.ostra.admin, "customer_key": customer["key"], "language": "SV", "rows": [row]}
        dates = {"invoiced_on": "2026-11-20", "due_on": "2026-12-20", "status": 2}
        made = invoices.record(unit, {}, change | dates | more)
        return str(unit.find_all("invoice", id=made["id"])[0]["key"])

    return await world.store.write(companies.operator(world.ostra.company_id), work)


async def code_of(world: World, key: str) -> str | None:
    """What the code of an invoice says."""
    return await world.store.read(world.ostra.company_id, lambda reader: payment_code(invoice_sheet(reader, key)))


async def test_a_code_says_who_is_to_be_paid_how_much_by_when_to_which_giro(world: World) -> None:
    code = await code_of(world, await invoiced(world, GIRO))
    assert code is not None
    told = json.loads(code)
    ocr = told.pop("iref")
    assert ocr.isdigit()
    assert code == (
        '{"uqr":1,"tp":1,"nme":"Östra Bygg & Städ AB","cid":"555555-5555","iref":"'
        + ocr
        + '","idt":"20261120","ddt":"20261220","due":1250,"cur":"SEK","pt":"BG","acc":"433-8778"}'
    )


async def test_what_is_left_is_asked_for_to_the_oere_and_by_plusgiro_where_there_is_no_bankgiro(world: World) -> None:
    key = await invoiced(world, {"plusgiro": "48 72 00-1"})

    def pay(unit: UnitOfWork) -> None:
        row = unit.find("invoice", key=key)
        assert row is not None
        invoices.settle(unit, row["id"], 249_50 * 100, "2026-11-25")

    await world.store.write(companies.operator(world.ostra.company_id), pay)
    code = await code_of(world, key)
    assert code is not None
    told = json.loads(code)
    assert (told["due"], told["pt"], told["acc"]) == (1000.5, "PG", "48 72 00-1")


@pytest.mark.parametrize(
    ("seller", "more"),
    [({}, {}), (GIRO, {"status": 1}), (GIRO, {"currency_code": "EUR", "currency_rate_e6": 11_000_000})],
)
async def test_there_is_no_code_without_a_giro_for_a_draft_or_in_another_currency(
    world: World, seller: dict[str, Any], more: dict[str, Any]
) -> None:
    assert await code_of(world, await invoiced(world, seller, **more)) is None


async def test_the_code_stands_on_the_paper(world: World, admin: Person) -> None:
    key = await invoiced(world, GIRO)
    with_code = (await admin.get(f"/invoices/{key}.pdf")).content
    assert "Skanna och betala" in texts(with_code)
    bare = (await admin.get(f"/invoices/{await invoiced(world, {'bankgiro': ''})}.pdf")).content
    assert "Skanna och betala" not in texts(bare)


def test_a_picture_is_drawn_of_a_code_and_nothing_of_none() -> None:
    drawn = picture('{"uqr":1,"nme":"Ö <&> \\"AB\\""}')
    assert drawn.startswith("<svg")
    assert "AB" not in drawn, "the text is in the squares alone"
    assert picture(None) == ""
