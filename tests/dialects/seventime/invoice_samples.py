"""A value for every documented parameter of an invoice."""

from tests.dialects.seventime.sent import Keys, Sent, place

HOME = {
    "invoiceType": 2,
    "houseProperties.typeOfProperty": 2,
    "houseProperties.housingSocietyNumber": "769612-3459",
    "houseProperties.apartmentNumber": "1102",
}


def invoices(keys: Keys) -> dict[str, Sent]:
    """Every parameter of the writes of invoices."""
    share = {"userName": "Stina Ek", "personalNumber": "19900101-0017", "distributionPercent": 60}
    row = {"itemType": "general", "name": "Arbete", "numberOfItems": 2, "unit": "h", "unitPrice": 650.5}
    return {
        **dict(place("deliveryAddress")),
        "customer": Sent(keys["customer"]),
        "language": Sent("EN"),
        "name": Sent("Faktura november", at="invoiceName"),
        "invoiceName": Sent("Faktura december"),
        "invoiceDate": Sent("2026-11-18", "2026-11-17T23:00:00.000Z"),
        "dueDate": Sent("2026-12-31", "2026-12-30T23:00:00.000Z"),
        "project": Sent(keys["project"]),
        "marking": Sent("M-7"),
        "yourOrderNumber": Sent("79"),
        "invoiceStatus": Sent("2", 2),
        "contactPerson": Sent(keys["contact"]),
        "ourReference": Sent(keys["chief"]),
        "workOrder": Sent(keys["work_order"]),
        "resultUnit": Sent(keys["result_unit"]),
        "invoiceType": Sent(3),
        "houseProperties.typeOfProperty": Sent(2, along=HOME),
        "houseProperties.propertyDescription": Sent("Ekorren 8", along=HOME),
        "houseProperties.housingSocietyNumber": Sent("769612-3459", along=HOME),
        "houseProperties.apartmentNumber": Sent("1102", along=HOME),
        "houseProperties.deductionDistribution": Sent([share], along=HOME),
        "priceList": Sent(keys["price_list"]),
        "multipleTaxesOnRows": Sent("true", shown=True),
        "taxPercent": Sent("12", 12),
        "currencyCode": Sent("EUR"),
        "currencyRate": Sent("11.25", 11.25),
        "notes": Sent("Delfaktura"),
        "invoiceItems": Sent([row]),
        "tags": Sent([keys["invoice_tag"]]),
        "useFooterFromSettings": Sent(value=False, shown="Egen fot", at="footerText", along={"footerText": "Egen fot"}),
        "footerText": Sent("Betala i tid"),
    }
