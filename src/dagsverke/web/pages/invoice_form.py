"""Writing invoices by hand, and changing drafts: everything until they are sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.commands import invoices
from dagsverke.app.house_deductions import COLUMNS
from dagsverke.app.invoices import rows_of
from dagsverke.app.paper_items import items_of
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain import quoting
from dagsverke.web.forms.model import Field, FormPage, Given, Part, RowsPart
from dagsverke.web.forms.pages import routes_of
from dagsverke.web.pages.invoices import AREA, PATH
from dagsverke.web.pages.selling import FOLLOWS, HOME, KINDS, LANGUAGES, TO_WHOM, priced


def _rows(reader: Reader, key: str) -> Sequence[Given]:
    invoice = existing(reader, "invoice", "key", key=key)
    return [{"kind": quoting.ROWS, "content": {"rows": items_of(reader, rows_of(reader, invoice["id"]))}}]


def _record(unit: UnitOfWork, target: Given, change: Given) -> Given:
    """An invoice by hand. A home of which nothing is said is the customer's own."""
    is_home_said = any(change.get(name) for name in COLUMNS)
    kept = {name: value for name, value in change.items() if is_home_said or name not in COLUMNS}
    return invoices.record(unit, target, _with_taxes(kept))


def _correct(unit: UnitOfWork, target: Given, change: Given) -> Given:
    return invoices.correct(unit, target, _with_taxes(change))


def _with_taxes(change: Given) -> Mapping[str, Any]:
    """Rows have their own rate of tax in pages; a footer is the invoice's own where there is any."""
    footer = {"has_own_footer": bool(change["footer_text"])} if "footer_text" in change else {}
    return {**change, "has_row_taxes": True, **footer}


FORM = FormPage(
    PATH,
    AREA,
    "invoice",
    parts=(
        Part("To whom", TO_WHOM),
        Part(
            "The invoice",
            (
                Field("name", "What it is called", hint="Invoice, in its language, unless said."),
                Field("kind", "Kind", "choice", is_required=True, choices=KINDS, default=quoting.NORMAL),
                Field("language", "Language", "choice", is_required=True, choices=LANGUAGES, default="SV"),
                Field("invoiced_on", "Invoiced on", "day"),
                Field("due_on", "Due on", "day", hint="After the customer's days of payment, unless said."),
                Field("marking", "Marking"),
                Field("your_order_number", "Your order number"),
            ),
        ),
    ),
    below=(
        Part("Texts", (Field("footer_text", "Text below the rows", "long"),)),
        HOME,
    ),
    new_label="Write an invoice",
    edit_label="Change the draft",
    new_path="/blank",
    record=_record,
    correct=_correct,
    refuse_closed=invoices.refuse_closed,
    rows=RowsPart("rows", _rows, priced, follows=FOLLOWS),
)
ROUTES = routes_of(FORM)
