"""What is to be done so that a company is as its file says: a pure comparison of two sets of rows.

What the file does not say is left alone: sections, rows, and keys of a row. A row is withdrawn where it says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from dagsverke.app.company_file.codecs import Name, Reference, joined
from dagsverke.app.company_file.consequences import consequences
from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.matching import Match, matched
from dagsverke.app.company_file.reading import Document, Row
from dagsverke.app.company_file.sections import NOT_SAID, Section, Values
from dagsverke.app.company_file.showing import Known
from dagsverke.app.ports import Record
from dagsverke.domain.errors import Conflict, Malformed

Action = Literal["add", "change", "withdraw"]


@dataclass(frozen=True, slots=True)
class Step:
    """One row to be added, changed or withdrawn.

    ``values`` are those to be set, every one of a new row; ``said`` of them stand in the file. ``before`` is what a
    row that is there was. ``within`` is the name of its parent's row.
    """

    section: Section
    action: Action
    place: str
    name: Name
    values: Values
    said: frozenset[str] = frozenset()
    before: Values = field(default_factory=dict)
    within: Name | None = None
    record: Record | None = None

    def after(self) -> Values:
        """The whole row once it is done."""
        return {**self.before, **self.values}


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order in which they are taken, and how many rows of the file are so already, by section."""

    steps: Sequence[Step]
    kept: Mapping[str, int]

    def gist(self) -> Sequence[tuple[Any, ...]]:
        """What is done to what, however the rows are kept: two plans of one gist do the same."""
        return [(one.section.label, one.action, one.within, one.name, one.before, one.values) for one in self.steps]


def plan(known: Mapping[str, Sequence[Known]], document: Document) -> Plan:
    """Compare what is there with what the file says. Refuses as Malformed or Conflict, with ``section[row].key``."""
    matches = matched(known, document.rows)
    renames = _renames(matches)
    there = _renamed(known, renames)
    names = _names(there, matches, renames)
    steps: list[Step] = []
    kept: dict[str, int] = {}
    for label, some in consequences(there, _with(matches, known, there)).items():
        found = [_step(SECTIONS[label], match, names) for match in some]
        taken = [one for one in found if one is not None]
        steps += sorted(taken, key=lambda one: _ORDER[one.action])
        kept[label] = sum(not one.follows for one in some) - sum(bool(one.place) for one in taken)
    _check_defaults(there, steps)
    early = [one for one in steps if one.action != "withdraw" or one.section.parent]
    late = [one for one in reversed(steps) if one.action == "withdraw" and not one.section.parent]
    return Plan([*early, *late], {label: n for label, n in kept.items() if n})


_ORDER: Mapping[Action, int] = {"withdraw": 0, "change": 1, "add": 2}


def _renames(matches: Mapping[str, Sequence[Match]]) -> Mapping[Reference, Name]:
    """What rows that others name are called from now on, by what they were called."""
    return {
        (label, match.old): match.name
        for label, some in matches.items()
        for match in some
        if not SECTIONS[label].parent and match.old is not None and match.old != match.name
    }


def _names(
    known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]], renames: Mapping[Reference, Name]
) -> Mapping[str, set[Name]]:
    """What may be named in each section once the file is applied."""
    names: dict[str, set[Name]] = {}
    for label, section in SECTIONS.items():
        if section.parent:
            continue
        there = [section.name_of(one.values) for one in known[label]]
        gone = {match.name for match in matches[label] if match.row.withdrawn}
        told = {match.name for match in matches[label]}
        names[label] = {renames.get((label, one), one) for one in there if one is not None} | told
        names[label] -= gone
    return names


def _renamed(known: Mapping[str, Sequence[Known]], renames: Mapping[Reference, Name]) -> Mapping[str, Sequence[Known]]:
    """What is there, naming others as they will be called."""
    if not renames:
        return known
    return {label: [_naming(SECTIONS[label], one, renames) for one in some] for label, some in known.items()}


