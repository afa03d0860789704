"""Documents on pages: dropped, listed, sent as attachments, and for nobody else's eyes."""

import hashlib
from datetime import timedelta

import httpx
import pytest

from dagsverke.app.access import MANAGER, PAYROLL, STAFF
from dagsverke.app.commands import companies, documents, locks
from dagsverke.app.files import sweep
from dagsverke.app.ports import Reader, Record, Shelved, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.app.references import existing
from dagsverke.web.app import PageOptions, create_pages
from tests.app.firms import add_expense, one_id, write
from tests.harness import BASE_URL, Firm, StillClock, World
from tests.web.conftest import Person, enter, found
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


async def _remove(person: Person, address: str, *, by_script: bool = True) -> httpx.Response:
    """Withdraw a document by its button, as its script does or as a form is sent without."""
    if not by_script:
        return await person.post(f"{address}/withdraw")
    headers = {"hx-request": "true", "x-form-key": person.form_key}
    return await person.client.post(f"{address}/withdraw", headers=headers)


def _buttons(page: str) -> list[str]:
    """The addresses that the buttons of a panel withdraw at."""
    return list(found(page, "//section[contains(@class, 'documents')]//details/form/@action"))


async def _events(world: World) -> list[tuple[str, int | None]]:
    """What was done to documents, and by whom."""
    query = Query("event", ("kind", "person_id"), (Condition("subject", "eq", "document"),), (("place", False),))
    rows = await world.store.read(world.ostra.company_id, lambda reader: reader.select(query).rows)
    return [(kind, person_id) for kind, person_id in rows]


@pytest.mark.parametrize("by_script", [True, False], ids=["by script", "without scripts"])
async def test_a_document_is_withdrawn_and_is_nowhere_any_more(world: World, anna: Person, *, by_script: bool) -> None:
    key, seventime = world.ostra.keys["project"], world.ostra.seventime
    panel = (await _drop(anna, "project", key, PLAN, NOTE)).text
    address, other = found(panel, "//li/a/@href")
    assert _buttons(panel) == [f"{address}/withdraw", f"{other}/withdraw"]
    assert found(panel, "//summary/@aria-label") == ["Remove Ritning å.pdf", "Remove läs mig.html"]
    project = (await world.client.get(f"/api/2/projects/{key}", headers=seventime)).json()["data"]
    links = [one["path"] for one in project["documents"]]
    assert (await world.client.get(links[0])).status_code == 200
    reply = await _remove(anna, address, by_script=by_script)
    if by_script:
        assert (reply.status_code, _names(reply.text)) == (200, ["läs mig.html"])
    else:
        assert (reply.status_code, reply.headers["location"]) == (303, f"/projects/{key}")
    assert _names((await anna.get(f"/projects/{key}")).text) == ["läs mig.html"]
    project = (await world.client.get(f"/api/2/projects/{key}", headers=seventime)).json()["data"]
    assert [one["name"] for one in project["documents"]] == ["läs mig.html"]
    for gone in (address, f"{address}/picture"):
        assert (await anna.get(gone)).status_code == 404
    assert (await world.client.get(links[0])).status_code == 404, "what was signed leads nowhere"
    assert (await anna.get(other)).status_code == 200
    assert (await _remove(anna, address, by_script=by_script)).status_code == 404
    by_anna = world.ostra.persons["anna"][0]
    assert (await _events(world))[-1] == ("document.withdrawn", by_anna)


async def test_the_bytes_of_a_withdrawn_document_stay_for_its_tombstone_names_them(world: World, anna: Person) -> None:
    key = world.ostra.keys["project"]
    (address,) = found((await _drop(anna, "project", key, PLAN)).text, "//li/a/@href")
    await _remove(anna, address)
    company_id, later = world.ostra.company_id, world.clock.now() + timedelta(days=2)
    assert await sweep(world.store, StillClock(later), company_id) == 0
    left = await world.store.on_shelf(lambda shelf: shelf.digests(company_id, later))
    assert left == [hashlib.sha256(PLAN[1][1]).hexdigest()]
    (again,) = found((await _drop(anna, "project", key, PLAN)).text, "//li/a/@href")
    assert (await anna.get(again)).content == PLAN[1][1], "it may be filed anew"


