"""A file as a reply that a browser saves and never shows, whatever is in it."""

import re
from urllib.parse import quote

from dagsverke.wire.resource import Reply

_SEPARATORS = str.maketrans("/\\", "__")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._-]")


def file_name(name: str) -> str:
    """The name as that of a file in any folder: one step of a path that leads nowhere else."""
    flat = name.translate(_SEPARATORS)
    return flat if flat.strip(". ") else "_" * len(flat)


def attachment(content: bytes, media: str, name: str) -> Reply:
    """The reply. Its name is in ASCII for those who read no other, and whole for the rest (RFC 6266)."""
    flat = file_name(name)
    plain = _NOT_PLAIN.sub("_", flat)
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(flat, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "private",
    }
    return Reply(200, content, media, headers)
