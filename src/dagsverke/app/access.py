"""Who asks: the principal behind a request, and what it may see and do."""

from dataclasses import dataclass
from typing import Literal

Reach = Literal["all", "team", "own"]
"""Whose balances a person may see: everybody's, those of the departments it manages, or its own."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A verified caller. It belongs to exactly one company, and everything it does is bound to that company."""

    company_id: int
    credential_id: int
    door: str  # through which door it came: a dialect's name, "cli", "web"
    person_id: int | None = None  # the signed-in person, where there is one
    reach: Reach = "all"
    scopes: frozenset[str] = frozenset()

    def may(self, scope: str) -> bool:
        """Whether this principal holds the scope; no scopes at all means an unrestricted key."""
        return not self.scopes or scope in self.scopes
