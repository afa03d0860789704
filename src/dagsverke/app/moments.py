"""Saying the day of something instead of its moment."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from dagsverke.app.ports import Reader
from dagsverke.domain.calendars import local_day, local_to_instant

NOON = time(12)


def moment_on(reader: Reader, on_day: str) -> str:
    """The moment of something of which the day is known: now where that is today, else noon there."""
    zone = reader.company.zone
    if on_day == local_day(reader.now, zone):
        return reader.now
    return local_to_instant(datetime.combine(datetime.fromisoformat(on_day), NOON), zone)


def with_moment(reader: Reader, change: Mapping[str, Any]) -> dict[str, Any]:
    """A change whose ``happened_at`` is a day, with the moment of that day instead."""
    on_day = change.get("happened_at")
    return {**change, "happened_at": moment_on(reader, on_day)} if on_day else dict(change)
