"""What a refusal says to a person: in the person's language, and of a field by what the page calls it.

The core says no in English (``domain.errors``). What it says is looked up among the messages of the pages; a detail
with values in it by the pattern of its message. What has no message stays English.
"""

import re
from collections.abc import Mapping
from typing import Final

from dagsverke.domain.errors import Refusal
from dagsverke.web.phrases.model import Phrase
from dagsverke.web.phrases.values import DAYS, REFERENCES, SAID, VALUES
from dagsverke.web.phrases.work import BALANCES, LOCKS, SALES, WEEKS
from dagsverke.web.translations import SOURCE, Language

PHRASES = (*SAID, *VALUES, *DAYS, *REFERENCES, *LOCKS, *WEEKS, *BALANCES, *SALES)
LABELS: Mapping[str, str] = {
    "account": Phrase("Account"),
    "agreement": Phrase("Agreement"),
    "amount": Phrase("Amount"),
    "article": Phrase("Article"),
    "assignment": Phrase("Schedule"),
    "begin": Phrase("Begin"),
    "begins": Phrase("Begin"),
    "begins_at": Phrase("Begin"),
    "billing_method": Phrase("Billed"),
    "by_name": Phrase("Name"),
    "cause": Phrase("Kind of time"),
    "closes": Phrase("Closes with"),
    "color": Phrase("Colour"),
    "confirmed": Phrase("Dry run"),
    "contact": Phrase("Contact person"),
    "content_type": Phrase("File"),
    "contracted": Phrase("Fixed price"),
    "country": Phrase("Country"),
    "currency": Phrase("Currency"),
    "currency_rate": Phrase("Rate to kronor"),
    "customer": Phrase("Customer"),
    "day": Phrase("Day"),
    "deductions": Phrase("Who shares the deduction"),
    "department": Phrase("Department"),
    "discount": Phrase("Discount"),
    "distance": Phrase("Kilometres"),
    "door": Phrase("API"),
    "due_on": Phrase("Due on"),
    "duration": Phrase("Hours"),
    "email": Phrase("E-mail"),
    "employee_number": Phrase("Employee number"),
    "end": Phrase("End"),
    "end_odometer": Phrase("Odometer at the end"),
    "end_reason": Phrase("Reason"),
    "ends": Phrase("End"),
    "ends_at": Phrase("End"),
    "ends_on": Phrase("Last day"),
    "estimated": Phrase("Planned hours"),
    "extent": Phrase("Share of the schedule, 0 to 1"),
    "file": Phrase("File"),
    "first_on": Phrase("First day"),
    "fixed_price": Phrase("Fixed price"),
    "form": Phrase("Form"),
    "from": Phrase("From"),
    "happened_at": Phrase("Day"),
    "hours": Phrase("Hours"),
    "house_work": Phrase("Work"),
    "kind": Phrase("Kind"),
    "language": Phrase("Language"),
    "last_on": Phrase("Last day"),
    "layout": Phrase("Rows"),
    "machine": Phrase("Machine"),
    "markup": Phrase("Mark-up in percent"),
    "month": Phrase("Month"),
    "name": Phrase("Name"),
    "next": Phrase("Next number"),
    "note": Phrase("Note"),
    "number": Phrase("Number"),
    "on": Phrase("Day"),
    "on_day": Phrase("Day"),
    "paid_on": Phrase("Paid on"),
    "password": Phrase("Password"),
    "payable": Phrase("Amount with VAT"),
    "person": Phrase("Person"),
    "price": Phrase("Price"),
    "project": Phrase("Project"),
    "property_type": Phrase("Home"),
    "quantity": Phrase("Quantity"),
    "rate": Phrase("Share of its hours, in per cent"),
    "reason": Phrase("Reason"),
    "registration_number": Phrase("Registration number"),
    "role": Phrase("Role"),
    "rows": Phrase("Rows"),
    "schedule": Phrase("Schedule"),
    "since": Phrase("From"),
    "start_odometer": Phrase("Odometer at the start"),
    "starts_on": Phrase("First day"),
    "status": Phrase("Status"),
    "supplier": Phrase("Supplier"),
    "tags": Phrase("Tags"),
    "tax": Phrase("VAT"),
    "timer": Phrase("Timer"),
    "to": Phrase("To"),
    "unit_price": Phrase("Price"),
    "user_name": Phrase("User name"),
    "vacation_days": Phrase("Vacation days a year"),
    "valid_until": Phrase("Valid until"),
    "value": Phrase("Balance"),
    "vehicle": Phrase("Vehicle"),
    "week": Phrase("Week"),
    "who": Phrase("Person"),
    "work_country": Phrase("Country"),
    "work_order": Phrase("Work order"),
    "year": Phrase("Year"),
}
"""What the properties of the core are called where no form of their own says it, without what their names end in.

What is not here is not called anything: nobody at a page knows it by its name in the core.
"""
NO_LABELS: Mapping[str, str] = {}
LINE, ROW = Phrase("Line %(number)s"), Phrase("Row %(number)s")
_LENGTH_MAX = 3_000
"""No detail that a message is made for is longer."""
_PLACE = re.compile(r"%\((\w+)\)s")
_ENDING = re.compile(r"_(?:id|key|keys|code|e4|e6|ms|m|min)$")
_AT_LINE = re.compile(r"line (\d+)(?:, (.+))?")
_AT_ROW = re.compile(r"rows\[(\d+)\](?:\.(\w+))?")
_DAY, _WEEK, _NUMBER, _TEXT = r"\d{4}-\d\d-\d\d", r"\d{4}-W\d\d", r"-?\d[\d.,]*", r".+?"
_NUMBERS = frozenset({"least", "most", "count"})
_LISTED = frozenset({"weeks", "papers"})
"""Places in which several phrases stand, with commas between."""


