"""Refusals that only the wire knows, and the usual status of each.

Rules that the kit raises, beside those of the core: ``required``, ``type`` and ``characters`` (a property or
parameter), ``unknown`` (a property, a sort word), ``range`` (a page or its size), ``body`` (none, or not of the form
wanted), ``json``, ``xml``, ``form`` (cannot be parsed), ``route``, ``row`` (nothing at this address),
``idempotency_key``, ``scope``.
"""

from collections.abc import Mapping, Sequence

from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany


class BadParameter(Malformed):
    """A parameter of the query or the path cannot be read; ``Malformed`` itself is about the body or a rule."""


class BadBody(Malformed):
    """The body as a whole cannot be read: rule ``json``, ``xml``, ``form``, or ``body`` where there is no data."""


class NoRoute(Absent):
    """Nothing is served at this path."""


class Unauthenticated(Refusal):
    """Nobody, or nobody known: rule ``missing``, ``unknown`` or ``expired``; ``field`` is the scheme that was tried.

    ``company_id`` is the company whose credential was shown, in part or though it was revoked, where it can be told;
    ``credential_id`` is that credential, where it was shown whole.
    """

    def __init__(
        self,
        rule: str,
        field: str | None = None,
        detail: str = "",
        company_id: int | None = None,
        credential_id: int | None = None,
    ) -> None:
        super().__init__(rule, field, detail)
        self.company_id = company_id
        self.credential_id = credential_id


class NotAllowed(Refusal):
    """The path exists, the method does not."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__("method", None, f"only {', '.join(allowed)} here")
        self.allowed = tuple(allowed)


class NotAcceptable(Refusal):
    """No representation that the client accepts."""


class TooLarge(Refusal):
    """The body is longer than the limit."""


class BadMedia(Refusal):
    """The body's media type is not one that this dialect reads."""


class Broken(Refusal):
    """Our own fault: an exception that nobody foresaw. Phrased in the vendor's form, always with status 500."""


USUAL_STATUS: Mapping[type[Refusal], int] = {
    Malformed: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    Absent: 404,
    NotAllowed: 405,
    NotAcceptable: 406,
    Conflict: 409,
    TooLarge: 413,
    BadMedia: 415,
    Locked: 423,
    TooMany: 429,
    Broken: 500,
}


def status_of(refusal: Refusal, other: Mapping[type[Refusal], int] | None = None) -> int:
    """The status for a refusal's nearest class; ``other`` is where a vendor differs from the usual."""
    for one in type(refusal).__mro__:
        if other and one in other:
            return other[one]
        if one in USUAL_STATUS:
            return USUAL_STATUS[one]
    return 400
