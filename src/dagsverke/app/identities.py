"""Numbers that tell persons and organisations apart in Sweden, checked as the tax agency makes them."""

import re

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr, personnummer

_PERSON = re.compile(r"(?P<century>[0-9]{2})?(?P<month>[0-9]{4})(?P<day>[0-9]{2})(?P<mark>[-+])?(?P<end>[0-9]{4})")
COORDINATION = 60
"""What is added to the day of birth where the number is a coordination number (folkbokföringslagen 18 b §)."""


def is_personal_number(text: str) -> bool:
    """Whether it is a personal number or a coordination number: a date of birth and a right check digit."""
    found = _PERSON.fullmatch(text.strip())
    if found is None:
        return False
    parts = found.groupdict(default="")
    try:
        luhn.validate(parts["month"] + parts["day"] + parts["end"])
        day = f"{_birthday(found):02d}"
        personnummer.get_birth_date(f"{parts['century']}{parts['month']}{day}{parts['mark'] or '-'}{parts['end']}")
    except ValidationError:
        return False
    return True


def born_on(text: str, on: str) -> str | None:
    """The day of birth in a personal number or coordination number, None where it is neither.

    Two digits of a year are those of the last one not after the day ``on``, or a century before where a ``+`` says
    that the person has turned a hundred (folkbokföringslagen 1991:481 § 18).
    """
    found = _PERSON.fullmatch(text.strip())
    if found is None or not is_personal_number(text):
        return None
    year, month = found["month"][:2], found["month"][2:]
    ending = f"{year}-{month}-{_birthday(found):02d}"
    century = int(found["century"] or on[:2])
    if not found["century"]:
        century -= (f"{century}{ending}" > on) + (found["mark"] == "+")
    return f"{century}{ending}"


def _birthday(found: re.Match[str]) -> int:
    """The day of the month of birth."""
    day = int(found["day"])
    return day - COORDINATION if day > COORDINATION else day


def plain_personal_number(text: str) -> str:
    """The ten digits by which a person is the same however the number is written."""
    return "".join(one for one in text if one.isdigit())[-10:]


def is_organization_number(text: str) -> bool:
    """Whether it is a number of a legal person, such as a housing society, with or without its hyphen."""
    return bool(orgnr.is_valid(text.strip()))
