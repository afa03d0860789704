"""A new company: the one row that no principal of it can make."""

from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Any

from sqlalchemy import Select, func, select

from dagsverke.app.access import Principal
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.calendars import instant_text
from dagsverke.store.connection import Common, Transaction, single
from dagsverke.store.grammar import ONE, ZERO, Grammar
from dagsverke.store.tables.companies import company
from dagsverke.store.unit_of_work import StoreUnitOfWork

_DOOR = "cli"  # nothing else makes companies
_NOBODY = 0
_SECRET_BYTES = 32


def found_company(
    common: Common,
    transaction: Transaction,
    values: Mapping[str, Any],
    furnish: Callable[[UnitOfWork], None] | None,
) -> int:
    """Insert the company (name, country, zone), furnish it, and return its id."""
    company_id = int(single(transaction.connection.rows(common.text("next company", _next_id), {})))
    founder = Principal(company_id, credential_id=_NOBODY, door=_DOOR)
    made = {"created_at": instant_text(common.clock.now()), "link_secret": token_hex(_SECRET_BYTES)}
    row = {**made, **values, "company_id": company_id}
    unit = StoreUnitOfWork(common, transaction, founder)
    unit.add("company", row)
    if furnish is not None:
        furnish(unit)
    unit.settle()
    return company_id


def _next_id(grammar: Grammar) -> Select[Any]:
    """Companies are numbered 1, 2, 3, for people to say; two founded at once and alike refuse the later one."""
    del grammar
    return select(func.coalesce(func.max(company.c.company_id), ZERO) + ONE)
