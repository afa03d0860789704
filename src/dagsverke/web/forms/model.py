"""The vocabulary in which a form is declared. Data, no behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dagsverke.app.ports import UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.web.lists.model import Choice

Number = Literal["clock", "hours", "money", "quantity", "days", "km", "count"]
Kind = Number | Literal["text", "long", "email", "day", "moment", "flag", "choice", "row", "rows", "file"]
TODAY = "today"
"""The default of a day that is today's unless said."""
Given = Mapping[str, Any]
Command = Callable[[UnitOfWork, Given, Given], Given]


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows that may be picked: of which collection, by which attribute they are named, which of them, in what order."""

    collection: str
    name: str = "name"
    where: tuple[Condition, ...] = ()
    by: str = ""  # downwards with a minus; by name unless said


@dataclass(frozen=True, slots=True)
class Field:
    """One property. ``name`` is the command's; ``core`` the attribute that shows it, where that is another.

    ``row`` picks a row by its key, ``rows`` any number of them; ``moment`` is a local day and time of day, ``hours`` an
    amount of time without end, ``clock`` one of a day. A ``file`` is put on the shelf and handed over as
    ``app.files.Attached``, None where there is none; ``accept`` says what files are offered (media types). Amounts are
    read in the language of numbers (comma or point) and handed over in the core's unit. ``is_fixed`` shows it without
    letting it be changed once the row is there. ``is_self`` is a person that who sees only itself cannot choose: it is
    itself.
    """

    name: str
    label: str  # an English message
    kind: Kind = "text"
    core: str = ""
    is_required: bool = False
    is_wide: bool = False
    is_fixed: bool = False
    is_self: bool = False
    accept: str = ""
    choices: Mapping[Any, Choice] | None = None
    of: Picked | None = None
    hint: str = ""
    default: Any = None

    @property
    def attribute(self) -> str:
        """The attribute of the collection that holds its value."""
        return self.core or self.name


@dataclass(frozen=True, slots=True)
class Part:
    """A group of fields under a heading (an English message)."""

    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form for new rows, and for those that are there.

    ``path`` is where its list is: new ones are at ``path/new``, others at ``path/KEY/edit``; whoever is done goes to
    ``path/KEY``, or to ``done_path``, which has attributes of the row in braces. ``record`` and ``correct`` are app
    commands; who did it is handed along as ``created_by_key`` and ``modified_by_key``. ``own`` names the attribute that
    is the id of the person whose row it is.
    """

    path: str
    area: str
    collection: str
    parts: tuple[Part, ...]
    new_label: str
    edit_label: str
    record: Command | None = None
    correct: Command | None = None
    own: str | None = None
    done_path: str = ""

    @property
    def is_filing(self) -> bool:
        """Whether files may be sent with it."""
        return any(one.kind == "file" for one in self.fields)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field."""
        return tuple(one for part in self.parts for one in part.fields)
