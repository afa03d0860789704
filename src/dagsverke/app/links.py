"""Links to documents that need no secret while they last: signed with a secret of the company, never stored."""

import hashlib
import hmac
from dataclasses import dataclass

from dagsverke.app.company import Company
from dagsverke.domain.calendars import parse_instant
from dagsverke.domain.errors import Absent, Forbidden

LIFETIME_S = 3600
NOTHING = "there is nothing at this address"
STEP_S = 60
"""An end is rounded up to this, so that a list that is read twice within a minute shows the same link."""


@dataclass(frozen=True, slots=True)
class Seal:
    """When a link ends, in seconds since 1970, and the proof that we said so."""

    expires: int
    signature: str


def seal(company: Company, key: str, now: str) -> Seal:
    """The seal of a link to the document with this key, good for an hour and at most a minute more."""
    expires = -(-_seconds(now) // STEP_S) * STEP_S + LIFETIME_S
    return Seal(expires, _signature(company, key, expires))


def check(company: Company, key: str, given: Seal, now: str) -> None:
    """Refuse a link that is not ours, as if there were nothing, and one that has ended."""
    expected = _signature(company, key, given.expires)
    if not hmac.compare_digest(expected.encode(), given.signature.encode("utf-8", "replace")):
        raise Absent("link", None, NOTHING)
    if given.expires <= _seconds(now):
        raise Forbidden("link", None, "this link has expired")


def _signature(company: Company, key: str, expires: int) -> str:
    if not company.link_secret:
        raise ValueError("the company has no secret to sign links with")
    message = f"document/{company.id}/{key}/{expires}".encode("utf-8", "replace")
    return hmac.new(company.link_secret.encode(), message, hashlib.sha256).hexdigest()


def _seconds(now: str) -> int:
    return int(parse_instant(now).timestamp())
