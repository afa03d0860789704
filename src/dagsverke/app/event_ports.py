"""What the use cases that read events need of the store, beside the list ``event``."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class EventReader(Protocol):
    """What events are about."""

    def named_by(self, table: str) -> Sequence[str] | None:
        """The columns that name a row within its company; None where there is no such table, or it writes no events."""

    def approvals(self, timesheet_ids: Sequence[int]) -> Mapping[int, int]:
        """The place of the last event by which each week was decided on; left out where there is none."""

    def keys(self, table: str, ids: Sequence[int]) -> Mapping[int, str]:
        """The keys of rows by id, those of withdrawn rows too; nothing where rows of the table have no keys."""
