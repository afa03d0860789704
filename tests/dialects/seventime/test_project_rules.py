import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.project_examples import correct, make
from tests.dialects.seventime.project_seeds import add, change, id_of, withdraw_all

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

WRONG: Grid = (
    ("createdByUser", NOBODY),
    ("name", ["App"]),
    ("name", "nul\0"),
    ("projectNumber", "P-1"),
    ("projectNumber", 0),
    ("projectNumber", -5),
    ("projectNumber", 1.5),
    ("projectNumber", 10**15),
    ("projectNumber", "1"),
    ("projectStatusRef", NOBODY),
    ("projectStatusRef", 50),
    ("customer", NOBODY),
    ("contactPerson", NOBODY),
    ("invoiceStatus", 7),
    ("invoiceStatus", "none"),
    ("projectLeader", NOBODY),
    ("projectType", NOBODY),
    ("projectType", "department"),
    ("department", "result_unit"),
    ("resultUnit", "department"),
    ("startDate", "2026-02-30"),
    ("endDate", "tomorrow"),
    ("endDate", "2025-12-31"),
    ("billingMethod", "HOURLY_PER_MOON"),
    ("billingMethod", "RUNNING"),
    ("pricePerHour", -1),
    ("pricePerHour", "dear"),
    ("fixedPrice", 10**18),
    ("fixedPrice", -0.5),
    ("timeCategoryPriceList", NOBODY),
    ("projectTags", NOBODY),
    ("projectTags", [NOBODY]),
    ("projectTags", ["department"]),
    ("projectTags", {"tag": 1}),
    ("projectTags", [[]]),
    ("deliveryAddress", "Hamngatan 1"),
    ("deliveryAddress", [1]),
    ("deliveryAddress.city", {"city": ["Stockholm"]}),
    ("color", "FFFFFF"),
    ("color", "red"),
    ("isActive", "perhaps"),
    ("estimatedTime", -1),
    ("fixedPriceExpenseItem", NOBODY),
    ("customFields", {"value": 1}),
    ("checkLists", "Lista"),
    ("budget.costs", {"costs": 1}),
    ("budget.costTotal", {"costTotal": "much"}),
    ("permissions.permUsers", {"permUsers": "anna"}),
    ("enablePortalAccess", 2),
)


def body_of(api: Api, name: str, value: Any) -> Row:
    """A body that is right but for one value, keys of the firm by their names."""
    keys = api.firm.keys
    known = [keys.get(one, one) if isinstance(one, str) else one for one in value] if isinstance(value, list) else value
    found = keys.get(known, known) if isinstance(known, str) else known
    given = {"createdByUser": api.firm.admin, "name": "App", "customer": keys["customer"], "startDate": "2026-01-01"}
    return given | {name.partition(".")[0]: found}


async def test_a_value_that_is_wrong_or_taken_is_refused_by_name_st_10_st_43(api: Api) -> None:
    before = await api.get("projects")
    answers = [await api.named("POST", "projects", name, json=body_of(api, name, value)) for name, value in WRONG]
    assert [one for one in answers if one] == []
    row = before["data"][0]
    for name, value in WRONG:
        body = body_of(api, name, value) | {"_id": row["_id"], "modifiedByUser": api.firm.admin}
        if name not in ("createdByUser", "projectNumber") or value == "P-1":
            assert await api.named("PUT", "projects", name, json=body) is None
    assert await api.get("projects") == before


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    whole = {"createdByUser": api.firm.admin, "name": "App"}
    for name in whole:
        missing = {one: value for one, value in whole.items() if one != name}
        for body in (missing, missing | {name: None}, missing | {name: ""}):
            assert await api.refused("POST", "projects", 400, json=body) == f"{name}: is required"


async def test_a_put_needs_its_key_and_who_changes_and_empties_neither_name_nor_number(api: Api) -> None:
    body = {"_id": api.firm.keys["project"], "modifiedByUser": api.firm.admin}
    for name in body:
        missing = {one: value for one, value in body.items() if one != name}
        assert await api.refused("PUT", "projects", 400, json=missing) == f"{name}: is required"
    for name in ("name", "projectNumber"):
        for empty in ("", None):
            assert await api.refused("PUT", "projects", 400, json=body | {name: empty}) == f"{name}: is required"
    assert await api.named("PUT", "projects", "modifiedByUser", json=body | {"modifiedByUser": NOBODY}) is None


async def test_an_unknown_project_and_another_companys_are_404(api: Api, other_api: Api) -> None:
    for key in (NOBODY, other_api.firm.keys["project"]):
        await api.refused("PUT", "projects", 404, json={"_id": key, "modifiedByUser": api.firm.admin, "name": "Ny"})
        await api.refused("GET", f"projects/{key}", 404)
    for method in ("DELETE", "PATCH"):
        await api.refused(method, "projects", 405, json={"_id": api.firm.keys["project"]})


