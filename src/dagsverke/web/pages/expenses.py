"""Expenses: the list, one with its receipts, and its form, which takes a photographed receipt."""

from functools import partial
from typing import Any

from starlette.responses import Response

from dagsverke.app.commands import expenses, receipts
from dagsverke.app.locking import refuse_closed
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition
from dagsverke.app.used_rows import expense_row
from dagsverke.domain.media import PICTURES, RECEIPTS
from dagsverke.domain.units import E6
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import TODAY, Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.pages.narrowing import OF_CUSTOMER, OF_PROJECT, days
from dagsverke.web.pages.picks import FOR_WHOM, PERSONS
from dagsverke.web.pages.projects import AREA
from dagsverke.web.visit import Visit, page

PATH = "/expenses"
OWN = "person_id"
TRUTHS = {True: Choice("Yes"), False: Choice("No")}
DAYS = days("on_day")
ON = (
    OF_CUSTOMER,
    OF_PROJECT,
    Sieve("order", "Work order", "work_order_key", "eq", "row", of=("work_order", "title")),
)
WHO = Sieve("person", "Person", "person_key", "eq", "row", of=("person", "full_name"))


def this_month(today: str) -> tuple[Condition, ...]:
    """From the first of the month on."""
    return (Condition("on_day", "ge", f"{today[:7]}-01"),)


def to_be_billed(today: str) -> tuple[Condition, ...]:
    """What is billable and on no invoice."""
    del today
    return (Condition("is_billable", "eq", value=True), Condition("is_invoiced", "eq", value=False))


def invoiced(today: str) -> tuple[Condition, ...]:
    """What is on an invoice."""
    del today
    return (Condition("is_invoiced", "eq", value=True),)


CHIPS = (
    Chip("month", "This month", this_month),
    Chip("due", "To be billed", to_be_billed),
    Chip("invoiced", "Invoiced", invoiced),
)
EXPENSES = ListPage(
    PATH,
    "Expenses",
    AREA,
    "expense",
    columns=(
        Column("day", "Day", "on_day", "day"),
        Column("name", "What", "name"),
        Column("person", "Person", "person_name"),
        Column("customer", "Customer", "customer_name", is_shown=False),
        Column("project", "Project", "project_name", is_shown=False),
        Column("order", "Work order", "work_order_title"),
        Column("quantity", "Quantity", "quantity_e6", "quantity"),
        Column("cost", "Cost", "cost_e4", "money", is_summed=True),
        Column("net", "Net", "net_amount_e4", "money", is_summed=True),
        Column("reimbursed", "Own money", "is_reimbursed", "flag", is_shown=False),
        Column("attested", "Approved", "is_attested", "flag", is_shown=False),
        Column("invoiced", "Invoiced", "is_invoiced", "flag", is_shown=False),
    ),
    sieves=(Sieve("q", "What", "name"), *DAYS, WHO, *ON),
    chips=CHIPS,
    order=(("happened_at", True),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New expense",
    hint="Photograph a receipt and say what it was for.",
    own=OWN,
)
FORM = FormPage(
    PATH,
    AREA,
    "expense",
    (
        Part(
            "Expense",
            (
                Field("receipt", "Receipt", "file", accept=",".join(sorted(RECEIPTS)), is_wide=True),
                Field("article_key", "Article", "row", of=Picked("article", is_active=True)),
                Field("name", "What", hint="The article's name where it is left empty."),
                Field("happened_at", "Day", "day", "on_day", is_required=True, default=TODAY),
                Field("person_key", "Person", "row", of=PERSONS, is_required=True, is_self=True),
                Field("quantity_e6", "Quantity", "quantity", default=E6),
                Field("unit", "Unit"),
                Field("note", "Note", "long"),
            ),
        ),
        Part("For whom", FOR_WHOM),
        Part(
            "Money",
            (
                Field("unit_cost_e4", "Cost of one", "money", hint="What is left empty follows the article."),
                Field("unit_price_e4", "Price of one", "money"),
                Field("discount_e4", "Discount, percent", "percent"),
                Field("tax_e4", "VAT, percent", "percent"),
                Field("is_billable", "To be billed", "choice", choices=TRUTHS),
                Field("is_reimbursed", "Own money", "choice", choices=TRUTHS, hint="To be paid back to the person."),
                Field("verification_number", "Voucher number"),
            ),
        ),
    ),
    new_label="New expense",
    edit_label="Change the expense",
    record=receipts.record,
    correct=receipts.correct,
    withdraw=expenses.withdraw,
    own=OWN,
    refuse_closed=partial(refuse_closed, "expense"),
)


def own_id(visit: Visit) -> int | None:
    """The id of the person whose expenses and drives alone may be seen; None where all may."""
    return int(visit.person["id"]) if visit.principal.reach == "own" else None


async def show(visit: Visit) -> Response:
    """One expense."""
    key, person_id = visit.request.path_params["key"], own_id(visit)

    def read(reader: Reader) -> dict[str, Any]:
        return expense_row(reader, key, person_id)

    row = await visit.read(read)
    return visit.page("expense.html", expense=row, pictures=PICTURES)


ROUTES = (
    *lists.routes_of(EXPENSES),
    *forms.routes_of(FORM),
    page(PATH + "/{key}", AREA, show),
)
