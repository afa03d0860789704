"""Values of a section's rows between a form and the company file: numbers, days, and tables as TOML."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from dagsverke.app.company_file import sections
from dagsverke.app.company_file.sections import NOT_SAID
from dagsverke.domain.calendars import read_day
from dagsverke.domain.errors import Malformed

TEXT_MAX = 100_000
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def shown(field: sections.Field, value: Any) -> Any:
    """A value of the file as a form shows it: tables as text, days as ISO days, nothing as nothing."""
    if value is None or value == "":
        return ""
    if field.codec.kind == "table":
        return _written(field.name, value)
    return value.isoformat() if isinstance(value, date) else value


def _written(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return tomli_w.dumps(value)
    return "\n".join(f"[[{name}]]\n{tomli_w.dumps(one)}" for one in value)


def told(field: sections.Field, value: Any) -> Any:
    """What a form says, as the file would; nothing where the row has nothing unless it says."""
    kind = field.codec.kind
    if kind == "table":
        return _read_table(field, str(value or ""))
    if value is None or value == "":
        return _nothing(field)
    if kind == "day" or (kind == "when" and _ISO_DAY.fullmatch(value)):
        return date.fromisoformat(read_day(value, field.name))
    return value


def _nothing(field: sections.Field) -> Any:
    if field.default is NOT_SAID and field.codec.kind != "text":
        raise Malformed("required", field.name, "is required")
    return "" if field.default is NOT_SAID else field.codec.write(field.default)


def _read_table(field: sections.Field, text: str) -> Any:
    if len(text) > TEXT_MAX:
        raise Malformed("range", field.name, f"must be at most {TEXT_MAX} characters")
    try:
        found = tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise Malformed("range", field.name, "is nested too deeply") from None
    except (ValueError, ArithmeticError) as reason:
        raise Malformed("type", field.name, f"is not written right: {str(reason)[:200]}") from None
    if list(found) == [field.name] and isinstance(found[field.name], Sequence):
        return found[field.name]
    return found if found or not _is_listed(field) else []


def _is_listed(field: sections.Field) -> bool:
    """Whether its value is a list in the file."""
    return field.default is NOT_SAID or not isinstance(field.codec.write(field.default), Mapping)
