"""Secrets: how they are made, and what is kept of them (never they themselves)."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def new_secret() -> str:
    """A secret of 192 random bits, safe in headers, queries and shells."""
    return secrets.token_urlsafe(24)


def new_public_link() -> str:
    """The end of an address by which whoever knows it sees a paper: 120 random bits in 20 characters."""
    return secrets.token_urlsafe(15)


def fingerprint(secret: str) -> str:
    """What is kept of a key or token, and looked up by: its SHA-256, hexadecimal. Ours have too many bits to guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def hash_password(password: str) -> str:
    """What is kept of a password that a human chose: Argon2id with a salt of its own. Slow on purpose."""
    return _HASHER.hash(password)


def verify_password(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept. Takes as long where nothing is kept, so that time tells nobody who exists."""
    try:
        _HASHER.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobodys() -> str:
    """What is compared with where nothing is kept; made when it is first needed, for it takes its time."""
    return _HASHER.hash("nobody")
