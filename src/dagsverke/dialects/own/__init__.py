"""Our own API: what no vendor's has, in the core's own words."""

import tomllib
from importlib.resources import files

from dagsverke.dialects.own import accounts, balances, changed, changes, hours, las, limits, locks, shapes, weeks
from dagsverke.wire.credentials import bearer_secret
from dagsverke.wire.resource import Dialect, Quirk

DOOR = "own"
QUIRKS = tuple(
    Quirk(id=number, **entry)
    for number, entry in tomllib.loads((files(__name__) / "quirks.toml").read_text(encoding="utf-8")).items()
)

OWN = Dialect(
    name=DOOR,
    title="Dagsverke",
    prefixes=("/api",),
    resources=(
        accounts.ACCOUNTS,
        balances.BALANCES,
        balances.BALANCES_OF_PERSON,
        changed.CHANGED,
        changes.CHANGES,
        hours.HOURS,
        las.LAS,
        las.PRIORITY,
        limits.LIMITS,
        locks.LOCKS,
        weeks.WEEKS,
    ),
    envelopes=shapes.ENVELOPES,
    refuse=shapes.refuse,
    credentials=(bearer_secret(DOOR, kind=DOOR),),
    quirks=QUIRKS,
    doc="What the vendors' APIs have no words for. The key of `dagsverke key create own` goes into every request.",
)
