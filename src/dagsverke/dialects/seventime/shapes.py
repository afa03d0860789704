"""How Seven Time says anything: paging, sorting, paths, envelopes and refusals."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from dagsverke.app.company import Company
from dagsverke.domain.driving import M_PER_KM, ODOMETER_MAX_KM
from dagsverke.domain.errors import Conflict, Locked, Refusal
from dagsverke.domain.pricing import PER_CAUSE
from dagsverke.wire.codec import Codec, enum, instant, scaled_number
from dagsverke.wire.codec import key as keyed
from dagsverke.wire.moments import read_day_part
from dagsverke.wire.refusals import Unauthenticated, status_of
from dagsverke.wire.resource import Answer, Envelope, Filter, Operation, Paging, Sorting
from dagsverke.wire.values import KEY_MAX, clean, decimal_of, json_bytes, json_list, keepable, same

KEY = ("_id",)
MODIFIED = Filter("lastModified", "modified_at", "ge", instant, doc="Changed at this time or later.")

PAGED = Paging(page="page", size="limit", default=100, ceiling=500)
"""Seven Time, Pagination: pages of 100 unless a limit from 1 to 500 is sent."""

WHOLE = Paging(page="page", size="limit", default=None, ceiling=500)
"""A list whose example shows no ``meta`` comes whole, yet can be paged (ST-06)."""

NUMBER_MAX = 10**12
KEYS_MAX = 1000
"""More persons, machines or tags than this on one row is a slip."""
_KEY = {"type": "string"}
_STRAY_MARK = re.compile(rb'("userRolesId"\s*:\s*[0-9]+)"')


def shown_only(name: str, to_wire: Callable[[Any], Any], schema: Mapping[str, Any]) -> Codec:
    """A codec for properties that no request sets."""

    def refuse_all(value: Any, _: Company) -> Any:
        raise ValueError(value)

    return Codec(name, to_wire, refuse_all, schema)


def _from_text(value: str) -> Any:
    """JSON as a query string has it."""
    try:
        return msgspec.json.decode(value)
    except RecursionError as error:
        raise ValueError(value) from error


def _read_list(value: Any, _: Company) -> list[Any]:
    if isinstance(value, str):
        value = _from_text(value)
    if not isinstance(value, list):
        raise TypeError(value)
    found: list[Any] = keepable(value)
    return found


def _read_keys(value: Any, company: Company) -> list[str]:
    if isinstance(value, str) and not value.lstrip().startswith("["):
        value = [one.strip() for one in value.split(",")]
    found = items.from_wire(value, company)
    if len(found) > KEYS_MAX:
        raise ValueError(value)
    return [keyed.from_wire(one, company) for one in found]


def _read_number(value: Any, _: Company) -> int | float:
    number = decimal_of(value)
    if abs(number) > NUMBER_MAX:
        raise ValueError(value)
    return int(number) if number == number.to_integral_value() else float(number)


keys = shown_only("list of keys", same, {"type": "array", "items": _KEY})
"""Keys kept as the list that is shown."""

number = shown_only("number", same, {"type": "number"})
"""A number kept as it is shown, which no rule reckons with."""

items = Codec("list", same, _read_list, {"type": "array"})
"""A list kept as it was sent, which no rule looks into (in ``extras``)."""

kept_number = Codec("number", same, _read_number, {"type": "number"})
"""A number kept as it was sent, which no rule reckons with (in ``extras``)."""

kilometres = scaled_number("number of kilometres", M_PER_KM, ODOMETER_MAX_KM)
"""Metres at rest, kilometres on the wire."""

dated = Codec(
    "date, YYYY-MM-DD",
    lambda value: f"{value}T00:00:00.000Z",
    lambda value, _: read_day_part(clean(value, KEY_MAX)),
    {"type": "string", "description": "A date; the time of day does not count, and is shown as midnight (ST-32)."},
    kind="day",
)
"""A local day, shown as midnight and not converted (ST-32)."""


def billing_methods(of: str, methods: Iterable[str]) -> Codec:
    """How hours are priced, of a project or a customer; empty where nothing was agreed."""
    spelled = {one: "HOURLY_PER_TIMECATEGORY" if one == PER_CAUSE else one for one in ("", *sorted(methods))}
    return enum(f"billing method of a {of}", spelled)


key_list = Codec(
    "list of keys", json.loads, _read_keys, {"type": "array", "items": _KEY, "maxItems": KEYS_MAX}, str, "json"
)
"""Keys as a JSON list, or as text with commas between them where a query string has them; JSON text at rest."""

shown_keys = replace(shown_only("list of keys", json.loads, {"type": "array", "items": _KEY}), to_text=str, kind="json")
"""Keys of the rows that belong to a row, JSON text at rest."""


def sort_by(*default: tuple[str, bool], quirk: str | None = None) -> Sorting:
    """The sorting words of every list; ``default`` is the order (core attributes) where none is asked for."""
    return Sorting("sortBy", "sortDirection", "ascending", "descending", default, quirk=quirk)


def listing(*paths: str, is_bare: bool = False, doc: str, quirk: str | None = None) -> tuple[Operation, ...]:
    """Lists at the given paths, phrased with ``meta``, or as ``data`` alone where the document shows none.

    ``quirk`` explains the paths that no document has.
    """
    reply = "data" if is_bare else "meta and data"
    return tuple(Operation("list", "GET", path, reply=reply, doc=doc, quirk=quirk) for path in paths)


def item(*paths: str, doc: str, quirk: str | None = None) -> tuple[Operation, ...]:
    """One row by its key, below each of the given paths; ``quirk`` explains those that no document has."""
    return tuple(Operation("get", "GET", f"{path}/{{_id}}", reply="item", doc=doc, quirk=quirk) for path in paths)


def create(path: str, command: str, *, doc: str) -> Operation:
    """A POST to the collection; it answers 200 and the bare row (ST-09)."""
    return Operation("create", "POST", path, reply="row", command=command, doc=doc)


def update(path: str, command: str, *, doc: str) -> Operation:
    """A PUT to the collection, the key among the parameters (ST-01)."""
    return Operation("update", "PUT", path, reply="row", command=command, doc=doc)


def delete(path: str, command: str, *, doc: str) -> Operation:
    """A DELETE to the collection, the key among the parameters (ST-01)."""
    return Operation("delete", "DELETE", path, reply="key", command=command, doc=doc)


def meta_and_data(answer: Answer) -> bytes:
    """A page with its counts (Seven Time, Pagination); nothing found is zero pages."""
    size = answer.page.size if answer.page else max(answer.total, 1)
    number = answer.page.offset // size + 1 if answer.page else 1
    counts = (answer.total, -(-answer.total // size), number)
    meta = b'{"meta":{"totalResources":%d,"totalPages":%d,"currentPage":%d},"data":' % counts
    return json_list(meta, answer.texts(), b"}")


def data(answer: Answer) -> bytes:
    """A list without counts."""
    return json_list(b'{"data":', answer.texts(), b"}")


def data_item(answer: Answer) -> bytes:
    """One row below ``data``, as every GET by key answers."""
    return b'{"data":%s}' % answer.texts()[0]


def row(answer: Answer) -> bytes:
    """The bare row, as POST and PUT answer."""
    return answer.texts()[0]


def key(answer: Answer) -> bytes:
    """The key of the row that is gone, as DELETE answers."""
    return json_bytes({"_id": answer.target["key"]})


ENVELOPES: dict[str, Envelope] = {
    "meta and data": meta_and_data,
    "data": data,
    "item": data_item,
    "row": row,
    "key": key,
}


STATUSES: Mapping[type[Refusal], int] = {Conflict: 400, Locked: 400}
"""Where the table of errors differs from the usual (ST-10); the rest follows HTTP (ST-11)."""


def refuse(refusal: Refusal) -> tuple[int, dict[str, str]]:
    """Every refusal as ``errorMessage``: the parameter at fault, a colon and what is wrong with it (ST-11)."""
    has_parameter = refusal.field and not isinstance(refusal, Unauthenticated)
    message = f"{refusal.field}: {refusal.detail}" if has_parameter else refusal.detail
    return status_of(refusal, STATUSES), {"errorMessage": message}


def mend(body: bytes) -> bytes:
    """The one unreadable body that the document itself sends: its stray quotation mark is dropped (ST-12)."""
    return _STRAY_MARK.sub(rb"\1", body)
