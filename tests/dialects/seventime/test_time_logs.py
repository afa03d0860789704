from typing import Any

import pytest

from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import TIME_LOG, assert_is_whole

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}


async def test_the_example_that_creates_works_and_answers_what_was_sent_st_09_st_17_st_19(api: Api) -> None:
    body = (
        f'{{"createdByUser":"{api.firm.admin}","user":"{api.person("anna")}",'
        '"timestamp":"2020-06-05 12:00","time":"5"}'
    )
    row = api.accepted(await api.send("POST", "timeLogs/", content=body, headers=JSON))
    assert_is_whole(row, TIME_LOG)
    assert row | {"_id": "", "cost": 0} == {
        "_id": "",
        "allDay": False,
        "cost": 0,
        "createDate": "2026-11-20T11:00:00.000Z",
        "customer": None,
        "description": "",
        "endTimestamp": "2020-06-05T15:00:00.000Z",
        "isWorkTime": True,
        "project": None,
        "status": 1,
        "time": 5,
        "timeCategory": None,
        "timestamp": "2020-06-05T10:00:00.000Z",
        "user": api.person("anna"),
        "userName": "Anna Andersson",
        "invoiceableTime": 5,
        "customFields": [],
        "isInvoiceable": True,
        "isInvoiced": False,
        "machineTimePrices": [],
        "machineTimeSupplements": [],
        "realTimestamp": "2020-06-05T10:00:00.000Z",
        "startLocation": {"coordinates": [], "type": "Point"},
        "stopLocation": {"coordinates": [], "type": "Point"},
        "unSocialHoursCosts": [],
        "isAbsence": False,
        "realEndTimestamp": "2020-06-05T15:00:00.000Z",
        "pricePerHour": 0,
        "price": 0,
    }
    assert len(row["_id"]) == 24


@pytest.mark.parametrize(
    ("begin", "end"), [("2020-10-7 07:00", "2020-10-7 15:00"), ("2020-10-07 07:00", "2020-10-07 15:00")]
)
async def test_the_example_that_updates_works_and_answers_true_utc_st_04_st_05_st_18(
    api: Api, begin: str, end: str
) -> None:
    made = await api.record()
    body = (
        f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.firm.admin}","user":"{api.person("anna")}",'
        f'"timestamp":"{begin}","endTimestamp":"{end}"}}'
    )
    row = api.accepted(await api.send("PUT", "timeLogs/", content=body, headers=JSON))
    assert_is_whole(row, TIME_LOG)
    assert row["timestamp"] == row["realTimestamp"] == "2020-10-07T05:00:00.000Z"
    assert row["endTimestamp"] == row["realEndTimestamp"] == "2020-10-07T13:00:00.000Z"
    assert (row["time"], row["invoiceableTime"], row["isAbsence"]) == (8, 8, False)
    assert (await api.get(f"timeLogs/{made['_id']}"))["data"] == row


async def test_the_example_that_deletes_works_and_answers_the_key_alone_st_25_st_29(api: Api) -> None:
    made = await api.record()
    body = f'{{"_id":"{made["_id"]}","deletedByUser":"{api.person("anna")}"}}'
    reply = await api.send("DELETE", "timeLogs/", content=body, headers=JSON)
    assert api.accepted(reply) == {"_id": made["_id"]}
    await api.refused("GET", f"timeLogs/{made['_id']}", 404)
    await api.refused("DELETE", "timeLogs", 404, content=body, headers=JSON)
    assert await api.listed("timeLogs") == []


async def test_who_deletes_need_not_be_said_but_must_exist_when_it_is_st_25(api: Api) -> None:
    made = await api.record()
    sent = {"_id": made["_id"], "deletedByUser": "5f48eb3e65d7ee4926574851"}
    assert (await api.refused("DELETE", "timeLogs", 400, json=sent)).startswith("deletedByUser:")
    assert await api.write("DELETE", "timeLogs", _id=made["_id"]) == {"_id": made["_id"]}


async def test_put_and_delete_take_their_parameters_from_the_query_string_too_st_01(api: Api) -> None:
    made = await api.record()
    sent = {"_id": made["_id"], "modifiedByUser": api.firm.admin, "user": made["user"], "description": "på väg & hem"}
    row = api.accepted(await api.send("PUT", "timeLogs/", params=sent))
    assert row["description"] == "på väg & hem"
    assert api.accepted(await api.send("DELETE", "timeLogs", params={"_id": made["_id"]})) == {"_id": made["_id"]}


async def test_a_row_is_changed_at_its_collection_and_not_below_it_st_01(api: Api) -> None:
    made = await api.record()
    sent = {"_id": made["_id"], "modifiedByUser": api.firm.admin, "user": made["user"]}
    for method in ("PUT", "DELETE", "POST", "PATCH"):
        await api.refused(method, f"timeLogs/{made['_id']}", 405, json=sent)


