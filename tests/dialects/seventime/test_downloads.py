"""Fetching documents by their links, and what becomes of files that nothing names."""

import asyncio
import re
import threading
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from dagsverke.app import files
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Shelved
from dagsverke.store.files import DiskShelf
from dagsverke.store.unit_of_work import StoreUnitOfWork
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.uploads import PDF, body, fetch, file, kept, make_folder, shown, upload

pytestmark = pytest.mark.anyio
LIMIT = 25_000_000


async def link(api: Api) -> str:
    """The link to what was uploaded last."""
    return str((await shown(api))[-1]["path"])


async def digests(api: Api) -> list[str]:
    """Every file of the firm."""
    later = api.world.clock.now() + timedelta(days=1)
    company_id = api.firm.company_id
    return list(await api.world.store.on_shelf(lambda shelf: shelf.digests(company_id, later)))


async def swept(api: Api) -> int:
    return await files.sweep(api.world.store, api.world.clock, api.firm.company_id)


async def test_a_link_gives_the_same_bytes_type_and_name_without_a_key_st_69(api: Api) -> None:
    await upload(api, file=file(PDF, "Ritning å.pdf", "application/pdf; version=1.4"))
    reply = await fetch(api, await link(api))
    assert (reply.status_code, reply.content) == (200, PDF)
    assert {name: reply.headers[name] for name in reply.headers} == {
        "content-type": "application/pdf; version=1.4",
        "content-length": str(len(PDF)),
        "content-disposition": "attachment; filename=\"Ritning _.pdf\"; filename*=UTF-8''Ritning%20%C3%A5.pdf",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "private",
    }
    head = await fetch(api, await link(api), "HEAD")
    assert (head.status_code, head.content, head.headers) == (200, b"", reply.headers)


async def test_a_page_or_a_script_is_an_attachment_like_all_others_st_69(api: Api) -> None:
    await upload(api, file=file(b"<script>alert(1)</script>", "x.html", "text/html"))
    reply = await fetch(api, await link(api))
    assert reply.headers["content-disposition"].startswith("attachment; ")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", "..", ".", "/etc/passwd", "C:\\boot.ini", 'a"b.pdf', "a;b=c.pdf", "a%2f%00b.pdf",
        "?x=1#y", "x" * 255, "ö" * 255, "👷 bild.png", "a\u202egpj.exe", "CON", " a ", "{name}",
    ],
)  # fmt: skip
async def test_any_name_is_harmless_and_its_link_works(api: Api, name: str) -> None:
    await upload(api, file=file(PDF, name))
    (row,) = await shown(api)
    assert row["name"] == name
    assert len(urlsplit(row["path"]).path.split("/")) == 6
    assert not re.search(r'[\s"<>\\]', row["path"])
    reply = await fetch(api, row["path"])
    assert (reply.status_code, reply.content) == (200, PDF)
    disposition = reply.headers["content-disposition"]
    assert disposition.isascii()
    plain, whole = re.fullmatch(r"attachment; filename=\"([^\"\\/]*)\"; filename\*=UTF-8''(\S*)", disposition).groups()  # type: ignore[union-attr]  # it must match
    assert plain not in {".", ".."}
    assert "/" not in whole


async def test_a_link_lasts_an_hour_and_is_the_same_within_a_minute_st_69(api: Api) -> None:
    await upload(api)
    first = await link(api)
    api.world.clock.pass_s(3599)
    assert (await fetch(api, first)).status_code == 200
    assert await link(api) != first
    api.world.clock.pass_s(1)
    reply = await fetch(api, first)
    assert (reply.status_code, reply.json()) == (403, {"errorMessage": "this link has expired"})
    assert (await fetch(api, await link(api))).status_code == 200


async def test_a_link_that_was_changed_leads_nowhere_st_69(api: Api, other_api: Api) -> None:
    await upload(api)
    other = await upload(api, file=file(b"another"))
    await upload(other_api)
    path = (await shown(api))[0]["path"]
    parts = urlsplit(path)
    given = dict(parse_qsl(parts.query))
    changes: list[dict[str, str]] = [
        {"company": str(other_api.firm.company_id)},
        {"expires": str(int(given["expires"]) + 60)},
        {"signature": given["signature"][::-1]},
        *({name: value} for name in given for value in ("", "-1", "0", "9" * 30, "x", "\0", "å", "٣", "1e3", " 1")),
    ]
    base = path.partition("?")[0]
    for changed in changes:
        reply = await fetch(api, f"{base}?{urlencode(given | changed)}")
        assert reply.status_code == 404, changed
        assert reply.json() == {"errorMessage": "there is nothing at this address"}
    key = urlsplit(path).path.split("/")[4]
    for swapped in (other, (await kept(other_api))[0]["key"], "x", "%00", "%FF", "..%2F"):
        assert (await fetch(api, path.replace(key, swapped))).status_code == 404
    for missing in given:
        rest = {name: value for name, value in given.items() if name != missing}
        assert (await fetch(api, f"{base}?{urlencode(rest)}")).status_code == 404
    assert (await fetch(api, base)).status_code == 404
    assert (await fetch(api, path.replace("plan2.pdf", "other.pdf"))).content == PDF  # the name says nothing


