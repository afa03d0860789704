"""How Fortnox says no: ErrorInformation with a Swedish message and a code, in JSON and in XML.

The published codes are used where one fits; the others are ours, 2009 followed by the HTTP status (FX-05).
"""

from collections.abc import Mapping
from typing import Any

from dagsverke.dialects.fortnox.shapes import XML_HEAD, xml_text
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire import refusals

UNAUTHORIZED = {"message": "unauthorized"}
"""The whole body where a bearer token is wrong or has expired (FX-06)."""

WRONG_ACCEPT = 1000030
WRONG_CONTENT_TYPE = 1000031
WRONG_LOGIN = 2000310
NO_LOGIN = 2000311
WRONG_CHARACTERS = 2000359
WRONG_PARAMETER = 2000588
NO_SCOPE = 2000663
NOT_FOUND = 2001304
WRONG_DATA = 2001392
UNKNOWN_FIELD = 2001399
WRONG_XML = 2001740
WRONG_JSON = 2002115
OURS = 2009000

PERIOD = "period"
"""The rule of a day in a locked period, of which there is more to say."""

Said = tuple[int, int, str]
"""An HTTP status, an error code and a message."""

_NO_DATA = "Data saknas eller är av fel typ."
_BROKEN = (500, OURS + 500, "Internt fel.")

SAID: Mapping[tuple[type[Refusal], str | None], Said] = {
    (refusals.BadBody, None): (400, WRONG_DATA, _NO_DATA),
    (refusals.BadBody, "json"): (400, WRONG_JSON, "Ogiltig JSON."),
    (refusals.BadBody, "xml"): (400, WRONG_XML, "Ogiltig XML."),
    (refusals.BadParameter, None): (400, WRONG_PARAMETER, "Felaktig parameter: {field}."),
    (refusals.BadParameter, "characters"): (400, WRONG_CHARACTERS, "Otillåtna tecken i {field}."),
    (refusals.Unauthenticated, None): (401, WRONG_LOGIN, "Kan inte logga in, access-token eller client-secret är fel."),
    (refusals.Unauthenticated, "missing"): (
        401,
        NO_LOGIN,
        "Kan inte logga in, access-token eller client-secret saknas.",
    ),
    (refusals.NotAllowed, None): (405, OURS + 405, "Metoden stöds inte för resursen."),
    (refusals.NotAcceptable, None): (406, WRONG_ACCEPT, "Ogiltig svarstyp i Accept, JSON och XML stöds."),
    (refusals.TooLarge, None): (413, OURS + 413, "För mycket data."),
    (refusals.BadMedia, None): (415, WRONG_CONTENT_TYPE, "Ogiltig innehållstyp, JSON och XML stöds."),
    (refusals.Broken, None): _BROKEN,
    (refusals.NoRoute, None): (404, NOT_FOUND, "Kan inte hitta resursen."),
    (Absent, None): (404, NOT_FOUND, "Kan inte hitta närvarotransaktionen."),
    (Conflict, None): (400, OURS + 409, "Närvarotransaktionen kan inte ändras så."),
    (Conflict, "taken"): (
        400,
        OURS + 409,
        "Närvarotransaktionen finns redan för den anställde, dagen och orsakskoden.",
    ),
    (Conflict, "clocked"): (400, OURS + 409, "Närvaron är stämplad och kan inte ändras av lönesystemet."),
    (Locked, None): (400, OURS + 423, "Närvarotransaktionen är låst och kan inte ändras."),
    (Locked, "attested"): (400, OURS + 423, "Närvarotransaktionen är attesterad{by} och kan inte ändras."),
    (Locked, PERIOD): (
        400,
        OURS + 423,
        "{on_day} ligger i perioden {first_on} till {last_on}{of}, låst{by} ({reason}). {openers} kan öppna den.",
    ),
    (Locked, "invoiced"): (400, OURS + 423, "Närvarotransaktionen är fakturerad{by} och kan inte ändras."),
    (TooMany, None): (429, OURS + 429, "För många anrop, vänta och försök igen."),
    (Forbidden, None): (403, NO_SCOPE, "Har inte behörighet för scope."),
    (Forbidden, "company"): (403, WRONG_LOGIN, "TenantId stämmer inte med inloggningen."),
}
"""What is said of a refusal, by its class and rule, or by its class alone."""

BY: Mapping[str, str] = {"attested": " av {}", "invoiced": " på faktura {}", PERIOD: " av {}"}
"""Who or what locked a row, where that is known."""

FIELDS: Mapping[str, tuple[int, str]] = {
    "unknown": (UNKNOWN_FIELD, "Ogiltigt fält: {thing}."),
    "characters": (WRONG_CHARACTERS, "Otillåtna tecken i {thing}."),
    "required": (WRONG_DATA, "Värde saknas för {thing}."),
    "reference": (NOT_FOUND, "Kan inte hitta {thing}."),
    "range": (OURS + 400, "Värdet för {thing} är inte tillåtet."),
}
"""What is said of a property of the body, by the rule that it breaks."""

THINGS = {"EmployeeId": "EmployeeId (den anställde)", "CauseCode": "CauseCode (orsakskoden)"}


def refuse(refusal: Refusal) -> tuple[int, Any]:
    """A refusal as a status and a document."""
    if isinstance(refusal, refusals.Unauthenticated) and refusal.field == "bearer":
        return 401, UNAUTHORIZED
    status, code, message = _said(refusal)
    return status, {"ErrorInformation": {"error": 1, "message": message, "code": code}}


def refuse_xml(document: Mapping[str, Any]) -> str:
    """The document of a refusal as XML; an unauthorized bearer gets the ordinary form there (FX-06)."""
    said = document.get("ErrorInformation", {"error": 1, "message": document.get("message", ""), "code": WRONG_LOGIN})
    inside = f"<Error>{said['error']}</Error><Message>{xml_text(said['message'])}</Message><Code>{said['code']}</Code>"
    return f"{XML_HEAD}<ErrorInformation>{inside}</ErrorInformation>"


def _said(refusal: Refusal) -> Said:
    if isinstance(refusal, Malformed) and not isinstance(refusal, refusals.BadBody | refusals.BadParameter):
        return 400, *_wrong_field(refusal)
    rule = _rule(refusal)
    for one in type(refusal).__mro__:
        said = SAID.get((one, rule)) or SAID.get((one, None))
        if said is not None:
            status, code, message = said
            return status, code, message.format(field=refusal.field, by=_by(refusal), **_period(refusal))
    return _BROKEN


def _by(refusal: Refusal) -> str:
    return BY.get(_rule(refusal), "").format(refusal.by) if isinstance(refusal, Locked) and refusal.by else ""


def _rule(refusal: Refusal) -> str:
    return PERIOD if isinstance(refusal, Locked) and refusal.period is not None else refusal.rule


def _period(refusal: Refusal) -> Mapping[str, str]:
    """What is said of a locked period."""
    period = refusal.period if isinstance(refusal, Locked) else None
    if period is None:
        return {}
    return {
        "on_day": period.on_day,
        "first_on": period.first_on,
        "last_on": period.last_on,
        "of": f" för {period.department}" if period.department else "",
        "reason": period.reason,
        "openers": " eller ".join(period.openers) or "Ingen",
    }


def _wrong_field(refusal: Malformed) -> tuple[int, str]:
    if not refusal.field:
        return WRONG_DATA, _NO_DATA
    code, message = FIELDS.get(refusal.rule, (WRONG_DATA, "Felaktigt värde för {thing}."))
    return code, message.format(thing=THINGS.get(refusal.field, refusal.field))
