"""Supplier invoices for the tests."""

from typing import Any

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expenses import seed

PATH = "supplierInvoices"


async def supplier(api: Api, **values: Any) -> str:
    """The key of a new supplier, which is paid at once unless said."""
    return await seed(api, "supplier", **({"name": "Company AB", "payment_days": 0} | values))


async def bill(api: Api, **body: Any) -> Row:
    """Record a supplier invoice: the document's own, of a new supplier, or as the body says."""
    given = {"createdByUser": api.firm.admin, "supplierInvoiceNumber": "9162", "totalAmountInclTax": "100000"}
    if "distributor" not in body:
        given["distributor"] = await supplier(api)
    return await api.write("POST", PATH, **(given | body))


async def rebill(api: Api, row: Row, **body: Any) -> Row:
    """Correct a supplier invoice."""
    return await api.write("PUT", PATH, **({"_id": row["_id"], "modifiedByUser": api.firm.admin} | body))
