"""A week of one person, written through three systems and read through all four, against a grid made by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from dagsverke.app import balances
from dagsverke.app.commands import companies, schedules
from dagsverke.app.ports import Reader, UnitOfWork
from tests.harness import World
from tests.stories.ledger_client import bezala_token, hours, softone_token

pytestmark = pytest.mark.anyio
MON, TUE, WED, THU, FRI, SAT, NEXT_FRI = (f"2026-11-{day:02d}" for day in (9, 10, 11, 12, 13, 14, 20))


@dataclass
class Week:
    """Vera's week, and the clients that write and read it."""

    world: World
    key: str
    person_id: int
    softone: dict[str, str]
    bezala: dict[str, str]

    async def log(self, timestamp: str, **more: Any) -> dict[str, Any]:
        """Log time through Seven Time."""
        body = {"createdByUser": self.world.ostra.admin, "user": self.key, "timestamp": timestamp} | more
        reply = await self.world.client.post("/api/2/timeLogs/", headers=self.world.ostra.seventime, json=body)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    async def correct(self, key: str, **more: Any) -> dict[str, Any]:
        """Correct a time log through Seven Time."""
        body = {"_id": key, "modifiedByUser": self.world.ostra.admin, "user": self.key} | more
        reply = await self.world.client.put("/api/2/timeLogs/", headers=self.world.ostra.seventime, json=body)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    async def attend(self, code: str, day: str, amount: float) -> None:
        """Register an amount through Fortnox."""
        row = {"EmployeeId": "2001", "CauseCode": code, "Date": day, "Hours": amount}
        url = "/3/attendancetransactions"
        reply = await self.world.client.post(url, headers=self.world.ostra.fortnox, json={"AttendanceTransaction": row})
        assert reply.status_code == 201, reply.text

    async def mark(self, kind: str, day: str, value: float) -> int:
        """Import a balance through Bezala."""
        body = {"time_balance": {"balance_type": kind, "date": day, "value": value}}
        url = f"/api/users/{self.person_id}/time_balances"
        reply = await self.world.client.post(url, headers=self.bezala, json=body)
        assert reply.status_code == 201, reply.text
        return int(reply.json()["id"])

    async def is_(self, **flex_by_day: float) -> None:
        """Flex at the end of each day is this; the explanation adds up; what is kept is what follows."""
        for name, value in flex_by_day.items():
            on = {"mon": MON, "tue": TUE, "wed": WED, "thu": THU, "fri": FRI, "sat": SAT, "next_fri": NEXT_FRI}[name]
            assert (await hours(self.world, self.softone, "2001", on))["Flex"] == value, name
        await self.world.store.read(self.world.ostra.company_id, self._verify)

    def _verify(self, reader: Reader) -> None:
        assert balances.check(reader, self.person_id) == []
        for account in reader.company.accounts.values():
            for on in (MON, WED, SAT, NEXT_FRI, "2027-01-31"):
                lines = balances.explain(reader, self.person_id, account, on)
                assert sum(one.amount for one in lines) == balances.balance(reader, self.person_id, account, on)


@pytest.fixture
async def week(world: World) -> Week:
    """A person made through Seven Time, on the schedule Heltid from Monday 9 November 2026."""
    body = {
        "createdByUser": world.ostra.admin,
        "firstName": "Vera",
        "lastName": "Vik",
        "email": "vera@ostra.example",
        "userName": "vera",
        "userRoleId": 30,
        "employeeNumber": "2001",
    }
    reply = await world.client.post("/api/2/users/", headers=world.ostra.seventime, json=body)
    assert reply.status_code == 200, reply.text
    bezala, softone = await bezala_token(world, world.ostra), await softone_token(world, world.ostra)
    found = await world.client.get("/api/users", headers=bezala, params={"employee_number": "2001"})
    person_id = found.json()["collection"][0]["id"]

    def assign(work: UnitOfWork) -> None:
        schedule = work.find("schedule", name="Heltid")
        assert schedule is not None
        schedules.assign(work, {}, {"person_id": person_id, "schedule_id": schedule["id"], "starts_on": MON})

    await world.store.write(companies.operator(world.ostra.company_id), assign)
    return Week(world, reply.json()["_id"], person_id, softone, bezala)


