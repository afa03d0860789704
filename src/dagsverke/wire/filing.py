"""Files in bodies: decoded and put on the shelf in a thread, before the unit of work that names them (decision 16)."""

from binascii import a2b_base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dagsverke.app.company import Company
from dagsverke.app.ports import FileShelf, Shelved
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.wire.codec import Codec
from dagsverke.wire.refusals import TooLarge
from dagsverke.wire.resource import Resource
from dagsverke.wire.values import same

T = TypeVar("T")
REST_MAX = 65_536
"""Bytes that a body may have beside its file."""

_CHUNK = 1 << 20
"""Characters decoded at a time, a multiple of four; between them other threads get their turn."""
_URL, _URL_END = "data:", ";base64"


def _on_the_shelf(value: Any, _: Company) -> Shelved:
    if not isinstance(value, Shelved):
        raise TypeError(value)
    return value


file_content = Codec(
    "file as base64",
    same,
    _on_the_shelf,
    {"type": "string", "contentEncoding": "base64"},
)
"""Base64 on the wire; to the command it is a ``Shelved``, since the operation ``takes_file``."""


def file_field(resource: Resource) -> str | None:
    """The property that holds a file."""
    return next((one.wire for one in resource.fields if one.codec is file_content), None)


@dataclass(frozen=True, slots=True)
class Filing:
    """How an operation takes its file."""

    wire: str
    size_max: int  # bytes

    @property
    def body_max(self) -> int:
        """How long a body may be: the file in base64 with line breaks or escaped slashes, and the rest."""
        encoded = -(-self.size_max // 3) * 4
        return encoded + encoded // 16 + REST_MAX

    def filed(self, shelf: FileShelf, company_id: int, properties: Mapping[str, Any]) -> Mapping[str, Any]:
        """The properties, the file put on the shelf and replaced by what it is called there."""
        encoded = properties.get(self.wire)
        if encoded in (None, ""):
            return properties
        return {**properties, self.wire: shelf.put(company_id, self._decoded(encoded))}

    def _decoded(self, encoded: Any) -> bytes:
        """The bytes of base64 text, also of that in a ``data:`` URL and in lines."""
        try:
            text = _bare(encoded)
            is_long = len(text) // 4 * 3 - text.count("=", -2) > self.size_max
            content = b"" if is_long else _decoded(text)
        except (ValueError, TypeError) as error:
            raise Malformed("type", self.wire, "is not valid base64") from error
        if is_long:
            raise TooLarge("size", self.wire, f"is longer than {self.size_max} bytes")
        if not content:
            raise Malformed("range", self.wire, "is empty")
        return content


def tried(work: Callable[[], T]) -> Callable[[], T]:
    """Do it now; its result or its refusal is had whenever it is asked for."""
    try:
        result = work()
    except Refusal as refusal:
        kept = refusal

        def refuse() -> T:
            raise kept

        return refuse
    return lambda: result


def _bare(encoded: Any) -> str:
    """The text less the head of a ``data:`` URL and white space."""
    if not isinstance(encoded, str):
        raise TypeError(encoded)
    text = encoded
    if text.startswith(_URL):
        head, comma, text = text.partition(",")
        if not comma or not head.endswith(_URL_END):
            raise ValueError(head)
    for space in "\r\n\t ":
        text = text.replace(space, "")
    return text


def _decoded(text: str) -> bytes:
    if len(text) % 4 or text.find("=", 0, -2) >= 0:  # either would pass, the latter at the end of a part
        raise ValueError("padding")
    parts = (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))
    return b"".join([a2b_base64(part, strict_mode=True) for part in parts])
