import json
from typing import Any

import pytest

from dagsverke.app.queries import Page
from dagsverke.dialects.seventime import QUIRKS, SEVENTIME, shapes
from dagsverke.dialects.seventime.schedules import assignments, weeks
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire.refusals import BadBody, BadMedia, NotAllowed, TooLarge, Unauthenticated
from dagsverke.wire.resource import Answer
from tests.dialects.seventime.expected import SHOWN, WITH_ITEMS, WITH_META

RESOURCES = {one.name: one for one in SEVENTIME.resources}


def answer(total: int, page: Page | None, *rows: str) -> Answer:
    resource = RESOURCES["departments"]
    return Answer(
        resource=resource,
        operation=resource.operations[0],
        rows=[],
        total=total,
        page=page,
        given={},
        target={"key": "59d05abdc471b72e49791350"},
        base_url="http://testserver",
        texts=lambda: [one.encode() for one in rows],
        documents=list,
    )


@pytest.mark.parametrize(
    ("total", "page", "meta"),
    [
        (490, Page(100, 100), {"totalResources": 490, "totalPages": 5, "currentPage": 2}),
        (3, Page(0, 100), {"totalResources": 3, "totalPages": 1, "currentPage": 1}),
        (1182, Page(0, 3), {"totalResources": 1182, "totalPages": 394, "currentPage": 1}),
        (28, Page(5, 5), {"totalResources": 28, "totalPages": 6, "currentPage": 2}),
        (4712, Page(200, 100), {"totalResources": 4712, "totalPages": 48, "currentPage": 3}),
        (0, Page(0, 100), {"totalResources": 0, "totalPages": 0, "currentPage": 1}),
        (3, Page(900, 100), {"totalResources": 3, "totalPages": 1, "currentPage": 10}),
    ],
)
def test_meta_counts_as_the_examples_do_st_31(total: int, page: Page, meta: dict[str, int]) -> None:
    assert json.loads(shapes.meta_and_data(answer(total, page))) == {"meta": meta, "data": []}


def test_a_list_without_meta_is_data_alone_and_one_row_stands_below_data() -> None:
    assert shapes.data(answer(2, None, '{"a":1}', '{"a":2}')) == b'{"data":[{"a":1},{"a":2}]}'
    assert shapes.data_item(answer(1, None, '{"a":1}')) == b'{"data":{"a":1}}'
    assert shapes.row(answer(1, None, '{"a":1}')) == b'{"a":1}'
    assert shapes.key(answer(0, None)) == b'{"_id":"59d05abdc471b72e49791350"}'


@pytest.mark.parametrize(
    ("refusal", "status", "message"),
    [
        (Malformed("type", "timestamp", "is not a date"), 400, "timestamp: is not a date"),
        (BadBody("json", None, "is not JSON"), 400, "is not JSON"),
        (Conflict("taken", "userName", "is taken"), 400, "userName: is taken"),
        (Locked("locked", "_id", "is invoiced"), 400, "_id: is invoiced"),
        (Unauthenticated("unknown", "secret", "not a known key"), 401, "not a known key"),
        (Forbidden("scope", None, "not with this key"), 403, "not with this key"),
        (Absent("absent", "_id", "names nothing"), 404, "_id: names nothing"),
        (NotAllowed(["GET"]), 405, "only GET here"),
        (TooLarge("size", None, "too long"), 413, "too long"),
        (BadMedia("media", None, "not JSON"), 415, "not JSON"),
        (TooMany("rate", None, "slow down"), 429, "slow down"),
    ],
)
def test_every_refusal_is_an_error_message_with_the_status_of_the_table_st_10(
    refusal: Refusal, status: int, message: str
) -> None:
    assert shapes.refuse(refusal) == (status, {"errorMessage": message})


