"""Rows around projects that the interface cannot make, or that other sections make."""

from typing import Any

from dagsverke.app.commands.companies import operator
from dagsverke.app.commands.prices import set_price
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api


async def add(api: Api, table: str, **values: Any) -> str:
    """Add a row and answer its key."""

    def work_it(work: UnitOfWork) -> str:
        row = work.find(table, id=work.add(table, values))
        assert row is not None
        return str(row["key"])

    return await api.world.store.write(operator(api.firm.company_id), work_it)


async def change(api: Api, table: str, key: str, **values: Any) -> None:
    """Change a row."""

    def work_it(work: UnitOfWork) -> None:
        row = work.find(table, key=key)
        assert row is not None
        work.change(table, row, values)

    await api.world.store.write(operator(api.firm.company_id), work_it)


async def withdraw_all(api: Api, table: str) -> None:
    """Withdraw every row of a table."""

    def work_it(work: UnitOfWork) -> None:
        for row in work.find_all(table):
            work.withdraw(table, row)

    await api.world.store.write(operator(api.firm.company_id), work_it)


async def id_of(api: Api, table: str, key: str) -> int:
    """The id of the row with a key."""
    row = await api.world.store.read(api.firm.company_id, lambda reader: reader.find(table, key=key))
    assert row is not None
    return int(row["id"])


async def list_price(api: Api, list_key: str, cause_key: str, price_e4: int | None) -> None:
    """Put the price of an hour on a price list, or take it off."""
    list_id, cause_id = await id_of(api, "price_list", list_key), await id_of(api, "cause", cause_key)

    def work_it(work: UnitOfWork) -> None:
        set_price(work, list_id, cause_id=cause_id, price_e4=price_e4)

    await api.world.store.write(operator(api.firm.company_id), work_it)
