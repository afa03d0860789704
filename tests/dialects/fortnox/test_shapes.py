"""Envelopes and refusals as pure functions; what they are made of is replayed through the server elsewhere."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree

from dagsverke.app.queries import Page
from dagsverke.dialects.fortnox import FORTNOX
from dagsverke.dialects.fortnox.refusals import refuse, refuse_xml
from dagsverke.dialects.fortnox.shapes import SHOWN, listing, single, written, xml_listing, xml_single
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer, Operation
from tests.wire.rendering import compile_document, compile_text

RESOURCE = FORTNOX.resources[0]
KEY = "514959f8733259db75648975"
ARB = ("9978", "2016-12-06", "ARB", 7_200_000, KEY, 7)
TID = ("9978", "2016-12-07", "TID", 18_000_000, None, 7)

LIST_XML = """<?xml version="1.0" encoding="UTF-8"?>
<AttendanceTransactions TotalResources="2" TotalPages="1" CurrentPage="1">
    <AttendanceTransactionSubset url="https://api.fortnox.se/3/attendancetransactions/9978/2016-12-06/ARB">
        <EmployeeId>9978</EmployeeId>
        <CauseCode>ARB</CauseCode>
        <Date>2016-12-06</Date>
        <Hours>2</Hours>
    </AttendanceTransactionSubset>
    <AttendanceTransactionSubset url="https://api.fortnox.se/3/attendancetransactions/9978/2016-12-07/TID">
        <EmployeeId>9978</EmployeeId>
        <CauseCode>TID</CauseCode>
        <Date>2016-12-07</Date>
        <Hours>5</Hours>
    </AttendanceTransactionSubset>
