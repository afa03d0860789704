"""What happened to a paper, as people read it: what, when, by whom, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from dagsverke.app.ports import Reader
from dagsverke.app.references import name_of


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a paper's log. ``who`` is nobody's name where it came through the paper's public link."""

    kind: int
    at: str  # UTC instant
    who: str
    said: str


def history(reader: Reader, table: str, paper_id: int) -> Sequence[Happening]:
    """The log of a paper, newest first."""
    entries = reader.find_all("paper_log", owner_kind=table, owner_id=paper_id)
    ids = sorted({one["person_id"] for one in entries if one["person_id"] is not None})
    people = reader.find_all("person", id=ids) if ids else ()
    names = {one["id"]: name_of(one) for one in people}
    return [Happening(one["kind"], one["at"], names.get(one["person_id"], ""), one["description"]) for one in entries][
        ::-1
    ]
