"""How our own API says anything: items with their total, and refusals by name with the property at fault."""

from typing import Any

from dagsverke.domain.errors import Refusal
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer, Envelope, Paging, Sorting
from dagsverke.wire.values import json_bytes, json_list

PAGED = Paging(page="page", size="page_size", default=100, ceiling=1000)


def sort_by(*default: tuple[str, bool]) -> Sorting:
    """The sorting words, and the order of what is asked for without them."""
    return Sorting("sort_by", "order", "asc", "desc", default)


def items(answer: Answer) -> bytes:
    """The rows, and how many there are without paging."""
    page = answer.page
    window = b',"page":%d,"page_size":%d' % (page.offset // page.size + 1, page.size) if page else b""
    return json_list(b'{"items":', answer.texts(), b',"total":%d%s}' % (answer.total, window))


def onward(answer: Answer) -> bytes:
    """The rows, the cursor after them, and whether there is more already."""
    if answer.onward is None:
        raise LookupError(f"{answer.resource.name} is not read by cursors")
    after = json_bytes(answer.onward.cursor), json_bytes(answer.onward.has_more)
    return json_list(b'{"items":', answer.texts(), b',"next":%s,"has_more":%s}' % after)


ENVELOPES: dict[str, Envelope] = {"items": items, "onward": onward}


def refuse(refusal: Refusal) -> tuple[int, Any]:
    """A refusal as a status and a sentence, the property or parameter at fault, and the rule by name (OW-02)."""
    said = " ".join(filter(None, (refusal.field, refusal.detail)))
    document = {"error": said or refusal.rule, "field": refusal.field, "rule": refusal.rule}
    return refusals.status_of(refusal), document