async def test_every_parameter_is_kept(api: Api) -> None:
    keys = api.firm.keys
    row = await api.record(
        endTimestamp="2026-11-16T12:30:00",
        invoiceableTime="3.5",
        customer=keys["customer"],
        project=keys["project"],
        timeCategory=keys["cause OT1"],
        workOrder=keys["work_order"],
        pricePerHour=777.5,
        description="Målat räcket",
        internalDescription="ringde först",
        supplementOrder="true",
        isInvoiceable="false",
        isAbsence=False,
    )
    assert_is_whole(row, TIME_LOG)
    shown = {
        "time": 4.5,
        "invoiceableTime": 3.5,
        "customer": keys["customer"],
        "project": keys["project"],
        "timeCategory": keys["cause OT1"],
        "pricePerHour": 777.5,
        "price": 2721.25,
        "description": "Målat räcket",
        "isInvoiceable": False,
        "isAbsence": False,
    }
    assert {name: row[name] for name in shown} == shown


async def test_what_no_example_shows_is_kept_and_not_shown_st_37(api: Api) -> None:
    order = api.firm.keys["work_order"]
    row = await api.record(workOrder=order, internalDescription="ringde först", supplementOrder=True)
    assert not {"workOrder", "internalDescription", "supplementOrder"} & set(row)
    assert [one["_id"] for one in await api.listed("timeLogs", workOrder=order)] == [row["_id"]]
    found = await api.world.store.read(
        api.firm.company_id, lambda reader: reader.find("time_entry", key=row["_id"]) or {}
    )
    assert (found["internal_note"], bool(found["is_supplement"])) == ("ringde först", True)


async def test_the_price_grows_with_the_invoiceable_hours_st_08(api: Api) -> None:
    row = await api.record(time="5", pricePerHour=777)
    assert (row["pricePerHour"], row["price"]) == (777, 3885)
    row = await api.correct(row, invoiceableTime=1)
    assert (row["time"], row["invoiceableTime"], row["price"]) == (5, 1, 777)


async def test_hours_that_are_no_round_number_come_back_to_the_last_digit(api: Api) -> None:
    row = await api.record(time=41.18577972222222)
    assert (row["time"], row["invoiceableTime"]) == (41.18577972222222, 41.18577972222222)


async def test_absence_is_told_by_the_flag_and_by_the_category_st_34(api: Api) -> None:
    flagged = await api.record(isAbsence="true")
    by_category = await api.record(timeCategory=api.firm.keys["cause SEM"])
    assert [flagged["isAbsence"], by_category["isAbsence"]] == [True, True]
    assert [flagged["isWorkTime"], by_category["isWorkTime"]] == [False, False]
    assert all("isAbsence" in one for one in await api.listed("timeLogs"))


async def test_a_put_of_the_time_moves_the_end_and_of_the_end_the_time_st_21(api: Api) -> None:
    row = await api.record()
    row = await api.correct(row, time=6.5)
    assert (row["endTimestamp"], row["time"], row["invoiceableTime"]) == ("2026-11-16T13:30:00.000Z", 6.5, 6.5)
    row = await api.correct(row, endTimestamp="2026-11-16 09:15")
    assert (row["time"], row["invoiceableTime"]) == (1.25, 1.25)
    row = await api.correct(row, invoiceableTime=1)
    row = await api.correct(row, time=3)
    assert (row["time"], row["invoiceableTime"]) == (3, 1)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("2026-03-28 22:00", "2026-03-29 06:00", 7),
        ("2026-10-24 22:00", "2026-10-25 06:00", 9),
        ("2026-11-16 22:00", "2026-11-17 06:00", 8),
    ],
)
async def test_hours_are_elapsed_hours_also_when_the_clock_changes_st_21(
    api: Api, begin: str, end: str, hours: int
) -> None:
    assert (await api.record(timestamp=begin, endTimestamp=end))["time"] == hours


async def test_a_row_that_was_read_can_be_sent_back_whole_st_27(api: Api) -> None:
    row = await api.record(pricePerHour=500, description="som det var")
    sent = row | {"modifiedByUser": api.firm.admin, "__v": 3, "colour": None}
    assert await api.write("PUT", "timeLogs", **sent) == row
    changed = await api.write("PUT", "timeLogs", **(sent | {"description": "som det blev"}))
    assert changed == row | {"description": "som det blev"}


async def test_an_amount_of_time_begins_at_midnight_and_has_no_end_st_36(api: Api) -> None:
    amount: dict[str, Any] = {"EmployeeId": "1001", "CauseCode": "TID", "Date": "2026-07-01", "Hours": "2"}
    reply = await api.world.client.post(
        "/3/attendancetransactions", json={"AttendanceTransaction": amount}, headers=api.firm.fortnox
    )
    assert reply.status_code == 201, reply.text
    row = (await api.listed("timeLogs"))[0]
    assert_is_whole(row, TIME_LOG)
    assert (row["timestamp"], row["endTimestamp"], row["time"]) == ("2026-06-30T22:00:00.000Z", None, 2)
    assert row["realEndTimestamp"] is None
    assert await api.listed("timeLogs", endTimestamp="2027-01-01 00:00") == []
