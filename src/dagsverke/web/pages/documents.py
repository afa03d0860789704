"""Documents: dropped on a row's page, listed there, and sent as attachments; pictures of receipts are shown too."""

from http import HTTPStatus
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.responses import Response

from dagsverke.app.commands import documents
from dagsverke.app.files import Attached
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.app.rows import shown_row
from dagsverke.domain.errors import Absent, Malformed, Refusal
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
    def find(reader: Reader) -> Record:
        found = existing(reader, "document", "key", key=visit.request.path_params["key"])
        if found["digest"] is None or found["owner_kind"] is None:
            raise Absent("absent", "key", "names nothing in this company")
        kind = found["owner_kind"]
        check_visible(visit, kind, existing(reader, kind, "key", id=found["owner_id"]))
        return found

    return await visit.read(find)


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
)
