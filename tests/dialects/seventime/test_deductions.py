from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_partners import SHARE

pytestmark = pytest.mark.anyio
ANNA: dict[str, Any] = {"userName": "Anna Andersson", "personalNumber": "555555-5555", "distributionPercent": 60}
BO: dict[str, Any] = {"userName": "Bo Öberg", "personalNumber": "19121212-1212", "distributionPercent": "40"}
NAME = "billingSettings.deductionDistribution"


async def make(api: Api, *shares: Any) -> Row:
    settings = {"deductionDistribution": list(shares)}
    body = {"createdByUser": api.firm.admin, "name": "Kund", "billingSettings": settings}
    return await api.write("POST", "customers", **body)


async def share_out(api: Api, row: Row, *shares: Any) -> list[Row]:
    settings = {"deductionDistribution": list(shares)}
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "billingSettings": settings}
    changed = await api.write("PUT", "customers", **body)
    return list(changed["billingSettings"]["deductionDistribution"])


async def test_each_share_gets_a_key_that_is_its_item_too_st_40(api: Api) -> None:
    first, second = (await make(api, ANNA, BO))["billingSettings"]["deductionDistribution"]
    for share in (first, second):
        assert_is_whole(share, SHARE)
        assert len(share["_id"]) == 24
        assert int(share["_id"], 16)
        assert share["itemId"] == share["_id"]
    assert first["_id"] != second["_id"]
    assert {name: second[name] for name in BO} == BO | {"distributionPercent": 40}
    elsewhere = (await make(api, ANNA))["billingSettings"]["deductionDistribution"]
    assert elsewhere[0]["_id"] not in (first["_id"], second["_id"])


async def test_keys_that_are_sent_are_kept_and_new_ones_never_meet_them_st_40(api: Api) -> None:
    example = {"itemId": "0.40862768612862976", **ANNA, "_id": "5bb2683d3a0f154899"}
    row = await make(api, example)
    assert row["billingSettings"]["deductionDistribution"] == [example]
    first, second = await share_out(api, row, ANNA, BO)
    kept, fresh = await share_out(api, row, second, ANNA)
    assert kept == second
    assert fresh["_id"] != second["_id"]
    assert first["_id"] != second["_id"]


async def test_the_list_that_is_sent_takes_the_place_of_the_one_before_and_null_empties_it_st_40(api: Api) -> None:
    row = await make(api, ANNA, BO)
    assert [one["userName"] for one in await share_out(api, row, BO)] == ["Bo Öberg"]
    assert await share_out(api, row) == []
    await share_out(api, row, ANNA)
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "billingSettings": {"deductionDistribution": None}}
    assert (await api.write("PUT", "customers", **body))["billingSettings"]["deductionDistribution"] == []


async def test_a_share_that_cannot_be_is_refused_by_name_and_the_old_ones_stay_st_40(api: Api) -> None:
    row = await make(api, ANNA)
    wrong: list[Any] = [
        *([{name: value for name, value in ANNA.items() if name != missing}] for missing in ANNA),
        *([ANNA | {"distributionPercent": percent}] for percent in (0, 0.5, 101, -1, "all", None, True)),
        [ANNA | {"personalNumber": ""}],
        [ANNA | {"userName": ["Anna"]}],
        [ANNA | {"userName": "nul\0"}],
        [ANNA, BO, ANNA | {"distributionPercent": 1}],
        [ANNA | {"_id": "a"}, BO | {"_id": "a"}],
        ["Anna"],
        [None],
        ANNA,
        "all",
        17,
    ]
    for shares in wrong:
        settings = {"deductionDistribution": shares}
        body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "billingSettings": settings}
        assert await api.named("PUT", "customers", NAME, json=body) is None
    assert (await api.get(f"customers/{row['_id']}"))["data"] == row


async def test_what_is_wrong_with_a_share_is_said(api: Api) -> None:
    for shares, said in (
        ([ANNA, {**BO, "personalNumber": ""}], "share 2 lacks a personal number"),
        ([{**ANNA, "userName": None}], "share 1 lacks the name of a person"),
        ([{**ANNA, "distributionPercent": 0}], "share 1 must be from 1 to 100 percent"),
        ([ANNA, {**BO, "distributionPercent": 40.5}], "must not add up to more than 100 percent"),
    ):
        settings = {"deductionDistribution": shares}
        body = {"createdByUser": api.firm.admin, "name": "Kund", "billingSettings": settings}
        assert await api.refused("POST", "customers", 400, json=body) == f"{NAME}: {said}"
