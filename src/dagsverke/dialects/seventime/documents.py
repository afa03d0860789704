"""Documents of customers, projects, work orders and others (Seven Time, Documents)."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from dagsverke.app import links
from dagsverke.app.company import Company
from dagsverke.app.ports import Reader, Record
from dagsverke.dialects.seventime import shapes
from dagsverke.domain.errors import Absent
from dagsverke.wire.attachment import attachment, file_name
from dagsverke.wire.codec import Codec, Context, enum, integer, key, text
from dagsverke.wire.filing import file_content
from dagsverke.wire.resource import Answer, Call, Envelope, Field, Filter, Operation, Reply, Resource
from dagsverke.wire.values import KEY_MAX, clean, json_bytes, same

ROOT = "/api/2/documents"
COMPANY_DIGITS_MAX, EXPIRES_DIGITS_MAX = 9, 12

ENTITY_TYPES: Mapping[str, int] = {
    "work_order": 200,
    "invoice": 400,
    "project": 500,
    "expense": 600,
    "customer": 1100,
    "quote": 1400,
    "machine": 1500,
    "object_item": 1600,
    "supplement_order": 1800,
    "purchase_order": 2300,
    "education": 2400,
    "deviation": 3100,
    "machine_entry": 3200,
    "supplier_invoice": 3300,
}
"""What a document can belong to, and the document's codes for it; the core refuses what it has no rows of (ST-70)."""

_BARE_FILE = re.compile(
    rb"\s*\{\s*fileContent:\s*([A-Za-z0-9+/=]*+)\s*,\s*options:\s*\{"
    rb"\s*fileName:([^\"\\{},]*+),\s*contentType:([^\"\\{},]*+)\}\s*\}\s*"
)


def mend(body: bytes) -> bytes:
    """As ``shapes.mend``; and the file of the document's curl line, whose text has no quotation marks (ST-68)."""
    bare = _BARE_FILE.fullmatch(body)
    if bare is None:
        return shapes.mend(body)
    content, name, media = (one.strip() for one in bare.groups())
    return b'{"fileContent":"%s","options":{"fileName":"%s","contentType":"%s"}}' % (content, name, media)


def link(company: Company, document: Mapping[str, Any], base_url: str, now: str) -> str:
    """Where a document can be fetched for an hour, without a key (ST-69)."""
    seal = links.seal(company, document["key"], now)
    query = urlencode({"company": company.id, "expires": seal.expires, "signature": seal.signature})
    return f"{base_url}{ROOT}/{document['key']}/{quote(file_name(document['name']), safe='')}?{query}"


def _shown(value: str, context: Context) -> list[dict[str, Any]]:
    return [] if value == "[]" else [_document(one, context) for one in json.loads(value)]


def _document(one: Mapping[str, Any], context: Context) -> dict[str, Any]:
    is_folder = bool(one["is_folder"])
    return {
        "createDate": one["created_at"],
        "modifiedDate": one["modified_at"],
        "_id": one["key"],
        "name": one["name"],
        "path": "" if is_folder else link(context.company(), one, context.base_url, context.now),
        "contentType": one["content_type"],
        "size": one["size"],
        "user": one["person_key"],
        "userName": one["person_name"] or "",
        "isLink": bool(one["is_link"]),
        "isFolder": is_folder,
        "folderId": one["folder_key"],
        "isPublic": bool(one["is_public"]),
    }


def _refuse_all(value: Any, _: Company) -> Any:
    raise ValueError(value)


_TEXT, _TRUTH = {"type": "string"}, {"type": "boolean"}
_PROPERTIES: Mapping[str, Mapping[str, Any]] = {
    "createDate": _TEXT,
    "modifiedDate": _TEXT,
    "_id": _TEXT,
    "name": _TEXT,
    "path": {"type": "string", "description": "Where the file can be fetched for an hour; empty for a folder (ST-69)."},
    "contentType": _TEXT,
    "size": {"type": "integer"},
    "user": _TEXT,
    "userName": _TEXT,
    "isLink": _TRUTH,
    "isFolder": _TRUTH,
    "folderId": {"type": ["string", "null"]},
    "isPublic": _TRUTH,
}
documents = Codec(
    "list of documents",
    json.loads,
    _refuse_all,
    {"type": "array", "items": {"type": "object", "required": list(_PROPERTIES), "properties": dict(_PROPERTIES)}},
    kind="json",
    in_context=_shown,
)
"""The documents of a row, each file with its link; for the attribute ``documents`` of whatever may have some."""

