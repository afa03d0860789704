"""The laws of closing: earlier balances stay, lines make every balance, and undoing leaves nothing behind."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagsverke.app.balances import balances, explain
from dagsverke.app.ports import Reader
from dagsverke.app.vacation import is_vacation
from dagsverke.domain.calendars import next_day
from dagsverke.domain.closings import Kind
from dagsverke.domain.errors import Conflict
from tests.store.closing_firm import PEOPLE, RULES, Firm, History, Steps, until
from tests.store.house import House

LAW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FIRST = date(2026, 6, 15)
DAYS = tuple((FIRST + timedelta(days=5 * n)).isoformat() for n in range(32))
"""Until 17 November 2026; the house's clock stands at the twentieth."""
ASKED = (*DAYS, "2026-06-30", "2026-07-31", "2026-08-31", "2026-11-20", "2026-11-21", "2026-12-31", "2027-03-01")
CAUSES = ("TID", "FLX", "OK1", "KOM", "SJK", "RES")
KINDS: tuple[Kind, ...] = ("year", "flex")

people = st.integers(0, PEOPLE - 1)
days = st.sampled_from(DAYS)
codes = st.sampled_from(tuple(RULES))
hours = st.integers(-30, 30).filter(bool)
steps_ = st.lists(
    st.one_of(
        st.tuples(st.just("record"), people, st.sampled_from(CAUSES), days, st.integers(1, 24)),
        st.tuples(st.just("correct"), people, codes, days, hours),
        st.tuples(st.just("mark"), people, codes, days, hours),
    ),
    min_size=3,
    max_size=12,
)
closings_ = st.lists(st.tuples(st.sampled_from(KINDS), days), min_size=1, max_size=4)

VACATION_DAYS = tuple((date(2024, 2, 27) + timedelta(days=21 * n)).isoformat() for n in range(40))
"""Tuesdays until 26 May 2026."""
YEAR_ENDS = ("2025-03-31", "2026-03-31")
TURNS = (*YEAR_ENDS, "2024-03-31", "2024-04-01", "2025-04-01", "2026-04-01", "2027-04-01", "2028-06-30", "2031-04-01")
KEPT = ("VacationPaid", "VacationSaved1", "VacationSaved4", "VacationSaved5", "VacationOverdue", "VacationAdvance")
leave = st.sampled_from((*KEPT, "Vacation"))
some_days = st.integers(-4, 30).filter(bool)
leaves = st.lists(
    st.one_of(
        st.tuples(st.just("record"), people, st.just("SEM"), st.sampled_from(VACATION_DAYS), st.just(8)),
        st.tuples(st.just("record"), people, st.just("FPE"), st.sampled_from(VACATION_DAYS), st.just(8)),
        st.tuples(st.just("correct"), people, leave, st.sampled_from(VACATION_DAYS), some_days),
        st.tuples(st.just("mark"), people, leave, st.sampled_from((*VACATION_DAYS, *YEAR_ENDS)), some_days),
    ),
    min_size=2,
    max_size=8,
)
hirings = st.lists(
    st.tuples(people, st.sampled_from(("2019-01-01", "2023-10-01", "2024-09-15", "2025-07-01")), st.integers(20, 35)),
    max_size=2,
    unique_by=lambda one: one[0],
)


def firm_of(house: House) -> Firm:
    return Firm(house, ASKED, DAYS[3])


def resting(house: House, hired: list[tuple[int, str, int]]) -> Firm:
    """A firm that is asked about vacation, with people in employment."""
    firm = Firm(house, sorted({*VACATION_DAYS, *TURNS}), "2024-01-01")
    firm.live([("employ", *one) for one in hired])
    return firm


