"""What is refused before a transaction is looked at, and what a list can be asked."""

from typing import Any

import pytest
from lxml import etree

from tests.dialects.fortnox.calls import Api, by_key
from tests.harness import served

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
XML = {"Content-Type": "application/xml", "Accept": "application/xml"}
TID = by_key("9978", "2016-12-08", "TID")

BODIES = [
    ("", 2001392),
    ("null", 2001392),
    ("{}", 2001392),
    ("[]", 2001392),
    ('"text"', 2001392),
    ('{"AttendanceTransaction": []}', 2001392),
    ('{"AttendanceTransaction": null}', 2001392),
    ('{"EmployeeId": "9978"}', 2001392),
    ("{", 2002115),
    ('{"AttendanceTransaction": {"Hours": NaN}}', 2002115),
    ('{"AttendanceTransaction": {"Hours": 2,}}', 2002115),
    ("[" * 10_000, 2002115),
    ('{"AttendanceTransaction":' * 200 + "1" + "}" * 200, 2002115),
]

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><AttendanceTransaction><Hours>&c;</Hours></AttendanceTransaction>'
)
XML_BODIES = [
    "<AttendanceTransaction>",
    "no xml",
    "<!DOCTYPE AttendanceTransaction><AttendanceTransaction/>",
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><AttendanceTransaction/>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><Hours>&e;</Hours></a>',
    BILLION,
    "<a>" * 1_000 + "</a>" * 1_000,
]


@pytest.mark.parametrize(("body", "code"), BODIES, ids=lambda one: str(one)[:25])
async def test_fx_05_a_body_without_data_or_sense_is_refused(api: Api, body: str, code: int) -> None:
    await api.record()
    await api.refused(400, code, "POST", content=body, headers=JSON)
    await api.refused(400, code, "PUT", TID, content=body, headers=JSON)
    assert [row["Hours"] for row in await api.listed()] == ["2"]


async def test_fx_05_a_put_that_changes_nothing_has_no_data(api: Api) -> None:
    await api.record()
    await api.refused(400, 2001392, "PUT", TID, json={"AttendanceTransaction": {}})


@pytest.mark.parametrize("body", XML_BODIES, ids=lambda one: one[:25])
async def test_fx_11_xml_that_is_broken_or_declares_a_type_is_refused_in_xml(api: Api, body: str) -> None:
    reply = await api.send("POST", content=body, headers=XML)
    assert reply.status_code == 400
    assert reply.headers["content-type"].startswith("application/xml")
    root = etree.fromstring(reply.content)
    assert root.tag == "ErrorInformation"
    assert [(one.tag, one.text) for one in root][0::2] == [("Error", "1"), ("Code", "2001740")]


async def test_fx_05_content_type_and_accept_must_be_json_or_xml(api: Api) -> None:
    await api.refused(
        415, 1000031, "POST", content="a=1", headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    await api.refused(415, 1000031, "PUT", TID, content="a", headers={"Content-Type": "text/plain"})
    await api.refused(406, 1000030, "GET", headers={"Accept": "text/html"})


async def test_fx_05_other_methods_and_paths_are_refused_in_the_same_form(api: Api) -> None:
    await api.refused(405, 2009405, "PATCH")
    await api.refused(405, 2009405, "DELETE")
    await api.refused(404, 2001304, "GET", "/1/2")
    reply = await api.world.client.get("/3/invoices", headers=api.firm.fortnox)
    assert (reply.status_code, reply.json()["ErrorInformation"]["code"]) == (404, 2001304)


@pytest.mark.parametrize("path", [by_key("9978", "2016-12-08", "OK1"), by_key("1", "2016-12-08", "TID")])
async def test_what_is_not_there_is_not_found(api: Api, path: str) -> None:
    assert await api.refused(404, 2001304, "GET", path) == "Kan inte hitta närvarotransaktionen."
    await api.refused(404, 2001304, "DELETE", path)
    await api.refused(404, 2001304, "PUT", path, json={"AttendanceTransaction": {"Hours": 1}})


async def test_fx_10_a_path_that_cannot_be_read_is_a_wrong_parameter(api: Api) -> None:
    await api.refused(400, 2000588, "GET", by_key("9978", "igår", "TID"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("date", one) for one in ("igår", "2016-13-01", "20161208", "0001-01-01", "9999-01-01")),
        *(("lastmodified", one) for one in ("nyss", "2016-12-08 25:00", "2016-12-08T")),
        *((word, one) for word in ("limit", "page") for one in ("0", "-1", "x", "1.5", "9" * 40)),
        *(("offset", one) for one in ("-1", "x")),
        ("limit", "501"),
    ],
)
async def test_fx_10_a_parameter_that_cannot_be_read_is_refused(api: Api, name: str, value: str) -> None:
    assert name in await api.refused(400, 2000588, "GET", params={name: value})


