"""Employments: when two lie over each other, and which days a change is about."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.employment import Employment, changed_spans

END = "2199-12-31"


def one(starts_on: str, ends_on: str | None = None, **more: Any) -> Employment:
    return Employment(1, "k", 7, "fixed_term", starts_on, ends_on)._replace(**more)


PLAIN = one("2026-02-01", "2026-06-30")


@pytest.mark.parametrize(
    ("before", "after", "spans"),
    [
        (None, None, []),
        (None, PLAIN, [("2026-02-01", "2026-06-30")]),
        (one("2026-02-01"), None, [("2026-02-01", END)]),
        (PLAIN, PLAIN, []),
        (PLAIN, PLAIN._replace(end_reason="expiry"), []),
        (PLAIN, one("2026-01-01", "2026-06-30"), [("2026-01-01", "2026-01-31")]),
        (PLAIN, one("2026-02-03", "2026-06-30"), [("2026-02-01", "2026-02-02")]),
        (PLAIN, one("2026-02-01"), [("2026-07-01", END)]),
        (PLAIN, one("2026-01-31", "2026-06-29"), [("2026-01-31", "2026-01-31"), ("2026-06-30", "2026-06-30")]),
        (PLAIN, one("2026-03-01", form="substitute"), [("2026-02-01", END)]),
        (PLAIN, PLAIN._replace(is_by_day=True), [("2026-02-01", "2026-06-30")]),
        (PLAIN, PLAIN._replace(agreement_id=4), [("2026-02-01", "2026-06-30")]),
        (PLAIN, PLAIN._replace(vacation_days=30), [("2026-02-01", "2026-06-30")]),
    ],
)
def test_a_change_is_about_the_days_that_come_under_another_employment(
    before: Employment | None, after: Employment | None, spans: list[tuple[str, str]]
) -> None:
    assert changed_spans(before, after) == [(7, *span) for span in spans]
    assert changed_spans(after, before) == [(7, *span) for span in spans]


days = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@st.composite
def some_employment(draw: st.DrawFn) -> Employment:
    begins = draw(days)
    length = draw(st.integers(0, 60))
    return one(begins.isoformat(), (begins + timedelta(days=length)).isoformat())


def days_of(employment: Employment) -> set[str]:
    return {day for day in EVERY if employment.runs_on(day)}


EVERY = [(date(2026, 1, 1) + timedelta(days=n)).isoformat() for n in range(160)]


@given(some_employment(), some_employment())
def test_employments_overlap_if_and_only_if_they_share_a_day(mine: Employment, other: Employment) -> None:
    assert mine.overlaps(other) == other.overlaps(mine) == bool(days_of(mine) & days_of(other))


@given(some_employment(), some_employment())
def test_every_day_that_only_one_has_is_in_the_spans(mine: Employment, other: Employment) -> None:
    spans = changed_spans(mine, other)
    told = {day for day in EVERY for _, first, last in spans if first <= day <= last}
    assert days_of(mine) ^ days_of(other) <= told
    if mine.overlaps(other):
        assert told == days_of(mine) ^ days_of(other)
