"""A value for every documented parameter of a write, and where a reply shows it."""

from collections.abc import Mapping
from typing import Any

from tests.dialects.seventime import samples_buying
from tests.dialects.seventime.invoice_samples import invoices
from tests.dialects.seventime.samples_of_purchases import purchase_orders
from tests.dialects.seventime.sent import LEFT_OUT, PLACE, Keys, Sent, place


def samples_of(resource: str, keys: Keys) -> Mapping[str, Sent]:
    """Every parameter of the writes of a resource."""
    return {**_said_by(keys), **_OF[resource](keys)}


def minimal(resource: str, keys: Keys, number: int) -> dict[str, Any]:
    """What a POST needs at the least; ``number`` keeps what must be unique apart."""
    creator = {"createdByUser": keys["admin"]}
    bodies: dict[str, dict[str, Any]] = {
        "customers": {**creator, "name": "Kund"},
        "distributors": {"name": "Leverantör"},
        "driverJournals": {
            **creator,
            "user": keys["person"],
            "carRegistrationNumber": "XYZ789",
            "driverJournalItemType": keys["drive_type"],
            "startAddress": "Hit",
            "endAddress": "Dit",
            "travelPurpose": "Besök",
            "startOdometer": 10,
            "endOdometer": 20,
        },
        "expenses": {**creator, "user": keys["person"], "expenseItem": keys["article"]},
        "invoices": {**creator, "customer": keys["customer"], "language": "SV"},
        "projects": {**creator, "name": "Projekt"},
        "purchaseOrders": {**creator, "distributor": keys["supplier"]},
        "supplierInvoices": {**creator, **samples_buying.least(keys, number)},
        "timeLogs": {**creator, "user": keys["person"], "timestamp": "2026-11-18 08:00", "time": "4"},
        "users": {
            **creator,
            "firstName": "Nils",
            "lastName": "Ny",
            "email": "nils@firma.example",
            "userName": f"nils{number}",
            "userRoleId": 30,
        },
        "workOrders": {**creator, "title": "Order", "customer": keys["customer"]},
    }
    return bodies[resource]


def _said_by(keys: Keys) -> dict[str, Sent]:
    return {
        "createdByUser": Sent(keys["admin"], column="created_by_id"),
        "modifiedByUser": Sent(keys["chief"], column="modified_by_id"),
        "deletedByUser": Sent(keys["chief"], column="deleted_by_id"),
    }


def _owned(keys: Keys) -> dict[str, Sent]:
    return {
        "customer": Sent(keys["customer"]),
        "project": Sent(keys["project"]),
        "workOrder": Sent(keys["work_order"]),
    }


def _customers(keys: Keys) -> dict[str, Sent]:
    assert keys
    address = {part: Sent(value) for part, value in PLACE.items()}
    billing = {
        "useSeparateBillingAddress": True,
        "address": "Box 2",
        "address2": "Ekonomi",
        "zipCode": "263 00",
        "city": "Ängelholm",
        "useSeparateBillingEmail": True,
        "invoiceEmail": "faktura@kund.example",
        "invoiceDeliveryType": 10,
        "defaultEmailSubject": "Faktura från oss",
        "isConstructionCompany": True,
        "isROTCustomer": True,
        "isRUTCustomer": True,
        "typeOfProperty": 2,
        "propertyDescription": "Ekorren 8",
        "housingSocietyNumber": "716400-0001",
        "apartmentNumber": "1102",
    }
    share = {"userName": "Stina Ek", "personalNumber": "19900101-0017", "distributionPercent": 60}
    shares = [share, share | {"userName": "Olle Ek", "distributionPercent": 40}]
    return {
        **address,
        **dict(place("deliveryAddress")),
        **{f"billingSettings.{name}": Sent(value) for name, value in billing.items()},
        "billingSettings.deductionDistribution": Sent(shares),
        "name": Sent("Åkessons Måleri"),
        "customerNumber": Sent("K-900"),
        "email": Sent("info@kund.example"),
        "organizationNumber": Sent("556016-0680"),
        "vatNumber": Sent("SE556016068001"),
        "paymentDays": Sent("45", 45),
    }


