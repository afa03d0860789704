"""A value for every documented filter that the filled row has, and one that it has not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UNKNOWN = "59d05abdc471b72e49791359"
KEY_LENGTH = len(UNKNOWN)


@dataclass(frozen=True)
class Asked:
    """What a filter is asked for; None where no row has such a value."""

    has: Any
    has_not: Any


SINCE = Asked("2026-11-16", "2030-01-01")
_DAYS = {"fromDate": Asked("2026-11-16", "2026-11-17"), "toDate": Asked("2026-11-16", "2026-11-15")}
_FIXED: Mapping[str, Mapping[str, Asked]] = {
    "users": {"name": Asked("ANNA and", "Anna Öberg")},
    "supplierInvoices": {
        "fromInvoiceDate": Asked("2026-11-16", "2026-11-17"),
        "toInvoiceDate": Asked("2026-11-16", "2026-11-15"),
    },
    "timeLogs": {
        "task": Asked(None, UNKNOWN),
        "timestamp": Asked("2026-11-16 08:00", "2026-11-16 08:01"),
        "endTimestamp": Asked("2026-11-16 16:00", "2026-11-16 15:59"),
        "invoicedDate": Asked("2026-11-16 16:00", "2026-11-16 16:01"),
        "workOrderNumber": Asked(2901, 2902),
    },
    "invoices": {
        "fromInvoiceDate": Asked("2026-11-16", "2026-11-17"),
        "toInvoiceDate": Asked("2026-11-16", "2026-11-15"),
        "fromDueDate": Asked("2026-12-16", "2026-12-17"),
        "toDueDate": Asked("2026-12-16", "2026-12-15"),
    },
    "purchaseOrders": {"workOrderNumber": Asked("2901", "2902")},
    "quotes": {
        "fromQuoteDate": Asked("2026-11-16", "2026-11-17"),
        "toQuoteDate": Asked("2026-11-16", "2026-11-15"),
        "fromValidToDate": Asked("2026-12-18", "2026-12-19"),
        "toValidToDate": Asked("2026-12-18", "2026-12-17"),
    },
    "expenseItems": {"favorite": Asked("true", "false")},
}
_REFERENCES = {
    "contactPersons": {"customerId": "customer"},
    "distributorContactPersons": {"distributor": "supplier"},
    "supplementOrders": {"project": "project"},
    "timeLogs": {"workOrder": "work_order"},
    "users": {"department": "department", "defaultSalaryType": "salary_type", "userSkills": "skill"},
    "workOrders": {"user": "person"},
}
"""Filters by key of what the row does not show under that name."""
_SHOWN_AS = {
    "users": {"personNumber": "personalNumber", "userRole": "userRoleId"},
    "timeLogs": {"category": "timeCategory"},
    "machines": {"name": "machineName"},
}


def asked_of(resource: str, keys: Mapping[str, str], row: Mapping[str, Any]) -> dict[str, Asked]:
    """What the filters of a resource are asked for, the shown properties of the row under their own names."""
    shown = {name: _of(value) for name, value in row.items()}
    shown |= {param: shown[name] for param, name in _SHOWN_AS.get(resource, {}).items() if name in shown}
    by_key = {param: Asked(keys[name], UNKNOWN) for param, name in _REFERENCES.get(resource, {}).items()}
    return {**shown, **_DAYS, "lastModified": SINCE, **by_key, **_FIXED.get(resource, {})}


def _of(value: Any) -> Asked:
    if isinstance(value, bool):
        return Asked(str(value).lower(), str(not value).lower())
    if isinstance(value, int | float):
        return Asked(value, 987_654)
    if isinstance(value, str) and len(value) == KEY_LENGTH and value.isalnum() and value.islower():
        return Asked(value, UNKNOWN)
    return Asked(value, "finns inte")
