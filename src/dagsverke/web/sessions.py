"""Sessions of pages: a cookie with a token, kept on the server; and what guards forms against other sites."""

import hmac
from collections.abc import Mapping

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Record, Store, UnitOfWork
from dagsverke.app.secrets import fingerprint
from dagsverke.app.sign_in import PAGES, check_password, is_live, of_session, open_session, signing_in
from dagsverke.app.throttle import Limit, Throttle
from dagsverke.domain.calendars import instant_text

DOOR = "web"
COOKIE = "dagsverke"
LIFETIME_S = 12 * 3600
ATTEMPTS = Limit(requests=8, window_s=60.0)
"""Attempts to sign in, from one address and for one name."""


async def sign_in(store: Store, clock: Clock, name: str, password: str) -> str | None:
    """A new session's token for who signs in by user name or e-mail address; None where that is nobody."""
    attribute = "email" if "@" in name else "user_name"
    person = await check_password(store, attribute, name, password)
    if person is None:
        return None
    principal = await signing_in(store, person, DOOR)
    token, _ = await open_session(store, clock, principal=principal, kind=PAGES, lifetime_s=LIFETIME_S)
    return token


async def signed_in(store: Store, clock: Clock, cookies: Mapping[str, str]) -> Principal | None:
    """The principal of the session whose cookie this is; its reach is not yet known."""
    token = cookies.get(COOKIE)
    if not token:
        return None
    session = await store.look_up(lambda directory: directory.session(PAGES, fingerprint(token)))
    if session is None or not is_live(session, instant_text(clock.now())):
        return None
    return of_session(session, DOOR)


async def sign_out(store: Store, principal: Principal, token: str) -> None:
    """End the session."""

    def work(unit: UnitOfWork) -> None:
        row: Record | None = unit.find("session", kind=PAGES, token_hash=fingerprint(token))
        if row is not None:
            unit.change("session", row, {"used_at": unit.now})

    await store.write(principal, work)


def form_key(token: str) -> str:
    """What every form of a session carries: another site cannot know it."""
    return fingerprint(f"form {token}")[:32]


def is_ours(token: str, shown: str) -> bool:
    """Whether a form carries the key of the session."""
    return hmac.compare_digest(form_key(token).encode(), shown.encode("utf-8", "replace"))


class Attempts:
    """Counts attempts to sign in; raises TooMany."""

    def __init__(self, clock: Clock) -> None:
        self._throttle = Throttle(ATTEMPTS, lambda: clock.now().timestamp())

    def admit(self, address: str, name: str) -> None:
        """Count an attempt from an address, for a name."""
        self._throttle.admit(("address", address))
        self._throttle.admit(("name", name.casefold()))
