"""Making and changing quotes: who is offered what, from scratch or from a template."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.commands import quotes
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.quote_elements import given_of
from dagsverke.app.references import existing
from dagsverke.domain import quoting
from dagsverke.web.forms.model import Field, FormPage, Given, Head, Part, Picked, RowsPart
from dagsverke.web.forms.pages import routes_of
from dagsverke.web.pages.quotes import AREA, PATH
from dagsverke.web.pages.selling import FOLLOWS, HOME, KINDS, LANGUAGES, TO_WHOM, priced

_UNSAID = ("footer_text", "language", "kind", "reference_key")
"""What a template, or who makes the quote, says where the form says nothing."""


def _elements(reader: Reader, key: str) -> Sequence[Given]:
    return given_of(reader, existing(reader, "quote", "key", key=key))


def _of_template(reader: Reader, head: Head) -> Sequence[Given]:
    """What a new quote begins with: the elements of its template. Rows there have no keys yet; they get their place."""
    key = head.get("template_key")
    template = reader.find("quote_template", key=key) if key else None
    found = []
    for at, one in enumerate(json.loads(template["elements"]) if template is not None else ()):
        rows = one["content"]["rows"] if one["kind"] == quoting.ROWS else ()
        named = {"rows": [{**row, "key": f"{at}-{place}"} for place, row in enumerate(rows)]}
        found.append({**one, "content": {**one["content"], **named}} if rows else one)
    return found


def _record(unit: UnitOfWork, target: Given, change: Given) -> Given:
    """Record what was typed; what the template says of the whole holds where nothing else is said."""
    said = {name: value for name, value in change.items() if value or name not in _UNSAID}
    fresh = [{**one, "key": None} for one in change["elements"]]
    return quotes.record(unit, target, _with_taxes({**said, "elements": fresh}))


def _correct(unit: UnitOfWork, target: Given, change: Given) -> Given:
    return quotes.correct(unit, target, _with_taxes(change))


def _with_taxes(change: Given) -> Mapping[str, Any]:
    """Rows have their own rate of tax in pages; conditions are shown where there are any."""
    conditions = {"has_conditions": bool(change["conditions"])} if "conditions" in change else {}
    return {**change, "has_row_taxes": True, **conditions}


FORM = FormPage(
    PATH,
    AREA,
    "quote",
    parts=(
        Part("To whom", TO_WHOM),
        Part(
            "What is offered",
            (
                Field("info_name", "What it is about", is_wide=True),
                Field("quoted_on", "Quoted on", "day"),
                Field("valid_until", "Valid until", "day", hint="Thirty days unless said."),
                Field("kind", "Kind", "choice", is_required=True, choices=KINDS, default=quoting.NORMAL),
                Field("language", "Language", "choice", choices=LANGUAGES),
                Field("template_key", "Template", "row", of=Picked("quote_template"), is_fixed=True),
                Field("category_key", "Category", "row", of=Picked("quote_category")),
                Field("marking", "Marking"),
                Field("delivers_on", "Delivery from", "day"),
                Field("delivers_until", "Delivery until", "day"),
                Field("header_text", "Text above the rows", "long"),
            ),
        ),
    ),
    below=(
        Part(
            "Texts",
            (
                Field("conditions", "Conditions", "long"),
                Field("footer_text", "Text below the rows", "long"),
                Field("notes", "Notes, not shown to the customer", "long"),
            ),
        ),
        HOME,
    ),
    new_label="New quote",
    edit_label="Change the quote",
    record=_record,
    refuse_closed=quotes.refuse_closed,
    correct=_correct,
    rows=RowsPart(
        "elements",
        _elements,
        priced,
        start=_of_template,
        follows={"template_key": "start", **FOLLOWS},
        has_blocks=True,
    ),
)
ROUTES = routes_of(FORM)
