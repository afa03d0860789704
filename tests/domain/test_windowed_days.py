"""What windows make of a day: overtime that counts by the hour at which it was worked, attendance of unsocial hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.holidays import Calendar
from dagsverke.domain.calendars import elapsed_ms, local_to_instant, plus_ms
from dagsverke.domain.causes import Account, Cause, Factor
from dagsverke.domain.hours import Hours
from dagsverke.domain.ledger import Day, Entry, attend_day, entry_lines, post_day
from dagsverke.domain.units import E4, MS_PER_HOUR, quotient
from dagsverke.domain.windows import Unsocial, Window

H = MS_PER_HOUR
STOCKHOLM = ZoneInfo("Europe/Stockholm")
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = (*WORKDAYS, "sat", "sun")
OK1, OK2 = Cause(1, "ok1", "Övertid 1", "OK1"), Cause(2, "ok2", "Övertid 2", "OK2")
CAUSES = {one.id: one for one in (OK1, OK2)}
KOMP = Account(1, "Komp", "Komptid", factors={OK1.id: Factor(20_000, has_windows=True), OK2.id: Factor(20_000)})
HOURS = Account(2, "OvertimeHours", "Övertid", factors={OK1.id: Factor(), OK2.id: Factor()})
BY_DAY = Hours(
    [
        Window("overtime", ("holiday",), 0, 1440, factor_e4=20_000),
        Window("overtime", WORKDAYS, 6 * 60, 20 * 60, factor_e4=15_000),
        Window("overtime", ("sun",), 0, 12 * 60, "OK1", 30_000),
    ],
    STOCKHOLM,
    Calendar("SE", ()).kinds,
)
"""An hour counts one and a half from 6 to 20 on weekdays that are no holidays, three on Sunday mornings, else two."""
DAY = Day(8 * H, has_schedule=True, overtime=BY_DAY)


def at(local: str) -> str:
    return local_to_instant(datetime.fromisoformat(local), STOCKHOLM)


def entry(begins: str, ends: str, cause: Cause = OK1, *, is_clocked: bool = True, **more: object) -> Entry:
    return Entry(
        id=1,
        key="k",
        person_id=7,
        on_day=begins[:10],
        cause_id=cause.id,
        duration_ms=elapsed_ms(at(begins), at(ends)),
        is_absence=False,
        is_clocked=is_clocked,
        attendance_code=cause.code,
        begins_at=at(begins),
        modified_at="2026-11-20T11:00:00.000Z",
        **more,  # type: ignore[arg-type]  # named in each test
    )


@pytest.mark.parametrize(
    ("begins", "ends", "lines"),
    [
        ("2026-11-16 17:00", "2026-11-16 19:00", [(3, 15_000)]),
        ("2026-11-16 18:00", "2026-11-16 22:00", [(3, 15_000), (4, 20_000)]),
        ("2026-11-16 05:00", "2026-11-16 21:00", [(21, 15_000), (4, 20_000)]),  # two parts at two hours, one line
        ("2026-11-21 10:00", "2026-11-21 12:00", [(4, 20_000)]),  # a Saturday
        ("2026-11-22 10:00", "2026-11-22 13:00", [(6, 30_000), (2, 20_000)]),
        ("2026-04-03 10:00", "2026-04-03 12:00", [(4, 20_000)]),  # Good Friday
        ("2026-11-16 22:00", "2026-11-17 07:00", [(1.5, 15_000), (16, 20_000)]),
        ("2026-10-24 23:00", "2026-10-25 04:00", [(15, 30_000), (2, 20_000)]),  # six hours; five are Sunday's
    ],
)
def test_clocked_overtime_counts_by_the_window_in_which_it_was_worked(
    begins: str, ends: str, lines: list[tuple[float, int]]
) -> None:
    found = [line for line, _ in entry_lines([entry(begins, ends)], DAY, KOMP, CAUSES)]
    assert [(line.amount / H, line.factor_e4) for line in found] == lines
    assert {(line.what, line.source) for line in found} == {("Övertid 1", "k")}


def test_overtime_without_a_clock_without_windows_or_on_another_account_counts_by_the_plain_factor() -> None:
    evening = entry("2026-11-16 18:00", "2026-11-16 20:00")
    plain = entry("2026-11-16 18:00", "2026-11-16 20:00", is_clocked=False)
    no_windows = Day(8 * H, has_schedule=True)
    assert [one.amount / H for one in post_day([evening], DAY, [KOMP, HOURS], CAUSES)] == [3, 2]
    assert [one.amount / H for one in post_day([plain], DAY, [KOMP, HOURS], CAUSES)] == [4, 2]
    assert [one.amount / H for one in post_day([evening], no_windows, [KOMP], CAUSES)] == [4]
    other = entry("2026-11-16 18:00", "2026-11-16 20:00", OK2)
    assert [one.amount / H for one in post_day([other], DAY, [KOMP], CAUSES)] == [4]


MUNICIPAL = Hours(
    [Window("overtime", WEEK, 0, 1440, factor_e4=15_000, beside_min=120)], STOCKHOLM, Calendar("SE", ()).kinds
)
"""An hour counts one and a half within two hours of the scheduled hours, else two (allmänna bestämmelser § 20)."""
SHIFTS = {"2026-11-16": (7, 16), "2026-11-17": (15, 23), "2026-10-24": (14, 23), "2026-03-28": (14, 23)}


def shift_on(day: str) -> tuple[int, int] | None:
    hours = SHIFTS.get(day)
    return None if hours is None else (hours[0] * H, hours[1] * H)


@pytest.mark.parametrize(
    ("begins", "ends", "lines"),
    [
        ("2026-11-16 16:00", "2026-11-16 18:00", [(3, 15_000)]),
        ("2026-11-16 16:00", "2026-11-16 19:30", [(3, 15_000), (3, 20_000)]),
        ("2026-11-16 04:00", "2026-11-16 07:00", [(3, 15_000), (2, 20_000)]),
        ("2026-11-16 17:00", "2026-11-16 18:00", [(1.5, 15_000)]),
        ("2026-11-17 23:00", "2026-11-18 02:00", [(3, 15_000), (2, 20_000)]),  # past midnight, still beside the evening
        ("2026-11-18 08:00", "2026-11-18 10:00", [(4, 20_000)]),  # a free day
        ("2026-10-24 23:00", "2026-10-25 03:00", [(3, 15_000), (6, 20_000)]),  # five hours in a night of 25
    ],
)
def test_overtime_beside_the_scheduled_hours_counts_apart(
    begins: str, ends: str, lines: list[tuple[float, int]]
) -> None:
    day = Day(8 * H, has_schedule=True, overtime=MUNICIPAL, scheduled=shift_on)
    found = [line for line, _ in entry_lines([entry(begins, ends)], day, KOMP, CAUSES)]
    assert [(line.amount / H, line.factor_e4) for line in found] == lines


@given(st.integers(0, 7 * 24 * H), st.integers(0, 40 * H), st.integers(1, 5 * E4))
def test_the_lines_of_an_entry_add_up_to_the_nearest_of_the_exact_sum(begin: int, length: int, factor_e4: int) -> None:
    begins_at = plus_ms(at("2026-10-20 00:00"), begin)
    one = Entry(1, "k", 7, "2026-10-20", 1, length, False, True, "OK1", begins_at, "")  # noqa: FBT003  # as the table has it
    account = Account(1, "Komp", "", factors={OK1.id: Factor(factor_e4, has_windows=True)})
    pieces = BY_DAY.pieces(begins_at, plus_ms(begins_at, length), "OK1")
    exact = sum(piece.duration_ms * piece.window.factor_e4 for piece in pieces)
    exact += (length - sum(piece.duration_ms for piece in pieces)) * factor_e4
    lines = [line.amount for line, _ in entry_lines([one], DAY, account, CAUSES)]
    assert sum(lines) == quotient(exact, E4)
    assert sum(lines) == sum(posting.amount for posting in post_day([one], DAY, [account], CAUSES))


def piece(code: str, on_day: str, hours: float) -> Unsocial:
    return Unsocial("", code, on_day, int(hours * H), 0, 1440, 0, "", "")


NIGHT = entry(
    "2026-04-02 22:00",
    "2026-04-03 06:00",
    unsocial=(piece("OB3", "2026-04-02", 2), piece("OB4", "2026-04-03", 5), piece("OB4", "2026-04-03", 1)),
)


def rows(
    on_day: str, *entries: Entry, reaching: tuple[Entry, ...] = ()
) -> dict[str, tuple[float, int, int, str | None]]:
    found = attend_day(on_day, entries, reaching)
    assert {(one.person_id, one.on_day) for one in found} == {(7, on_day)}
    return {one.code: (one.duration_ms / H, one.entry_count, one.clocked_count, one.entry_key) for one in found}


def test_unsocial_hours_are_attendance_of_their_code_on_their_own_day() -> None:
    assert rows("2026-04-02", NIGHT) == {"OK1": (8, 1, 1, "k"), "OB3": (2, 1, 1, None)}
    assert rows("2026-04-03", reaching=(NIGHT,)) == {"OB4": (6, 1, 1, None)}
    after = entry("2026-04-03 22:00", "2026-04-03 23:00", unsocial=(piece("OB4", "2026-04-03", 1),))
    assert rows("2026-04-03", after, reaching=(NIGHT,)) == {"OK1": (1, 1, 1, "k"), "OB4": (7, 2, 2, None)}


def test_an_amount_of_the_same_code_is_in_the_sum_and_alone_keeps_its_own_id() -> None:
    ob4 = Cause(3, "ob4", "OB 4", "OB4", is_unsocial=True)
    amount = entry("2026-04-03 00:00", "2026-04-03 03:00", ob4, is_clocked=False)
    assert rows("2026-04-03", amount) == {"OB4": (3, 1, 0, "k")}
    assert rows("2026-04-03", amount, reaching=(NIGHT,)) == {"OB4": (9, 2, 1, None)}
