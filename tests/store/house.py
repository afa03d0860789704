"""A store with two companies in it, spoken to without ``await``."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.app.queries import Condition, Op, Page, Query, Slice
from dagsverke.store.engine import open_store

T = TypeVar("T")
Where = Sequence[tuple[str, Op, Any]]


class Ticking:
    """A clock that moves one millisecond at each look, so that changes can be told apart."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 20, 11, tzinfo=UTC)

    def now(self) -> datetime:
        """A moment after every earlier one."""
        self._at += timedelta(milliseconds=1)
        return self._at


class Counted:
    """Keys in ascending order."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def key(self) -> str:
        """The next key."""
        return f"{next(self._numbers):024x}"


@dataclass(frozen=True)
class House:
    """The store, and the principals of its two companies."""

    url: str
    store: Store
    ours: Principal
    theirs: Principal

    def write(self, work: Callable[[UnitOfWork], T], principal: Principal | None = None) -> T:
        """Run a unit of work, in the first company unless told otherwise."""
        return asyncio.run(self.store.write(principal or self.ours, work))

    def read(self, work: Callable[[Reader], T], principal: Principal | None = None, *, is_long: bool = False) -> T:
        """Run a read, in the first company unless told otherwise."""
        return asyncio.run(self.store.read((principal or self.ours).company_id, work, is_long=is_long))

    def add(self, table: str, **values: Any) -> int:
        """Add one row."""
        return self.write(lambda work: work.add(table, values))

    def find(self, table: str, **equals: Any) -> Record | None:
        """Find one row."""
        return self.read(lambda reader: reader.find(table, **equals))

    def select(
        self,
        collection: str,
        *attributes: str,
        where: Where = (),
        order: Sequence[tuple[str, bool]] = (),
        page: tuple[int, int] | None = None,
        principal: Principal | None = None,
    ) -> Slice:
        """Ask a list query, with its total."""
        query = Query(
            collection,
            attributes,
            tuple(Condition(*one) for one in where),
            tuple(order),
            None if page is None else Page(*page),
            with_total=True,
        )
        return self.read(lambda reader: reader.select(query), principal)

    def ids(self, collection: str, **asked: Any) -> list[Any]:
        """The ids of a list."""
        return [row[0] for row in self.select(collection, "id", **asked).rows]


def move_in(url: str) -> House:
    """Open a migrated, empty database and found two companies in it."""
    store = open_store(url, clock=Ticking(), keys=Counted())

    async def founded() -> list[int]:
        values = {"name": "Östra", "country": "SE", "zone": "Europe/Stockholm"}
        return [await store.found(values), await store.found(values | {"name": "Norra"})]

    ours, theirs = asyncio.run(founded())
    return House(url, store, Principal(ours, 1, "test"), Principal(theirs, 2, "test"))


def entry(person_id: int, day: str, hour: int = 7, **values: Any) -> Mapping[str, Any]:
    """The columns of a time entry of an hour, begun at an hour of the day in UTC."""
    begins_at = f"{day}T{hour:02d}:00:00.000Z"
    return {
        "person_id": person_id,
        "on_day": day,
        "begins_at": begins_at,
        "duration_ms": 3_600_000,
        "cause_id": None,
        "is_absence": False,
        **values,
    }
