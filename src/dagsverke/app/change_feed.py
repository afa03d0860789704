"""The change feed: every change that others may know of, in the order of the commits, from a cursor on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Onward, Page, Query, Row, Slice
from dagsverke.domain.errors import Forbidden, Malformed

Given = Mapping[str, Any]
SIZE, SIZE_MAX = 100, 1_000
WINDOW = 10_000
"""So many places are looked at for one page at most, however few of them are of the collection that is asked for."""
SECRET = frozenset({"credential"})
"""Tables of which nothing is told."""
BEGINNING, NOW = "0", "now"
_CURSOR = re.compile(r"([1-9][0-9]{0,15})\.([0-9a-f]{16})")
_READ = ("place", "hash", "at", "kind", "subject", "subject_id", "door", "person_key", "before", "after")
_BY_ID = ("id",)


def feed(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """The changes after the cursor ``since`` (none: from the first on; ``now``: none yet), at most ``limit``.

    The place of an event is the order in which it was committed, and none is ever missing before one that is seen; so
    whoever goes on from ``next`` gets every change once, whatever is written meanwhile. A page costs the same anywhere.
    Malformed where the cursor is none of this company's chain: another company's, or of a time that a backup undid.
    """
    if principal.reach != "all":
        raise Forbidden("reach", None, "only who may see everybody may follow all changes")
    head = _end(reader)
    if given.get("since") == NOW:
        return Slice([], 0, Onward(_cursor(head), has_more=False))
    since, last = _place(reader, given.get("since")), head[0]
    rows, until = _changes(reader, given, since, min(last, since + WINDOW))
    at = _event(reader, until) if not rows or rows[-1][0] != until else rows[-1][:2]
    shown = _shown(reader, rows)
    return Slice(
        [tuple([one[name] for name in attributes]) for one in shown],
        len(shown),
        Onward(_cursor(at), has_more=until < last),
    )


def _changes(reader: Reader, given: Given, since: int, until: int) -> tuple[Sequence[Row], int]:
    """The events of a page, and the place until which that is all."""
    where = [Condition("place", "gt", since), Condition("place", "le", until)]
    collection, size = given.get("collection"), given.get("limit") or SIZE
    if collection is None:
        where += [Condition("subject", "ne", one) for one in sorted(SECRET)]
    elif collection in SECRET or reader.events.named_by(collection) is None:
        raise Malformed("unknown", "collection", "names no collection")
    else:
        where.append(Condition("subject", "eq", collection))
    rows = reader.select(Query("event", _READ, tuple(where), (("place", False),), Page(0, size))).rows
    return rows, rows[-1][0] if len(rows) == size else until


def _shown(reader: Reader, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What is told of each event; its row by id and key, or by the columns that name it."""
    ids: dict[str, set[int]] = {}
    for row in rows:
        ids.setdefault(row[4], set()).add(row[5])
    named_by = {subject: reader.events.named_by(subject) for subject in ids}
    keys = {one: reader.events.keys(one, sorted(some)) for one, some in ids.items() if named_by[one] == _BY_ID}
    return [
        {
            "cursor": _cursor((place, digest)),
            "at": at,
            "collection": subject,
            "id": subject_id if subject in keys else None,
            "key": keys[subject].get(subject_id) if subject in keys else None,
            "parts": None if subject in keys else _parts(named_by[subject] or (), after or before),
            "change": kind.removeprefix(f"{subject}."),
            "door": door,
            "by": person_key,
            "values": after,
        }
        for place, digest, at, kind, subject, subject_id, door, person_key, before, after in rows
    ]


def _parts(names: Sequence[str], told: str | None) -> str:
    """The columns that name a row, of what is told of it, as JSON."""
    known = msgspec.json.decode(told or "{}")
    return msgspec.json.encode({name: known.get(name) for name in names}).decode()


def _end(reader: Reader) -> tuple[int, str]:
    found = reader.select(Query("event", ("place", "hash"), (), (("place", True),), Page(0, 1))).rows
    return found[0] if found else (0, "")


def _event(reader: Reader, place: int) -> tuple[int, str]:
    found = reader.select(Query("event", ("place", "hash"), (Condition("place", "eq", place),))).rows
    return found[0] if found else (place, "")


def _cursor(at: Sequence[Any]) -> str:
    """A place and the beginning of its hash, by which another company's is known."""
    place, digest = at
    return f"{place}.{digest[:16]}" if place else BEGINNING


def _place(reader: Reader, cursor: str | None) -> int:
    if cursor in (None, BEGINNING):
        return 0
    named = _CURSOR.fullmatch(cursor)
    place = int(named[1]) if named else 0
    if named is None or _event(reader, place)[1][:16] != named[2]:
        raise Malformed("cursor", "since", "is no cursor of these changes")
    return place
