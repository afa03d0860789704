"""What a transaction is: its key, its id, its codes and its hours."""

import unicodedata
from typing import Any
from uuid import UUID

import pytest

from dagsverke.dialects.fortnox.values import SYNONYMS
from tests.dialects.fortnox.calls import PATH, Api, by_key, shown, single

pytestmark = pytest.mark.anyio
CODES = (
    *("ARB", "BE2", "BER", "FLX", "HLG", "JO2", "JOR", "MER", "RES", "TID"),
    *(f"{kind}{number}" for kind in ("OB", "OK", "OT") for number in range(1, 6)),
    "OK0",
)


async def clock(api: Api, begin: str, end: str) -> str:
    """Record clocked time of Anna's through the other door; answers its key."""
    body = {"createdByUser": api.firm.admin, "user": api.firm.persons["anna"][1]}
    body |= {"timestamp": begin, "endTimestamp": end, "timeCategory": api.firm.keys["cause TID"]}
    reply = await api.world.client.post("/api/2/timeLogs", headers=api.firm.seventime, json=body)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["_id"])


async def test_every_code_of_the_document_can_be_registered_fx_03(api: Api) -> None:
    for code in (*CODES, *SYNONYMS):
        on = f"2017-01-{1 + (code in SYNONYMS):02d}"
        assert (await api.record(code, 1, on))["CauseCode"] == code
        row = single(await api.send("GET", by_key("9978", on, code)))
        assert row["CauseCode"] == SYNONYMS.get(code, code)
    assert len(await api.listed(date="2017-01-01")) == len(CODES) == 26
    assert {row["CauseCode"] for row in await api.listed(date="2017-01-02")} == set(SYNONYMS.values())


async def test_fx_03_a_second_name_leads_to_the_row_in_any_spelling(api: Api) -> None:
    assert (await api.record("ÖK1"))["@url"].endswith("/9978/2016-12-08/OK1")
    for code in ("ÖK1", "OK1", unicodedata.normalize("NFD", "ÖK1")):
        path = by_key("9978", "2016-12-08", code)
        assert single(await api.send("GET", path))["CauseCode"] == "OK1"
        changed = single(await api.send("PUT", path, json={"AttendanceTransaction": {"Hours": 3}}))
        assert changed["CauseCode"] == code
    await api.refused(400, 2009409, "POST", json=row_of(CauseCode="OK1"))
    assert (await api.send("DELETE", by_key("9978", "2016-12-08", "ÖK1"))).status_code == 204


@pytest.mark.parametrize("code", ["XYZ", "SEM", "VAB"])
async def test_fx_03_a_code_that_is_unknown_or_absence_is_refused_and_found_nowhere(api: Api, code: str) -> None:
    assert "CauseCode" in await api.refuse_row(2001304, CauseCode=code)
    await api.refused(404, 2001304, "GET", by_key("9978", "2016-12-08", code))
    await api.refused(404, 2001304, "DELETE", by_key("9978", "2016-12-08", code))


@pytest.mark.parametrize(("sent", "read"), [(2, "2"), ("2", "2"), (7.5, "7.5"), ("7.50", "7.5"), (24, "24")])
async def test_fx_02_hours_are_text_when_read_and_what_was_sent_when_written(api: Api, sent: Any, read: str) -> None:
    written = (await api.record(hours=sent))["Hours"]
    assert (type(written), float(written)) == (type(sent), float(sent))
    assert (await api.listed())[0]["Hours"] == read
    assert single(await api.send("GET", by_key("9978", "2016-12-08", "TID")))["Hours"] == read


async def test_fx_02_hours_may_be_negative_for_flex_alone(api: Api) -> None:
    assert "Hours" in await api.refuse_row(2009400, Hours=-1)
    assert (await api.record("FLX", -1))["Hours"] == -1
    assert (await api.listed())[0]["Hours"] == "-1"


@pytest.mark.parametrize("hours", [0, "0", 24.5, "2,5", "många", "NaN", True, [2], {"a": 1}])
async def test_fx_02_hours_that_are_none_are_refused(api: Api, hours: Any) -> None:
    assert "Hours" in await api.refuse_row(2001392, Hours=hours)


async def test_fx_04_the_id_leads_to_the_row(api: Api) -> None:
    made = await api.record()
    path = f"/{UUID(made['id'])}"
    found = single(await api.send("GET", path))
    assert found == made | {"Hours": "2"}
    changed = single(await api.send("PUT", path, json=row_of(Hours="5.5", Date="2016-12-09", CauseCode="ÖT1")))
    assert shown(changed) == ("9978", "ÖT1", "2016-12-09", "5.5")
    assert changed["id"] == made["id"]
    assert [shown(row) for row in await api.listed()] == [("9978", "OT1", "2016-12-09", "5.5")]
    gone = await api.send("DELETE", path)
    assert (gone.status_code, gone.content) == (200, b"{}")
    await api.refused(404, 2001304, "GET", path)


