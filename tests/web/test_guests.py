"""The page of a quote's public link: what it shows to whoever holds it, what it takes, and what it keeps to itself."""

from typing import Any

import httpx
import pytest

from tests.harness import BASE_URL, World
from tests.web.conftest import found
from tests.web.pdf_text import texts
from tests.web.quoting import ROW, quote

pytestmark = pytest.mark.anyio


@pytest.fixture
def guest(world: World) -> httpx.AsyncClient:
    """A browser without a session."""
    return httpx.AsyncClient(transport=world.client._transport, base_url=BASE_URL)  # noqa: SLF001  # the same application


async def _answer(guest: httpx.AsyncClient, link: str, **fields: str) -> httpx.Response:
    page = (await guest.get(f"/link/quote/{link}")).text
    keys = found(page, "//input[@name='form_key']/@value")
    return await guest.post(f"/link/quote/{link}", data={"form_key": keys[0] if keys else "", **fields})


def _notices(page: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found(page, "//p[contains(@class, 'notice')]")]


async def test_a_customer_reads_and_accepts(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra, language="EN")
    shown = await guest.get(f"/link/quote/{link}")
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    for said in ("Nytt kök", "Så gör vi", "Målning", "1,250.00"):
        assert said in shown.text
    assert found(shown.text, "//html/@lang") == ["en"]
    taken = await _answer(guest, link, answer="accept", by_name="Karin Kund", reason="Bra pris")
    assert (taken.status_code, taken.headers["location"]) == (303, f"{BASE_URL}/link/quote/{link}")
    page = (await guest.get(f"/link/quote/{link}")).text
    assert _notices(page)[0].startswith("The quote was accepted on ")
    assert not found(page, "//form")


async def test_a_customer_declines_with_a_reason_that_the_office_reads(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra)
    await _answer(guest, link, answer="decline", by_name="Karin Kund", reason="För dyrt")
    again = await guest.post(f"/link/quote/{link}", data={"answer": "accept", "by_name": "Karin"})
    assert again.status_code == 422
    page = (await guest.get(f"/link/quote/{link}")).text
    assert not found(page, "//form")
    assert "För dyrt" not in page


async def test_nothing_else_of_the_company_shows(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra)
    page = (await guest.get(f"/link/quote/{link}")).text
    paper = " ".join(texts((await guest.get(f"/link/quote/{link}.pdf")).content))
    for secret in ("Hemligt", "sidebar", "/invoices", "/week"):
        assert secret not in page
        assert secret not in paper
    assert "Nytt kök" in paper


async def test_who_answers_must_be_said(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra, language="EN")
    refused = await _answer(guest, link, answer="accept", by_name=" ", reason="Mycket fint")
    assert refused.status_code == 422
    assert found(refused.text, "//input[@name='by_name']/@aria-invalid") == ["true"]
    assert found(refused.text, "//textarea/text()") == ["Mycket fint"]
    assert (await _answer(guest, link, answer="accept", by_name="K" * 201)).status_code == 422
    assert (await _answer(guest, link, answer="burn", by_name="Karin")).status_code == 422


async def test_a_form_from_elsewhere_answers_nothing(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra)
    told = {"answer": "accept", "by_name": "Någon", "form_key": "0" * 32}
    assert (await guest.post(f"/link/quote/{link}", data=told)).status_code == 422
    await guest.get(f"/link/quote/{link}")
    assert (await guest.post(f"/link/quote/{link}", data=told)).status_code == 422
    assert found((await guest.get(f"/link/quote/{link}")).text, "//form")


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"answer": "accept", "by_name": "K" * 200_000}},
        {"data": {f"field{at}": "x" for at in range(50)}},
        {"files": {"by_name": ("kvitto.png", b"x", "image/png")}},
        {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}},
    ],
    ids=["long", "many", "file", "broken"],
)
async def test_what_no_form_of_ours_sends_answers_nothing(
    world: World, guest: httpx.AsyncClient, sent: dict[str, Any]
) -> None:
    _, link = await quote(world, world.ostra)
    await guest.get(f"/link/quote/{link}")
    assert (await guest.post(f"/link/quote/{link}", **sent)).status_code == 422
    assert (await guest.post("/sign-in", **sent)).status_code == 401
    assert found((await guest.get(f"/link/quote/{link}")).text, "//form")


async def test_an_expired_quote_says_so_and_takes_no_answer(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra, language="EN")
    page = (await guest.get(f"/link/quote/{link}")).text
    key = found(page, "//input[@name='form_key']/@value")[0]
    world.clock.pass_s(40 * 86400)
    told = {"form_key": key, "answer": "accept", "by_name": "Karin"}
    late = await guest.post(f"/link/quote/{link}", data=told)
    assert _notices(late.text)[0].startswith("The quote was valid until ")
    assert not found(late.text, "//form")


@pytest.mark.parametrize("link", ["x", "A" * 20, "å" * 20, "A" * 101])
async def test_a_link_that_leads_nowhere_is_answered_calmly(guest: httpx.AsyncClient, link: str) -> None:
    reply = await guest.get(f"/link/quote/{link}", headers={"accept-language": "en"})
    assert reply.status_code == 404
    assert "There is nothing here" in reply.text
    assert (await guest.post(f"/link/quote/{link}")).status_code == 404


async def test_a_draft_is_not_there_yet(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra, is_sent=False)
    assert (await guest.get(f"/link/quote/{link}")).status_code == 404
    assert (await guest.get(f"/link/quote/{link}.pdf")).status_code == 404


async def test_who_asks_too_often_waits(world: World, guest: httpx.AsyncClient) -> None:
    _, link = await quote(world, world.ostra)
    codes = [(await guest.post(f"/link/quote/{link}")).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
    world.clock.pass_s(61)
    assert (await guest.get(f"/link/quote/{link}")).status_code == 200


async def test_columns_that_are_hidden_from_the_customer_are_hidden(world: World, guest: httpx.AsyncClient) -> None:
    plain, total = {"hidden_columns": ["quantity_e6", "unit_price_e4", "description"]}, {"shows_total_only": True}
    for table, unseen in ((plain, ("2 h", "500,00", "Två")), (total, ("500,00",))):
        _, link = await quote(world, world.ostra, table=table, rows=[ROW | {"description": "Två gånger"}])
        page = " ".join((await guest.get(f"/link/quote/{link}")).text.split())
        paper = texts((await guest.get(f"/link/quote/{link}.pdf")).content)
        assert "Målning" in page
        for said in unseen:
            assert said not in page
            assert not [one for one in paper if said in one]
