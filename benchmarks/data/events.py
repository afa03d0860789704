"""The events of rows that are written in bulk: links of the chain, as the application would make them."""

import json
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.data.firm import read_once
from benchmarks.data.sinks import Row
from dagsverke.app.chain import CONTENT, link
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Page, Query

EVENT = (*CONTENT, "hash")
_DOOR = "bench"


class Chain:
    """The chain of the one company of a database, from its end on."""

    def __init__(self, url: str) -> None:
        self._company_id, self._place, self._hash = read_once(url, _end)

    def added(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
        """The events of rows that have an id and an instant ``created_at``, in their order."""
        id_at, made_at = columns.index("id"), columns.index("created_at")
        for row in rows:
            self._place += 1
            after = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, separators=(",", ":"))
            told = (row[made_at], 0, None, _DOOR, f"{table}.added", table, row[id_at], None, after)
            content = (self._company_id, self._place, *told)
            self._hash = link(self._hash, content)
            yield (*content, self._hash)


def _end(reader: Reader) -> tuple[int, int, str]:
    last = Query("event", ("place", "hash"), (), (("place", True),), Page(0, 1))
    ((place, digest),) = reader.select(last).rows
    return reader.company.id, place, digest
