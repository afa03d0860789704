"""One row of a company at a time, as its file would say it: shown, recorded, corrected, withdrawn.

A row that the file cannot name, because it has no name or another row has it, is shown, and can be given one.

It is applied like a file of that row alone: the same commands write it, the same rules refuse it, and the same days are
derived anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from dagsverke.app.company_file.applying import apply
from dagsverke.app.company_file.codecs import Name, at
from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.reading import Document, Row
from dagsverke.app.company_file.sections import NOT_SAID, Section, Values
from dagsverke.app.company_file.showing import Known, Shown, show
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent, Conflict, Malformed, Refusal

_PLACE = "row"
_NAMED_AT_WILL = frozenset({"register_item", "article", "price_list", "drive_type"})
"""Tables in which nothing follows from what a row is called."""
Fault = Literal["", "missing", "taken"]
"""Why a row has no name of its own; "" where it has one."""
SINGLE = 0
"""The id of the row of a section that has one."""


def row_of(reader: Reader, label: str, row_id: int) -> Mapping[str, Any]:
    """A row as the file has it, its numbers and days as such. Absent where no row has the id."""
    found = _known(show(reader, label), SECTIONS[label], row_id)
    return {one.name: one.codec.write(found.values[one.name]) for one in SECTIONS[label].fields}


def name_fault(reader: Reader, label: str, row_id: int) -> Fault:
    """Why the file cannot name a row; "" where it can."""
    shown, section = show(reader, label), SECTIONS[label]
    found = next((one for one in shown.unnamed[label] if one.record.get("id") == row_id), None)
    if found is None:
        return ""
    return "missing" if section.name_of(found.values) is None else "taken"


def offered(reader: Reader, label: str) -> Mapping[str, Sequence[Name]]:
    """By key, the names of the rows that a row of the section may name there."""
    shown = show(reader, label)
    return {
        one.name: _names(shown, SECTIONS[one.codec.of]) for one in SECTIONS[label].fields if one.codec.kind == "row"
    }


def _names(shown: Shown, section: Section) -> list[Name]:
    found = (section.name_of(one.values) for one in shown.rows[section.label])
    return [one for one in found if one is not None]


def save(work: UnitOfWork, label: str, row_id: int | None, told: Mapping[str, Any]) -> int:
    """Make a row what is told, a new one where it has no id. What is not told stays, or is the default of a new one.

    ``told`` is by the keys of the file, as it has them. Refuses with the key as the field.
    """
    section = SECTIONS[label]
    shown = show(work, label)
    try:
        _refuse_empty(section, told)
        values = {name: at(name, section.key(name).codec.read, value) for name, value in told.items()}
        before = None if row_id is None else _known(shown, section, row_id)
        _refuse_taken(section, shown, before, values)
        if before is not None and before in shown.unnamed[label]:
            before = _named_anew(work, section, shown, before, values)
        rows = _rows(section, before, values)
        apply(work, Document({label: rows}), {})
    except Refusal as refusal:
        raise _placed(refusal) from None
    return SINGLE if section.is_single else _id_after(work, section, {**(before.values if before else {}), **values})


def remove(work: UnitOfWork, label: str, row_id: int) -> None:
    """Withdraw a row. Refused where rows of its kind stay, or others name it."""
    section = SECTIONS[label]
    if section.is_kept:
        raise Conflict("kept", None, "is never withdrawn, for what was recorded names it: take it out of use")
    shown = show(work, label)
    found = _known(shown, section, row_id)
    if found in shown.unnamed[label]:
        raise Conflict("unnamed", section.identity[-1], "must be its own before the row is taken away")
    try:
        apply(work, Document({label: [Row(_PLACE, _identity(section, found.values), withdrawn=True)]}), {})
    except Refusal as refusal:
        raise _placed(refusal) from None


def _known(shown: Shown, section: Section, row_id: int) -> Known:
    rows = [*shown.rows[section.label], *shown.unnamed[section.label]]
    found = next((one for one in rows if section.is_single or one.record["id"] == row_id), None)
    if found is None:
        raise Absent("absent", "id", "names nothing in this company")
    return found


def _named_anew(work: UnitOfWork, section: Section, shown: Shown, before: Known, values: Values) -> Known:
    """The row once it has a name of its own, so that the file finds it."""
    if section.table not in _NAMED_AT_WILL:
        raise Conflict("unnamed", section.identity[-1], "cannot be given here, for more follows from it")
    keys = [section.key(name) for name in section.identity if name in values]
    work.change(
        section.table, before.record, {one.at_rest: one.codec.keep(values[one.name], shown.names) for one in keys}
    )
    return _known(show(work, section.label), section, before.record["id"])


def _rows(section: Section, before: Known | None, values: Values) -> list[Row]:
    """What a file says that makes the row so. One whose name is all of some keys gives it up for another."""
    if before is None or section.is_single:
        return [Row(_PLACE, values)]
    old, new = section.name_of(before.values), section.name_of({**before.values, **values})
    if section.is_joint and old != new:
        return [
            Row("before", _identity(section, before.values), withdrawn=True),
            Row(_PLACE, {**before.values, **values}),
        ]
    return [Row(_PLACE, {**_identity(section, before.values), **values}, was=None if section.is_joint else old)]


def _identity(section: Section, values: Values) -> Values:
    return {key: values[key] for key in section.identity if values[key] not in (None, "")}


def _refuse_empty(section: Section, told: Mapping[str, Any]) -> None:
    """Refuse nothing where a new row must say something."""
    for name, value in told.items():
        if value == "" and section.key(name).default is NOT_SAID:
            raise Malformed("required", name, "is required")


def _refuse_taken(section: Section, shown: Shown, before: Known | None, values: Values) -> None:
    """Refuse a name that another row has: a file would mean that one."""
    if section.is_single:
        return
    name = section.name_of({**(before.values if before else {}), **values})
    if name is None:
        raise Malformed("required", section.identity[0], "is required")
    if any(one is not before and section.name_of(one.values) == name for one in shown.rows[section.label]):
        key = next((one for one in section.identity if values.get(one) not in (None, "")), section.identity[0])
        raise Conflict("taken", key, f"{name} is taken")


def _placed(refusal: Refusal) -> Refusal:
    """The refusal with the key of the row as its field; what is within the key stands before the detail."""
    field = (refusal.field or "").removeprefix(f"{_PLACE}.")
    key = field.replace("[", ".").partition(".")[0]
    within = field.removeprefix(key).lstrip(".")
    refusal.field = key or None
    refusal.detail = f"{within}: {refusal.detail}" if within else refusal.detail
    refusal.args = (f"{key}: {refusal.detail}" if key else refusal.detail,)
    return refusal


def _id_after(work: UnitOfWork, section: Section, values: Values) -> int:
    name = section.name_of(values)
    found = show(work, section.label).rows[section.label]
    return next(int(one.record["id"]) for one in found if section.name_of(one.values) == name)
