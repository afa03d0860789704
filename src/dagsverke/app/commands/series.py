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
    before = next_numbers(work)[name]
    if change["next"] < before:
        raise Conflict("range", "next", f"must not be less than {before}: numbers are not given twice")
    if change["next"] > before:
        work.next_number(name, at_least=change["next"] - 1)
    return {"name": name}
