"""Days of employment, by grids whose days were counted by hand, and by laws."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.calendars import ordinal
from dagsverke.domain.employment import FORMS, Employment, Form
from dagsverke.domain.las import (
    CHAINED,
    EVERY,
    FIXED_TERM,
    DaySet,
    History,
    balance_part,
    current_part,
    days_e6,
    lines,
    window_first,
)
from dagsverke.domain.ledger import Line, Mark
from dagsverke.domain.units import E6

YEARS = 5


def term(starts_on: str, ends_on: str | None = None, form: Form = "fixed_term", **more: Any) -> Employment:
    number = ordinal(starts_on)
    return Employment(number, f"{number:024x}", 1, form, starts_on, ends_on, **more)


def history(*employments: Employment, worked: tuple[str, ...] = (), mark: Mark | None = None) -> History:
    return History(employments, sorted(ordinal(day) for day in worked), mark)


def balance(known: History, on: str, years: int = YEARS) -> float:
    part = balance_part(known, on, years)
    assert sum(line.amount for line in lines(known, part, on)) == days_e6(known, part, on)
    return days_e6(known, part, on) / E6


def current(known: History, on: str) -> float:
    part = current_part(known, on)
    assert sum(line.amount for line in lines(known, part, on)) == days_e6(known, part, on)
    return days_e6(known, part, on) / E6


def balance_lines(known: History, on: str) -> list[Line]:
    return lines(known, balance_part(known, on, YEARS), on)


FOUR = history(
    term("2024-01-15", "2024-03-31"),  # 77 days: 17 + 29 (a leap year) + 31
    term("2024-04-01", "2024-04-30"),  # 30, without a gap
    term("2024-09-01", "2024-12-31"),  # 122, after four months
    term("2026-02-01", "2026-06-30"),  # 150 when it is over, after thirteen months
)


@pytest.mark.parametrize(
    ("on", "running", "in_five_years", "in_three_years"),
    [
        ("2024-01-14", 0, 0, 0),
        ("2024-01-15", 1, 1, 1),
        ("2024-02-29", 46, 46, 46),
        ("2024-03-31", 77, 77, 77),
        ("2024-04-01", 1, 78, 78),
        ("2024-04-30", 30, 107, 107),
        ("2024-05-01", 0, 107, 107),
        ("2024-12-31", 122, 229, 229),
        ("2026-01-31", 0, 229, 229),
        ("2026-02-28", 28, 257, 257),
        ("2026-06-30", 150, 379, 379),
        ("2027-01-14", 0, 379, 379),
        ("2027-01-15", 0, 379, 378),  # the first day leaves the three years
        ("2027-12-31", 0, 379, 150),
        ("2029-01-14", 0, 379, 150),
        ("2029-01-15", 0, 378, 150),  # and now the five
        ("2029-02-01", 0, 361, 149),
        ("2031-07-01", 0, 0, 0),
    ],
)
def test_las_over_four_contracts_with_a_gap(on: str, running: int, in_five_years: int, in_three_years: int) -> None:
    assert current(FOUR, on) == running
    assert balance(FOUR, on) == in_five_years
    assert balance(FOUR, on, 3) == in_three_years


@pytest.mark.parametrize(
    ("on", "years", "first"),
    [
        ("2026-11-20", 5, "2021-11-21"),
        ("2028-02-29", 5, "2023-03-01"),  # the day five years before is the last of its February
        ("2029-02-28", 5, "2024-02-29"),
        ("2026-12-31", 3, "2024-01-01"),
        ("2026-01-01", 2, "2024-01-02"),
    ],
)
def test_the_window_is_so_many_years_that_end_with_the_day(on: str, years: int, first: str) -> None:
    assert window_first(on, years) == ordinal(first)


def test_a_leap_day_is_a_day() -> None:
    assert balance(history(term("2024-01-01", "2024-12-31")), "2024-12-31") == 366
    assert balance(history(term("2025-01-01", "2025-12-31")), "2025-12-31") == 365


def test_a_day_in_two_employments_counts_once() -> None:
    both = history(
        term("2026-01-01", "2026-01-31", "permanent"),
        term("2026-01-20", "2026-02-10", "substitute", is_by_day=True),
        worked=("2026-01-25", "2026-02-02", "2026-02-10"),
    )
    assert balance(both, "2026-03-01") == 31 + 2
    assert [line.amount // E6 for line in balance_lines(both, "2026-03-01")] == [31, 2]


def test_whoever_is_employed_by_the_day_counts_the_days_with_work() -> None:
    by_day = history(
        term("2026-01-01", None, "substitute", is_by_day=True), worked=("2025-12-31", "2026-01-02", "2026-01-09")
    )
    assert current(by_day, "2026-01-31") == balance(by_day, "2026-01-31") == 2
    assert current(by_day, "2026-01-08") == 1


def test_the_days_between_three_special_fixed_terms_in_a_month_count() -> None:
    three = (
        term("2026-03-02", "2026-03-03"),
        term("2026-03-10", "2026-03-10"),
        term("2026-03-20", "2026-03-21"),
    )
    assert balance(history(*three), "2026-03-31") == 20  # the 2nd to the 21st, where they themselves have 5
    assert [(line.what, line.on_day, line.amount // E6) for line in balance_lines(history(*three), "2026-03-31")] == [
        ("fixed_term", "2026-03-02", 2),
        ("fixed_term", "2026-03-10", 1),
        ("fixed_term", "2026-03-20", 2),
        ("between employments", "2026-03-04", 15),
    ]
    assert balance(history(*three[:2]), "2026-03-31") == 3
    assert balance(history(*three), "2026-03-15") == 3  # the third has not come yet


def test_the_days_between_count_in_the_month_that_has_three_alone() -> None:
    over_the_end = history(
        term("2026-01-28", "2026-02-02"),
        term("2026-02-10", "2026-02-12"),
        term("2026-02-20", "2026-02-25"),
        term("2026-03-05", "2026-03-06"),
    )
    assert balance(over_the_end, "2026-03-31") == (6 + 3 + 6 + 2) + (7 + 7)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "fixed_term"])
def test_no_other_form_is_bridged(form: Form) -> None:
    three = [term(f"2026-03-{day}", f"2026-03-{day}", form) for day in ("02", "10", "20")]
    assert balance(history(*three), "2026-03-31") == 3


def test_by_the_day_each_day_with_work_is_an_employment_of_its_own() -> None:
    by_day = history(
        term("2026-01-01", None, is_by_day=True),
        worked=("2026-03-02", "2026-03-10", "2026-03-20", "2026-04-07", "2026-04-28"),
    )
    assert current(by_day, "2026-04-30") == balance(by_day, "2026-04-30") == 19 + 2


def test_general_fixed_term_counts_as_special_from_march_2022() -> None:
    known = history(term("2022-01-01", "2022-04-30", "general"))
    assert DaySet(known.spans(FIXED_TERM, ordinal("2022-12-31"))).until(ordinal("2022-12-31")) == 61
    assert DaySet(known.spans(EVERY, ordinal("2022-12-31"))).until(ordinal("2022-12-31")) == 120


MARK = Mark(7, "2026-01-31", 200 * E6)


def test_a_mark_stands_for_the_days_up_to_and_with_its_own() -> None:
    known = history(term("2026-01-01", "2026-06-30"), mark=MARK)
    assert balance(known, "2026-01-31") == 200
    assert balance(known, "2026-02-10") == 210
    assert balance(known, "2026-07-31") == 200 + 150
    assert [(line.what, line.on_day, line.amount // E6) for line in balance_lines(known, "2026-02-10")] == [
        ("mark", "2026-01-31", 200),
        ("fixed_term", "2026-02-01", 10),
    ]


def test_a_mark_leaves_the_window_with_its_day() -> None:
    known = history(term("2026-01-01", "2026-06-30"), mark=MARK)
    assert balance(known, "2031-01-30") == 350
    assert balance(known, "2031-01-31") == 150
    assert balance(history(mark=MARK), "2031-01-30") == 200
    assert balance(history(mark=MARK), "2031-01-31") == 0


@pytest.mark.parametrize(
    ("employments", "days"),
    [
        ((), 200),
        ((term("2026-01-01"),), 210),
        ((term("2026-02-01"),), 10),  # what the mark told of is another employment
        ((term("2025-01-01", "2026-02-05"),), 0),  # and that has ended since
        ((term("2025-01-01", "2025-06-30"),), 200),  # the mark tells of one that nobody else did
        ((term("2026-02-01", "2026-02-05"),), 0),
        ((term("2026-03-01"),), 200),
    ],
)
def test_a_mark_on_the_running_employment_counts_while_that_goes_on(
    employments: tuple[Employment, ...], days: int
) -> None:
    assert current(history(*employments, mark=MARK), "2026-02-10") == days


some_days = st.dates(date(2020, 1, 1), date(2027, 12, 31)).map(date.isoformat)


@st.composite
def employments(draw: st.DrawFn) -> Employment:
    starts_on = draw(some_days)
    length = draw(st.none() | st.integers(0, 500))
    ends_on = None if length is None else (date.fromisoformat(starts_on) + timedelta(days=length)).isoformat()
    by_day = draw(st.booleans())
    return Employment(
        draw(st.integers(1, 10**6)),
        f"{ordinal(starts_on):024x}",
        1,
        draw(st.sampled_from(FORMS)),
        starts_on,
        ends_on,
        is_by_day=by_day,
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    some = sorted(draw(st.lists(employments(), max_size=5)), key=lambda one: one.starts_on)
    return History(some, sorted({ordinal(day) for day in draw(st.lists(some_days, max_size=30))}))


def plain_days(known: History, on: str) -> set[int]:
    """The days as the simplest set there is."""
    until = ordinal(on)
    found: set[int] = set()
    contracts: list[set[int]] = []
    for one in known.employments:
        last = until if one.ends_on is None else min(until, ordinal(one.ends_on))
        span = set(range(ordinal(one.starts_on), last + 1))
        some = [{day} for day in sorted(span.intersection(known.worked))] if one.is_by_day else [span] * bool(span)
        found.update(*some)
        contracts += some if one.form == "fixed_term" else []
    for month in {date.fromordinal(day).replace(day=1) for some in contracts for day in some}:
        days = {month.toordinal() + n for n in range(31) if (month + timedelta(days=n)).month == month.month}
        within = [some for some in contracts if some & days]
        if len(within) >= 3:
            edges = [max(some) for some in within], [min(some) for some in within]
            first, last = max(min(edges[0]), min(days) - 1), min(max(edges[1]), max(days) + 1)
            found |= set(range(first, last + 1)) & days
    return found


@given(histories(), some_days)
def test_counting_spans_is_counting_a_set(known: History, on: str) -> None:
    expected = plain_days(known, on)
    assert balance(known, on) == len([day for day in expected if day >= window_first(on, YEARS)])
    assert 0 <= current(known, on) <= len(expected)


@given(histories(), some_days)
def test_a_balance_is_never_more_than_its_window_nor_a_form_more_than_all(known: History, on: str) -> None:
    until, since = ordinal(on), window_first(on, YEARS)
    assert 0 <= balance(known, on) <= until - since + 1
    every = DaySet(known.spans(EVERY, until)).between(since, until)
    assert every == balance(known, on)
    for counting in (FIXED_TERM, CHAINED):
        assert DaySet(known.spans(counting, until)).between(since, until) <= every
