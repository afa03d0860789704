import json

import pytest

from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_projects import PROJECT
from tests.dialects.seventime.project_examples import ADDRESS, BLANK, OWN, correct, make, optional, shown
from tests.dialects.seventime.project_seeds import add, change, withdraw_all

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}


async def test_the_example_that_creates_a_project_works_st_14_st_46_st_48(api: Api) -> None:
    body = f'{{"createdByUser":"{api.firm.admin}","name":"App development"}}'
    row = api.accepted(await api.send("POST", "projects/", content=body, headers=JSON))
    assert_is_whole(row, PROJECT)
    assert row == BLANK | {
        "_id": row["_id"],
        "name": "App development",
        "projectNumber": "2",
        "projectStatus": 10,
        "projectStatusRef": api.firm.keys["project status 10"],
        "createdDate": "2026-11-20T11:00:00.000Z",
        "modifiedDate": "2026-11-20T11:00:00.000Z",
    }
    assert await api.get(f"projects/{row['_id']}") == {"data": row}
    assert await api.listed("projects/", limit=10, page=1, name="app") == [row]


async def test_the_example_that_updates_a_project_works_st_29_st_47(api: Api) -> None:
    made = await make(api)
    api.world.clock.pass_s(3600)
    sent = {"modifiedByUser": api.firm.admin, "name": "App development", "customer": api.firm.keys["customer"]}
    row = await api.write("PUT", "projects/", _id=made["_id"], **sent)
    assert_is_whole(row, PROJECT)
    named = {"customer": api.firm.keys["customer"], "customerName": "Kund Ett AB"}
    assert row == made | named | {"modifiedDate": "2026-11-20T12:00:00.000Z"}


async def test_the_line_that_updates_a_project_by_its_query_works_st_01(api: Api) -> None:
    made = await make(api)
    query = f"_id={made['_id']}&modifiedByUser={api.firm.admin}&name=App development&customer="
    row = api.accepted(await api.send("PUT", f"projects/?{query}{api.firm.keys['customer']}"))
    assert row == made | {"customer": api.firm.keys["customer"], "customerName": "Kund Ett AB"}


async def test_every_parameter_of_a_project_is_kept_st_32_st_43_st_44(api: Api) -> None:
    sent = await optional(api)
    row = await make(api, **sent)
    assert_is_whole(row, PROJECT)
    assert {name: row[name] for name in shown(api, sent)} == shown(api, sent)


async def test_a_put_can_change_every_parameter_and_leaves_the_rest_st_01(api: Api) -> None:
    row = await make(api)
    sent = await optional(api)
    expected = row | shown(api, sent)
    for name, value in sorted(sent.items(), key=lambda one: one[0] == "billingMethod"):
        text = json.dumps(value) if isinstance(value, dict | list) else value
        query = {"_id": row["_id"], "modifiedByUser": api.firm.admin, name: text}
        row = api.accepted(await api.send("PUT", "projects", params=query))
    assert row == expected


async def test_what_only_replies_show_can_be_sent_and_is_kept_st_45(api: Api) -> None:
    article = await add(api, "article", number="100", name="Fast pris")
    columns = {"estimatedTime": "12.5", "color": "ff5722", "isActive": "false", "fixedPriceExpenseItem": article}
    row = await make(api, **OWN, **columns)
    seen = columns | {"estimatedTime": 12.5, "color": "FF5722", "isActive": False}
    assert {name: row[name] for name in OWN | seen} == OWN | seen
    row = await correct(api, row, budget={"costTotal": 7}, staffLedger={"developerName": None}, checkLists=[])
    assert row["budget"] == OWN["budget"] | {"costTotal": 7}
    assert row["staffLedger"] == OWN["staffLedger"] | {"developerName": ""}
    assert row["checkLists"] == []
    assert {name: row[name] for name in ("permissions", "customFields")} == {
        name: OWN[name] for name in ("permissions", "customFields")
    }


async def test_lists_may_stand_in_a_query_as_json_st_01_st_45(api: Api) -> None:
    row = await make(api)
    query = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "checkLists": '[{"title":"Å"}]'}
    assert api.accepted(await api.send("PUT", "projects", params=query)) == row | {"checkLists": [{"title": "Å"}]}
    for text in ("[", "{}", "list", "[" * 100_000):
        assert await api.named("PUT", "projects", "checkLists", json=query | {"checkLists": text}) is None
    assert await api.named("PUT", "projects", "budget", json=query | {"budget": "[" * 100_000}) is None


