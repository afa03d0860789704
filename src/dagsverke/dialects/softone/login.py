"""Signing in: keys, login name and password for a token (SoftOne, 2.2: /Login/Token; SO-01)."""

import msgspec

from dagsverke.app.access import Principal
from dagsverke.app.sign_in import check_password, open_session
from dagsverke.dialects.softone.credentials import DOOR, TOKEN, both_keys, credential_of, folded
from dagsverke.wire.resource import Call, Operation, Reply, Resource
from dagsverke.wire.values import clean

LIFETIME_S = 3_600

_REFUSED = b'"The API keys, the login name or the password are wrong."'


async def issue_token(call: Call) -> Reply:
    """A token for the person whose login name and password these are, in the company that the keys name."""
    keys = both_keys(call.query)
    credential = await call.store.look_up(lambda directory: credential_of(directory, keys))
    login_name, password = _word(call, "loginName"), _word(call, "password")
    if credential is None:
        gone = await call.store.look_up(lambda directory: credential_of(directory, keys, is_revoked=True))
        if gone is not None:
            call.belongs_to(gone["company_id"])
        return Reply(401, _REFUSED)
    company_id = credential["company_id"]
    call.belongs_to(company_id)
    if not login_name or not password:
        return Reply(401, _REFUSED)
    person = await check_password(call.store, "user_name", login_name, password, company_id)
    if person is None:
        return Reply(401, _REFUSED)
    principal = Principal(
        company_id, credential["id"], DOOR, person_id=person["id"], scopes=frozenset(credential["scopes"].split())
    )
    token, ends_at = await open_session(call.store, call.clock, principal=principal, kind=TOKEN, lifetime_s=LIFETIME_S)
    document = {"Token": token, "ValidTo": ends_at}
    return Reply(200, msgspec.json.encode(document), headers={"Cache-Control": "no-store"})


def _word(call: Call, name: str) -> str:
    """A member of the body or a parameter; "" where it is missing or nothing that anybody could have chosen."""
    try:
        return clean((folded(call.query) | folded(call.body)).get(name.lower()))
    except (TypeError, ValueError):
        return ""


BODY_SCHEMA = {
    "type": "object",
    "properties": {"loginName": {"type": "string"}, "password": {"type": "string"}},
}
REPLY_SCHEMA = {
    "type": "object",
    "required": ["Token", "ValidTo"],
    "properties": {"Token": {"type": "string"}, "ValidTo": {"type": "string", "format": "date-time"}},
}

LOGIN = Resource(
    name="Token",
    collection="session",
    operations=tuple(
        Operation(
            "call",
            method,
            "/Login/Token",
            handler=issue_token,
            is_public=True,
            body_schema=BODY_SCHEMA if method == "POST" else None,
            reply_schema=REPLY_SCHEMA,
            doc="Signs in, for an hour.",
        )
        for method in ("POST", "GET")
    ),
    fields=(),
    quirks=("SO-01", "SO-03"),
    doc="Tokens, the third part of the credentials.",
)
