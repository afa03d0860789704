"""Time that did not stay what was approved."""

import pytest

from dagsverke.app.commands import companies, timesheets
from dagsverke.app.ports import UnitOfWork
from tests.dialects.own.calls import Api

pytestmark = pytest.mark.anyio
PERIOD = {"from": "2026-11-16", "to": "2026-11-20"}


async def test_ow_09_time_recorded_in_an_approved_week_is_listed(api: Api) -> None:
    anna = api.firm.persons["anna"]

    def approve(work: UnitOfWork) -> None:
        timesheets.submit(work, [(anna[0], "2026-11-16")])
        timesheets.approve(work, [(anna[0], "2026-11-16")])

    await api.record("1001", "TID", 2, "2026-11-17")
    await api.world.store.write(companies.operator(api.firm.company_id), approve)
    assert await api.items("weeks/changed", **PERIOD) == []
    await api.record("1001", "OK1", 1, "2026-11-18")
    await api.record("1002", "TID", 1, "2026-11-18")
    (row,) = await api.items("weeks/changed", **PERIOD)
    change = (await api.items("changes", limit=1000))[-2]
    assert row == {
        "employee_number": "1001",
        "person": anna[1],
        "name": "Anna Andersson",
        "week": "2026-W47",
        "monday": "2026-11-16",
        "approved_at": "2026-11-20T11:00:00.000Z",
        "approved_by": "",
        "time_entry": change["key"],
        "day": "2026-11-18",
        "change": "added",
        "at": "2026-11-20T11:00:00.000Z",
        "door": "fortnox",
        "by": "",
        "place": int(change["cursor"].partition(".")[0]),
    }


async def test_a_period_has_two_ends_and_is_no_longer_than_a_year(api: Api) -> None:
    for params, field in (
        ({"from": "2026-11-16"}, "to"),
        ({"to": "2026-11-16"}, "from"),
        ({"from": "2026-11-16", "to": "2026-11-01"}, "to"),
        ({"from": "2024-11-16", "to": "2026-11-16"}, "to"),
    ):
        assert (await api.refused(400, "weeks/changed", **params))["field"] == field
