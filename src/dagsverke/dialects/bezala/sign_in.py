"""Signing in: an email and a password for a token (Bezala, POST /api/auth/token; BZ-01)."""

import msgspec

from dagsverke.app.sign_in import check_password, open_session, signing_in
from dagsverke.wire.resource import Call, Operation, Reply, Resource
from dagsverke.wire.values import clean

DOOR = "bezala"
TOKEN = "bezala-token"  # noqa: S105  # a kind of session
LIFETIME_S = 30 * 86_400

_REFUSED = b'{"error":"Invalid email or password."}'


async def issue_token(call: Call) -> Reply:
    """A token for the person whose email and password these are."""
    email, password = _word(call, "email"), _word(call, "password")
    person = await check_password(call.store, "email", email, password) if email and password else None
    if person is None:
        return Reply(401, _REFUSED)
    call.belongs_to(person["company_id"])
    principal = await signing_in(call.store, person, DOOR)
    token, _ = await open_session(call.store, call.clock, principal=principal, kind=TOKEN, lifetime_s=LIFETIME_S)
    document = {"token": token, "user_id": person["id"], "receipts_email": None}
    return Reply(200, msgspec.json.encode(document), headers={"Cache-Control": "no-store"})


def _word(call: Call, name: str) -> str:
    """A member of the body; "" where it is missing or nothing that anybody could have chosen."""
    try:
        return clean(call.body.get(name))
    except (TypeError, ValueError):
        return ""


BODY_SCHEMA = {
    "type": "object",
    "required": ["email", "password"],
    "properties": {"email": {"type": "string"}, "password": {"type": "string"}},
}
REPLY_SCHEMA = {
    "type": "object",
    "required": ["token", "user_id", "receipts_email"],
    "properties": {
        "token": {"type": "string"},
        "user_id": {"type": "integer"},
        "receipts_email": {"type": ["string", "null"]},
    },
}

SIGN_INS = Resource(
    name="token",
    collection="session",
    operations=(
        Operation(
            "call",
            "POST",
            "/api/auth/token",
            handler=issue_token,
            is_public=True,
            body_schema=BODY_SCHEMA,
            reply_schema=REPLY_SCHEMA,
            doc="Signs in, for 30 days.",
        ),
    ),
    fields=(),
    quirks=("BZ-01",),
    doc="Tokens for the bearer header.",
)
