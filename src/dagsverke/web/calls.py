"""A call as it is read: pretty bodies, the command that repeats it, and what of the API it met."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

import msgspec
from lxml import etree

from dagsverke.web.outside import MASK, Body, Call, Chapter, Part, Prose

_OURS = frozenset({"host", "content-length", "connection", "accept-encoding", "user-agent", "transfer-encoding"})
"""Headers that curl sends by itself."""
_COVERAGE = "Coverage"


@dataclass(frozen=True, slots=True)
class Met:
    """The documented operation that a call met: its resource, its chapter, and what proves that it is served so."""

    part: Part
    chapter: Chapter
    proof: str


def met_by(call: Call, prose: Prose) -> Met | None:
    """What of an API a call met; None where its path is nobody's."""
    for part in prose.parts:
        for chapter in part.chapters:
            if chapter.title == call.operation:
                return Met(part, chapter, _proof(part, chapter.title))
    return None


def _proof(part: Part, operation: str) -> str:
    rows = [row for table in part.tables if table.title == _COVERAGE for row in table.rows]
    return next((proof for what, kind, proof in rows if kind == "operation" and what == operation), "")


def narrowed(calls: Sequence[Call], given: Mapping[str, str]) -> Sequence[Call]:
    """The calls of an API, with a status that begins so, and with this in the path."""
    dialect, status, path = (given.get(name, "").strip().lower() for name in ("dialect", "status", "q"))
    return [
        one
        for one in calls
        if dialect in ("", one.dialect) and str(one.status).startswith(status) and path in one.path.lower()
    ]


def pretty(body: Body) -> str:
    """What is kept of a body, a member to a line where it can be read."""
    text = body.text or ""
    if not text or body.is_cut:
        return text
    if body.media == "application/x-www-form-urlencoded":
        return "\n".join(f"{name} = {value}" for name, value in parse_qsl(text, keep_blank_values=True))
    if body.media.endswith("xml"):
        return _pretty_xml(text)
    try:
        msgspec.json.decode(text)
        return msgspec.json.format(text, indent=2)
    except (msgspec.MsgspecError, RecursionError):
        return text


def _pretty_xml(text: str) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return text
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def curl(base_url: str, call: Call) -> str:
    """The command that makes the call again; a shell variable stands for each secret, named after where it stood."""
    words = ["curl", "-i"]
    if call.method not in ("GET", "HEAD") and not (call.method == "POST" and call.body.size):
        words += ["-X", call.method]
    if call.method == "HEAD":
        words.append("-I")
    parts = [" ".join(words), _address(base_url, call)]
    for name, value in call.headers:
        if name.lower() not in _OURS and not (name.lower() == "cookie" and MASK in value):
            parts.append(f"-H {_quoted(f'{name}: {value}', name)}")
    if call.body.size:
        parts.append(_data(call.body))
    return " \\\n  ".join(parts)


def _address(base_url: str, call: Call) -> str:
    address = base_url + quote(call.path)
    written = [_quoted(address, "")]
    for place, (name, value) in enumerate(call.query):
        literal = f"{'&' if place else '?'}{quote(name)}="
        written.append(_quoted(literal + (MASK if value == MASK else quote(value)), name))
    return "".join(written)


def _data(body: Body) -> str:
    if body.text is None or body.is_cut:
        return "--data-binary @body"
    return f"--data-raw {_quoted(body.text, 'secret')}"


def _quoted(text: str, name: str) -> str:
    """Text for a shell; what is masked in it is a variable."""
    variable = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") or "SECRET"
    return f'"${variable}"'.join(shlex.quote(part) if part else "" for part in text.split(MASK)) or "''"
