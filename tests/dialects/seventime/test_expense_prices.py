"""What an expense costs the customer: where the price comes from, and when it follows."""

from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expenses import FREE_TEXT, alter, article, respend, row_id, seed, spend

pytestmark = pytest.mark.anyio


async def customer(api: Api, *, markup: int = 0, discount: int = 0, listed: dict[str, int] | None = None) -> str:
    """A customer with a mark-up and discount in percent, and the prices of articles (by key) on a list of its own."""
    values: dict[str, Any] = {"name": "Kund", "expense_markup_e4": markup * 10_000}
    values["expense_discount_e4"] = discount * 10_000
    if listed is not None:
        values["price_list_id"] = await price_list(api, listed)
    return await seed(api, "customer", **values)


async def price_list(api: Api, prices: dict[str, int]) -> int:
    """The id of a new price list."""
    list_id = await row_id(api, "price_list", await seed(api, "price_list", name="Lista"))

    def add(work: UnitOfWork) -> None:
        for key, price in prices.items():
            found = work.find("article", key=key)
            assert found is not None
            for article_id, cause_id, price_e4 in ((found["id"], 0, price * 10_000), (0, found["id"], 1)):
                at = {"price_list_id": list_id, "article_id": article_id, "cause_id": cause_id}
                work.add("price_list_row", {**at, "price_e4": price_e4})

    await api.world.store.write(operator(api.firm.company_id), add)
    return list_id


@pytest.mark.parametrize(
    ("sent", "listed", "markup", "price"),
    [
        ({}, None, 0, 426.66),  # the article's
        ({}, None, 10, 350.9),  # its cost and the mark-up
        ({"unitCost": 100}, None, 10, 110),  # the cost that was sent and the mark-up
        ({"unitCost": 100}, None, 0, 426.66),
        ({}, 400, 0, 400),  # the customer's list
        ({}, 400, 10, 400),
        ({}, 0, 10, 0),
        ({"unitPrice": 500}, 400, 10, 500),  # what was sent
        ({"unitPrice": "0"}, 400, 10, 0),
    ],
)
async def test_a_price_is_sent_or_listed_or_marked_up_or_the_articles(
    api: Api, sent: Row, listed: int | None, markup: int, price: float
) -> None:
    item = await article(api)
    prices = None if listed is None else {item: listed}
    payer = await customer(api, markup=markup, listed=prices)
    row = await spend(api, expenseItem=item, customer=payer, **sent)
    assert (row["unitPrice"], row["totalAmount"]) == (price, price)


async def test_an_item_that_is_not_on_the_list_is_priced_as_if_there_were_none_st_59(api: Api) -> None:
    listed, other = await article(api), await article(api, number="2", cost_e4=1_000_000)
    payer = await customer(api, markup=20, listed={listed: 400})
    assert (await spend(api, expenseItem=listed, customer=payer))["unitPrice"] == 400
    assert (await spend(api, expenseItem=other, customer=payer))["unitPrice"] == 120


async def test_a_discount_is_sent_or_the_customers_or_nil_st_59(api: Api) -> None:
    item = await article(api)
    payer = await customer(api, discount=10)
    assert (await spend(api, expenseItem=item))["discountPercent"] == 0
    row = await spend(api, expenseItem=item, customer=payer)
    assert (row["discountPercent"], row["unitPriceAfterDiscount"]) == (10, 383.994)
    assert (await spend(api, expenseItem=item, customer=payer, discountPercent=0))["discountPercent"] == 0


async def test_price_and_discount_are_those_of_the_work_orders_customer(api: Api) -> None:
    item, keys = await article(api), api.firm.keys
    await alter(api, "customer", keys["customer"], expense_markup_e4=100_000, expense_discount_e4=50_000)
    row = await spend(api, expenseItem=item, workOrder=keys["work_order"])
    assert (row["unitPrice"], row["discountPercent"]) == (350.9, 5)


async def test_price_and_discount_follow_the_customer_until_they_are_sent_st_59(api: Api) -> None:
    item = await article(api)
    dear, cheap = await customer(api, listed={item: 900}), await customer(api, discount=50, listed={item: 100})
    row = await spend(api, expenseItem=item, customer=dear)
    row = await respend(api, row, customer=cheap)
    assert (row["unitPrice"], row["discountPercent"], row["totalAmountAfterDiscount"]) == (100, 50, 50)
    row = await respend(api, row, customer=None)
    assert (row["unitPrice"], row["discountPercent"]) == (426.66, 0)
    row = await respend(api, row, unitPrice=777, discountPercent=7)
    row = await respend(api, row, customer=cheap)
    assert (row["unitPrice"], row["discountPercent"]) == (777, 7)
    row = await respend(api, row, unitPrice=None)
    assert (row["unitPrice"], row["discountPercent"]) == (100, 7)
    row = await respend(api, row, discountPercent=None)
    assert (row["unitPrice"], row["discountPercent"]) == (100, 50)
    assert (await respend(api, row, customer=dear))["unitPrice"] == 900


async def test_a_price_that_stands_does_not_move_with_the_register_st_59(api: Api) -> None:
    item = await article(api)
    row = await spend(api, expenseItem=item)
    await alter(api, "article", item, name="Dyrare", price_e4=9_990_000, cost_e4=1, tax_e4=60_000)
    assert await respend(api, row, expenseItem=item, customer=None) == row
    assert (await respend(api, row, unitPrice=None))["unitPrice"] == 999


