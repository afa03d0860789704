"""What only one vendor cares about: kept beside the row as JSON, never interpreted."""

import json
from collections.abc import Mapping
from typing import Any


def merged(before: str | None, change: Mapping[str, Any]) -> str:
    """The extras after a change: members that are not given stay, those given as None are taken away.

    ``before`` is the JSON text at rest, None for a new row; ``change`` is nested by door and name.
    """
    return json.dumps(_merged(json.loads(before) if before else {}, change), ensure_ascii=False, separators=(",", ":"))


def _merged(before: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(before)
    for name, value in change.items():
        if value is None:
            found.pop(name, None)
        elif isinstance(value, Mapping):
            inner = found.get(name)
            found[name] = _merged(inner if isinstance(inner, dict) else {}, value)
        else:
            found[name] = value
    return found
