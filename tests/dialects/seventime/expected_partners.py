"""What the document shows of customers, distributors, the persons to speak to there, and price lists."""

from collections.abc import Mapping

TEXT, NUMBER, TRUTH, LIST, OBJECT = "text", "number", "truth", "list", "object"
INSTANT, KEY, KEY_OR_NULL = "instant", "key", "key or null"

CUSTOMER = {
    "_id": KEY,
    "customerNumber": TEXT,
    "vatNumber": TEXT,
    "organizationNumber": TEXT,
    "email": TEXT,
    "phone": TEXT,
    "city": TEXT,
    "zipCode": TEXT,
    "address": TEXT,
    "name": TEXT,
    "documents": LIST,
    "billingSettings": OBJECT,
    "modifiedDate": INSTANT,
    "createdDate": INSTANT,
    "address2": TEXT,
    "country": TEXT,
    "billingMethod": TEXT,
    "pricePerHour": NUMBER,
    "paymentDays": NUMBER,
    "notes": TEXT,
    "isActive": TRUTH,
    "deliveryAddress": OBJECT,
}
BILLING_SETTINGS = {
    "useSeparateBillingAddress": TRUTH,
    "address": TEXT,
    "address2": TEXT,
    "zipCode": TEXT,
    "city": TEXT,
    "useSeparateBillingEmail": TRUTH,
    "invoiceEmail": TEXT,
    "invoiceDeliveryType": NUMBER,
    "defaultEmailSubject": TEXT,
    "isConstructionCompany": TRUTH,
    "isROTCustomer": TRUTH,
    "isRUTCustomer": TRUTH,
    "typeOfProperty": NUMBER,
    "propertyDescription": TEXT,
    "housingSocietyNumber": TEXT,
    "apartmentNumber": TEXT,
    "personalNumber": TEXT,
    "deductionDistribution": LIST,
    "expenseDiscount": NUMBER,
    "expenseCustomProfitMargin": NUMBER,
    "markupPercentSupplierInvoice": NUMBER,
    "priceList": KEY_OR_NULL,
    "priceListName": TEXT,
}
DELIVERY_ADDRESS = dict.fromkeys(("name", "address", "address2", "zipCode", "city", "country", "phone"), TEXT)
SHARE = {"itemId": TEXT, "userName": TEXT, "personalNumber": TEXT, "distributionPercent": NUMBER, "_id": KEY}
DISTRIBUTOR = {
    "_id": KEY,
    "name": TEXT,
    "distributorNumber": TEXT,
    "address": TEXT,
    "zipCode": TEXT,
    "city": TEXT,
    "country": TEXT,
    "phone": TEXT,
    "email": TEXT,
    "organizationNumber": TEXT,
    "notes": TEXT,
    "purchaseOrderEmail": TEXT,
    "ourCustomerNumber": TEXT,
    "paymentDays": NUMBER,
    "hasSelfBilling": TRUTH,
    "selfBillingSettings": OBJECT,
    "isActive": TRUTH,
    "isSubContractor": TRUTH,
    "createdDate": INSTANT,
    "modifiedDate": INSTANT,
    "vatNumber": TEXT,
    "bankgiro": TEXT,
    "plusgiro": TEXT,
    "documents": LIST,
}
SELF_BILLING = {
    "invoiceDeduction": NUMBER,
    "deductionExpenseItem": KEY_OR_NULL,
    "invoiceNumberSeries": TEXT,
    "invoiceCounter": NUMBER,
    "emailForSelfBilling": TEXT,
}


def _contact(place: str) -> dict[str, str]:
    return {
        "_id": KEY,
        "name": TEXT,
        "title": TEXT,
        "workPhone": TEXT,
        "cellPhone": TEXT,
        "email": TEXT,
        place: KEY,
        f"{place}Name": TEXT,
        "mainContact": TRUTH,
        "isActive": TRUTH,
        "createdDate": INSTANT,
        "modifiedDate": INSTANT,
    }


SHOWN: Mapping[str, Mapping[str, str]] = {
    "contactPersons": _contact("customer"),
    "customers": CUSTOMER,
    "distributors": DISTRIBUTOR,
    "distributorContactPersons": _contact("distributor"),
    "priceLists": {"_id": KEY, "name": TEXT, "isActive": TRUTH},
}
WITH_ITEMS = set(SHOWN) - {"distributorContactPersons"}
WITH_META = WITH_ITEMS
