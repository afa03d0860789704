from collections.abc import Sequence
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Row

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"


FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({"user": "anna"}, [0, 1, 3]),
    ({"user": "bo"}, [2, 4]),
    ({"user": NOBODY}, []),
    ({"user": ""}, [0, 1, 2, 3, 4]),
    ({"customer": "customer"}, [0, 1]),
    ({"project": "project"}, [0, 2]),
    ({"category": "cause SEM"}, [3]),
    ({"category": NOBODY}, []),
    ({"workOrder": "work_order"}, [0]),
    ({"workOrderNumber": "7"}, [0]),
    ({"workOrderNumber": "8"}, []),
    ({"timestamp": "2026-11-17 13:00"}, [2, 3, 4]),
    ({"timestamp": "2026-11-17 13:00:01"}, [3, 4]),
    ({"timestamp": "2026-11-17T13:00"}, [2, 3, 4]),
    ({"timestamp": "2026-11-17T13:00:00"}, [2, 3, 4]),
    ({"timestamp": "2026-11-17T12:00:00Z"}, [2, 3, 4]),
    ({"timestamp": "2026-11-18"}, [3, 4]),
    ({"endTimestamp": "2026-11-17 12:00"}, [0, 1]),
    ({"endTimestamp": "2026-11-17 11:59:59"}, [0]),
    ({"timestamp": "2026-11-17 00:00", "endTimestamp": "2026-11-18 00:00"}, [1, 2]),
    ({"isAbsence": "true"}, [3]),
    ({"isAbsence": "false"}, [0, 1, 2, 4]),
    ({"isAbsence": "1", "user": "bo"}, []),
    ({"lastModified": "2026-11-20 12:03"}, [3, 4]),
    ({"lastModified": "2026-11-20 12:03:01"}, [4]),
    ({"unheard": "of", "__proto__": "x"}, [0, 1, 2, 3, 4]),
)
"""What is asked for, keys by their names in the world, and which time logs of the week it finds."""
ORDERS = {
    "timestamp": [0, 1, 2, 3, 4],
    "realTimestamp": [0, 1, 2, 3, 4],
    "createDate": [0, 1, 2, 3, 4],
    "time": [1, 2, 0, 3, 4],
    "userName": [0, 1, 3, 2, 4],
    "isAbsence": [0, 1, 2, 4, 3],
    "customFields": [0, 1, 2, 3, 4],
}
NO_TIMES = ("soon", "2026-02-30 10:00", "2026-11-17 25:00", "17/11/2026", "\0", "2026-HH-01")


async def week(api: Api) -> list[Row]:
    """Five time logs that differ in everything that can be asked for, a minute apart in when they were recorded."""
    keys = api.firm.keys
    bo = {"user": api.person("bo")}
    order = {"workOrder": keys["work_order"]}
    made = []
    for body in (
        {"timestamp": "2026-11-16 08:00", "endTimestamp": "2026-11-16 16:00", **order},
        {"timestamp": "2026-11-17 08:00", "endTimestamp": "2026-11-17 12:00", "customer": keys["customer"]},
        {"timestamp": "2026-11-17 13:00", "endTimestamp": "2026-11-17 17:00", "project": keys["project"], **bo},
        {"timestamp": "2026-11-18 08:00", "endTimestamp": "2026-11-18 16:00", "timeCategory": keys["cause SEM"]},
        {"timestamp": "2026-11-19 08:00", "endTimestamp": "2026-11-19 16:00", "timeCategory": keys["cause OT1"], **bo},
    ):
        made.append(await api.record(**body))
        api.world.clock.pass_s(60)
    return made


async def test_a_filter_finds_what_it_names_and_both_ends_count_st_05(api: Api) -> None:
    made = [one["_id"] for one in await week(api)]
    keys = api.firm.keys | {name: key for name, (_, key) in api.firm.persons.items()}
    for params, found in FOUND:
        document = await api.get("timeLogs", **{name: keys.get(value, value) for name, value in params.items()})
        assert (params, [made.index(one["_id"]) for one in document["data"]]) == (params, found)
        assert document["meta"]["totalResources"] == len(found)


