"""The ledger's rules, by grids and by laws."""

import random
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.causes import NO_CAUSE, Account, Cause, Factor
from dagsverke.domain.ledger import (
    Checkpoint,
    Day,
    Entry,
    Mark,
    Posting,
    Standing,
    advance,
    attend_day,
    entry_lines,
    fold,
    post_day,
)
from dagsverke.domain.units import MS_PER_HOUR

H = MS_PER_HOUR
DAY = "2026-11-16"
TID = Cause(1, "tid", "Arbetstid", "TID", is_work_time=True)
ARB = Cause(2, "arb", "Timlön", "ARB", is_work_time=True)
OK1 = Cause(3, "ok1", "Övertid 1", "OK1")
KOM = Cause(4, "kom", "Kompledig", "KOM", is_absence=True)
SJK = Cause(5, "sjk", "Sjukdom", "SJK", is_absence=True)
CAUSES = {one.id: one for one in (TID, ARB, OK1, KOM, SJK)}
FLEX = Account(
    1,
    "Flex",
    "Flextid",
    has_expected=True,
    factors={TID.id: Factor(), NO_CAUSE: Factor(), ARB.id: Factor(needs_schedule=True)},
)
KOMP = Account(2, "Komp", "Komptid", factors={OK1.id: Factor(15_000), KOM.id: Factor(-10_000)})
WORKDAY, FREE, NO_SCHEDULE = Day(8 * H, has_schedule=True), Day(0, has_schedule=True), Day(0, has_schedule=False)


def entry(cause_id: int, hours: float, *, is_absence: bool = False, number: int = 1) -> Entry:
    return Entry(
        id=number,
        key=f"{number:024x}",
        person_id=1,
        on_day=DAY,
        cause_id=cause_id,
        duration_ms=int(hours * H),
        is_absence=is_absence,
        is_clocked=True,
        attendance_code=None if is_absence else "TID",
        begins_at="2026-11-16T06:00:00.000Z",
        modified_at="2026-11-16T16:00:00.000Z",
    )


def posted(day: Day, *entries: Entry) -> dict[tuple[str, bool], float]:
    names = {FLEX.id: "Flex", KOMP.id: "Komp"}
    found = post_day(entries, day, [FLEX, KOMP], CAUSES)
    return {(names[one.account_id], bool(one.origin)): one.amount / H for one in found}


def test_work_posts_by_the_factor_of_its_cause() -> None:
    assert posted(WORKDAY, entry(1, 9)) == {("Flex", False): 9}
    assert posted(WORKDAY, entry(NO_CAUSE, 7.5)) == {("Flex", False): 7.5}
    assert posted(WORKDAY, entry(3, 2)) == {("Komp", False): 3}
    assert posted(WORKDAY, entry(1, 8), entry(3, 1, number=2)) == {("Flex", False): 8, ("Komp", False): 1.5}


def test_hourly_time_counts_for_persons_with_a_schedule_only() -> None:
    assert posted(FREE, entry(2, 5)) == {("Flex", False): 5}
    assert posted(NO_SCHEDULE, entry(2, 5)) == {}


def test_absence_relieves_the_day_of_what_it_expected_and_of_no_more() -> None:
    assert posted(WORKDAY, entry(5, 8, is_absence=True)) == {("Flex", True): 8}
    assert posted(WORKDAY, entry(5, 24, is_absence=True)) == {("Flex", True): 8}
    assert posted(WORKDAY, entry(5, 6, is_absence=True), entry(4, 6, is_absence=True, number=2)) == {
        ("Flex", True): 8,
        ("Komp", False): -6,
    }
    assert posted(FREE, entry(5, 8, is_absence=True)) == {}


def test_leave_in_lieu_relieves_the_day_and_lowers_the_comp_account() -> None:
    assert posted(WORKDAY, entry(4, 4, is_absence=True), entry(1, 4, number=2)) == {
        ("Flex", True): 4,
        ("Flex", False): 4,
        ("Komp", False): -4,
    }


def test_time_marked_as_absence_by_hand_is_no_work() -> None:
    assert posted(WORKDAY, entry(1, 8, is_absence=True)) == {("Flex", True): 8}
    assert posted(WORKDAY, entry(NO_CAUSE, 3, is_absence=True)) == {("Flex", True): 3}


