"""Windows of the day, on days with and without a change of the clock."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagsverke.app.holidays import Calendar
from dagsverke.domain.calendars import CalendarRule, days_after, elapsed_ms, local_day, local_to_instant, plus_ms
from dagsverke.domain.causes import Cause
from dagsverke.domain.hours import Hours
from dagsverke.domain.units import MS_PER_HOUR, MS_PER_MINUTE
from dagsverke.domain.windows import (
    Piece,
    Window,
    changed_from,
    first_difference,
    unsocial_class,
)

H = MS_PER_HOUR
STOCKHOLM = ZoneInfo("Europe/Stockholm")
CALENDAR = Calendar("SE", (CalendarRule("easter", "Påskdagen", 0, "great"),))
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = WEEK[:5]


def unsocial(days: tuple[str, ...], begins: float, ends: float, code: str = "OB1", **more: object) -> Window:
    return Window("unsocial", days, int(begins * 60), int(ends * 60), code, **more)  # type: ignore[arg-type]  # named in each test


WAREHOUSE = (
    # an agreement for warehouses (domain: OB by weekday and hour); what is said of holidays comes first
    unsocial(("great",), 0, 24, "OB5"),
    unsocial(("sun", "holiday"), 0, 24, "OB4"),
    unsocial(("mon",), 0, 6, "OB4"),
    unsocial(("sat",), 12, 24, "OB4"),
    unsocial(("sat",), 6, 12, "OB3"),
    unsocial(WORKDAYS, 17.5, 18, "OB1"),
    unsocial(WORKDAYS, 18, 20, "OB2"),
    unsocial((*WORKDAYS, "sat"), 20, 24, "OB3"),
    unsocial((*WORKDAYS, "sat"), 0, 6, "OB3"),
    unsocial(WORKDAYS, 6, 7, "OB1"),
)


def hours_of(*windows: Window) -> Hours:
    return Hours(windows, STOCKHOLM, CALENDAR.kinds)


def at(local: str) -> str:
    return local_to_instant(datetime.fromisoformat(local), STOCKHOLM)


def told(pieces: list[Piece]) -> list[tuple[str, str, float]]:
    return [(one.on_day[5:], one.window.code, one.duration_ms / H) for one in pieces]


GRID = [
    # begin, end, pieces: day, code, hours
    ("2026-11-16 08:00", "2026-11-16 17:00", []),  # a Monday
    ("2026-11-16 08:00", "2026-11-16 17:30", []),
    ("2026-11-16 16:00", "2026-11-16 21:00", [("11-16", "OB1", 0.5), ("11-16", "OB2", 2), ("11-16", "OB3", 1)]),
    ("2026-11-16 05:30", "2026-11-16 09:00", [("11-16", "OB4", 0.5), ("11-16", "OB1", 1)]),
    ("2026-11-17 22:00", "2026-11-18 06:30", [("11-17", "OB3", 2), ("11-18", "OB3", 6), ("11-18", "OB1", 0.5)]),
    ("2026-11-20 22:00", "2026-11-21 13:00", [("11-20", "OB3", 2), ("11-21", "OB3", 6 + 6), ("11-21", "OB4", 1)]),
    ("2026-11-22 22:00", "2026-11-23 07:00", [("11-22", "OB4", 2), ("11-23", "OB4", 6), ("11-23", "OB1", 1)]),
    ("2026-04-02 22:00", "2026-04-03 08:00", [("04-02", "OB3", 2), ("04-03", "OB4", 8)]),  # into Good Friday
    ("2026-04-04 23:00", "2026-04-05 02:00", [("04-04", "OB4", 1), ("04-05", "OB5", 2)]),  # into Easter Sunday
    ("2026-11-16 17:45:30.500", "2026-11-16 18:00:00", [("11-16", "OB1", 869.5 / 3600)]),
    ("2026-11-16 18:00", "2026-11-16 18:00", []),
]


@pytest.mark.parametrize(("begins", "ends", "pieces"), GRID)
def test_work_falls_into_the_windows_of_the_days_on_which_it_lies(
    begins: str, ends: str, pieces: list[tuple[str, str, float]]
) -> None:
    found = hours_of(*WAREHOUSE).pieces(at(begins), at(ends))
    sums: dict[tuple[str, str], float] = {}
    for day, code, hours in told(found):
        sums[day, code] = sums.get((day, code), 0) + hours
    assert [(*key, hours) for key, hours in sums.items()] == pieces


CLOCK_GRID = [
    # the night in spring that is an hour short, and the one in autumn that is an hour long
    ("2026-03-28 22:00", "2026-03-29 07:00", 0, 24, [("03-28", 2), ("03-29", 6)]),
    ("2026-10-24 22:00", "2026-10-25 07:00", 0, 24, [("10-24", 2), ("10-25", 8)]),
    ("2026-03-28 22:00", "2026-03-29 07:00", 2, 3, []),
    ("2026-10-24 22:00", "2026-10-25 07:00", 2, 3, [("10-25", 2)]),
    ("2026-03-28 22:00", "2026-03-29 07:00", 1, 2.5, [("03-29", 1)]),
    ("2026-10-24 22:00", "2026-10-25 07:00", 1, 2.5, [("10-25", 2)]),  # 1 to 2:30, and 2 to 2:30 once more
    ("2026-03-28 22:00", "2026-03-29 07:00", 2.5, 4, [("03-29", 1)]),
    ("2026-10-24 22:00", "2026-10-25 07:00", 2.5, 4, [("10-25", 2)]),
    ("2026-10-25 02:30", "2026-10-25 03:00", 2, 3, [("10-25", 1.5)]),  # begun in the first of the two
]


@pytest.mark.parametrize(("begins", "ends", "first", "last", "pieces"), CLOCK_GRID)
def test_a_window_lasts_as_long_as_the_clock_shows_its_hours(
    begins: str, ends: str, first: float, last: float, pieces: list[tuple[str, float]]
) -> None:
    found = told(hours_of(unsocial(WEEK, first, last)).pieces(at(begins), at(ends)))
    assert [(day, hours) for day, _, hours in found] == pieces


def test_a_day_that_is_a_holiday_is_its_weekday_too_and_the_first_window_that_fits_has_the_time() -> None:
    begins, ends = at("2026-04-03 17:00"), at("2026-04-03 20:00")
    evening, holiday = unsocial(("fri",), 18, 20, "OB1"), unsocial(("holiday",), 0, 24, "OB4")
    assert told(hours_of(evening, holiday).pieces(begins, ends)) == [("04-03", "OB4", 1), ("04-03", "OB1", 2)]
    assert told(hours_of(holiday, evening).pieces(begins, ends)) == [("04-03", "OB4", 3)]


def test_overtime_has_windows_of_its_cause_and_unsocial_hours_of_its_class() -> None:
    plain, own = Window("overtime", WEEK, 0, 1440, factor_e4=15_000), Window("overtime", WEEK, 0, 1440, "OK2")
    begins, ends = at("2026-11-16 17:00"), at("2026-11-16 18:00")
    assert [one.window for one in hours_of(own, plain).pieces(begins, ends, "OK1")] == [plain]
    assert [one.window for one in hours_of(own, plain).pieces(begins, ends, "OK2")] == [own]
    night, evening = unsocial(WEEK, 20, 24, classes=("overtime",)), unsocial(WEEK, 17, 20)
    assert told(hours_of(night, evening).pieces(begins, at("2026-11-16 21:00"))) == [
        ("11-16", "OB1", 3),
        ("11-16", "OB1", 1),
    ]
    assert told(hours_of(night, evening).pieces(begins, at("2026-11-16 21:00"), "overtime")) == [("11-16", "OB1", 1)]


@pytest.mark.parametrize(
    ("cause", "of"),
    [
        (None, ""),
        (Cause(1, "a", "Arbetstid", "TID", is_work_time=True), ""),
        (Cause(1, "a", "Övertid", "OT1", limit_class="overtime"), "overtime"),
        (Cause(1, "a", "Restid", "RES"), None),
        (Cause(1, "a", "OB", "OB1", is_unsocial=True), None),
        (Cause(1, "a", "Semester", "SEM", is_absence=True, limit_class="as_worked"), None),
        (Cause(1, "a", "Betald frånvaro", None, is_absence=True, is_work_time=True), None),
    ],
)
def test_worked_time_has_unsocial_hours_absence_has_none_and_other_work_by_its_class(
    cause: Cause | None, of: str | None
) -> None:
    assert unsocial_class(cause) == of


@pytest.mark.parametrize(
    ("days", "begins", "ends", "pieces"),
    [
        (("fri",), "2026-11-20 20:00", "2026-11-21 08:00", [("11-20", 2), ("11-21", 6)]),
        (("fri",), "2026-11-21 20:00", "2026-11-22 08:00", []),
        (("holiday",), "2026-04-03 20:00", "2026-04-04 08:00", [("04-03", 2), ("04-04", 6)]),  # after Good Friday
        (WEEK, "2026-11-17 00:00", "2026-11-18 00:00", [("11-17", 8)]),  # its early and its late hours are one piece
        (("sat", "sun"), "2026-03-28 22:00", "2026-03-29 07:00", [("03-28", 2), ("03-29", 5)]),
        (("sat", "sun"), "2026-10-24 22:00", "2026-10-25 07:00", [("10-24", 2), ("10-25", 7)]),
    ],
)
def test_a_window_that_passes_midnight_goes_on_whatever_day_comes_after(
    days: tuple[str, ...], begins: str, ends: str, pieces: list[tuple[str, float]]
) -> None:
    found = told(hours_of(unsocial(days, 22, 6)).pieces(at(begins), at(ends)))
    assert [(day, hours) for day, _, hours in found] == pieces


def test_a_window_may_end_at_midnight_by_either_name() -> None:
    begins, ends = at("2026-11-20 20:00"), at("2026-11-21 08:00")
    for midnight in (0, 24):
        assert told(hours_of(unsocial(("fri",), 22, midnight)).pieces(begins, ends)) == [("11-20", "OB1", 2)]


def test_what_is_agreed_from_a_day_on_holds_for_time_that_begins_then_and_the_rest_stays() -> None:
    before = (unsocial(WEEK, 18, 24, "OB1"), unsocial(WEEK, 0, 6, "OB2", ends_on="2024-12-31"))
    after = changed_from(before, [unsocial(WEEK, 20, 24, "OB3"), unsocial(WEEK, 0, 6, "OB3")], "2026-07-01")
    hours = hours_of(*after)
    assert told(hours.pieces(at("2026-06-29 19:00"), at("2026-06-29 21:00"))) == [("06-29", "OB1", 2)]
    assert told(hours.pieces(at("2026-06-30 23:00"), at("2026-07-01 02:00"))) == [("06-30", "OB1", 1)]
    assert told(hours.pieces(at("2026-07-01 19:00"), at("2026-07-01 21:00"))) == [("07-01", "OB3", 1)]
    assert told(hours.pieces(at("2024-12-31 23:00"), at("2025-01-01 02:00"))) == [
        ("12-31", "OB1", 1),
        ("01-01", "OB2", 2),
    ]
    assert first_difference(before, after) == "2026-07-01"
    assert first_difference(after, changed_from(after, after, "2026-08-01")) is None
    assert first_difference((), before) == ""
    again = changed_from(after, [unsocial(WEEK, 20, 24, "OB4")], "2026-07-01")
    assert [one.code for one in again] == ["OB1", "OB2", "OB4"]


windows_ = st.lists(
    st.builds(
        unsocial,
        st.sets(st.sampled_from([*WEEK, "holiday", "great"]), min_size=1).map(lambda some: tuple(sorted(some))),
        st.integers(0, 95).map(lambda quarter: quarter / 4),
        st.one_of(st.just(24), st.integers(0, 95).map(lambda quarter: (quarter + 0.125) / 4)),
        st.sampled_from(["OB1", "OB2", "OB3"]),
    ),
    min_size=1,
    max_size=6,
)
# around both changes of the clock, Easter and Christmas
moments = st.tuples(
    st.sampled_from(["2026-03-28", "2026-04-02", "2026-06-18", "2026-10-24", "2026-12-22"]),
    st.integers(0, 5 * 24 * 60),
).map(lambda one: plus_ms(at(f"{one[0]} 00:00"), one[1] * MS_PER_MINUTE))


def sums_of(pieces: list[Piece]) -> dict[tuple[str, Window], int]:
    sums: dict[tuple[str, Window], int] = {}
    for one in pieces:
        sums[one.on_day, one.window] = sums.get((one.on_day, one.window), 0) + one.duration_ms
    return sums


@given(windows_, st.lists(moments, min_size=2, max_size=6))
def test_splitting_a_stretch_anywhere_gives_the_same_pieces_in_sum(windows: list[Window], some: list[str]) -> None:
    hours, cuts = hours_of(*windows), sorted(some)
    parts = [piece for begins, ends in pairwise(cuts) for piece in hours.pieces(begins, ends)]
    assert sums_of(parts) == sums_of(hours.pieces(cuts[0], cuts[-1]))


def shows(window: Window, day: str, minute: int) -> bool:
    """Whether a minute of a day is in a window, read as a person would read it off the agreement."""
    today, yesterday = (not CALENDAR.kinds(one).isdisjoint(window.days) for one in (day, days_after(day, -1)))
    if window.begins_min < window.ends_min:
        return today and window.begins_min <= minute < window.ends_min
    return (today and minute >= window.begins_min) or (yesterday and minute < window.ends_min)


@settings(deadline=None)  # a thousand minutes are read off the clock one by one
@given(windows_, moments, st.integers(0, 17 * 60))
def test_pieces_add_up_to_the_minutes_at_which_the_clock_shows_a_window(
    windows: list[Window], begins: str, minutes: int
) -> None:
    ends = plus_ms(begins, minutes * MS_PER_MINUTE)
    shown = 0
    for minute in range(minutes):
        local = datetime.fromisoformat(plus_ms(begins, minute * MS_PER_MINUTE)).astimezone(STOCKHOLM)
        day = local.date().isoformat()
        shown += any(shows(one, day, local.hour * 60 + local.minute) for one in windows)
    pieces = hours_of(*windows).pieces(begins, ends)
    assert sum(one.duration_ms for one in pieces) == shown * MS_PER_MINUTE


@given(moments, st.integers(0, 60 * 60))
def test_a_window_of_every_hour_has_every_millisecond_on_its_own_day(begins: str, minutes: int) -> None:
    ends = plus_ms(begins, minutes * MS_PER_MINUTE)
    pieces = hours_of(unsocial(WEEK, 0, 24)).pieces(begins, ends)
    assert sum(one.duration_ms for one in pieces) == elapsed_ms(begins, ends)
    days = [one.on_day for one in pieces]
    assert days == sorted(set(days))
    if minutes:
        last = local_day(plus_ms(ends, -1), STOCKHOLM)
        assert (days[0], days[-1]) == (local_day(begins, STOCKHOLM), last)
        assert len(days) == (datetime.fromisoformat(last) - datetime.fromisoformat(days[0])) // timedelta(days=1) + 1
