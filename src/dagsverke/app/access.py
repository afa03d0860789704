"""Who asks: the principal behind a request, and what it may see and do."""

from collections.abc import Mapping
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


ADMINISTRATOR, MANAGER, PAYROLL, EMPLOYEE = 1, 10, 20, 30
"""The codes of the roles that every company begins with (``app.defaults.ROLES``)."""

_EVERYBODY = frozenset({ADMINISTRATOR, MANAGER, PAYROLL, EMPLOYEE})
_OFFICE = frozenset({ADMINISTRATOR, PAYROLL})
_LEADERS = _OFFICE | {MANAGER}
AREAS: Mapping[str, frozenset[int]] = {
    "time": _EVERYBODY,
    "balances": _EVERYBODY,
    "approval": _LEADERS,
    "payroll": _OFFICE,
    "work": _EVERYBODY,
    "sales": _LEADERS,
    "purchase": _LEADERS,
    "admin": frozenset({ADMINISTRATOR}),
}
"""Who may enter which part of the firm's pages."""


def may_enter(area: str, role_code: int) -> bool:
    """Whether persons of a role may enter a part of the pages. A role that nobody knows may what an employee may."""
    known = role_code if role_code in _EVERYBODY else EMPLOYEE
    return known in AREAS[area]
