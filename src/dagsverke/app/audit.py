"""The proof that no event was altered, taken away or put in: the whole chain of a company, made anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dagsverke.app.chain import BEGINNING, CONTENT, link
from dagsverke.app.events import events
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Row

_READ = ("place", *(name for name in CONTENT if name != "place"), "hash")

_SENTENCES = {
    "altered": "event {} is not what was written",
    "removed": "event {} is missing",
    "inserted": "event {} does not follow from the one before it: it was put in or moved, or one before it taken out",
}


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold.

    ``altered``: the event is not what was written. ``removed``: there is none. ``inserted``: it does not follow from
    the one before, so it was put in or moved here, or one before it was taken out and the rest moved up.
    """

    place: int
    what: Literal["altered", "removed", "inserted"]

    def __str__(self) -> str:
        return _SENTENCES[self.what].format(self.place)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many events hold together from the first on, the hash of the last of them, and where the chain breaks.

    ``anchor`` is the place of the event that has the hash which was asked for.
    """

    count: int
    head: str
    broken: Break | None = None
    anchor: int | None = None


def verify(reader: Reader, expected: str | None = None) -> Verdict:
    """Make the chain of the company anew and compare. Takes no more memory for a long one.

    ``expected`` is a hash that was written down when it was the head: that no event has it any more shows that events
    were taken off the end, which a chain by itself cannot.
    """
    head, count, anchor = BEGINNING, 0, None
    following = _contents(reader)
    for content, kept in following:
        if content[1] != count + 1:
            return Verdict(count, head, _gap(count + 1, content[1]), anchor)
        made = link(head, content)
        if made != kept:
            what = _judged(made, kept, next(following, None))
            return Verdict(count, head, Break(count + 1, what), anchor)
        head, count = made, count + 1
        if made == expected:
            anchor = count
    return Verdict(count, head, None, anchor)


def _contents(reader: Reader) -> Iterator[tuple[Row, str]]:
    """Each event as what is hashed of it, and the hash that it has."""
    for place, company_id, *rest, kept in events(reader, _READ):
        yield (company_id, place, *rest), kept


def _gap(expected: int, found: int) -> Break:
    return Break(expected, "removed") if found > expected else Break(found, "inserted")


def _judged(made: str, kept: str, following: tuple[Row, str] | None) -> Literal["altered", "inserted"]:
    """Where the next event follows from this one, as it was kept or as it is, this one alone is not what it was."""
    if following is None:
        return "altered"
    content, after = following
    return "altered" if after in (link(kept, content), link(made, content)) else "inserted"
