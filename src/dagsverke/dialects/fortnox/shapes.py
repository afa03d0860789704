"""How Fortnox says anything: lists and single objects in JSON and in XML."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from dagsverke.app.queries import Row
from dagsverke.dialects.fortnox.values import canonical, path_of
from dagsverke.wire.codec import hours, hours_text
from dagsverke.wire.resource import Answer, Envelope
from dagsverke.wire.values import json_bytes, json_list

SHOWN = ("employee_number", "on_day", "code", "duration_ms")
"""The core attributes of the documented properties; the resource's rows begin with them, in this order."""
_CODE, _DURATION = SHOWN.index("code"), SHOWN.index("duration_ms")
_URL = b'{"@url":"'
"""How the text of a row begins; what follows is its path."""

XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: str) -> str:
    """Text as XML holds it; characters that XML has no way to say become U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", value))


def _pages(answer: Answer) -> tuple[int, int]:
    """How many pages there are, and which one this is."""
    if answer.page is None:
        return (1 if answer.total else 0), 1
    number = str(answer.given.get("page") or 1)
    return -(-answer.total // answer.page.size), int(number)


def listing(answer: Answer) -> bytes:
    """A page of transactions; exactly these two members, in this order (Fortnox, List all)."""
    pages, number = _pages(answer)
    meta = b'{"@TotalResources":%d,"@TotalPages":%d,"@CurrentPage":%d}' % (answer.total, pages, number)
    head = _URL + answer.base_url.encode()
    rows = [head + text[len(_URL) :] for text in answer.texts()]
    return json_list(b'{"MetaInformation":%s,"AttendanceTransactions":' % meta, rows, b"}")


def single(answer: Answer) -> bytes:
    """One transaction as it is read: hours are text."""
    return _member(answer, answer.documents()[0])


def written(answer: Answer) -> bytes:
    """One transaction after it was written: the code that was sent, hours in the JSON type that was sent (FX-02)."""
    shown = answer.documents()[0]
    shown["CauseCode"] = _sent_code(answer)
    sent = answer.given.get("Hours")
    if sent is not None and not isinstance(sent, str):
        shown["Hours"] = hours.to_wire(answer.rows[0][_DURATION])
    return _member(answer, shown)


def _member(answer: Answer, shown: dict[str, Any]) -> bytes:
    """A transaction as the only member of a document, its URL after what is documented."""
    url = answer.base_url + shown.pop("@url")
    return json_bytes({"AttendanceTransaction": {**shown, "@url": url}})


def gone(_answer: Answer) -> bytes:
    """Nothing at all, after a DELETE by the three-part key."""
    return b""


def gone_by_id(_answer: Answer) -> bytes:
    """An empty object, after a DELETE by id (FX-04)."""
    return b"{}"


def _sent_code(answer: Answer) -> str:
    """The cause code as the client spelt it, where what it spelt is what the row has."""
    code = str(answer.rows[0][_CODE])
    sent = answer.given.get("CauseCode")
    return sent if isinstance(sent, str) and canonical(sent) == code else code


def _elements(row: Row, code: str, indent: str) -> Iterator[str]:
    employee_number, on_day, _, duration_ms = row[: len(SHOWN)]
    yield f"{indent}<EmployeeId>{xml_text(employee_number)}</EmployeeId>\n"
    yield f"{indent}<CauseCode>{xml_text(code)}</CauseCode>\n"
    yield f"{indent}<Date>{on_day}</Date>\n"
    yield f"{indent}<Hours>{hours_text.to_wire(duration_ms)}</Hours>\n"


def xml_listing(answer: Answer) -> bytes:
    """A page of transactions, byte for byte as the document shows it (FX-01)."""
    pages, number = _pages(answer)
    counts = f'TotalResources="{answer.total}" TotalPages="{pages}" CurrentPage="{number}"'
    parts = [XML_HEAD, f"<AttendanceTransactions {counts}>\n"]
    for row in answer.rows:
        parts.append(f'    <AttendanceTransactionSubset url="{escape(answer.base_url + path_of(*row[:_DURATION]))}">\n')
        parts += _elements(row, row[_CODE], " " * 8)
        parts.append("    </AttendanceTransactionSubset>\n")
    parts.append("</AttendanceTransactions>\n")
    return "".join(parts).encode()


def xml_single(answer: Answer) -> bytes:
    """One transaction, the documented elements alone."""
    row = answer.rows[0]
    code = _sent_code(answer) if answer.operation.command else row[_CODE]
    inside = "".join(_elements(row, code, " " * 4))
    return f"{XML_HEAD}<AttendanceTransaction>\n{inside}</AttendanceTransaction>\n".encode()


ENVELOPES: dict[str, Envelope] = {
    "list": listing,
    "single": single,
    "written": written,
    "gone": gone,
    "gone by id": gone_by_id,
}
XML_ENVELOPES: dict[str, Envelope] = {
    "list": xml_listing,
    "single": xml_single,
    "written": xml_single,
    "gone": gone,
    "gone by id": gone,
}
