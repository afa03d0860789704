"""A company of its own with two persons who work, are away, are corrected and marked, for the laws of closing."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.balances import balances, check, explain
from dagsverke.app.closing import Closed
from dagsverke.app.commands import accounts, adjustments, closings, companies, employments, marks, schedules, time
from dagsverke.app.ports import Pair, Reader, UnitOfWork
from dagsverke.domain.closings import Kind
from dagsverke.domain.timesheet import Stretch
from dagsverke.domain.units import E6, MS_PER_HOUR
from tests.store.house import House

T = TypeVar("T")
Steps = Sequence[tuple[Any, ...]]
History = Mapping[str, Mapping[Pair, int]]
PEOPLE = 2
H = MS_PER_HOUR
RULES = {
    "Flex": {"closes": "flex", "carry_min": -10 * H, "carry_max": 5 * H, "surplus": "lapse"},
    "Komp": {"closes": "year", "carry_max": 8 * H, "surplus": "pay", "carry_min": 0},
    "Restid": {"closes": "year", "carry_max": 0, "surplus": "pay"},
}


class Firm:
    """The company. The first of its persons has a schedule from a day on."""

    def __init__(self, house: House, asked: Sequence[str], scheduled_on: str) -> None:
        self.house = house
        self.asked = asked
        values = {"name": "Firma", "country": "SE", "zone": "Europe/Stockholm"}
        self.who = Principal(asyncio.run(house.store.found(values)), 1, "test")
        self.people = self.write(lambda work: self._settle_in(work, scheduled_on))

    @staticmethod
    def _settle_in(work: UnitOfWork, scheduled_on: str) -> Sequence[int]:
        companies.furnish(work, "SE")
        for code, rules in RULES.items():
            accounts.rule(work, {"code": code}, rules)
        ids = work.add_many("person", [{"first_name": "P", "employee_number": str(n)} for n in range(PEOPLE)])
        plan = work.find_all("schedule")[0]["id"]
        schedules.assign(work, {}, {"person_id": ids[0], "schedule_id": plan, "starts_on": scheduled_on})
        return ids

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work."""
        return self.house.write(work, self.who)

    def read(self, work: Callable[[Reader], T]) -> T:
        """Run a read."""
        return self.house.read(work, self.who)

    def record(self, at: int, code: str, day: str, hours: int) -> None:
        """Record an amount of time, or of absence."""

        def work(unit: UnitOfWork) -> None:
            cause = unit.company.causes_by_code[code]
            person = unit.find("person", id=self.people[at])
            assert person is not None
            when = Stretch(f"{day}T03:00:00.000Z", None, hours * H)
            row = time.entry_row(unit, person, cause, when, is_absence=cause.is_absence, is_clocked=False)
            time.record_many(unit, [row])

        self.write(work)

    def employ(self, at: int, starts_on: str, days: int) -> None:
        """Employ somebody until further notice, with a right to so many days of vacation in a year."""
        wanted = {"person_id": self.people[at], "form": "permanent", "starts_on": starts_on, "vacation_days": days}
        self.write(lambda work: employments.begin(work, {}, wanted))

    def correct(self, at: int, code: str, day: str, amount: int) -> None:
        """Correct a balance by hours or days."""
        wanted: dict[str, int | str] = {"amount": amount, "reason": "so"}
        self.write(lambda work: adjustments.correct_balance(work, {}, self._at(work, at, code, day, wanted)))

    def mark(self, at: int, code: str, day: str, value: int) -> None:
        """Import a balance of hours or days."""
        self.write(lambda work: marks.put(work, {}, self._at(work, at, code, day, {"value": value})))

    def _at(self, work: UnitOfWork, at: int, code: str, day: str, told: Mapping[str, int | str]) -> dict[str, Any]:
        scale = H if work.company.accounts_by_code[code].unit == "ms" else E6
        amounts = {name: one * scale if isinstance(one, int) else one for name, one in told.items()}
        return {"person_id": self.people[at], "account_code": code, "on_day": day, **amounts}

    def live(self, steps: Steps) -> None:
        """Record, correct, mark and employ."""
        for name, *told in steps:
            getattr(self, name)(*told)

    def close(self, kind: Kind, on: str) -> Sequence[Closed]:
        """Close a period."""
        return self.write(lambda work: closings.close(work, kind, on))

    def undo(self, kind: Kind, on: str) -> None:
        """Take a closing back."""
        self.write(lambda work: closings.undo(work, kind, on))

    def history(self) -> History:
        """Everybody's balance of every account on every day that is asked for, nil ones left out.

        On some of the days it is held against what its lines make.
        """

        def work(reader: Reader) -> History:
            every = list(reader.company.accounts.values())
            found = {on: balances(reader, self.people, every, on) for on in self.asked}
            for on in self.asked[::6]:
                for person_id in self.people:
                    for account in every:
                        lines = sum(line.amount for line in explain(reader, person_id, account, on))
                        standing = found[on].get((person_id, account.id))
                        assert (account.code, on, lines) == (account.code, on, standing.value if standing else 0)
            return {on: {pair: one.value for pair, one in some.items() if one.value} for on, some in found.items()}

        return self.read(work)

    def faults(self) -> list[str]:
        """Where what is kept is not what follows."""
        return self.read(lambda reader: [fault for person_id in self.people for fault in check(reader, person_id)])


def until(history: History, on: str) -> History:
    """The days of a history until one."""
    return {day: found for day, found in history.items() if day <= on}