def test_the_lines_of_a_day_add_up_to_its_postings() -> None:
    entries = [entry(5, 6, is_absence=True), entry(1, 3, number=2), entry(4, 6, is_absence=True, number=3)]
    for account in (FLEX, KOMP):
        lines = sum(line.amount for line, _ in entry_lines(entries, WORKDAY, account, CAUSES))
        assert lines == sum(one.amount for one in post_day(entries, WORKDAY, [account], CAUSES))


def test_attendance_sums_a_day_by_code_and_leaves_absence_out() -> None:
    one = attend_day(DAY, [entry(1, 3), entry(5, 4, is_absence=True, number=2)])
    assert [(row.code, row.duration_ms, row.entry_key) for row in one] == [("TID", 3 * H, f"{1:024x}")]
    two = attend_day(DAY, [entry(1, 3), entry(1, 4, number=2)])
    assert [(row.duration_ms, row.entry_count, row.entry_key) for row in two] == [(7 * H, 2, None)]


def posting(on_day: str, amount: int) -> Posting:
    return Posting(1, 1, on_day, amount)


def test_a_mark_is_the_balance_at_the_end_of_its_day() -> None:
    postings = [posting("2026-03-30", 5), posting("2026-03-31", 7), posting("2026-04-01", 11)]
    assert advance(Standing(), postings, [Mark(9, "2026-03-31", 100)]) == Standing(111, "2026-03-31")
    assert fold(postings, [Mark(9, "2026-03-31", 100)]) == [
        Checkpoint("2026-04", 100, "2026-03-31"),
        Checkpoint("2026-05", 111, "2026-03-31"),
    ]


def test_of_two_marks_on_one_day_the_later_import_counts() -> None:
    marks = [Mark(12, "2026-03-31", 2), Mark(11, "2026-03-31", 1)]
    assert advance(Standing(), [], marks) == Standing(2, "2026-03-31")


days = st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(date.isoformat)
postings_ = st.lists(st.builds(posting, days, st.integers(-(10**9), 10**9)), max_size=40)
marks_ = st.lists(
    st.builds(Mark, st.integers(1, 10**6), days, st.integers(-(10**9), 10**9)), max_size=5, unique_by=lambda one: one.id
)


@given(postings_, marks_, st.randoms(use_true_random=False))
def test_the_fold_does_not_depend_on_the_order_of_insertion(
    postings: list[Posting], marks: list[Mark], chance: random.Random
) -> None:
    before = fold(postings, marks)
    chance.shuffle(postings)
    chance.shuffle(marks)
    assert fold(postings, marks) == before


@given(postings_, marks_)
def test_every_checkpoint_is_what_summing_from_the_last_mark_gives(postings: list[Posting], marks: list[Mark]) -> None:
    for kept in fold(postings, marks):
        before = [one for one in marks if one.on_day < kept.month]
        last = max(before, key=lambda one: (one.on_day, one.id), default=None)
        since = last.on_day if last else ""
        summed = sum(one.amount for one in postings if since < one.on_day < kept.month)
        assert kept.value == (last.value if last else 0) + summed
        assert kept.marked_on == (last.on_day if last else None)


@given(postings_, marks_, st.integers(-(10**6), 10**6))
def test_a_mark_hides_everything_up_to_its_day(postings: list[Posting], marks: list[Mark], value: int) -> None:
    mark = Mark(10**7, "2026-12-31", value)
    assert advance(Standing(), postings, [*marks, mark]) == Standing(value, "2026-12-31")


@given(postings_, marks_)
def test_folding_on_from_a_checkpoint_is_folding_from_nothing(postings: list[Posting], marks: list[Mark]) -> None:
    early = fold([one for one in postings if one.on_day < "2026"], [one for one in marks if one.on_day < "2026"])
    opening = Standing(early[-1].value, early[-1].marked_on) if early else Standing()
    late = fold(
        [one for one in postings if one.on_day >= "2026"], [one for one in marks if one.on_day >= "2026"], opening
    )
    assert fold(postings, marks) == [*early, *late]


@given(postings_)
def test_checkpoints_come_in_order_and_once_a_month(postings: list[Posting]) -> None:
    assert all(left.month < right.month for left, right in pairwise(fold(postings, [])))


def test_a_day_long_ago_and_one_to_come_are_only_days() -> None:
    far = (date(2026, 11, 20) + timedelta(days=365 * 5)).isoformat()
    assert [one.month for one in fold([posting("1999-12-31", 1), posting(far, 2)], [])] == ["2000-01", "2031-12"]
