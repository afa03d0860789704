from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Grid
from tests.dialects.seventime.expenses import FREE_TEXT, alter, article, row_id, seed, spend

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"

SENSELESS: Grid = (
    ("numberOfItems", "many"),
    ("numberOfItems", "1,5"),
    ("numberOfItems", 1_000_001),
    ("numberOfItems", -1_000_001),
    ("numberOfItems", "NaN"),
    ("numberOfItems", "1e400"),
    ("numberOfItems", True),
    ("numberOfItems", [1]),
    ("unitCost", "dear"),
    ("unitCost", 10**8 + 1),
    ("unitPrice", "Infinity"),
    ("unitPrice", -(10**8) - 1),
    ("unitPrice", {}),
    ("discountPercent", -0.0001),
    ("discountPercent", 100.0001),
    ("discountPercent", "half"),
    ("taxPercent", 24),
    ("taxPercent", -25),
    ("taxPercent", 0.25),
    ("taxPercent", "moms"),
    ("timestamp", "yesterday"),
    ("timestamp", "2020-02-30 12:00"),
    ("timestamp", "2199-12-31T23:30:00Z"),
    ("timestamp", 20200605),
    ("isInvoiceable", "perhaps"),
    ("doReimburse", 2),
    ("supplementOrder", []),
    ("name", ["list"]),
    ("name", "x" * 10_001),
    ("description", "nul\0"),
    ("unit", {}),
    ("verificationNumber", 1.5),
    ("bundledArticles", "none"),
    ("bundledArticles", {}),
    ("customFields", 7),
    ("customFields", ["nul\0"]),
    ("expenseItem", ["a"]),
    ("customer", "x" * 65),
)


@pytest.fixture
async def whole(api: Api) -> dict[str, Any]:
    """A body that would do."""
    return {"createdByUser": api.firm.admin, "user": api.person("anna"), "expenseItem": await article(api)}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {one: value for one, value in body.items() if one != name}


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api, whole: dict[str, Any]) -> None:
    for name in ("createdByUser", "user"):
        for body in (without(whole, name), whole | {name: None}, whole | {name: ""}):
            assert await api.refused("POST", "expenses", 400, json=body) == f"{name}: is required"
    assert await api.listed("expenses") == []


async def test_free_text_needs_its_name_cost_price_discount_and_tax(api: Api, whole: dict[str, Any]) -> None:
    plain = without(whole, "expenseItem") | FREE_TEXT
    for name in FREE_TEXT:
        for body in (without(plain, name), plain | {name: None}, plain | {name: ""}):
            assert await api.refused("POST", "expenses", 400, json=body) == f"{name}: is required"
    assert await api.listed("expenses") == []
    row = await api.write("POST", "expenses", **plain)
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"]}
    for name in FREE_TEXT:
        for empty in (None, ""):
            assert await api.refused("PUT", "expenses", 400, json=sent | {name: empty}) == f"{name}: is required"
    assert await api.listed("expenses") == [row]


async def test_without_the_setting_for_free_text_an_expense_item_is_required(api: Api, whole: dict[str, Any]) -> None:
    plain = without(whole, "expenseItem") | FREE_TEXT
    free = await api.write("POST", "expenses", **plain)
    bound = await api.write("POST", "expenses", **whole)
    await forbid_free_text(api)
    assert await api.refused("POST", "expenses", 400, json=plain) == "expenseItem: is required"
    sent = {"modifiedByUser": api.firm.admin, "user": bound["user"]}
    taken = sent | {"_id": bound["_id"], "expenseItem": None}
    assert await api.refused("PUT", "expenses", 400, json=taken) == "expenseItem: is required"
    assert (await api.write("PUT", "expenses", **sent, _id=free["_id"], name="Lift"))["name"] == "Lift"
    assert (await api.write("POST", "expenses", **whole, name="Bollar"))["name"] == "Bollar"


async def forbid_free_text(api: Api) -> None:
    """Turn the company's setting off."""

    def change(work: UnitOfWork) -> None:
        (row,) = work.find_all("company")
        work.change("company", row, {"has_free_text": False})

    await api.world.store.write(operator(api.firm.company_id), change)


async def test_a_put_needs_its_key_and_both_persons(api: Api, whole: dict[str, Any]) -> None:
    row = await api.write("POST", "expenses", **whole)
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "description": "nytt"}
    for name in ("_id", "modifiedByUser", "user"):
        for sent in (without(body, name), body | {name: None}, body | {name: ""}):
            assert await api.refused("PUT", "expenses", 400, json=sent) == f"{name}: is required"
    assert await api.listed("expenses") == [row]


async def test_a_delete_needs_its_key_and_who_did_it(api: Api, whole: dict[str, Any]) -> None:
    row = await api.write("POST", "expenses", **whole)
    assert await api.refused("DELETE", "expenses", 400, json={"deletedByUser": api.firm.admin}) == "_id: is required"
    for sent in ({}, {"deletedByUser": None}, {"deletedByUser": ""}):
        body = {"_id": row["_id"], **sent}
        assert await api.refused("DELETE", "expenses", 400, json=body) == "deletedByUser: is required"
    assert await api.listed("expenses") == [row]


