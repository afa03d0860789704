"""How Bezala says anything: collections with pagination, and refusals with the fields at fault."""

from collections.abc import Mapping
from typing import Any

from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer, Envelope, Paging, Sorting
from dagsverke.wire.values import json_list

PAGED = Paging(page="page", size="per_page", default=50, ceiling=1000)
"""Bezala, Params: 50 records per page; at most 1,000 (BZ-05)."""


def sort_by(*default: tuple[str, bool]) -> Sorting:
    """The sorting words; a field that is named sorts descending unless ``order`` says otherwise."""
    return Sorting("sort_by", "order", "asc", "desc", default, is_descending_default=True)


def collection(answer: Answer) -> bytes:
    """A page of rows with its counts; nothing found is one page, and it is empty (BZ-05)."""
    size = answer.page.size if answer.page else max(answer.total, 1)
    number = answer.page.offset // size + 1 if answer.page else 1
    pages = max(-(-answer.total // size), 1)
    counts = b'"current_page":%d,"total_pages":%d,"total_count":%d' % (number, pages, answer.total)
    return json_list(b'{"collection":', answer.texts(), b',"pagination":{%s}}' % counts)


def latest(answer: Answer) -> bytes:
    """The first row, or an empty object where there is none."""
    texts = answer.texts()
    return texts[0] if texts else b"{}"


def row(answer: Answer) -> bytes:
    """The bare row."""
    return answer.texts()[0]


def nothing(_answer: Answer) -> bytes:
    """No body."""
    return b""


ENVELOPES: dict[str, Envelope] = {"collection": collection, "latest": latest, "row": row, "nothing": nothing}


STATUSES: Mapping[type[Refusal], int] = {
    Malformed: 422,
    Conflict: 422,
    Locked: 422,
    refusals.BadBody: 400,
}
"""Where Bezala's statuses are not the usual ones (BZ-07)."""

SENTENCES: Mapping[type[Refusal], str] = {
    refusals.BadBody: "The request body could not be parsed.",
    refusals.Unauthenticated: "Invalid or missing token.",
    refusals.NotAllowed: "Method not allowed.",
    refusals.NotAcceptable: "Only JSON is spoken here.",
    refusals.TooLarge: "The request body is too large.",
    refusals.BadMedia: "The request body must be JSON or a form.",
    refusals.Broken: "Internal server error.",
    Absent: "Not found.",
    Forbidden: "You are not allowed to do this.",
    TooMany: "Too many requests.",
}


def refuse(refusal: Refusal) -> tuple[int, Any]:
    """A refusal as a status and a document: at least ``error``, and ``errors`` by field where one is at fault."""
    status = refusals.status_of(refusal, STATUSES)
    for one in type(refusal).__mro__:
        if one in SENTENCES:
            return status, {"error": SENTENCES[one]}
    said = {"error": f"Validation failed: {' '.join(filter(None, (refusal.field, refusal.detail)))}."}
    return status, said | ({"errors": {refusal.field: [refusal.detail]}} if refusal.field else {})
