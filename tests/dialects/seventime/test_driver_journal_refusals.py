import pytest

from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.garage import add_type, attest_row, drive, furnish, invoice_row, trip

pytestmark = pytest.mark.anyio
NOBODY = "5f48eb3e65d7ee4926574851"
REQUIRED = (
    *("createdByUser", "user", "driverJournalItemType", "startAddress", "endAddress", "travelPurpose"),
    *("startOdometer", "endOdometer"),
)
SENSELESS: Grid = (
    ("startOdometer", "far"),
    ("startOdometer", "45,5"),
    ("startOdometer", -1),
    ("startOdometer", "NaN"),
    ("startOdometer", True),
    ("startOdometer", [45]),
    ("endOdometer", 44),
    ("endOdometer", "44.999"),
    ("endOdometer", 5_000_001),
    ("endOdometer", "1e400"),
    ("price", "dear"),
    ("price", -1),
    ("price", 10**9),
    ("cost", "-0.5"),
    ("cost", {}),
    ("isInvoiceable", "perhaps"),
    ("isSalaryCompensated", 2),
    ("startAddress", ["list"]),
    ("endAddress", "x" * 10_001),
    ("travelPurpose", "nul\0"),
    ("description", {"text": "x"}),
    ("carRegistrationNumber", ["ABC123"]),
    ("vehicle", "x" * 65),
    ("user", {"_id": "x"}),
)


def put(api: Api, row: Row, **body: object) -> Row:
    """The body of a correction."""
    return {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"]} | body


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    whole = trip(api, await add_type(api))
    for name in REQUIRED:
        without = {one: value for one, value in whole.items() if one != name}
        for body in (without, whole | {name: None}, whole | {name: ""}):
            assert await api.refused("POST", "driverJournals", 400, json=body) == f"{name}: is required"
    assert await api.listed("driverJournals") == []


async def test_a_required_parameter_cannot_be_emptied_and_a_put_names_key_and_persons(api: Api) -> None:
    row = await drive(api, await add_type(api))
    for name in ("_id", "modifiedByUser", "user"):
        body = {one: value for one, value in put(api, row, endOdometer=99).items() if one != name}
        assert await api.refused("PUT", "driverJournals", 400, json=body) == f"{name}: is required"
    for name in REQUIRED[2:]:
        for nothing in (None, ""):
            message = await api.refused("PUT", "driverJournals", 400, json=put(api, row) | {name: nothing})
            assert message == f"{name}: is required"
    assert await api.refused("DELETE", "driverJournals", 400, json={}) == "_id: is required"
    assert await api.listed("driverJournals") == [row]


async def test_a_value_that_makes_no_sense_is_refused_by_name(api: Api) -> None:
    type_key = await add_type(api)
    row = await drive(api, type_key)
    answers = []
    for name, value in SENSELESS:
        answers.append(await api.named("POST", "driverJournals", name, json=trip(api, type_key) | {name: value}))
        answers.append(await api.named("PUT", "driverJournals", name, json=put(api, row) | {name: value}))
    assert [one for one in answers if one] == []
    assert await api.listed("driverJournals") == [row]


async def test_a_reference_that_is_unknown_or_another_companys_is_refused_by_name(api: Api, other_api: Api) -> None:
    keys = other_api.firm.keys
    type_key = await add_type(api)
    row = await drive(api, type_key)
    foreign = {
        "user": other_api.person("anna"),
        "driverJournalItemType": await add_type(other_api),
        "vehicle": keys["vehicle"],
        "customer": keys["customer"],
        "project": keys["project"],
        "workOrder": keys["work_order"],
    }
    for name, key in foreign.items():
        for wrong in (key, NOBODY):
            assert await api.named("POST", "driverJournals", name, json=trip(api, type_key) | {name: wrong}) is None
            assert await api.named("PUT", "driverJournals", name, json=put(api, row) | {name: wrong}) is None
    for wrong in (other_api.firm.admin, NOBODY):
        by = trip(api, type_key, createdByUser=wrong)
        assert await api.named("POST", "driverJournals", "createdByUser", json=by) is None
        by = put(api, row, modifiedByUser=wrong)
        assert await api.named("PUT", "driverJournals", "modifiedByUser", json=by) is None
        by = {"_id": row["_id"], "deletedByUser": wrong}
        assert await api.named("DELETE", "driverJournals", "deletedByUser", json=by) is None
    assert await api.listed("driverJournals") == [row]


async def test_an_unknown_key_and_another_companys_are_404_alike(api: Api, other_api: Api) -> None:
    await furnish(other_api)
    theirs = await other_api.listed("driverJournals")
    for key in (NOBODY, theirs[0]["_id"], "nonsense"):
        body = {"_id": key, "modifiedByUser": api.firm.admin, "user": api.person("anna")}
        for method in ("PUT", "DELETE"):
            await api.refused(method, "driverJournals", 404, json=body)
        await api.refused("GET", f"driverJournals/{key}", 404)
    assert await other_api.listed("driverJournals") == theirs
    assert await api.listed("driverJournals") == []


async def test_an_attested_drive_refuses_put_and_delete_and_says_by_whom_st_64(api: Api) -> None:
    row = await drive(api, await add_type(api))
    await attest_row(api, "drive", row)
    for method in ("PUT", "DELETE"):
        message = await api.refused(method, "driverJournals", 400, json=put(api, row, endOdometer=99))
        assert message == "_id: is attested by Cecilia Chef and can no longer be changed"
    assert (await api.listed("driverJournals"))[0]["endOdometer"] == 60


async def test_an_invoiced_drive_refuses_put_and_delete_and_says_on_which_invoice_st_64(api: Api) -> None:
    row = await drive(api, await add_type(api))
    await attest_row(api, "drive", row)
    key = await invoice_row(api, "drive", row)
    for method in ("PUT", "DELETE"):
        message = await api.refused(method, "driverJournals", 400, json=put(api, row, endOdometer=99))
        assert message == "_id: is invoiced on invoice 4711 and can no longer be changed"
    shown = (await api.listed("driverJournals"))[0]
    assert (shown["isInvoiced"], shown["invoice"], shown["endOdometer"]) == (True, key, 60)
