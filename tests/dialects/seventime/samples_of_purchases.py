"""A value for every documented parameter of a purchase order (see ``samples``)."""

from typing import Any

from tests.dialects.seventime.sent import Keys, Sent, place


def purchase_orders(keys: Keys) -> dict[str, Sent]:
    """What a purchase order takes."""
    day = "2026-12-05"
    items: list[dict[str, Any]] = [
        {"itemType": "expense", "expenseItem": keys["article"], "numberOfItems": 2, "unit": "St", "unitPrice": 12.5},
        {"itemType": "timeLog", "timeCategory": keys["cause"], "discountPercent": 10},
        {"itemType": "onlyamount", "name": "Frakt", "totalAmount": 99},
    ]
    sent = [items[0], items[1] | {"pricePerHour": 500}, items[2]]
    return {
        **dict(place("deliveryAddress")),
        **dict(place("invoiceAddress")),
        "createdByUser": Sent(keys["admin"]),
        "distributor": Sent(keys["supplier"]),
        "language": Sent("FI"),
        "purchaseOrderName": Sent("Skruv och spik"),
        "purchaseOrderInfoName": Sent("Till lagret"),
        "purchaseOrderStatus": Sent("2", 2),
        "contactPersonDistributor": Sent(keys["supplier_contact"]),
        "purchaseOrderDate": Sent(day, f"{day}T00:00:00.000Z"),
        "desiredDeliveryDate": Sent(day, f"{day}T00:00:00.000Z"),
        "workOrder": Sent(keys["work_order"]),
        "project": Sent(keys["project"]),
        "deliveryAttention": Sent("Anna"),
        "deliveryPhone": Sent("0418-3"),
        "marking": Sent("M-9"),
        "paymentDays": Sent("10", 10),
        "invoiceItems": Sent(sent, [items[0], items[1] | {"unitPrice": 500}, items[2]]),
        "headerText": Sent("Vi önskar att beställa följande."),
        "footerText": Sent("Med vänlig hälsning"),
        "footerInfoText": Sent("Leverans före sju"),
    }
