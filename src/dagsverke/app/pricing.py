"""The price of an hour: who has a say in it is looked up one after the other, and only as far as need be."""

from collections.abc import Iterator, Mapping
from typing import Any

from dagsverke.app.ports import Reader, Record
from dagsverke.domain.causes import Cause
from dagsverke.domain.pricing import PRICE_LIST, Terms, hourly_price


def price_of_hour(
    reader: Reader, person: Record, cause: Cause | None, on: Mapping[str, Any], own_e4: int | None = None
) -> int:
    """The price per hour (e4) of a person's time of a cause, recorded ``on`` a customer, a project, a work order.

    ``on`` has their ids, where it is recorded on any; ``own_e4`` is the price that the time has been given by itself.
    """
    cause_e4 = cause.price_per_hour_e4 if cause else 0
    return hourly_price(own_e4, _terms(reader, cause, on), cause_e4, _work_type_price(reader, person))


def _terms(reader: Reader, cause: Cause | None, on: Mapping[str, Any]) -> Iterator[Terms]:
    """The work order's, the project's, and those of the customer who pays: the entry's own, else the project's."""
    order = _row(reader, "work_order", on.get("work_order_id"))
    if order is not None:
        yield Terms(order["billing_method"])
    project = _row(reader, "project", on.get("project_id"))
    if project is not None:
        yield _terms_of(reader, project, cause)
    theirs = project["customer_id"] if project is not None else None
    customer = _row(reader, "customer", on.get("customer_id") or theirs)
    if customer is not None:
        yield _terms_of(reader, customer, cause)


def _terms_of(reader: Reader, row: Record, cause: Cause | None) -> Terms:
    listed_e4 = None
    if row["billing_method"] == PRICE_LIST and row["price_list_id"] and cause is not None:
        line = reader.find("price_list_row", price_list_id=row["price_list_id"], article_id=0, cause_id=cause.id)
        listed_e4 = line["price_e4"] if line else None
    return Terms(row["billing_method"], row["price_per_hour_e4"], listed_e4)


def _work_type_price(reader: Reader, person: Record) -> int:
    work_type = _row(reader, "register_item", person["work_type_id"])
    return int(work_type["price_e4"]) if work_type else 0


def _row(reader: Reader, table: str, row_id: int | None) -> Record | None:
    return reader.find(table, id=row_id) if row_id else None
