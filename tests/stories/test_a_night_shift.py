"""A night over midnight into a holiday, written through Seven Time, and what payroll reads of it through Fortnox."""

from typing import Any

import pytest

from dagsverke.app.commands import calendars
from tests.agreed import OVERTIME, UNSOCIAL, agree, balance, faults, window_accounts, write
from tests.dialects.fortnox.calls import Api as Payroll
from tests.dialects.fortnox.calls import by_key, single
from tests.dialects.seventime.calls import Api, Row
from tests.harness import World

pytestmark = pytest.mark.anyio
CONFLICT = 2009409
BODY = {"AttendanceTransaction": {"Hours": 1}}


@pytest.fixture
def api(world: World) -> Api:
    """Where the clock is."""
    return Api(world, world.ostra)


@pytest.fixture
def payroll(world: World) -> Payroll:
    """Where it is paid."""
    return Payroll(world, world.ostra)


async def night(api: Api, **more: Any) -> Row:
    """Anna's night from Maundy Thursday to Good Friday."""
    await agree(api.world, UNSOCIAL)
    times = {"timestamp": "2026-04-02 22:00", "endTimestamp": "2026-04-03 07:00"}
    return await api.record(**times, timeCategory=api.firm.keys["cause TID"], **more)


async def attended(payroll: Payroll, *days: str) -> dict[tuple[str, str], str]:
    rows = [row for day in days for row in await payroll.listed(date=day, employeeid="1001")]
    return {(row["Date"][5:], row["CauseCode"]): row["Hours"] for row in rows}


async def test_unsocial_hours_are_attendance_on_the_day_on_which_they_lie(api: Api, payroll: Payroll) -> None:
    await night(api)
    days = ("2026-04-02", "2026-04-03")
    assert await attended(payroll, *days) == {("04-02", "TID"): "9", ("04-02", "OB2"): "2", ("04-03", "OB3"): "7"}
    reply = (await payroll.send("GET")).json()
    assert reply["MetaInformation"] == {"@TotalResources": 3, "@TotalPages": 1, "@CurrentPage": 1}
    for row in reply["AttendanceTransactions"]:
        found = single(await payroll.send("GET", by_key("1001", row["Date"], row["CauseCode"])))
        assert found["Hours"] == row["Hours"]
        assert single(await payroll.send("GET", f"/{row['id']}")) == found
    assert len({row["id"] for row in reply["AttendanceTransactions"]}) == 3


async def test_they_are_made_by_the_clock_and_payroll_cannot_change_them(api: Api, payroll: Payroll) -> None:
    row = await night(api)
    path = by_key("1001", "2026-04-03", "OB3")
    row_id = f"/{single(await payroll.send('GET', path))['id']}"
    for at in (path, row_id):
        await payroll.refused(400, CONFLICT, "PUT", at, json=BODY)
        await payroll.refused(400, CONFLICT, "DELETE", at)
    await payroll.refused(404, 2001304, "DELETE", by_key("1001", "2026-04-03", "OB2"))
    beside = await payroll.record("OB3", 2, "2026-04-03", "1001")
    assert single(await payroll.send("GET", path))["Hours"] == "9"
    await payroll.refused(400, CONFLICT, "DELETE", path)
    assert single(await payroll.send("GET", path))["id"] == row_id[1:] == beside["id"]
    await payroll.refused(400, CONFLICT, "POST", json={"AttendanceTransaction": by_hand("OB3", 3)})
    assert (await api.get(f"timeLogs/{row['_id']}"))["data"]["time"] == 9


def by_hand(code: str, hours: int) -> Row:
    return {"EmployeeId": "1001", "CauseCode": code, "Date": "2026-04-03", "Hours": hours}


async def test_correcting_and_withdrawing_the_shift_takes_them_away_again(api: Api, payroll: Payroll) -> None:
    row = await night(api)
    days = ("2026-04-02", "2026-04-03", "2026-04-04", "2026-04-05")
    await api.correct(row, endTimestamp="2026-04-02 23:00")
    assert await attended(payroll, *days) == {("04-02", "TID"): "1", ("04-02", "OB2"): "1"}
    await api.correct(row, timestamp="2026-04-03 22:00", endTimestamp="2026-04-05 01:00")
    assert await attended(payroll, *days) == {
        ("04-03", "TID"): "27",
        ("04-03", "OB3"): "2",
        ("04-04", "OB3"): "24",
        ("04-05", "OB3"): "1",
    }
    await api.correct(row, user=api.person("bo"))
    assert await attended(payroll, *days) == {}
    assert len(await payroll.listed(employeeid="1002")) == 4
    await api.write("DELETE", "timeLogs", _id=row["_id"])
    reply = (await payroll.send("GET")).json()
    assert (reply["AttendanceTransactions"], reply["MetaInformation"]["@TotalResources"]) == ([], 0)


async def test_the_next_day_keeps_them_whatever_else_happens_on_it(api: Api, payroll: Payroll) -> None:
    await night(api)
    morning = await api.record(timestamp="2026-04-03 09:00", endTimestamp="2026-04-03 10:00")
    assert await attended(payroll, "2026-04-03") == {("04-03", "TID"): "1", ("04-03", "OB3"): "8"}
    await api.write("DELETE", "timeLogs", _id=morning["_id"])
    assert await attended(payroll, "2026-04-03") == {("04-03", "OB3"): "7"}
    long_ago = await api.record(timestamp="2026-03-20 09:00", endTimestamp="2026-04-03 12:00")
    assert (await attended(payroll, "2026-04-03"))["04-03", "OB3"] == "19"
    await api.record(timestamp="2026-04-03 13:00", endTimestamp="2026-04-03 14:00")
    assert (await attended(payroll, "2026-04-03"))["04-03", "OB3"] == "20"
    await api.write("DELETE", "timeLogs", _id=long_ago["_id"])
    assert (await attended(payroll, "2026-04-03"))["04-03", "OB3"] == "8"


async def test_a_day_of_the_calendar_by_another_name_is_paid_by_another_window(api: Api, payroll: Payroll) -> None:
    await night(api)
    rule = {"day": "easter-2", "name": "Långfredagen", "share_e4": 0, "day_class": "great"}
    made = await write(api.world, lambda work: calendars.record(work, {}, rule))
    assert await attended(payroll, "2026-04-03") == {("04-03", "OB2"): "6"}  # of the Friday that it is as well
    await write(api.world, lambda work: calendars.withdraw(work, {"id": made["id"]}, {}))
    assert await attended(payroll, "2026-04-03") == {("04-03", "OB3"): "7"}
    assert await faults(api.world) == []


async def test_overtime_in_the_night_counts_by_its_hours_wherever_the_balance_is_read(api: Api) -> None:
    await agree(api.world, (*UNSOCIAL, *OVERTIME))
    await write(api.world, window_accounts)
    overtime = api.firm.keys["cause OK1"]
    await api.record(timestamp="2026-11-16 18:00", endTimestamp="2026-11-16 23:00", timeCategory=overtime)
    assert await balance(api.world, "anna", "Komp", "2026-11-16") == 2 * 1.5 + 3 * 2
    assert await balance(api.world, "anna", "OvertimeHours", "2026-11-16") == 5
    assert await faults(api.world) == []
