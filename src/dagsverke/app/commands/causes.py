"""Causes: what a company calls time, and what becomes of what is recorded under it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.domain.errors import Conflict

Given = Mapping[str, Any]
_SETTLED = ("is_absence", "attendance_code")
"""What an entry keeps of its cause: payroll reads it, and may have read it already."""


def correct(work: UnitOfWork, cause: Record, change: Given) -> None:
    """Correct a cause; what is not given stays.

    Whether its time is absence, and the code under which it is attendance, stay once time is recorded under it.
    """
    before = work.company.causes[cause["id"]]
    known = {name: change[name] for name in ("code", "is_absence", "is_work_time", "is_attendance") if name in change}
    after = replace(before, **known)
    moved = [name for name in _SETTLED if getattr(before, name) != getattr(after, name)]
    if moved and _is_used(work, cause["id"]):
        field = next(iter(name for name in known if known[name] != getattr(before, name)))
        raise Conflict("used", field, "cannot change: time is recorded under it, and payroll reads that")
    work.change("cause", cause, change)


def _is_used(work: UnitOfWork, cause_id: int) -> bool:
    asked = Query("time_entry", ("id",), (Condition("cause_id", "eq", cause_id),), page=Page(0, 1))
    return bool(work.select(asked).rows)
