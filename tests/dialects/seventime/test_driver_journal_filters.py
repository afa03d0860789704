from collections.abc import Sequence
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.garage import add, add_type, drive, furnish

pytestmark = pytest.mark.anyio

FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({}, [0, 1, 2, 3]),
    ({"projectName": "ETT"}, [0]),
    ({"projectName": "väg"}, [1]),
    ({"projectName": "%"}, []),
    ({"customerName": "kund"}, [0]),
    ({"customerName": "åkeri"}, [1]),
    ({"customerName": ""}, [0, 1, 2, 3]),
    ({"driverJournalItemTypeName": "diesel"}, [0, 2]),
    ({"driverJournalItemTypeName": "ÅNGA"}, [1, 3]),
    ({"isInvoiceable": "true"}, [0, 2]),
    ({"isInvoiceable": "0"}, [1, 3]),
    ({"workOrderTitle": "sju"}, [0]),
    ({"workOrderNumber": "7"}, [0]),
    ({"workOrderNumber": "8"}, []),
    ({"carRegistrationNumber": "ABC123"}, [0, 3]),
    ({"carRegistrationNumber": "ABC"}, []),
    ({"startAddress": "östra"}, [0, 1]),
    ({"startAddress": "_"}, []),
    ({"endAddress": "100 %"}, [2]),
    ({"endAddress": "VÄSTRA GATAN"}, [0]),
    ({"fromDate": "2026-11-21"}, [1, 2, 3]),
    ({"fromDate": "2026-11-22"}, [3]),
    ({"toDate": "2026-11-20"}, [0]),
    ({"toDate": "2026-11-21"}, [0, 1, 2]),
    ({"fromDate": "2026-11-21", "toDate": "2026-11-21"}, [1, 2]),
    ({"fromDate": "2026-11-22", "toDate": "2026-11-21"}, []),
    ({"fromDate": "1900-01-01", "toDate": "2199-12-31"}, [0, 1, 2, 3]),
    ({"isInvoiceable": "false", "carRegistrationNumber": "ABC123"}, [3]),
    ({"isInvoiceable": "true", "fromDate": "2026-11-22", "customerName": "a"}, []),
    ({"unheard": "of"}, [0, 1, 2, 3]),
)
"""What is asked for, and which of the four drives it finds."""
ORDERS = (
    *("_id", "timestamp", "modifiedDate", "createDate", "totalDistance", "totalCost", "isInvoiceable", "startAddress"),
    *("user", "userName", "customer", "customerName", "project", "workOrder", "workOrderNumber", "car"),
    *("driverJournalItemType", "driverJournalItemTypeName", "carRegistrationNumber", "invoice", "name"),
)
ORDER = "workOrderNumber"
MIDNIGHT = 12 * 3600
DAY = 24 * 3600
STEPS = (MIDNIGHT, DAY - 0.001, 0.001, 0)
"""From Friday noon to the first and last millisecond of Saturday, and to the first of Sunday."""


async def four(api: Api) -> list[Row]:
    """Four drives that differ in all that can be asked for."""
    keys = api.firm.keys
    diesel = await add_type(api)
    steam = await add_type(api, name="Ånga", is_billable=False)
    theirs = {
        "customer": await add(api, "customer", number="200", name="Åkeri Två AB"),
        "project": await add(api, "project", number="2", name="Väg 40"),
        "user": api.person("bo"),
    }
    bodies: tuple[Row, ...] = (
        {"workOrder": keys["work_order"], "startAddress": "Östra Gatan 129", "endAddress": "Västra Gatan 9"},
        theirs | {"startAddress": "Stora Östra", "carRegistrationNumber": "DEF456", "endOdometer": 70},
        {"startAddress": "B", "endAddress": "100 % väg", "carRegistrationNumber": "GHI789", "endOdometer": 46},
        {"startAddress": "A", "vehicle": keys["vehicle"], "endOdometer": 80},
    )
    made = []
    for type_key, body, step in zip((diesel, steam) * 2, bodies, STEPS, strict=True):
        made.append(await drive(api, type_key, **body))
        api.world.clock.pass_s(step)
    return made


async def indexes(api: Api, rows: list[Row], **params: str) -> list[int]:
    """Which of the rows a list has, in its order."""
    keys = [one["_id"] for one in rows]
    return [keys.index(one["_id"]) for one in await api.listed("driverJournals", **params)]


async def test_every_filter_finds_what_it_names_and_nothing_else(api: Api, other_api: Api) -> None:
    rows = await four(api)
    await furnish(other_api)
    found = [(params, await indexes(api, rows, **params)) for params, _ in FOUND]
    assert found == list(FOUND)


async def test_pages_have_exact_totals_whatever_is_asked_for(api: Api) -> None:
    rows = await four(api)
    for params, expected in FOUND:
        pages = [await api.get("driverJournals", **params, limit=1, page=1 + at) for at in range(len(expected))]
        assert [one["data"][0]["_id"] for one in pages] == [rows[at]["_id"] for at in expected]
        assert {one["meta"]["totalResources"] for one in pages} == ({len(expected)} if expected else set())


def ordered(rows: list[Row], name: str, *, is_descending: bool) -> list[int]:
    """The rows in the order of a property: empty values last, letter case apart, ties as they were made."""

    def value(at: int) -> Any:
        one = rows[at][name]
        return one.lower() if isinstance(one, str) else one

    empty = [at for at in range(len(rows)) if rows[at][name] in (None, "") or (name, rows[at][name]) == (ORDER, 0)]
    full = [at for at in range(len(rows)) if at not in empty]
    return sorted(full, key=value, reverse=is_descending) + empty


@pytest.mark.parametrize("name", ORDERS)
async def test_sorting_goes_both_ways_with_empty_values_last_and_ties_as_they_were_made(api: Api, name: str) -> None:
    rows = await four(api)
    for direction in ("ascending", "descending"):
        expected = ordered(rows, name, is_descending=direction == "descending")
        asked = {"sortBy": name, "sortDirection": direction}
        assert await indexes(api, rows, **asked) == expected
        pages = [await indexes(api, rows, **asked, limit="1", page=str(1 + at)) for at in range(4)]
        assert [at for page in pages for at in page] == expected


async def test_a_value_that_makes_no_sense_is_refused_by_name(api: Api) -> None:
    wrong = (
        *(("fromDate", one) for one in ("soon", "2026-02-30", "2026-11-20 12:00", "20/11/2026", "\0")),
        *(("toDate", one) for one in ("soon", "2026-13-01", "2200-01-01")),
        *(("isInvoiceable", one) for one in ("perhaps", "2")),
        *(("workOrderNumber", one) for one in ("seven", "7.5", "9" * 30)),
        *(("customerName", one) for one in ("\0", "x" * 10_001)),
    )
    answers = [await api.named("GET", "driverJournals", name, params={name: value}) for name, value in wrong]
    assert [one for one in answers if one] == []
