"""Who asks: the principal behind a request, and what it may see and do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Reach = Literal["all", "team", "own"]
"""Whose days and balances a person has to do with: everybody's, those of its department, or its own.

It comes with the person's role (``app.defaults.ROLES``): an administrator and payroll reach all, a manager its team,
anybody else itself.
"""
OPENING: tuple[Reach, ...] = ("all",)
"""The reach of who may open a locked period."""


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


def may_submit_for(principal: Principal, person_id: int, *, is_in_team: bool) -> bool:
    """Whether it may submit a person's week, or take it back: its own, a manager its team's, and who reaches all."""
    return principal.reach == "all" or person_id == principal.person_id or (principal.reach == "team" and is_in_team)


def may_approve_for(principal: Principal, person_id: int, *, is_in_team: bool) -> bool:
    """Whether it may approve, return or reopen a person's week: a manager its team's but not its own, who reaches all.

    A key without a person reaches all.
    """
    if principal.reach == "all":
        return True
    return principal.reach == "team" and is_in_team and person_id != principal.person_id


def may_lock(principal: Principal, *, is_own_department: bool) -> bool:
    """Whether it may lock days: who reaches all any, a manager those of its own department."""
    return principal.reach == "all" or (principal.reach == "team" and is_own_department)


def may_open(principal: Principal) -> bool:
    """Whether it may open what is locked, which a manager may not: payroll may have paid by it."""
    return principal.reach in OPENING


ADMINISTRATOR, MANAGER, PAYROLL, STAFF = 1, 10, 20, 30
"""The codes of the roles that every company begins with (``app.defaults.ROLES``)."""

_EVERYBODY = frozenset({ADMINISTRATOR, MANAGER, PAYROLL, STAFF})
_OFFICE = frozenset({ADMINISTRATOR, PAYROLL})
_LEADERS = _OFFICE | {MANAGER}
AREAS: Mapping[str, frozenset[int]] = {
    "time": _EVERYBODY,
    "balances": _EVERYBODY,
    "approval": _LEADERS,
    "payroll": _OFFICE,
    "work": _EVERYBODY,
    "jobs": _LEADERS,
    "sales": _LEADERS,
    "purchase": _LEADERS,
    "admin": frozenset({ADMINISTRATOR}),
}
"""Who may enter which part of the firm's pages. ``jobs`` is to make and change what others work on, and to see what it
costs and brings in: customers, projects, work orders, machines and vehicles.
"""


def may_enter(area: str, role_code: int) -> bool:
    """Whether persons of a role may enter a part of the pages. A role that nobody knows may what staff may."""
    known = role_code if role_code in _EVERYBODY else STAFF
    return known in AREAS[area]


_CHANGED_IN = {"expense": "work"}


def may_withdraw_document(kind: str, role_code: int, *, is_filer: bool) -> bool:
    """Whether who sees a row of a kind may withdraw a document of it: who filed it, or who may change the row.

    Whoever sees an expense may change it; customers, projects, work orders and machines are changed in ``jobs``.
    """
    return is_filer or may_enter(_CHANGED_IN.get(kind, "jobs"), role_code)