def _distributors(keys: Keys) -> dict[str, Sent]:
    assert keys
    given = ("address", "zipCode", "city", "country")
    return {
        **{part: Sent(PLACE[part]) for part in given},
        "name": Sent("Rörgrossisten"),
        "distributorNumber": Sent("L-900"),
        "email": Sent("info@lev.example"),
        "organizationNumber": Sent("556036-0793"),
        "vatNumber": Sent("SE556036079301"),
        "bankgiro": Sent("991-2346"),
        "plusgiro": Sent("1 23 45-6"),
        "notes": Sent("Stängt fredagar"),
        "purchaseOrderEmail": Sent("order@lev.example"),
        "ourCustomerNumber": Sent("031239"),
        "paymentDays": Sent(45),
        "isSubContractor": Sent("true", shown=True),
        "hasSelfBilling": Sent(value=True),
        "isActive": Sent(value=False),
        "selfBillingSettings.invoiceDeduction": Sent("10", 10),
        "selfBillingSettings.invoiceNumberSeries": Sent("SE"),
        "selfBillingSettings.invoiceCounter": Sent("12", 12),
        "selfBillingSettings.emailForSelfBilling": Sent("sjalv@lev.example"),
    }


def _driver_journals(keys: Keys) -> dict[str, Sent]:
    return {
        **_owned(keys),
        "user": Sent(keys["person"]),
        "vehicle": Sent(keys["vehicle"], at="car"),
        "carRegistrationNumber": Sent("GHJ456"),
        "driverJournalItemType": Sent(keys["drive_type"]),
        "startAddress": Sent("Södra vägen 1, Ystad"),
        "endAddress": Sent("Norra vägen 1, Åhus"),
        "travelPurpose": Sent("Leverans"),
        "startOdometer": Sent("12.5", 12.5),
        "endOdometer": Sent("60", 60),
        "price": Sent(5.5),
        "cost": Sent(2),
        "description": Sent("Med släp"),
        "isInvoiceable": Sent(value=False),
        "isSalaryCompensated": Sent("true", shown=True),
    }


def _expenses(keys: Keys) -> dict[str, Sent]:
    return {
        **_owned(keys),
        "user": Sent(keys["person"]),
        "expenseItem": Sent(keys["article"]),
        "name": Sent("Skruv"),
        "distributor": Sent(keys["supplier"]),
        "numberOfItems": Sent("2.5", 2.5),
        "unit": Sent("kg"),
        "unitCost": Sent(10),
        "unitPrice": Sent(20.25),
        "discountPercent": Sent(10),
        "taxPercent": Sent(12, at="unitTaxPercent"),
        "timestamp": Sent("2026-11-17 10:00", "2026-11-17T09:00:00.000Z"),
        "description": Sent("Rostfri"),
        "isInvoiceable": Sent(value=False),
        "doReimburse": Sent(value=False),
    }


def _projects(keys: Keys) -> dict[str, Sent]:
    hourly = {"billingMethod": "HOURLY"}
    return {
        **dict(place("deliveryAddress")),
        "name": Sent("Nybygge Överby"),
        "projectNumber": Sent(9001, "9001"),
        "projectStatusRef": Sent(keys["project_status"]),
        "customer": Sent(keys["customer"]),
        "contactPerson": Sent(keys["contact"], along={"customer": keys["customer"]}),
        "invoiceStatus": Sent(10),
        "projectLeader": Sent(keys["chief"]),
        "projectType": Sent(keys["project_type"]),
        "department": Sent(keys["department"]),
        "startDate": Sent("2026-12-01", "2026-12-01T00:00:00.000Z"),
        "endDate": Sent("2026-12-24", "2026-12-24T00:00:00.000Z"),
        "notes": Sent("Grind"),
        "resultUnit": Sent(keys["result_unit"]),
        "billingMethod": Sent("HOURLY", along={"pricePerHour": 500}),
        "pricePerHour": Sent(550.5, along=hourly),
        "fixedPrice": Sent(10_000, along={"billingMethod": "FIXED_PRICE"}),
        "timeCategoryPriceList": Sent(keys["price_list"], along={"billingMethod": "PRICELIST"}),
        "projectTags": Sent([keys["project_tag"]], at="tags"),
        "marking": Sent("M-9"),
        "yourOrderNumber": Sent("77"),
    }


