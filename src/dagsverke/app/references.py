"""Following a reference to another row of the same company, and refusing by name where it leads nowhere."""

from typing import Any

from dagsverke.app.ports import Reader, Record
from dagsverke.domain.errors import Absent, Malformed


def refer(reader: Reader, table: str, field: str, **equals: Any) -> Record:
    """The row that a reference names; an unknown one, or another company's, is refused as the field's fault."""
    row = reader.find(table, **equals)
    if row is None:
        raise Malformed("reference", field, "names nothing in this company")
    return row


def refer_by_key(reader: Reader, table: str, field: str, key: str | None, **also: Any) -> int | None:
    """The id of the row with this key, which is ``also`` so; None where there is no key."""
    return None if not key else int(refer(reader, table, field, key=key, **also)["id"])


def refer_by_id(reader: Reader, table: str, field: str, row_id: int | None, **also: Any) -> int | None:
    """The id, once it is known to be a row's, which is ``also`` so; None where there is none."""
    return None if row_id is None else int(refer(reader, table, field, id=row_id, **also)["id"])


def existing(reader: Reader, table: str, field: str, **equals: Any) -> Record:
    """The row that a request addresses."""
    row = reader.find(table, **equals)
    if row is None:
        raise Absent("absent", field, "names nothing in this company")
    return row


def optional(reader: Reader, table: str, row_id: int | None) -> Record | None:
    """The row that is referred to; None where there is no reference, or the row is gone."""
    return None if row_id is None else reader.find(table, id=row_id)


def name_of(person: Record | None) -> str:
    """How a person is called in full; nothing for nobody."""
    return f"{person['first_name']} {person['last_name']}".strip() if person is not None else ""


def require(change: dict[str, Any] | Any, *fields: str) -> None:
    """Refuse the first of the fields that is missing or empty."""
    for field in fields:
        if change.get(field) in (None, ""):
            raise Malformed("required", field, "is required")


def contact_of(reader: Reader, field: str, key: str | None, customer_id: int | None) -> int | None:
    """The id of a customer's contact person; None where there is no key. One of another customer is refused."""
    if not key:
        return None
    contact = refer(reader, "contact", field, key=key)
    if contact["customer_id"] is None or contact["customer_id"] != customer_id:
        raise Malformed("reference", field, "is no contact person of the customer")
    return int(contact["id"])
