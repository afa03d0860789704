"""Housework (ROT and RUT), for which the State pays a part of the price: the persons who share that part."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4

NEEDED: Mapping[str, str] = {"name": "the name of a person", "personal_number": "a personal number"}
WHOLE_E4 = 100 * E4


def shares(given: Sequence[Mapping[str, Any]], keys: Iterable[str]) -> list[dict[str, Any]]:
    """The shares of a deduction as they are kept: each with a key of its own, taken from ``keys`` where it has none.

    A share has ``name``, ``personal_number`` and ``percent_e4``, from 1 to 100 percent and at most 100 together;
    ``item`` is what the sender calls it, its key unless given (Seven Time, Attributes for DeductionItem).
    """
    for place, one in enumerate(given, 1):
        _check(place, one)
    if sum(one["percent_e4"] for one in given) > WHOLE_E4:
        raise Malformed("range", "deductions", "must not add up to more than 100 percent")
    own = [one["key"] for one in given if one.get("key")]
    if len(set(own)) < len(own):
        raise Malformed("taken", "deductions", "must not hold one share twice")
    fresh = (key for key in keys if key not in own)
    found = []
    for one in given:
        key = one.get("key") or next(fresh)
        plain = {name: one[name] for name in ("name", "personal_number", "percent_e4")}
        found.append({"key": key, "item": one.get("item") or key, **plain})
    return found


def _check(place: int, share: Mapping[str, Any]) -> None:
    for name, words in NEEDED.items():
        if not share.get(name):
            raise Malformed("required", "deductions", f"share {place} lacks {words}")
    percent_e4 = share.get("percent_e4")
    if percent_e4 is None or not E4 <= percent_e4 <= WHOLE_E4:
        raise Malformed("range", "deductions", f"share {place} must be from 1 to 100 percent")
