"""The doors for which the command line makes keys: which shape of credential each takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dagsverke.app.commands import credentials
from dagsverke.app.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Door:
    """A shape of credential, its scopes, and what the door calls its parts where that is another word.

    ``headers`` are the lines with which a call shows the key, its parts in braces; none where it goes elsewhere.
    """

    shape: str
    scopes: str = ""
    words: tuple[tuple[str, str], ...] = ()
    headers: tuple[str, ...] = ()


DOORS: Mapping[str, Door] = {
    "seventime": Door("secret", headers=("Client-Secret: {client_secret}",)),
    "fortnox": Door(
        "client",
        "salary",
        (("company_id", "tenant_id"),),
        ("Access-Token: {access_token}", "Client-Secret: {client_secret}"),
    ),
    "softone": Door("key pair"),
    "own": Door("secret", words=(("client_secret", "token"),), headers=("Authorization: Bearer {token}",)),
}
SIGN_IN_ONLY = ("bezala",)
"""Doors through which people come with their own e-mail address and password."""


def issue(work: UnitOfWork, kind: str, name: str, secrets: Mapping[str, str] | None = None) -> dict[str, str]:
    """Make a key for a door and return its parts by the door's own words, secrets included, this once."""
    door = DOORS[kind]
    words = dict(door.words)
    made = credentials.issue(work, kind, door.shape, name, secrets, door.scopes)
    return {words.get(part, part): value for part, value in made.items()}


def issuers() -> Mapping[str, Callable[[UnitOfWork, str], Mapping[str, str]]]:
    """By door, what makes a key of a name for it."""

    def issuer(kind: str) -> Callable[[UnitOfWork, str], Mapping[str, str]]:
        return lambda work, name: issue(work, kind, name)

    return {kind: issuer(kind) for kind in DOORS}