async def test_what_belongs_to_another_company_is_unknown(api: Api, other_api: Api) -> None:
    keys = other_api.firm.keys
    foreign = {
        "createdByUser": other_api.firm.admin,
        "customer": keys["customer"],
        "projectStatusRef": keys["project status 10"],
        "projectLeader": other_api.firm.admin,
        "projectType": keys["project_type"],
        "department": keys["department"],
        "resultUnit": keys["result_unit"],
        "projectTags": [keys["project_tag"]],
        "timeCategoryPriceList": await add(other_api, "price_list", name="Lista"),
        "fixedPriceExpenseItem": await add(other_api, "article", number="1", name="Artikel"),
    }
    for name, value in foreign.items():
        assert await api.named("POST", "projects", name, json=body_of(api, "name", "App") | {name: value}) is None


async def test_numbers_are_unique_and_assigned_where_none_is_sent_st_43(api: Api, other_api: Api) -> None:
    message = await api.refused("POST", "projects", 400, json=body_of(api, "projectNumber", 1))
    assert message == "projectNumber: 1 is the number of Projekt Ett"
    assert (await make(api, projectNumber=3))["projectNumber"] == "3"
    assert [(await make(api))["projectNumber"] for _ in range(2)] == ["2", "4"]
    row = await make(api, projectNumber=" 12345786 ")
    assert row["projectNumber"] == "12345786"
    assert await correct(api, row, projectNumber=12345786) == row
    assert await api.named("PUT", "projects", "projectNumber", json=_put(api, row) | {"projectNumber": "3"}) is None
    assert (await correct(api, row, projectNumber=17))["projectNumber"] == "17"
    assert (await make(other_api, projectNumber=3))["projectNumber"] == "3"


def _put(api: Api, row: Row) -> Row:
    return {"_id": row["_id"], "modifiedByUser": api.firm.admin}


async def test_two_projects_at_once_get_two_numbers_and_one_number_only_one_project(api: Api) -> None:
    rows = await asyncio.gather(*(make(api, name=f"Projekt {number}") for number in range(6)))
    assert sorted(int(row["projectNumber"]) for row in rows) == list(range(2, 8))
    body = body_of(api, "projectNumber", 77)
    replies = await asyncio.gather(*(api.send("POST", "projects", json=body) for _ in range(4)))
    assert sorted(reply.status_code for reply in replies) == [200, 400, 400, 400]


async def test_a_contact_person_belongs_to_the_customer_of_the_project_st_47(api: Api) -> None:
    keys = api.firm.keys
    other = await add(api, "customer", number="200", name="Kund Två AB")
    own = await add(api, "contact", name="Karin", customer_id=await id_of(api, "customer", keys["customer"]))
    foreign = await add(api, "contact", name="Fredrik", customer_id=await id_of(api, "customer", other))
    supplier = await add(api, "contact", name="Leif")
    for contact in (foreign, supplier):
        body = body_of(api, "contactPerson", contact)
        assert await api.named("POST", "projects", "contactPerson", json=body) is None
    body = body_of(api, "contactPerson", own) | {"customer": None}
    assert await api.named("POST", "projects", "customer", json=body) is None
    row = await make(api, customer=keys["customer"], contactPerson=own)
    assert (await correct(api, row, customer=keys["customer"]))["contactPerson"] == own
    moved = await correct(api, row, customer=other)
    assert (moved["customerName"], moved["contactPerson"], moved["contactPersonName"]) == ("Kund Två AB", None, None)
    assert (await correct(api, moved, contactPerson=foreign))["contactPersonName"] == "Fredrik"
    back = await correct(api, row, customer=keys["customer"], contactPerson=own)
    assert (back["customer"], back["contactPerson"]) == (keys["customer"], own)
    left = await correct(api, row, customer=None)
    assert (left["customer"], left["contactPerson"]) == (None, None)


async def test_a_project_that_moves_leaves_its_work_orders_where_they_are_st_47(api: Api) -> None:
    keys = api.firm.keys
    other = await add(api, "customer", number="200", name="Kund Två AB")
    await correct(api, {"_id": keys["project"]}, customer=other)
    row = await api.record(workOrder=keys["work_order"])
    assert (row["project"], row["customer"]) == (keys["project"], keys["customer"])


async def test_the_end_of_a_project_is_not_before_its_start(api: Api) -> None:
    row = await make(api, startDate="2026-03-01", endDate="2026-03-01")
    days: Sequence[tuple[Row, str]] = (
        ({"endDate": "2026-02-28"}, "endDate"),
        ({"startDate": "2026-03-02"}, "startDate"),
        ({"startDate": "2026-03-02", "endDate": "2026-03-01"}, "endDate"),
    )
    for sent, name in days:
        assert await api.named("PUT", "projects", name, json=_put(api, row) | sent) is None
    assert (await correct(api, row, startDate="2026-04-01", endDate=None))["endDate"] is None


