"""Rows as JSON: a resource is compiled once, when the server starts, to a template and an encoder for each property."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from dagsverke.app.queries import Row
from dagsverke.wire.codec import Codec, Context
from dagsverke.wire.columns import Encode, columns_of, joined
from dagsverke.wire.members import Wanted, is_member, reader_of, wanted_as_json, wanted_of
from dagsverke.wire.once import once
from dagsverke.wire.resource import OMIT, Field, Resource
from dagsverke.wire.values import json_bytes, same

RenderText = Callable[[Row], bytes]
RenderTexts = Callable[[Sequence[Row], Context], list[bytes]]
RenderDocument = Callable[[Row, Context], dict[str, Any]]

_Values = Callable[[Row], Sequence[Any]]
_GAP = b"\0"
"""Stands for a value that varies; JSON never holds it."""
_REMEMBERED_KINDS = frozenset({"text", "int", "bool", "day", "json"})
_MANY = 8
_REMEMBERED_MAX = 2_000
_REMEMBERED_LENGTH_MAX = 100


class _Remembered(dict[Any, bytes]):
    """Core value to JSON, remembered: in most columns the same few values come again and again."""

    def __init__(self, encode: Callable[[Any], bytes], blank: bytes) -> None:
        super().__init__({None: blank})
        self._encode = encode
        self._blank = blank

    def __missing__(self, value: Any) -> bytes:
        said = self._encode(value)
        if len(said) <= _REMEMBERED_LENGTH_MAX:
            if len(self) >= _REMEMBERED_MAX:
                self.clear()
                self[None] = self._blank
            self[value] = said
        return said


def shown_fields(resource: Resource) -> tuple[Field, ...]:
    """The properties that a row shows, in order."""
    return tuple(one for one in resource.fields if one.access != "w")


@once
def renderers(resource: Resource) -> tuple[RenderTexts, RenderDocument]:
    """Both functions of a resource, compiled when they are first asked for."""
    return compile_texts(resource), compile_document(resource)


def compile_texts(resource: Resource) -> RenderTexts:
    """A function from rows to their JSON objects; many rows are encoded column by column, which costs less."""
    fields = _rendered(resource)
    if any(one.blank is OMIT for one in fields):
        render = _compile_with_gaps(resource, fields)
        return lambda rows, _: [render(row) for row in rows]
    pieces, fields = _pieces(fields)
    template = b"%s".join(one.replace(b"%", b"%%") for one in pieces)
    varied = [one for one in fields if one.core is not None]
    encoders = tuple(_encoder_at_best(one) for one in varied)
    linked = [(at, one) for at, one in enumerate(varied) if one.codec.in_context is not None]
    values, columns = _values(resource, varied, wanted_as_json), columns_of(resource, varied)

    def texts(rows: Sequence[Row], context: Context) -> list[bytes]:
        encode_all = _in_context(encoders, linked, context) if linked else encoders
        # not strict: encoders and values are lined up above, and the check is a tenth of the whole
        if len(rows) < _MANY or not encode_all:
            return [
                template % tuple([encode(value) for encode, value in zip(encode_all, values(row))])  # noqa: B905  # as said
                for row in rows
            ]
        return joined(pieces, encode_all, columns(rows), len(rows))

    return texts


def compile_document(resource: Resource) -> RenderDocument:
    """A function from a row to a dict of its wire properties."""
    fields = _rendered(resource)
    varied = [one for one in fields if one.core is not None]
    position = {id(one): at for at, one in enumerate(varied)}
    values = _values(resource, varied, wanted_of)

    def render(row: Row, context: Context) -> dict[str, Any]:
        found = values(row)
        document: dict[str, Any] = {}
        for one in fields:
            wire = one.blank if one.core is None else _to_wire(one, found[position[id(one)]], context)
            if wire is not OMIT:
                _put(document, one.wire.split("."), wire)
        return document

    return render


def _rendered(resource: Resource) -> list[Field]:
    return [one for one in shown_fields(resource) if one.core is not None or one.blank is not OMIT]


def _put(document: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        document = document.setdefault(name, {})
    document[path[-1]] = value


def _pieces(fields: Sequence[Field]) -> tuple[list[bytes], list[Field]]:
    """The JSON object, cut where each varying value stands, and the fields in the order of the gaps."""
    tree: dict[str, Any] = {}
    for one in fields:
        _put(tree, one.wire.split("."), one)

    def leaves(branch: dict[str, Any]) -> Iterator[Field]:
        for one in branch.values():
            yield from leaves(one) if isinstance(one, dict) else (one,)

    return _object(tree).split(_GAP), list(leaves(tree))


def _object(tree: dict[str, Any]) -> bytes:
    return b"{%s}" % b",".join(_member(name, one) for name, one in tree.items())


def _in_context(encoders: Sequence[Encode], linked: Sequence[tuple[int, Field]], context: Context) -> list[Encode]:
    """The encoders, those of values that depend on the context made for this one."""
    found = list(encoders)
    for at, one in linked:
        found[at] = _encoder_in(one, context)
    return found


def _encoder_in(one: Field, context: Context) -> Encode:
    blank, to_wire = json_bytes(one.blank), one.codec.in_context
    return lambda value: blank if value is None or to_wire is None else json_bytes(to_wire(value, context))


def _compile_with_gaps(resource: Resource, fields: Sequence[Field]) -> RenderText:
    varied = [one for one in fields if one.core is not None]
    names = [json_bytes(one.wire) + b":" for one in fields]
    constants = [json_bytes(one.blank) if one.core is None else None for one in fields]
    encoders = [_encoder(one) for one in varied]
    values = _values(resource, varied, wanted_of)

    def render(row: Row) -> bytes:
        found = iter([encode(value) for encode, value in zip(encoders, values(row), strict=True)])
        members = [
            (name, next(found) if constant is None else constant)
            for name, constant in zip(names, constants, strict=True)
        ]
        return b"{%s}" % b",".join([name + said for name, said in members if said])

    return render


def _member(name: str, one: Any) -> bytes:
    label = json_bytes(name) + b":"
    if isinstance(one, dict):
        return label + _object(one)
    return label + (_GAP if one.core is not None else json_bytes(one.blank))


def _encoder_at_best(one: Field) -> Encode:
    """As below; but there is nothing to do to members of the extras that come as they stand."""
    return same if is_member(one) and wanted_as_json(one).nothing is not None else _encoder(one)


def _encoder(one: Field) -> Callable[[Any], bytes]:
    """Core value to JSON; nothing at all where the property is left out."""
    blank = b"" if one.blank is OMIT else json_bytes(one.blank)
    if isinstance(one.core, tuple):
        return _encoder_of_many(one.codec, blank)
    if one.codec.kind == "instant":  # hardly two alike, and nothing in them to escape
        return lambda value: blank if value is None else f'"{value}"'.encode()
    encode = _encoder_by(one.codec)
    if one.codec.kind in _REMEMBERED_KINDS:
        return _Remembered(encode, blank).__getitem__
    return lambda value: blank if value is None else encode(value)


def _encoder_of_many(codec: Codec, blank: bytes) -> Callable[[Any], bytes]:
    def encode(values: Any) -> bytes:
        wire = codec.to_wire(values)
        return blank if wire is None else json_bytes(wire)

    return encode


def _encoder_by(codec: Codec) -> Callable[[Any], bytes]:
    to_text, to_wire = codec.to_text, codec.to_wire
    if to_text is not None:
        return lambda value: to_text(value).encode()
    return lambda value: json_bytes(to_wire(value))


def _to_wire(one: Field, value: Any, context: Context) -> Any:
    if one.codec.in_context is not None and value is not None:
        return one.codec.in_context(value, context)
    if isinstance(one.core, tuple):
        wire = one.codec.to_wire(value)
        return one.blank if wire is None else wire
    return one.blank if value is None else one.codec.to_wire(value)


def _values(resource: Resource, varied: Sequence[Field], wanted: Callable[[Field], Wanted]) -> _Values:
    """A function that lines a row's values up with the properties."""
    position = {name: at for at, name in enumerate(resource.attributes)}
    pickers = [_picker(one, position) for one in varied]
    if any(picker is None for picker in pickers):
        return _values_with_extras(varied, position, wanted)
    plain = [one.core for one in varied]
    if all(isinstance(core, str) for core in plain):
        at = [position[str(core)] for core in plain]
        if at == list(range(len(position))):
            return lambda row: row
        if len(at) > 1:
            return itemgetter(*at)
    return lambda row: [picker(row) for picker in pickers if picker is not None]


def _picker(one: Field, position: dict[str, int]) -> Callable[[Row], Any] | None:
    if isinstance(one.core, tuple):
        at = [position[name] for name in one.core]
        return lambda row: tuple([row[here] for here in at])
    if one.core is None or is_member(one):
        return None
    return itemgetter(position[one.core])


def _values_with_extras(
    varied: Sequence[Field], position: dict[str, int], wanted: Callable[[Field], Wanted]
) -> _Values:
    """As above where some are members of the extras, which are read once for each row."""
    extras_at = position["extras"]
    pickers = [_picker(one, position) for one in varied]
    read = reader_of([wanted(one) for one in varied if is_member(one)])

    def values(row: Row) -> list[Any]:
        members = iter(read([row[extras_at]])[0])
        return [next(members) if picker is None else picker(row) for picker in pickers]

    return values
