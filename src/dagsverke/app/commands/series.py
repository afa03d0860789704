"""Number series: with which number each goes on."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import require
from dagsverke.domain.errors import Absent, Conflict, check_range

Given = Mapping[str, Any]
TABLE = "series"
SERIES = ("customer", "supplier", "project", "work_order", "machine", "quote", "purchase_order", "invoice")
"""Those that a company sets; each is named after the table whose rows it numbers."""
NUMBER_MAX = 10**9


def next_numbers(reader: Reader) -> Mapping[str, int]:
    """The next number of every series, 1 where none was given yet. One that a row has already is passed over."""
    found = {one["name"]: one["next"] for one in reader.find_all(TABLE, name=list(SERIES))}
    return {name: found.get(name, 1) for name in SERIES}


def proceed(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Let a series go on with a number. It never goes back: a number is not given twice."""
    name = target["name"]
    if name not in SERIES:
        raise Absent("absent", "name", "names no series")
    require(change, "next")
    check_range("next", change["next"], 1, NUMBER_MAX)
    found = work.find(TABLE, name=name)
    row = None if found is None else work.held(TABLE, found)
    before = 1 if row is None else row["next"]
    if change["next"] < before:
        raise Conflict("range", "next", f"must not be less than {before}: numbers are not given twice")
    if row is not None:
        work.change(TABLE, row, {"next": change["next"]})
    elif change["next"] > before:
        work.add(TABLE, {"name": name, "next": change["next"]})
    return {"name": name}
