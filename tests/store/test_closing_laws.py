"""The laws of closing: earlier balances stay, lines make every balance, and undoing leaves nothing behind."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagsverke.app.access import Principal
from dagsverke.app.balances import balances, check, explain
from dagsverke.app.closing import Closed
from dagsverke.app.commands import accounts, adjustments, closings, companies, marks, schedules, time
from dagsverke.app.ports import Pair, Reader, UnitOfWork
from dagsverke.domain.closings import Kind
from dagsverke.domain.errors import Conflict
from dagsverke.domain.timesheet import Stretch
from dagsverke.domain.units import MS_PER_HOUR as H
from tests.store.house import House

T = TypeVar("T")
LAW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FIRST = date(2026, 6, 15)
DAYS = tuple((FIRST + timedelta(days=5 * n)).isoformat() for n in range(32))
"""Until 17 November 2026; the house's clock stands at the twentieth."""
ASKED = (*DAYS, "2026-06-30", "2026-07-31", "2026-08-31", "2026-11-20", "2026-11-21", "2026-12-31", "2027-03-01")
CODES = ("TID", "FLX", "OK1", "KOM", "SJK", "RES")
KINDS: tuple[Kind, ...] = ("year", "flex")
PEOPLE = 2
RULES = {
    "Flex": {"closes": "flex", "carry_min": -10 * H, "carry_max": 5 * H, "surplus": "lapse"},
    "Komp": {"closes": "year", "carry_max": 8 * H, "surplus": "pay", "carry_min": 0},
    "Restid": {"closes": "year", "carry_max": 0, "surplus": "pay"},
}

people = st.integers(0, PEOPLE - 1)
days = st.sampled_from(DAYS)
codes = st.sampled_from(tuple(RULES))
hours = st.integers(-30, 30).filter(bool)
done = st.one_of(
    st.tuples(st.just("record"), people, st.sampled_from(CODES), days, st.integers(1, 24)),
    st.tuples(st.just("correct"), people, codes, days, hours),
    st.tuples(st.just("mark"), people, codes, days, hours),
)
steps = st.lists(done, min_size=3, max_size=12)
closed = st.lists(st.tuples(st.sampled_from(KINDS), days), min_size=1, max_size=4)


class Firm:
    """A company of its own with two persons, of whom one has a schedule."""

    def __init__(self, house: House) -> None:
        self.house = house
        values = {"name": "Firma", "country": "SE", "zone": "Europe/Stockholm"}
        self.who = Principal(asyncio.run(house.store.found(values)), 1, "test")
        self.people = self.write(self._settle_in)

    @staticmethod
    def _settle_in(work: UnitOfWork) -> Sequence[int]:
        companies.furnish(work, "SE")
        for code, rules in RULES.items():
            accounts.rule(work, {"code": code}, rules)
        ids = work.add_many("person", [{"first_name": "P", "employee_number": str(n)} for n in range(PEOPLE)])
        plan = work.find_all("schedule")[0]["id"]
        schedules.assign(work, {}, {"person_id": ids[0], "schedule_id": plan, "starts_on": DAYS[3]})
        return ids

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work."""
        return self.house.write(work, self.who)

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run a read."""
        return self.house.read(work, self.who)

    def record(self, at: int, code: str, day: str, of_hours: int) -> None:
        """Record an amount of time."""

        def work(unit: UnitOfWork) -> None:
            cause = unit.company.causes_by_code[code]
            person = unit.find("person", id=self.people[at])
            assert person is not None
            begins_at = f"{day}T03:00:00.000Z"
            when = Stretch(begins_at, None, of_hours * H)
            row = time.entry_row(unit, person, cause, when, is_absence=cause.is_absence, is_clocked=False)
            time.record_many(unit, [row])

        self.write(work)

    def correct(self, at: int, code: str, day: str, of_hours: int) -> None:
        """Correct a balance."""
        wanted = self._wanted(at, code, day) | {"amount": of_hours * H, "reason": "so"}
        self.write(lambda work: adjustments.correct_balance(work, {}, wanted))

    def mark(self, at: int, code: str, day: str, of_hours: int) -> None:
        """Import a balance."""
        wanted = self._wanted(at, code, day) | {"value": of_hours * H}
        self.write(lambda work: marks.put(work, {}, wanted))

    def _wanted(self, at: int, code: str, day: str) -> dict[str, Any]:
        return {"person_id": self.people[at], "account_code": code, "on_day": day}

    def close(self, kind: Kind, on: str) -> Sequence[Closed]:
        """Close a period."""
        return self.write(lambda work: closings.close(work, kind, on))

    def undo(self, kind: Kind, on: str) -> None:
        """Take a closing back."""
        self.write(lambda work: closings.undo(work, kind, on))

    def live(self, steps: Sequence[tuple[Any, ...]]) -> None:
        """Record, correct and mark."""
        for name, *told in steps:
            getattr(self, name)(*told)

    def every_balance(self) -> Mapping[str, Mapping[Pair, int]]:
        """The balance of everybody's every account on every day; each is what its lines make."""

        def work(reader: Reader) -> Mapping[str, Mapping[Pair, int]]:
            every = list(reader.company.accounts.values())
            found = {on: balances(reader, self.people, every, on) for on in ASKED}
            for on in ASKED[::7]:
                for person_id in self.people:
                    for account in every:
                        lines = sum(line.amount for line in explain(reader, person_id, account, on))
                        standing = found[on].get((person_id, account.id))
                        assert lines == (standing.value if standing else 0)
            return {on: {pair: one.value for pair, one in some.items() if one.value} for on, some in found.items()}

        return self.read(work)

    def faults(self) -> list[str]:
        """Where what is kept is not what follows."""
        return self.read(lambda reader: [fault for person_id in self.people for fault in check(reader, person_id)])


