"""How a record of the domain is written in the file: what an agreement says of vacation, windows, limits.

Its fields are the record's own, so what a record comes to hold can be said in the file at once. Names and values follow
from the field's: ``cost_per_hour_e4`` is ``cost_per_hour`` in kronor, ``begins_min`` is ``begins`` as ``"18:00"``,
``has_advance`` is ``advance``. What is not said is what the record says by itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from dagsverke.app.company_file.codecs import (
    DAY,
    FLAG,
    TEXT,
    Codec,
    Names,
    Reference,
    Rename,
    at,
    choice,
    maybe,
    reference,
    refuse,
    scaled,
    told,
    whole,
    wrong,
)
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4, E6

WHOLE = whole(-(10**9), 10**9)
MINUTES_PER_DAY = 1440
_SCALES = {"_e4": scaled(E4, "a number", None), "_e6": scaled(E6, "a number", None)}
_CLOCKS = ("begins_min", "ends_min")
_DAYS = {"starts_on": "from", "ends_on": "to"}
_REFERENCES = {"code": "cause", "salary_type": "salary_type"}
"""Fields by which a record names a row, and of which section."""
_CLOCK = re.compile(r"([0-2][0-9]):([0-5][0-9])")


def _read_clock(value: Any) -> int:
    found = _CLOCK.fullmatch(TEXT.read(value))
    minutes = int(found[1]) * 60 + int(found[2]) if found else MINUTES_PER_DAY + 1
    if minutes > MINUTES_PER_DAY:
        raise refuse(f'must be a time of the day from "00:00" to "24:00", not {told(value)}')
    return minutes


CLOCK = Codec('a time such as "18:00"', _read_clock, lambda minutes: f"{minutes // 60:02d}:{minutes % 60:02d}")


def record(kind: Any) -> Codec:
    """A table that is a record of this kind; JSON at rest."""
    parts = _parts(kind)

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong(value, "a table")
        unknown = next((key for key in value if key not in parts), None)
        if unknown is not None:
            raise refuse(f"is not known here: there are {', '.join(parts)}", unknown, "unknown")
        missing = next((key for key, (_, one) in parts.items() if _is_required(one) and key not in value), None)
        if missing is not None:
            raise refuse("is required", missing, "required")
        read_ones = {parts[key][1].name: at(key, parts[key][0].read, part) for key, part in value.items()}
        try:
            return kind(**read_ones)
        except Malformed as reason:  # the record knows which of its values go together
            raise refuse(reason.detail, key_of((reason.field or "").rpartition(".")[2]), reason.rule) from None

    def write(value: Any) -> Mapping[str, Any]:
        shown = {key: (codec, getattr(value, one.name), one) for key, (codec, one) in parts.items()}
        return {key: codec.write(part) for key, (codec, part, one) in shown.items() if part != _default(one)}

    def recall(value: str, names: Names) -> Any:
        del names
        return msgspec.json.decode(value, type=kind)

    def refers(value: Any) -> list[Reference]:
        return [named for codec, one in parts.values() for named in codec.refers(getattr(value, one.name))]

    def renamed(value: Any, rename: Rename) -> Any:
        return kind(**{one.name: codec.renamed(getattr(value, one.name), rename) for codec, one in parts.values()})

    return Codec("a table", read, write, _keep, recall, refers, renamed, kind="table")


def several(kind: Any) -> Codec:
    """A list of records of this kind; JSON at rest."""
    one = record(kind)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(value, "a list of tables")
        return tuple(at(f"[{place}]", one.read, part) for place, part in enumerate(value, start=1))

    decoder = msgspec.json.Decoder(tuple[kind, ...])
    return Codec(
        "a list of tables",
        read,
        lambda value: [one.write(part) for part in value],
        _keep,
        lambda value, _: decoder.decode(value),
        lambda value: [named for part in value for named in one.refers(part)],
        lambda value, rename: tuple(one.renamed(part, rename) for part in value),
        kind="table",
    )


def _keep(value: Any, names: Names) -> str:
    del names
    return msgspec.json.encode(value).decode()


def keys_of(kind: Any) -> Sequence[str]:
    """The keys of a record's table."""
    return list(_parts(kind))


def _parts(kind: Any) -> dict[str, tuple[Codec, Field[Any]]]:
    hints = get_type_hints(kind)
    return dict(_part(one, hints[one.name]) for one in fields(kind))


def _part(one: Field[Any], hint: Any) -> tuple[str, tuple[Codec, Field[Any]]]:
    """The key and the codec of a record's field."""
    key, suffix = key_of(one.name), one.name[-3:]
    if suffix in _SCALES:
        return key, (_or_nothing(_SCALES[suffix], hint), one)
    if one.name in _CLOCKS:
        return key, (_or_nothing(CLOCK, hint), one)
    if one.name in _DAYS:
        return key, (maybe(DAY, one.default), one)
    if one.name in _REFERENCES:
        return key, (maybe(reference(_REFERENCES[one.name]), ""), one)
    return key, (_or_nothing(_codec(_plain(hint)), hint), one)


def key_of(name: str) -> str:
    """The key in the file of a record's field."""
    if name in _DAYS:
        return _DAYS[name]
    if name in _CLOCKS:
        return name.removesuffix("_min")
    return re.sub(r"^(?:is|has)_|_e[46]$", "", name)


def _codec(hint: Any) -> Codec:
    """The codec of a type. Raises TypeError for one that nobody has taught the file to say."""
    plain: Mapping[Any, Codec] = {int: WHOLE, str: TEXT, bool: FLAG}
    if hint in plain:
        return plain[hint]
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return choice(*arguments)
    if get_origin(hint) is tuple:
        return several(arguments[0]) if is_dataclass(arguments[0]) else _list(_codec(arguments[0]))
    if is_dataclass(hint):
        return record(hint)
    raise TypeError(f"a company file cannot say a {hint}")


def _list(one: Codec) -> Codec:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(value, f"a list, each {one.what}")
        return tuple(at(f"[{place}]", one.read, part) for place, part in enumerate(value, start=1))

    return Codec(f"a list, each {one.what}", read, lambda value: [one.write(part) for part in value])


def _plain(hint: Any) -> Any:
    """The type less ``None``."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    (plain,) = (one for one in get_args(hint) if one is not NoneType)
    return plain


def _or_nothing(codec: Codec, hint: Any) -> Codec:
    return maybe(codec) if NoneType in get_args(hint) else codec


def _default(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


def _is_required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING
