"""Media types: which body is read how, and in which form the answer goes out."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from dagsverke.wire.forms import read_multipart, read_urlencoded
from dagsverke.wire.refusals import BadBody, BadMedia, NotAcceptable
from dagsverke.wire.resource import Body, Dialect
from dagsverke.wire.xml import read_xml

Form = Literal["json", "xml"]
"""The form of an answer."""

DEPTH_MAX = 64
"""Levels of lists and objects that a JSON body may have."""

MEDIA: Mapping[Form, str] = {"json": "application/json", "xml": "application/xml"}

_READS: Mapping[str, Body] = {
    "application/json": "json",
    "text/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "form",
}
_decode = msgspec.json.Decoder().decode


def read_body(dialect: Dialect, bodies: Sequence[Body], content_type: str, data: bytes) -> Mapping[str, Any]:
    """A body as a document of wire names; an empty one, and JSON ``null``, is an empty document.

    Without a Content-Type it is the first of ``bodies``. Raises BadMedia or BadBody.
    """
    if not data or data.isspace():
        return {}
    form = _form_of(content_type, bodies)
    if form == "json":
        return _read_json(dialect, data)
    if form == "xml":
        return (dialect.read_xml or read_xml)(data)
    if content_type.lower().lstrip().startswith("multipart/"):
        return read_multipart(content_type, data)
    return read_urlencoded(data)


def answer_form(dialect: Dialect, accept: str) -> Form:
    """The form in which a client wants its answer. A dialect that has JSON alone answers it whatever is accepted."""
    if not dialect.xml_envelopes or not accept or accept == "*/*":
        return "json"
    offers: list[tuple[float, int, Form]] = []
    for at, part in enumerate(accept.split(",")):
        media, _, parameters = part.strip().lower().partition(";")
        form = _accepted(media.strip())
        quality = _quality(parameters)
        if form is not None and quality > 0:
            offers.append((-quality, at, form))
    if not offers:
        raise NotAcceptable("accept", None, "only application/json and application/xml can be answered")
    return min(offers)[2]


def _accepted(media: str) -> Form | None:
    if media in ("*/*", "application/*", "application/json", "text/json"):
        return "json"
    return "xml" if media in ("application/xml", "text/xml", "text/*") else None


def _quality(parameters: str) -> float:
    for one in parameters.split(";"):
        name, _, value = one.strip().partition("=")
        if name == "q":
            digits = value.replace(".", "", 1)
            return float(value) if digits.isascii() and digits.isdecimal() and len(value) <= len("0.000") else 0.0
    return 1.0


def _form_of(content_type: str, bodies: Sequence[Body]) -> Body:
    media = content_type.partition(";")[0].strip().lower()
    if not media:
        return bodies[0]
    form = _READS.get(media) or ("json" if media.endswith("+json") else "xml" if media.endswith("+xml") else None)
    if form is None or form not in bodies:
        raise BadMedia("content_type", None, f"a body of type {media[:100]} is not read here")
    return form


def _read_json(dialect: Dialect, data: bytes) -> Mapping[str, Any]:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        document = _parse_json(data)
    except BadBody:
        if dialect.mend_json is None:
            raise
        document = _parse_json(dialect.mend_json(data))
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise BadBody("body", None, "the body must be a JSON object")
    return document


def _parse_json(data: bytes) -> Any:
    try:
        document = _decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadBody("json", None, "the body is not valid JSON") from error
    if data.count(b"[") + data.count(b"{") > DEPTH_MAX and _is_deep(document):
        raise BadBody("json", None, "the body is nested too deeply")
    return document


def _is_deep(document: Any) -> bool:
    level = [document]
    for _ in range(DEPTH_MAX):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
