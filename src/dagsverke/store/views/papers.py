"""The rows and the log of a paper, as JSON lists in the order of their making."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, Text, literal_column, select

from dagsverke.store.tables.companies import cause
from dagsverke.store.tables.people import person
from dagsverke.store.tables.sales import paper_log, paper_row
from dagsverke.store.tables.trade import article, drive_type, machine
from dagsverke.store.views.kinds import Attribute, listed
from dagsverke.store.views.time import full_name

_ROW = (
    *("key", "position", "kind", "name", "description", "article_number", "unit", "item_key", "quantity_e6"),
    *("unit_cost_e4", "unit_price_e4", "discount_e4", "charge_e4", "tax_e4", "net_e4", "tax_amount_e4", "cost_e4"),
    *("house_work", "created_at"),
)
_REFERRED = {"article": article, "cause": cause, "machine": machine, "drive_type": drive_type}
_LOG = ("id", "key", "kind", "at", "description", "more")


def rows_of(owner: Table) -> Attribute:
    """The rows of a paper; what they refer to by key and by its name now."""
    gross = (paper_row.c.net_e4 + paper_row.c.tax_amount_e4).label("gross_e4")
    columns: list[ColumnElement[Any]] = [*(paper_row.c[name] for name in _ROW), gross]
    names = {name: name for name in (*_ROW, "gross_e4")}
    joined: FromClause = paper_row
    for name, table in _REFERRED.items():
        other = table.alias(f"{name}_of_row")
        match = (other.c.company_id == paper_row.c.company_id) & (other.c.id == paper_row.c[f"{name}_id"])
        joined = joined.outerjoin(other, match)
        columns += [other.c.key.label(f"{name}_key"), other.c.name.label(f"{name}_name")]
        names |= {f"{name}_key": f"{name}_key", f"{name}_name": f"{name}_name"}
    found = (
        select(*columns)
        .select_from(joined)
        .where(
            paper_row.c.company_id == owner.c.company_id,
            paper_row.c.owner_kind == literal_column(f"'{owner.name}'", Text),
            paper_row.c.owner_id == owner.c.id,
        )
        .order_by(paper_row.c.position)
        .correlate(owner)
        .subquery(f"{owner.name}_rows")
    )
    return listed(found, names, "position")


def log_of(owner: Table) -> Attribute:
    """What happened to a paper, with who did it."""
    who = person.alias("who")
    found = (
        select(
            *(paper_log.c[name] for name in _LOG), who.c.key.label("person_key"), full_name(who).label("person_name")
        )
        .select_from(
            paper_log.outerjoin(who, (who.c.company_id == paper_log.c.company_id) & (who.c.id == paper_log.c.person_id))
        )
        .where(
            paper_log.c.company_id == owner.c.company_id,
            paper_log.c.owner_kind == literal_column(f"'{owner.name}'", Text),
            paper_log.c.owner_id == owner.c.id,
        )
        .order_by(paper_log.c.id)
        .correlate(owner)
        .subquery(f"{owner.name}_log")
    )
    names = {name: name for name in (*_LOG[1:], "person_key", "person_name")}
    return listed(found, names, "id")
