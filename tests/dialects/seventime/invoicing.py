"""Invoices as a client writes them, with as little as they need."""

from typing import Any

from tests.dialects.seventime.calls import Api, Row


async def invoiced(api: Api, **body: Any) -> Row:
    """Make an invoice to the firm's customer, in Swedish unless the body says otherwise."""
    given = {"customer": api.firm.keys["customer"], "createdByUser": api.firm.admin, "language": "SV"}
    return await api.write("POST", "invoices", **(given | body))


async def corrected(api: Api, row: Row, **body: Any) -> Row:
    """Correct an invoice."""
    return await api.write("PUT", "invoices", _id=row["_id"], modifiedByUser=api.person("chef"), **body)


async def turned_down(api: Api, row: Row, **body: Any) -> str:
    """What is said of a correction that is refused."""
    given = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    return await api.refused("PUT", "invoices", 400, json=given | body)


def work(price: float, **more: Any) -> Row:
    """A row of free text."""
    return {"itemType": "general", "name": "Arbete", "unitPrice": price, **more}


async def changed_customer(api: Api, **body: Any) -> Row:
    """Correct the firm's customer."""
    given = {"_id": api.firm.keys["customer"], "modifiedByUser": api.firm.admin}
    return await api.write("PUT", "customers", **(given | body))
