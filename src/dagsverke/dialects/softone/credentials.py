"""Who calls SoftOne GO: a company key, a connect key and a token, all in the query (SoftOne, 2.2; SO-04)."""

import re
from collections.abc import Mapping
from typing import TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.ports import Directory, Record
from dagsverke.domain.errors import Malformed
from dagsverke.wire.credentials import keys_of_credential, three_part
from dagsverke.wire.refusals import Unauthenticated
from dagsverke.wire.resource import Credentials, Material

T = TypeVar("T")

DOOR = "softone"
CREDENTIAL = "softone"
TOKEN = "softone-token"  # noqa: S105  # a kind of session
COMPANY_KEY = "companyApiKey"
CONNECT_KEY = "connectApiKey"
TOKEN_PARAM = "token"  # noqa: S105  # a parameter's name

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KEYS_AND_TOKEN = three_part(
    DOOR, COMPANY_KEY, CONNECT_KEY, TOKEN_PARAM, credential_kind=CREDENTIAL, session_kind=TOKEN
)


def folded(given: Mapping[str, T]) -> dict[str, T]:
    """Parameters by lower-case name, as ASP.NET reads them (SO-03)."""
    return {name.lower(): value for name, value in given.items()}


def both_keys(query: Mapping[str, str]) -> tuple[str, str]:
    """The company key and the connect key. A missing or malformed one is refused by name (readings 41)."""
    given = folded(query)
    found = []
    for name in (COMPANY_KEY, CONNECT_KEY):
        value = given.get(name.lower(), "").strip()
        if not value:
            raise Malformed("required", name, "is required")
        if not _GUID.fullmatch(value):
            raise Malformed("type", name, "is not a valid GUID")
        found.append(value)
    return found[0], found[1]


def credential_of(directory: Directory, keys: tuple[str, str], *, is_revoked: bool = False) -> Record | None:
    """The credential with these keys, of those in use or of those revoked."""
    return keys_of_credential(directory, CREDENTIAL, *keys, is_revoked=is_revoked)


def _find(material: Material, directory: Directory, now: str) -> Principal | None:
    both_keys(material.query)
    if not folded(material.query).get(TOKEN_PARAM):
        raise Unauthenticated("missing", "three_part", f"{TOKEN_PARAM} is missing")
    return _KEYS_AND_TOKEN.find(material, directory, now)


CREDENTIALS = (Credentials(_find, _KEYS_AND_TOKEN.schemes),)
