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

_LATEST = (("modified_at", True),)


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
    """The orders that are active, by status: all open ones, and the closed ones of late. Three queries in all.

    Open ones are found by their statuses, closed ones by when they were changed: neither costs what is long done.
    """
    active = Condition("is_active", "eq", value=True)
    attributes = ("id", "key", "name", "color", "is_closed")
    statuses = named_rows(reader, Query("work_order_status", attributes, (active,), (("code", False),)))
    closed = Condition("status_key", "in", [one["key"] for one in statuses if one["is_closed"]])
    rest = Condition("status_id", "in", [one["id"] for one in statuses if not one["is_closed"]])
    found = [
        card
        for condition, most in ((rest, OPEN_MAX), (closed, CLOSED_MAX))
        for card in named_rows(reader, Query("work_order", _CARD, (active, condition), _LATEST, Page(0, most)))
    ]
    columns = [BoardColumn(one, [card for card in found if card["status_key"] == one["key"]]) for one in statuses]
    is_cut = sum(len(one.cards) for one in columns if not one.status["is_closed"]) == OPEN_MAX
    return OrderBoard(columns, is_cut)
