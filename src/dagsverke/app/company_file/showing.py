"""A company as its file would say it: the rows that are there, in core form, by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.company_file.codecs import Name
from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.sections import Section, Values
from dagsverke.app.ports import Reader, Record
from dagsverke.app.sign_in import SIGN_IN


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is there: what the file would say of it, and its record. ``within`` is its parent's name."""

    values: Values
    record: Record
    within: Name | None = None


@dataclass(slots=True)
class NamesOf:
    """Which row of a section has which name. Of two rows of one name the older has it."""

    _ids: dict[tuple[str, Name], int] = field(default_factory=dict)
    _names: dict[tuple[str, int], Name] = field(default_factory=dict)

    def learn(self, section: str, name: Name, row_id: int) -> bool:
        """Note what a row is called; whether the name is its own."""
        self._names[section, row_id] = name
        return self._ids.setdefault((section, name), row_id) == row_id

    def rename(self, section: str, name: Name, row_id: int) -> None:
        """Note what a row is called from now on."""
        self._ids[section, name] = row_id
        self._names[section, row_id] = name

    def id_of(self, section: str, name: Name) -> int:
        """The id of the row that is called so."""
        return self._ids[section, name]

    def name_of(self, section: str, row_id: int | None) -> Name | None:
        """What a row is called; None where there is none, or where it has no name."""
        return None if row_id is None else self._names.get((section, row_id))


@dataclass(frozen=True, slots=True)
class Shown:
    """A company's rows by section, their names, and how many rows have no name of their own, by section.

    ``unnamed`` are those of them that would have one if they were called otherwise.
    """

    rows: Mapping[str, Sequence[Known]]
    names: NamesOf
    nameless: Mapping[str, int]
    unnamed: Mapping[str, Sequence[Known]] = field(default_factory=dict)


def show(reader: Reader, last: str = "") -> Shown:
    """Everything of a company that a file says. A fixed number of statements, however large it is.

    With ``last`` only until that section, which names rows of those before it alone.
    """
    names = NamesOf()
    rows: dict[str, list[Known]] = {}
    nameless: dict[str, int] = {}
    unnamed: dict[str, list[Known]] = {}
    for label, section in SECTIONS.items():
        found = _records(reader, section)
        rows[label], unnamed[label] = _shown(reader, section, found, names)
        if left := len(found) - len(rows[label]):
            nameless[label] = left
        if label == last:
            break
    return Shown(rows, names, nameless, unnamed)


def _records(reader: Reader, section: Section) -> Sequence[Record]:
    if section.name == "bookkeeping":
        books = {one["purpose"]: one["account_number"] for one in reader.find_all(section.table)}
        return [{one.name: books.get(one.name, "") for one in section.fields}]
    found = reader.find_all(section.table, **section.where)
    if section.name == "key":
        return [one for one in found if one["kind"] != SIGN_IN]
    return found


def _shown(
    reader: Reader, section: Section, records: Sequence[Record], names: NamesOf
) -> tuple[list[Known], list[Known]]:
    """The rows that can be named, and those that could be. A row within another is named by both."""
    more = section.more(reader, names) if section.more else {}
    known: list[Known] = []
    unnamed: list[Known] = []
    taken = set()
    for record in records:
        values = _values(section, record, names, more.get(record.get("id", 0), {}))
        within = names.name_of(section.parent, record[section.owner]) if section.parent else None
        name = section.name_of(values)
        if (section.parent and within is None) or None in _required(section, values):
            continue
        if name is None:
            unnamed.append(Known(values, record))
            continue
        is_own = (within, name) not in taken
        taken.add((within, name))
        if not section.parent and not section.is_single:
            names.learn(section.label, name, record["id"])
        (known if is_own else unnamed).append(Known(values, record, within))
    return known, unnamed


def _required(section: Section, values: Values) -> Sequence[Any]:
    """What a row cannot be without: it names a row that has been withdrawn where one of these is nothing."""
    required = set(SECTIONS[section.label].defaults())
    return [values[one.name] for one in section.fields if one.name not in required]


def _values(section: Section, record: Record, names: NamesOf, more: Values) -> Values:
    row = section.of_row(record) if section.of_row else record
    found = {one.name: one.codec.recall(row[one.at_rest], names) for one in section.fields if one.at_rest}
    beside = {one.name: more.get(one.name, one.default) for one in section.fields if not one.at_rest}
    return {one.name: found[one.name] if one.at_rest else beside[one.name] for one in section.fields}
