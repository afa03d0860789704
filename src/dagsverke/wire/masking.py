"""Taking the secrets out of a call before it is kept: keys, tokens and passwords, wherever they stand.

A secret is known by the name that it goes by: that of a credential of the dialect, or one that says so itself. What
could be one and cannot be told from the rest (a body that is not what it says it is) is not kept at all.
"""

import base64
import binascii
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus

import msgspec
from lxml import etree

from dagsverke.wire.refusals import BadBody
from dagsverke.wire.xml import parse

MASK = "•••"
"""What stands for a secret."""
Pairs = Sequence[tuple[str, str]]
SHOWN_LENGTH_MIN = 6
"""A shorter secret is not looked for elsewhere: it would be found in every word."""
_WORDS = (
    *("secret", "token", "passw", "losenord", "lösenord", "authorization", "authorisation", "cookie"),
    *("apikey", "api-key", "api_key", "connectkey", "connect-key", "connect_key"),
)
"""What stands in the name of a secret, in small letters."""
_FORM = "application/x-www-form-urlencoded"
_GRANT = "grant_type"
_OF_GRANT = frozenset({"code", "client_id", "code_verifier"})
"""Secret beside a grant type; by themselves they are anything."""


class Masker:
    """The masks of one call. ``named`` are names of secrets, in any letter case; ``public`` are values that are none.

    A secret that was seen once is found again wherever it stands, in an address that was echoed for example.
    """

    def __init__(self, named: Collection[str], public: Collection[str]) -> None:
        self._named = {one.lower() for one in named}
        self._public = public
        self._seen: set[str] = set()

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> Pairs:
        """Headers or parameters."""
        found = list(pairs)
        names = {name.lower() for name, _ in found}
        return [(name, self._value(value) if self._is_secret(name, names) else value) for name, value in found]

    def text(self, media: str, text: str, *, is_whole: bool) -> str | None:
        """A body; None where it cannot be read and names a secret."""
        if not self._may_hold_secrets(media, text):
            return text
        masked = self._read(media, text) if is_whole else None
        if masked is None:
            return None if any(one in text.lower() for one in _WORDS) else text
        return masked

    def scrubbed(self, text: str) -> str:
        """Text without the secrets that were seen elsewhere in the call."""
        for secret in self._seen:
            text = text.replace(secret, MASK)
        return text

    def _may_hold_secrets(self, media: str, text: str) -> bool:
        """Whether the name of a secret stands anywhere, or may in other letters: a look that costs next to nothing."""
        escape = "%" if media == _FORM else "&#" if media.endswith("xml") else "\\u"
        plain = text.lower()
        return escape in plain or any(one in plain for one in (*_WORDS, _GRANT, *self._named))

    def _read(self, media: str, text: str) -> str | None:
        """The body without its secrets, as it came where it has none; None where it is not of its form."""
        if media == _FORM:
            pairs = parse_qsl(text, keep_blank_values=True)
            masked = self.pairs(pairs)
            return text if masked == pairs else "&".join(f"{quote_plus(one)}={_quoted(value)}" for one, value in masked)
        if media.endswith("xml"):
            return self._xml(text)
        return self._json(text)

    def _json(self, text: str) -> str | None:
        try:
            document = msgspec.json.decode(text)
            masked = self._within(document)
        except (msgspec.MsgspecError, RecursionError):
            return None
        return text if masked == document else msgspec.json.encode(masked).decode()

    def _within(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._within(one) for one in value]
        if not isinstance(value, dict):
            return value
        names = {name.lower() for name in value}
        return {
            name: self._hidden(one) if self._is_secret(name, names) else self._within(one)
            for name, one in value.items()
        }

    def _hidden(self, value: Any) -> Any:
        """What stands for a secret of any kind; nothing where there is nothing."""
        return self._value(value) if isinstance(value, str) else MASK if value is not None else None

    def _xml(self, text: str) -> str | None:
        try:
            root = parse(text.encode())
        except BadBody:
            return None
        is_changed = False
        for element in root.iter():
            held = [(str(name), str(value)) for name, value in element.attrib.items()]
            masked = self.pairs(held)
            for name, value in masked if list(masked) != held else ():
                element.set(name, value)
                is_changed = True
            if self._is_secret(str(element.tag).rpartition("}")[2], ()) and (len(element) or element.text):
                for child in element:
                    element.remove(child)
                element.text = self._value(element.text or "") or MASK
                is_changed = True
        return etree.tostring(root, encoding="unicode") if is_changed else text

    def _is_secret(self, name: str, beside: Collection[str]) -> bool:
        plain = name.lower()
        return plain in self._named or _is_named(plain) or (plain in _OF_GRANT and _GRANT in beside)

    def _value(self, value: str) -> str:
        if not value or self._is_public(value):
            return value
        scheme, _, rest = value.partition(" ")
        secret = rest.strip() if scheme.lower() in ("bearer", "basic") else value
        if len(secret) >= SHOWN_LENGTH_MIN:
            self._seen.add(secret)
        return f"{scheme} {MASK}" if secret is not value else MASK

    def _is_public(self, value: str) -> bool:
        scheme, _, rest = value.partition(" ")
        if scheme.lower() == "bearer":
            return rest.strip() in self._public
        if scheme.lower() == "basic":
            return all(one in self._public for one in _unpacked(rest).split(":"))
        return value in self._public


@lru_cache(maxsize=4096)
def _is_named(plain: str) -> bool:
    return any(one in plain for one in _WORDS)


def _quoted(value: str) -> str:
    return value if value == MASK else quote_plus(value)


def _unpacked(packed: str) -> str:
    try:
        return base64.b64decode(packed.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
