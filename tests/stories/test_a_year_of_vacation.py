"""A vacation year of one person: marked by one system, taken through another, read through all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from dagsverke.app import balances, vacation
from dagsverke.app.commands import adjustments, companies
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.units import E6
from tests.harness import World
from tests.stories.ledger_client import bezala_token, days, softone_token

pytestmark = pytest.mark.anyio
YEAR_END, NEW_YEAR = "2026-03-31", "2026-04-01"


@dataclass
class Leave:
    """Anna's vacation. She is on Heltid since 2024 and employed since 2020."""

    world: World
    softone: dict[str, str]
    bezala: dict[str, str]

    @property
    def person_id(self) -> int:
        """Anna."""
        return self.world.ostra.persons["anna"][0]

    async def employ(self, starts_on: str, ends_on: str | None = None) -> None:
        """Employ her until further notice, or to a last day."""

        def work(unit: UnitOfWork) -> None:
            row = {"person_id": self.person_id, "form": "permanent", "starts_on": starts_on, "ends_on": ends_on}
            unit.ledger.hold([self.person_id])
            unit.add("employment", row)
            vacation.refresh(unit, {self.person_id: starts_on})

        await self.world.store.write(companies.operator(self.world.ostra.company_id), work)

    async def mark(self, day: str, value: float) -> int:
        """Import days through Bezala."""
        body = {"time_balance": {"balance_type": "vacation", "date": day, "value": value}}
        url = f"/api/users/{self.person_id}/time_balances"
        reply = await self.world.client.post(url, headers=self.bezala, json=body)
        assert reply.status_code == 201, reply.text
        return int(reply.json()["id"])

    async def correct(self, code: str, day: str, amount: float) -> None:
        """Correct an account by hand."""
        change = {"person_id": self.person_id, "account_code": code, "on_day": day, "amount": int(amount * E6)}

        def work(unit: UnitOfWork) -> None:
            adjustments.correct_balance(unit, {}, change | {"reason": "Överenskommet"})

        await self.world.store.write(companies.operator(self.world.ostra.company_id), work)

    async def off(self, day: str, hours: float = 8, cause: str = "SEM") -> str:
        """Log a day off through Seven Time; returns its key."""
        ostra = self.world.ostra
        body = {"createdByUser": ostra.admin, "user": ostra.persons["anna"][1], "timestamp": f"{day} 07:00"}
        more = {"time": hours, "timeCategory": ostra.keys[f"cause {cause}"], "isAbsence": True}
        reply = await self.world.client.post("/api/2/timeLogs/", headers=ostra.seventime, json=body | more)
        assert reply.status_code == 200, reply.text
        return str(reply.json()["_id"])

    async def has(self, day: str, **wanted: float) -> None:
        """At the end of the day she has this, nothing else, and a total to match; what is kept is what follows."""
        names = {"paid": "Paid", "unpaid": "UnPaid", "overdue": "Overdue", "advance": "Advance"}
        names |= {f"saved{year}": f"Year{year}" for year in range(1, 6)}
        found = await days(self.world, self.softone, "1001", day)
        shown = {kind: found[f"RemainingDays{name}"] for kind, name in names.items()}
        assert {kind: value for kind, value in shown.items() if value} == wanted, day

        def verify(reader: Reader) -> None:
            assert balances.check(reader, self.person_id) == []
            whole = reader.company.accounts_by_code["Vacation"]
            assert balances.balance(reader, self.person_id, whole, day) == sum(wanted.values()) * E6
            for account in reader.company.accounts.values():
                lines = balances.explain(reader, self.person_id, account, day)
                assert sum(one.amount for one in lines) == balances.balance(reader, self.person_id, account, day)

        await self.world.store.read(self.world.ostra.company_id, verify)

    async def adjusted_on(self, day: str) -> Any:
        """When her paid days were last adjusted, as SoftOne tells it."""
        params = self.softone | {"date": day, "employeeNrsStrings": "1001"}
        rows = (await self.world.client.get("/Personell/Time/TimeBalance", params=params)).json()
        return next(row["AdjustmentDate"] for row in rows if row["TimeBalanceIOType"] == "RemainingDaysPaid")


@pytest.fixture
async def leave(world: World) -> Leave:
    return Leave(world, await softone_token(world, world.ostra), await bezala_token(world, world.ostra))


