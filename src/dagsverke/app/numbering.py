"""Number series of a company: given numbers are unique, missing ones are assigned."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed

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


def numbered(work: UnitOfWork, table: str, change: Mapping[str, Any], before: Record | None) -> str:
    """The number as text that a row has after a change: the one given, else its own, else the next of the series."""
    given = change.get("number")
    if given:
        return str(own_number(work, table, given, before))
    if before is None:
        return str(next_number(work, table))
    if "number" in change and before["number"]:
        raise Malformed("required", "number", "is required")
    return str(before["number"])


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
