"""What a section of a company file is: a table's rows as people write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.company_file.codecs import FLAG, TEXT, Codec, Name, Names
from dagsverke.app.ports import Reader, Record

NOT_SAID: Any = object()
"""The default of a field that a new row must have."""
Values = Mapping[str, Any]
"""A row by the file's keys, in core form."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a section's rows.

    ``column`` is the table's, by default of the same name; empty where the value is kept elsewhere. ``default`` is what
    a new row has where the file does not say; without one the key is required. ``is_fixed``: never changed once it is
    there, and why not is in the refusal.
    """

    name: str
    codec: Codec = TEXT
    column: str | None = None
    default: Any = NOT_SAID
    fixed: str = ""

    @property
    def at_rest(self) -> str:
        """The column, empty where there is none."""
        return self.name if self.column is None else self.column


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one kind. In the file ``[[name]]``, or ``[name]`` where there is one row; or within a parent's row.

    ``identity``: the first of these keys that a row has is its name, or all of them are where it ``is_joint``.
    ``also_by`` finds a row whose name is new.
    ``where`` tells its rows from others of the table. ``more`` reads what is kept beside the table, by row id;
    ``of_row`` turns a record into one whose columns the fields' codecs can recall, ``to_row`` the other way.
    """

    name: str
    table: str
    fields: tuple[Field, ...]
    identity: tuple[str, ...] = ("name",)
    is_joint: bool = False
    also_by: str = ""
    where: Values = field(default_factory=dict)
    parent: str = ""
    owner: str = ""  # the column that names the parent's row
    is_single: bool = False
    is_kept: bool = False  # its rows are never withdrawn
    more: Callable[[Reader, Names], Mapping[int, Values]] | None = None
    of_row: Callable[[Record], Record] | None = None
    to_row: Callable[[Values, Values], Values] | None = None

    @property
    def label(self) -> str:
        """As the file heads it."""
        return f"{self.parent}.{self.name}" if self.parent else self.name

    def name_of(self, values: Values) -> Name | None:
        """What a row is called; None where it has none of the keys that could name it."""
        if self.is_single:
            return self.name
        if self.is_joint:
            parts = [values.get(key, self.key(key).default) for key in self.identity]
            return None if NOT_SAID in parts else " ".join(str(one) for one in parts if one)
        return next((values[key] for key in self.identity if values.get(key) not in (None, "")), None)

    def key(self, name: str) -> Field:
        """The field of this key."""
        return next(one for one in self.fields if one.name == name)

    def defaults(self) -> Values:
        """What a new row has unless the file says otherwise."""
        return {one.name: one.default for one in self.fields if one.default is not NOT_SAID}


def flag(name: str, column: str, *, default: bool = False) -> Field:
    """A key that is true or false."""
    return Field(name, FLAG, column, default)


def text(name: str, column: str | None = None) -> Field:
    """A key that is text, empty unless said."""
    return Field(name, TEXT, column, "")


def texts(*names: str) -> tuple[Field, ...]:
    """Keys that are text, empty unless said, in columns of their name."""
    return tuple(text(name) for name in names)


def required(name: str, codec: Codec = TEXT, column: str | None = None) -> Field:
    """A key that a new row must have."""
    return Field(name, codec, column)