@pytest.mark.parametrize("wrong", ["nothing", "00000000-0000-4000-8000-000000000000", "%00", "1" * 300])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_fx_04_an_id_that_was_never_given_out_is_refused(api: Api, method: str, wrong: str) -> None:
    reply = await api.send(method, f"/{wrong}", json=row_of() if method == "PUT" else None)
    assert reply.status_code == (400 if wrong == "%00" else 404), reply.text
    assert "ErrorInformation" in reply.json()


async def test_fx_04_clocked_time_is_summed_and_cannot_be_changed_by_the_key(api: Api) -> None:
    await clock(api, "2026-11-16 08:00", "2026-11-16 12:00")
    await clock(api, "2026-11-16 13:00", "2026-11-16 16:30")
    path = by_key("1001", "2026-11-16", "TID")
    whole = single(await api.send("GET", path))
    assert whole["Hours"] == "7.5"
    assert single(await api.send("GET", f"/{whole['id']}")) == whole
    body = {"AttendanceTransaction": {"Hours": 1}}
    await api.refused(400, 2009409, "PUT", path, json=body)
    await api.refused(400, 2009409, "DELETE", path)
    await api.refused(400, 2009409, "DELETE", f"/{whole['id']}")
    await api.record(hours=1, on="2026-11-16", employee="1001")
    assert single(await api.send("GET", path))["Hours"] == "8.5"


async def test_fx_04_by_the_id_of_a_clocked_entry_its_end_moves(api: Api) -> None:
    key = await clock(api, "2026-11-16 08:00", "2026-11-16 12:00")
    row = (await api.listed(employeeid="1001"))[0]
    single(await api.send("PUT", f"/{row['id']}", json={"AttendanceTransaction": {"Hours": 5}}))
    log = (await api.world.client.get(f"/api/2/timeLogs/{key}", headers=api.firm.seventime)).json()["data"]
    assert (log["time"], log["endTimestamp"]) == (5, "2026-11-16T12:00:00.000Z")
    assert (await api.send("DELETE", f"/{row['id']}")).status_code == 200
    assert await api.listed() == []


async def test_fx_04_the_path_has_the_key_whatever_the_body_says(api: Api) -> None:
    await api.record()
    path = by_key("9978", "2016-12-08", "TID")
    changed = single(await api.send("PUT", path, json=row_of(EmployeeId="1001", Date="2016-12-31", Hours=4)))
    assert shown(changed) == ("9978", "TID", "2016-12-08", 4)


async def test_a_row_that_was_read_can_be_written_back(api: Api) -> None:
    row = (await api.listed() or [await api.record()])[0]
    path = row["@url"].removeprefix(f"http://dagsverke.test{PATH}")
    single(await api.send("PUT", path, json={"AttendanceTransaction": row}))


async def test_an_amount_that_exists_is_a_conflict(api: Api) -> None:
    await api.record()
    assert "finns redan" in await api.refused(400, 2009409, "POST", json=row_of(Hours=3))
    assert [row["Hours"] for row in await api.listed()] == ["2"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"EmployeeId": "4711"}, 2001304),
        ({"EmployeeId": "1234567890123456"}, 2001392),
        ({"EmployeeId": True}, 2001392),
        ({"EmployeeId": "9978\0"}, 2000359),
        ({"EmployeeId": None}, 2001392),
        ({"CauseCode": "ABCD"}, 2001392),
        ({"CauseCode": "T\0D"}, 2000359),
        ({"Date": "2016-13-08"}, 2001392),
        ({"Date": "0001-01-01"}, 2001392),
        ({"Date": 20161208}, 2001392),
        ({"Hour": 2}, 2001399),
        ({"hours": 2}, 2001399),
        ({"CostCenter": "K1"}, 2001392),
        ({"Project": "P1"}, 2001392),
    ],
)
async def test_what_cannot_be_registered_is_refused_and_named(api: Api, row: dict[str, Any], code: int) -> None:
    assert next(iter(row)) in await api.refuse_row(code, **row)


@pytest.mark.parametrize("name", ["EmployeeId", "CauseCode", "Date", "Hours"])
async def test_what_is_missing_is_refused_and_named(api: Api, name: str) -> None:
    body = row_of()
    del body["AttendanceTransaction"][name]
    assert name in await api.refused(400, 2001392, "POST", json=body)


async def test_fx_08_cost_center_and_project_are_known_and_empty(api: Api) -> None:
    row = await api.record(CostCenter="", Project=None)
    assert (row["CostCenter"], row["Project"]) == (None, None)


async def test_an_employee_number_is_a_number_too_and_a_day_may_be_short(api: Api) -> None:
    row = await api.record(employee=9978, on="2016-12-8")
    assert shown(row) == ("9978", "TID", "2016-12-08", 2)


def row_of(**row: Any) -> dict[str, dict[str, Any]]:
    """A body of the document's sample, with these properties of its own."""
    sample = {"EmployeeId": "9978", "CauseCode": "TID", "Date": "2016-12-08", "Hours": 2}
    return {"AttendanceTransaction": sample | row}