def test_the_weeks_of_a_schedule_are_hours_of_the_day() -> None:
    hour = 3_600_000
    monday = {
        "start_ms": 7 * hour,
        "end_ms": 16 * hour,
        "breaks": [{"start_ms": 12 * hour, "end_ms": 12 * hour + hour // 2}],
        "work_ms": 8 * hour + hour // 2,
    }
    sunday: dict[str, Any] = {"start_ms": 0, "end_ms": 0, "breaks": [], "work_ms": 0}
    shown = weeks.to_wire(json.dumps([{"days": [monday, sunday], "work_ms": 8 * hour + hour // 2}]))
    assert shown == [
        {
            "workScheduleDays": [
                {
                    "breaks": [{"breakStartHour": 12, "breakEndHour": 12.5}],
                    "numberOfWorkHours": 8.5,
                    "startHour": 7,
                    "endHour": 16,
                },
                {"breaks": [], "numberOfWorkHours": 0, "startHour": 0, "endHour": 0},
            ],
            "numberOfWorkHours": 8.5,
        }
    ]


def test_the_days_of_an_assignment_are_shown_as_midnights_and_not_converted_st_32() -> None:
    at_rest = [
        {"key": "a1", "starts_on": "2020-03-01", "ends_on": "2020-05-30", "schedule_key": "b1"},
        {"key": "a2", "starts_on": "2020-06-01", "ends_on": None, "schedule_key": "b2"},
    ]
    assert assignments.to_wire(json.dumps(at_rest)) == [
        {
            "_id": "a1",
            "startDate": "2020-03-01T00:00:00.000Z",
            "endDate": "2020-05-30T00:00:00.000Z",
            "workSchedule": "b1",
        },
        {"_id": "a2", "startDate": "2020-06-01T00:00:00.000Z", "endDate": None, "workSchedule": "b2"},
    ]


def test_the_stray_mark_of_the_documents_own_body_is_dropped_and_no_other_st_12() -> None:
    assert shapes.mend(b'{"userName":"AnnaA","userRolesId":1"}') == b'{"userName":"AnnaA","userRolesId":1}'
    assert shapes.mend(b'{"time":5"}') == b'{"time":5"}'


@pytest.mark.parametrize("name", SHOWN)
def test_every_reply_shows_what_any_example_shows_in_the_order_of_the_list_st_14(name: str) -> None:
    shown = (one.wire.partition(".")[0] for one in RESOURCES[name].fields if one.access != "w")
    assert list(dict.fromkeys(shown)) == list(SHOWN[name])


def test_every_documented_address_is_declared_and_no_other() -> None:
    declared = {(one.method, one.path) for resource in SEVENTIME.resources for one in resource.operations}
    documented = {("GET", name) for name in SHOWN} | {("GET", f"{name}/{{_id}}") for name in WITH_ITEMS}
    documented |= {("GET", "vehicle"), ("GET", "vehicle/{_id}")}
    documented |= {("POST", "users"), ("PUT", "users")}
    documented |= {(method, name) for method in ("POST", "PUT") for name in ("customers", "distributors")}
    documented |= {("POST", "documents"), ("GET", "documents/{_id}/{name}")}
    documented |= {(method, "timeLogs") for method in ("POST", "PUT", "DELETE")}
    documented |= {(method, "expenses") for method in ("POST", "PUT", "DELETE")}
    documented |= {("POST", "projects"), ("PUT", "projects")}
    documented |= {("POST", "workOrders"), ("PUT", "workOrders")}
    documented |= {("POST", "invoices"), ("PUT", "invoices")}
    documented |= {(method, "driverJournals") for method in ("POST", "PUT", "DELETE")}
    documented |= {("GET", path) for name in ("machine", "machineTimeLog") for path in (name, f"{name}/{{_id}}")}
    documented |= {(method, "purchaseOrders") for method in ("POST", "PUT", "DELETE")}
    documented |= {("GET", "public/quotes/{publicLink}"), ("POST", "public/purchaseOrders/{publicLink}/confirm")}
    documented |= {("POST", f"public/quotes/{{publicLink}}/{answer}") for answer in ("accept", "decline")}
    documented |= {("GET", "supplementOrder"), ("GET", "supplementOrder/{_id}")}
    documented |= {(method, "supplierInvoices") for method in ("POST", "PUT", "DELETE")}
    assert declared == documented


def test_lists_are_paged_by_a_hundred_where_the_example_shows_meta_and_whole_elsewhere_st_06() -> None:
    paging = {one.name: one.paging for one in SEVENTIME.resources}
    assert {name for name, one in paging.items() if one == shapes.PAGED} == WITH_META
    assert {name for name, one in paging.items() if one == shapes.WHOLE} == set(SHOWN) - WITH_META


def test_quirks_are_numbered_from_one_without_a_gap() -> None:
    assert [one.id for one in QUIRKS] == [f"ST-{number:02d}" for number in range(1, len(QUIRKS) + 1)]
