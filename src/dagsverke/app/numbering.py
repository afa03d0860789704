"""Number series of a company: given numbers are unique, missing ones are assigned."""

from typing import Any

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.errors import Conflict

_AHEAD = 1000
"""Numbers that are looked at together, where many in a row were given by hand."""


def own_number(work: UnitOfWork, table: str, number: Any, before: Record | None = None) -> Any:
    """The number that a row is given: unique among the live rows of its table, else a Conflict that names the holder.

    Refuses as ``number``.
    """
    holder = work.find(table, number=number)
    if holder is not None and (before is None or holder["id"] != before["id"]):
        name = holder.get("name") or holder.get("title") or holder["key"]
        raise Conflict("taken", "number", f"{number} is the number of {name}")
    return number


def next_number(work: UnitOfWork, table: str) -> int:
    """The next number of the table's series that no live row has; numbers as text count too."""
    at = work.next_number(table)
    while True:
        ahead = range(at, at + _AHEAD)
        kind = int if table in _WHOLE else str
        taken = {int(one["number"]) for one in work.find_all(table, number=[kind(one) for one in ahead])}
        free = next((one for one in ahead if one not in taken), None)
        if free is not None:
            return at if free == at else work.next_number(table, at_least=free)
        at = ahead.stop


_WHOLE = frozenset({"work_order"})
"""Tables whose numbers are integers at rest."""
