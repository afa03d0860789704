"""Events at the end of a company's chain: gapless places in the order of the commits, each hashed over the last."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Insert, bindparam, insert

from dagsverke.app.chain import BEGINNING, CONTENT, link
from dagsverke.store.connection import Common, Transaction
from dagsverke.store.events import Told
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables.access import event

_COLUMNS = (*CONTENT, "hash")
_CHUNK = 5_000


def append(common: Common, transaction: Transaction, company_id: int, told: Sequence[Told]) -> None:
    """Write events. From here on until the transaction ends nobody else adds to this company's chain.

    So whoever reads sees all places up to one and none after it: a reader that goes on from there misses nothing.
    """
    place, digest = transaction.ends.get(company_id) or _end(common, transaction, company_id)
    sql = common.text("event", _telling)
    for first in range(0, len(told), _CHUNK):
        rows: list[dict[str, Any]] = []
        for one in told[first : first + _CHUNK]:
            place += 1
            content = (company_id, place, *one)
            digest = link(digest, content)
            rows.append(dict(zip(_COLUMNS, (*content, digest), strict=True)))
        transaction.connection.run_many(sql, rows)
    transaction.ends[company_id] = (place, digest)


def _end(common: Common, transaction: Transaction, company_id: int) -> tuple[int, str]:
    """The place and the hash of the last event."""
    rows = transaction.connection.rows(
        common.text("chain end", lambda grammar: grammar.chain_end()), {"company": company_id}
    )
    for place, digest in rows:
        return place, digest
    return 0, BEGINNING


def _telling(grammar: Grammar) -> Insert:
    """Insert an event."""
    del grammar
    return insert(event).values({name: bindparam(name, type_=event.c[name].type) for name in _COLUMNS})