async def test_a_billing_method_needs_what_it_reckons_with(api: Api) -> None:
    price_list = await add(api, "price_list", name="Lista")
    needs = {
        "HOURLY": ("pricePerHour", 500),
        "FIXED_PRICE": ("fixedPrice", 10_000),
        "PRICELIST": ("timeCategoryPriceList", price_list),
    }
    for method, (name, value) in needs.items():
        for missing in ({}, {name: None}, {name: ""}):
            body = body_of(api, "billingMethod", method) | missing
            assert await api.named("POST", "projects", name, json=body) is None
        row = await make(api, billingMethod=method, **{name: value})
        assert (row["billingMethod"], row[name]) == (method, value)
        assert await api.named("PUT", "projects", name, json=_put(api, row) | {name: None}) is None
        assert await correct(api, row, billingMethod=method) == row
        plain = await make(api)
        assert await api.named("PUT", "projects", name, json=_put(api, plain) | {"billingMethod": method}) is None
        await correct(api, plain, **{name: value})
        assert (await correct(api, plain, billingMethod=method))["billingMethod"] == method
    for method in ("PERUSER", "HOURLY_PER_TIMECATEGORY", ""):
        assert (await make(api, billingMethod=method))["billingMethod"] == method


async def test_a_fixed_price_of_nil_may_be_said_as_in_the_example(api: Api) -> None:
    row = await make(api, billingMethod="FIXED_PRICE", fixedPrice=0)
    assert await correct(api, row, billingMethod="FIXED_PRICE", notes="") == row


async def test_according_to_customer_needs_a_customer_with_a_billing_method(api: Api) -> None:
    customer = api.firm.keys["customer"]
    body = body_of(api, "billingMethod", "ACCORDING_TO_CUSTOMER")
    assert await api.named("POST", "projects", "billingMethod", json=body) is None
    assert await api.named("POST", "projects", "customer", json=body | {"customer": None}) is None
    await change(api, "customer", customer, billing_method="PERUSER")
    row = await make(api, billingMethod="ACCORDING_TO_CUSTOMER", customer=customer)
    assert await api.named("PUT", "projects", "customer", json=_put(api, row) | {"customer": None}) is None
    other = await add(api, "customer", number="200", name="Kund Två AB")
    assert await api.named("PUT", "projects", "billingMethod", json=_put(api, row) | {"customer": other}) is None
    await change(api, "customer", customer, billing_method="")
    assert (await correct(api, row, notes="Ändrad"))["notes"] == "Ändrad"


async def test_projects_are_found_by_part_of_their_name_and_by_their_whole_number(api: Api, other_api: Api) -> None:
    await make(api, name="Från offert 20200811", projectNumber=3314)
    await make(api, name="ÅRSSERVICE 100%", projectNumber=331)
    await make(other_api, name="Från Norra", projectNumber=3314)
    found: Sequence[tuple[Row, list[str]]] = (
        ({}, ["1", "331", "3314"]),
        ({"name": "från"}, ["3314"]),
        ({"name": "årsservice"}, ["331"]),
        ({"name": "0"}, ["331", "3314"]),
        ({"name": "%"}, ["331"]),
        ({"name": "_"}, []),
        ({"name": "f.ån"}, []),
        ({"projectNumber": "3314"}, ["3314"]),
        ({"projectNumber": "33"}, []),
        ({"projectNumber": "P-1"}, []),
        ({"projectNumber": "331", "name": "från"}, []),
    )
    for params, numbers in found:
        rows = await api.listed("projects", **params)
        assert (params, sorted(row["projectNumber"] for row in rows)) == (params, numbers)


async def test_projects_changed_since_a_time_are_found_in_the_four_forms_st_05(api: Api) -> None:
    api.world.clock.pass_s(86_400)
    row = await make(api)
    for at in ("2026-11-21 12:00", "2026-11-21 12:00:00", "2026-11-21T12:00", "2026-11-21T12:00:00", "2026-11-21"):
        assert await api.listed("projects", lastModified=at) == [row]
    assert await api.listed("projects", lastModified="2026-11-21 12:00:01") == []
    assert len(await api.listed("projects", lastModified="2026-11-20 00:00")) == 2
    assert await api.named("GET", "projects", "lastModified", params={"lastModified": "yesterday"}) is None


async def test_projects_sort_and_page_by_what_they_show(api: Api) -> None:
    for name in ("Öster", "ärla", "Berg", "Zinken"):
        await make(api, name=name)
    rows = await api.listed("projects", sortBy="name")
    assert [row["name"] for row in rows] == ["Berg", "Projekt Ett", "Zinken", "ärla", "Öster"]
    page = await api.get("projects", sortBy="name", sortDirection="descending", limit=2, page=2)
    assert [row["name"] for row in page["data"]] == ["Zinken", "Projekt Ett"]
    assert page["meta"] == {"totalResources": 5, "totalPages": 3, "currentPage": 2}
    customer = await add(api, "customer", number="200", name="Kund Två AB")
    await correct(api, rows[0], customer=customer)
    by_customer = [row["name"] for row in await api.listed("projects", sortBy="customer")]
    assert set(by_customer[:2]) == {"Berg", "Projekt Ett"}
    for nested in ("deliveryAddress.city", "budget", "budget.costs", "staffLedger.developerName"):
        assert len(await api.listed("projects", sortBy=nested)) == 5


async def test_a_project_is_made_where_there_are_no_registers(api: Api) -> None:
    for table in ("status", "register_item"):
        await withdraw_all(api, table)
    assert (await make(api))["projectStatus"] is None