async def test_a_project_that_was_read_can_be_sent_back_whole_st_27(api: Api) -> None:
    made = await make(api, **await optional(api), **OWN)
    row = (await api.get(f"projects/{made['_id']}"))["data"]
    assert await correct(api, row, **row, __v=7) == made
    plain = await make(api)
    assert await correct(api, plain, **plain) == plain


async def test_null_and_empty_text_clear_what_can_be_empty(api: Api) -> None:
    blank = await make(api)
    sent = await optional(api)
    kept = {"projectNumber", "projectTags"}
    for empty in (None, ""):
        full = await make(api, **(sent | {"projectNumber": None}))
        cleared = {name: empty for name in sent if name not in kept} | {"projectTags": empty}
        row = await correct(api, full, **(cleared | {"deliveryAddress": dict.fromkeys(ADDRESS, empty)}))
        unset = {"projectStatus": None, "projectStatusRef": None}
        same = {name: full[name] for name in ("_id", "projectNumber")}
        assert row == blank | same | unset


async def test_the_first_active_status_is_that_of_a_new_project_st_46(api: Api, other_api: Api) -> None:
    await add(api, "status", kind="project", code=1, name="Vilande", is_active=False)
    await add(api, "status", kind="work_order", code=2, name="Arbetsorder")
    first = await add(api, "status", kind="project", code=5, name="Ny")
    assert (await make(api))["projectStatusRef"] == first
    await withdraw_all(api, "status")
    row = await make(api)
    assert (row["projectStatus"], row["projectStatusRef"]) == (None, None)
    assert (await make(other_api))["projectStatus"] == 10


async def test_statuses_types_and_tags_are_lists_alone_st_06_st_46(api: Api) -> None:
    keys = api.firm.keys
    await add(api, "status", kind="work_order", code=2, name="Arbetsorder")
    names = ("_id", "statusName", "color", "inProgressStatus", "closedStatus", "isActive")
    rows = (
        (keys["project status 10"], "Pågående", "2196F3", True, False, True),
        (keys["project status 50"], "Avslutad", "468847", False, True, True),
    )
    statuses = [dict(zip(names, row, strict=True)) for row in rows]
    assert await api.get("projectStatuses/") == {"data": statuses}
    assert await api.listed("projectStatuses", sortBy="statusName") == statuses[::-1]
    kinds = [{"_id": keys["project_type"], "projectTypeName": "Dev", "isActive": True}]
    assert await api.get("projectTypes/") == {"data": kinds}
    assert await api.get("projectTags/") == {
        "data": [{"_id": keys["project_tag"], "tagName": "Viktigt", "color": "673ab7"}]
    }


async def test_what_is_left_of_a_fixed_price_follows_what_is_invoiced(api: Api) -> None:
    row = await make(api, billingMethod="FIXED_PRICE", fixedPrice="1000.50")
    seen = []
    for invoiced_e4 in (0, 4_000_000, 10_005_000):
        await change(api, "project", row["_id"], fixed_price_invoiced_e4=invoiced_e4)
        found = (await api.get(f"projects/{row['_id']}"))["data"]
        seen.append((found["fixedPriceLeftToInvoice"], found["fixedPriceInvoiced"]))
    assert seen == [(1000.5, False), (600.5, False), (0, True)]


async def test_names_are_what_the_other_rows_are_called_now(api: Api) -> None:
    sent = await optional(api)
    row = await make(api, **sent)
    await change(api, "customer", sent["customer"], name="Nya Namnet AB")
    await change(api, "contact", sent["contactPerson"], name="Karin Ny")
    await change(api, "person", sent["projectLeader"], last_name="Ny")
    for kind in ("project_type", "department", "result_unit"):
        await change(api, "register_item", api.firm.keys[kind], name="Nytt")
    renamed = dict.fromkeys(("projectTypeName", "departmentName", "resultUnitName"), "Nytt") | {
        "customerName": "Nya Namnet AB",
        "contactPersonName": "Karin Ny",
        "projectLeaderName": "Cecilia Ny",
    }
    assert (await api.get(f"projects/{row['_id']}"))["data"] == row | renamed
