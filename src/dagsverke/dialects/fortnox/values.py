"""How Fortnox spells the values of an attendance transaction (Fortnox, Properties)."""

import re
import unicodedata
from typing import Any
from urllib.parse import quote

from dagsverke.app.attendance_ids import attendance_uuid
from dagsverke.app.company import Company
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.wire.codec import Codec, hours_text, text
from dagsverke.wire.values import BadCharactersError, same

EMPLOYEE_ID_LENGTH_MAX = 15
CAUSE_CODE_LENGTH_MAX = 3
HOURS_MAX = 24

SYNONYMS = {
    "BE1": "BER",
    "JR1": "JOR",
    "JR2": "JO2",
    "NV9": "OK0",
    "RE1": "RES",
    **{f"ÖK{number}": f"OK{number}" for number in range(1, 6)},
    **{f"ÖT{number}": f"OT{number}" for number in range(1, 6)},
}
"""PAXml's names of the cause codes that Fortnox calls otherwise (Fortnox, Usable CauseCodes; FX-03)."""

_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,30})?")


def _read_employee_id(value: Any, company: Company) -> str:
    if isinstance(value, str) and not value.isprintable():
        raise BadCharactersError(value)
    number = str(text.from_wire(value, company))
    if not 1 <= len(number) <= EMPLOYEE_ID_LENGTH_MAX:
        raise ValueError(number)
    return number


def canonical(code: str) -> str:
    """A cause code by the name that Fortnox itself has for it, its letters composed."""
    code = unicodedata.normalize("NFC", code)
    return SYNONYMS.get(code, code)


def _read_cause_code(value: Any, company: Company) -> str:
    code = canonical(text.from_wire(value, company))
    if not 1 <= len(code) <= CAUSE_CODE_LENGTH_MAX:
        raise ValueError(code)
    return code


def _read_hours(value: Any, company: Company) -> int:
    if isinstance(value, str):
        value = value.strip()
        if not _DECIMAL.fullmatch(value):
            raise ValueError(value)
    duration_ms = int(hours_text.from_wire(value, company))
    if not 0 < abs(duration_ms) <= HOURS_MAX * MS_PER_HOUR:
        raise ValueError(value)
    return duration_ms


def _read_nothing(value: Any, _company: Company) -> None:
    if value not in (None, ""):
        raise ValueError(value)


def _show_id(named: tuple[str | None, int, str, str]) -> str:
    return attendance_uuid(*named)


employee_id = Codec(
    "employee id",
    same,
    _read_employee_id,
    {"type": "string", "minLength": 1, "maxLength": EMPLOYEE_ID_LENGTH_MAX},
)
cause_code = Codec(
    "cause code",
    same,
    _read_cause_code,
    {"type": "string", "minLength": 1, "maxLength": CAUSE_CODE_LENGTH_MAX},
)
hours = Codec(
    "number of hours",
    hours_text.to_wire,
    _read_hours,
    {"type": ["string", "number"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "minimum": -HOURS_MAX, "maximum": HOURS_MAX},
)
row_path = Codec("url", lambda key: path_of(*key), text.from_wire, {"type": "string", "format": "uri"})
"""The path alone; the envelope puts before it what the client called this server."""
row_id = Codec("id", _show_id, text.from_wire, {"type": "string", "format": "uuid"})
nothing = Codec("null", same, _read_nothing, {"type": ["null", "string"], "maxLength": 0})
"""Only "no value" can be said of a property that the core does not keep (FX-08)."""


def path_of(employee_number: str, on_day: str, code: str) -> str:
    """The path of a transaction under its three-part key, letters outside ASCII percent-encoded."""
    return f"/3/attendancetransactions/{quote(employee_number, safe='')}/{on_day}/{quote(code, safe='')}"
