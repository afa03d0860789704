"""What the document shows of each resource: properties in the order of the list example, and their JSON types."""

from collections.abc import Mapping
from typing import Any

from tests.dialects.seventime import (
    expected_expenses,
    expected_garage,
    expected_invoices,
    expected_partners,
    expected_projects,
    expected_purchases,
    expected_quotes,
    expected_supplier_invoices,
    expected_work_orders,
)

TEXT, NUMBER, TRUTH, LIST, OBJECT = "text", "number", "truth", "list", "object"
INSTANT, INSTANT_OR_NULL = "instant", "instant or null"
KEY, KEY_OR_NULL = "key", "key or null"

TIME_LOG = {
    "_id": KEY,
    "allDay": TRUTH,
    "cost": NUMBER,
    "createDate": INSTANT,
    "customer": KEY_OR_NULL,
    "description": TEXT,
    "endTimestamp": INSTANT_OR_NULL,
    "isWorkTime": TRUTH,
    "project": KEY_OR_NULL,
    "status": NUMBER,
    "time": NUMBER,
    "timeCategory": KEY_OR_NULL,
    "timestamp": INSTANT,
    "user": KEY,
    "userName": TEXT,
    "invoiceableTime": NUMBER,
    "customFields": LIST,
    "isInvoiceable": TRUTH,
    "isInvoiced": TRUTH,
    "machineTimePrices": LIST,
    "machineTimeSupplements": LIST,
    "realTimestamp": INSTANT,
    "startLocation": OBJECT,
    "stopLocation": OBJECT,
    "unSocialHoursCosts": LIST,
    "isAbsence": TRUTH,
    "realEndTimestamp": INSTANT_OR_NULL,
    "pricePerHour": NUMBER,
    "price": NUMBER,
}
TIME_CATEGORY = {
    "_id": KEY,
    "name": TEXT,
    "description": TEXT,
    "isAbsenceType": TRUTH,
    "isUnsocialHour": TRUTH,
    "isInvoiceable": TRUTH,
    "pricePerHour": NUMBER,
    "articleNumber": TEXT,
    "isWorkTime": TRUTH,
    "isActive": TRUTH,
    "color": TEXT,
    "isVacation": TRUTH,
    "presenceCode": TEXT,
    "requirePreAttest": TRUTH,
    "isMachineTime": TRUTH,
}
USER = {
    "_id": KEY,
    "firstName": TEXT,
    "lastName": TEXT,
    "email": TEXT,
    "personalNumber": TEXT,
    "employeeNumber": TEXT,
    "userName": TEXT,
    "workPhone": TEXT,
    "cellPhone": TEXT,
    "createdDate": INSTANT,
    "modifiedDate": INSTANT,
    "userRoleId": NUMBER,
    "isActive": TRUTH,
    "isActivated": TRUTH,
    "language": TEXT,
    "workSchedules": LIST,
    "canHaveDynamicSchedule": TRUTH,
}
SALARY_TYPE = {
    "_id": KEY,
    "name": TEXT,
    "description": TEXT,
    "code": TEXT,
    "isAbsenceTimeType": TRUTH,
    "isRuleType": TRUTH,
    "absenceTimeCategory": KEY_OR_NULL,
    "absenceTimeCategoryName": TEXT,
    "unitType": TEXT,
    "canBeRegistered": TRUTH,
    "salaryAmount": NUMBER,
    "typeInSalarySystem": NUMBER,
}
WORK_SCHEDULE = {"_id": KEY, "name": TEXT, "description": TEXT, "isActive": TRUTH, "workScheduleWeeks": LIST}
DEPARTMENT = {"_id": KEY, "name": TEXT, "departmentNumber": TEXT, "isActive": TRUTH, "managerIds": LIST}
RESULT_UNIT = {"_id": KEY, "name": TEXT, "code": TEXT, "isActive": TRUTH}
VEHICLE = {"_id": KEY, "name": TEXT, "registrationNumber": TEXT, "isActive": TRUTH, "createDate": INSTANT}

_PARTS = (
    expected_partners,
    expected_projects,
    expected_work_orders,
    expected_expenses,
    expected_garage,
    expected_invoices,
    expected_purchases,
    expected_supplier_invoices,
    expected_quotes,
)

SHOWN: Mapping[str, Mapping[str, str]] = {
    "departments": DEPARTMENT,
    "resultUnits": RESULT_UNIT,
    "timeLogs": TIME_LOG,
    "timeCategories": TIME_CATEGORY,
    "users": USER,
    "userRoles": {"userRoleId": NUMBER, "userRoleName": TEXT},
    "defaultSalaryTypes": SALARY_TYPE,
    "userSkills": {"_id": KEY, "skillTitle": TEXT, "requireEducations": LIST},
    "userWorkTypes": {"_id": KEY, "name": TEXT, "pricePerHour": NUMBER},
    "vehicles": VEHICLE,
    "workSchedules": WORK_SCHEDULE,
    **{name: shown for part in _PARTS for name, shown in part.SHOWN.items()},
}
"""Each list at its address."""

NEEDED = {"distributorContactPersons": "distributor", "supplementOrders": "project"}
"""The lists that answer only where this parameter is sent."""

LISTED = {name: shown for name, shown in SHOWN.items() if name not in NEEDED}
"""The lists that need no parameter."""

WITH_META = {"departments", "timeLogs", "users", "vehicles"}.union(*(part.WITH_META for part in _PARTS))
"""The lists whose example shows ``meta``."""

WITH_ITEMS = {
    *("departments", "resultUnits", "timeLogs", "timeCategories", "users", "vehicles", "workSchedules"),
}.union(*(part.WITH_ITEMS for part in _PARTS))
"""The resources of which one can be fetched."""

INSTANT_LENGTH = len("2020-10-07T05:00:00.000Z")


def kind_of(value: Any) -> str:
    """The JSON type of a value in the words of the tables."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return TRUTH
    kinds: dict[type, str] = {str: TEXT, int: NUMBER, float: NUMBER, list: LIST, dict: OBJECT}
    return kinds[type(value)]


def fits(value: Any, kind: str) -> bool:
    """Whether a value of a reply has the type that the document shows."""
    if kind.endswith(" or null"):
        return value is None or fits(value, kind.removesuffix(" or null"))
    if kind == KEY:
        return isinstance(value, str) and bool(value)
    if kind == INSTANT:
        return isinstance(value, str) and len(value) == INSTANT_LENGTH and value[10] == "T" and value.endswith("Z")
    return kind_of(value) == kind


def assert_is_whole(row: Mapping[str, Any], shown: Mapping[str, str]) -> None:
    """The row has the documented properties, in their order and with their types, and no others."""
    assert list(row) == list(shown)
    misfits = {name: row[name] for name, kind in shown.items() if not fits(row[name], kind)}
    assert misfits == {}
