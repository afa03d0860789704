"""Forms: urlencoded and multipart, with the bracketed names by which Rails nests them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from dagsverke.wire.refusals import BadBody

PAIRS_MAX = 10_000
DEPTH_MAX = 16

Pair = tuple[str, str]


def read_urlencoded(data: bytes) -> dict[str, Any]:
    """An ``application/x-www-form-urlencoded`` body as a nested document of text."""
    try:
        pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=PAIRS_MAX)
    except ValueError as error:
        raise BadBody("form", None, "the form has too many fields") from error
    return nest(pairs)


def read_multipart(content_type: str, data: bytes) -> dict[str, Any]:
    """A ``multipart/form-data`` body as a nested document of text."""
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise BadBody("form", None, "the multipart body names no boundary")
    parts = _Parts()
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": parts.begin,
                "on_header_field": parts.header_name,
                "on_header_value": parts.header_value,
                "on_header_end": parts.header_end,
                "on_part_data": parts.data,
                "on_part_end": parts.end,
            },
        )
        parser.write(data)
        parser.finalize()
    except FormParserError as error:
        raise BadBody("form", None, "the multipart body cannot be read") from error
    return nest(parts.pairs)


def nest(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Bracketed names as a document: ``a[b]=1`` is ``{"a": {"b": "1"}}``, ``a[]=1`` is ``{"a": ["1"]}``.

    As in Rails: in ``a[][b]`` a new member of the list begins where its ``b`` is already there.
    """
    document: dict[str, Any] = {}
    for name, value in pairs:
        _put(document, _path_of(name), value, name)
    return document


def _path_of(name: str) -> list[str]:
    """``a[b][]`` as ``a``, ``b`` and an empty step; a name whose brackets do not close stands as it is."""
    head, opening, rest = name.partition("[")
    if not head or not opening or not rest.endswith("]"):
        return [name]
    path = [head, *rest[:-1].split("][")]
    if len(path) > DEPTH_MAX:
        raise BadBody("form", None, "the form is nested too deeply")
    return path


def _put(document: dict[str, Any], path: list[str], value: str, name: str) -> None:
    here: Any = document
    for at, step in enumerate(path):
        is_last = at == len(path) - 1
        made: Any = value if is_last else [] if path[at + 1] == "" else {}
        if isinstance(here, list):
            here = _into_list(here, path[at + 1 :], made, is_last=is_last)
        elif is_last:
            here[step] = value
        else:
            here = here.setdefault(step, made)
            if type(here) is not type(made):
                raise BadBody("form", None, f"{name[:100]} is given in two forms")


def _into_list(here: list[Any], rest: list[str], made: Any, *, is_last: bool) -> Any:
    goes_on = not is_last and here and isinstance(here[-1], dict) and isinstance(made, dict) and rest[0] not in here[-1]
    if goes_on:
        return here[-1]
    here.append(made)
    return made


class _Parts:
    """What the parser of multipart calls back: collects the text fields, passes over files."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self._header = (b"", b"")
        self._headers: dict[bytes, bytes] = {}
        self._value: list[bytes] = []

    def begin(self) -> None:
        if len(self.pairs) >= PAIRS_MAX:
            raise BadBody("form", None, "the form has too many fields")
        self._headers, self._value, self._header = {}, [], (b"", b"")

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0] + data[start:end], self._header[1])

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0], self._header[1] + data[start:end])

    def header_end(self) -> None:
        name, value = self._header
        self._headers[name.lower()] = value
        self._header = (b"", b"")

    def data(self, data: bytes, start: int, end: int) -> None:
        self._value.append(data[start:end])

    def end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"name")
        if name is None:
            raise BadBody("form", None, "a part of the form has no name")
        if b"filename" not in options:
            text = b"".join(self._value).decode("utf-8", "replace")
            self.pairs.append((name.decode("utf-8", "replace"), text))
