"""Signing in with a password, and the sessions that come of it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Reader, Record, Store, UnitOfWork
from dagsverke.app.secrets import fingerprint, new_secret, verify_password
from dagsverke.domain.calendars import instant_text

SIGN_IN = "sign-in"
"""The kind of the credential under which a company's people sign in with their own passwords."""
PAGES = "web"
"""The kind of the sessions of the pages."""


async def check_password(
    store: Store,
    attribute: str,
    value: str,
    password: str,
    company_id: int | None = None,
) -> Record | None:
    """The person who may sign in whose ``email`` or ``user_name`` and password these are, or None.

    Where several share the address the first whose password fits signs in. Runs the slow hash off the event loop.
    """
    found = await store.look_up(lambda directory: directory.sign_ins(attribute, value, company_id))
    for person in found:
        if await asyncio.to_thread(verify_password, person["password_hash"], password):
            return person
    if not found:
        await asyncio.to_thread(verify_password, None, password)
    return None


async def open_session(
    store: Store,
    clock: Clock,
    *,
    principal: Principal,
    kind: str,
    lifetime_s: int | None,
) -> tuple[str, str | None]:
    """A new token of a kind for the principal, and the instant at which it ends (None: never). Shown once."""
    token = new_secret()
    ends_at = None if lifetime_s is None else instant_text(clock.now() + timedelta(seconds=lifetime_s))

    def work(unit: UnitOfWork) -> None:
        unit.forget("session", "expires_at", unit.now)
        unit.add("session", session_row(principal, kind, token, ends_at))

    await store.write(principal, work)
    return token, ends_at


def session_row(principal: Principal, kind: str, token: str, ends_at: str | None) -> dict[str, object]:
    """The row that keeps a session."""
    return {
        "kind": kind,
        "token_hash": fingerprint(token),
        "credential_id": principal.credential_id,
        "person_id": principal.person_id,
        "scopes": " ".join(sorted(principal.scopes)),
        "expires_at": ends_at,
        "used_at": None,
    }


def end_sessions(work: UnitOfWork, person_id: int, kind: str) -> None:
    """End a person's open sessions of a kind."""
    for row in work.find_all("session", kind=kind, person_id=person_id, used_at=None):
        work.change("session", row, {"used_at": work.now})


async def use_once(store: Store, principal: Principal, session_id: int) -> bool:
    """Mark a session as used; False where it was before. Two at once: only one of them is told True."""

    def work(unit: UnitOfWork) -> bool:
        row = unit.find("session", id=session_id)
        if row is None or row["used_at"] is not None:
            return False
        unit.change("session", row, {"used_at": unit.now})
        return True

    return await store.write(principal, work)


def of_session(session: Record, door: str) -> Principal:
    """The principal behind a session row; its reach is that of an unrestricted key until a person narrows it."""
    return Principal(
        company_id=session["company_id"],
        credential_id=session["credential_id"],
        door=door,
        person_id=session["person_id"],
        scopes=frozenset(session["scopes"].split()),
    )


def is_live(session: Record, now: str) -> bool:
    """Whether a session has neither ended nor been used up."""
    ends_at = session["expires_at"]
    return session["used_at"] is None and (ends_at is None or ends_at > now)


def may_sign_in(person: Record) -> bool:
    """Whether a person may come in at all: it is active, and activated (Seven Time, Create a User)."""
    return bool(person["is_active"] and person["is_activated"])


def in_role(reader: Reader, principal: Principal) -> Principal | None:
    """The principal with the reach of its person's role; None where the person may no longer sign in."""
    person = reader.find("person", id=principal.person_id)
    if person is None or not may_sign_in(person):
        return None
    role = reader.find("role", code=person["role_code"])
    return replace(principal, reach=role["reach"] if role else "own")


async def signing_in(store: Store, person: Record, door: str) -> Principal:
    """A person who comes in by a door, behind the credential under which people of the company sign in."""
    company_id = person["company_id"]
    found = await store.read(company_id, lambda reader: reader.find("credential", kind=SIGN_IN))
    if found is None:
        raise LookupError("the company has no credential under which its people sign in")
    return Principal(company_id, found["id"], door, person_id=person["id"])
