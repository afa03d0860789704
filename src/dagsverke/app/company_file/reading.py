"""Reading a company file: from bytes to rows in core form, or one refusal that says where and what is allowed."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dagsverke.app.company_file.codecs import FLAG, Name, at, joined, refuse, told, wrong
from dagsverke.app.company_file.contents import SECTIONS, children_of
from dagsverke.app.company_file.sections import Section, Values
from dagsverke.domain.errors import Malformed

SIZE_MAX = 5_000_000
"""Bytes: some twenty thousand persons with their employments."""
KEY_PARTS_MAX = 40
_PART = r"""(?>[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DEEP_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*\.[ \t]*{_PART}){{{KEY_PARTS_MAX}}}")
"""A key of more parts than any here; the time to read one grows with the square of its length."""
DEFAULTS, WAS, WITHDRAWN = "defaults", "was", "withdrawn"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: where it stands (``person[3]``, counted from 1), and what it says and leaves unsaid.

    ``within`` is where its parent stands. ``was`` is what it was called before.
    """

    place: str
    values: Values
    was: Name | None = None
    withdrawn: bool = False
    within: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: rows by section. ``defaults``: a company that is new begins with its country's."""

    rows: Mapping[str, Sequence[Row]]
    defaults: bool = True

    def company(self) -> Values:
        """What it says of the company itself."""
        return self.rows["company"][0].values


@dataclass(slots=True)
class _Found:
    rows: dict[str, list[Row]] = field(default_factory=lambda: {label: [] for label in SECTIONS})
    defaults: bool = True


def read_file(content: bytes) -> Document:
    """What a company file says. Refuses as Malformed, with ``section[row].key`` as its field."""
    return read_tree(parse(content))


def parse(content: bytes) -> Mapping[str, Any]:
    """The file as TOML has it, its fractions exact."""
    if len(content) > SIZE_MAX:
        raise refuse(f"is larger than {SIZE_MAX // 1_000_000} MB", "file")
    try:
        text = content.decode()
    except UnicodeDecodeError as reason:
        raise refuse(f"is not UTF-8 text (byte {reason.start})", "file", "type") from None
    deep = _DEEP_KEY.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start()) + 1
        raise refuse(f"line {line}: a key has more than {KEY_PARTS_MAX} parts", "file")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise refuse("is nested too deeply", "file") from None
    except (ValueError, ArithmeticError) as reason:
        raise refuse(f"is not TOML: {str(reason)[:200]}", "file", "type") from None


def read_tree(tree: Mapping[str, Any]) -> Document:
    """What a file says, once it is parsed."""
    found = _Found()
    tops = {label: one for label, one in SECTIONS.items() if not one.parent}
    for name, part in tree.items():
        if name not in tops:
            raise _unknown(name, tops, "section")
        _read_section(tops[name], part, found)
    if not found.rows["company"]:
        raise Malformed("required", "company", "is required: [company] with the name")
    if "name" not in found.rows["company"][0].values:
        raise Malformed("required", "company.name", "is required")
    return Document(found.rows, found.defaults)


def _read_section(section: Section, part: Any, found: _Found) -> None:
    if section.is_single:
        if not isinstance(part, dict):
            raise refuse(f"must be a table: [{section.name}]", section.name, "type")
        _read_row(section, part, section.name, "", found)
        return
    if not isinstance(part, list):
        raise refuse(f"must be a list of tables: [[{section.name}]]", section.name, "type")
    for number, one in enumerate(part, start=1):
        _read_row(section, one, f"{section.name}[{number}]", "", found)


def _read_row(section: Section, part: Any, place: str, within: str, found: _Found) -> None:
    if not isinstance(part, dict):
        raise Malformed("type", place, wrong(part, "a table").detail)
    children = children_of(section)
    codecs = {one.name: one.codec for one in section.fields}
    values: dict[str, Any] = {}
    was, withdrawn = None, False
    for key, value in part.items():
        if key in codecs:
            values[key] = at(joined(place, key), codecs[key].read, value)
        elif key == WAS and WAS in _beside(section):
            was = at(joined(place, key), section.key(section.identity[-1]).codec.read, value)
        elif key == WITHDRAWN and WITHDRAWN in _beside(section):
            withdrawn = at(joined(place, key), FLAG.read, value)
        elif key == DEFAULTS and DEFAULTS in _beside(section):
            found.defaults = at(joined(place, key), FLAG.read, value)
        elif key not in children:
            raise _unknown(key, [*codecs, *children, *_beside(section)], "key", place)
    found.rows[section.label].append(Row(place, values, was, withdrawn, within))
    for name, child in children.items():
        for number, one in _listed(part.get(name, []), joined(place, name)):
            _read_row(child, one, f"{joined(place, name)}[{number}]", place, found)


def _beside(section: Section) -> Iterator[str]:
    """Keys that say something of the row, not in it."""
    if not section.is_single and not section.is_joint:
        yield WAS
    if not section.is_kept:
        yield WITHDRAWN
    if section.name == "company":
        yield DEFAULTS


def _listed(value: Any, place: str) -> Iterator[tuple[int, Any]]:
    if not isinstance(value, list):
        raise Malformed("type", place, wrong(value, "a list of tables").detail)
    return iter(enumerate(value, start=1))


def _unknown(name: str, known: Sequence[str] | Mapping[str, Any], what: str, place: str = "") -> Malformed:
    near = difflib.get_close_matches(name[:50], list(known), 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return Malformed("unknown", joined(place, name), f"is no {what} here: {hint}" if len(name) < 50 else told(name))  # noqa: PLR2004  # long enough to be shown
