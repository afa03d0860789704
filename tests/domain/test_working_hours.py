"""Limits on hours of work, by grids and by the law of averages."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.calendars import days_after
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.domain.working_hours import (
    FINNISH,
    DaySums,
    HourLimits,
    LimitClass,
    average,
    average_edges,
    average_periods,
    averages,
    cap_edges,
    caps,
)

H = MS_PER_HOUR
LAW = HourLimits()


def sums(hours: Mapping[str, float]) -> DaySums:
    return DaySums({day: int(amount * H) for day, amount in hours.items()})


def told(
    hours: Mapping[str, float], first: str, last: str, limit_class: LimitClass = "overtime", limits: HourLimits = LAW
) -> list[tuple[str, bool, str, str, float, str]]:
    found = caps(limits, {limit_class: sums(hours)}, first, last)
    return [(one.rule, one.is_over, one.first_on, one.last_on, one.amount_ms / H, one.source) for one in found]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ({"2026-03-02": 20, "2026-03-31": 19.75}, []),
        ({"2026-03-02": 20, "2026-03-31": 20}, [("overtime_of_month", False, 40.0)]),  # eight tenths of fifty
        ({"2026-03-02": 25, "2026-03-31": 25}, [("overtime_of_month", False, 50.0)]),
        ({"2026-03-02": 25, "2026-03-31": 26}, [("overtime_of_month", True, 51.0)]),
        ({"2026-02-28": 25, "2026-03-31": 26}, []),
        ({"2026-03-31": 26, "2026-04-01": 26}, []),
    ],
)
def test_overtime_of_a_calendar_month(hours: dict[str, float], expected: list[tuple[str, bool, float]]) -> None:
    found = told(hours, "2026-03-01", "2026-03-31")
    assert found == [
        (rule, is_over, "2026-03-01", "2026-03-31", amount, "1982:673 § 8") for rule, is_over, amount in expected
    ]


def test_a_month_is_judged_from_its_first_day_and_by_what_has_been_of_it() -> None:
    hours = {"2026-03-02": 30, "2026-03-20": 21, "2026-03-25": 5}
    assert told(hours, "2026-03-15", "2026-03-20") == [
        ("overtime_of_month", True, "2026-03-01", "2026-03-20", 51.0, "1982:673 § 8")
    ]
    assert told(hours, "2026-03-15", "2026-03-19") == []


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        (80.0, 79.0, {}),
        (80.0, 80.0, {"overtime_of_year": False}),
        (100.0, 100.0, {"overtime_of_year": False}),
        (100.0, 101.0, {"overtime_of_year": True}),
        (140.0, 140.0, {"overtime_of_year": True, "special_overtime_of_year": False}),
        (175.0, 176.0, {"overtime_of_year": True, "special_overtime_of_year": True}),
    ],
)
def test_overtime_of_a_year_of_two_hundred_hours_and_a_hundred_and_fifty_more(
    first: float, second: float, rules: dict[str, bool]
) -> None:
    hours = {"2025-12-31": 300, "2026-01-01": first, "2026-09-30": second, "2027-01-01": 1}
    found = told(hours, "2026-12-01", "2026-12-31")
    assert {rule: is_over for rule, is_over, *_ in found} == rules
    assert {one[2:4] for one in found} <= {("2026-01-01", "2026-12-31")}


def test_a_period_over_new_year_has_two_years() -> None:
    hours = {"2025-05-01": 201, "2026-01-15": 202}
    found = told(hours, "2025-12-01", "2026-01-31")
    assert [(rule, at, amount) for rule, _, at, _, amount, _ in found if rule == "overtime_of_year"] == [
        ("overtime_of_year", "2025-01-01", 201.0),
        ("overtime_of_year", "2026-01-01", 202.0),
    ]


@pytest.mark.parametrize(
    ("on", "first_on", "last_on"),
    [
        ("2024-01-01", "2024-01-01", "2024-01-28"),
        ("2024-01-28", "2024-01-01", "2024-01-28"),
        ("2024-01-29", "2024-01-29", "2024-02-25"),
        ("2023-12-31", "2023-12-04", "2023-12-31"),
    ],
)
def test_periods_of_four_weeks_are_counted_from_the_day_agreed(on: str, first_on: str, last_on: str) -> None:
    limits = HourLimits(reckoned_by="four_weeks")
    found = told({first_on: 48, last_on: 0.5}, on, last_on, limits=limits)
    assert found == [("overtime_of_four_weeks", True, first_on, last_on, 48.5, "1982:673 § 8")]


def test_an_agreement_may_say_less_and_leave_a_rule_out() -> None:
    limits = HourLimits(overtime_of_year_h=150, overtime_of_month_h=0, special_overtime_of_year_h=0, near_percent=100)
    found = told({"2026-01-10": 75, "2026-01-20": 76}, "2026-01-01", "2026-01-31", limits=limits)
    assert [(rule, is_over, amount) for rule, is_over, _, _, amount, _ in found] == [("overtime_of_year", True, 151.0)]


@pytest.mark.parametrize(
    ("limit_class", "rules"),
    [
        ("overtime", {"overtime_of_month": "1982:673 § 8", "overtime_of_year": "1982:673 § 8"}),
        ("extra", {"extra_of_month": "1982:673 § 10", "extra_of_year": "1982:673 § 10"}),
        ("on_call", {"on_call_of_month": "1982:673 § 6"}),
    ],
)
def test_each_class_of_time_has_its_limits(limit_class: LimitClass, rules: dict[str, str]) -> None:
    found = told({"2026-01-10": 201}, "2026-01-01", "2026-01-31", limit_class)
    assert {rule: source for rule, _, _, _, _, source in found} == rules


def test_the_finnish_law_has_the_average_alone() -> None:
    everything: dict[LimitClass, DaySums] = {"overtime": sums({"2026-01-10": 500})}
    assert list(caps(FINNISH, everything, "2026-01-01", "2026-01-31")) == []
    (found,) = averages(FINNISH, sums({"2026-01-10": 500}), "2026-01-01", "2026-01-31", "2026-01-01")
    assert (found.rule, found.is_over, found.source) == ("week_average", True, "872/2019 § 18")


def week_of(hours: float, first: str, last: str) -> dict[str, float]:
    """So many hours a week, spread over Monday to Friday."""
    day, found = first, {}
    while day <= last:
        if date.fromisoformat(day).weekday() < 5:
            found[day] = hours / 5
        day = days_after(day, 1)
    return found


@pytest.mark.parametrize(
    ("hours", "level"), [(40, None), (45, None), (46, "near"), (47, "near"), (49, "over"), (60, "over")]
)
def test_all_time_is_held_to_an_average_of_four_months(hours: float, level: str | None) -> None:
    total = sums(week_of(hours, "2025-01-01", "2026-03-31"))
    found = list(averages(LAW, total, "2026-03-01", "2026-03-31", "2024-01-01"))
    assert [("over" if one.is_over else "near") for one in found] == ([level] if level else [])
    assert {(one.first_on, one.last_on, one.source) for one in found} <= {
        ("2025-12-01", "2026-03-31", "1982:673 § 10 b")
    }


def test_many_hours_in_one_week_are_levelled_by_the_others() -> None:
    hours = week_of(40, "2025-12-01", "2026-03-31") | week_of(70, "2026-02-02", "2026-02-08")
    assert list(averages(LAW, sums(hours), "2026-03-31", "2026-03-31", "2024-01-01")) == []


def test_whoever_has_just_begun_is_judged_by_the_time_since() -> None:
    total = sums(week_of(60, "2026-03-02", "2026-03-29"))
    for since in ("2026-03-02", None):
        (found,) = averages(LAW, total, "2026-03-29", "2026-03-29", since)
        assert (found.first_on, found.amount_ms / H) == ("2026-03-02", 60)
    assert list(averages(LAW, total, "2026-03-29", "2026-03-29", "2025-01-01")) == []


def test_less_than_a_week_is_averaged_by_a_week() -> None:
    assert average(sums({"2026-03-02": 12, "2026-03-03": 12}), "2026-03-02", "2026-03-03") == 24 * H


def test_a_period_is_judged_at_each_end_of_a_month_and_at_its_own() -> None:
    total = sums(week_of(60, "2025-01-01", "2026-03-31"))
    found = averages(LAW, total, "2026-01-15", "2026-03-10", "2024-01-01")
    assert [one.last_on for one in found] == ["2026-01-31", "2026-02-28", "2026-03-10"]


days = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
amounts = st.dictionaries(days, st.integers(0, 24 * H), max_size=60)


@given(amounts, days, st.integers(6, 200))
def test_an_average_is_the_sum_of_its_days_and_of_no_others(by_day: dict[str, int], first: str, length: int) -> None:
    last = days_after(first, length)
    within = sum(amount for day, amount in by_day.items() if first <= day <= last)
    made = average(DaySums(by_day), first, last)
    assert abs(made * (length + 1) - within * 7) * 2 <= length + 1  # the nearest millisecond


@given(amounts, days, st.integers(1, 30), st.randoms(use_true_random=False))
def test_it_does_not_matter_to_an_average_on_which_days_of_it_the_hours_lie(
    by_day: dict[str, int], first: str, weeks: int, chance: Any
) -> None:
    last = days_after(first, 7 * weeks - 1)
    within = [day for day in by_day if first <= day <= last]
    moved = {day: amount for day, amount in by_day.items() if day not in within}
    for day in within:
        to = days_after(first, chance.randrange(7 * weeks))
        moved[to] = moved.get(to, 0) + by_day[day]
    assert average(DaySums(moved), first, last) == average(DaySums(by_day), first, last)


@given(st.integers(0, 80), days, st.integers(1, 40))
def test_the_average_of_one_week_repeated_is_that_week(hours: int, first: str, weeks: int) -> None:
    last = days_after(first, 7 * weeks - 1)
    every = {(date.fromisoformat(first) + timedelta(days=7 * n)).isoformat(): hours * H for n in range(weeks)}
    assert average(DaySums(every), first, last) == hours * H


@given(amounts, days, st.integers(0, 90))
def test_a_cap_is_told_if_and_only_if_a_period_reaches_it(by_day: dict[str, int], first: str, length: int) -> None:
    last = days_after(first, length)
    found = {(one.first_on, one.rule): one for one in caps(LAW, {"overtime": DaySums(by_day)}, first, last)}
    months = {days_after(first, n)[:7] for n in range(length + 1)}
    for month in months:
        amount = sum(ms for day, ms in by_day.items() if day[:7] == month and day <= last)
        one = found.get((f"{month}-01", "overtime_of_month"))
        assert (one is not None) == (amount >= 40 * H)
        assert one is None or (one.amount_ms, one.is_over) == (amount, amount > 50 * H)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"law": "NO"}, "limits.law"),
        ({"reckoned_by": "fortnight"}, "limits.reckoned_by"),
        ({"four_weeks_from": "some Monday"}, "limits.four_weeks_from"),
        ({"overtime_of_year_h": -1}, "limits.overtime_of_year_h"),
        ({"average_months": 0}, "limits.average_months"),
        ({"week_begins_min": 7 * 1440}, "limits.week_begins_min"),
        ({"near_percent": 101}, "limits.near_percent"),
    ],
)
def test_what_no_agreement_can_say_is_refused(said: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        HourLimits(**said)
    assert refused.value.field == field


by_days = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2025, 12, 31)).map(date.isoformat), st.integers(-4 * H, 24 * H), max_size=200
)
reckonings = st.builds(
    HourLimits,
    reckoned_by=st.sampled_from(["month", "four_weeks"]),
    four_weeks_from=st.dates(date(2023, 12, 1), date(2024, 2, 1)).map(date.isoformat),
    overtime_of_month_h=st.integers(0, 20),
    overtime_of_year_h=st.integers(0, 60),
    week_average_h=st.integers(0, 3),
    average_months=st.integers(1, 12),
)


def pieced(by_day: Mapping[str, int], edges: set[str]) -> DaySums:
    """The sum of the days from one edge to the next on its first; what is before the first edge stays as it is."""
    found: dict[str, int] = {}
    for day, amount in by_day.items():
        at = max((one for one in edges if one <= day), default=day)
        found[at] = found.get(at, 0) + amount
    return DaySums(found)


@given(by_days, reckonings, st.dates(date(2024, 12, 1), date(2025, 6, 30)), st.integers(0, 120))
def test_sums_from_edge_to_edge_are_judged_as_the_days_are(
    by_day: Mapping[str, int], limits: HourLimits, begins: date, length: int
) -> None:
    first, last = begins.isoformat(), (begins + timedelta(days=length)).isoformat()
    pieces = pieced(by_day, cap_edges(limits, first, last))
    for limit_class in ("overtime", "extra", "on_call"):
        exact = list(caps(limits, {limit_class: DaySums(by_day)}, first, last))
        assert list(caps(limits, {limit_class: pieces}, first, last)) == exact
    since = min((one for one, _ in average_periods(limits, first, last)), default=first)
    pieces = pieced(by_day, average_edges(limits, first, last))
    exact = list(averages(limits, DaySums(by_day), first, last, since))
    assert list(averages(limits, pieces, first, last, since)) == exact
