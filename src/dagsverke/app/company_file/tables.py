"""Values that are tables in the file: factors of an account, prices of a list; and what a door keeps with a row."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from dagsverke.app.company_file.codecs import (
    FACTOR,
    FLAG,
    TEXT,
    Codec,
    Names,
    Reference,
    Rename,
    at,
    refuse,
    wrong,
)
from dagsverke.domain.causes import Factor

NO_NAME = ""
"""Entries without a cause, among the factors of an account."""
Table = tuple[tuple[str, Any], ...]
"""A table by name, in the order of its names, so that the same is equal."""
_FLAGS = {"scheduled": "needs_schedule", "windows": "has_windows"}
_FACTOR_KEYS = ("factor", *_FLAGS)


def by_name(section: str, one: Codec, what: str) -> Codec:
    """A table of values by the name of a row of another section."""

    def read(value: Any) -> Table:
        if not isinstance(value, dict):
            raise wrong(value, what)
        return tuple(sorted((TEXT.read(name), at(f'"{name}"', one.read, part)) for name, part in value.items()))

    def write(value: Table) -> Mapping[str, Any]:
        return {name: one.write(part) for name, part in value}

    def refers(value: Table) -> Iterable[Reference]:
        return [(section, name) for name, _ in value if name != NO_NAME]

    def renamed(value: Table, rename: Rename) -> Table:
        return tuple(sorted((str(rename((section, name))) if name else name, part) for name, part in value))

    return Codec(what, read, write, refers=refers, renamed=renamed, kind="table")


def _read_factor(value: Any) -> Factor:
    if not isinstance(value, dict):
        return Factor(FACTOR.read(value))
    for key in value:
        if key not in _FACTOR_KEYS:
            raise refuse(f"is not known here: there are {', '.join(_FACTOR_KEYS)}", key, "unknown")
    factor_e4 = at("factor", FACTOR.read, value.get("factor", 1))
    flags = {column: at(key, FLAG.read, value.get(key, False)) for key, column in _FLAGS.items()}
    return Factor(factor_e4, **flags)


def _write_factor(value: Factor) -> Any:
    factor = FACTOR.write(value.factor_e4)
    flags = {key: True for key, column in _FLAGS.items() if getattr(value, column)}
    return {"factor": factor, **flags} if flags else factor


def _read_json(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(value, "an object in JSON, in quotes")
    try:
        decoded = msgspec.json.decode(TEXT.read(value))
        text = msgspec.json.encode(decoded, order="deterministic").decode()
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError, OverflowError):
        raise refuse("must be an object in JSON") from None
    if not isinstance(decoded, dict) or not all(isinstance(one, dict) for one in decoded.values()):
        raise refuse("must be an object in JSON, of an object by door")
    return text


def _recall_json(value: str, names: Names) -> str:
    del names
    return msgspec.json.encode(msgspec.json.decode(value), order="deterministic").decode()


FACTORS = by_name("cause", Codec("a factor", _read_factor, _write_factor), "a table of factors by cause")
EXTRAS = Codec("an object in JSON, in quotes", _read_json, recall=_recall_json)