async def test_a_cost_that_is_sent_moves_a_price_that_is_marked_up_st_59(api: Api) -> None:
    payer = await customer(api, markup=50)
    row = await spend(api, expenseItem=await article(api), customer=payer)
    assert row["unitPrice"] == 478.5
    row = await respend(api, row, unitCost=100)
    assert (row["unitCost"], row["unitPrice"], row["totalCost"]) == (100, 150, 100)
    row = await respend(api, row, unitCost=None)
    assert (row["unitCost"], row["unitPrice"]) == (319, 478.5)


async def test_another_item_brings_all_that_is_its_own_unless_it_is_sent_st_59(api: Api) -> None:
    supplier = await seed(api, "supplier", name="Lev 4")
    supplier_id = await row_id(api, "supplier", supplier)
    other = await article(
        api,
        number="2",
        name="Spik",
        description="varmförzinkad",
        unit="kg",
        supplier_id=supplier_id,
        cost_e4=100_000,
        price_e4=200_000,
        tax_e4=120_000,
    )
    row = await spend(api, expenseItem=await article(api), numberOfItems=2)
    changed = await respend(api, row, expenseItem=other)
    expected: Row = {
        "expenseItem": other,
        "articleNumber": "2",
        "name": "Spik",
        "description": "varmförzinkad",
        "unit": "kg",
        "distributor": supplier,
        "distributorName": "Lev 4",
        "unitCost": 10,
        "unitPrice": 20,
        "unitTaxPercent": 12,
        "totalAmount": 40,
        "totalTaxAmount": 4.8,
        "numberOfItems": 2,
    }
    assert {name: changed[name] for name in expected} == expected
    given = {"name": "Skruv", "description": "", "unit": "st", "distributor": None, "unitCost": 1, "unitPrice": 2}
    changed = await respend(api, row, expenseItem=other, taxPercent=6, **given)
    expected = given | {"unitTaxPercent": 6, "articleNumber": "2"}
    assert {name: changed[name] for name in expected} == expected


async def test_an_agreed_price_stays_when_the_item_becomes_another_st_59(api: Api) -> None:
    row = await spend(api, expenseItem=await article(api), unitPrice=400)
    row = await respend(api, row, expenseItem=await article(api, number="2", price_e4=10_000, cost_e4=0))
    assert (row["unitPrice"], row["unitCost"]) == (400, 0)


async def test_what_the_item_says_of_bills_and_reimbursement_holds_unless_it_is_sent(api: Api) -> None:
    item = await article(api, is_billable=False, is_always_reimbursed=True)
    row = await spend(api, expenseItem=item)
    assert (row["isInvoiceable"], row["doReimburse"]) == (False, True)
    row = await spend(api, expenseItem=item, isInvoiceable="true", doReimburse="false")
    assert (row["isInvoiceable"], row["doReimburse"]) == (True, False)
    row = await respend(api, row, isInvoiceable=None, doReimburse=None)
    assert (row["isInvoiceable"], row["doReimburse"]) == (False, True)


async def test_free_text_is_what_was_sent_and_follows_nothing_st_58_st_59(api: Api) -> None:
    row = await spend(api, **FREE_TEXT, articleNumber="9000", unit="dag")
    expected = {
        "expenseItem": None,
        "name": "Hyrd lift",
        "articleNumber": "9000",
        "unit": "dag",
        "description": "",
        "unitPriceInclTax": 1250,
        "isInvoiceable": True,
        "doReimburse": False,
        "distributor": None,
    }
    assert {name: row[name] for name in expected} == expected
    payer = await customer(api, markup=50, discount=10)
    row = await respend(api, row, customer=payer, unitCost=1)
    assert (row["unitPrice"], row["discountPercent"]) == (1000, 0)
    row = await respend(api, row, name="Lift", articleNumber=None)
    assert (row["name"], row["articleNumber"]) == ("Lift", "")


async def test_an_item_can_become_free_text_and_free_text_an_item_st_58_st_59(api: Api) -> None:
    item = await article(api)
    row = await spend(api, expenseItem=item, articleNumber="my own")
    assert row["articleNumber"] == "575733"
    free = await respend(api, row, expenseItem=None)
    assert free == row | {"expenseItem": None}
    again = await respend(api, free, expenseItem=await article(api, number="2", price_e4=1))
    assert (again["articleNumber"], again["unitPrice"]) == ("2", 426.66)


async def test_an_expense_outlives_its_item(api: Api) -> None:
    item = await article(api)
    row = await spend(api, expenseItem=item, customer=await customer(api, markup=10))

    def withdraw(work: UnitOfWork) -> None:
        found = work.find("article", key=item)
        assert found is not None
        work.withdraw("article", found)

    await api.world.store.write(operator(api.firm.company_id), withdraw)
    changed = await respend(api, row, customer=None, numberOfItems=2)
    assert (changed["unitPrice"], changed["expenseItem"], changed["totalAmount"]) == (350.9, item, 701.8)
    for name in ("unitPrice", "unitCost", "taxPercent", "name"):
        body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], name: None}
        assert await api.refused("PUT", "expenses", 400, json=body) == f"{name}: is required"
