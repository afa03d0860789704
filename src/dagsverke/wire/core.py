"""What the app offers to the dialects by name: commands, reports, guards, and what can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Slice

Given = Mapping[str, Any]
"""Values by core attribute name, already read by the codecs."""


class Command(Protocol):
    """An app command: changes one aggregate; returns equalities that find the row again in its collection."""

    def __call__(self, work: UnitOfWork, target: Given, change: Given) -> Given:
        """``target`` holds the key's attributes (empty for a create), ``change`` what is to be."""


class Report(Protocol):
    """An app query that is more than a list of a collection; rows hold the asked attributes, in order."""

    def __call__(self, reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
        """Answer for the parameters ``given``."""


class Guard(Protocol):
    """An app check before a read or a write: returns, or raises a refusal."""

    def __call__(self, reader: Reader, principal: Principal, given: Given) -> None:
        """Check the parameters ``given``."""


class Narrowing(Protocol):
    """An app rule about which rows of a list a principal may see at all."""

    def __call__(self, reader: Reader, principal: Principal) -> tuple[Condition, ...]:
        """The conditions that leave those rows."""


class AttributeKind(Protocol):
    """What is known of one attribute of a collection."""

    @property
    def kind(self) -> str:
        """Which kind of value it is: text, int, bool, json, instant or day."""

    @property
    def is_filter_only(self) -> bool:
        """Whether it can be asked for but not shown."""


@dataclass(frozen=True, slots=True)
class Core:
    """What the app offers by name; the composition root fills it and the conformance check reads it."""

    commands: Mapping[str, Command]
    reports: Mapping[str, Report]
    guards: Mapping[str, Guard]
    narrowings: Mapping[str, Narrowing]
    catalogue: Mapping[str, Mapping[str, AttributeKind]]  # by collection and attribute
