"""Uploading documents, and seeing and fetching them."""

import base64
from typing import Any

import httpx

from dagsverke.app.ports import Record
from dagsverke.app.queries import Condition, Query
from dagsverke.dialects.seventime.documents import documents
from dagsverke.wire.codec import Context
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import INSTANT, KEY, KEY_OR_NULL, NUMBER, TEXT, TRUTH
from tests.harness import BASE_URL

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 80
DOCUMENT = {
    "createDate": INSTANT,
    "modifiedDate": INSTANT,
    "_id": KEY,
    "name": TEXT,
    "path": TEXT,
    "contentType": TEXT,
    "size": NUMBER,
    "user": KEY,
    "userName": TEXT,
    "isLink": TRUTH,
    "isFolder": TRUTH,
    "folderId": KEY_OR_NULL,
    "isPublic": TRUTH,
}


def encoded(content: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(content).decode()


def file(content: bytes | None = PDF, name: Any = "plan2.pdf", media: Any = "application/pdf") -> Row:
    """The ``file`` of an upload; what is None is left out."""
    options = {"fileName": name, "contentType": media}
    whole = {"fileContent": None if content is None else encoded(content)}
    return {one: text for one, text in whole.items() if text is not None} | {
        "options": {one: text for one, text in options.items() if text is not None}
    }


def body(api: Api, **changes: Any) -> Row:
    """An upload to the firm's customer, or as the changes say; what is None is left out."""
    given: Row = {
        "uploadedBy": api.person("anna"),
        "entityId": api.firm.keys["customer"],
        "entityType": 1100,
        "file": file(),
        "folderId": None,
    }
    return {name: value for name, value in (given | changes).items() if value is not None or name == "folderId"}


async def upload(api: Api, **changes: Any) -> str:
    """The key of what was uploaded."""
    row = await api.write("POST", "documents/", **body(api, **changes))
    assert list(row) == ["success", "_id"]
    assert row["success"] is True
    return str(row["_id"])


async def make_folder(api: Api, name: str = "Ritningar", **changes: Any) -> str:
    """The key of a new folder."""
    return await upload(api, file=file(None, name, None), **changes)


async def shown(api: Api, customer: str | None = None) -> list[Row]:
    """The documents of a customer as they are shown."""

    def read(reader: Any) -> list[Row]:
        where = (Condition("key", "eq", customer or api.firm.keys["customer"]),)
        ((found,),) = reader.select(Query("customer", ("documents",), where)).rows
        assert documents.in_context is not None
        rows: list[Row] = documents.in_context(found, Context(BASE_URL, reader.now, lambda: reader.company))
        return rows

    return await api.world.store.read(api.firm.company_id, read)


async def fetch(api: Api, path: str, method: str = "GET") -> httpx.Response:
    """The link, asked without a key."""
    return await api.world.client.request(method, path)


async def kept(api: Api) -> list[Record]:
    """Every document of the firm."""
    return list(await api.world.store.read(api.firm.company_id, lambda reader: reader.find_all("document")))
