"""Projects as the document writes them: what is sent, and what comes back."""

from typing import Any

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.project_seeds import add, id_of

ADDRESS = {
    "name": "Platsen",
    "address": "Hamngatan 1",
    "address2": "Port 3",
    "zipCode": "111 47",
    "city": "Stockholm",
    "country": "SE",
    "phone": "08-123 45",
}
OWN: dict[str, Any] = {
    "permissions": {"permUsers": ["a"], "permRoles": [10], "permissionFlag": 2, "permDepartments": ["b"]},
    "recurringBudgetType": 20,
    "recurringBudget": {"budgetTime": 12.5, "budgetAmount": 1000, "budgetType": 20},
    "budget": {
        "typeOfBenefitCalc": 2,
        "benefits": [{"title": "Vinst", "amount": 1.5}],
        "benefitTotal": 1.5,
        "typeOfCostCalc": 2,
        "costs": [{"title": "Kostnad", "amount": 2}],
        "costTotal": 2,
    },
    "budgetCalculation": {"invoiceItems": [{"name": "Å"}], "totalBenefitAmount": 3, "totalCostAmount": 4.25},
    "enableConstructionDiary": True,
    "enablePaymentPlans": True,
    "timeCategoryItems": ["c"],
    "expenseItemItems": ["d"],
    "staffLedger": {"workPlaceIDNumber": "ID1", "developerName": "Byggherren", "developerOrgNumber": "556000-0000"},
    "projectTimeNotification": {"sent": True, "notifyAtPercent": 80},
    "workRuleStartOfDay": 7.5,
    "workRuleEndOfDay": "16:00",
    "timeLogRegistrationMethods": [1],
    "timeShouldNotBeWorkTime": True,
    "enablePortalAccess": True,
    "projectResources": [{"user": "e"}],
    "checkLists": [{"title": "Lista", "items": []}],
    "comments": [{"text": "Hej"}],
    "customFields": [{"_id": "5f326f50433f102ff77995135845", "fieldId": "5c0e7342ce9a", "value": "Prioritet"}],
}
"""Properties that only the examples of replies show."""
BLANK: dict[str, Any] = {
    "permissions": {"permUsers": [], "permRoles": [], "permissionFlag": 1, "permDepartments": []},
    "tags": [],
    "projectType": None,
    "projectTypeName": None,
    "billingMethod": "",
    "pricePerHour": 0,
    "fixedPrice": 0,
    "fixedPriceInvoiced": False,
    "fixedPriceLeftToInvoice": 0,
    "fixedPriceExpenseItem": None,
    "timeCategoryPriceList": None,
    "estimatedTime": 0,
    "recurringBudgetType": 10,
    "recurringBudget": {"budgetTime": 0, "budgetAmount": 0, "budgetType": 10},
    "resultUnit": None,
    "resultUnitName": "",
    "customer": None,
    "customerName": "",
    "contactPerson": None,
    "contactPersonName": None,
    "projectLeader": None,
    "projectLeaderName": None,
    "quote": None,
    "quoteNumber": None,
    "department": None,
    "departmentName": "",
    "marking": "",
    "yourOrderNumber": "",
    "deliveryAddress": dict.fromkeys(ADDRESS, ""),
    "invoiceStatus": 0,
    "notes": "",
    "documents": [],
    "startDate": None,
    "endDate": None,
    "budget": {
        "typeOfBenefitCalc": 1,
        "benefits": [],
        "benefitTotal": 0,
        "typeOfCostCalc": 1,
        "costs": [],
        "costTotal": 0,
    },
    "budgetCalculation": {"invoiceItems": [], "totalBenefitAmount": 0, "totalCostAmount": 0},
    "enableConstructionDiary": False,
    "enablePaymentPlans": False,
    "timeCategoryItems": [],
    "expenseItemItems": [],
    "staffLedger": {"workPlaceIDNumber": "", "developerName": "", "developerOrgNumber": ""},
    "projectTimeNotification": {"sent": False, "notifyAtPercent": 0},
    "workRuleStartOfDay": None,
    "workRuleEndOfDay": None,
    "timeLogRegistrationMethods": [],
    "timeShouldNotBeWorkTime": False,
    "enablePortalAccess": False,
    "projectResources": [],
    "checkLists": [],
    "color": "FAFAFA",
    "isActive": True,
    "comments": [],
    "customFields": [],
}
"""What the examples show where there is nothing."""


async def make(api: Api, **body: Any) -> Row:
    """Make a project, with the document's own body unless said."""
    return await api.write("POST", "projects/", **({"createdByUser": api.firm.admin, "name": "App development"} | body))


async def correct(api: Api, row: Row, **body: Any) -> Row:
    """Correct a project."""
    return await api.write("PUT", "projects/", **({"_id": row["_id"], "modifiedByUser": api.firm.admin} | body))


async def optional(api: Api) -> Row:
    """Every optional parameter of the table."""
    keys = api.firm.keys
    customer_id = await id_of(api, "customer", keys["customer"])
    return {
        "projectNumber": 3314,
        "projectStatusRef": keys["project status 50"],
        "customer": keys["customer"],
        "contactPerson": await add(api, "contact", name="Karin Kontakt", customer_id=customer_id),
        "invoiceStatus": 20,
        "projectLeader": api.person("chef"),
        "projectType": keys["project_type"],
        "department": keys["department"],
        "startDate": "2026-01-01",
        "endDate": "2026-12-31",
        "notes": "Anteckning",
        "resultUnit": keys["result_unit"],
        "billingMethod": "FIXED_PRICE",
        "pricePerHour": 777.5,
        "fixedPrice": 100_000,
        "timeCategoryPriceList": await add(api, "price_list", name="Kundlista"),
        "projectTags": [keys["project_tag"]],
        "marking": "Märkning",
        "yourOrderNumber": "1058",
        "deliveryAddress": ADDRESS,
    }


def shown(api: Api, sent: Row) -> Row:
    """What a reply shows of the optional parameters."""
    names = {
        "projectNumber": "3314",
        "projectStatus": 50,
        "projectTypeName": "Dev",
        "customerName": "Kund Ett AB",
        "contactPersonName": "Karin Kontakt",
        "projectLeaderName": "Cecilia Chef",
        "departmentName": "Utveckling",
        "resultUnitName": "Kontor Syd",
        "startDate": "2026-01-01T00:00:00.000Z",
        "endDate": "2026-12-31T00:00:00.000Z",
        "fixedPriceLeftToInvoice": 100_000,
        "tags": [api.firm.keys["project_tag"]],
    }
    return {name: value for name, value in sent.items() if name != "projectTags"} | names
