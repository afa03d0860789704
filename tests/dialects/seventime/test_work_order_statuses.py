from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.orders import correct, furnish_orders, make

pytestmark = pytest.mark.anyio


async def test_types_and_tags_have_a_name_and_a_colour_and_statuses_their_flags_st_06_st_53(api: Api) -> None:
    keys = await furnish_orders(api)
    assert await api.get("workOrderTypes/") == {
        "data": [{"_id": keys["type"], "isActive": True, "workOrderTypeName": "Extra", "color": "f44336"}]
    }
    assert await api.listed("workOrderTags", sortBy="tagName", sortDirection="descending") == [
        {"_id": keys[f"tag{name}"], "tagName": name, "color": "f44336"} for name in ("2", "1")
    ]
    statuses = await api.listed("workOrderStatuses/")
    assert [one["statusName"] for one in statuses] == [
        "Arkiverad",
        "Ej planerad",
        "Planerad",
        "Pågår",
        "Klar",
        "Fakturerad",
    ]
    assert statuses[1] == {
        "_id": keys["unplanned"],
        "statusName": "Ej planerad",
        "color": "FF5722",
        "inProgressStatus": False,
        "closedStatus": False,
        "isActive": True,
        "plannedStatus": False,
    }
    assert [one["isActive"] for one in statuses] == [False, *[True] * 5]
    flags = ("inProgressStatus", "closedStatus", "plannedStatus")
    assert [[flag for flag in flags if one[flag]] for one in statuses] == [
        [],
        [],
        ["plannedStatus"],
        ["inProgressStatus"],
        ["closedStatus"],
        ["closedStatus"],
    ]


async def test_the_colour_is_its_own_or_the_statuss_st_52(api: Api) -> None:
    keys = await furnish_orders(api)
    row = await make(api, statusRef=keys["planned"])
    assert row["color"] == "FAFAFA"
    same = await correct(api, row, color="FAFAFA")
    assert (await correct(api, same, statusRef=keys["done"]))["color"] == "4CAF50"
    own = await correct(api, row, color="7c4dff")
    assert own["color"] == "7C4DFF"
    assert (await correct(api, own, statusRef=keys["planned"]))["color"] == "7C4DFF"
    assert (await correct(api, own, color=""))["color"] == "FAFAFA"


def progress(row: Row) -> tuple[Any, ...]:
    """Who began and who completed it, and when."""
    return tuple(row[f"{part}{end}"] for part in ("inProgress", "completed") for end in ("ByUserName", "Date"))


async def test_statuses_say_who_began_and_who_completed_the_work_st_53(api: Api) -> None:
    keys = await furnish_orders(api)
    anna = ("Anna Andersson", "2026-11-20T11:01:00.000Z")
    steps = (
        ("planned", ("", None, "", None)),
        ("under way", (*anna, "", None)),
        ("done", (*anna, "Anna Andersson", "2026-11-20T11:02:00.000Z")),
        ("billed", (*anna, "Anna Andersson", "2026-11-20T11:02:00.000Z")),
        ("planned", (*anna, "", None)),
        ("under way", ("Anna Andersson", "2026-11-20T11:05:00.000Z", "", None)),
    )
    row = await make(api)
    for status, expected in steps:
        row = await correct(api, row, statusRef=keys[status], description=status)
        assert (status, progress(row)) == (status, expected)
        assert row["statusRef"] == keys[status]
        api.world.clock.pass_s(60)
    assert (row["inProgressByUser"], row["completedByUser"]) == (api.person("anna"), None)
    assert progress(await correct(api, row, title="Another")) == progress(row)
    done = await make(api, statusRef=keys["done"])
    assert (done["status"], done["completedByUser"], done["completedByUserName"]) == (
        500,
        api.firm.admin,
        "Ada Admin",
    )


async def test_a_status_that_is_cleared_is_the_first_active_one_again_st_53(api: Api) -> None:
    assert (await make(api))["statusRef"] == api.firm.keys["work_order status 100"]
    keys = await furnish_orders(api)
    row = await make(api, statusRef=keys["archived"])
    assert row["status"] == 50
    assert (await correct(api, row, statusRef=None))["statusRef"] == keys["unplanned"]
