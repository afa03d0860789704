"""What is written to ``event`` of a change: who, when, through which door, before and after."""

from collections.abc import Mapping
from typing import Any

import msgspec

from dagsverke.app.access import Principal
from dagsverke.store.tables import Sheet

Change = tuple[Mapping[str, Any], Mapping[str, Any] | None, Mapping[str, Any] | None]
"""The row, and what is said of it before and after; None where it was not there."""


Told = tuple[str, int, int | None, str, str, str, int | None, str | None, str | None]
"""What an event says, in the order of ``app.chain.CONTENT`` after the company and the place."""


def told_of(principal: Principal, at: str, sheet: Sheet, what: str, change: Change) -> Told:
    """What is told of a change. What is secret or not set is left out of before and after."""
    row, before, after = change
    if before is not None and after is not None and "id" not in row:
        named = {one: row[one] for one in sheet.primary[1:]}  # what else would say which row it was
        before, after = {**named, **before}, {**named, **after}
    name = str(sheet.table.name)  # SQLAlchemy has a kind of text of its own
    subject_id = row.get("id", row[sheet.primary[-1]])
    return (
        at,
        principal.credential_id,
        principal.person_id,
        principal.door,
        f"{name}.{what}",
        name,
        subject_id if isinstance(subject_id, int) else None,
        _told(sheet, before),
        _told(sheet, after),
    )


def _told(sheet: Sheet, values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    told = {name: value for name, value in values.items() if name not in sheet.secrets}
    return msgspec.json.encode(told).decode()