def _time_logs(keys: Keys) -> dict[str, Sent]:
    return {
        **_owned(keys),
        "workOrder": Sent(keys["work_order"], column="work_order_id"),
        "user": Sent(keys["person"]),
        "timestamp": Sent("2026-11-18 09:30", "2026-11-18T08:30:00.000Z"),
        "endTimestamp": Sent("2026-11-18 11:00", "2026-11-18T10:00:00.000Z", along={"time": LEFT_OUT}),
        "time": Sent("2.5", 2.5),
        "invoiceableTime": Sent("1", 1),
        "timeCategory": Sent(keys["cause"]),
        "pricePerHour": Sent(777),
        "description": Sent("Felsökte"),
        "internalDescription": Sent("Tog tid", column="internal_note"),
        "supplementOrder": Sent(value=True, column="is_supplement"),
        "isInvoiceable": Sent(value=False),
        "isAbsence": Sent(value=True),
    }


def _users(keys: Keys) -> dict[str, Sent]:
    assert keys
    return {
        "firstName": Sent("Åke"),
        "lastName": Sent("Ömark"),
        "email": Sent("ake@firma.example"),
        "userName": Sent("ake"),
        "userRoleId": Sent("10", 10),
        "employeeNumber": Sent("4711"),
        "workPhone": Sent("040-2"),
        "cellPhone": Sent("070-2"),
        "isActive": Sent("true", shown=True),
        "isActivated": Sent(value=True),
        "password": Sent("hemligt lösenord", column="password_hash"),
        "language": Sent("EN"),
    }


def _work_orders(keys: Keys) -> dict[str, Sent]:
    elsewhere = {"workAddress.useOtherAddress": True}
    return {
        **dict(place("workAddress", elsewhere)),
        "workAddress.useOtherAddress": Sent(value=True),
        "title": Sent("Laga läckan"),
        "customer": Sent(keys["customer"]),
        "createdByUser": Sent(keys["admin"]),
        "statusRef": Sent(keys["work_order_status"]),
        "Project": Sent(keys["project"], at="project"),
        "startDate": Sent("2026-12-01 07:00", "2026-12-01T06:00:00.000Z"),
        "endDate": Sent("2026-12-01 16:00", "2026-12-01T15:00:00.000Z"),
        "currentOwner": Sent(keys["chief"]),
        "users": Sent([keys["person"], keys["chief"]]),
        "machines": Sent([keys["machine"]]),
        "estimatedTime": Sent(6.5),
        "contactPerson": Sent(keys["contact"]),
        "workOrderType": Sent(keys["work_order_type"]),
        "department": Sent(keys["department"]),
        "workLeader": Sent(keys["chief"]),
        "description": Sent("Vatten på golvet"),
        "color": Sent("FF5722"),
        "invoiceStatus": Sent(10),
        "billingMethod": Sent("ACCORDING_TO_QUOTE"),
        "fixedPrice": Sent(9_500, along={"billingMethod": "FIXED_PRICE"}),
        "isSupplementOrder": Sent(value=True),
        "enablePortalAccess": Sent(value=True),
        "allowRegistrationOfTimes": Sent(value=False),
        "allowRegistrationOfExpenses": Sent(value=False),
        "marking": Sent("M-8"),
        "yourOrderNumber": Sent("78"),
    }


_OF = {
    "customers": _customers,
    "distributors": _distributors,
    "driverJournals": _driver_journals,
    "expenses": _expenses,
    "invoices": invoices,
    "projects": _projects,
    "purchaseOrders": purchase_orders,
    "supplierInvoices": samples_buying.samples,
    "timeLogs": _time_logs,
    "users": _users,
    "workOrders": _work_orders,
}
