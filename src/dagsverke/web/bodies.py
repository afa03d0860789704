"""What browsers send: read no further than it may be long."""

from collections.abc import Iterable

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message, Receive

from dagsverke.domain.errors import Malformed

BYTES_PER_MB = 1_000_000
STRANGER_MAX_BYTES = 100_000
"""What somebody who is not signed in may send."""
STRANGER_FIELDS_MAX = 20


def at_most(receive: Receive, size_max: int) -> Receive:
    """Receive a body; refused as soon as it is longer than so many bytes, in the way that lets the parser tidy up."""
    left = size_max

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise MultiPartException(f"what was sent is longer than {size_max / BYTES_PER_MB:g} MB")
        return message

    return limited


def refuse_unkept(given: Iterable[tuple[str, object]]) -> None:
    """Raise Malformed for text with a NUL in it, which PostgreSQL can neither keep nor compare with."""
    for name, value in given:
        if "\0" in name or (isinstance(value, str) and "\0" in value):
            raise Malformed("characters", name.replace("\0", ""), "holds a character that cannot be kept")


async def form_of(request: Request, fields_max: int, files_max: int = 1000) -> FormData:
    """The form that was sent. Raises Malformed where it is none, is too long, or holds what cannot be kept."""
    try:
        form = await request.form(max_fields=fields_max, max_files=files_max)
    except MultiPartException as fault:
        raise Malformed("form", None, fault.message) from None
    except HTTPException as fault:  # which is what becomes of the other within an application
        raise Malformed("form", None, fault.detail) from None
    refuse_unkept(form.multi_items())
    return form


async def stranger_form_of(request: Request) -> FormData:
    """A short form without files from somebody who is not signed in; what cannot be read says nothing."""
    short = Request(request.scope, at_most(request.receive, STRANGER_MAX_BYTES))
    try:
        return await form_of(short, STRANGER_FIELDS_MAX, files_max=0)
    except Malformed:
        return FormData()
