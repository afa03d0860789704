"""The vocabulary in which a form is declared. Data, no behaviour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any, Literal, get_args

from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition
from dagsverke.web.lists.model import Choice

Number = Literal["clock", "hours", "money", "percent", "quantity", "days", "km", "count", "number"]
Kind = (
    Number
    | Literal["text", "long", "code", "email", "day", "moment", "flag", "choice", "row", "rows", "file", "shares"]
)
NUMBERS = frozenset(get_args(Number))
TODAY = "today"
"""The default of a day that is today's unless said."""
Options = dict[str, list[tuple[str, str]]]
"""What may be picked, by field: value and name."""
Given = Mapping[str, Any]
Head = Mapping[str, Any]
"""The fields of a form as they are sent."""
Command = Callable[[UnitOfWork, Given, Given], Given]


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows that may be picked: of which collection, how they are named and meant, which of them, in what order.

    ``where`` holds beside ``is_active``.

    Where there may be many (``web.picking.PICKABLE``) the field searches, and what is said there of names and order
    holds.
    """

    collection: str
    name: str = "name"
    is_active: bool = False  # only those that are
    sorted_by: str = ""  # downwards with a minus; by name unless said
    key: str = "key"
    where: tuple[Condition, ...] = ()


def _unremarkable(reader: Reader, key: str) -> str:
    """Of most rows there is nothing to be said."""
    del reader, key
    return ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a form are read that are not those of a collection: one by its key, and what may be picked.

    ``notice`` is what is said of a row before it is changed (an English message), "" where nothing is.
    """

    row: Callable[[Reader, str], Given]
    options: Callable[[Reader], Options]
    notice: Callable[[Reader, str], str] = _unremarkable


@dataclass(frozen=True, slots=True)
class Field:
    """One property. ``name`` is the command's; ``core`` the attribute that shows it, where that is another.

    ``row`` picks a row by its key, ``rows`` any number of them; ``moment`` is a local day and time of day, ``hours`` an
    amount of time without end, ``clock`` one of a day; ``shares`` are the persons who share a deduction. A ``file`` is
    put on the shelf and handed over as ``app.files.Attached``, None where there is none; ``accept`` says what files are
    offered (media types). Amounts are read in the language of numbers (comma or point) and handed over in the core's
    unit. ``is_fixed`` shows it without letting it be changed once the row is there. ``is_self`` is a person that who
    sees only itself cannot choose: it is itself. ``area`` is the area of who sees and fills it, where that is not
    everybody who has the form.
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
    area: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of the collection that holds its value."""
        return self.core or self.name

    @property
    def is_number(self) -> bool:
        """Whether a number is typed into it."""
        return self.kind in NUMBERS


def _nothing(reader: Reader, head: Head) -> Sequence[Given]:
    """New papers begin with no rows."""
    del reader, head
    return ()


@dataclass(frozen=True, slots=True)
class RowsPart:
    """The rows of a paper within a form (``forms.rows``). ``name`` is the command's property.

    ``bases`` are the elements that a paper has, by its key; ``start`` those that a new one begins with. ``priced``
    prices items, with the rest of the form at hand. Elements are texts and tables of rows (``app.quote_elements``)
    where ``has_blocks``, else there is one table, whose rows the command gets. A field of ``follows`` presses its
    button of the editor when it changes.
    """

    name: str
    bases: Callable[[Reader, str], Sequence[Given]]
    priced: Callable[[Reader, Head, Sequence[Given]], Sequence[Given]]
    start: Callable[[Reader, Head], Sequence[Given]] = _nothing
    follows: Mapping[str, str] = field(default_factory=dict)
    has_blocks: bool = False
    has_taxes: bool = True


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

    ``refuse_closed`` refuses a row that cannot be changed as it stands: a page then says why, and there is no form.

    ``is_single``: there is one row, whose form is at ``path`` itself. ``withdraw`` is the command that takes a row
    away. ``source`` reads rows that are of no collection.
    """

    path: str
    area: str
    collection: str
    parts: tuple[Part, ...]
    _: KW_ONLY
    new_label: str
    edit_label: str
    record: Command | None = None
    correct: Command | None = None
    own: str | None = None
    done_path: str = ""
    rows: RowsPart | None = None
    below: tuple[Part, ...] = ()  # parts below the rows
    new_path: str = "/new"  # below ``path``
    withdraw: Command | None = None
    source: Source | None = None
    is_single: bool = False
    refuse_closed: Callable[[Reader, Given], None] | None = None

    def seen_by(self, may_enter: Callable[[str], bool]) -> "FormPage":
        """The form without the fields that somebody does not see: what is sent of them is passed over."""
        if not any(one.area for one in self.fields):
            return self
        return replace(self, parts=_seen(self.parts, may_enter), below=_seen(self.below, may_enter))

    @property
    def is_filing(self) -> bool:
        """Whether files may be sent with it."""
        return any(one.kind == "file" for one in self.fields)

    @property
    def labels(self) -> Mapping[str, str]:
        """What its fields are called, by the command's names and by those of the attributes that show them."""
        return {one.attribute: one.label for one in self.fields} | {one.name: one.label for one in self.fields}

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field."""
        return tuple(one for part in (*self.parts, *self.below) for one in part.fields)


def _seen(parts: Sequence[Part], may_enter: Callable[[str], bool]) -> tuple[Part, ...]:
    seen = ((one, tuple(each for each in one.fields if not each.area or may_enter(each.area))) for one in parts)
    return tuple(replace(one, fields=fields) for one, fields in seen if fields)
