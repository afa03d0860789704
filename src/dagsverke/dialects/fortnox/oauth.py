"""The token endpoint, ``/oauth-v1/token``: what the vendor's clients need of OAuth 2.0 (RFC 6749, section 5; FX-09)."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from dagsverke.app.access import Principal
from dagsverke.app.ports import Directory, Record, Store
from dagsverke.app.secrets import fingerprint
from dagsverke.app.sign_in import is_live, of_session, open_session, use_once
from dagsverke.dialects.fortnox.attendance import SCOPE
from dagsverke.dialects.fortnox.credentials import ACCESS, CLIENT, CODE, DOOR, REFRESH, TENANT_HEADER, is_tenant
from dagsverke.domain.calendars import instant_text
from dagsverke.wire.resource import Call, Operation, Reply, Resource
from dagsverke.wire.values import clean

ACCESS_LIFETIME_S = 3_600
REFRESH_LIFETIME_S = 45 * 86_400
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="fortnox"'}
_NO_STORE = {"Cache-Control": "no-store"}


class _Refused(Exception):  # a reply, caught in this module
    """An error reply of the token endpoint."""

    def __init__(
        self, error: str, description: str, status: int = 400, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(description)
        self.document = {"error": error, "error_description": description}
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class _Granted:
    """To whom tokens may be given, and the session that is spent on it, where there is one."""

    principal: Principal
    spent_id: int | None = None
    description: str = ""  # of the refusal, where it turns out to be spent already


Grant = Callable[[Call, Record], Awaitable[_Granted]]


async def issue_token(call: Call) -> Reply:
    """Exchange a grant for an access token and a refresh token."""
    try:
        client = await _client(call)
        document = await _tokens(call, await _grant(call)(call, client))
    except _Refused as refused:
        return Reply(refused.status, msgspec.json.encode(refused.document), headers=_NO_STORE | refused.headers)
    return Reply(200, msgspec.json.encode(document), headers=_NO_STORE)


def _grant(call: Call) -> Grant:
    found = _GRANTS.get(_word(call, "grant_type"))
    if found is None:
        raise _Refused("unsupported_grant_type", "The grant type is not supported")
    return found


async def _tokens(call: Call, granted: _Granted) -> dict[str, Any]:
    """New tokens. What is spent on them is spent last, so that whoever is cut off before can come again with it."""
    principal, tokens = granted.principal, {}
    for kind, lifetime_s in ((ACCESS, ACCESS_LIFETIME_S), (REFRESH, REFRESH_LIFETIME_S)):
        tokens[kind], _ = await open_session(
            call.store, call.clock, principal=principal, kind=kind, lifetime_s=lifetime_s
        )
    if granted.spent_id is not None and not await use_once(call.store, principal, granted.spent_id):
        raise _Refused("invalid_grant", granted.description)
    return {
        "access_token": tokens[ACCESS],
        "expires_in": ACCESS_LIFETIME_S,
        "token_type": "bearer",
        "scope": " ".join(sorted(principal.scopes)) or SCOPE,
        "refresh_token": tokens[REFRESH],
    }


async def _client(call: Call) -> Record:
    """The credential whose client id and secret the Basic header holds."""
    scheme, _, packed = call.headers.get("authorization", "").partition(" ")
    try:
        shown = clean(base64.b64decode(packed, validate=True).decode()) if scheme.lower() == "basic" else ""
    except (binascii.Error, ValueError):
        shown = ""
    client_id, _, secret = shown.partition(":")
    found = gone = None
    if client_id and secret:
        found = await call.store.look_up(partial(_keyed, client_id, fingerprint(secret), is_revoked=False))
        gone = found or await call.store.look_up(partial(_keyed, client_id, fingerprint(secret), is_revoked=True))
    if gone is not None:
        call.belongs_to(gone["company_id"])
    if found is None:
        raise _Refused("invalid_client", "Invalid client credentials", 401, _CHALLENGE)
    return found


def _keyed(client_id: str, secret_hash: str, directory: Directory, *, is_revoked: bool) -> Record | None:
    return directory.credential(CLIENT, secret_hash=secret_hash, public_id=client_id, is_revoked=is_revoked)


async def _by_refresh_token(call: Call, client: Record) -> _Granted:
    return await _by_session(call, client, REFRESH, _word(call, "refresh_token"), "Invalid refresh token")


async def _by_code(call: Call, client: Record) -> _Granted:
    return await _by_session(call, client, CODE, _word(call, "code"), "Invalid authorization code")


async def _by_client(call: Call, client: Record) -> _Granted:
    tenant = call.headers.get(TENANT_HEADER)
    if not tenant:
        raise _Refused("invalid_request", "The TenantId header is missing")
    if not is_tenant(tenant, client["company_id"]):
        raise _Refused("invalid_grant", "Invalid tenant")
    scopes = frozenset(client["scopes"].split())
    return _Granted(Principal(client["company_id"], client["id"], DOOR, scopes=scopes))


async def _by_session(call: Call, client: Record, kind: str, token: str, description: str) -> _Granted:
    """By a token that is used once."""
    found = await _session(call.store, kind, token)
    now = instant_text(call.clock.now())
    if found is None or found["credential_id"] != client["id"] or not is_live(found, now):
        raise _Refused("invalid_grant", description)
    return _Granted(of_session(found, DOOR), found["id"], description)


async def _session(store: Store, kind: str, token: str) -> Record | None:
    token_hash = fingerprint(token)
    return await store.look_up(lambda directory: directory.session(kind, token_hash))


def _word(call: Call, name: str) -> str:
    """A parameter of the form body; "" where it is missing."""
    value = call.body.get(name)
    if not isinstance(value, str) or not value:
        raise _Refused("invalid_request", f"The parameter {name} is missing")
    return value


_GRANTS: dict[str, Grant] = {
    "refresh_token": _by_refresh_token,
    "authorization_code": _by_code,
    "client_credentials": _by_client,
}

BODY_SCHEMA = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"enum": list(_GRANTS)},
        "code": {"type": "string"},
        "refresh_token": {"type": "string"},
        "redirect_uri": {"type": "string", "description": "Accepted and not looked at."},
    },
}
REPLY_SCHEMA = {
    "type": "object",
    "required": ["access_token", "expires_in", "token_type", "scope", "refresh_token"],
    "properties": {
        "access_token": {"type": "string"},
        "expires_in": {"type": "integer"},
        "token_type": {"type": "string"},
        "scope": {"type": "string"},
        "refresh_token": {"type": "string"},
    },
}

TOKENS = Resource(
    name="Token",
    collection="session",
    operations=(
        Operation(
            "call",
            "POST",
            "/oauth-v1/token",
            handler=issue_token,
            is_public=True,
            bodies=("form",),
            body_schema=BODY_SCHEMA,
            reply_schema=REPLY_SCHEMA,
            doc="Exchanges an authorization code, a refresh token (once) or the client itself for tokens.",
        ),
    ),
    fields=(),
    quirks=("FX-09",),
    doc="OAuth 2.0 tokens for the bearer form of the credentials.",
)
