"""Writing a company file: what ``showing`` found, as TOML that reads as the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomli_w

from dagsverke.app.company_file.codecs import Name
from dagsverke.app.company_file.contents import SECTIONS, children_of
from dagsverke.app.company_file.reading import DEFAULTS
from dagsverke.app.company_file.sections import NOT_SAID, Section
from dagsverke.app.company_file.showing import Known, Shown

Within = Mapping[tuple[str, Name | None], Sequence[Known]]
"""Rows that stand within others, by section and the name of their parent."""


def write_file(shown: Shown) -> str:
    """The file. What a new row has unless it is said is left out; rows that no name finds are told of in a comment."""
    within = _by_parent(shown)
    parts = list(_comments(shown.nameless))
    for section in SECTIONS.values():
        for known in () if section.parent else shown.rows[section.label]:
            row = _row(section, known, within)
            if section.name == "company":
                row[DEFAULTS] = False
            parts.extend(_table(section.name, row, is_one=section.is_single))
    return "".join(parts)


def _by_parent(shown: Shown) -> Within:
    found: dict[tuple[str, Name | None], list[Known]] = {}
    for label, section in SECTIONS.items():
        for one in shown.rows[label] if section.parent else ():
            found.setdefault((label, one.within), []).append(one)
    return found


def _row(section: Section, known: Known, within: Within) -> dict[str, Any]:
    row = {
        one.name: one.codec.write(known.values[one.name])
        for one in section.fields
        if one.default is NOT_SAID or known.values[one.name] != one.default
    }
    for name, child in children_of(section).items():
        rows = within.get((child.label, section.name_of(known.values)), ())
        if rows:
            row[name] = [_row(child, one, within) for one in rows]
    return row


def _table(path: str, row: Mapping[str, Any], *, is_one: bool) -> Iterator[str]:
    """A table under its heading, plain values first; then the tables within it, each under a heading of its own."""
    inner = {key: value for key, value in row.items() if _is_table(value)}
    plain = {key: value for key, value in row.items() if key not in inner}
    if plain or not inner or not is_one:
        yield f"[{path}]\n" if is_one else f"[[{path}]]\n"
        yield tomli_w.dumps(plain)
        yield "\n"
    for key, value in inner.items():
        is_single = isinstance(value, Mapping)
        for part in [value] if is_single else value:
            yield from _table(f"{path}.{_key(key)}", part, is_one=is_single)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(one, Mapping) for one in value))


def _key(name: str) -> str:
    """A key as TOML writes it, in quotes where it needs them."""
    return tomli_w.dumps({name: 0}).rpartition(" = ")[0]


def _comments(nameless: Mapping[str, int]) -> Iterator[str]:
    """Rows that are not here, so that nobody takes the file for more than it is."""
    for label, count in nameless.items():
        rows = "row has no name of its own" if count == 1 else "rows have no name of their own"
        yield f"# Left out: {count} {rows} in [[{label}]], or what is named is withdrawn.\n"
    if nameless:
        yield "\n"
