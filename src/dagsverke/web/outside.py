"""What the pages are handed of layers that they may not know: the calls of other programs, and what each API says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Pairs = Sequence[tuple[str, str]]
"""Headers or parameters, secrets masked."""
MASK = "•••"
"""What stands for a secret in a call."""


class Body(Protocol):
    """A body as it is kept; no text where it is none, or where it may hold a secret and cannot be read."""

    @property
    def media(self) -> str:
        """Its media type, "" where none was said."""

    @property
    def size(self) -> int:
        """The bytes of all of it."""

    @property
    def text(self) -> str | None:
        """The text that is kept of it."""

    @property
    def is_cut(self) -> bool:
        """Whether that is its beginning only."""

    @property
    def is_withheld(self) -> bool:
        """Whether none is kept because it may hold a secret."""


class Broken(Protocol):
    """The rule that a call broke."""

    @property
    def kind(self) -> str:
        """The class of the refusal."""

    @property
    def rule(self) -> str:
        """The rule's word."""

    @property
    def field(self) -> str | None:
        """The property or parameter at fault."""

    @property
    def detail(self) -> str:
        """What follows the field's name in a sentence."""


class Call(Protocol):
    """A call that was answered."""

    @property
    def number(self) -> int:
        """Its number among the company's, from 1 since the server was started."""

    @property
    def at(self) -> str:
        """The instant at which it came."""

    @property
    def dialect(self) -> str:
        """The API's name."""

    @property
    def method(self) -> str:
        """Its method."""

    @property
    def path(self) -> str:
        """Its path, decoded."""

    @property
    def query(self) -> Pairs:
        """Its parameters."""

    @property
    def headers(self) -> Pairs:
        """Its headers."""

    @property
    def body(self) -> Body:
        """What was read of its body."""

    @property
    def operation(self) -> str:
        """Method and path of what serves it; "" where nothing does."""

    @property
    def credential_id(self) -> int | None:
        """The key that it came with."""

    @property
    def status(self) -> int:
        """The status of its reply."""

    @property
    def spent_ms(self) -> float:
        """How long it took."""

    @property
    def reply_headers(self) -> Pairs:
        """The headers of its reply."""

    @property
    def reply_body(self) -> Body:
        """The body of its reply."""

    @property
    def broken(self) -> Broken | None:
        """Why it was refused."""

    @property
    def ignored(self) -> Sequence[str]:
        """Properties of its body of which nothing is known."""


class Calls(Protocol):
    """The last calls of each company."""

    def calls(self, company_id: int) -> Sequence[Call]:
        """Those of a company, the newest first."""

    def call(self, company_id: int, number: int) -> Call | None:
        """One of them; None where it is no longer kept."""


class Quirk(Protocol):
    """A place where an API's document contradicts itself or the world."""

    @property
    def id(self) -> str:
        """Its number."""


class Table(Protocol):
    """A table of text."""

    @property
    def title(self) -> str:
        """What it is."""

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """Its rows."""


class Chapter(Protocol):
    """One operation."""

    @property
    def title(self) -> str:
        """Method and path."""

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""

    @property
    def doc(self) -> str:
        """What it does."""


class Part(Protocol):
    """One resource."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def quirks(self) -> Sequence[Quirk]:
        """The quirks that touch it."""

    @property
    def chapters(self) -> Sequence[Chapter]:
        """Its operations."""

    @property
    def tables(self) -> Sequence[Table]:
        """What it answers, and what proves each thing that it serves."""


class Prose(Protocol):
    """One API, as its documentation has it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def parts(self) -> Sequence[Part]:
        """Its resources."""


@dataclass(frozen=True, slots=True)
class Api:
    """An API by its title, and what it says of itself, which is made when it is first asked for."""

    title: str
    read: Callable[[], Prose]


Manual = Mapping[str, Api]
"""The APIs by name."""
