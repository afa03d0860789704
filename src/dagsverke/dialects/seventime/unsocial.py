"""What unsocial hours of a time log cost (Seven Time, Time Logs, unSocialHoursCosts)."""

import json
from dataclasses import replace
from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.wire.codec import hours, money

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


def _costs(at_rest: str) -> list[dict[str, Any]]:
    return [
        {
            "_id": one["key"],
            "salaryType": one["salary_type_key"] or None,
            "salaryTypeName": one["salary_type_name"],
            "costPerHour": money.to_wire(one["cost_per_hour_e4"]),
            "time": hours.to_wire(one["duration_ms"]),
        }
        for one in json.loads(at_rest)
    ]


unsocial_costs = replace(shapes.shown_only("list of costs", _costs, {"type": "array", "items": _COST}), kind="json")
"""The pieces of a time log that fall in unsocial hours: milliseconds and kronor (e4) at rest, hours and kronor here."""
