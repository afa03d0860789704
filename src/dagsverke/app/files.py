"""Files that come along with a form, and sweeping the shelf.

A file is put there before the row that names it, so what fails in between leaves it alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dagsverke.app.ports import Clock, FileShelf, Reader, Shelved, Store
from dagsverke.app.queries import Condition, Query

SPARED = timedelta(hours=1)
"""Files younger than this may belong to a request under way."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that somebody sent along: what it was called, what it is (``domain.media``), and where it is kept."""

    name: str
    media: str
    shelved: Shelved


async def sweep(store: Store, clock: Clock, company_id: int) -> int:
    """Remove the company's files that no document names, the young ones left alone; returns how many there were."""
    before = clock.now() - SPARED

    def tidied(shelf: FileShelf) -> Sequence[str]:
        shelf.clear(company_id, before)
        return shelf.digests(company_id, before)

    def removal(orphans: Sequence[str]) -> Callable[[FileShelf], int]:
        return lambda shelf: sum(shelf.remove(company_id, one, before) for one in orphans)

    old = await store.on_shelf(tidied)
    removed = 0
    for start in range(0, len(old), BATCH):
        orphans = await store.read(company_id, _unnamed(old[start : start + BATCH]), is_long=True)
        removed += await store.on_shelf(removal(orphans))
    return removed


def _unnamed(digests: Sequence[str]) -> Callable[[Reader], Sequence[str]]:
    """Those of the files that no document names, withdrawn documents included."""
    query = Query("file_use", ("digest",), (Condition("digest", "in", digests),))

    def find(reader: Reader) -> Sequence[str]:
        named = {row[0] for row in reader.select(query).rows}
        return [one for one in digests if one not in named]

    return find
