"""Invoices in pages: the list, one as it stands, drafting from what is unbilled, and what becomes of a draft."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands import companies, invoices
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4
from tests.app.firms import add_time
from tests.harness import Firm, World
from tests.web.conftest import Person, enter, found
from tests.web.pdf_text import texts

pytestmark = pytest.mark.anyio

PERIOD = {"first_on": "2026-11-01", "last_on": "2026-11-30"}


async def _record(world: World, firm: Firm) -> str:
    """Time of 750 kronor on the firm's customer; returns the customer's key."""

    def work(unit: UnitOfWork) -> str:
        add_time(unit)
        (customer,) = unit.find_all("customer")
        return str(customer["key"])

    return await _written(world, firm, work)


async def _invoice(world: World, firm: Firm, **more: Any) -> str:
    """A draft of one row of a thousand kronor; returns its key."""

    def work(unit: UnitOfWork) -> str:
        (customer,) = unit.find_all("customer")
        (row,) = [{"kind": "amount", "name": "Målning", "net_e4": 1000 * E4, "tax_e4": 25 * E4, **more.pop("row", {})}]
        change = {
            "created_by_key": firm.persons["admin"][1],
            "customer_key": customer["key"],
            "language": "SV",
            "rows": [row],
            **more,
        }
        made = invoices.record(unit, {}, change)
        return str(unit.find_all("invoice", id=made["id"])[0]["key"])

    return await _written(world, firm, work)


async def _written(world: World, firm: Firm, work: Callable[[UnitOfWork], str]) -> str:
    return await world.store.write(companies.operator(firm.company_id), work)


def _sums(page: str) -> dict[str, str]:
    """What a page's sums say, by what they are called; spaces in numbers apart."""
    names = [" ".join(one.text_content().split()) for one in found(page, "//dl[contains(@class, 'sums')]/dt")]
    values = [re.sub(r"\s", "", one.text_content()) for one in found(page, "//dl[contains(@class, 'sums')]/dd")]
    return dict(zip(names, values, strict=True))


async def test_a_draft_is_looked_at_made_sent_and_paid(world: World, admin: Person) -> None:
    customer = await _record(world, world.ostra)
    told = {"customer": customer, "layout": "grouped", **PERIOD}
    preview = (await admin.get("/invoices/new", **told)).text
    assert _sums(preview)["To pay"] == "938.00SEK"
    assert found(preview, "//section[@aria-labelledby='locked']//dd")[0].text_content() == "1"
    made = await admin.post("/invoices/new", **told)
    path = made.headers["location"]
    assert "Discard the draft" in (await admin.get(path)).text
    assert (await admin.post(f"{path}/send")).status_code == 303
    assert _sums((await admin.get(path)).text)["Remaining"] == "938.00"
    await admin.post(f"{path}/pay", amount_e4="600,00", paid_on="2026-11-20")
    assert _sums((await admin.get(path)).text)["Remaining"] == "338.00"
    await admin.post(f"{path}/pay")
    page = (await admin.get(path)).text
    assert [one.text_content() for one in found(page, "//main//span[contains(@class, 'badge')]")] == ["Paid"]
    again = await admin.get("/invoices/new", **told)
    assert again.status_code == 422
    assert "is unbilled" in found(again.text, "//*[@role='alert']")[0].text_content()


async def test_a_project_or_an_order_says_who_pays_and_a_wrong_one_is_refused(world: World, admin: Person) -> None:
    await _record(world, world.ostra)
    other = await admin.get("/invoices/new", project="1", layout="one", **PERIOD)
    assert "nothing of Kund Ett AB is unbilled on what was named" in other.text
    assert "names no project of this company" in (await admin.get("/invoices/new", project="99", **PERIOD)).text
    assert "must be a whole number" in (await admin.get("/invoices/new", work_order="x", **PERIOD)).text
    assert "must be one of detailed" in (await admin.post("/invoices/new", work_order="7", **PERIOD)).text
    assert "first_on" in (await admin.get("/invoices/new", work_order="7", first_on="nonsense")).text


async def test_what_is_refused_is_said_on_the_invoice(world: World, admin: Person) -> None:
    path = f"/invoices/{await _invoice(world, world.ostra, status=2)}"
    refused = await admin.post(f"{path}/pay", amount_e4="5000")
    assert refused.status_code == 422
    assert "must be at most what is left to pay" in found(refused.text, "//*[@role='alert']")[0].text_content()
    assert found(refused.text, "//input[@name='amount_e4']/@value") == ["5000"]
    assert (await admin.post(f"{path}/discard")).status_code == 422
    assert (await admin.post(f"{path}/send")).status_code == 422
    assert (await admin.post("/invoices/nothing/send")).status_code == 404


