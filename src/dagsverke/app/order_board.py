"""The board of work orders: a column for each status, a card for each order in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.ports import Reader, Record
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.app.rows import named_rows

OPEN_MAX = 500
"""So many orders that are not closed are on the board, those changed last."""
CLOSED_MAX = 30
"""So many closed ones are, for what was closed long ago is nobody's work."""
_CARD = (
    *("key", "number", "title", "customer_name", "project_name", "leader_name", "starts_at", "estimated_ms"),
    *("status_key", "color"),
)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A status and its orders, those changed last first."""

    status: Record
    cards: Sequence[Record]

    @property
    def planned_ms(self) -> int:
        """The hours that are planned on them."""
        return sum(one["estimated_ms"] for one in self.cards)


@dataclass(frozen=True, slots=True)
class OrderBoard:
    """The board; ``is_cut`` where there are more open orders than it shows."""

    columns: Sequence[BoardColumn]
    is_cut: bool


def order_board(reader: Reader) -> OrderBoard:
    """The orders that are active, by status: all open ones, and the closed ones of late. Three queries in all."""
    attributes = ("key", "name", "color", "is_closed")
    active = Condition("is_active", "eq", value=True)
    order = (("code", False),)
    statuses = named_rows(reader, Query("work_order_status", attributes, (active,), order))
    closed = [one["key"] for one in statuses if one["is_closed"]]
    rest = [one["key"] for one in statuses if not one["is_closed"]]
    found = [*_cards(reader, rest, OPEN_MAX), *_cards(reader, closed, CLOSED_MAX)]
    columns = [BoardColumn(one, [card for card in found if card["status_key"] == one["key"]]) for one in statuses]
    is_cut = sum(len(one.cards) for one in columns if not one.status["is_closed"]) == OPEN_MAX
    return OrderBoard(columns, is_cut)


def _cards(reader: Reader, status_keys: Sequence[str], most: int) -> list[Record]:
    if not status_keys:
        return []
    where = (Condition("is_active", "eq", value=True), Condition("status_key", "in", status_keys))
    query = Query("work_order", _CARD, where, (("modified_at", True),), Page(0, most))
    return list(named_rows(reader, query))
