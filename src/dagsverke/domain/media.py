"""What kind of file some bytes are: by what they begin with, never by what somebody says of them."""

from collections.abc import Mapping, Sequence

from dagsverke.domain.errors import Malformed

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
_STARTS: Sequence[tuple[str, Sequence[tuple[int, bytes]]]] = (
    ("image/jpeg", ((0, b"\xff\xd8\xff"),)),
    ("image/png", ((0, b"\x89PNG\r\n\x1a\n"),)),
    ("image/gif", ((0, b"GIF8"),)),
    ("image/webp", ((0, b"RIFF"), (8, b"WEBP"))),
    (PDF, ((0, b"%PDF-"),)),
)
"""Media types, and the bytes at which places of a file tell each (WHATWG, MIME Sniffing, sections 6.1 and 7.1)."""
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""What every browser shows, and what holds nothing that runs: so not SVG."""
RECEIPTS = PICTURES | {PDF}
_PLAIN_NAMES: Mapping[str, str] = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP"}


def media_type(content: bytes, said: str = "") -> str:
    """The media type of a file. What the bytes do not tell is taken as said, unless they would have to tell it."""
    for name, marks in _STARTS:
        if all(content[at : at + len(mark)] == mark for at, mark in marks):
            return name
    plain = said.partition(";")[0].strip().lower()
    return UNKNOWN if not plain or plain in RECEIPTS else plain


def check_receipt(field: str, media: str) -> None:
    """Refuse what is neither a picture nor a PDF, as the fault of a field."""
    if media not in RECEIPTS:
        names = ", ".join(sorted(_PLAIN_NAMES.values()))
        raise Malformed("type", field, f"must be a picture ({names}) or a PDF")
