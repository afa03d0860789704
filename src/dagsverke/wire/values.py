"""Reading single values: what every codec refuses, and the few spellings that numbers and booleans have."""

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

TEXT_MAX = 10_000
"""Characters that a text may have where nothing else is said."""
KEY_MAX = 64
"""Characters that a key may have; ours have 24, and an unknown one merely finds nothing."""
INTEGER_MAX = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly."""
NUMBER_TEXT_MAX = 40
NESTING_MAX = 32

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,16}")
_TRUTH: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}


class BadCharactersError(ValueError):
    """Text holds characters that no database keeps."""


def json_bytes(value: Any) -> bytes:
    """Any JSON value as compact JSON, letters outside ASCII as they are."""
    return msgspec.json.encode(value)


def json_text(value: Any) -> str:
    """As above, as text."""
    return json_bytes(value).decode()


def json_list(head: bytes, items: Sequence[bytes], tail: bytes) -> bytes:
    """A list of what is JSON already, between what stands before and after it; put together at once, as it is long."""
    if not items:
        return head + b"[]" + tail
    parts = [b","] * (2 * len(items) + 1)
    parts[0], parts[1::2], parts[-1] = head + b"[", items, b"]" + tail
    return b"".join(parts)


def same(value: Any) -> Any:
    """The value itself."""
    return value


def clean(value: Any, limit: int = TEXT_MAX) -> str:
    """Text that every database keeps: no NUL, no lone surrogate, at most ``limit`` characters; an integer's digits."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(value)
    text = value if isinstance(value, str) else str(bounded(value))
    if len(text) > limit:
        raise ValueError(text)
    if "\0" in text or not (text.isascii() or _is_sound(text)):
        raise BadCharactersError(text)
    return text


def _is_sound(value: str) -> bool:
    return not any("\ud800" <= one <= "\udfff" for one in value)


def decimal_of(value: Any) -> Decimal:
    """A finite number, or the text of one with a decimal point, exactly as it was written."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    if isinstance(value, str):
        value = value.strip()
        if len(value) > NUMBER_TEXT_MAX or not _NUMBER.fullmatch(value):
            raise ValueError(value)
        return Decimal(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(value)
        return Decimal(repr(value))
    return Decimal(bounded(value))


def bounded(value: int) -> int:
    """The integer, where every JSON reader and database keeps it."""
    if not -INTEGER_MAX <= value <= INTEGER_MAX:
        raise ValueError(value)
    return value


def read_integer(value: Any) -> int:
    """An integer, as a JSON number or the text of one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    if isinstance(value, str):
        value = value.strip()
        if not _INTEGER.fullmatch(value):
            raise ValueError(value)
        return bounded(int(value))
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(value)
    return bounded(int(value))


def read_boolean(value: Any) -> bool:
    """A truth, also as 1 and 0 and as the text of any of these."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, int | str):
        raise TypeError(value)
    found = _TRUTH.get(str(bounded(value) if isinstance(value, int) else value).strip().lower())
    if found is None:
        raise ValueError(value)
    return found


def keepable(value: Any, depth: int = 0) -> Any:
    """The JSON value, where every text in it can be kept and it is not nested too deeply."""
    if depth > NESTING_MAX:
        raise ValueError(depth)
    if isinstance(value, str):
        clean(value, 100 * TEXT_MAX)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            clean(name)
            keepable(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            keepable(one, depth + 1)
    return value
