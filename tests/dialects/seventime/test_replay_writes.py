"""Every write of the document is sent to the application: its sample, and each parameter, which is read back."""

from collections.abc import Mapping
from typing import Any

import pytest

from dagsverke.app.ports import Record
from dagsverke.wire.documented import Documented
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.furnished import Furnished, furnish
from tests.dialects.seventime.replaying import EVERY, found, missing, of
from tests.dialects.seventime.samples import minimal, samples_of
from tests.dialects.seventime.sent import LEFT_OUT, Sent

pytestmark = pytest.mark.anyio

CREATES, UPDATES, DELETES = of("POST"), of("PUT"), of("DELETE")
REPLAYED = {*CREATES, *UPDATES, *DELETES}
"""What ``tests.house`` compares with the document."""
TABLES = {
    "customers": "customer",
    "distributors": "supplier",
    "driverJournals": "drive",
    "expenses": "expense",
    "invoices": "invoice",
    "projects": "project",
    "purchaseOrders": "purchase_order",
    "supplierInvoices": "supplier_invoice",
    "timeLogs": "time_entry",
    "users": "person",
    "workOrders": "work_order",
}


@pytest.fixture
async def whole(api: Api) -> Furnished:
    """The first firm with its books filled in."""
    return await furnish(api)


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
    assert set(row) == set(one.shows)
    assert row["_id"] == body["_id"]
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
