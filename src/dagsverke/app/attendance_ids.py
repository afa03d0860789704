"""The ids under which attendance is addressed: lower-case UUIDs (version 8, RFC 9562) that say what they name.

A row made by one time entry has that entry's key in its id, a row that sums several the person, day and code; so an
id never changes while its row stands, needs no column, and cannot be mistaken for another company's (what it names
is looked up within the company).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dagsverke.domain.calendars import DAY_MAX, DAY_MIN

CODE_LENGTH_MAX = 3
_ENTRY, _SUM = 1, 2
_VERSION, _VARIANT = 8, 0b10
_KEY_BITS, _PERSON_BITS, _DAY_BITS, _CODE_BITS = 96, 53, 22, 24


@dataclass(frozen=True, slots=True)
class EntryId:
    """Names one time entry by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class SumId:
    """Names the sum of a person's entries of one code on one day."""

    person_id: int
    on_day: str
    code: str


def entry_uuid(key: str) -> str:
    """The id of the entry with this key (24 hex characters)."""
    return _pack(_ENTRY, int(key, 16))


def sum_uuid(person_id: int, on_day: str, code: str) -> str:
    """The id of the sum of several entries."""
    day = date.fromisoformat(on_day).toordinal()
    letters = int.from_bytes(code.encode("latin-1").rjust(CODE_LENGTH_MAX, b"\0"), "big")
    return _pack(_SUM, (person_id << _DAY_BITS | day) << _CODE_BITS | letters)


def attendance_uuid(entry_key: str | None, person_id: int, on_day: str, code: str) -> str:
    """The id of an attendance row."""
    return entry_uuid(entry_key) if entry_key else sum_uuid(person_id, on_day, code)


def parse_uuid(text: str) -> EntryId | SumId | None:
    """What an id names, None for one that was never given out."""
    try:
        number = UUID(text).int
    except ValueError:
        return None
    if str(UUID(int=number)) != text.lower() or number >> 76 & 0xF != _VERSION or number >> 62 & 0b11 != _VARIANT:
        return None
    packed = (number >> 80) << 74 | (number >> 64 & 0xFFF) << 62 | number & (1 << 62) - 1
    tag, rest = packed >> 120, packed & (1 << 120) - 1
    if tag == _ENTRY and rest < 1 << _KEY_BITS:
        return EntryId(f"{rest:024x}")
    if tag == _SUM:
        return _parse_sum(rest)
    return None


def _parse_sum(rest: int) -> SumId | None:
    person_id, day = rest >> _CODE_BITS + _DAY_BITS, rest >> _CODE_BITS & (1 << _DAY_BITS) - 1
    if not date.fromisoformat(DAY_MIN).toordinal() <= day <= date.fromisoformat(DAY_MAX).toordinal():
        return None
    letters = (rest & (1 << _CODE_BITS) - 1).to_bytes(CODE_LENGTH_MAX, "big").lstrip(b"\0")
    return SumId(person_id, date.fromordinal(day).isoformat(), letters.decode("latin-1"))


def _pack(tag: int, rest: int) -> str:
    packed = tag << 120 | rest
    high, middle, low = packed >> 74, packed >> 62 & 0xFFF, packed & (1 << 62) - 1
    return str(UUID(int=high << 80 | _VERSION << 76 | middle << 64 | _VARIANT << 62 | low))