async def test_an_invoice_is_credited_and_says_by_what(world: World, admin: Person) -> None:
    path = f"/invoices/{await _invoice(world, world.ostra, status=2)}"
    credit = (await admin.post(f"{path}/credit")).headers["location"]
    assert "Credited by" in (await admin.get(path)).text
    page = (await admin.get(credit)).text
    assert _sums(page)["Total"] == "−1,250.00"
    assert found(page, f"//main//a[@href='{path}']")
    assert not found(page, "//form[contains(@action, '/discard')]")


async def test_a_draft_is_discarded_and_what_it_billed_is_unbilled(world: World, admin: Person) -> None:
    customer = await _record(world, world.ostra)
    told = {"customer": customer, "layout": "one", **PERIOD}
    path = (await admin.post("/invoices/new", **told)).headers["location"]
    assert (await admin.post(f"{path}/discard")).headers["location"] == "/invoices"
    assert (await admin.get(path)).status_code == 404
    assert (await admin.get("/invoices/new", **told)).status_code == 200


async def test_a_rot_invoice_shows_persons_deduction_and_what_is_left_for_the_customer(
    world: World, admin: Person
) -> None:
    home = {
        "kind": 1,
        "property_type": 1,
        "property_designation": "Vreten 1:1",
        "deductions": [{"name": "Eva Dahl", "personal_number": "19720305-1235", "percent_e4": 100 * E4}],
        "row": {"house_work": 6},
    }
    page = (await admin.get(f"/invoices/{await _invoice(world, world.ostra, **home)}")).text
    sums = _sums(page)
    assert sums["Eva Dahl19720305-1235"] == "375.00"
    assert (sums["Total"], sums["Deduction"], sums["To pay"]) == ("1,250.00", "−375.00", "875.00SEK")


async def test_an_invoice_is_a_pdf_in_its_own_language_and_says_what_it_amounts_to(world: World, admin: Person) -> None:
    key = await _invoice(world, world.ostra, status=2, row={"name": 'Målning "#panic()" \\ $x$'})
    reply = await admin.get(f"/invoices/{key}.pdf")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/pdf")
    assert reply.content.startswith(b"%PDF-")
    number = found((await admin.get(f"/invoices/{key}")).text, "//h1")[0].text_content().split()[-1]
    assert reply.headers["content-disposition"].startswith(f'inline; filename="Faktura {number}.pdf"')
    told = {one.replace("\u00a0", " ") for one in texts(reply.content)}
    assert told >= {"Faktura", number, "Kund Ett AB", "Att betala", "1 250,00 SEK", "1 000,00", "25 %", "250,00"}
    assert 'Målning "#panic()" \\ $x$' in told, "a name is text, never code"
    assert "Utkast" not in told


async def test_a_draft_and_a_reverse_charge_say_so_on_paper_in_english(world: World, admin: Person) -> None:
    key = await _invoice(world, world.ostra, language="EN", kind=3)
    told = texts((await admin.get(f"/invoices/{key}.pdf")).content)
    assert told >= {"Draft", "Reverse charge", "1,000.00 SEK", "0 %", "Page 1 of 1"}


async def test_the_other_lists_of_sales_and_purchase_open(admin: Person, anna: Person) -> None:
    for path in ("/quotes", "/purchase-orders", "/supplier-invoices"):
        for chip in found((await admin.get(path)).text, "//*[contains(@class, 'chips')]/a/@href"):
            assert (await admin.get(chip)).status_code == 200, chip
        assert (await anna.get(path)).status_code == 403


async def test_the_list_sums_what_remains_and_chips_narrow_it(world: World, admin: Person) -> None:
    await _invoice(world, world.ostra)
    await _invoice(world, world.ostra, status=2, invoiced_on="2026-01-01")
    await _invoice(world, world.ostra, status=2)
    page = (await admin.get("/invoices")).text
    cells = [re.sub(r"\s", "", one.text_content()) for one in found(page, "//tfoot/tr[1]/td")]
    assert cells[-2:] == ["3,750.00", "2,500.00"]
    for chip, number in (("open", 2), ("overdue", 1), ("draft", 1), ("closed", 0)):
        assert len(found((await admin.get("/invoices", show=chip)).text, "//tbody/tr")) == number, chip
    assert (await admin.get("/invoices.csv")).text.count("Kund Ett AB") == 3


async def test_invoices_are_for_those_who_may_and_only_those_of_the_company(
    world: World, admin: Person, anna: Person
) -> None:
    key = await _invoice(world, world.norra)
    for path in ("/invoices", "/invoices/new", f"/invoices/{key}", f"/invoices/{key}.pdf"):
        assert (await anna.get(path)).status_code == 403
    assert (await anna.post(f"/invoices/{key}/send")).status_code == 403
    assert (await admin.get(f"/invoices/{key}")).status_code == 404
    assert (await admin.get(f"/invoices/{key}.pdf")).status_code == 404
    assert (await admin.post(f"/invoices/{key}/send")).status_code == 404
    assert not found((await admin.get("/invoices")).text, "//tbody/tr")
    theirs = await enter(world, world.norra, "admin")
    assert (await theirs.get(f"/invoices/{key}")).status_code == 200
