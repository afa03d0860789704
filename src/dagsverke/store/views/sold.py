"""Invoices as accounts receivable lists them, and their rows side by side."""

from sqlalchemy import BigInteger, ColumnElement, Table, Text, case, func, literal_column

from dagsverke.store.tables.customers import customer
from dagsverke.store.tables.sales import invoice, paper_row
from dagsverke.store.views.kinds import Attribute, Collection, Join, flags, live, whole

_CUSTOMER = Join(customer.alias("customer_of"), invoice.c.customer_id)
_EMPTY: ColumnElement[str] = literal_column("''", Text)
_ZERO: ColumnElement[int] = literal_column("0", BigInteger)
_IS_DRAFT: ColumnElement[bool] = invoice.c.number.is_(None)


def _of_customer(name: str) -> Attribute:
    """What the invoice says of its customer; while it has no number, what the customer's row says now."""
    now = func.coalesce(_CUSTOMER.table.c[name], _EMPTY, type_=Text)
    said = case((_IS_DRAFT, now), else_=invoice.c[f"customer_{name}"])
    return Attribute(said, needs=("customer",))


def _dated(name: str, *, is_nullable: bool = False) -> Attribute:
    return Attribute(invoice.c[name], "day", is_exact=True, is_nullable=is_nullable)


SOLD_INVOICE = Collection(
    table=invoice,
    joins={"customer": _CUSTOMER},
    where=(live(invoice),),
    is_big=True,
    narrow=frozenset({"id", "number"}),
    sorts=frozenset({"", "id", "invoiced_on"}),
    swift={"invoiced_on": frozenset({"invoiced_on"})},
    attributes={
        **whole(invoice, "id", "kind", "status", "currency_rate_e6", "payable_e4", "tax_amount_e4"),
        **flags(invoice, "is_credit", "is_exported"),
        "number": Attribute(invoice.c.number, is_exact=True),
        "number_length": Attribute(func.coalesce(func.length(invoice.c.number), _ZERO, type_=BigInteger), "int"),
        "customer_number": _of_customer("number"),
        "customer_name": _of_customer("name"),
        "customer_organization_number": _of_customer("organization_number"),
        "invoiced_on": _dated("invoiced_on"),
        "dated_on": _dated("invoiced_on", is_nullable=True),
        "due_on": _dated("due_on"),
        "currency_code": Attribute(invoice.c.currency_code, is_exact=True),
    },
)
"""By length and then by itself a number sorts as the number that it is. ``invoiced_on`` sorts by its index, which says
nothing of where the undated stand; ``dated_on`` puts them last."""


def _plain(table: Table, *names: str) -> dict[str, Attribute]:
    return {name: Attribute(table.c[name], is_exact=True) for name in names}


SOLD_ROW = Collection(
    table=paper_row,
    where=(paper_row.c.owner_kind == literal_column(f"'{invoice.name}'", Text),),
    attributes={
        **whole(paper_row, "owner_id", "position", "quantity_e6", "unit_price_e4", "tax_e4", "net_e4", "tax_amount_e4"),
        **_plain(paper_row, "article_number", "name", "description"),
    },
)
"""The rows of all invoices."""
