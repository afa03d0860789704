"""What all rows that are billed show: whose they are, what they are recorded on, on which invoice they stand."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Table

from dagsverke.store.tables.customers import customer
from dagsverke.store.tables.people import person
from dagsverke.store.tables.sales import invoice
from dagsverke.store.tables.work import project, work_order
from dagsverke.store.views.kinds import Attribute, Join, flags, identity, instants, joined, json, lookup
from dagsverke.store.views.time import full_name

OWNERS: Mapping[str, Table] = {"person": person, "customer": customer, "project": project, "work_order": work_order}
OWNER_KEYS = frozenset(f"{name}_key" for name in OWNERS)


def billed_joins(table: Table) -> dict[str, Join]:
    """Person, customer, project and work order, the invoice, and who attested, made and last changed the row."""
    columns = table.c
    return {
        "person": Join(person.alias("owner"), columns.person_id),
        "customer": Join(customer.alias("customer_of"), columns.customer_id),
        "project": Join(project.alias("project_of"), columns.project_id),
        "work_order": Join(work_order.alias("work_order_of"), columns.work_order_id),
        "invoice": Join(invoice.alias("invoice_of"), columns.invoice_id),
        "attester": Join(person.alias("attester"), columns.attested_by_id),
        "creator": Join(person.alias("creator"), columns.created_by_id),
        "modifier": Join(person.alias("modifier"), columns.modified_by_id),
    }


def reference(name: str, join: Join, table: Table, *, is_nullable: bool = True) -> Attribute:
    """The key of what a row refers to by a column that has an index, so that it is found and sorted by swiftly."""
    return Attribute(
        join.table.c.key,
        is_exact=True,
        is_nullable=is_nullable,
        needs=(name,),
        lookup=lookup(join.column, table),
        drive=name,
    )


def billed_attributes(table: Table, joins: Mapping[str, Join]) -> dict[str, Attribute]:
    """The attributes that every billed row has."""
    on_day: ColumnElement[str] = table.c.on_day
    number = Attribute(
        joins["work_order"].table.c.number,
        "int",
        is_nullable=True,
        needs=("work_order",),
        lookup=lookup(table.c.work_order_id, work_order, "number"),
    )
    return {
        **identity(table),
        **{f"{name}_key": reference(name, joins[name], owner) for name, owner in OWNERS.items() if name != "person"},
        "person_key": reference("person", joins["person"], person, is_nullable=False),
        "person_name": Attribute(full_name(joins["person"].table), is_nullable=True, needs=("person",)),
        "customer_name": joined("customer", joins["customer"], "name"),
        "project_name": joined("project", joins["project"], "name"),
        "work_order_title": joined("work_order", joins["work_order"], "title"),
        "work_order_number": number,
        "on_day": Attribute(on_day, "day", is_exact=True),
        **instants(table, "happened_at", "invoiced_at", "attested_at", "created_at", "modified_at"),
        **flags(table, "is_billable", "is_invoiced"),
        **{
            f"{attribute}_key": joined(name, joins[name], "key", is_exact=True)
            for attribute, name in (
                ("invoice", "invoice"),
                ("attested_by", "attester"),
                ("created_by", "creator"),
                ("modified_by", "modifier"),
            )
        },
        **json(table, "extras"),
    }
