"""Laws of vacation: of any facts, over three years."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dagsverke.domain.calendars import days_after
from dagsverke.domain.units import E6
from dagsverke.domain.vacation import run
from dagsverke.domain.vacation_course import State, explain
from dagsverke.domain.vacation_facts import SORTS, TOTAL, Absence, Adjusted, Employed, Facts, Marked
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.vacation_taking import taken_days
from tests.domain.leave import FPE, SEM, SJK, TJL, H, days, duty_of

FIRST, LAST = "2024-01-01", "2026-12-31"
EVERY_DAY = days(FIRST, LAST)
LAW = settings(max_examples=25, deadline=None)

on_days = st.integers(0, len(EVERY_DAY) - 1).map(EVERY_DAY.__getitem__)
rules_ = st.builds(
    VacationRules,
    law=st.sampled_from(("SE", "SE", "FI")),
    is_concurrent=st.booleans(),
    has_advance=st.booleans(),
    has_unpaid=st.booleans(),
    saved_years=st.sampled_from((0, 1, 5)),
    parts=st.sampled_from(("part", "half", "whole")),
    advance_years=st.sampled_from((1, 5)),
)
ids = st.integers(1, 10**6)
amounts = st.integers(-40, 80).map(lambda halves: halves * E6 // 2)


@st.composite
def employments_(draw: st.DrawFn) -> list[Employed]:
    """Employments one after the other, some without a gap."""
    made: list[Employed] = []
    begin = date(2022, 1, 1) + timedelta(days=draw(st.integers(0, 1200)))
    for at in range(draw(st.integers(0, 3))):
        end = begin + timedelta(days=draw(st.integers(0, 700)))
        until = None if draw(st.booleans()) else end.isoformat()
        reason = draw(st.sampled_from(("", "own_wish", "redundancy"))) if until else ""
        own = draw(st.sampled_from((None, None, 30)))
        made.append(Employed(f"e{at}", begin.isoformat(), until, reason, own, draw(rules_)))
        if until is None:
            break
        begin = end + timedelta(days=draw(st.sampled_from((1, 1, 2, 100))))
    return made


@st.composite
def absences_(draw: st.DrawFn) -> list[Absence]:
    """Stretches of leave of all sorts, some of them long."""
    made: list[Absence] = []
    for at in range(draw(st.integers(0, 6))):
        cause = draw(st.sampled_from((SEM, SEM, SJK, FPE, TJL)))
        begin, length = draw(on_days), draw(st.sampled_from((1, 3, 12, 40, 250)))
        hours = draw(st.sampled_from((8, 8, 4, 3)))
        stretch = days(begin, days_after(begin, length))
        made += [Absence(f"{at} {day}", day, cause, hours * H) for day in stretch if day <= LAST]
    return made


facts_ = st.builds(
    Facts,
    begins=st.sampled_from(("04-01", "01-01")),
    rules=rules_,
    duty=st.sampled_from((duty_of(), duty_of((8, 8, 8, 0, 0, 6, 0)), duty_of(country="FI"))),
    employments=employments_(),
    absences=absences_(),
    marks=st.lists(
        st.builds(Marked, ids, on_days, st.sampled_from((*SORTS, TOTAL, TOTAL)), amounts, st.booleans()),
        max_size=5,
        unique_by=lambda one: one.id,
    ),
    adjustments=st.lists(
        st.builds(Adjusted, ids, st.just("key"), on_days, st.sampled_from((*SORTS, TOTAL)), amounts),
        max_size=3,
        unique_by=lambda one: one.id,
    ),
    is_sole_parent=st.booleans(),
)


@given(facts_)
@LAW
def test_every_balance_of_every_day_is_what_its_lines_add_up_to(facts: Facts) -> None:
    course = run(facts, LAST)
    told: dict[tuple[str, int], int] = {}
    for day in EVERY_DAY:
        count = sum(one.on_day <= day for one in course.changes)
        for kind in (*SORTS, TOTAL):
            if (kind, count) not in told:
                told[kind, count] = sum(one.amount for one in explain(course.changes, kind, day))
            assert told[kind, count] == course.on(day).of(kind)


@given(facts_, st.randoms(use_true_random=False))
@LAW
def test_the_order_in_which_things_are_told_is_of_no_account(facts: Facts, chance: random.Random) -> None:
    def shuffled(some: Sequence[object]) -> list[object]:
        return chance.sample(list(some), len(some))

    names = ("employments", "absences", "marks", "adjustments")
    again = replace(facts, **{name: shuffled(getattr(facts, name)) for name in names})  # type: ignore[arg-type]  # by name
    assert run(again, LAST) == run(facts, LAST)


@given(facts_)
@LAW
def test_the_total_falls_by_what_is_taken_whatever_it_is_taken_from(facts: Facts) -> None:
    course, taken = run(facts, LAST), taken_days(facts)
    used: dict[str, int] = {}
    for one in course.changes:
        if one.what == "taken":
            used[one.on_day] = used.get(one.on_day, 0) - one.amount
    assert used == {day: one.days for day, one in taken.items() if day <= LAST}
    quiet = {one.on_day for one in course.changes if one.what != "taken"}
    for day, some in taken.items():
        if day not in quiet and day <= LAST:
            assert course.on(days_after(day, -1)).of(TOTAL) - course.on(day).of(TOTAL) == some.days


@given(facts_, facts_, on_days, amounts)
@LAW
def test_a_mark_on_the_total_hides_everything_before(facts: Facts, other: Facts, day: str, value: int) -> None:
    mark = Marked(10**7, day, TOTAL, value)

    def marked(before: Facts) -> list[tuple[str, State]]:
        mixed = replace(
            facts,
            absences=[
                *(one for one in before.absences if one.cause is SEM and one.on_day <= day),
                *(one for one in facts.absences if one.cause is not SEM or one.on_day > day),
            ],
            marks=[
                *(one for one in before.marks if one.on_day < day),
                *(one for one in facts.marks if one.on_day > day),
                mark,
            ],
            adjustments=[
                *(one for one in before.adjustments if one.on_day <= day),
                *(one for one in facts.adjustments if one.on_day > day),
            ],
        )
        course = run(mixed, LAST)
        assert course.on(day).of("paid") == course.on(day).of(TOTAL) == value
        return [(one, course.on(one)) for one in EVERY_DAY if one >= day]

    assert marked(facts) == marked(other)


@given(facts_, on_days)
@LAW
def test_going_on_from_the_state_of_any_day_is_going_from_the_beginning(facts: Facts, day: str) -> None:
    course = run(facts, LAST)
    rest = run(facts, LAST, day, course.on(days_after(day, -1)))
    for one in EVERY_DAY:
        if one >= day:
            assert rest.on(one) == course.on(one)
    assert [one for one in course.changes if one.on_day >= day] == rest.changes


@given(facts_, on_days)
@LAW
def test_what_happens_on_a_day_changes_nothing_of_long_before(facts: Facts, day: str) -> None:
    """But for days off, which are absent when both sides are: a cache made anew from two months before is right."""
    without = replace(facts, absences=[one for one in facts.absences if one.on_day < day])
    before = days_after(day, -62)
    here, there = run(facts, LAST), run(without, LAST)
    assert [(one, here.on(one)) for one in EVERY_DAY if one < before] == [
        (one, there.on(one)) for one in EVERY_DAY if one < before
    ]


@given(facts_)
@LAW
def test_no_account_but_those_of_debts_and_decrees_falls_below_nil(facts: Facts) -> None:
    plain = replace(facts, marks=(), adjustments=())
    for _, state in run(plain, LAST).states:
        assert all(state.of(sort) >= 0 for sort in SORTS if sort not in ("paid", "advance"))
