"""Rest between stretches of work, over midnight and over changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.rest import Work, daily_rest, merged, weekly_rest
from dagsverke.domain.working_hours import FINNISH, HourLimits

ZONE = ZoneInfo("Europe/Stockholm")
LAW = HourLimits()


def at(text: str) -> datetime:
    """A local moment of a March or October in which the clock changes."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def work(*stretches: tuple[str, str]) -> list[Work]:
    return merged((at(begins), at(ends)) for begins, ends in stretches)


def daily(
    stretches: list[Work], first: str = "2026-01-01", last: str = "2026-12-31", limits: HourLimits = LAW
) -> list[tuple[str, str, float]]:
    found = daily_rest(stretches, limits, first, last, ZONE)
    return [(one.first_on, one.last_on, one.amount_ms / 3_600_000) for one in found]


def weekly(
    stretches: list[Work], first: str = "2026-03-02", last: str = "2026-03-08", limits: HourLimits = LAW
) -> list[tuple[str, str, float]]:
    found = weekly_rest(stretches, limits, first, last, ZONE)
    return [(one.first_on, one.last_on, one.amount_ms / 3_600_000) for one in found]


@pytest.mark.parametrize(
    ("second", "rest"),
    [("08:30", 10.5), ("08:59", 10 + 59 / 60), ("09:00", None), ("12:00", None)],
)
def test_rest_between_two_shifts_over_midnight(second: str, rest: float | None) -> None:
    shifts = work(("2026-03-10T13:00", "2026-03-10T22:00"), (f"2026-03-11T{second}", "2026-03-11T15:00"))
    assert daily(shifts) == ([("2026-03-10", "2026-03-11", rest)] if rest else [])


def test_eleven_hours_that_are_not_over_within_the_twenty_four_are_not_eleven() -> None:
    assert daily(work(("2026-03-10T06:00", "2026-03-10T20:00"))) == [("2026-03-10", "2026-03-11", 10)]
    assert daily(work(("2026-03-10T06:00", "2026-03-10T19:00"))) == []


def test_breaks_are_no_rest_and_make_no_new_day() -> None:
    split = work(("2026-03-10T06:00", "2026-03-10T10:00"), ("2026-03-10T14:00", "2026-03-10T18:00"))
    assert daily(split) == []
    longer = work(("2026-03-10T06:00", "2026-03-10T10:00"), ("2026-03-10T18:00", "2026-03-10T22:00"))
    assert daily(longer) == [("2026-03-10", "2026-03-11", 8)]


def test_a_night_counts_by_the_clock_that_nobody_moves() -> None:
    """In spring an hour of the night is missing, in autumn there is one more."""
    spring = work(("2026-03-28T13:00", "2026-03-28T22:00"), ("2026-03-29T09:00", "2026-03-29T15:00"))
    assert daily(spring) == [("2026-03-28", "2026-03-29", 10)]
    autumn = work(("2026-10-24T13:00", "2026-10-24T22:00"), ("2026-10-25T08:00", "2026-10-25T13:00"))
    assert daily(autumn) == []


def test_each_twenty_four_hours_are_told_of_once_and_on_the_days_asked_for() -> None:
    shifts = work(
        ("2026-03-10T13:00", "2026-03-10T22:00"),
        ("2026-03-11T06:00", "2026-03-11T10:00"),
        ("2026-03-11T11:00", "2026-03-11T22:00"),
        ("2026-03-12T06:00", "2026-03-12T14:00"),
    )
    assert daily(shifts) == [("2026-03-10", "2026-03-11", 8), ("2026-03-11", "2026-03-12", 8)]
    assert daily(shifts, "2026-03-11", "2026-03-12") == [("2026-03-11", "2026-03-12", 8)]
    assert daily(shifts, "2026-03-12", "2026-03-12") == []
    assert daily(shifts, limits=HourLimits(daily_rest_h=8)) == []


def test_the_source_is_the_law_of_the_country() -> None:
    shifts = work(("2026-03-10T13:00", "2026-03-10T22:00"), ("2026-03-11T08:00", "2026-03-11T15:00"))
    for limits, source in ((LAW, "1982:673 § 13"), (FINNISH, "872/2019 § 25")):
        (found,) = daily_rest(shifts, limits, "2026-03-10", "2026-03-10", ZONE)
        assert (found.rule, found.is_over, found.source) == ("daily_rest", True, source)


