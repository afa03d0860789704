"""Documents: dropped on a row's page, listed there, sent as attachments, and withdrawn; pictures are shown too."""

from http import HTTPStatus
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.responses import Response

from dagsverke.app.access import may_withdraw_document
from dagsverke.app.commands import documents
from dagsverke.app.files import Attached
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.app.rows import shown_row
from dagsverke.domain.errors import Absent, Forbidden, Malformed, Refusal
from dagsverke.domain.media import PICTURES
from dagsverke.web.files import reply_with, shelved
from dagsverke.web.visit import Visit, page

PATH, AREA = "/documents", "work"
PAGES = {
    "customer": "/customers",
    "project": "/projects",
    "work_order": "/work-orders",
    "expense": "/expenses",
    "machine": "/machines",
}
"""What has documents on its page, and where that is."""
OTHER_AREAS = {"purchase_order": "purchase", "supplier_invoice": "purchase", "supplement_order": "purchase"}
"""Whose documents nobody but these sees; of all else, those of sales."""
SHOWN_BESIDE = frozenset({"expense"})
"""Whose pages show documents beside the panel too."""
FILES_MAX = 20


async def put(visit: Visit) -> Response:
    """File what was dropped on a row; the answer is its documents as they are now, or its page without scripts."""
    kind, key = (str(visit.form.get(name, "")) for name in ("owner_kind", "owner_key"))
    if kind not in PAGES:
        raise Absent("absent", "owner_kind", "has no documents here")
    try:
        sent = [one for one in visit.form.getlist("file") if isinstance(one, UploadFile) and one.filename]
        if not 0 < len(sent) <= FILES_MAX:
            raise Malformed("range", "file", f"must be one to {FILES_MAX} files")
        files = [await shelved(visit, "file", one) for one in sent]
        await visit.write(lambda unit: _file(visit, unit, kind, key, files))
    except Absent:
        raise
    except Refusal as refusal:
        if not visit.is_partial:
            raise
        return await _panel(visit, kind, key, visit.reason(refusal))
    return await _panel(visit, kind, key) if visit.is_partial else visit.go(f"{PAGES[kind]}/{key}")


def _file(visit: Visit, unit: UnitOfWork, kind: str, key: str, files: list[Attached]) -> None:
    check_visible(visit, kind, existing(unit, kind, "owner_key", key=key))
    by = {"created_by_key": visit.person["key"], "owner_kind": kind, "owner_key": key}
    for one in files:
        documents.record(unit, {}, {**by, "name": one.name, "content_type": one.media, "content": one.shelved})


async def withdraw(visit: Visit) -> Response:
    """Withdraw a document; the answer is those that are left, or the page of what it was on.

    Absent where that has no page with documents, or the visitor does not see it.
    """
    key = visit.request.path_params["key"]

    def work(unit: UnitOfWork) -> tuple[str, str]:
        found, owner = _seen(visit, unit, key)
        kind, is_filer = str(found["owner_kind"]), found["created_by_id"] == visit.person["id"]
        if kind not in PAGES:
            raise Absent("absent", "key", "names nothing in this company")
        if not may_withdraw_document(kind, int(visit.person["role_code"]), is_filer=is_filer):
            raise Forbidden("role", None, "only who filed a document, or may change what it is on, withdraws it")
        documents.withdraw(unit, {"key": key}, {"deleted_by_key": visit.person["key"]})
        return kind, str(owner["key"])

    kind, owner_key = await visit.write(work)
    is_panel = visit.is_partial and kind not in SHOWN_BESIDE
    return await _panel(visit, kind, owner_key) if is_panel else visit.go(f"{PAGES[kind]}/{owner_key}")


async def _panel(visit: Visit, kind: str, key: str, fault: str = "") -> Response:
    def read(reader: Reader) -> list[dict[str, Any]]:
        row = shown_row(reader, kind, ("documents",), Condition("key", "eq", key))
        return list(msgspec.json.decode(row["documents"]))

    found = await visit.read(read)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return visit.page("documents_panel.html", status, documents=found, owner_kind=kind, owner_key=key, fault=fault)


async def download(visit: Visit) -> Response:
    """A file as an attachment: a browser saves it and never shows it."""
    return await reply_with(visit, await _document(visit), "attachment")


async def picture(visit: Visit) -> Response:
    """A picture, to be shown on a page. Absent where the file is none."""
    document = await _document(visit)
    if document["content_type"] not in PICTURES:
        raise Absent("absent", "key", "is no picture")
    return await reply_with(visit, document, "inline")


async def _document(visit: Visit) -> Record:
    return await visit.read(lambda reader: _seen(visit, reader, visit.request.path_params["key"])[0])


def _seen(visit: Visit, reader: Reader, key: str) -> tuple[Record, Record]:
    """A file and the row that has it, where the visitor sees that."""
    found = existing(reader, "document", "key", key=key)
    if found["digest"] is None or found["owner_kind"] is None:
        raise Absent("absent", "key", "names nothing in this company")
    owner = existing(reader, found["owner_kind"], "key", id=found["owner_id"])
    check_visible(visit, found["owner_kind"], owner)
    return found, owner


def check_visible(visit: Visit, kind: str, owner: Record) -> None:
    """Refuse, as absent, a row whose page the visitor does not see."""
    is_others = visit.principal.reach == "own" and owner.get("person_id", visit.person["id"]) != visit.person["id"]
    area = AREA if kind in PAGES else OTHER_AREAS.get(kind, "sales")
    if is_others or not visit.may_enter(area):
        raise Absent("absent", "key", "names nothing in this company")


ROUTES = (
    page(PATH, AREA, put, "POST"),
    page(PATH + "/{key}", AREA, download),
    page(PATH + "/{key}/picture", AREA, picture),
    page(PATH + "/{key}/withdraw", AREA, withdraw, "POST"),
)