async def test_a_week_of_time_makes_the_balances_that_a_hand_makes(week: Week) -> None:
    await week.is_(mon=-8, tue=-16, fri=-40, next_fri=-80)
    monday = await week.log(f"{MON} 07:00", endTimestamp=f"{MON} 16:00")
    await week.is_(mon=1, tue=-7, next_fri=-71)
    await week.log(f"{TUE} 07:00", time="5")
    await week.is_(mon=1, tue=-2, wed=-10, next_fri=-66)
    await week.attend("TID", WED, 2)
    await week.log(f"{WED} 07:00", time=6)
    await week.is_(tue=-2, wed=-2, thu=-10)
    await week.attend("ÖK1", WED, 2)
    assert await hours(week.world, week.softone, "2001", TUE) == {"Flex": -2, "Komp": 0}
    assert await hours(week.world, week.softone, "2001", WED) == {"Flex": -2, "Komp": 3}
    await week.log(f"{FRI} 07:00", time=8, timeCategory=week.world.ostra.keys["cause SEM"], isAbsence=True)
    await week.is_(thu=-10, fri=-10, sat=-10, next_fri=-50)
    mark = await week.mark("work_time", WED, 75)
    await week.is_(tue=-2, wed=1.25, thu=-6.75, fri=-6.75, next_fri=-46.75)
    saturday = await week.log(f"{SAT} 10:00", time=3)
    await week.is_(fri=-6.75, sat=-3.75, next_fri=-43.75)

    await week.correct(monday["_id"], endTimestamp=f"{MON} 15:00")  # back-dated, and hidden by the mark
    await week.is_(mon=0, tue=-3, wed=1.25, sat=-3.75, next_fri=-43.75)
    await week.log(f"{THU} 07:00", time=8.5)  # back-dated, after the mark
    await week.is_(wed=1.25, thu=1.75, fri=1.75, sat=4.75, next_fri=-35.25)
    body = {"_id": saturday["_id"], "deletedByUser": week.world.ostra.admin}
    gone = await week.world.client.request("DELETE", "/api/2/timeLogs/", headers=week.world.ostra.seventime, json=body)
    assert gone.json() == {"_id": saturday["_id"]}
    await week.is_(fri=1.75, sat=1.75, next_fri=-38.25)

    latest = f"/api/users/{week.person_id}/time_balances"
    reply = await week.world.client.get(f"{latest}/latest", headers=week.bezala)
    assert (reply.json()["value"], reply.json()["date"], reply.json()["units"]) == (75, WED, "minutes")
    assert (await week.world.client.delete(f"{latest}/{mark}", headers=week.bezala)).status_code == 204
    await week.is_(mon=0, tue=-3, wed=-3, thu=-2.5, fri=-2.5, sat=-2.5, next_fri=-42.5)


async def test_attendance_shows_what_was_logged(week: Week) -> None:
    await week.log(f"{MON} 07:00", time=4)
    await week.log(f"{MON} 12:00", time=3.5)
    reply = await week.world.client.get(f"/3/attendancetransactions/2001/{MON}/TID", headers=week.world.ostra.fortnox)
    assert reply.json()["AttendanceTransaction"]["Hours"] == "7.5"


async def test_leave_to_come_relieves_nothing_until_its_day(week: Week) -> None:
    await week.log("2026-11-23 07:00", time=8, timeCategory=week.world.ostra.keys["cause SEM"], isAbsence=True)
    before = (await hours(week.world, week.softone, "2001", NEXT_FRI))["Flex"]
    assert (await hours(week.world, week.softone, "2001", "2026-11-30"))["Flex"] == before == -80
    week.world.clock.at = datetime(2026, 11, 24, 11, tzinfo=UTC)
    keys = await softone_token(week.world, week.world.ostra)
    assert (await hours(week.world, keys, "2001", "2026-11-30"))["Flex"] == -88  # Monday off, Tuesday expected


@pytest.mark.parametrize(
    ("begin", "end", "worked"),
    [
        ("2026-03-28 22:00", "2026-03-29 07:00", 8),  # the night that loses an hour
        ("2026-10-24 22:00", "2026-10-25 07:00", 10),  # the night that has one twice
        ("2026-11-18 22:00", "2026-11-19 06:30", 8.5),  # an ordinary night
    ],
)
async def test_a_shift_over_midnight_counts_its_elapsed_hours_on_the_day_it_begins(
    world: World, begin: str, end: str, worked: float
) -> None:
    body = {
        "createdByUser": world.ostra.admin,
        "user": world.ostra.persons["bo"][1],
        "timestamp": begin,
        "endTimestamp": end,
    }
    reply = await world.client.post("/api/2/timeLogs/", headers=world.ostra.seventime, json=body)
    assert reply.json()["time"] == worked
    keys = await softone_token(world, world.ostra)
    first, second = begin[:10], end[:10]
    assert (await hours(world, keys, "1002", first))["Flex"] == worked
    assert (await hours(world, keys, "1002", second))["Flex"] == worked
    rows = await world.client.get(
        "/3/attendancetransactions", headers=world.ostra.fortnox, params={"employeeid": "1002"}
    )
    assert [(one["Date"], float(one["Hours"])) for one in rows.json()["AttendanceTransactions"]] == [(first, worked)]


async def test_the_weeks_of_both_changes_of_the_clock_expect_and_count_what_they_should(world: World) -> None:
    """Anna works 07–16 on each workday around the change; the clock costs or gives her nothing in the daytime."""
    keys = await softone_token(world, world.ostra)
    for monday in ("2026-03-23", "2026-10-19"):
        await _mark_nil(world, monday)
        start = datetime.fromisoformat(monday).date().toordinal()
        for offset in (0, 1, 2, 3, 4, 7, 8):
            day = datetime.fromordinal(start + offset).date().isoformat()
            body = {
                "createdByUser": world.ostra.admin,
                "user": world.ostra.persons["anna"][1],
                "timestamp": f"{day} 07:00",
                "endTimestamp": f"{day} 16:00",
            }
            reply = await world.client.post("/api/2/timeLogs/", headers=world.ostra.seventime, json=body)
            assert reply.json()["time"] == 9
        flex = [
            (await hours(world, keys, "1001", datetime.fromordinal(start + offset).date().isoformat()))["Flex"]
            for offset in range(9)
        ]
        assert flex == [1, 2, 3, 4, 5, 5, 5, 6, 7]


async def _mark_nil(world: World, monday: str) -> None:
    bezala = await bezala_token(world, world.ostra)
    sunday = datetime.fromordinal(datetime.fromisoformat(monday).toordinal() - 1).date().isoformat()
    url = f"/api/users/{world.ostra.persons['anna'][0]}/time_balances"
    body = {"time_balance": {"balance_type": "work_time", "date": sunday, "value": 0}}
    reply = await world.client.post(url, headers=bezala, json=body)
    assert reply.status_code == 201, reply.text
