"""Quotes in pages: the list, one as it stands, sending, the answer, what follows, and the paper."""

import pytest

from tests.harness import World
from tests.web.conftest import Person, enter, found
from tests.web.pdf_text import texts
from tests.web.quoting import ROW, quote

pytestmark = pytest.mark.anyio


def _badges(page: str) -> list[str]:
    return [one.text_content() for one in found(page, "//main//span[contains(@class, 'badge')]")]


async def test_the_list_has_a_chip_for_every_way_a_quote_can_be(world: World) -> None:
    await quote(world, world.ostra, is_sent=False)
    await quote(world, world.ostra, valid_until="2027-01-01")
    key, _ = await quote(world, world.ostra, valid_until="2026-11-30")
    world.clock.pass_s(20 * 86400)
    admin = await enter(world, world.ostra, "admin")
    pages = {chip: (await admin.get("/quotes", show=chip)).text for chip in ("draft", "waiting", "expired", "accepted")}
    assert {chip: len(found(page, "//tr[@data-path]")) for chip, page in pages.items()} == {
        "draft": 1,
        "waiting": 1,
        "expired": 1,
        "accepted": 0,
    }
    assert _badges((await admin.get(f"/quotes/{key}")).text) == ["Sent", "Expired"]


async def test_a_draft_is_sent_taken_back_and_sent_again(world: World, admin: Person) -> None:
    key, link = await quote(world, world.ostra, is_sent=False)
    path = f"/quotes/{key}"
    page = (await admin.get(path)).text
    assert _badges(page) == ["Draft"]
    assert link not in page
    assert (await admin.post(f"{path}/send")).headers["location"] == path
    page = (await admin.get(path)).text
    assert found(page, "//input[@id='address']/@value") == [f"http://dagsverke.test/link/quote/{link}"]
    assert (await admin.post(f"{path}/take-back")).status_code == 303
    assert _badges((await admin.get(path)).text) == ["Draft"]
    assert (await admin.post(f"{path}/invoice")).status_code == 422


async def test_an_answer_is_written_down_and_an_invoice_and_a_project_follow(world: World, admin: Person) -> None:
    key, _ = await quote(world, world.ostra)
    path = f"/quotes/{key}"
    refused = await admin.post(f"{path}/accept", on="2026-01-01")
    assert refused.status_code == 422
    assert "the day of the quote" in found(refused.text, "//*[@role='alert']")[0].text_content()
    await admin.post(f"{path}/accept", on="2026-11-20")
    page = (await admin.get(path)).text
    assert _badges(page) == ["Accepted"]
    assert "2026" in found(page, "//section[@aria-labelledby='answer']//dd")[0].text_content()
    project = (await admin.post(f"{path}/project")).headers["location"]
    assert project.startswith("/projects/")
    invoice = (await admin.post(f"{path}/invoice")).headers["location"]
    assert "Målning" in (await admin.get(invoice)).text
    assert found((await admin.get(path)).text, f"//main//a[@href='{invoice}']")
    assert (await admin.post(f"{path}/invoice")).status_code == 422


async def test_the_paper_says_it_in_the_language_of_the_quote(world: World, admin: Person) -> None:
    for code, word in (("SV", "Netto"), ("EN", "Net"), ("FI", "Hinta")):
        key, link = await quote(world, world.ostra, language=code, rows=[ROW, {"kind": "text", "name": "#panic()"}])
        reply = await admin.get(f"/quotes/{key}.pdf")
        assert reply.headers["content-type"] == "application/pdf"
        said = " ".join(texts(reply.content))
        for part in (word, "Nytt kök", "Så gör vi", "Målning", "#panic(", link):
            assert part in said, (code, part)
        assert "Hemligt" not in said


async def test_employees_and_the_other_firm_see_none_of_it(world: World, admin: Person, anna: Person) -> None:
    key, _ = await quote(world, world.norra)
    assert (await admin.get(f"/quotes/{key}")).status_code == 404
    assert (await admin.get(f"/quotes/{key}.pdf")).status_code == 404
    assert (await admin.post(f"/quotes/{key}/accept")).status_code == 404
    assert (await anna.get("/quotes")).status_code == 403
