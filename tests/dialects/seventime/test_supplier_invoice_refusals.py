import asyncio

import pytest

from tests.dialects.seventime.buying import PATH, bill, rebill, supplier
from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.expenses import alter, row_id, seed

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
REQUIRED = ("createdByUser", "supplierInvoiceNumber", "distributor", "totalAmountInclTax")
SENSELESS: Grid = (
    ("supplierInvoiceNumber", 1.5),
    ("supplierInvoiceNumber", ["9162"]),
    ("supplierInvoiceNumber", "x" * 65),
    ("totalAmountInclTax", "much"),
    ("totalAmountInclTax", "NaN"),
    ("totalAmountInclTax", 10**14),
    ("totalAmountInclTax", True),
    ("taxPercent", 24),
    ("taxPercent", "moms"),
    ("markupPercent", -100.01),
    ("markupPercent", "some"),
    ("supplierInvoiceStatus", 2),
    ("supplierInvoiceStatus", "Sent"),
    ("supplierInvoiceStatus", 1.5),
    ("invoiceDate", "soon"),
    ("invoiceDate", 20261120),
    ("dueDate", "2026-02-30"),
    ("dueDate", "2026-11-19"),
    ("exportedToEconomy", "perhaps"),
    ("isInvoiceable", 2),
    ("OCR", 1.5),
    ("OCR", {}),
    ("currencyCode", "KRONA"),
    ("currencyCode", "E1R"),
    ("supplementOrder", "perhaps"),
    ("supplementOrder", True),
    ("notes", ["list"]),
    ("ourReference", "nul\0"),
    ("economySystemStatus", "booked"),
    ("customer", "x" * 65),
)
REFERENCES = ("createdByUser", "distributor", "customer", "project", "workOrder", "resultUnit", "supplementOrderId")


@pytest.fixture
async def whole(api: Api) -> Row:
    """A body that would do."""
    firm = {"createdByUser": api.firm.admin, "distributor": await supplier(api)}
    return firm | {"supplierInvoiceNumber": 9162, "totalAmountInclTax": 100_000}


async def test_a_required_parameter_that_is_missing_or_empty_is_named_st_10(api: Api, whole: Row) -> None:
    for name in REQUIRED:
        without = {one: value for one, value in whole.items() if one != name}
        for body in (without, whole | {name: None}, whole | {name: ""}):
            assert await api.refused("POST", PATH, 400, json=body) == f"{name}: is required"
    assert await api.listed(PATH) == []
    row = await api.write("POST", PATH, **whole)
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    for name in REQUIRED[1:]:
        for empty in (None, ""):
            assert await api.refused("PUT", PATH, 400, json=sent | {name: empty}) == f"{name}: is required"
    for name in sent:
        part = {one: value for one, value in sent.items() if one != name}
        assert await api.refused("PUT", PATH, 400, json=part) == f"{name}: is required"
    assert await api.refused("DELETE", PATH, 400, json={}) == "_id: is required"
    assert await api.listed(PATH) == [row]


async def test_what_makes_no_sense_is_refused_by_name_and_nothing_is_written_st_10(api: Api, whole: Row) -> None:
    wrong = [await api.named("POST", PATH, name, json=whole | {name: value}) for name, value in SENSELESS]
    assert [one for one in wrong if one] == []
    assert await api.listed(PATH) == []
    row = await api.write("POST", PATH, **whole)
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin}
    wrong = [await api.named("PUT", PATH, name, json=sent | {name: value}) for name, value in SENSELESS]
    assert [one for one in wrong if one] == []
    assert await api.listed(PATH) == [row]


async def test_an_unknown_reference_or_another_companys_is_refused_by_name(
    api: Api, other_api: Api, whole: Row
) -> None:
    theirs = other_api.firm.keys | {"createdByUser": other_api.firm.admin, "distributor": await supplier(other_api)}
    for name in REFERENCES:
        for key in (NOBODY, theirs.get(name, theirs["customer"])):
            assert await api.named("POST", PATH, name, json=whole | {name: key}) is None
    row = await api.write("POST", PATH, **whole)
    for name in ("modifiedByUser", *REFERENCES[1:]):
        sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, name: NOBODY}
        assert await api.named("PUT", PATH, name, json=sent) is None
    assert await api.named("DELETE", PATH, "deletedByUser", json={"_id": row["_id"], "deletedByUser": NOBODY}) is None
    assert await api.listed(PATH) == [row]


