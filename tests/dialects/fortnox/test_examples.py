"""Every sample of the document, sent as it stands."""

import httpx
import pytest

from tests.dialects.fortnox.calls import Api, by_key, shown, single
from tests.dialects.fortnox.test_shapes import LIST_XML

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
XML = {"Content-Type": "application/xml", "Accept": "application/xml"}
TID = by_key("9978", "2016-12-08", "TID")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

CREATE_JSON = """{
  "AttendanceTransaction": {
    "EmployeeId": "9978",
    "CauseCode": "TID",
    "Date": "2016-12-08",
    "Hours": 2
  }
}
"""
UPDATE_JSON = """{
  "AttendanceTransaction": {
    "Hours": 8
  }
}
"""


def transaction_xml(hours: int) -> str:
    return f"""{HEAD}<AttendanceTransaction>
    <EmployeeId>9978</EmployeeId>
    <CauseCode>TID</CauseCode>
    <Date>2016-12-08</Date>
    <Hours>{hours}</Hours>
</AttendanceTransaction>
"""


UPDATE_XML = f"{HEAD}<AttendanceTransaction>\n    <Hours>8</Hours>\n</AttendanceTransaction>\n"


async def record_two(api: Api) -> None:
    await api.record("ARB", 2, "2016-12-06")
    await api.record("TID", 5, "2016-12-07")


def assert_is_xml(reply: httpx.Response, status: int, body: str) -> None:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"].startswith("application/xml")
    assert reply.content.decode() == body


async def test_the_list_in_json(api: Api) -> None:
    await record_two(api)
    reply = await api.send("GET")
    document = reply.json()
    assert list(document) == ["MetaInformation", "AttendanceTransactions"]
    assert document["MetaInformation"] == {"@TotalResources": 2, "@TotalPages": 1, "@CurrentPage": 1}
    rows = document["AttendanceTransactions"]
    assert [shown(row) for row in rows] == [("9978", "ARB", "2016-12-06", "2"), ("9978", "TID", "2016-12-07", "5")]
    base = "http://dagsverke.test/3/attendancetransactions"
    assert [row["@url"] for row in rows] == [f"{base}/9978/2016-12-06/ARB", f"{base}/9978/2016-12-07/TID"]
    assert list(rows[0]) == ["@url", "EmployeeId", "CauseCode", "Date", "Hours", "id", "CostCenter", "Project"]
    assert (rows[0]["CostCenter"], rows[0]["Project"]) == (None, None)


async def test_the_list_in_xml_byte_for_byte_fx_01(api: Api) -> None:
    await record_two(api)
    reply = await api.send("GET", headers={"Accept": "application/xml", "Host": "api.fortnox.se"})
    assert_is_xml(reply, 200, LIST_XML.replace("https://", "http://"))


async def test_retrieving_one(api: Api) -> None:
    await api.record("TID", 2, "2016-12-06")
    reply = await api.send("GET", by_key("9978", "2016-12-06", "TID"))
    assert shown(single(reply)) == ("9978", "TID", "2016-12-06", "2")
    assert reply.headers["content-type"].startswith("application/json")


async def test_creating_in_json(api: Api) -> None:
    reply = await api.send("POST", content=CREATE_JSON, headers=JSON)
    assert shown(single(reply, 201)) == ("9978", "TID", "2016-12-08", 2)


async def test_creating_in_xml(api: Api) -> None:
    reply = await api.send("POST", content=transaction_xml(2), headers=XML)
    assert_is_xml(reply, 201, transaction_xml(2))


async def test_updating_in_json(api: Api) -> None:
    await api.record()
    reply = await api.send("PUT", TID, content=UPDATE_JSON, headers=JSON)
    assert shown(single(reply)) == ("9978", "TID", "2016-12-08", 8)
    assert shown(single(await api.send("GET", TID))) == ("9978", "TID", "2016-12-08", "8")


async def test_updating_in_xml(api: Api) -> None:
    await api.record()
    reply = await api.send("PUT", TID, content=UPDATE_XML, headers=XML)
    assert_is_xml(reply, 200, transaction_xml(8))


async def test_deleting(api: Api) -> None:
    await api.record()
    reply = await api.send("DELETE", TID)
    assert (reply.status_code, reply.content) == (204, b"")
    assert (await api.send("GET", TID)).status_code == 404
    assert await api.listed() == []


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/json, text/plain, */*"])
async def test_fx_11_without_a_word_about_xml_the_answer_is_json(api: Api, accept: str | None) -> None:
    headers = {} if accept is None else {"Accept": accept}
    request = api.world.client.build_request("GET", "/3/attendancetransactions/", headers=api.firm.fortnox | headers)
    if accept is None:
        del request.headers["accept"]
    reply = await api.world.client.send(request)
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("application/json")


async def test_fx_11_without_a_content_type_the_body_is_json(api: Api) -> None:
    reply = await api.send("POST", content=CREATE_JSON)
    assert "content-type" not in reply.request.headers
    single(reply, 201)


async def test_fx_11_an_xml_body_is_answered_in_json_unless_xml_is_accepted(api: Api) -> None:
    reply = await api.send("POST", content=transaction_xml(2), headers={"Content-Type": "text/xml; charset=utf-8"})
    assert shown(single(reply, 201)) == ("9978", "TID", "2016-12-08", "2")


@pytest.mark.parametrize(("method", "body"), [("GET", ""), ("GET", "null"), ("DELETE", "")])
async def test_a_json_content_type_on_no_body_is_fine(api: Api, method: str, body: str) -> None:
    await api.record()
    assert (await api.send(method, TID, content=body, headers=JSON)).is_success


async def test_slashes_at_the_end_and_paging_words_are_tolerated_on_any_verb(api: Api) -> None:
    words = {"limit": "2", "page": "1", "offset": "0"}
    row = {"EmployeeId": "9978", "CauseCode": "TID", "Date": "2016-12-08", "Hours": "2"}
    body = {"AttendanceTransaction": row}
    single(await api.send("POST", "/", params=words, json=body), 201)
    single(await api.send("GET", f"{TID}/", params=words))
    single(await api.send("PUT", f"{TID}/", params=words, json=body))
    assert (await api.send("DELETE", f"{TID}/", params=words)).status_code == 204
