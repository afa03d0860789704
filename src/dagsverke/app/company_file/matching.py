"""Which row of a file is which row that is there: by name, or by what it was called before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dagsverke.app.company_file.codecs import Name, joined
from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.reading import WAS, Row
from dagsverke.app.company_file.sections import Section
from dagsverke.app.company_file.showing import Known
from dagsverke.domain.errors import Conflict, Malformed


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the file, what it is called from now on, and the row that is there, if it is.

    ``old`` is what that one is called now. ``within`` and ``within_old`` are the same of its parent. ``follows``: it is
    not in the file, but follows from what is.
    """

    row: Row
    name: Name
    known: Known | None = None
    old: Name | None = None
    within: Name | None = None
    within_old: Name | None = None
    follows: bool = False


def matched(known: Mapping[str, Sequence[Known]], rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Match]]:
    """Every row of the file with the row that is there. Refuses names that are missing, or stand twice."""
    found: dict[str, list[Match]] = {}
    parents: dict[str, Match] = {}
    for label, section in SECTIONS.items():
        index = _Index(section, known[label])
        found[label] = []
        for row in rows.get(label, ()):
            parent = parents.get(row.within)
            match = index.match(row, parent)
            found[label].append(match)
            parents[row.place] = match
        _refuse_doubles(section, found[label])
    return found


class _Index:
    """The rows of a section that are there, by name and by what else finds them."""

    def __init__(self, section: Section, known: Sequence[Known]) -> None:
        self._section = section
        self._named = {(one.within, section.name_of(one.values)): one for one in known}
        self._also = {one.values[section.also_by]: one for one in known if section.also_by}

    def match(self, row: Row, parent: Match | None) -> Match:
        section = self._section
        name = section.name_of(row.values)
        if name is None:
            keys = " or ".join(section.identity)
            raise Malformed("required", joined(row.place, section.identity[0]), f"is required: a row has a {keys}")
        within = None if parent is None else parent.name
        within_old = None if parent is None else parent.old
        is_there = parent is None or parent.known is not None
        known = self._find(row, name, within_old) if is_there else None
        if known is None:
            return Match(row, name, within=within, within_old=within_old)
        now = section.name_of({**known.values, **row.values})
        return Match(row, name if now is None else now, known, section.name_of(known.values), within, within_old)

    def _find(self, row: Row, name: Name, within: Name | None) -> Known | None:
        known = self._named.get((within, name))
        before = None if row.was is None else self._named.get((within, row.was))
        if known is not None and before is not None and known is not before:
            raise Conflict("taken", joined(row.place, WAS), f"{row.was} and {name} are both there")
        also = row.values.get(self._section.also_by)
        return known or before or (self._also.get(also) if also else None)


def _refuse_doubles(section: Section, matches: Sequence[Match]) -> None:
    names: dict[tuple[Name | None, Name], str] = {}
    records: dict[int, str] = {}
    for one in matches:
        at = names.setdefault((one.within, one.name), one.row.place)
        if one.known is not None and at == one.row.place:
            at = records.setdefault(id(one.known), one.row.place)
        if at != one.row.place:
            key = next(key for key in section.identity if key in one.row.values)
            raise Conflict("taken", joined(one.row.place, key), f"{one.name} stands in {at} already")
