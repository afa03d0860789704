"""What is written to ``event`` of a change: who, when, through which door, before and after."""

from collections.abc import Mapping
from typing import Any

import msgspec

from dagsverke.app.access import Principal
from dagsverke.store.tables import Sheet

Change = tuple[Mapping[str, Any], Mapping[str, Any] | None, Mapping[str, Any] | None]
"""The row, and what is said of it before and after; None where it was not there."""


def event_of(principal: Principal, at: str, sheet: Sheet, what: str, change: Change) -> dict[str, Any]:
    """The row of the event table, without its id. What is secret or not set is left out of before and after."""
    row, before, after = change
    name = sheet.table.name
    subject_id = row.get("id", row[sheet.primary[-1]])
    return {
        "company_id": principal.company_id,
        "at": at,
        "credential_id": principal.credential_id,
        "person_id": principal.person_id,
        "door": principal.door,
        "kind": f"{name}.{what}",
        "subject": name,
        "subject_id": subject_id if isinstance(subject_id, int) else None,
        "before": _told(sheet, before),
        "after": _told(sheet, after),
    }


def _told(sheet: Sheet, values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    told = {name: value for name, value in values.items() if name not in sheet.secrets}
    return msgspec.json.encode(told).decode()
