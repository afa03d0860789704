"""What closes a row to change: its attestation, or the invoice on which it stands."""

from dagsverke.app.ports import Reader, Record
from dagsverke.domain.errors import Locked


def unlocked(reader: Reader, record: Record) -> Record:
    """The row, refused where it is attested or invoiced; the refusal says which of the two, and by whom or what."""
    uninvoiced(reader, record)
    if record["attested_at"]:
        person = reader.find("person", id=record["attested_by_id"]) if record["attested_by_id"] else None
        name = f"{person['first_name']} {person['last_name']}" if person else ""
        by = f" by {name}" if name else ""
        raise Locked("attested", "key", f"is attested{by} and can no longer be changed", name)
    return record


def uninvoiced(reader: Reader, record: Record) -> Record:
    """The row, refused where it is invoiced; the refusal says on which invoice."""
    if record["is_invoiced"]:
        invoice = reader.find("invoice", id=record["invoice_id"]) if record["invoice_id"] else None
        number = str(invoice["number"] or "") if invoice else ""
        on = f" on invoice {number}" if number else ""
        raise Locked("invoiced", "key", f"is invoiced{on} and can no longer be changed", number)
    return record
