from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_expenses import EXPENSE_ITEM
from tests.dialects.seventime.expenses import article, row_id, seed

pytestmark = pytest.mark.anyio

AT_REST: dict[str, Any] = {
    "number": "601310",
    "description": "",
    "price_e4": 2_955_900,
    "cost_e4": 2_210_000,
    "category_group": "12",
    "article_group": "34",
    "is_stocked": True,
    "is_always_reimbursed": True,
    "extras": '{"seventime": {"bundledArticles": [{"articleNumber": "1"}]}}',
}
SHOWN: Row = {
    "description": "",
    "tax": 25,
    "articleNumber": "601310",
    "name": "10-pack Reaktionsbollar",
    "unitPrice": 295.59,
    "unitCost": 221,
    "unit": "St",
    "isInvoiceable": True,
    "isCategory": False,
    "createDate": "2026-11-20T11:00:00.000Z",
    "bundledArticles": [{"articleNumber": "1"}],
    "alwaysReimburse": True,
    "isActive": True,
    "categoryGroupNumber": "12",
    "articleGroupNumber": "34",
    "isInventoryItem": True,
    "unitPriceInclTax": 369.4875,
}
"""The article of the example: 295.59 and 25 % tax."""


async def test_an_expense_item_shows_its_price_with_tax_to_four_decimals_st_55_st_56(api: Api) -> None:
    supplier = await seed(api, "supplier", name="Lev 4", number="4")
    parent = await article(api, name="Bollar", number="", is_category=True)
    references = {
        "parent_id": await row_id(api, "article", parent),
        "supplier_id": await row_id(api, "supplier", supplier),
    }
    key = await article(api, **AT_REST, **references)
    row = (await api.get(f"expenseItems/{key}"))["data"]
    assert_is_whole(row, EXPENSE_ITEM)
    names = {"parentExpenseItemName": "Bollar", "distributor": supplier, "distributorName": "Lev 4"}
    assert row == {"_id": key, "parentExpenseItem": parent, **SHOWN, **names}
    assert [one["_id"] for one in await api.listed("expenseItems")] == [parent, key]


async def test_an_item_that_belongs_to_nothing_shows_the_blanks_of_the_example(api: Api) -> None:
    row = (await api.get(f"expenseItems/{await article(api)}"))["data"]
    blanks: Row = {
        "parentExpenseItem": None,
        "parentExpenseItemName": "",
        "bundledArticles": [],
        "categoryGroupNumber": "",
        "articleGroupNumber": "",
        "distributor": None,
        "distributorName": "",
    }
    assert {name: row[name] for name in blanks} == blanks


async def test_an_items_price_with_tax_is_rounded_half_away_from_nil_st_56(api: Api) -> None:
    for price_e4, tax_e4, shown in ((2, 250_000, 0.0003), (-2, 250_000, -0.0003), (1, 250_000, 0.0001), (7, 0, 0.0007)):
        key = await article(api, price_e4=price_e4, tax_e4=tax_e4)
        assert (await api.get(f"expenseItems/{key}"))["data"]["unitPriceInclTax"] == shown


async def test_expense_items_are_read_only(api: Api) -> None:
    for method in ("POST", "PUT", "DELETE"):
        await api.refused(method, "expenseItems", 405, json={"_id": await article(api)})