folder = Codec(
    "key of a folder",
    same,
    lambda value, _: None if value == "null" else clean(value, KEY_MAX),
    {"type": ["string", "null"], "maxLength": KEY_MAX},
    kind="text",
)


def success(answer: Answer) -> bytes:
    """What an upload answers: that it went well, and the new key (ST-66)."""
    return json_bytes({"success": True, "_id": answer.documents()[0]["_id"]})


_UPLOADED = {
    "type": "object",
    "required": ["success", "_id"],
    "properties": {"success": _TRUTH, "_id": _TEXT | {"description": "Key of the document or folder."}},
}

ENVELOPES: dict[str, Envelope] = {"success": success}


async def download(call: Call) -> Reply:
    """The file behind a link that was shown as ``path`` (ST-69)."""
    name = call.variables["_id"]
    company_id = _digits(call, "company", COMPANY_DIGITS_MAX)
    seal = links.Seal(_digits(call, "expires", EXPIRES_DIGITS_MAX), call.query.get("signature", ""))

    def find(reader: Reader) -> Record:
        links.check(_company(reader), name, seal, reader.now)
        found = reader.find("document", key=name)
        if found is None or found["digest"] is None:
            raise Absent("row", None, links.NOTHING)
        return found

    found = await call.store.read(company_id, find)
    content = await call.store.on_shelf(lambda shelf: shelf.get(company_id, found["digest"]))
    if content is None:
        raise Absent("row", None, "the file is not on this server any more")
    return attachment(content, found["content_type"], found["name"])


def _digits(call: Call, name: str, most: int) -> int:
    given = call.query.get(name, "")
    if not given.isascii() or not given.isdecimal() or len(given) > most:
        raise Absent("link", None, links.NOTHING)
    return int(given)


def _company(reader: Reader) -> Company:
    try:
        return reader.company
    except Absent:
        raise Absent("link", None, links.NOTHING) from None


DOCUMENTS = Resource(
    name="documents",
    collection="document",
    operations=(
        Operation(
            "create",
            "POST",
            "documents",
            reply="success",
            command="document.record",
            takes_file=True,
            reply_schema=_UPLOADED,
            quirk="ST-66",
            doc="Uploads a file, or adds a folder where neither fileContent nor contentType is sent.",
        ),
        Operation(
            "call",
            "GET",
            "documents/{_id}/{name}",
            handler=download,
            is_public=True,
            reply_media="application/octet-stream",
            reply_schema={"type": "string", "contentMediaType": "application/octet-stream"},
            doc="The file itself, by the path that its entity shows.",
            quirk="ST-69",
        ),
    ),
    filters=(
        Filter("company", "company_id", codec=integer, required=True, doc="Of the link.", quirk="ST-69"),
        Filter("expires", "expires", codec=integer, required=True, doc="Of the link.", quirk="ST-69"),
        Filter("signature", "signature", required=True, doc="Of the link.", quirk="ST-69"),
    ),
    fields=(
        Field("_id", "key", key, "r", doc="Key of the document or folder.", quirk="ST-66"),
        Field("uploadedBy", "created_by_key", key, "w", required=True, doc="Who uploads it."),
        Field("entityId", "owner_key", key, "w", doc="Key of what it belongs to; a folder needs none."),
        Field("entityType", "owner_kind", enum("entity type", ENTITY_TYPES), "w", doc="What entityId is (ST-70)."),
        Field("file.fileContent", "content", file_content, "w", doc="The file in base64; without it, a folder."),
        Field("file.options.fileName", "name", text, "w", required=True, doc="How it is to be called."),
        Field("file.options.contentType", "content_type", text, "w", doc="Its media type; a folder has none."),
        Field("folderId", "folder_key", folder, "w", doc='The folder it is put into; null or "null" for none (ST-67).'),
    ),
    quirks=("ST-10", "ST-66", "ST-67", "ST-68", "ST-69", "ST-70"),
    doc="Files and folders. They are shown by what they belong to, as documents.",
)