async def test_any_task_finds_nothing_st_15(api: Api) -> None:
    await week(api)
    assert await api.get("timeLogs", task=NOBODY) == {
        "meta": {"totalResources": 0, "totalPages": 0, "currentPage": 1},
        "data": [],
    }


@pytest.mark.parametrize("part", ["städ", "STÄDNING, Ö", "s", "%", "g, östra 1"])
async def test_a_part_of_the_description_finds_it_whatever_the_letter_case_st_71(api: Api, part: str) -> None:
    notes = ("Städning, Östra 1", "städ", "STÄDNING", "", "100 % klart")
    for day, note in enumerate(notes, start=16):
        begins, ends = (f"2026-11-{day} {hour}:00" for hour in ("08", "09"))
        await api.record(timestamp=begins, endTimestamp=ends, description=note)
    expected = [note for note in notes if part.lower() in note.lower()]
    document = await api.get("timeLogs", description=part, limit="1")
    assert document["meta"]["totalResources"] == len(expected)
    for params in ({}, {"sortBy": "timestamp"}, {"user": api.person("anna")}, {"isAbsence": "false"}):
        rows = await api.listed("timeLogs", description=part, **params)
        assert [row["description"] for row in rows] == expected


async def test_the_date_of_an_invoice_finds_what_was_invoiced_then_or_later(api: Api) -> None:
    made = await week(api)

    def invoice(work: Any) -> None:
        for row, day in ((made[1], "2026-11-19"), (made[2], "2026-11-20")):
            values = {"is_invoiced": True, "invoiced_at": f"{day}T08:00:00.000Z"}
            work.change("time_entry", work.find("time_entry", key=row["_id"]), values)

    await api.world.store.write(operator(api.firm.company_id), invoice)
    for asked, found in (("2026-11-19 09:00", [1, 2]), ("2026-11-19 09:01", [2]), ("2026-11-21", [])):
        rows = await api.listed("timeLogs", invoicedDate=asked)
        assert [row["_id"] for row in rows] == [made[one]["_id"] for one in found]


async def test_a_filter_that_cannot_be_read_is_refused_by_name_st_05_st_17(api: Api) -> None:
    times = ("timestamp", "endTimestamp", "invoicedDate", "lastModified")
    wrong = [(name, value) for name in times for value in NO_TIMES]
    wrong += [("isAbsence", "maybe"), ("workOrderNumber", "seven"), ("workOrderNumber", "7.5"), ("user", "x" * 65)]
    answers = [await api.named("GET", "timeLogs", name, params={name: value}) for name, value in wrong]
    assert [one for one in answers if one] == []


async def test_a_change_is_found_by_last_modified_and_sorts_by_what_it_became(api: Api) -> None:
    made = await week(api)
    since = api.world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    await api.correct(made[0], description="rättad")
    assert [one["_id"] for one in await api.listed("timeLogs", lastModified=since)] == [made[0]["_id"]]


async def test_time_logs_sort_by_what_they_show_st_03_st_13(api: Api) -> None:
    made = [one["_id"] for one in await week(api)]
    for name, order in ORDERS.items():
        rows = await api.listed("timeLogs", sortBy=name, sortDirection="ascending")
        assert (name, [made.index(one["_id"]) for one in rows]) == (name, order)
        assert rows == await api.listed("timeLogs", sortBy=name)


async def test_empty_values_sort_last_in_both_directions(api: Api) -> None:
    made = [one["_id"] for one in await week(api)]
    for direction in ("ascending", "descending"):
        rows = await api.listed("timeLogs", sortBy="customer", sortDirection=direction)
        assert [made.index(one["_id"]) for one in rows][2:] == [2, 3, 4]
