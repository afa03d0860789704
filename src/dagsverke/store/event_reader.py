"""What events are about. What the reads mean is said in ``app.event_ports``."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal_column, select

from dagsverke.store.connection import Common, Connection
from dagsverke.store.grammar import ZERO, Grammar
from dagsverke.store.tables import SHEETS
from dagsverke.store.tables.access import IS_OF_TIMESHEET, event
from dagsverke.store.views.kinds import COMPANY

_DECIDED: ColumnElement[str] = literal_column('\'"decided_at":"\'', Text)
"""How ``after`` begins to say when; within a text its quotes would be escaped."""


class StoredEvents:
    """The events of one company."""

    def __init__(self, common: Common, connection: Connection, company_id: int) -> None:
        self._common = common
        self._connection = connection
        self._company_id = company_id

    def named_by(self, table: str) -> Sequence[str] | None:
        """The columns that name a row within its company."""
        sheet = SHEETS.get(table)
        return None if sheet is None or sheet.is_silent else sheet.primary[1:]

    def approvals(self, timesheet_ids: Sequence[int]) -> Mapping[int, int]:
        """The place of the last event by which each week was decided on."""
        bound = {"company": self._company_id, "ids": self._common.grammar.pack(timesheet_ids)}
        return dict(self._connection.rows(self._common.text("approvals", approvals), bound))

    def keys(self, table: str, ids: Sequence[int]) -> Mapping[int, str]:
        """The keys of rows by id, those of withdrawn rows too."""
        sheet = SHEETS[table]
        if not {"id", "key"} <= set(sheet.names):
            return {}
        columns = sheet.table.c
        sql = self._common.text(
            ("keys", table),
            lambda grammar: select(columns.id, columns.key).where(
                columns.company_id == COMPANY, grammar.any_of(columns.id, "ids")
            ),
        )
        bound = {"company": self._company_id, "ids": self._common.grammar.pack(ids)}
        return dict(self._connection.rows(sql, bound))


def approvals(grammar: Grammar) -> Select[Any]:
    """The last place at which each of some weeks was decided on."""
    where: tuple[ColumnElement[bool], ...] = (
        event.c.company_id == COMPANY,
        literal_column(IS_OF_TIMESHEET),
        grammar.any_of(event.c.subject_id, "ids"),
    )
    is_decided = grammar.position(event.c.after, _DECIDED) > ZERO
    return select(event.c.subject_id, func.max(event.c.place)).where(*where, is_decided).group_by(event.c.subject_id)