async def test_four_days_of_the_old_year_are_saved_and_the_new_years_days_come_on_top(leave: Leave) -> None:
    await leave.employ("2020-04-01")
    await leave.mark(YEAR_END, 4)
    await leave.has(YEAR_END, paid=4)
    await leave.has(NEW_YEAR, saved1=4, paid=25)
    assert await leave.adjusted_on(YEAR_END) == "2026-03-31T00:00:00Z"
    assert await leave.adjusted_on("2026-11-20") == "2026-04-01T00:00:00Z"


async def test_a_year_of_days_off_and_second_thoughts(leave: Leave) -> None:
    await leave.employ("2020-04-01")
    mark = await leave.mark(YEAR_END, 4)
    first = await leave.off("2026-07-06")
    await leave.off("2026-07-07", hours=4)
    await leave.has("2026-07-06", saved1=4, paid=24)
    await leave.has("2026-07-07", saved1=4, paid=23.5)
    assert await leave.adjusted_on("2026-07-07") == "2026-04-01T00:00:00Z"  # leave is no adjustment
    await leave.off("2026-06-19")  # Midsummer Eve
    await leave.has("2026-07-07", saved1=4, paid=23.5)
    await leave.correct("VacationSaved2", "2026-07-01", 2)
    await leave.has("2026-07-07", saved1=4, saved2=2, paid=23.5)
    assert await leave.adjusted_on("2026-07-07") == "2026-07-01T00:00:00Z"
    ostra = leave.world.ostra
    body = {"_id": first, "modifiedByUser": ostra.admin, "user": ostra.persons["anna"][1]}
    moved = await leave.world.client.put(
        "/api/2/timeLogs/", headers=ostra.seventime, json=body | {"timestamp": "2026-03-30 07:00"}
    )
    assert moved.status_code == 200, moved.text
    await leave.has("2026-07-07", saved1=4, saved2=2, paid=24.5)  # on 30 March, before what was marked
    gone = {"_id": first, "deletedByUser": ostra.admin}
    await leave.world.client.request("DELETE", "/api/2/timeLogs/", headers=ostra.seventime, json=gone)
    await leave.has("2026-07-07", saved1=4, saved2=2, paid=24.5)
    url = f"/api/users/{leave.person_id}/time_balances/{mark}"
    assert (await leave.world.client.delete(url, headers=leave.bezala)).status_code == 204
    await leave.has("2021-04-01", paid=25)
    await leave.has("2021-07-01", paid=25)


async def test_a_change_of_employment_changes_the_days_after_it(leave: Leave) -> None:
    await leave.employ("2025-07-01", "2026-06-30")
    await leave.has("2025-12-31", unpaid=25)
    await leave.has("2026-04-01", paid=19, unpaid=6)
    await leave.has("2027-04-01", overdue=19)
    await leave.employ("2026-07-01")
    await leave.has("2026-07-01", paid=19, unpaid=6)
    await leave.has("2027-04-01", paid=25, overdue=19)


async def test_leave_without_pay_lowers_the_next_years_days(leave: Leave) -> None:
    await leave.employ("2020-04-01")
    await leave.mark("2025-03-31", 0)
    for at in (1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 18, 19):
        await leave.off(f"2025-09-{at:02d}", cause="TJL")
    await leave.has("2026-04-01", paid=25, saved1=5, overdue=20)  # 9 + 5 days lost: 25 × 351 / 365 = 24.04
    await leave.off("2025-09-10", cause="TJL")
    await leave.has("2026-04-01", paid=24, unpaid=1, saved1=5, overdue=20)  # 25 × 350 / 365 = 23.97


async def test_what_is_kept_serves_until_its_last_day_and_then_the_facts_do(leave: Leave) -> None:
    await leave.employ("2020-04-01")
    await leave.mark("2026-10-31", 3)
    await leave.has("2026-11-20", paid=3)
    await leave.has("2029-03-31", paid=25, saved1=5, saved2=3, overdue=20)
    await leave.has("2030-03-31", paid=25, saved1=5, saved2=3, overdue=20)  # nobody looks further ahead
    leave.world.clock.at = datetime(2029, 11, 20, 11, tzinfo=UTC)
    leave.softone = await softone_token(leave.world, leave.world.ostra)
    await leave.has("2029-03-31", paid=25, saved1=5, saved2=3, overdue=20)
    await leave.has("2029-11-20", paid=25, saved1=5, saved2=5, saved3=3, overdue=40)
