"""How our own API says anything: items with their total, and refusals by name with the property at fault."""

from typing import Any

from dagsverke.domain.errors import Refusal
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer, Envelope, Paging, Sorting

PAGED = Paging(page="page", size="page_size", default=100, ceiling=1000)


def sort_by(*default: tuple[str, bool]) -> Sorting:
    """The sorting words, and the order of what is asked for without them."""
    return Sorting("sort_by", "order", "asc", "desc", default)


def items(answer: Answer) -> str:
    """The rows, and how many there are without paging."""
    page = answer.page
    window = f',"page":{page.offset // page.size + 1},"page_size":{page.size}' if page else ""
    return f'{{"items":[{",".join(answer.texts())}],"total":{answer.total}{window}}}'


ENVELOPES: dict[str, Envelope] = {"items": items}


def refuse(refusal: Refusal) -> tuple[int, Any]:
    """A refusal as a status and a sentence, the property or parameter at fault, and the rule by name (OW-02)."""
    said = " ".join(filter(None, (refusal.field, refusal.detail)))
    document = {"error": said or refusal.rule, "field": refusal.field, "rule": refusal.rule}
    return refusals.status_of(refusal), document
