"""The rows of a paper, as invoices, quotes, orders and supplier invoices show them (Seven Time, invoiceItems)."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.domain.invoicing import AMOUNT_MAX_E4
from dagsverke.domain.units import E4, E6
from dagsverke.wire.codec import Codec, boolean, instant, integer, key, money, scaled_number, text
from dagsverke.wire.rows import Member
from dagsverke.wire.values import KEY_MAX, clean

_KINDS = {
    "article": "expense",
    "time": "timeLog",
    "general": "general",
    "blank": "blank",
    "text": "text",
    "amount": "onlyamount",
    "machine_time": "machineTimeLog",
    "drive": "driverJournal",
}
_READ: Mapping[str, str] = {wire.lower(): core for core, wire in _KINDS.items()} | {"time": "time"}
"""The document also says timelog, and shows time on a supplier invoice (ST-74)."""


def _read_kind(value: Any, _: Company) -> str:
    found = _READ.get(clean(value, KEY_MAX).lower())
    if found is None:
        raise ValueError(value)
    return found


AMOUNT = scaled_number("amount", E4, AMOUNT_MAX_E4 // E4)
QUANTITY = scaled_number("number of items", E6, 10**9)
item_type = Codec("item type", _KINDS.__getitem__, _read_kind, {"enum": list(_KINDS.values())}, kind="text")
"""What a row is of."""
is_housework = shapes.shown_only("boolean", bool, {"type": "boolean"})
"""Whether a row has a type of work."""

ROW_MEMBERS = (
    Member("_id", "key", key),
    Member("createDate", "created_at", instant, "r"),
    Member("houseWorkTypeOfWork", "house_work", integer, blank=0),
    Member("name", "name", text, blank=""),
    Member("description", "description", text, blank=""),
    Member("expenseItem", "article_key", key),
    Member("expenseItemName", "article_name", text, "r", blank=""),
    Member("itemType", "kind", item_type),
    Member("numberOfItems", "quantity_e6", QUANTITY, blank=0),
    Member("unit", "unit", text, blank=""),
    Member("unitCost", "unit_cost_e4", money, blank=0),
    Member("totalCost", "cost_e4", AMOUNT, "r", blank=0),
    Member("discountPercent", "discount_e4", money, blank=0),
    Member("taxPercent", "tax_e4", money, blank=0),
    Member("unitPrice", "unit_price_e4", money, blank=0),
    Member("pricePerHour", "hourly_e4", money, "w"),
    Member("totalAmount", "net_e4", AMOUNT, blank=0),
    Member("totalTaxAmount", "tax_amount_e4", AMOUNT, "r", blank=0),
    Member("totalAmountInclTax", "gross_e4", AMOUNT, "r", blank=0),
    Member("itemId", "item_key", key, blank=""),
    Member("itemOrder", "position", integer, "r", blank=0),
    Member("houseWorkFlag", "house_work", is_housework, "r", blank=False),
    Member("articleNumber", "article_number", text, blank=""),
    Member("timeCategory", "cause_key", key),
    Member("categoryName", "cause_name", text, "r", blank=""),
    Member("driverJournalItemType", "drive_type_key", key),
    Member("driverJournalItemTypeName", "drive_type_name", text, "r", blank=""),
    Member("machine", "machine_key", key),
    Member("machineName", "machine_name", text, "r", blank=""),
    Member("priceList", "price_list_key", key, "r"),
    Member("priceListName", "price_list_name", text, "r"),
    Member("discountInPercent", "discount_in_percent", money, "r", blank=0),
    Member("supplementChargePercent", "charge_e4", money, blank=0),
    Member("selectedFlag", "is_selected", boolean, "r", blank=False),
    Member("stockLocation", "stock_location_key", key, "r"),
)
"""Every property of a row that any section shows or takes. Those after ``supplementChargePercent``, the price list and
``discountInPercent`` have nothing behind them, and are shown as the examples show no value."""

LOG_MEMBERS = (
    Member("_id", "key", key, "r"),
    Member("logDate", "at", instant, "r"),
    Member("logType", "kind", integer, "r", blank=0),
    Member("description", "description", text, "r", blank=""),
    Member("user", "person_key", key, "r"),
    Member("userName", "person_name", text, "r", blank=""),
    Member("additionalData", "more", text, "r", blank=""),
)
"""What happened to a paper, as every paper shows it."""
