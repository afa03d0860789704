"""Those a firm deals with, as no request can make them: price lists, articles, and persons to speak to."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api


async def furnish_trade(api: Api) -> Mapping[str, str]:
    """Make one of each; returns their keys by table."""

    def work_it(work: UnitOfWork) -> dict[str, str]:
        customer = work.find("customer", key=api.firm.keys["customer"])
        assert customer is not None
        supplier_id = work.add("supplier", {"number": "20", "name": "UE lev 20200923"})
        rows: dict[str, dict[str, Any]] = {
            "price_list": {"name": "Grosslistan"},
            "article": {"number": "A1", "name": "Skruv"},
            "contact": {"customer_id": customer["id"], "name": "Anna", "title": "Utvecklare", "is_main": True},
            "supplier_contact": {"supplier_id": supplier_id, "name": "Kontaktperson 1"},
        }
        ids = {name: work.add(name.removeprefix("supplier_"), values) for name, values in rows.items()}
        found = {name: work.find(name.removeprefix("supplier_"), id=row_id) for name, row_id in ids.items()}
        found["supplier"] = work.find("supplier", id=supplier_id)
        return {name: row["key"] for name, row in found.items() if row}

    return await api.world.store.write(operator(api.firm.company_id), work_it)


async def change(api: Api, table: str, key: str, **values: Any) -> None:
    """Change a row that no request can change."""

    def work_it(work: UnitOfWork) -> None:
        row = work.find(table, key=key)
        assert row is not None
        work.change(table, row, values)

    await api.world.store.write(operator(api.firm.company_id), work_it)