@given(steps, st.sampled_from(KINDS), days)
@LAW
def test_closing_and_undoing_is_the_identity_on_every_balance_of_every_date(
    house: House, steps: list[tuple[Any, ...]], kind: Kind, on: str
) -> None:
    firm = Firm(house)
    firm.live(steps)
    before = firm.every_balance()
    firm.close(kind, on)
    closed = firm.every_balance()
    assert {day: closed[day] for day in ASKED if day <= on} == {day: before[day] for day in ASKED if day <= on}
    assert firm.faults() == []
    firm.undo(kind, on)
    assert firm.every_balance() == before
    assert firm.faults() == []


@given(steps, closed, steps)
@LAW
def test_closings_one_after_another_leave_earlier_balances_and_are_undone_from_the_last(
    house: House, steps: list[tuple[Any, ...]], closed: list[tuple[Kind, str]], later: list[tuple[Any, ...]]
) -> None:
    firm = Firm(house)
    firm.live(steps)
    histories = [firm.every_balance()]
    made: list[tuple[Kind, str]] = []
    for kind, on in closed:
        if any(one == kind and day >= on for one, day in made):
            with pytest.raises(Conflict):
                firm.close(kind, on)
            continue
        firm.close(kind, on)
        made.append((kind, on))
        histories.append(firm.every_balance())
        for day in ASKED:
            assert day > on or histories[-1][day] == histories[-2][day]
    for kind, on in reversed(made):
        histories.pop()
        firm.undo(kind, on)
        assert firm.every_balance() == histories[-1]
    firm.live(later)
    assert firm.faults() == []


@given(steps, st.sampled_from(KINDS), days)
@LAW
def test_the_balance_of_the_day_after_is_what_was_carried_and_what_that_day_adds(
    house: House, steps: list[tuple[Any, ...]], kind: Kind, on: str
) -> None:
    firm = Firm(house)
    firm.live([step for step in steps if step[3] <= on])
    rows = firm.close(kind, on)

    def work(reader: Reader) -> None:
        first_on = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
        for one in rows:
            person_id, account = one.person_id, one.account
            now = balances(reader, [person_id], [account], first_on)[person_id, account.id].value
            expected = sum(
                line.amount
                for line in explain(reader, person_id, account, first_on)
                if line.on_day == first_on and line.what == "expected"
            )
            assert now - expected == one.settlement.carried
            assert account.carry_max is None or one.settlement.carried <= account.carry_max
            assert account.carry_min is None or one.settlement.carried >= account.carry_min

    firm.read(work)
