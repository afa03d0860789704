"""How the plan of a company file is shown: what is added, what changes from what to what, what is withdrawn."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dagsverke.app.company_file.planning import Plan, Step
from dagsverke.cli.show import say

SIGNS: Mapping[str, str] = {"add": "+", "change": "~", "withdraw": "-"}
VALUE_LENGTH_MAX = 60
NOTHING = "none"


def show_plan(plan: Plan) -> None:
    """Say each step, then how many rows of the file are so already."""
    for step in plan.steps:
        for line in _lines(step):
            say(line)
    kept = sum(plan.kept.values())
    if kept:
        say(f"= {kept} {'row is' if kept == 1 else 'rows are'} so already")


def _lines(step: Step) -> Iterator[str]:
    within = f" of {step.within}" if step.within is not None else ""
    named = "" if step.section.is_single else f" {step.name}"
    yield f"{SIGNS[step.action]} {step.section.label.replace('.', ' ')}{named}{within}"
    if step.action == "change":
        before, after = _flat(step, step.before), _flat(step, step.after())
        for key in sorted(before.keys() | after.keys()):
            if before.get(key, NOTHING) != after.get(key, NOTHING):
                yield f"    {key}: {before.get(key, NOTHING)} → {after.get(key, NOTHING)}"


def _flat(step: Step, values: Mapping[str, Any]) -> dict[str, str]:
    """The values of the keys that change, tables and lists taken apart, as the file would have them."""
    found: dict[str, str] = {}
    for key in step.values:
        _flatten(key, step.section.key(key).codec.write(values[key]), found)
    return found


def _flatten(place: str, value: Any, found: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            _flatten(f"{place}.{key}" if key else f'{place}.""', part, found)
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        for number, part in enumerate(value, start=1):
            _flatten(f"{place}[{number}]", part, found)
    else:
        found[place] = _told(value)


def _told(value: Any) -> str:
    if value in ("", None, []):
        return NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    shown = str(value) if isinstance(value, int | Decimal | date) else _quoted(value)
    return shown if len(shown) <= VALUE_LENGTH_MAX else f"{shown[: VALUE_LENGTH_MAX - 1]}…"


def _quoted(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return f'"{value}"'
