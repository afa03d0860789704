"""Bringing a database up to the schema of this version, and what is kept in it up to the rules."""

import asyncio

from dagsverke.app import vacation
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Store
from dagsverke.cli.services import Services
from dagsverke.cli.session import companies_of


def upgrade(services: Services, url: str) -> None:
    """Migrate the schema; then make what is kept of vacation, which an older version did not keep."""
    services.migrate(url)

    async def work() -> None:
        store = services.open_store(url, services.keys())
        try:
            await rebuild(store, None)
        finally:
            await store.close()

    asyncio.run(work())


async def rebuild(store: Store, named: str | None) -> int:
    """Make anew what is kept of the vacation of everybody in a company, or in all of them; returns of how many."""
    companies = [one["company_id"] for one in await companies_of(store, named)]
    return sum([await store.write(operator(one), vacation.rebuild) for one in companies])
