"""Articles and expenses for the tests: what the API cannot make is put straight into the store."""

from typing import Any

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Row

DUMBBELL: dict[str, Any] = {
    "number": "575733",
    "name": "10-pack Reaktionsbollar",
    "description": "Skivhantel av järn",
    "unit": "St",
    "cost_e4": 3_190_000,
    "price_e4": 4_266_600,
    "tax_e4": 250_000,
    "is_billable": True,
}
"""The article of the document's own reply: 319 in cost, 426.66 in price, 25 % tax."""
FREE_TEXT: Row = {"name": "Hyrd lift", "unitCost": 800, "unitPrice": 1000, "discountPercent": 0, "taxPercent": 25}


async def seed(api: Api, table: str, **values: Any) -> str:
    """Add a row to a table of the firm; its key."""

    def add(work: UnitOfWork) -> str:
        found = work.find(table, id=work.add(table, values))
        assert found is not None
        return str(found["key"])

    return await api.world.store.write(operator(api.firm.company_id), add)


async def row_id(api: Api, table: str, key: str) -> int:
    """The id of the row with this key."""
    found = await api.world.store.read(api.firm.company_id, lambda reader: reader.find(table, key=key))
    assert found is not None
    return int(found["id"])


async def alter(api: Api, table: str, key: str, **values: Any) -> None:
    """Set columns that the API does not set."""

    def change(work: UnitOfWork) -> None:
        row = work.find(table, key=key)
        assert row is not None
        work.change(table, row, values)

    await api.world.store.write(operator(api.firm.company_id), change)


async def article(api: Api, **values: Any) -> str:
    """The key of a new article: the document's, or as the values say."""
    return await seed(api, "article", **(DUMBBELL | values))


async def spend(api: Api, **body: Any) -> Row:
    """Record an expense of Anna's."""
    given = {"createdByUser": api.firm.admin, "user": api.person("anna")}
    return await api.write("POST", "expenses", **(given | body))


async def respend(api: Api, row: Row, **body: Any) -> Row:
    """Correct an expense."""
    given = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"]}
    return await api.write("PUT", "expenses", **(given | body))


async def furnish_expenses(api: Api) -> None:
    """An article and an expense of it, so that neither list is empty."""
    await spend(api, expenseItem=await article(api))
