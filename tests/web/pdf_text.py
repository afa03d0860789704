"""The text of a PDF whose strings name glyphs, as far as its fonts say which letters they are (ISO 32000-1, 9.10.3)."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_INNER = rb"\((?:\\.|[^\\()])*\)"
_STRING = rb"\((?:\\.|[^\\()]|" + _INNER + rb")*\)"
"""Parentheses within a string stand for themselves where each that opens closes."""
_SHOWN = re.compile(rb"(\[(?:" + _STRING + rb"|[^\]()])*\]\s*TJ|" + _STRING + rb"\s*Tj)", re.DOTALL)
_STRINGS = re.compile(_STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_NAMED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_PARTS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>")


def texts(pdf: bytes) -> set[str]:
    """Every string that is shown, as each font of the file that knows all its glyphs spells it."""
    streams = list(_streams(pdf))
    fonts = [found for found in map(_letters, streams) if found]
    shown = {glyphs for stream in streams for glyphs in _shown(stream)}
    return {"".join(font[one] for one in glyphs) for glyphs in shown for font in fonts if set(glyphs) <= font.keys()}


def _streams(pdf: bytes) -> Iterator[bytes]:
    for found in _STREAM.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(found[1])
        except zlib.error:
            yield found[1]


def _letters(stream: bytes) -> dict[bytes, str]:
    pairs = (pair for part in _PARTS.findall(stream) for pair in _PAIR.findall(part))
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _shown(stream: bytes) -> Iterator[tuple[bytes, ...]]:
    if b"BT" not in stream:
        return
    for found in _SHOWN.finditer(stream):
        told = b"".join(_ESCAPE.sub(_unescaped, one[1:-1]) for one in _STRINGS.findall(found[1]))
        yield tuple(told[at : at + 2] for at in range(0, len(told), 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    told = found[1]
    return bytes([int(told, 8)]) if told.isdigit() else _NAMED.get(told, told)