@pytest.mark.parametrize(("who", "role", "is_theirs"), [("chef", MANAGER, 1), ("doc", PAYROLL, 1), ("bo", STAFF, 0)])
@pytest.mark.parametrize("kind", ["customer", "project", "work_order", "machine"])
async def test_who_filed_a_document_withdraws_it_and_who_may_change_what_it_is_on(
    world: World, anna: Person, who: str, role: int, is_theirs: int, kind: str
) -> None:
    def appoint(unit: UnitOfWork) -> None:
        unit.change("person", existing(unit, "person", "id", user_name=who), {"role_code": role})

    await write(world, appoint)
    key = world.ostra.keys.get(kind) or await made(world, world.ostra, kind, name="Lift", number="7")
    (address,) = found((await _drop(anna, kind, key, PLAN)).text, "//li/a/@href")
    page = f"/{kind.replace('_', '-')}s/{key}"
    other = await enter(world, world.ostra, who)
    shown = (await other.get(page)).text
    assert (_names(shown), len(_buttons(shown))) == (["Ritning å.pdf"], is_theirs)
    reply = await _remove(other, address, by_script=False)
    if not is_theirs:
        assert reply.status_code == 403
        assert "only who filed a document, or may change what it is on, withdraws it" in reply.text
        reply = await _remove(anna, address, by_script=False)
    assert reply.headers["location"] == page
    assert _names((await anna.get(page)).text) == []


async def test_the_receipts_of_an_expense_are_withdrawn_by_who_may_change_it(
    world: World, admin: Person, anna: Person
) -> None:
    def expenses(unit: UnitOfWork) -> list[str]:
        ids = (add_expense(unit), add_expense(unit, person_id=one_id(unit, "person", user_name="bo")))
        return [str(existing(unit, "expense", "id", id=one)["key"]) for one in ids]

    annas, bos = await write(world, expenses)
    address = await _filed(world, world.ostra, "expense", bos)
    for by_script in (True, False):
        assert (await _remove(anna, address, by_script=by_script)).status_code == 404
    assert _buttons((await admin.get(f"/expenses/{bos}")).text) == [f"{address}/withdraw"]
    reply = await _remove(admin, address)
    assert reply.headers["hx-redirect"] == f"/expenses/{bos}", "the picture on its page goes too"
    address = await _filed(world, world.ostra, "expense", annas)
    assert (await _remove(anna, address, by_script=False)).headers["location"] == f"/expenses/{annas}"
    page = (await anna.get(f"/expenses/{annas}")).text
    assert (_names(page), found(page, "//figure")) == ([], [])


@pytest.mark.parametrize("closed", [{"is_invoiced": True}, {"attested_at": "2026-11-19T08:00:00.000Z"}, {}])
async def test_what_is_closed_to_change_is_as_open_to_documents_going_as_to_their_coming(
    world: World, anna: Person, closed: dict[str, object]
) -> None:
    def close(unit: UnitOfWork) -> str:
        row = existing(unit, "expense", "id", id=add_expense(unit, **closed))
        if not closed:
            locks.lock(unit, row["on_day"], "lön", first_on=row["on_day"])
        return str(row["key"])

    key = await write(world, close)
    (address,) = found((await _drop(anna, "expense", key, PLAN)).text, "//li/a/@href")
    assert (await _remove(anna, address, by_script=False)).headers["location"] == f"/expenses/{key}"
    assert _names((await anna.get(f"/expenses/{key}")).text) == []


async def test_no_document_is_withdrawn_that_has_no_panel_or_is_another_firms(
    world: World, admin: Person, anna: Person
) -> None:
    ostra, norra = world.ostra, world.norra
    invoice = await made(world, ostra, "invoice", name="Faktura", customer_name="Kund Ett AB")
    theirs = await _filed(world, norra, "project", norra.keys["project"])
    on_invoice = await _filed(world, ostra, "invoice", invoice)

    def folder(unit: UnitOfWork) -> str:
        told = {"created_by_key": ostra.admin, "name": "Mapp", "owner_kind": "project"}
        made_id = documents.record(unit, {}, told | {"owner_key": ostra.keys["project"]})["id"]
        return f"/documents/{existing(unit, 'document', 'id', id=made_id)['key']}"

    for address in (theirs, on_invoice, await write(world, folder), "/documents/nothing"):
        for person in (admin, anna):
            for by_script in (True, False):
                assert (await _remove(person, address, by_script=by_script)).status_code == 404, address

    def left(reader: Reader) -> list[Record]:
        return list(reader.find_all("document"))

    assert len(await world.store.read(norra.company_id, left)) == 1
    assert len(await world.store.read(ostra.company_id, left)) == 2
    mine = await _filed(world, ostra, "project", ostra.keys["project"])
    forged = await admin.client.post(f"{mine}/withdraw", data={"form_key": "0" * 32})
    assert forged.status_code == 403
