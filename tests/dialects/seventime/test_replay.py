"""Every operation of the document is sent to the application: its sample, each parameter and each filter.

What is replayed is the document as data (``documented.toml``), on a firm whose rows are filled in whole. That is how
a row of the coverage table is true.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from dagsverke.app.ports import Record
from dagsverke.dialects.seventime import SEVENTIME
from dagsverke.dialects.seventime.documented import documented
from dagsverke.wire.documented import ANY, OR_NULL, Documented
from tests.dialects.seventime.asked import asked_of
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import fits
from tests.dialects.seventime.furnished import Furnished, furnish
from tests.dialects.seventime.samples import minimal, samples_of
from tests.dialects.seventime.sent import LEFT_OUT, Sent

pytestmark = pytest.mark.anyio

SERVED = {one.name: one for one in SEVENTIME.resources}
EVERY = {one.title: one for one in documented()}
SORTED_AND_PAGED = ("limit", "page", "sortBy", "sortDirection")
TABLES = {
    "customers": "customer",
    "distributors": "supplier",
    "driverJournals": "drive",
    "expenses": "expense",
    "projects": "project",
    "timeLogs": "time_entry",
    "users": "person",
    "workOrders": "work_order",
}
FILES = {"Upload a document", "Get Documents"}
"""Replayed by a test of their own, for a document is sent to one resource and shown by another."""


def of(method: str, *, item: bool = False) -> list[str]:
    """The titles of the served operations that are called so."""
    return [
        title
        for title, one in EVERY.items()
        if one.method == method and one.resource in SERVED and title not in FILES and item == one.calls[0].endswith("}")
    ]


LISTS, ITEMS = of("GET"), of("GET", item=True)
CREATES, UPDATES, DELETES = of("POST"), of("PUT"), of("DELETE")
REPLAYED = {*LISTS, *ITEMS, *CREATES, *UPDATES, *DELETES, *FILES, "Pagination"}
"""What ``tests.house`` compares with the document; a page of each list is asked for below."""


@pytest.fixture
async def whole(api: Api) -> Furnished:
    """The first firm with its books filled in."""
    return await furnish(api)


def found(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """Every value at a path; ``[]`` in a part of it means each item of a list. KeyError where one is not there."""
    if not path:
        yield value
        return
    head, *rest = path
    inner = value[head.removesuffix("[]")]
    for one in inner if head.endswith("[]") else [inner]:
        yield from found(one, rest)


def missing(row: Row, one: Documented) -> dict[str, Any]:
    """The documented properties that the row lacks, and those of another kind, but for what is null by a quirk."""
    wrong: dict[str, Any] = {}
    fields = SERVED[one.resource].fields
    unset = {other.wire for other in fields if other.core is None and other.blank is None and other.quirk}
    for name, kind in one.shows.items():
        try:
            values = list(found(row, name.split(".")))
        except KeyError:
            wrong[name] = "is not there"
            continue
        if kind != ANY and not all(fits(value, kind) or (value is None and name in unset) for value in values):
            wrong[name] = values
    return wrong


def unfilled(row: Row, one: Documented) -> list[str]:
    """The documented references and lists of items that the row leaves empty, though it is filled in whole."""
    constant = {field.wire for field in SERVED[one.resource].fields if field.core is None}
    empty = []
    for name, kind in one.shows.items():
        values = list(found(row, name.split(".")))
        is_empty = not values if "[]" in name else kind == f"key{OR_NULL}" and None in values
        if is_empty and name.split(".")[0].removesuffix("[]") not in constant:
            empty.append(name)
    return empty


async def a_row(whole: Furnished, one: Documented, call: str) -> Row:
    """The filled row as a call answers it."""
    path = call.partition(" ")[2]
    if path.endswith("{_id}"):
        row: Row = (await whole.api.get(path.replace("{_id}", whole.rows[one.resource])))["data"]
        return row
    params = asked_of(one.resource, whole.keys, {}) if one.requires else {}
    rows = await whole.api.listed(path, limit=500, **{name: params[name].has for name in one.requires})
    key = whole.rows.get(one.resource)
    return next(row for row in rows if key is None or row["_id"] == key)


@pytest.mark.parametrize("title", [*LISTS, *ITEMS])
async def test_every_read_shows_what_its_example_shows_in_each_spelling(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    for call in one.calls:
        row = await a_row(whole, one, call)
        assert missing(row, one) == {}
        assert unfilled(row, one) == []


@pytest.mark.parametrize("title", LISTS)
async def test_every_list_is_counted_paged_and_sorted_as_documented(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    path = one.calls[0].partition(" ")[2]
    params = {name: value.has for name, value in asked_of(one.resource, whole.keys, {}).items() if name in one.requires}
    document = await whole.api.get(path, limit=1, page=1, **params)
    assert list(document) == (["meta", "data"] if one.has_meta else ["data"])
    assert len(document["data"]) == 1
    if "sortBy" not in one.takes:
        return
    for name in (name for name in one.shows if "." not in name and "[]" not in name):
        ways = [
            await whole.api.listed(path, **params, sortBy=name, sortDirection=way)
            for way in ("ascending", "descending")
        ]
        up, down = (sorted(map(str, rows)) for rows in ways)
        assert up == down


@pytest.mark.parametrize("title", [title for title in LISTS if set(EVERY[title].takes) - set(SORTED_AND_PAGED)])
async def test_every_filter_finds_the_row_that_has_the_value_and_no_other(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    path = one.calls[0].partition(" ")[2]
    row = await a_row(whole, one, one.calls[0])
    asked = asked_of(one.resource, whole.keys, row)
    needed = {name: asked[name].has for name in one.requires}
    wrong = []
    for name in set(one.takes) - set(SORTED_AND_PAGED):
        for value, is_there in ((asked[name].has, True), (asked[name].has_not, False)):
            if value is None:
                continue
            rows = await whole.api.listed(path, limit=500, **(needed | {name: value}))
            if (row["_id"] in {other["_id"] for other in rows}) != is_there:
                wrong.append((name, value, f"finds {len(rows)}"))
    assert wrong == []


def nested(params: Mapping[str, Any]) -> dict[str, Any]:
    """A body from parameters with dots in their names; what is left out is not sent."""
    body: dict[str, Any] = {}
    for name, value in params.items():
        *heads, last = name.split(".")
        inner = body
        for head in heads:
            inner = inner.setdefault(head, {})
        if value is LEFT_OUT:
            inner.pop(last, None)
        else:
            inner[last] = value
    return body


def parameters(one: Documented) -> list[str]:
    """What a write takes, objects and the items of lists apart: they are sent with their members, or their list."""
    objects = {name.rpartition(".")[0] for name in one.takes}
    return [name for name in one.takes if name not in objects and "[]" not in name and name != "_id"]


async def stored(whole: Furnished, resource: str, row: Row, column: str) -> Any:
    """A column of the row that was written; of a reference, the key of the row that it names."""
    api = whole.api

    def look(reader: Any) -> Any:
        kept: Record = reader.find(TABLES[resource], key=row["_id"])
        value = kept[column]
        if not column.endswith("_id"):
            return value
        named: Record = reader.find("work_order" if column == "work_order_id" else "person", id=value)
        return named["key"]

    return await api.world.store.read(api.firm.company_id, look)


async def is_kept(whole: Furnished, one: Documented, row: Row, name: str, sent: Sent) -> str | None:
    """What is wrong with a parameter that was sent, as GET shows the row afterwards; None where nothing is."""
    path = f"{one.resource}/{row['_id']}"
    if (shown := (await whole.api.get(path))["data"]) != row:
        return f"{name}: {shown} is not the reply {row}"
    if sent.column == "password_hash":
        kept = await stored(whole, one.resource, row, sent.column)
        return None if sent.value not in str(row) and kept.startswith("$argon2") else f"{name}: {kept}"
    if sent.column is not None:
        kept = await stored(whole, one.resource, row, sent.column)
        return None if kept == sent.value else f"{name}: {kept}"
    (value,) = found(row, (sent.at or name).split("."))
    return None if is_like(value, sent.expected) else f"{name}: sent {sent.value!r}, shown {value!r}"


def is_like(value: Any, expected: Any) -> bool:
    """Whether a value is the expected one; an object in a list may have more members than were sent."""
    if isinstance(expected, list):
        return len(value) == len(expected) and all(is_like(*pair) for pair in zip(value, expected, strict=True))
    if isinstance(expected, dict):
        return all(value.get(name) == inner for name, inner in expected.items())
    return bool(value == expected and isinstance(value, bool) == isinstance(expected, bool))


async def made(whole: Furnished, resource: str, number: int) -> Row:
    """A row with as little as it needs."""
    return await whole.api.write("POST", resource, **minimal(resource, whole.keys, number))


async def changing(whole: Furnished, one: Documented, number: int) -> dict[str, Any]:
    """What a PUT or DELETE needs, for a row that was made for it."""
    row = await made(whole, one.resource, number)
    samples = samples_of(one.resource, whole.keys)
    return {name: row["_id"] if name == "_id" else samples[name].value for name in one.requires if "." not in name}


@pytest.mark.parametrize("title", [*CREATES, *UPDATES])
async def test_the_sample_of_every_write_is_answered_with_what_its_example_shows(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    samples = samples_of(one.resource, whole.keys)
    body = {} if one.method == "POST" else await changing(whole, one, 1)
    body |= nested({name: samples[name].value for name in one.sends if name != "_id"})
    row = await whole.api.write(one.method, f"{one.resource}/", **body)
    assert missing(row, one) == {}


@pytest.mark.parametrize("title", DELETES)
async def test_the_sample_of_every_delete_is_answered_with_its_key(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    body = await changing(whole, one, 1)
    samples = samples_of(one.resource, whole.keys)
    sent = {name: samples[name].value for name in parameters(one)}
    for name in sent:
        unknown = body | sent | {name: "59d05abdc471b72e49791359"}
        assert await whole.api.named("DELETE", one.resource, name, json=unknown) is None
    row = await whole.api.write("DELETE", f"{one.resource}/", **(body | sent))
    assert missing(row, one) == {}
    assert row == {"_id": body["_id"]}
    await whole.api.refused("GET", f"{one.resource}/{row['_id']}", 404)


@pytest.mark.parametrize("title", CREATES)
async def test_every_parameter_of_a_post_is_taken_and_read_back(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    samples = samples_of(one.resource, whole.keys)
    wrong = []
    for number, name in enumerate(parameters(one)):
        sent = samples[name]
        body = minimal(one.resource, whole.keys, number)
        row = await whole.api.write("POST", one.resource, **nested(body | {name: sent.value} | dict(sent.along)))
        wrong.append(await is_kept(whole, one, row, name, sent))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("title", UPDATES)
async def test_every_parameter_of_a_put_is_taken_and_read_back(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    samples = samples_of(one.resource, whole.keys)
    wrong = []
    for number, name in enumerate(parameters(one)):
        if name == "createdByUser":  # who made a row stays so
            continue
        sent = samples[name]
        along = {other: value for other, value in sent.along.items() if value is not LEFT_OUT}
        body = await changing(whole, one, number)
        row = await whole.api.write("PUT", one.resource, **nested(body | {name: sent.value} | along))
        wrong.append(await is_kept(whole, one, row, name, sent))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("title", [*CREATES, *UPDATES, *DELETES])
async def test_every_required_parameter_that_is_missing_is_named(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    if one.method == "POST":
        body = minimal(one.resource, whole.keys, 1)
    else:
        body = await changing(whole, one, 1)
    for name in (name for name in one.requires if "." not in name):
        without = {other: value for other, value in body.items() if other != name}
        assert await whole.api.named(one.method, one.resource, name, json=without) is None
