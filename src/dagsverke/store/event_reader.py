"""What events are about. What the reads mean is said in ``app.event_ports``."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from dagsverke.store.connection import Common, Connection
from dagsverke.store.tables import SHEETS
from dagsverke.store.views.kinds import COMPANY


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
