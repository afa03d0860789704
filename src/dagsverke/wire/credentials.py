"""Ways to prove who calls, composed from what a request shows: headers, a bearer token, query parameters.

Each returns None where the request shows none of its material, a principal where the material is good, and raises
``Unauthenticated`` where it is not. Secrets are looked up by their fingerprint, never compared as text.
"""

from collections.abc import Mapping

from dagsverke.app.access import Principal
from dagsverke.app.ports import Directory, Reader, Record
from dagsverke.app.secrets import fingerprint
from dagsverke.app.sign_in import in_role, is_live, of_session
from dagsverke.wire.refusals import Unauthenticated
from dagsverke.wire.resource import Credentials, Material

_BEARER = "bearer "


def header_secret(door: str, header: str, *, kind: str, scheme: str = "secret") -> Credentials:
    """One secret in one header, a credential's ``secret_hash``."""
    name = header.lower()

    def find(material: Material, directory: Directory, _now: str) -> Principal | None:
        secret = material.headers.get(name)
        if not secret:
            return None
        found = directory.credential(kind, secret_hash=fingerprint(secret))
        if found is None:
            gone = directory.credential(kind, secret_hash=fingerprint(secret), is_revoked=True)
            raise _unknown(scheme, f"the {header} is not known", gone, "id")
        return _of_credential(found, door)

    return Credentials(find, {scheme: {"type": "apiKey", "in": "header", "name": header}})


def token_and_secret(
    door: str,
    token_header: str,
    secret_header: str,
    *,
    session_kind: str,
    credential_kind: str,
) -> Credentials:
    """A token in one header and its client's secret in another; both must belong to one credential."""
    token_name, secret_name = token_header.lower(), secret_header.lower()

    def find(material: Material, directory: Directory, now: str) -> Principal | None:
        token, secret = material.headers.get(token_name), material.headers.get(secret_name)
        if not token and not secret:
            return None
        if not token or not secret:
            missing = secret_header if token else token_header
            raise Unauthenticated("missing", "token_and_secret", f"{missing} is missing")
        session = _live_session(directory, session_kind, token, now, "token_and_secret")
        credential = directory.credential(credential_kind, secret_hash=fingerprint(secret))
        if credential is None or credential["id"] != session["credential_id"]:
            detail = f"the {secret_header} is not this token's"
            raise Unauthenticated("unknown", "token_and_secret", detail, session["company_id"])
        return of_session(session, door)

    return Credentials(
        find,
        {
            "token": {"type": "apiKey", "in": "header", "name": token_header},
            "secret": {"type": "apiKey", "in": "header", "name": secret_header},
        },
    )


def bearer(door: str, *, kind: str) -> Credentials:
    """``Authorization: Bearer`` with the token of a session."""

    def find(material: Material, directory: Directory, now: str) -> Principal | None:
        token = _shown_by_bearer(material)
        if token is None:
            return None
        return of_session(_live_session(directory, kind, token, now, "bearer"), door)

    return Credentials(find, {"bearer": {"type": "http", "scheme": "bearer"}})


def bearer_secret(door: str, *, kind: str) -> Credentials:
    """``Authorization: Bearer`` with a credential's ``secret_hash``."""

    def find(material: Material, directory: Directory, _now: str) -> Principal | None:
        secret = _shown_by_bearer(material)
        if secret is None:
            return None
        found = directory.credential(kind, secret_hash=fingerprint(secret))
        if found is None:
            gone = directory.credential(kind, secret_hash=fingerprint(secret), is_revoked=True)
            raise _unknown("bearer", "the key is not known", gone, "id")
        return _of_credential(found, door)

    return Credentials(find, {"bearer": {"type": "http", "scheme": "bearer"}})


def query_token(door: str, param: str, *, kind: str) -> Credentials:
    """A session's token as a query parameter."""

    def find(material: Material, directory: Directory, now: str) -> Principal | None:
        token = material.query.get(param)
        if not token:
            return None
        return of_session(_live_session(directory, kind, token, now, "query_token"), door)

    return Credentials(find, {"query_token": {"type": "apiKey", "in": "query", "name": param}})


def three_part(
    door: str,
    company: str,
    connection: str,
    token: str,
    *,
    credential_kind: str,
    session_kind: str,
) -> Credentials:
    """A company key, a connection key and a session's token, all in the query, names in any letter case.

    The keys are compared without letter case too (they are GUIDs): at rest they are lower-case.
    """

    def find(material: Material, directory: Directory, now: str) -> Principal | None:
        given = {name.lower(): value for name, value in material.query.items()}
        shown = [given.get(name.lower(), "") for name in (company, connection, token)]
        if not any(shown):
            return None
        for name, value in zip((company, connection, token), shown, strict=True):
            if not value:
                raise Unauthenticated("missing", "three_part", f"{name} is missing")
        credential = keys_of_credential(directory, credential_kind, shown[0], shown[1])
        session = _live_session(directory, session_kind, shown[2], now, "three_part")
        if credential is None or credential["id"] != session["credential_id"]:
            detail = "the keys and the token do not belong together"
            raise Unauthenticated("unknown", "three_part", detail, session["company_id"])
        return of_session(session, door)

    return Credentials(
        find, {name: {"type": "apiKey", "in": "query", "name": name} for name in (company, connection, token)}
    )


def keys_of_credential(
    directory: Directory, kind: str, public_id: str, secret: str, *, is_revoked: bool = False
) -> Record | None:
    """The credential with this public id and this secret, neither with regard to letter case."""
    secret_hash = fingerprint(secret.lower())
    return directory.credential(kind, secret_hash=secret_hash, public_id=public_id.lower(), is_revoked=is_revoked)


def as_person(reader: Reader, principal: Principal) -> Principal:
    """The principal with the reach of its person's role. Refused where the person is no longer active."""
    found = in_role(reader, principal)
    if found is None:
        detail = "the signed-in person is no longer active"
        raise Unauthenticated("unknown", None, detail, principal.company_id, principal.credential_id)
    return found


def security_of(credentials: Credentials) -> Mapping[str, list[str]]:
    """The OpenAPI security requirement: all of the schemes together."""
    return {name: [] for name in credentials.schemes}


def _shown_by_bearer(material: Material) -> str | None:
    """What follows ``Bearer``, None where the header is missing or of another kind."""
    shown = material.headers.get("authorization", "")
    return shown[len(_BEARER) :].strip() if shown[: len(_BEARER)].lower() == _BEARER else None


def _live_session(directory: Directory, kind: str, token: str, now: str, scheme: str) -> Record:
    session = directory.session(kind, fingerprint(token))
    if session is None:
        gone = directory.session(kind, fingerprint(token), is_revoked=True)
        raise _unknown(scheme, "the token is not known", gone, "credential_id")
    if not is_live(session, now):
        detail = "the token has expired"
        raise Unauthenticated("expired", scheme, detail, session["company_id"], session["credential_id"])
    return session


def _unknown(scheme: str, detail: str, gone: Record | None, of: str) -> Unauthenticated:
    """The refusal of a secret that opens nothing. One that did until its key was revoked belongs to that company."""
    if gone is None:
        return Unauthenticated("unknown", scheme, detail)
    return Unauthenticated("unknown", scheme, "the key is revoked", gone["company_id"], gone[of])


def _of_credential(credential: Record, door: str) -> Principal:
    return Principal(
        company_id=credential["company_id"],
        credential_id=credential["id"],
        door=door,
        person_id=credential["person_id"],
        scopes=frozenset(credential["scopes"].split()),
    )
