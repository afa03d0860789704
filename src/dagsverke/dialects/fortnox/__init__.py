"""The Fortnox dialect: attendance transactions, version 3 of that API, in JSON and XML."""

import tomllib
from importlib.resources import files

from dagsverke.app.throttle import Limit
from dagsverke.dialects.fortnox import attendance, oauth, refusals, shapes
from dagsverke.dialects.fortnox.credentials import CREDENTIALS, DOOR
from dagsverke.wire.resource import Dialect, Quirk

QUIRKS = tuple(
    Quirk(id=number, **entry)
    for number, entry in tomllib.loads((files(__name__) / "quirks.toml").read_text(encoding="utf-8")).items()
)

FORTNOX = Dialect(
    name=DOOR,
    title="Fortnox API v3: attendance transactions",
    prefixes=("/3", "/oauth-v1"),
    resources=(attendance.ATTENDANCE, oauth.TOKENS),
    envelopes=shapes.ENVELOPES,
    refuse=refusals.refuse,
    credentials=CREDENTIALS,
    quirks=QUIRKS,
    bodies=("json", "xml"),
    limit=Limit(requests=25, window_s=5.0),
    unknown_properties="refuse",
    xml_envelopes=shapes.XML_ENVELOPES,
    refuse_xml=refusals.refuse_xml,
    doc="Attendance for payroll. An Access-Token with its Client-Secret, or a bearer token, opens it.",
)