async def test_a_work_order_belongs_to_the_project(api: Api, whole: Row) -> None:
    other = await seed(api, "project", number="2", name="Projekt Två")
    sent = whole | {"project": other, "workOrder": api.firm.keys["work_order"]}
    assert await api.refused("POST", PATH, 400, json=sent) == "workOrder: belongs to another project"


async def test_the_same_number_twice_from_one_supplier_is_refused_and_two_suppliers_may_share_st_86(
    api: Api, whole: Row
) -> None:
    row = await api.write("POST", PATH, **whole)
    taken = "supplierInvoiceNumber: 9162 is there already from Company AB"
    assert await api.refused("POST", PATH, 400, json=whole) == taken
    other = await bill(api, supplierInvoiceNumber="9162")
    sent = {"_id": other["_id"], "modifiedByUser": api.firm.admin, "distributor": whole["distributor"]}
    assert await api.refused("PUT", PATH, 400, json=sent) == taken
    assert (await rebill(api, row, supplierInvoiceNumber="9162"))["_id"] == row["_id"]
    await api.write("DELETE", PATH, _id=row["_id"])
    assert (await api.write("POST", PATH, **whole))["supplierInvoiceNumber"] == "9162"


async def test_of_many_at_once_with_one_number_a_single_one_is_recorded(api: Api, whole: Row) -> None:
    replies = await asyncio.gather(*(api.send("POST", PATH, json=whole) for _ in range(8)))
    assert sorted(one.status_code for one in replies) == [200] + [400] * 7
    assert len(await api.listed(PATH)) == 1


async def test_a_supplement_order_needs_a_fixed_price_of_the_project_or_the_work_order(api: Api, whole: Row) -> None:
    keys = api.firm.keys
    sent = whole | {"supplementOrder": "true"}
    message = "supplementOrder: needs a project or work order with a fixed price"
    for owner in ({}, {"project": keys["project"]}, {"workOrder": keys["work_order"]}):
        assert await api.refused("POST", PATH, 400, json=sent | owner) == message
    await alter(api, "work_order", keys["work_order"], billing_method="FIXED_PRICE")
    row = await api.write("POST", PATH, **sent, workOrder=keys["work_order"])
    assert row["supplementOrder"] is True
    gone = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "workOrder": None}
    assert await api.refused("PUT", PATH, 400, json=gone) == message
    assert (await rebill(api, row, workOrder=None, supplementOrder=False))["supplementOrder"] is False
    await alter(api, "project", keys["project"], billing_method="FIXED_PRICE")
    fixed = await bill(api, project=keys["project"], supplementOrder=True)
    await alter(api, "project", keys["project"], billing_method="HOURLY")
    assert await rebill(api, fixed, notes="stod redan så", supplementOrder=True) == fixed | {"notes": "stod redan så"}


async def test_a_supplement_order_of_another_project_is_refused(api: Api, whole: Row) -> None:
    keys = api.firm.keys
    project_id = await row_id(api, "project", keys["project"])
    order = await seed(api, "supplement_order", number=3, title="ÄTA 3", project_id=project_id)
    row = await api.write("POST", PATH, **whole, supplementOrderId=order)
    assert (row["supplementOrderId"], row["supplementOrderNumber"]) == (order, 3)
    other = await seed(api, "project", number="2", name="Projekt Två")
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "project": other}
    assert await api.refused("PUT", PATH, 400, json=sent) == "supplementOrderId: belongs to another project"
    row = await rebill(api, row, project=keys["project"])
    assert (await rebill(api, row, project=other, supplementOrderId=None))["supplementOrderNumber"] is None


async def test_a_key_in_the_path_takes_no_writes(api: Api) -> None:
    row = await bill(api)
    for method in ("PUT", "DELETE", "POST"):
        await api.refused(method, f"{PATH}/{row['_id']}", 405, json={"modifiedByUser": api.firm.admin})