async def record_week(api: Api) -> None:
    for number in range(5, 10):
        await api.record(hours=number, on=f"2016-12-{number:02d}")
    await api.record(hours=1, on="2016-12-05", employee="1001")


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        ({}, ["1", "5", "6", "7", "8", "9"]),
        ({"employeeid": "9978"}, ["5", "6", "7", "8", "9"]),
        ({"date": "2016-12-05"}, ["1", "5"]),
        ({"employeeid": "9978", "date": "2016-12-05"}, ["5"]),
        ({"employeeid": "4711"}, []),
        ({"date": "2017-01-01"}, []),
        ({"limit": "2", "employeeid": "9978"}, ["5", "6"]),
        ({"limit": "2", "page": "3", "employeeid": "9978"}, ["9"]),
        ({"limit": "2", "page": "4", "employeeid": "9978"}, []),
        ({"offset": "3", "employeeid": "9978"}, ["8", "9"]),
        ({"employeeid": "", "date": "", "unknown": "word", "sortby": "Hours"}, ["1", "5", "6", "7", "8", "9"]),
    ],
)
async def test_fx_10_lists_are_filtered_and_paged(api: Api, asked: dict[str, str], hours: list[str]) -> None:
    await record_week(api)
    rows = await api.listed(**asked)
    assert sorted(row["Hours"] for row in rows) == hours
    assert [row["Date"] for row in rows] == sorted(row["Date"] for row in rows)


async def test_fx_10_the_counts_are_true_on_every_page(api: Api) -> None:
    await record_week(api)
    for page, size in (("1", 4), ("2", 2), ("3", 0)):
        document = (await api.send("GET", params={"limit": "4", "page": page})).json()
        counts = {"@TotalResources": 6, "@TotalPages": 2, "@CurrentPage": int(page)}
        assert document["MetaInformation"] == counts
        assert len(document["AttendanceTransactions"]) == size


async def test_fx_10_lastmodified_is_local_and_includes_its_minute(api: Api) -> None:
    await api.record(on="2016-12-08")
    api.world.clock.pass_s(3600)
    await api.record(on="2016-12-09")
    asked: list[tuple[Any, int]] = [("2026-11-20 12:00", 2), ("2026-11-20 12:01", 1), ("2026-11-20 13:01", 0)]
    for since, found in asked:
        assert len(await api.listed(lastmodified=since)) == found


async def test_absence_is_not_attendance(api: Api) -> None:
    body = {"createdByUser": api.firm.admin, "user": api.firm.persons["anna"][1], "timestamp": "2026-11-16 08:00"}
    body |= {"time": "8", "timeCategory": api.firm.keys["cause SEM"]}
    reply = await api.world.client.post("/api/2/timeLogs", headers=api.firm.seventime, json=body)
    assert reply.status_code == 200, reply.text
    assert await api.listed() == []


async def test_twenty_five_requests_in_five_seconds_and_no_more(world_url: str) -> None:
    async with served(world_url, has_limit=True) as world:
        api = Api(world, world.ostra)
        assert [(await api.send("GET")).status_code for _ in range(25)] == [200] * 25
        reply = await api.send("GET")
        assert (reply.status_code, reply.headers["retry-after"]) == (429, "5")
        assert reply.json()["ErrorInformation"]["code"] == 2009429
        assert (await Api(world, world.norra).send("GET")).status_code == 200
        world.clock.pass_s(5.01)
        assert (await api.send("GET")).status_code == 200