def _naming(section: Section, one: Known, renames: Mapping[Reference, Name]) -> Known:
    def rename(named: Reference) -> Name:
        return renames.get(named, named[1])

    values = {field.name: field.codec.renamed(one.values[field.name], rename) for field in section.fields}
    return replace(one, values=values)


def _with(
    matches: Mapping[str, Sequence[Match]], before: Mapping[str, Sequence[Known]], now: Mapping[str, Sequence[Known]]
) -> Mapping[str, Sequence[Match]]:
    """The matches with the rows that are there as they are named now."""
    which = {id(old): new for label, some in before.items() for old, new in zip(some, now[label], strict=True)}
    return {
        label: [one if one.known is None else replace(one, known=which[id(one.known)]) for one in some]
        for label, some in matches.items()
    }


def _step(section: Section, match: Match, names: Mapping[str, set[Name]]) -> Step | None:
    row, known = match.row, match.known
    if row.withdrawn:
        if known is None:
            return None
        return Step(section, "withdraw", row.place, match.name, {}, _NOTHING, known.values, match.within, known.record)
    _check_references(section, row, names)
    if known is None:
        return _adding(section, match)
    changed = {
        key: value
        for key, value in row.values.items()
        if not section.key(key).codec.are_alike(known.values[key], value)
    }
    for key in changed:
        _check_fixed(section, row, key, known.values[key])
    if not changed:
        return None
    return Step(
        section, "change", row.place, match.name, changed, frozenset(changed), known.values, match.within, known.record
    )


_NOTHING: frozenset[str] = frozenset()


def _adding(section: Section, match: Match) -> Step:
    row = match.row
    for one in section.fields:
        if one.default is NOT_SAID and row.values.get(one.name) in (None, ""):
            raise Malformed("required", joined(row.place, one.name), f"is required: {one.codec.what}")
    values = {**section.defaults(), **row.values}
    return Step(section, "add", row.place, match.name, values, frozenset(row.values), {}, match.within)


def _check_fixed(section: Section, row: Row, key: str, before: Any) -> None:
    one = section.key(key)
    if one.fixed:
        raise Conflict("fixed", joined(row.place, key), f"is {one.codec.write(before)!r} and stays so: {one.fixed}")


def _check_references(section: Section, row: Row, names: Mapping[str, set[Name]]) -> None:
    for one in section.fields:
        if one.name in row.values:
            for label, name in one.codec.refers(row.values[one.name]):
                if name not in names[label]:
                    raise _unknown(label, name, names[label], joined(row.place, one.name))


def _unknown(label: str, name: Name, there: set[Name], place: str) -> Malformed:
    listed = ", ".join(sorted(map(str, there))[:_LISTED_MAX])
    more = f" and {len(there) - _LISTED_MAX} more" if len(there) > _LISTED_MAX else ""
    hint = f"there are {listed}{more}" if there else "there are none"
    return Malformed("reference", place, f"names no {label.replace('_', ' ')} {str(name)[:50]!r}: {hint}")


_LISTED_MAX = 40


def _check_defaults(known: Mapping[str, Sequence[Known]], steps: Sequence[Step]) -> None:
    """One agreement holds where no other is named, where there are any."""
    ours = [one for one in steps if one.section.label == "agreement"]
    touched = {one.record["id"] for one in ours if one.record is not None}
    left = [one for one in known["agreement"] if one.record["id"] not in touched]
    are = [one.values["name"] for one in left if one.values["default"]]
    for step in ours:
        if step.action != "withdraw" and step.after()["default"]:
            if are:
                place, told = (
                    joined(step.place, "default"),
                    f"{are[0]} is the default already: say default = false there",
                )
                raise Conflict("taken", place, told)
            are.append(step.name)
    given_up = next((one for one in ours if one.before.get("default")), None)
    if given_up is not None and not are:
        place = joined(given_up.place, "default")
        raise Conflict("required", place, "is given up only by making another agreement the default one")
