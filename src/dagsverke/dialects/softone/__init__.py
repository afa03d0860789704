"""The SoftOne GO dialect: credentials in the query, PascalCase, bare arrays."""

import tomllib
from importlib.resources import files

from dagsverke.dialects.softone import balances, invoices, login, shapes
from dagsverke.dialects.softone.credentials import CREDENTIALS, DOOR
from dagsverke.wire.resource import Dialect, Quirk

QUIRKS = tuple(
    Quirk(id=number, **entry)
    for number, entry in tomllib.loads((files(__name__) / "quirks.toml").read_text(encoding="utf-8")).items()
)

SOFTONE = Dialect(
    name=DOOR,
    title="SoftOne GO",
    prefixes=("/Login", "/Personell", "/Economy", "/Billing"),
    resources=(login.LOGIN, balances.TIME_BALANCE, invoices.CUSTOMER_INVOICES),
    envelopes=shapes.ENVELOPES,
    refuse=shapes.refuse,
    credentials=CREDENTIALS,
    quirks=QUIRKS,
    is_case_sensitive=False,
    mend_json=shapes.mend,
    doc="Balances of employees on a date, and invoices to customers. Two keys and a token go into every query.",
)
