"""The chain of events: each carries a hash over the one before, so that nobody can alter the past unseen."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

CONTENT = (
    "company_id",
    "place",
    "at",
    "credential_id",
    "person_id",
    "door",
    "kind",
    "subject",
    "subject_id",
    "before",
    "after",
)
"""What is hashed of an event: all that it holds, in this order, which must never change."""
BEGINNING = ""
"""What stands before the first event of a company."""

_encode = msgspec.json.Encoder().encode


def link(previous: str, content: Sequence[Any]) -> str:
    """The hash of an event: the SHA-256, hexadecimal, of the hash before it followed by its content.

    The content is a JSON list in UTF-8 without blanks, in the order of ``CONTENT``, with the letters as they are and
    only what JSON demands escaped (RFC 8259, section 7).
    """
    return hashlib.sha256(previous.encode() + _encode(content)).hexdigest()
