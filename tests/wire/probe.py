"""A dialect that uses everything the kit offers, over the company's departments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import msgspec

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition, Query, Slice
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Malformed, Refusal
from dagsverke.store.views import CATALOGUE
from dagsverke.wire.codec import boolean, comma_list, constant, instant, json_value, key, money, text, text_max
from dagsverke.wire.core import Core
from dagsverke.wire.credentials import bearer, header_secret, query_token
from dagsverke.wire.refusals import BadBody, status_of
from dagsverke.wire.resource import (
    OMIT,
    Answer,
    Call,
    Dialect,
    Field,
    Filter,
    Operation,
    Paging,
    Quirk,
    Reply,
    Resource,
    Sorting,
)

Given = Mapping[str, Any]
TABLE = "register_item"


def _row(reader: Reader, row_key: str) -> Record:
    row = reader.find(TABLE, key=row_key, kind="department")
    if row is None:
        raise Absent("absent", "key", "names nothing in this company")
    return row


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    columns = ("code", "name", "description", "price_e4", "is_active")
    values = {name: change[name] for name in columns if change.get(name) is not None}
    if "code" in values:
        taken = [row["id"] for row in work.find_all(TABLE, kind="department", code=values["code"])]
        if taken and (before is None or before["id"] not in taken):
            raise Conflict("taken", "code", "is taken")
    if "extras" in change:
        values["extras"] = msgspec.json.encode(change["extras"]).decode()
    return values


def record(work: UnitOfWork, target: Given, change: Given) -> Given:
    assert not target
    unsaid = {"kind": "department", "code": "", "name": "", "description": "", "is_active": True, "price_e4": 0}
    row_id = work.add(TABLE, unsaid | _values(work, change, None))
    if change.get("name") == "burst":
        raise RuntimeError("a fault of our own")
    return {"id": row_id}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    row = _row(work, target["key"])
    work.change(TABLE, row, _values(work, change, row))
    return {"id": row["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    del change  # whatever was sent with it
    row = _row(work, target["key"])
    work.withdraw(TABLE, row)
    return {"id": row["id"]}


def by_codes(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    assert principal.company_id == reader.company.id
    where = (Condition("code", "in", given["code"]),)
    return reader.select(Query("department", tuple(attributes), where, (("code", False),), given.get("page")))


def not_hidden(reader: Reader, principal: Principal, given: Given) -> None:
    assert reader.company.id == principal.company_id
    if given.get("code") == "hidden":
        raise Forbidden("hidden", "code", "is not for you")


def only_active(reader: Reader, principal: Principal) -> tuple[Condition, ...]:
    assert reader.company.id == principal.company_id
    return (Condition("is_active", "eq", value=True),)


CORE = Core(
    commands={"thing.record": record, "thing.correct": correct, "thing.withdraw": withdraw},
    reports={"things.by_codes": by_codes},
    guards={"not_hidden": not_hidden},
    narrowings={"only_active": only_active},
    catalogue=CATALOGUE,
)


ASKED = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "description": "Any number."}}}
SAID = {"type": "object", "properties": {"body": {"type": "object"}, "query": {"type": "object"}, "who": {}}}


async def echo(call: Call) -> Reply:
    """Says what it was given; refuses where that is asked for."""
    if "refuse" in call.body:
        raise Malformed("range", "refuse", "was asked for")
    said = {"body": call.body, "query": call.query, "who": call.principal and call.principal.company_id}
    return Reply(200, msgspec.json.encode(said), headers={"Cache-Control": "no-store"})


def one(answer: Answer) -> bytes:
    return answer.texts()[0]


def many(answer: Answer) -> bytes:
    return b'{"total":%d,"rows":[%s]}' % (answer.total, b",".join(answer.texts()))


def gone(answer: Answer) -> bytes:
    return msgspec.json.encode({"gone": answer.target["key"], "sent": dict(answer.given)})


def xml_many(answer: Answer) -> bytes:
    rows = "".join(f'<thing code="{escape(row["code"])}"/>' for row in answer.documents())
    return f'<things total="{answer.total}" at="{escape(answer.base_url)}">{rows}</things>'.encode()


def refuse(refusal: Refusal) -> tuple[int, Any]:
    status = status_of(refusal, {BadBody: 422})
    return status, {"error": refusal.rule, "field": refusal.field, "detail": refusal.detail}


def refuse_xml(document: Mapping[str, Any]) -> str:
    return f"<error>{escape(document['error'])}</error>"


PATH, ITEM = "things", "things/{id}"
THINGS = Resource(
    name="things",
    collection="department",
    key=("id",),
    operations=(
        Operation("list", "GET", PATH, reply="many", doc="Every thing."),
        Operation("list", "GET", "things/active", reply="many", narrow="only_active"),
        Operation("list", "GET", "things/first", reply="many", limit=1),
        Operation("list", "GET", "things/coded/{code}", reply="many", guard="not_hidden"),
        Operation("get", "GET", ITEM, reply="one", scope="read"),
        Operation("create", "POST", PATH, 201, "one", "thing.record", doc="Makes a thing (PR-01)."),
        Operation("update", "PUT", ITEM, reply="one", command="thing.correct", guard="not_hidden"),
        Operation("update", "PUT", PATH, reply="one", command="thing.correct"),
        Operation("delete", "DELETE", ITEM, reply="gone", command="thing.withdraw"),
    ),
    paging=Paging("page", "size", 2, 5, offset="skip"),
    sorting=Sorting("sort", "order", "up", "down", (("name", False),)),
    filters=(
        Filter("code", "code"),
        Filter("name", "name", "contains", aliases=("called",)),
        Filter("since", "created_at", "ge", instant),
        Filter("active", "is_active", codec=boolean),
    ),
    fields=(
        Field("id", "key", key, "r"),
        Field("code", "code", text_max(20), required=True),
        Field("name", "name", required=True, doc="What it is called, 100 % of the time."),
        Field("note", "description", text, blank=""),
        Field("price", "price_e4", money, blank=0),
        Field("active", "is_active", boolean),
        Field("made", "created_at", instant, "r"),
        Field("kind", None, constant, "r", blank="thing %s"),
        Field("both", ("code", "name"), replace(constant, to_wire="/".join), "r"),
        Field(
            "colour", "extras.probe.colour", replace(json_value, from_wire=lambda value, _: value, to_text=None), "w"
        ),
        Field("colour", "extras.probe.colour", replace(constant, to_wire=str), "r", blank=OMIT),
    ),
    quirks=("PR-01",),
)
WRAPPED = Resource(
    name="wrapped",
    collection="department",
    wrapper="thing",
    operations=(
        Operation("create", "POST", "wrapped", 201, "one", "thing.record"),
        Operation("list", "POST", "wrapped/search", reply="many", report="things.by_codes"),
        Operation("list", "POST", "wrapped/pages", reply="many", report="things.by_codes", hands_page=True),
    ),
    paging=Paging("page", "size", 2, 5, size_aliases=("most",)),
    filters=(Filter("codes", "code", "in", comma_list(text), required=True),),
    fields=(Field("code", "code"), Field("name", "name")),
)
ECHO = Resource(
    name="echo",
    collection="session",
    operations=(
        Operation("call", "POST", "/probe/1/echo", handler=echo, is_public=True, reply_schema=SAID, body_schema=ASKED),
        Operation("call", "POST", "/probe/1/echo/known", handler=echo, reply_schema=SAID),
    ),
    fields=(),
    quirks=("PR-01",),
)
QUIRK = Quirk("PR-01", "It is said twice <and> differently.", "We do the first.", "It came first.", "The document.")

PROBE = Dialect(
    name="probe",
    title="A <probe>",
    prefixes=("/probe/1",),
    resources=(THINGS, WRAPPED, ECHO),
    envelopes={"one": one, "many": many, "gone": gone},
    refuse=refuse,
    credentials=(
        header_secret("probe", "Probe-Key", kind="probe"),
        bearer("probe", kind="probe-token"),
        query_token("probe", "token", kind="probe-token"),
    ),
    quirks=(QUIRK,),
    bodies=("json", "xml", "form"),
    writes_from_query=True,
    xml_envelopes={"many": xml_many},
    refuse_xml=refuse_xml,
    read_xml=None,
    doc="Everything that the kit can do.",
)
