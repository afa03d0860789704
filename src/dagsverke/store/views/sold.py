"""Invoices as accounts receivable lists them, and their rows side by side."""

from sqlalchemy import BigInteger, Table, Text, func, literal_column

from dagsverke.store.grammar import ZERO
from dagsverke.store.tables.sales import invoice, paper_row
from dagsverke.store.views.kinds import Attribute, Collection, flags, live, whole


def _exact(table: Table, *names: str) -> dict[str, Attribute]:
    return {name: Attribute(table.c[name], is_exact=True) for name in names}


_LENGTH = func.coalesce(func.length(invoice.c.number), ZERO, type_=BigInteger)

SOLD_INVOICE = Collection(
    table=invoice,
    where=(live(invoice),),
    is_big=True,
    narrow=frozenset({"id", "number"}),
    sorts=frozenset({"", "id", "invoiced_on"}),
    swift={"invoiced_on": frozenset({"invoiced_on"})},
    attributes={
        **whole(invoice, "id", "kind", "status", "currency_rate_e6", "payable_e4", "tax_amount_e4"),
        **flags(invoice, "is_credit", "is_exported"),
        **_exact(invoice, "number", "customer_number", "customer_name", "customer_organization_number"),
        **_exact(invoice, "currency_code"),
        "number_length": Attribute(_LENGTH, "int"),
        "invoiced_on": Attribute(invoice.c.invoiced_on, "day", is_exact=True),
        "due_on": Attribute(invoice.c.due_on, "day", is_exact=True),
    },
)
"""By its length and then by itself a number sorts as what it counts. Every invoice has a day, so that no term before it
keeps the index of days from giving the order."""

SOLD_ROW = Collection(
    table=paper_row,
    where=(paper_row.c.owner_kind == literal_column(f"'{invoice.name}'", Text),),
    attributes={
        **whole(paper_row, "owner_id", "position", "quantity_e6", "unit_price_e4", "tax_e4", "net_e4", "tax_amount_e4"),
        **_exact(paper_row, "article_number", "name", "description"),
    },
)
"""The rows of all invoices."""