def days_of_work(*days: int, begins: str = "08:00", ends: str = "20:00") -> list[Work]:
    return work(*((f"2026-03-{day:02d}T{begins}", f"2026-03-{day:02d}T{ends}") for day in days))


@pytest.mark.parametrize(
    ("days", "rest"),
    [
        ((2, 3, 4, 5, 6), None),
        ((2, 3, 4, 5, 6, 7), 28.0),  # Saturday until eight in the evening, then the week is over
        ((2, 3, 4, 6, 7, 8), None),  # thirty-six hours from Wednesday evening to Friday morning
        ((2, 3, 4, 5, 6, 7, 8), 12.0),
    ],
)
def test_a_week_has_thirty_six_hours_of_rest_at_one_time(days: tuple[int, ...], rest: float | None) -> None:
    assert weekly(days_of_work(*days)) == ([("2026-03-02", "2026-03-08", rest)] if rest else [])


def test_a_week_begins_where_the_company_has_it_begin() -> None:
    until_two = days_of_work(2, 3, 4, 5, 6, 7, ends="14:00")
    assert weekly(until_two) == [("2026-03-02", "2026-03-08", 34)]
    assert weekly(until_two, limits=HourLimits(week_begins_min=6 * 60)) == []
    assert weekly(until_two, limits=FINNISH) == [("2026-03-02", "2026-03-08", 34)]
    assert weekly(until_two, limits=HourLimits(weekly_rest_h=34)) == []


def test_a_week_without_work_is_not_judged_and_one_that_goes_on_not_yet() -> None:
    every = days_of_work(*range(2, 16))
    assert [one[0] for one in weekly(every, "2026-03-01", "2026-03-31")] == ["2026-03-02", "2026-03-09"]
    assert [one[0] for one in weekly(every, "2026-03-08", "2026-03-14")] == ["2026-03-02"]


def test_a_week_in_which_the_clock_is_moved_is_an_hour_shorter() -> None:
    days = [f"2026-03-{day}" for day in (23, 24, 25, 26, 27)]
    every = work(*((f"{day}T07:00", f"{day}T12:00") for day in days), ("2026-03-28T07:00", "2026-03-28T12:00"))
    assert weekly(every, "2026-03-23", "2026-03-29") == [("2026-03-23", "2026-03-29", 35)]


def test_overlapping_stretches_are_one() -> None:
    assert work(("2026-03-10T08:00", "2026-03-10T12:00"), ("2026-03-10T11:00", "2026-03-10T13:00")) == work(
        ("2026-03-10T08:00", "2026-03-10T13:00")
    )
    assert work(("2026-03-10T08:00", "2026-03-10T08:00")) == []


hours = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 30)), max_size=20)


@given(hours)
def test_merging_keeps_every_moment_and_leaves_gaps_between(some: list[tuple[int, int]]) -> None:
    monday = at("2026-03-02T00:00")
    stretches = [(monday + timedelta(hours=b), monday + timedelta(hours=b + n)) for b, n in some]
    found = merged(stretches)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    worked = {b + n for b, length in some for n in range(length)}
    assert sum((ends - begins) // timedelta(hours=1) for begins, ends in found) == len(worked)


@given(hours)
def test_daily_rest_is_told_of_wherever_a_stretch_begins_twenty_four_hours_without_it(
    some: list[tuple[int, int]],
) -> None:
    monday = at("2026-03-02T00:00")
    stretches = merged((monday + timedelta(hours=b), monday + timedelta(hours=b + n)) for b, n in some)
    worked = {b + n for b, length in some for n in range(length)}

    def longest(hour: int) -> int:
        free = best = 0
        for each in range(hour, hour + 24):
            free = 0 if each in worked else free + 1
            best = max(best, free)
        return best

    begins = [(one[0] - monday) // timedelta(hours=1) for one in stretches]
    short = [hour for hour in begins if longest(hour) < 11]
    told = daily(stretches, "2026-01-01", "2027-12-31")
    assert bool(told) == bool(short)
    assert not short or told[0][0] == (date(2026, 3, 2) + timedelta(days=short[0] // 24)).isoformat()
    assert not short or told[0][2] == longest(short[0])
