"""The Bezala dialect: time balances, with Rails' parameters and bearer tokens."""

import tomllib
from importlib.resources import files

from dagsverke.dialects.bezala import balances, shapes, sign_in, users
from dagsverke.wire.credentials import bearer, query_token
from dagsverke.wire.resource import Dialect, Quirk

QUIRKS = tuple(
    Quirk(id=number, **entry)
    for number, entry in tomllib.loads((files(__name__) / "quirks.toml").read_text(encoding="utf-8")).items()
)

BEZALA = Dialect(
    name="bezala",
    title="Bezala time balances",
    prefixes=("/api/users", "/api/auth"),
    resources=(sign_in.SIGN_INS, users.USERS, balances.TIME_BALANCES),
    envelopes=shapes.ENVELOPES,
    refuse=shapes.refuse,
    credentials=(
        bearer(sign_in.DOOR, kind=sign_in.TOKEN),
        query_token(sign_in.DOOR, "token", kind=sign_in.TOKEN),
    ),
    quirks=QUIRKS,
    bodies=("json", "form"),
    doc="Balances of work time and vacation, imported and read. Sign in first, then carry the token.",
)
