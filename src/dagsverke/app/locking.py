"""What closes a row to change: its attestation, or the invoice on which it stands."""

from dagsverke.app.ports import Reader, Record
from dagsverke.domain.errors import Locked


def unlocked(reader: Reader, record: Record) -> Record:
    """The row, refused where it is attested or invoiced; the refusal says which of the two, and by whom or what."""
    if record["is_invoiced"]:
        invoice = reader.find("invoice", id=record["invoice_id"]) if record["invoice_id"] else None
        number = f" on invoice {invoice['number']}" if invoice and invoice["number"] else ""
        raise Locked("invoiced", "key", f"is invoiced{number} and can no longer be changed")
    if record["attested_at"]:
        person = reader.find("person", id=record["attested_by_id"]) if record["attested_by_id"] else None
        by = f" by {person['first_name']} {person['last_name']}" if person else ""
        raise Locked("attested", "key", f"is attested{by} and can no longer be changed")
    return record