</AttendanceTransactions>
"""


def operation(verb: str) -> Operation:
    return next(one for one in RESOURCE.operations if one.verb == verb)


def answer(
    *rows: tuple[Any, ...],
    verb: str = "list",
    given: Mapping[str, Any] | None = None,
    page: Page | None = None,
    total: int | None = None,
) -> Answer:
    text, document = compile_text(RESOURCE), compile_document(RESOURCE)
    return Answer(
        resource=RESOURCE,
        operation=operation(verb),
        rows=rows,
        total=len(rows) if total is None else total,
        page=page or Page(0, 100),
        given=given or {},
        target={},
        base_url="https://api.fortnox.se",
        texts=lambda: [text(row).encode() for row in rows],
        documents=lambda: [document(row) for row in rows],
    )


def test_a_row_begins_with_what_xml_shows_of_it() -> None:
    assert RESOURCE.attributes[: len(SHOWN)] == SHOWN


def test_fx_01_the_list_in_xml_is_the_documents_byte_for_byte() -> None:
    assert xml_listing(answer(ARB, TID)).decode() == LIST_XML


def test_fx_01_the_list_in_json_has_two_members_and_the_documented_properties_first() -> None:
    found = json.loads(listing(answer(ARB, TID)))
    assert list(found) == ["MetaInformation", "AttendanceTransactions"]
    assert list(found["MetaInformation"].items()) == [("@TotalResources", 2), ("@TotalPages", 1), ("@CurrentPage", 1)]
    row = found["AttendanceTransactions"][0]
    assert list(row)[:5] == ["@url", "EmployeeId", "CauseCode", "Date", "Hours"]
    assert list(row)[5:] == ["id", "CostCenter", "Project"]
    assert row["@url"] == "https://api.fortnox.se/3/attendancetransactions/9978/2016-12-06/ARB"
    assert row["Hours"] == "2"


def test_fx_10_an_empty_list_has_no_pages() -> None:
    assert json.loads(listing(answer()))["MetaInformation"]["@TotalPages"] == 0


def test_fx_10_pages_are_counted_in_pages() -> None:
    found = json.loads(listing(answer(ARB, page=Page(4, 2), total=5, given={"page": "3"})))
    assert found["MetaInformation"] == {"@TotalResources": 5, "@TotalPages": 3, "@CurrentPage": 3}


def test_a_single_transaction_is_the_only_member() -> None:
    found = json.loads(single(answer(ARB, verb="get")))
    assert list(found) == ["AttendanceTransaction"]
    assert list(found["AttendanceTransaction"])[:4] == ["EmployeeId", "CauseCode", "Date", "Hours"]
    assert found["AttendanceTransaction"]["Hours"] == "2"


@pytest.mark.parametrize(("sent", "shown"), [(2, 2), (2.0, 2), ("2", "2"), ("2.0", "2"), (None, "2")])
def test_fx_02_a_write_answers_hours_in_the_type_that_was_sent(sent: Any, shown: Any) -> None:
    found = json.loads(written(answer(ARB, verb="create", given={"Hours": sent})))["AttendanceTransaction"]["Hours"]
    assert (type(found), found) == (type(shown), shown)


@pytest.mark.parametrize(("sent", "shown"), [("ÖK1", "ÖK1"), ("OK1", "OK1"), ("TID", "OK1"), (None, "OK1")])
def test_fx_03_a_write_answers_the_code_that_was_sent(sent: str | None, shown: str) -> None:
    row = ("9978", "2016-12-06", "OK1", 7_200_000, KEY, 7)
    asked = answer(row, verb="update", given={"CauseCode": sent})
    assert json.loads(written(asked))["AttendanceTransaction"]["CauseCode"] == shown
    assert f"<CauseCode>{shown}</CauseCode>" in xml_single(asked).decode()


def test_xml_holds_no_character_that_xml_cannot() -> None:
    row = ("<9&\x0b>", "2016-12-06", "TID", 7_200_000, KEY, 7)
    found = etree.fromstring(xml_single(answer(row, verb="get")))
    assert found.findtext("EmployeeId") == "<9&\ufffd>"


SAID: list[tuple[Refusal, int, int]] = [
    (refusals.NotAcceptable("accept"), 406, 1000030),
    (refusals.BadMedia("content_type"), 415, 1000031),
    (refusals.Unauthenticated("unknown", "token_and_secret"), 401, 2000310),
    (refusals.Unauthenticated("missing", "token_and_secret"), 401, 2000311),
    (Malformed("characters", "EmployeeId"), 400, 2000359),
    (refusals.BadParameter("type", "date"), 400, 2000588),
    (Forbidden("scope"), 403, 2000663),
    (Absent("absent", "CauseCode"), 404, 2001304),
    (refusals.NoRoute("route"), 404, 2001304),
    (Malformed("reference", "CauseCode"), 400, 2001304),
    (refusals.BadBody("body"), 400, 2001392),
    (Malformed("type", "Hours"), 400, 2001392),
    (Malformed("required", "Hours"), 400, 2001392),
    (Malformed("unknown", "Hour"), 400, 2001399),
    (refusals.BadBody("xml"), 400, 2001740),
    (refusals.BadBody("json"), 400, 2002115),
    (Malformed("range", "Hours"), 400, 2009400),
    (Conflict("taken", "CauseCode"), 400, 2009409),
    (Conflict("clocked", "CauseCode"), 400, 2009409),
    (Locked("locked"), 400, 2009423),
    (refusals.NotAllowed(("GET",)), 405, 2009405),
    (refusals.TooLarge("size"), 413, 2009413),
    (TooMany("rate"), 429, 2009429),
    (refusals.Broken("broken"), 500, 2009500),
]


@pytest.mark.parametrize(("refusal", "status", "code"), SAID, ids=lambda one: str(one)[:20])
def test_fx_05_every_refusal_has_its_status_and_code(refusal: Refusal, status: int, code: int) -> None:
    answered, document = refuse(refusal)
    said = document["ErrorInformation"]
    assert (answered, said["code"], said["error"], list(said)) == (status, code, 1, ["error", "message", "code"])
    assert said["message"]
    assert "{" not in said["message"]
    assert "None" not in said["message"]


def test_fx_05_a_refusal_in_xml_has_the_elements_of_the_vendor() -> None:
    _, document = refuse(Malformed("unknown", "<b>"))
    root = etree.fromstring(refuse_xml(document).encode())
    assert [(one.tag, one.text) for one in root] == [
        ("Error", "1"),
        ("Message", "Ogiltigt fält: <b>."),
        ("Code", "2001399"),
    ]


def test_fx_06_a_bad_bearer_is_unauthorized_and_no_more() -> None:
    refusal = refusals.Unauthenticated("expired", "bearer")
    assert refuse(refusal) == (401, {"message": "unauthorized"})
    assert "<Message>unauthorized</Message>" in refuse_xml(refuse(refusal)[1])