@given(steps_, st.sampled_from(KINDS), days)
@LAW
def test_closing_and_undoing_is_the_identity_on_every_balance_of_every_date(
    house: House, steps: Steps, kind: Kind, on: str
) -> None:
    firm = firm_of(house)
    firm.live(steps)
    before = firm.history()
    firm.close(kind, on)
    assert until(firm.history(), on) == until(before, on)
    assert firm.faults() == []
    firm.undo(kind, on)
    assert firm.history() == before
    assert firm.faults() == []


@given(steps_, closings_, steps_)
@LAW
def test_closings_one_after_another_leave_earlier_balances_and_are_undone_from_the_last(
    house: House, steps: Steps, closings: list[tuple[Kind, str]], later: Steps
) -> None:
    firm = firm_of(house)
    firm.live(steps)
    histories = [firm.history()]
    made: list[tuple[Kind, str]] = []
    for kind, on in closings:
        if any(one == kind and day >= on for one, day in made):
            with pytest.raises(Conflict):
                firm.close(kind, on)
            continue
        firm.close(kind, on)
        made.append((kind, on))
        histories.append(firm.history())
        assert until(histories[-1], on) == until(histories[-2], on)
    for kind, on in reversed(made):
        histories.pop()
        firm.undo(kind, on)
        assert firm.history() == histories[-1]
    firm.live(later)
    assert firm.faults() == []


@given(steps_, st.sampled_from(KINDS), days)
@LAW
def test_the_balance_of_the_day_after_is_what_was_carried_less_what_that_day_expects(
    house: House, steps: Steps, kind: Kind, on: str
) -> None:
    firm = firm_of(house)
    firm.live([step for step in steps if step[3] <= on])
    rows = firm.close(kind, on)
    first_on = next_day(on)

    def work(reader: Reader) -> None:
        for one in rows:
            now = balances(reader, [one.person_id], [one.account], first_on)[one.person_id, one.account.id].value
            lines = explain(reader, one.person_id, one.account, first_on)
            asked = sum(line.amount for line in lines if (line.on_day, line.what) == (first_on, "expected"))
            assert now - asked == one.settlement.carried

    firm.read(work)


@given(hirings, leaves, st.sampled_from(YEAR_ENDS))
@LAW
def test_closing_a_vacation_year_and_undoing_it_is_the_identity(
    house: House, hired: list[tuple[int, str, int]], steps: Steps, on: str
) -> None:
    firm = resting(house, hired)
    firm.live(steps)
    before = firm.history()
    rows = firm.close("vacation-year", on)
    closed = firm.history()
    assert until(closed, on) == until(before, on)
    assert firm.faults() == []
    paid_out = sum(one.settlement.paid_out for one in rows)
    assert sum_of(firm, before, next_day(on)) - sum_of(firm, closed, next_day(on)) == paid_out
    firm.undo("vacation-year", on)
    assert firm.history() == before
    assert firm.faults() == []


@given(hirings, leaves, leaves)
@LAW
def test_what_is_recorded_late_of_a_closed_vacation_year_moves_no_day_after_it(
    house: House, hired: list[tuple[int, str, int]], steps: Steps, late: Steps
) -> None:
    firm = resting(house, hired)
    firm.live(steps)
    on = YEAR_ENDS[0]
    known = {one.person_id for one in firm.close("vacation-year", on)}
    before = firm.history()
    firm.live([step for step in late if step[0] != "mark" and step[2] != "FPE" and step[3] <= on])
    after = firm.history()
    leave = firm.read(lambda reader: {one.id for one in reader.company.accounts.values() if is_vacation(one)})
    for day in (day for day in firm.asked if day >= on):
        kept, now = (
            {pair: value for pair, value in found[day].items() if pair[0] in known and pair[1] in leave}
            for found in (before, after)
        )
        assert kept == now
    assert firm.faults() == []


def sum_of(firm: Firm, history: History, day: str) -> int:
    """All vacation of everybody on a day."""
    totals = firm.read(lambda reader: {one.id for one in reader.company.accounts.values() if one.kind == "vacation"})
    return sum(value for (_, account_id), value in history[day].items() if account_id in totals)
