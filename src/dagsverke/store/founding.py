"""A new company: the one row that no principal of it can make."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.domain.calendars import instant_text
from dagsverke.store.connection import Common, Transaction
from dagsverke.store.unit_of_work import StoreUnitOfWork

_DOOR = "store"
_NOBODY = 0


def found_company(common: Common, transaction: Transaction, values: Mapping[str, Any]) -> int:
    """Insert the company (name, country, zone) and return its id."""
    company_id = transaction.connection.next_ids(1)[0]
    founder = Principal(company_id, credential_id=_NOBODY, door=_DOOR)
    row = {"created_at": instant_text(common.clock.now()), **values, "company_id": company_id}
    StoreUnitOfWork(common, transaction, founder).add("company", row)
    return company_id
