"""Files between browsers and the shelf: taken from forms, and sent so that nothing in them can run."""

import re
from http import HTTPStatus
from typing import Literal
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.responses import Response

from dagsverke.app.commands.documents import CONTENT_TYPE
from dagsverke.app.files import Attached
from dagsverke.app.ports import FileShelf, Record, Shelved
from dagsverke.domain.errors import Absent, Malformed
from dagsverke.domain.media import UNKNOWN, media_type
from dagsverke.web.bodies import BYTES_PER_MB
from dagsverke.web.visit import Visit

_SEPARATING = re.compile(r"[/\\\x00-\x1f]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._-]")


def disposition(how: Literal["inline", "attachment"], name: str) -> str:
    """The header Content-Disposition of a file, which has this name where it is kept (RFC 6266)."""
    flat = _SEPARATING.sub("_", name)
    return f"{how}; filename=\"{_NOT_PLAIN.sub('_', flat)}\"; filename*=UTF-8''{quote(flat, safe='')}"


async def attached(visit: Visit, field: str) -> Attached | None:
    """The file of a field, put on the shelf; None where none was chosen. Refused: an empty one, a too long one."""
    sent = visit.form.get(field)
    return await shelved(visit, field, sent) if isinstance(sent, UploadFile) and sent.filename else None


async def shelved(visit: Visit, field: str, sent: UploadFile) -> Attached:
    """One file that was sent, put on the shelf."""
    most = visit.house.file_max_bytes
    if (sent.size or 0) > most:
        raise Malformed("size", field, f"must be at most {most // BYTES_PER_MB} MB")
    content = await sent.read()
    if not content:
        raise Malformed("range", field, "is empty")
    company_id = visit.principal.company_id

    def put(shelf: FileShelf) -> Shelved:
        return shelf.put(company_id, content)

    said = sent.content_type or ""
    media = media_type(content, said if CONTENT_TYPE.fullmatch(said) else UNKNOWN)
    return Attached(sent.filename or field, media, await visit.house.store.on_shelf(put))


async def reply_with(visit: Visit, document: Record, how: Literal["inline", "attachment"]) -> Response:
    """A document's file. Absent where the shelf has it no more."""
    company_id, digest = visit.principal.company_id, document["digest"]
    content = await visit.house.store.on_shelf(lambda shelf: shelf.get(company_id, digest))
    if content is None:
        raise Absent("row", None, "the file is not on this server any more")
    headers = {
        "content-disposition": disposition(how, document["name"]),
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "private, max-age=3600",
    }
    return Response(content, HTTPStatus.OK, headers, document["content_type"])