def sentence(refusal: Refusal, language: Language, labels: Mapping[str, str] = NO_LABELS) -> str:
    """What was refused and why; ``labels`` is what the page calls its own fields, by their names."""
    detail = told(refusal.detail, language)
    label = label_of(refusal.field or "", language, labels)
    return f"{label}: {detail}" if label else detail


def label_of(field: str, language: Language, labels: Mapping[str, str] = NO_LABELS) -> str:
    """What a property is called; nothing where it has no name that a person knows."""
    if found := _AT_LINE.fullmatch(field):
        return _within(language.gettext(LINE) % {"number": found[1]}, language.gettext(found[2] or ""))
    if found := _AT_ROW.fullmatch(field):
        row = language.gettext(ROW) % {"number": int(found[1]) + 1}
        return _within(row, label_of(found[2] or "", language, labels))
    stem = _stem(field.rpartition(".")[2])
    own = {_stem(name): label for name, label in labels.items()}
    return language.gettext(own.get(stem) or LABELS.get(stem, ""))


def told(detail: str, language: Language) -> str:
    """The detail of a refusal in a language; as it is where there is no message for it."""
    if language.code == SOURCE or not detail or len(detail) > _LENGTH_MAX:
        return detail
    if detail in _CONSTANT:
        return language.gettext(detail)
    for pattern, phrase in _PATTERNS:
        if found := pattern.fullmatch(detail):
            return _filled(language.gettext(phrase), found.groupdict(), language)
    return detail


def _filled(text: str, values: Mapping[str, str], language: Language) -> str:
    """A message with values in its places; a per cent sign is one, whatever follows it."""
    return _PLACE.sub(lambda at: _value(at[1], values[at[1]], language), text)


def _value(name: str, value: str, language: Language) -> str:
    """What stands at a place of a message: mostly a number, day or name, which is the same in every language."""
    if name in _LISTED:
        return ", ".join(told(one, language) for one in value.split(", "))
    if name == "openers":
        return f" {told('or', language)} ".join(told(one, language) for one in value.split(" or "))
    return told(value, language) if name == "status" else value


def _within(place: str, label: str) -> str:
    return f"{place}, {label}" if label else place


def _stem(name: str) -> str:
    return _ENDING.sub("", name)


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = _PLACE.split(phrase)
    forms = (re.escape(one) if at % 2 == 0 else f"(?P<{one}>{_form(one)})" for at, one in enumerate(parts))
    return re.compile("".join(forms), re.DOTALL)


def _form(place: str) -> str:
    if place.endswith("_on"):
        return _DAY
    if place == "week":
        return _WEEK
    return _NUMBER if place in _NUMBERS else _TEXT


_CONSTANT: Final = frozenset(one for one in PHRASES if not _PLACE.search(one))
_PATTERNS: Final = tuple(
    (_pattern(one), one)
    for one in sorted(PHRASES, key=lambda one: len(_PLACE.sub("", one)), reverse=True)
    if one not in _CONSTANT
)
"""The most telling first: what says more in words of its own is what was meant."""
