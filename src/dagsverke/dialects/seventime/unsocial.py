"""What unsocial hours of a time log cost (Seven Time, Time Logs, unSocialHoursCosts)."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.wire.codec import hours, money
from dagsverke.wire.values import json_text

_KEY_LENGTH = 24
_NONE = "[]"
_COST = {
    "type": "object",
    "properties": {
        "_id": {"type": "string"},
        "salaryType": {"type": ["string", "null"]},
        "salaryTypeName": {"type": "string"},
        "costPerHour": {"type": "number"},
        "time": {"type": "number"},
    },
}


def _costs(values: tuple[str, str]) -> list[dict[str, Any]]:
    """The pieces of the time log with this key, JSON text at rest."""
    entry_key, at_rest = values
    return [_cost(entry_key, one) for one in json.loads(at_rest)]


def _cost(entry_key: str, piece: dict[str, Any]) -> dict[str, Any]:
    """One piece. Its id is made of the log's and of what is one of a kind within the log: it stays while both do."""
    named = " ".join(str(one) for one in (entry_key, *(piece[name] for name in ("on_day", "begins_min", "ends_min"))))
    return {
        "_id": sha256(named.encode()).hexdigest()[:_KEY_LENGTH],
        "salaryType": piece["salary_type_key"] or None,
        "salaryTypeName": piece["salary_type_name"],
        "costPerHour": money.to_wire(piece["cost_per_hour_e4"]),
        "time": hours.to_wire(piece["duration_ms"]),
    }


def _text(values: tuple[str, str]) -> str:
    """Mostly there are none, and a page has a hundred rows."""
    return _NONE if values[1] == _NONE else json_text(_costs(values))


unsocial_costs = replace(shapes.shown_only("list of costs", _costs, {"type": "array", "items": _COST}), to_text=_text)
"""The pieces of a time log that fall in unsocial hours: milliseconds and kronor (e4) at rest, hours and kronor here."""
