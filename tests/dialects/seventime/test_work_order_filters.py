from collections.abc import Sequence

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.orders import Keys, correct, furnish_orders, make

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

FOUND: Sequence[tuple[dict[str, str], list[int]]] = (
    ({}, [1, 2, 3, 7]),
    ({"title": "fönster"}, [1, 2]),
    ({"title": "FÖNSTER"}, [1, 2]),
    ({"title": "våning 2, söder"}, [2]),
    ({"title": "%"}, []),
    ({"title": "_"}, []),
    ({"title": "f.nster"}, []),
    ({"title": "*"}, [3]),
    ({"workOrderNumber": "2"}, [2]),
    ({"workOrderNumber": "0"}, []),
    ({"workOrderNumber": "999999"}, []),
    ({"project": "project"}, [1, 7]),
    ({"project": "free project"}, [2]),
    ({"project": NOBODY}, []),
    ({"user": "bo"}, [1, 3]),
    ({"user": "anna"}, [1]),
    ({"user": "chef"}, []),
    ({"user": NOBODY}, []),
    ({"customer": "customer"}, [1, 2, 7]),
    ({"customer": "other customer"}, [3]),
    ({"customer": NOBODY}, []),
    ({"user": "bo", "customer": "customer"}, [1]),
    ({"user": "bo", "title": "fönster", "workOrderNumber": "1"}, [1]),
    ({"project": "project", "title": "sju"}, [7]),
    ({"lastModified": "2026-11-20 13:00"}, [2, 3]),
    ({"lastModified": "2026-11-20 13:00:01"}, [3]),
    ({"lastModified": "2026-11-20T13:00"}, [2, 3]),
    ({"lastModified": "2026-11-20T13:00:00"}, [2, 3]),
    ({"lastModified": "2026-11-20"}, [1, 2, 3, 7]),
    ({"lastModified": "2026-11-21"}, []),
    ({"task": NOBODY}, [1, 2, 3, 7]),
)


async def build(api: Api) -> tuple[Keys, list[Row]]:
    """Work order 7 is there; three more, changed at noon, at one and at two."""
    keys = await furnish_orders(api)
    persons = {name: api.person(name) for name in ("anna", "bo", "chef")}
    keys = keys | persons | {name: api.firm.keys[name] for name in ("customer", "project")}
    rows = [
        await make(api, title="Byt fönster", Project=keys["project"], users=[keys["bo"], keys["anna"]]),
        await make(api, title="Måla FÖNSTER, våning 2, söder", Project=keys["free project"], users=[keys["anna"]]),
        await make(api, title="Akut*", customer=keys["other customer"], users=[keys["bo"]], estimatedTime=4),
    ]
    api.world.clock.pass_s(3600)
    rows[1] = await correct(api, rows[1], users=[])
    api.world.clock.pass_s(3600)
    rows[2] = await correct(api, rows[2], startDate="2026-12-01 08:00")
    return keys, rows


def numbers(rows: list[Row]) -> list[int]:
    return [one["workOrderNumber"] for one in rows]


async def test_work_orders_are_found_by_what_the_parameters_name_st_05_st_54(api: Api) -> None:
    keys, _ = await build(api)
    for params, expected in FOUND:
        asked = {name: keys.get(value, value) for name, value in params.items()}
        document = await api.get("workOrders", **asked)
        assert (params, sorted(numbers(document["data"]))) == (params, expected)
        assert document["meta"]["totalResources"] == len(expected)
        paged = [await api.listed("workOrders", limit=1, page=at + 1, **asked) for at in range(len(expected))]
        assert [row for page in paged for row in page] == document["data"]


async def test_a_filter_that_cannot_be_read_is_refused_by_name(api: Api) -> None:
    wrong = {"workOrderNumber": "seven", "user": "x" * 65, "project": "\0", "lastModified": "2026-13-01"}
    for name, value in wrong.items():
        assert await api.named("GET", "workOrders", name, params={name: value}) is None


async def test_work_orders_sort_by_what_they_show_with_empty_values_last_st_03(api: Api) -> None:
    keys, rows = await build(api)

    async def sorted_by(name: str, direction: str = "ascending") -> list[int]:
        return numbers(await api.listed("workOrders", sortBy=name, sortDirection=direction))

    assert await sorted_by("workOrderNumber") == [1, 2, 3, 7]
    assert await sorted_by("workOrderNumber", "descending") == [7, 3, 2, 1]
    assert await sorted_by("title") == [3, 7, 1, 2]
    assert await sorted_by("customerName", "descending") == [3, 7, 1, 2]
    assert (await sorted_by("startDate", "descending"))[0] == 3
    assert (await sorted_by("estimatedTime", "descending"))[0] == 3
    assert (await sorted_by("modifiedDate"))[-2:] == [2, 3]
    assert (await sorted_by("status"))[-1] == 7
    assert (await sorted_by("workAddress.city"))[-1] == 3
    assert set(await sorted_by("workAddress")) == {1, 2, 3, 7}
    by_customer = numbers(await api.listed("workOrders", sortBy="title", customer=keys["customer"], limit=2))
    assert by_customer == [7, 1]
    for hidden in ("Project", "createdDate", "user", "customer_key"):
        assert (await api.refused("GET", "workOrders", 400, params={"sortBy": hidden})).startswith("sortBy:")
    for reference in ("customer", "project"):
        for direction in ("ascending", "descending"):
            pages = [
                await api.listed("workOrders", sortBy=reference, sortDirection=direction, limit=3, page=page)
                for page in (1, 2)
            ]
            found = [row[reference] for page in pages for row in page]
            given = sorted((one for one in found if one), reverse=direction == "descending")
            assert found == given + [None] * found.count(None)
    assert len(rows) == 3


async def test_time_logs_are_found_by_the_number_of_a_new_work_order(api: Api) -> None:
    _, rows = await build(api)
    entry = await api.record(workOrder=rows[0]["_id"])
    assert [one["_id"] for one in await api.listed("timeLogs", workOrderNumber=1)] == [entry["_id"]]
    assert await api.listed("timeLogs", workOrderNumber=2) == []
