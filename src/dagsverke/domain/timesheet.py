"""The rules of one stretch of time: begin, end and duration agree, and none of them runs backwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagsverke.domain.calendars import elapsed_ms, plus_ms
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE

TIMER_LEAST_MS = MS_PER_MINUTE
"""What ran shorter than this was started by mistake: it is no time."""
STRETCH_MAX_DAYS = 366
STRETCH_MAX_MS = STRETCH_MAX_DAYS * MS_PER_DAY
"""Longer than this is a slip of the pen."""


REGISTERED = 1
"""The status of a time entry that nobody has attested (Seven Time, the examples of time logs)."""
ATTESTED = 2
"""The status of one that somebody has attested; no example shows any."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """When time was spent. ``ends_at`` is None for an amount of time on a day, which no clock measured."""

    begins_at: str
    ends_at: str | None
    duration_ms: int


def stretch(change: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Stretch:
    """The stretch after a change: a new duration moves the end, a new end the duration, a new begin the end.

    Hours are elapsed hours, also across a change of the clock (readings 19). An end and a duration that contradict
    each other are refused, unless one of them is merely what it was before.
    """
    begins_at = change.get("begins_at") or (before["begins_at"] if before else None)
    if begins_at is None:
        raise Malformed("required", "begins_at", "is required")
    ends_at, duration_ms = change.get("ends_at"), change.get("duration_ms")
    if before is not None and ends_at is not None and duration_ms is not None:
        ends_at, duration_ms = _changed(before, begins_at, ends_at, duration_ms)
    if ends_at is None and duration_ms is None and before is not None:
        if "begins_at" not in change or before["ends_at"] is None:
            ends_at, duration_ms = before["ends_at"], before["duration_ms"]
        else:
            duration_ms = before["duration_ms"]
    is_amount = before is not None and before["ends_at"] is None and change.get("ends_at") is None
    return _checked(begins_at, ends_at, duration_ms, is_amount=is_amount)


def plain_time(duration_ms: int, field: str) -> int:
    """A length of time that no clock measured: not negative, and no longer than can be meant."""
    if not 0 <= duration_ms <= STRETCH_MAX_MS:
        raise Malformed("range", field, f"must be from 0 to {STRETCH_MAX_MS // MS_PER_HOUR} hours")
    return duration_ms


def _changed(
    before: Mapping[str, Any],
    begins_at: str,
    ends_at: str,
    duration_ms: int,
) -> tuple[str | None, int | None]:
    """Of an end and a duration sent back together, the one that is new."""
    if elapsed_ms(begins_at, ends_at) == duration_ms:
        return ends_at, None
    if duration_ms == before["duration_ms"]:
        return ends_at, None
    if ends_at == before["ends_at"]:
        return None, duration_ms
    return ends_at, duration_ms


def _checked(begins_at: str, ends_at: str | None, duration_ms: int | None, *, is_amount: bool) -> Stretch:
    if ends_at is not None:
        measured = elapsed_ms(begins_at, ends_at)
        if measured < 0:
            raise Malformed("range", "ends_at", "must not be before the start")
        if duration_ms is not None and duration_ms != measured:
            raise Malformed("range", "duration_ms", "contradicts the end")
        duration_ms = measured
    if duration_ms is None:
        raise Malformed("required", "duration_ms", "or the end is required")
    if duration_ms < 0 and not is_amount:
        raise Malformed("range", "duration_ms", "must not be negative")
    if abs(duration_ms) > STRETCH_MAX_MS:
        at_most = STRETCH_MAX_MS // MS_PER_HOUR
        raise Malformed("range", "duration_ms" if ends_at is None else "ends_at", f"must be within {at_most} hours")
    if is_amount:
        return Stretch(begins_at, None, duration_ms)
    return Stretch(begins_at, ends_at or plus_ms(begins_at, duration_ms), duration_ms)
