"""Documents on pages: dropped, listed, sent as attachments, and for nobody else's eyes."""

import httpx
import pytest

from dagsverke.app.commands import companies, documents
from dagsverke.app.ports import Shelved, UnitOfWork
from dagsverke.web.app import PageOptions, create_pages
from tests.app.firms import add_expense, one_id, write
from tests.harness import BASE_URL, Firm, World
from tests.web.conftest import Person, found
from tests.web.jobs import made, png

pytestmark = pytest.mark.anyio

PLAN = ("file", ("Ritning å.pdf", b"%PDF-1.7 plan", "application/pdf"))
NOTE = ("file", ("läs mig.html", b"<script>alert(1)</script>", "text/html"))


async def _drop(person: Person, kind: str, key: str, *files: tuple[str, tuple[str, bytes, str]]) -> httpx.Response:
    """Drop files on a row's page, as its script does."""
    data = {"owner_kind": kind, "owner_key": key}
    headers = {"hx-request": "true", "x-form-key": person.form_key}
    return await person.client.post("/documents", data=data, files=list(files), headers=headers)


def _names(page: str) -> list[str]:
    return [one.text_content().strip() for one in found(page, "//section[contains(@class, 'documents')]//li/a")]


@pytest.mark.parametrize("kind", ["customer", "project", "work_order"])
async def test_files_are_dropped_on_a_page_and_sent_as_attachments(world: World, anna: Person, kind: str) -> None:
    key = world.ostra.keys[kind]
    panel = await _drop(anna, kind, key, PLAN, NOTE)
    assert panel.status_code == 200
    assert _names(panel.text) == ["Ritning å.pdf", "läs mig.html"]
    path = {"customer": "/customers/", "project": "/projects/", "work_order": "/work-orders/"}[kind] + key
    page = (await anna.get(path)).text
    assert _names(page) == ["Ritning å.pdf", "läs mig.html"]
    links = found(page, "//section[contains(@class, 'documents')]//li/a/@href")
    for link, (_, (_, content, media)) in zip(links, (PLAN, NOTE), strict=True):
        reply = await anna.get(link)
        assert (reply.content, reply.headers["content-type"].partition(";")[0]) == (content, media)
        assert reply.headers["content-disposition"].startswith("attachment; filename=")
        assert "sandbox" in reply.headers["content-security-policy"]
    assert "Ritning%20%C3%A5.pdf" in (await anna.get(links[0])).headers["content-disposition"]
    assert (await anna.get(f"{links[1]}/picture")).status_code == 404, "a page is no picture"


async def test_without_scripts_one_comes_back_to_the_page(world: World, anna: Person) -> None:
    told = {"owner_kind": "project", "owner_key": world.ostra.keys["project"]}
    reply = await anna.upload("/documents", PLAN, **told)
    assert reply.headers["location"] == f"/projects/{told['owner_key']}"
    assert (await anna.post("/documents", **told)).status_code == 400


async def test_what_is_refused_is_said_where_it_was_dropped_and_nothing_is_kept(world: World, anna: Person) -> None:
    key = world.ostra.keys["project"]
    for files in ((PLAN, ("file", ("tom.txt", b"", "text/plain"))), ()):
        panel = await _drop(anna, "project", key, *files)
        assert panel.status_code == 422
        assert _names(panel.text) == []
    assert "is empty" in (await _drop(anna, "project", key, ("file", ("tom.txt", b"", "text/plain")))).text
    for kind, other in (("project", world.norra.keys["project"]), ("invoice", key), ("person", world.ostra.admin)):
        assert (await _drop(anna, kind, other, PLAN)).status_code == 404


async def test_a_form_of_another_site_is_refused(world: World, anna: Person) -> None:
    told = {"owner_kind": "project", "owner_key": world.ostra.keys["project"], "form_key": "0" * 32}
    assert (await anna.client.post("/documents", data=told, files=[PLAN])).status_code == 403


async def test_files_that_are_too_long_are_refused_before_they_are_kept(world: World, anna: Person) -> None:
    pages = create_pages(world.store, world.clock, PageOptions(file_max_bytes=1_000_000))
    transport = httpx.ASGITransport(app=pages, raise_app_exceptions=False)
    small = Person(httpx.AsyncClient(transport=transport, base_url=BASE_URL, cookies=anna.client.cookies))
    key = world.ostra.keys["project"]
    long = await _drop(small, "project", key, ("file", ("stor.bin", bytes(1_000_001), "application/zip")))
    assert "must be at most 1 MB" in long.text
    longest = await _drop(small, "project", key, ("file", ("stor.bin", bytes(2_000_001), "application/zip")))
    assert (longest.status_code, "is longer than 2 MB" in longest.text) == (400, True)
    assert (
        await _drop(small, "project", key, ("file", ("lagom.bin", bytes(1_000_000), "application/zip")))
    ).status_code == 200


async def _filed(world: World, firm: Firm, kind: str, owner_key: str) -> str:
    """A picture on any row, as a dialect files it; returns its address on the pages."""

    def work(unit: UnitOfWork) -> str:
        told = {"owner_kind": kind, "owner_key": owner_key, "name": "a.png", "content_type": "image/png"}
        kept = Shelved("0" * 64, len(png()))
        made_id = documents.record(unit, {}, {"created_by_key": firm.admin, "content": kept, **told})["id"]
        row = unit.find("document", id=made_id)
        assert row is not None
        return f"/documents/{row['key']}"

    return await world.store.write(companies.operator(firm.company_id), work)


async def test_documents_are_for_those_who_see_what_they_are_on(world: World, admin: Person, anna: Person) -> None:
    def of_bo(unit: UnitOfWork) -> str:
        row = unit.find("expense", id=add_expense(unit, person_id=one_id(unit, "person", user_name="bo")))
        assert row is not None
        return str(row["key"])

    ostra = world.ostra
    bos = await write(world, of_bo)
    invoice = await made(world, ostra, "invoice", name="Faktura", customer_name="Kund Ett AB")
    for kind, key in (("expense", bos), ("invoice", invoice)):
        address = await _filed(world, ostra, kind, key)
        assert ">names nothing in this company<" in (await anna.get(address)).text
        assert (await anna.get(f"{address}/picture")).status_code == 404
        assert "not on this server" in (await admin.get(address)).text, "may be seen, though there are no bytes"
    theirs = await _filed(world, world.norra, "project", world.norra.keys["project"])
    assert ">names nothing in this company<" in (await admin.get(theirs)).text
    assert (await _drop(anna, "expense", bos, PLAN)).status_code == 404
