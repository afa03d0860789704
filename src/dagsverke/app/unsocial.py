"""Unsocial hours of clocked work: derived where time entries are written, and kept with them as what was paid then."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dagsverke.app.agreements import AgreementOf, agreements_of
from dagsverke.app.ports import PersonDay, Reader, Record, UnitOfWork
from dagsverke.domain.calendars import next_day
from dagsverke.domain.causes import NO_CAUSE
from dagsverke.domain.windows import Piece, Unsocial, unsocial_class

Given = Mapping[str, Any]
NONE = {"unsocial": "[]", "unsocial_until": None}
"""The columns of an entry without unsocial hours."""
_OF_A_KIND = ("on_day", "begins_min", "ends_min")
"""What no two pieces of an entry have in common: of two windows with the same hours the second never has any time."""


def with_unsocial(work: UnitOfWork, rows: Sequence[Given]) -> Sequence[Given]:
    """The rows of time entries with their unsocial hours; as they are, and nothing looked up, where there are none."""
    return derived(work, rows) if "unsocial" in work.company.window_kinds else rows


def derived(work: UnitOfWork, rows: Sequence[Given]) -> Sequence[Given]:
    """The rows with the unsocial hours that each has by its person's agreement of the day on which it begins.

    Only clocked work has any, and of other time what is of a window's classes. A piece that was in a row before, for
    the same hours of the same day, keeps its key. Two statements at most.
    """
    agreement_of = agreements_of(work, [row["person_id"] for row in rows])
    pieces = [_pieces(work, agreement_of, row) for row in rows]
    salary_types = _salary_types(work, (one for some in pieces for one in some))
    return [
        {**row, **(_columns(work, row, some, salary_types) if some else NONE)}
        for row, some in zip(rows, pieces, strict=True)
    ]


def days_of(entry: Given) -> Iterator[PersonDay]:
    """The days on which an entry counts: its own, and those after it until the last one with unsocial hours of it."""
    day, last = entry["on_day"], entry.get("unsocial_until") or ""
    yield entry["person_id"], day
    while day < last:
        day = next_day(day)
        yield entry["person_id"], day


def _pieces(reader: Reader, agreement_of: AgreementOf, row: Given) -> Sequence[Piece]:
    if not row["is_clocked"] or row["is_absence"] or row["ends_at"] is None:
        return ()
    of = unsocial_class(reader.company.causes.get(row["cause_id"] or NO_CAUSE))
    if of is None:
        return ()
    agreement = agreement_of(row["person_id"], row["on_day"])
    return reader.company.hours(agreement, "unsocial").pieces(row["begins_at"], row["ends_at"], of)


def _salary_types(reader: Reader, pieces: Iterable[Piece]) -> Mapping[str, Record]:
    """The salary types of windows, by code."""
    codes = sorted({one.window.salary_type for one in pieces} - {""})
    found = reader.find_all("register_item", kind="salary_type", code=codes) if codes else ()
    return {one["code"]: one for one in reversed(found)}


def _columns(
    work: UnitOfWork, row: Given, pieces: Sequence[Piece], salary_types: Mapping[str, Record]
) -> dict[str, Any]:
    keys = {_of_a_kind(one): one["key"] for one in json.loads(row.get("unsocial") or "[]")}
    kept: list[dict[str, Any]] = []
    for piece in pieces:
        made = asdict(_kept(work, piece, salary_types.get(piece.window.salary_type)))
        kept.append(made | {"key": keys.get(_of_a_kind(made)) or work.new_key()})
    last = max(one.on_day for one in pieces)
    return {
        "unsocial": json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
        "unsocial_until": last if last > row["on_day"] else None,
    }


def _of_a_kind(piece: Given) -> tuple[Any, ...]:
    return tuple(piece[name] for name in _OF_A_KIND)


def _kept(reader: Reader, piece: Piece, salary_type: Record | None) -> Unsocial:
    window = piece.window
    cause = reader.company.causes_by_code.get(window.code)
    return Unsocial(
        key="",
        code=window.code,
        on_day=piece.on_day,
        duration_ms=piece.duration_ms,
        begins_min=window.begins_min,
        ends_min=window.ends_min,
        cost_per_hour_e4=window.cost_per_hour_e4,
        salary_type_key=salary_type["key"] if salary_type else "",
        salary_type_name=salary_type["name"] if salary_type else cause.name if cause else window.code,
    )
