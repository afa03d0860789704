"""How a parameter is sent, and how a reply shows it again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Keys = Mapping[str, str]
LEFT_OUT: Any = object()
"""Said of a parameter that must not be sent beside another."""


@dataclass(frozen=True)
class Sent:
    """A value as it is sent; ``shown`` where it is shown otherwise, ``at`` where under another name.

    ``column`` is the column that holds it where no reply shows it; ``along`` is what must be sent with it.
    """

    value: Any
    shown: Any = LEFT_OUT
    at: str | None = None
    column: str | None = None
    along: Mapping[str, Any] = field(default_factory=dict)

    @property
    def expected(self) -> Any:
        """What is shown."""
        return self.value if self.shown is LEFT_OUT else self.shown


PLACE = {
    "name": "Portvakten",
    "address": "Storgatan 1",
    "address2": "2 tr",
    "zipCode": "252 20",
    "city": "Höganäs",
    "country": "SE",
    "phone": "042-1",
}


def place(head: str, along: Mapping[str, Any] | None = None) -> Iterator[tuple[str, Sent]]:
    """An address, as the members of an object."""
    for part, value in PLACE.items():
        yield f"{head}.{part}", Sent(value, along=along or {})
