import pytest

from tests.wire.conftest import OTHER_KEY, Served

pytestmark = pytest.mark.anyio
THINGS = "/probe/1/things"
XML = {"content-type": "application/xml"}


async def test_what_is_made_is_answered_as_it_is_read_again(served: Served) -> None:
    made = await served.make(code="x", name="Ett", price="1.5", active="false", colour={"r": [1]})
    read = await served.client.get(f"{THINGS}/{made['id']}")
    assert read.json() == made
    assert list(made) == ["id", "code", "name", "note", "price", "active", "made", "kind", "both", "colour"]
    assert (made["price"], made["active"], made["note"], made["both"]) == (1.5, False, "", "x/Ett")


@pytest.mark.parametrize(
    ("sent", "field", "rule"),
    [
        ({}, "code", "required"),
        ({"code": "x"}, "name", "required"),
        ({"code": "", "name": "x"}, "code", "required"),
        ({"code": None, "name": "x"}, "code", "required"),
        ({"code": "x" * 21, "name": "x"}, "code", "type"),
        ({"code": ["x"], "name": "x"}, "code", "type"),
        ({"code": "x", "name": "a\0b"}, "name", "characters"),
        ({"code": "x", "name": "x", "price": "much"}, "price", "type"),
        ({"code": "x", "name": "x", "active": "perhaps"}, "active", "type"),
    ],
)
async def test_a_property_that_cannot_be_read_is_refused_and_named(
    alone: Served, sent: dict[str, object], field: str, rule: str
) -> None:
    reply = await alone.client.post(THINGS, json=sent)
    assert (reply.status_code, reply.json()["field"], reply.json()["error"]) == (400, field, rule)
    assert (await alone.client.get(THINGS)).json()["total"] == 0


async def test_a_refusal_of_the_core_names_the_property_as_the_client_knows_it(served: Served) -> None:
    made = await served.make(code="x")
    reply = await served.client.post(THINGS, json={"code": "x", "name": "Two"})
    assert (reply.status_code, reply.json()["field"]) == (409, "code")
    reply = await served.client.put(f"{THINGS}/{made['id'][:-1]}0", json={"name": "x"})
    assert (reply.status_code, reply.json()["field"]) == (404, "id")
    reply = await served.client.put(f"{THINGS}/{made['id']}", json={"code": "hidden"})
    assert (reply.status_code, reply.json()["field"]) == (403, "code")


async def test_an_update_changes_what_is_sent_and_nothing_else(served: Served) -> None:
    made = await served.make(code="x", name="Ett", price=2)
    reply = await served.client.put(f"{THINGS}/{made['id']}", json={"name": "Två", "id": "other", "made": "1999"})
    assert reply.json() == made | {"name": "Två", "both": "x/Två"}


async def test_a_required_property_cannot_be_emptied(served: Served) -> None:
    made = await served.make(code="x")
    reply = await served.client.put(f"{THINGS}/{made['id']}", json={"name": ""})
    assert (reply.status_code, reply.json()["field"], reply.json()["error"]) == (400, "name", "required")


async def test_the_key_may_ride_in_the_body_or_in_the_query(served: Served) -> None:
    made = await served.make(code="x")
    reply = await served.client.put(f"{THINGS}/", json={"id": made["id"], "note": "body"})
    assert reply.json()["note"] == "body"
    reply = await served.client.put(f"{THINGS}/?id={made['id']}&note=query")
    assert reply.json()["note"] == "query"
    reply = await served.client.put(THINGS, json={"note": "x"})
    assert (reply.status_code, reply.json()["field"], reply.json()["error"]) == (400, "id", "required")


async def test_a_post_takes_nothing_from_the_query(alone: Served) -> None:
    reply = await alone.client.post(f"{THINGS}?code=x", json={"name": "x"})
    assert reply.json()["field"] == "code"


async def test_what_is_deleted_is_gone(served: Served) -> None:
    made = await served.make(code="x")
    reply = await served.client.delete(f"{THINGS}/{made['id']}?note=why")
    assert reply.json() == {"gone": made["id"], "sent": {"id": made["id"], "note": "why"}}
    assert (await served.client.get(f"{THINGS}/{made['id']}")).status_code == 404
    assert (await served.client.delete(f"{THINGS}/{made['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/json", b'{"thing": {"code": "x", "name": "\xc3\x85"}}'),
        ("application/x-www-form-urlencoded", b"thing[code]=x&thing%5Bname%5D=%C3%85"),
        ("application/xml", "<thing><code>x</code><name>Å</name></thing>".encode()),
    ],
)
async def test_every_kind_of_body_says_the_same(alone: Served, media: str, body: bytes) -> None:
    reply = await alone.client.post("/probe/1/wrapped", content=body, headers={"content-type": media})
    assert (reply.status_code, reply.json()) == (201, {"code": "x", "name": "Å"})


@pytest.mark.parametrize(
    ("body", "field", "rule"),
    [
        ("{}", "thing", "required"),
        ('{"thing": 5}', "thing", "type"),
        ('{"thing": null}', "thing", "type"),
        ("", "thing", "required"),
    ],
)
async def test_a_body_without_its_wrapper_is_refused(alone: Served, body: str, field: str, rule: str) -> None:
    reply = await alone.client.post("/probe/1/wrapped", content=body)
    assert (reply.status_code, reply.json()["field"], reply.json()["error"]) == (400, field, rule)


async def test_properties_that_nothing_is_known_of_are_ignored_and_logged(alone: Served) -> None:
    await alone.make(code="x", __v=0, other={"a": 1})
    assert alone.log[-1]["ignored"] == ["__v", "other"]


async def test_a_row_of_another_company_is_not_there(served: Served) -> None:
    made = await served.make(code="x")
    address = f"{THINGS}/{made['id']}"
    assert (await served.client.get(address, headers=OTHER_KEY)).status_code == 404
    assert (await served.client.put(address, json={"name": "x"}, headers=OTHER_KEY)).status_code == 404
    assert (await served.client.delete(address, headers=OTHER_KEY)).status_code == 404
    assert (await served.client.get(address)).json() == made


async def test_our_own_fault_is_said_in_the_vendors_form_and_leaves_nothing_behind(served: Served) -> None:
    reply = await served.client.post(THINGS, json={"code": "x", "name": "burst"})
    assert (reply.status_code, reply.json()["error"]) == (500, "internal")
    assert "a fault of our own" in served.log[-2]["traceback"]
    assert served.log[-1]["status"] == 500
    assert (await served.client.get(THINGS)).json()["total"] == 0


async def test_answers_and_refusals_come_in_xml_where_it_is_asked_for(alone: Served) -> None:
    await alone.make(code="x&y")
    reply = await alone.client.get(THINGS, headers={"accept": "application/xml"})
    assert reply.headers["content-type"] == "application/xml"
    assert reply.text == '<things total="1" at="http://probe.test"><thing code="x&amp;y"/></things>'
    reply = await alone.client.post(THINGS, content="<x", headers=XML | {"accept": "application/xml"})
    assert (reply.status_code, reply.text) == (422, "<error>xml</error>")
    reply = await alone.client.get(THINGS, headers={"accept": "image/png"})
    assert (reply.status_code, reply.json()["error"]) == (406, "accept")