async def test_the_link_of_what_was_withdrawn_or_lost_leads_nowhere(api: Api) -> None:
    await upload(api)
    await upload(api, file=file(b"lost"))
    first, second = [row["path"] for row in await shown(api)]
    rows = await kept(api)
    company_id, later = api.firm.company_id, api.world.clock.now() + timedelta(days=1)
    await api.world.store.write(operator(company_id), lambda work: work.withdraw("document", rows[0]))
    await api.world.store.on_shelf(lambda shelf: shelf.remove(company_id, rows[1]["digest"], later))
    assert (await fetch(api, first)).status_code == 404
    told = await fetch(api, second)
    assert (told.status_code, told.json()) == (404, {"errorMessage": "the file is not on this server any more"})
    assert [row["name"] for row in await shown(api)] == ["plan2.pdf"]
    api.world.clock.pass_s(7200)
    assert await swept(api) == 0, "what is withdrawn is kept"
    assert await digests(api) == [rows[0]["digest"]]


async def test_a_folder_cannot_be_fetched(api: Api) -> None:
    folder = await make_folder(api)
    await upload(api, folderId=folder)
    path = await link(api)
    key = urlsplit(path).path.split("/")[4]
    assert (await fetch(api, path.replace(key, folder))).status_code == 404


async def test_a_file_of_the_limit_is_taken_and_a_longer_one_is_413_by_name_st_68(api: Api) -> None:
    content = bytes(1000) * (LIMIT // 1000)
    await upload(api, file=file(content))
    reply = await fetch(api, await link(api))
    assert reply.content == content
    for longer in (content + b"x", content + bytes(5_000_000)):
        told = await api.refused("POST", "documents", 413, json=body(api, file=file(longer)))
        assert told.startswith("file.fileContent: ")
    assert len(await kept(api)) == 1


async def test_an_upload_holds_up_nobody(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()
    put = DiskShelf.put

    def slow(shelf: DiskShelf, company_id: int, content: bytes) -> Shelved:
        begun.set()
        assert may_end.wait(30)
        return put(shelf, company_id, content)

    monkeypatch.setattr(DiskShelf, "put", slow)
    uploading = asyncio.create_task(upload(api))
    await asyncio.to_thread(begun.wait)
    assert (await api.record())["time"] == 8
    assert not uploading.done()
    may_end.set()
    await uploading
    assert len(await shown(api)) == 1


async def test_what_fails_between_file_and_row_leaves_a_file_that_is_swept_after_an_hour(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upload(api, file=file(b"named"))
    await api.refused("POST", "documents", 400, json=body(api, file=file(b"refused"), uploadedBy="nobody"))

    def fall(unit: StoreUnitOfWork, table: str, values: object) -> int:
        raise RuntimeError(f"the power fails at {table}")

    with monkeypatch.context() as patch:
        patch.setattr(StoreUnitOfWork, "add", fall)
        await api.refused("POST", "documents", 500, json=body(api, file=file(b"unforeseen")))
    assert [row["size"] for row in await kept(api)] == [len(b"named")]
    assert len(await digests(api)) == 3
    api.world.clock.pass_s(3600)
    assert await swept(api) == 0
    api.world.clock.pass_s(1)
    await api.refused("POST", "documents", 400, json=body(api, file=file(b"refused"), uploadedBy="nobody"))
    assert await swept(api) == 1, "what was tried again just now is left alone"
    assert len(await digests(api)) == 2
    assert (await fetch(api, await link(api))).content == b"named"


async def test_the_sweep_of_one_company_leaves_the_others_files(api: Api, other_api: Api) -> None:
    for one in (api, other_api):
        await one.refused("POST", "documents", 400, json=body(one, uploadedBy="nobody"))
    api.world.clock.pass_s(3601)
    assert await swept(api) == 1
    assert (await digests(api), len(await digests(other_api))) == ([], 1)
