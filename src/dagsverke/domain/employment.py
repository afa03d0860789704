"""Employments: in what form a person is employed, from when to when, and why it ended."""

from typing import Literal, NamedTuple

from dagsverke.domain.calendars import DAY_MIN
from dagsverke.domain.errors import Malformed
from dagsverke.domain.locks import Days, Span, touched

Form = Literal["permanent", "probation", "fixed_term", "general", "substitute", "seasonal"]
"""Until further notice; on trial (LAS § 6); special fixed term (§ 5 p. 1); general fixed term, which was made until the
end of September 2022; substitute (§ 5 p. 2); for a season (§ 5 p. 3)."""
FORMS: tuple[Form, ...] = ("permanent", "probation", "fixed_term", "general", "substitute", "seasonal")
TIME_LIMITED: frozenset[Form] = frozenset({"fixed_term", "general", "substitute", "seasonal"})
"""Forms that end by themselves (LAS § 5)."""

EndReason = Literal["", "own_wish", "redundancy", "illness", "breach", "dismissal", "expiry"]
"""Why it ended: ``breach`` is the employer's, ``dismissal`` is for reasons of the person, ``expiry`` that its time was
up. What follows from it: LAS § 25 (priority), semesterlagen 1977:480 § 29 a (advance vacation)."""
END_REASONS: tuple[EndReason, ...] = ("own_wish", "redundancy", "illness", "breach", "dismissal", "expiry")


class Employment(NamedTuple):
    """One employment of a person, from a first to a last day (None: until further notice), both included.

    Where it ``is_by_day`` the person is employed on days with work only. ``agreement_id`` None is the company's
    default agreement, ``vacation_days`` None what the agreement gives in a year.
    """

    id: int
    key: str
    person_id: int
    form: Form
    starts_on: str
    ends_on: str | None = None
    end_reason: EndReason = ""
    agreement_id: int | None = None
    vacation_days: int | None = None
    is_by_day: bool = False

    def runs_on(self, day: str) -> bool:
        """Whether it is in force on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: "Employment") -> bool:
        """Whether there is a day on which both are in force."""
        begins_before = other.ends_on is None or self.starts_on <= other.ends_on
        return begins_before and (self.ends_on is None or other.starts_on <= self.ends_on)


def check_employment(one: Employment) -> None:
    """Refuse an employment that contradicts itself. A reason goes with a last day; what has no term cannot expire."""
    if one.form not in FORMS:
        raise Malformed("range", "form", f"must be one of {', '.join(FORMS)}")
    if one.ends_on is not None and one.ends_on < one.starts_on:
        raise Malformed("range", "ends_on", "must not be before the first day")
    if one.end_reason and one.end_reason not in END_REASONS:
        raise Malformed("range", "end_reason", f"must be one of {', '.join(END_REASONS)}")
    if one.end_reason and one.ends_on is None:
        raise Malformed("required", "ends_on", "is required where a reason is given")
    if one.end_reason == "expiry" and one.form == "permanent":
        raise Malformed("range", "end_reason", "cannot be expiry: a permanent employment has no term")


def changed_spans(before: Employment | None, after: Employment | None) -> list[Span]:
    """The days of a person that are under another employment once one has changed, or is new (or gone: no ``after``).

    Where what was agreed changed it is all its days, otherwise those that came or went at its ends.
    """
    whose = [one for one in (before, after) if one is not None]
    if before is not None and after is not None and _terms(before) == _terms(after):
        begins = touched((before.starts_on, None), (after.starts_on, None), is_same=True)
        ends = touched((DAY_MIN, before.ends_on), (DAY_MIN, after.ends_on), is_same=True)
        found = [begins, ends]
    else:
        found = [touched(_days(before), _days(after))]
    return [(whose[0].person_id, *span) for span in found if span is not None]


def _days(one: Employment | None) -> Days | None:
    return None if one is None else (one.starts_on, one.ends_on)


def _terms(one: Employment) -> tuple[str, bool, int | None, int | None]:
    return one.form, one.is_by_day, one.agreement_id, one.vacation_days
