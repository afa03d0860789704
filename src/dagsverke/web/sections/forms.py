"""A section of a company file as a form page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from dagsverke.app.company_file import sections
from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.editing import Fault, name_fault, offered, remove, row_of, save
from dagsverke.app.company_file.sections import NOT_SAID, Section
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent
from dagsverke.web.forms.model import Field, FormPage, Given, Kind, Options, Part, Source
from dagsverke.web.lists.model import Choice
from dagsverke.web.sections.labels import HINTS, KEYS, WORDS
from dagsverke.web.sections.values import shown, told

_KINDS: Mapping[str, Kind] = {"whole": "count", "number": "number", "day": "day", "choice": "choice", "row": "row"}
ID_LENGTH_MAX = 15
_HIDDEN = frozenset({"extras"})
"""What only another door keeps with a row stays as it is."""
NOTICES: Mapping[Fault, Choice] = {
    "": Choice(""),
    "missing": Choice("This row has no name yet: the company file leaves it out until it has one."),
    "taken": Choice("An older row has the same name: the company file leaves this one out until it has its own."),
}


def form_of(label: str, path: str, *, new_label: str, edit_label: str) -> FormPage:
    """The form of a section's rows at a path, for administrators."""
    section = SECTIONS[label]
    fields = [one for one in section.fields if one.name not in _HIDDEN]
    plain = tuple(_field(one) for one in fields if one.codec.kind not in ("flag", "table"))
    flags = tuple(_field(one) for one in fields if one.codec.kind == "flag")
    tables = tuple(_field(one) for one in fields if one.codec.kind == "table")
    return FormPage(
        path,
        "admin",
        "",
        tuple(Part("", one) for one in (plain, flags, tables) if one),
        new_label=new_label,
        edit_label=edit_label,
        record=None if section.is_single else partial(_save, section),
        correct=partial(_save, section),
        withdraw=None if section.is_kept else partial(_remove, section),
        source=Source(partial(_row, section), partial(_options, section), partial(_notice, section)),
        done_path=path,
        is_single=section.is_single,
    )


def _field(one: sections.Field) -> Field:
    kind = one.codec.kind
    label = KEYS[one.name].label
    hint = HINTS[one.name].label if (one.name in HINTS and kind == "table") or one.name == "day" else ""
    default = None if one.default is NOT_SAID else shown(one, one.codec.write(one.default))
    return Field(
        one.name,
        label,
        "flag" if kind == "flag" else "code" if kind == "table" else _KINDS.get(kind, "text"),
        is_required=one.default is NOT_SAID,
        is_fixed=bool(one.fixed),
        choices={word: WORDS.get(word, Choice(word)) for word in one.codec.choices} or None,
        hint=hint,
        default=default,
    )


def _row(section: Section, reader: Reader, key: str) -> Mapping[str, Any]:
    found = row_of(reader, section.label, _id(key))
    return {one.name: shown(one, found[one.name]) for one in section.fields if one.name not in _HIDDEN}


def _notice(section: Section, reader: Reader, key: str) -> str:
    return NOTICES[name_fault(reader, section.label, _id(key))].label


def _options(section: Section, reader: Reader) -> Options:
    """The names that may stand in the fields that name rows of other sections."""
    return {key: [(str(name), str(name)) for name in names] for key, names in offered(reader, section.label).items()}


def _save(section: Section, work: UnitOfWork, target: Given, change: Given) -> Given:
    said = {one.name: told(one, change[one.name]) for one in section.fields if one.name in change}
    row_id = _id(target["key"]) if "key" in target else None
    return {"id": save(work, section.label, row_id, said)}


def _remove(section: Section, work: UnitOfWork, target: Given, change: Given) -> Given:
    del change
    remove(work, section.label, _id(target["key"]))
    return {}


def _id(key: str) -> int:
    if not key.isascii() or not key.isdigit() or len(key) > ID_LENGTH_MAX:
        raise Absent("absent", "id", "names nothing in this company")
    return int(key)