async def test_a_reference_that_is_unknown_or_another_companys_is_refused_by_name(
    api: Api, other_api: Api, whole: dict[str, Any]
) -> None:
    keys = other_api.firm.keys
    foreign = {
        "createdByUser": other_api.firm.admin,
        "user": other_api.person("anna"),
        "expenseItem": await article(other_api),
        "customer": keys["customer"],
        "project": keys["project"],
        "workOrder": keys["work_order"],
        "distributor": await seed(other_api, "supplier", name="Lev"),
    }
    for name, key in foreign.items():
        for wrong in (key, NOBODY):
            assert await api.named("POST", "expenses", name, json=whole | {name: wrong}) is None
    assert await api.listed("expenses") == []
    row = await api.write("POST", "expenses", **whole)
    changing = without(foreign, "createdByUser") | {"modifiedByUser": other_api.firm.admin}
    for name, key in changing.items():
        body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], name: key}
        assert await api.named("PUT", "expenses", name, json=body) is None
    gone = {"_id": row["_id"], "deletedByUser": other_api.firm.admin}
    assert await api.named("DELETE", "expenses", "deletedByUser", json=gone) is None
    assert await api.listed("expenses") == [row]


async def test_an_unknown_key_and_another_companys_are_404_alike(api: Api, other_api: Api) -> None:
    row = await spend(other_api, expenseItem=await article(other_api))
    messages = set()
    for key in (NOBODY, row["_id"], "nonsense"):
        who = {"modifiedByUser": api.firm.admin, "deletedByUser": api.firm.admin, "user": api.person("anna")}
        for method in ("PUT", "DELETE"):
            messages.add(await api.refused(method, "expenses", 404, json={"_id": key, **who}))
        await api.refused("GET", f"expenses/{key}", 404)
    assert len(messages) == 1
    assert await other_api.listed("expenses") == [row]


async def test_a_value_that_makes_no_sense_is_refused_by_name_st_57(api: Api, whole: dict[str, Any]) -> None:
    row = await api.write("POST", "expenses", **whole)
    sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"]}
    answers = []
    for name, value in SENSELESS:
        answers.append(await api.named("POST", "expenses", name, json=whole | {name: value}))
        answers.append(await api.named("PUT", "expenses", name, json=sent | {name: value}))
    assert [one for one in answers if one] == []
    assert await api.listed("expenses") == [row]


async def test_an_amount_beyond_all_reason_is_refused_and_the_largest_comes_back(
    api: Api, whole: dict[str, Any]
) -> None:
    dear = whole | {"unitPrice": 10**8, "unitCost": 10**8, "taxPercent": 0}
    row = await api.write("POST", "expenses", **dear, numberOfItems=1000)
    assert (row["totalAmount"], row["totalCost"]) == (10**11, 10**11)
    body = dear | {"numberOfItems": 1001}
    assert (await api.refused("POST", "expenses", 400, json=body)).startswith("numberOfItems: makes an amount beyond")
    marked_up = await seed(api, "customer", name="Dyr", expense_markup_e4=100 * 10_000)
    body = whole | {"unitCost": 10**8, "customer": marked_up}
    assert (await api.refused("POST", "expenses", 400, json=body)).startswith("unitPrice: must be within")


async def test_a_work_order_of_another_project_is_refused_by_name_st_10(api: Api, whole: dict[str, Any]) -> None:
    project = await seed(api, "project", number="2", name="Projekt Två")
    body = whole | {"project": project, "workOrder": api.firm.keys["work_order"]}
    assert (await api.refused("POST", "expenses", 400, json=body)).startswith("workOrder: ")


async def test_an_attested_or_invoiced_expense_can_be_neither_changed_nor_deleted_st_10(
    api: Api, whole: dict[str, Any]
) -> None:
    chef = api.firm.persons["chef"][0]
    invoice = await row_id(api, "invoice", await seed(api, "invoice", number="1017"))
    at = "2026-11-19T08:00:00.000Z"
    for values, reason in (
        ({"attested_at": at, "attested_by_id": chef}, "is attested by Cecilia Chef"),
        ({"is_invoiced": True, "invoiced_at": at, "invoice_id": invoice}, "is invoiced on invoice 1017"),
    ):
        row = await api.write("POST", "expenses", **whole)
        await alter(api, "expense", row["_id"], **values)
        shown = (await api.get(f"expenses/{row['_id']}"))["data"]
        sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "numberOfItems": 2}
        for method in ("PUT", "DELETE"):
            message = await api.refused(method, "expenses", 400, json=sent | {"deletedByUser": api.firm.admin})
            assert message == f"_id: {reason} and can no longer be changed"
        assert (await api.get(f"expenses/{row['_id']}"))["data"] == shown
