"""Credentials: keys that other systems use. A secret is shown once, when it is made; only its fingerprint is kept.

Which shape a door's credential has is for the door to say; the core knows the shapes, not the doors.
"""

import uuid
from collections.abc import Callable, Mapping

from dagsverke.app.access import Principal
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.app.secrets import fingerprint, new_secret
from dagsverke.app.sign_in import SIGN_IN, session_row
from dagsverke.domain.errors import Conflict, Malformed

Secrets = Mapping[str, str]


def issue(
    work: UnitOfWork,
    door: str,
    shape: str,
    name: str,
    secrets: Secrets | None = None,
    scopes: str = "",
) -> dict[str, str]:
    """Make a credential for a door and return everything that its holder needs, secrets included, this once.

    ``secrets`` fixes what would else be random (a demo). Shapes: ``secret`` (client_secret), ``client`` (client_id,
    client_secret, access_token, refresh_token, code, company_id), ``key pair`` (company_key, connect_key). ``scopes``
    are separated by spaces; none at all means an unrestricted key.
    """
    if not name.strip():
        raise Malformed("required", "name", "is required")
    maker = _MAKERS.get(shape)
    if maker is None:
        raise Malformed("range", "shape", f"must be one of {', '.join(_MAKERS)}")
    row = {"kind": door, "name": name, "scopes": scopes}
    return maker(work, row, secrets or {})


def revoke(work: UnitOfWork, credential_id: int) -> None:
    """End a credential now; its sessions end with it. That under which people sign in is none that can be ended."""
    row = existing(work, "credential", "id", id=credential_id)
    if row["kind"] == SIGN_IN:
        raise Conflict("people", "id", "is how people sign in, and stays")
    if row["revoked_at"] is not None:
        raise Malformed("range", "id", "is revoked already")
    work.change("credential", row, {"revoked_at": work.now})


def _secret(work: UnitOfWork, row: dict[str, str], given: Secrets) -> dict[str, str]:
    secret = given.get("client_secret") or new_secret()
    work.add("credential", row | {"secret_hash": fingerprint(secret)})
    return {"client_secret": secret}


def _client(work: UnitOfWork, row: dict[str, str], given: Secrets) -> dict[str, str]:
    parts = ("client_id", "client_secret", "access_token", "refresh_token", "code")
    made = {part: given.get(part) or new_secret() for part in parts}
    keys = {"public_id": made["client_id"], "secret_hash": fingerprint(made["client_secret"])}
    credential_id = work.add("credential", row | keys)
    holder = Principal(work.company.id, credential_id, row["kind"], scopes=frozenset(row["scopes"].split()))
    for part, kind in (("access_token", "access"), ("refresh_token", "refresh"), ("code", "code")):
        work.add("session", session_row(holder, f"{row['kind']}-{kind}", made[part], None))
    return made | {"company_id": str(work.company.id)}


def _key_pair(work: UnitOfWork, row: dict[str, str], given: Secrets) -> dict[str, str]:
    company_key = (given.get("company_key") or str(uuid.uuid4())).lower()
    connect_key = (given.get("connect_key") or str(uuid.uuid4())).lower()
    work.add("credential", row | {"public_id": company_key, "secret_hash": fingerprint(connect_key)})
    return {"company_key": company_key, "connect_key": connect_key}


_MAKERS: Mapping[str, Callable[[UnitOfWork, dict[str, str], Secrets], dict[str, str]]] = {
    "secret": _secret,
    "client": _client,
    "key pair": _key_pair,
}
