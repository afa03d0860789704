"""Work and employments for the tests of days of employment and of hours: made by the commands that everybody uses."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from dagsverke.app.commands import employments, time
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.calendars import local_to_instant, plus_ms
from dagsverke.domain.units import MS_PER_HOUR
from tests.harness import World

T = TypeVar("T")


async def write(world: World, work: Callable[[UnitOfWork], T]) -> T:
    """A unit of work in the first firm."""
    return await world.store.write(operator(world.ostra.company_id), work)


async def read(world: World, work: Callable[[Reader], T]) -> T:
    """A read of the first firm."""
    return await world.store.read(world.ostra.company_id, work, is_long=True)


def person_id(reader: Reader, user_name: str) -> int:
    """The id of a person."""
    return int(existing(reader, "person", "user_name", user_name=user_name)["id"])


def employ(work: UnitOfWork, user_name: str, form: str, starts_on: str, ends_on: str | None = None, **more: Any) -> str:
    """Begin an employment; its key."""
    change = {"person_id": person_id(work, user_name), "form": form, "starts_on": starts_on, "ends_on": ends_on}
    made = employments.begin(work, {}, change | more)
    return str(existing(work, "employment", "id", id=made["id"])["key"])


def clock(work: UnitOfWork, user_name: str, begins: str, hours: float, code: str | None = "TID") -> None:
    """Record work from a local moment on (``2026-03-02 07:00``); without a code it has no cause."""
    person = existing(work, "person", "user_name", user_name=user_name)
    begins_at = local_to_instant(datetime.fromisoformat(begins), work.company.zone)
    change = {"created_by_key": person["key"], "person_key": person["key"], "begins_at": begins_at}
    cause = {"cause_key": work.company.causes_by_code[code].key} if code else {}
    time.record(work, {}, change | cause | {"ends_at": plus_ms(begins_at, int(hours * MS_PER_HOUR))})
