from functools import partial

import pytest

from dagsverke.app.commands import attest
from dagsverke.app.commands.attest import Attested
from dagsverke.domain.errors import Absent, Locked, Malformed
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.garage import (
    DIGGER,
    add,
    add_type,
    attest_row,
    correct_drive,
    drive,
    id_of,
    invoice_row,
    run,
    write,
)

pytestmark = pytest.mark.anyio
TABLES: dict[Attested, str] = {
    "time_entry": "timeLogs",
    "expense": "",
    "drive": "driverJournals",
    "machine_entry": "machineTimeLogs",
}
"""What is attested, and the list that shows it."""


async def made(api: Api, table: Attested) -> Row:
    """A row of a table; one that no list shows yet is its key alone."""
    if table == "time_entry":
        return await api.record()
    if table == "drive":
        return await drive(api, await add_type(api))
    if table == "machine_entry":
        return await run(api, await add(api, "machine", **DIGGER), 2)
    moment = {"happened_at": "2026-11-20T11:00:00.000Z", "on_day": "2026-11-20"}
    return {"_id": await add(api, "expense", person_id=api.firm.persons["anna"][0], **moment)}


async def at_rest(api: Api, table: Attested, row: Row) -> Row:
    """The row with all its columns."""
    found = await write(api, lambda work: work.find(table, key=row["_id"]))
    assert found is not None
    return dict(found)


async def release_row(api: Api, table: Attested, row: Row) -> None:
    """Let the administrator release a row."""
    row_id, (person_id, _) = await id_of(api, table, row["_id"]), api.firm.persons["admin"]
    await write(api, lambda work: attest.release(work, table, [row_id], person_id))


async def test_an_attested_time_log_refuses_put_and_delete_and_says_by_whom_st_64(api: Api) -> None:
    row = await api.record()
    await attest_row(api, "time_entry", row)
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "time": 1}
    for method in ("PUT", "DELETE"):
        message = await api.refused(method, "timeLogs", 400, json=body)
        assert message == "_id: is attested by Cecilia Chef and can no longer be changed"
    assert await api.listed("timeLogs") == [row | {"status": 2}]


async def test_an_invoiced_time_log_refuses_put_and_delete_and_says_on_which_invoice_st_64(api: Api) -> None:
    for number, said in (("4711", " on invoice 4711"), (None, "")):
        row = await api.record()
        await invoice_row(api, "time_entry", row, number)
        body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "time": 1}
        for method in ("PUT", "DELETE"):
            message = await api.refused(method, "timeLogs", 400, json=body)
            assert message == f"_id: is invoiced{said} and can no longer be changed"
        assert row | {"isInvoiced": True} in await api.listed("timeLogs")


@pytest.mark.parametrize("table", TABLES)
async def test_what_is_attested_says_by_whom_and_when_and_is_released_again(api: Api, table: Attested) -> None:
    row = await made(api, table)
    before = await at_rest(api, table, row)
    api.world.clock.pass_s(60)
    await attest_row(api, table, row)
    attested = await at_rest(api, table, row)
    by = api.firm.persons["chef"][0]
    status = {"status": 2} if "status" in before else {}
    moment = {"attested_at": "2026-11-20T11:01:00.000Z", "modified_at": "2026-11-20T11:01:00.000Z"}
    assert attested == before | moment | {"attested_by_id": by, "modified_by_id": by} | status
    api.world.clock.pass_s(60)
    await attest_row(api, table, row, "admin")
    assert await at_rest(api, table, row) == attested
    await release_row(api, table, row)
    later = {"modified_at": "2026-11-20T11:02:00.000Z", "modified_by_id": api.firm.persons["admin"][0]}
    assert await at_rest(api, table, row) == before | later
    await release_row(api, table, row)
    assert await at_rest(api, table, row) == before | later


async def test_what_is_released_can_be_changed_and_withdrawn_again(api: Api) -> None:
    log, trip = await made(api, "time_entry"), await made(api, "drive")
    for table, row in (("time_entry", log), ("drive", trip)):
        await attest_row(api, table, row)  # type: ignore[arg-type]  # the tables are the ones above
        await release_row(api, table, row)  # type: ignore[arg-type]  # as above
    assert (await api.correct(log, time=3))["status"] == 1
    assert (await correct_drive(api, trip, endOdometer=46))["totalDistance"] == 1
    for path, row in (("timeLogs", log), ("driverJournals", trip)):
        await api.write("DELETE", path, _id=row["_id"])


@pytest.mark.parametrize("table", TABLES)
async def test_of_several_rows_none_is_released_where_one_is_invoiced(api: Api, table: Attested) -> None:
    rows = [await made(api, table) for _ in range(2)]
    ids = [await id_of(api, table, one["_id"]) for one in rows]
    admin = api.firm.persons["admin"][0]
    await write(api, lambda work: attest.attest(work, table, ids, admin))
    await invoice_row(api, table, rows[1], "12")
    before = [await at_rest(api, table, one) for one in rows]
    assert [one["attested_by_id"] for one in before] == [admin, admin]
    with pytest.raises(Locked, match="is invoiced on invoice 12"):
        await write(api, lambda work: attest.release(work, table, ids, admin))
    assert [await at_rest(api, table, one) for one in rows] == before


@pytest.mark.parametrize("table", TABLES)
async def test_an_unknown_row_or_person_or_another_companys_attests_nothing(
    api: Api, other_api: Api, table: Attested
) -> None:
    row, theirs = await made(api, table), await made(other_api, table)
    row_id, their_id = await id_of(api, table, row["_id"]), await id_of(other_api, table, theirs["_id"])
    admin, their_admin = api.firm.persons["admin"][0], other_api.firm.persons["admin"][0]
    before = await at_rest(api, table, row)
    for job in (attest.attest, attest.release):
        with pytest.raises(Absent):
            await write(api, partial(job, table=table, ids=[row_id, their_id], by_person_id=admin))
        with pytest.raises(Malformed):
            await write(api, partial(job, table=table, ids=[row_id], by_person_id=their_admin))
    assert await at_rest(api, table, row) == before
    assert (await at_rest(other_api, table, theirs))["attested_at"] is None
