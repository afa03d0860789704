"""``Idempotency-Key`` on any POST: the first reply is kept with the change it answers, and replayed to its repeats.

The key belongs to the caller and lives for 24 hours. Reply and change are one transaction, so either both are there
or neither is; a repeat while the first is under way waits for it, or finds it when it tries to keep its own.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from dagsverke.app.access import Principal
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.domain.calendars import instant_text, parse_instant
from dagsverke.domain.errors import Conflict, Malformed, Refusal
from dagsverke.wire.resource import Reply

HEADER = "idempotency-key"
KEPT = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_TABLE = "idempotency"


class _RacedError(Exception):
    """Another request with this key was first."""


@dataclass(frozen=True, slots=True)
class Once:
    """A key, and the fingerprint of the request that came with it."""

    key: str
    fingerprint: str


def once(key: str, *parts: bytes) -> Once:
    """A key with the parts of the request by which a repeat is known. Refuses a key of the wrong form."""
    if not _KEY.fullmatch(key):
        raise Malformed("idempotency_key", "Idempotency-Key", "must be 1 to 255 visible ASCII characters")
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return Once(key, digest.hexdigest())


async def write_once(
    store: Store,
    principal: Principal,
    marked: Once,
    work: Callable[[UnitOfWork], Reply],
    refuse: Callable[[Refusal], Reply],
) -> Reply:
    """The reply of the first request with this key. Raises Conflict where that was another request."""

    def remembered(unit: UnitOfWork) -> Reply:
        caller = {"credential_id": principal.credential_id, "person_id": principal.person_id or 0, "key": marked.key}
        unit.forget(_TABLE, "created_at", instant_text(parse_instant(unit.now) - KEPT))
        kept = unit.find(_TABLE, **caller)
        if kept is not None:
            if kept["fingerprint"] != marked.fingerprint:
                raise Conflict("idempotency_key", "Idempotency-Key", "was used before with another request")
            return Reply(kept["status"], bytes(kept["body"]), kept["media"])
        reply = _attempted(unit, work, refuse)
        row = {"fingerprint": marked.fingerprint, "status": reply.status, "media": reply.media, "body": reply.body}
        try:
            unit.attempt(lambda: unit.add(_TABLE, caller | row))
        except Conflict:
            raise _RacedError from None
        return reply

    try:
        return await store.write(principal, remembered)
    except _RacedError:
        return await store.write(principal, remembered)


def _attempted(unit: UnitOfWork, work: Callable[[UnitOfWork], Reply], refuse: Callable[[Refusal], Reply]) -> Reply:
    """The reply of the work, or of its refusal, which then leaves no other trace."""
    try:
        return unit.attempt(lambda: work(unit))
    except Refusal as refusal:
        return refuse(refusal)
