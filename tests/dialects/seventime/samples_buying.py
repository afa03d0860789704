"""A value for every documented parameter of a supplier invoice (see ``samples``)."""

from typing import Any

from tests.dialects.seventime.sent import Keys, Sent


def least(keys: Keys, number: int) -> dict[str, Any]:
    """What a POST needs beside who it is by."""
    return {
        "supplierInvoiceNumber": 9200 + number,
        "distributor": keys["supplier"],
        "totalAmountInclTax": 1_000,
    }


def samples(keys: Keys) -> dict[str, Sent]:
    """Every parameter of a supplier invoice."""
    row = {"itemType": "expense", "expenseItem": keys["article"], "numberOfItems": 2, "unitCost": 10, "unit": "kg"}
    currency = {"currencyCode": "EUR"}
    return {
        "customer": Sent(keys["customer"]),
        "project": Sent(keys["project"]),
        "workOrder": Sent(keys["work_order"]),
        "supplierInvoiceNumber": Sent("9162"),
        "distributor": Sent(keys["supplier"]),
        "totalAmountInclTax": Sent("100000", 100_000),
        "resultUnit": Sent(keys["result_unit"]),
        "supplierInvoiceStatus": Sent("7", 7),
        "taxPercent": Sent(12),
        "markupPercent": Sent("12.5", 12.5),
        "invoiceDate": Sent("2026-11-02", "2026-11-02T00:00:00.000Z"),
        "dueDate": Sent("2026-12-24", "2026-12-24T00:00:00.000Z"),
        "exportedToEconomy": Sent(value=True),
        "OCR": Sent(2448173, "2448173"),
        "currencyCode": Sent("EUR", along={"currencyRate": 11.2}),
        "currencyRate": Sent("11.25", 11.25, along=currency),
        "supplementOrder": Sent(value=True, along={"project": keys["project"]}),
        "supplementOrderId": Sent(keys["supplement_order"], along={"project": keys["project"]}),
        "ourReference": Sent("Ada Admin"),
        "yourReference": Sent("Stina Ek"),
        "notes": Sent("Fel pris"),
        "isInvoiceable": Sent(value=False),
        "invoiceItems": Sent([row, {"itemType": "text", "description": "Tack"}]),
    }
