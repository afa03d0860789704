from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import SHOWN, assert_is_whole
from tests.dialects.seventime.garage import add, add_type, change, correct_drive, drive, id_of, trip

pytestmark = pytest.mark.anyio
NOW = "2026-11-20T11:00:00.000Z"
SHOWN_AS: Row = {
    "name": "",
    "driverJournalItemTypeName": "Diesel - ej skt.fri",
    "car": None,
    "carRegistrationNumber": "ABC123",
    "description": "",
    "userName": "Anna Andersson",
    "customer": None,
    "customerName": "",
    "project": None,
    "projectName": "",
    "workOrder": None,
    "workOrderTitle": "",
    "workOrderNumber": 0,
    "startAddress": "Address start, Stockholm",
    "endAddress": "Address end, Stockholm",
    "travelPurpose": "Delivery",
    "startOdometer": 45,
    "endOdometer": 60,
    "totalDistance": 15,
    "price": 0.65,
    "totalAmount": 9.75,
    "isInvoiced": False,
    "invoice": None,
    "modifiedDate": NOW,
    "createDate": NOW,
    "isInvoiceable": True,
    "timestamp": NOW,
    "isSalaryCompensated": False,
    "cost": 0.5,
    "totalCost": 7.5,
}
"""The drive of the example as it is shown, less the keys."""


def part(row: Row, *names: str) -> tuple[Any, ...]:
    """Some properties of a row."""
    return tuple(row[name] for name in names)


async def test_the_drive_of_the_example_is_recorded_as_of_now_at_the_prices_of_its_type_st_60_st_61(api: Api) -> None:
    type_key = await add_type(api)
    row = await drive(api, type_key)
    assert_is_whole(row, SHOWN["driverJournals"])
    keys = {"_id": row["_id"], "driverJournalItemType": type_key, "user": api.person("anna")}
    assert row == SHOWN_AS | keys
    assert await api.listed("driverJournals") == [row]
    assert await api.get(f"driverJournals/{row['_id']}") == {"data": row}


async def test_the_drive_of_the_list_amounts_to_four_kronor_a_kilometre(api: Api) -> None:
    type_key = await add_type(api, name="4 kr/km", price_e4=40_000)
    row = await drive(api, type_key, startOdometer=156, endOdometer=178)
    assert part(row, "totalDistance", "price", "totalAmount") == (22, 4, 88)


async def test_the_curl_line_of_the_example_lacks_the_trip_and_is_refused_st_60(api: Api) -> None:
    body = {"createdByUser": api.firm.admin, "user": api.person("anna"), "expenseItem": "5de78aed13437891254"}
    assert await api.named("POST", "driverJournals", "driverJournalItemType", json=body) is None
    row = await drive(api, await add_type(api), expenseItem="5de78aed13437891254")
    assert "expenseItem" not in row


async def test_everything_that_can_be_sent_comes_back(api: Api) -> None:
    keys = api.firm.keys
    body = {
        "customer": keys["customer"],
        "project": keys["project"],
        "workOrder": keys["work_order"],
        "price": "18.5",
        "cost": 12,
        "description": "Körde över Åre",
        "isInvoiceable": "false",
        "isSalaryCompensated": True,
        "startOdometer": 100.125,
        "endOdometer": "112.47",
    }
    row = await drive(api, await add_type(api), **body)
    assert part(row, *body) == (
        *(keys["customer"], keys["project"], keys["work_order"]),
        *(18.5, 12, "Körde över Åre", False, True, 100.125, 112.47),
    )
    names = ("customerName", "projectName", "workOrderTitle", "workOrderNumber")
    assert part(row, *names) == ("Kund Ett AB", "Projekt Ett", "Arbetsorder Sju", 7)
    assert part(row, "totalDistance", "totalAmount", "totalCost") == (12.345, 228.3825, 148.14)


async def test_names_beside_references_are_what_the_other_rows_are_called_now(api: Api) -> None:
    keys = api.firm.keys
    type_key = await add_type(api)
    row = await drive(api, type_key, workOrder=keys["work_order"])
    await change(api, "customer", keys["customer"], name="Åkeri AB")
    await change(api, "project", keys["project"], name="Väg 40")
    await change(api, "work_order", keys["work_order"], title="Ny titel", number=8)
    await change(api, "person", row["user"], last_name="Åberg")
    await change(api, "drive_type", type_key, name="El")
    shown = (await api.get(f"driverJournals/{row['_id']}"))["data"]
    names = ("customerName", "projectName", "workOrderTitle", "workOrderNumber", "userName")
    assert part(shown, *names) == ("Åkeri AB", "Väg 40", "Ny titel", 8, "Anna Åberg")
    assert shown["driverJournalItemTypeName"] == "El"


async def test_a_work_order_brings_its_project_and_customer_and_must_belong_to_a_given_project(api: Api) -> None:
    keys = api.firm.keys
    type_key = await add_type(api)
    row = await drive(api, type_key, workOrder=keys["work_order"])
    assert part(row, "customer", "project") == (keys["customer"], keys["project"])
    other = await add(api, "project", number="2", name="Projekt Två")
    wrong = trip(api, type_key, project=other, workOrder=keys["work_order"])
    assert await api.named("POST", "driverJournals", "workOrder", json=wrong) is None
    assert part(await correct_drive(api, row, workOrder=None), "workOrder", "project") == (None, keys["project"])


async def test_a_vehicle_goes_before_a_number_and_is_shown_as_car_with_its_number_of_then_st_62(api: Api) -> None:
    vehicle = api.firm.keys["vehicle"]
    await change(api, "register_item", vehicle, code="XYZ987")
    type_key = await add_type(api)
    row = await drive(api, type_key, vehicle=vehicle, carRegistrationNumber="OTHER1")
    assert part(row, "car", "carRegistrationNumber") == (vehicle, "XYZ987")
    await change(api, "register_item", vehicle, code="NEW111")
    shown = (await api.get(f"driverJournals/{row['_id']}"))["data"]
    assert part(shown, "car", "carRegistrationNumber") == (vehicle, "XYZ987")
    body = trip(api, type_key, vehicle=vehicle)
    del body["carRegistrationNumber"]
    assert (await api.write("POST", "driverJournals", **body))["carRegistrationNumber"] == "NEW111"


async def test_another_number_takes_the_vehicle_away_and_one_of_the_two_remains_st_62(api: Api) -> None:
    vehicle = api.firm.keys["vehicle"]
    type_key = await add_type(api)
    row = await drive(api, type_key, vehicle=vehicle)
    shown = ("car", "carRegistrationNumber")
    assert part(await correct_drive(api, row, carRegistrationNumber="ABC123"), *shown) == (vehicle, "ABC123")
    assert part(await correct_drive(api, row, carRegistrationNumber=""), *shown) == (vehicle, "ABC123")
    assert part(await correct_drive(api, row, carRegistrationNumber="DEF456"), *shown) == (None, "DEF456")
    assert part(await correct_drive(api, row, vehicle=vehicle), *shown) == (vehicle, "ABC123")
    assert part(await correct_drive(api, row, vehicle=None), *shown) == (None, "ABC123")
    body = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "carRegistrationNumber": None}
    assert await api.named("PUT", "driverJournals", "carRegistrationNumber", json=body) is None
    without = trip(api, type_key)
    del without["carRegistrationNumber"]
    assert await api.named("POST", "driverJournals", "carRegistrationNumber", json=without) is None
    for wrong in (api.firm.keys["department"], "5f48eb3e65d7ee4926574851"):
        assert await api.named("POST", "driverJournals", "vehicle", json=without | {"vehicle": wrong}) is None


async def test_what_is_not_sent_in_a_put_stays(api: Api) -> None:
    row = await drive(api, await add_type(api), description="Till kund", price=3, isInvoiceable=False)
    api.world.clock.pass_s(60)
    changed = await correct_drive(api, row, user=api.person("bo"))
    later = {"modifiedDate": "2026-11-20T11:01:00.000Z"}
    assert changed == row | later | {"user": api.person("bo"), "userName": "Bo Öberg"}


async def test_the_odometer_moves_distance_and_amounts(api: Api) -> None:
    row = await drive(api, await add_type(api))
    changed = await correct_drive(api, row, endOdometer=145)
    assert part(changed, "startOdometer", "totalDistance", "totalAmount", "totalCost") == (45, 100, 65, 50)
    assert (await correct_drive(api, row, startOdometer="145"))["totalDistance"] == 0


async def test_price_and_cost_follow_a_new_type_unless_they_are_sent_st_61(api: Api) -> None:
    diesel, electric = await add_type(api), await add_type(api, name="El", price_e4=20_000, cost_e4=9_500)
    row = await drive(api, diesel, price=3)
    shown = ("price", "cost", "totalAmount", "totalCost")
    assert part(row, *shown) == (3, 0.5, 45, 7.5)
    assert part(await correct_drive(api, row, driverJournalItemType=diesel), *shown) == (3, 0.5, 45, 7.5)
    assert part(await correct_drive(api, row, driverJournalItemType=electric), *shown) == (2, 0.95, 30, 14.25)
    again = await correct_drive(api, row, driverJournalItemType=diesel, cost=1)
    assert part(again, *shown) == (0.65, 1, 9.75, 15)
    assert part(await correct_drive(api, row, cost=None, price=0), *shown) == (0, 0.5, 0, 7.5)


async def test_a_drive_is_invoiceable_as_its_type_is_st_61(api: Api) -> None:
    private = await add_type(api, name="Privat", is_billable=False)
    assert (await drive(api, private))["isInvoiceable"] is False
    assert (await drive(api, private, isInvoiceable=True))["isInvoiceable"] is True


async def test_a_text_is_emptied_by_null_and_by_nothing(api: Api) -> None:
    row = await drive(api, await add_type(api), description="Till kund")
    for nothing in (None, ""):
        await correct_drive(api, row, description="Till kund")
        assert (await correct_drive(api, row, description=nothing))["description"] == ""


async def test_a_drive_is_deleted_by_its_key_alone_or_with_who_did_it_st_25(api: Api) -> None:
    type_key = await add_type(api)
    for body in ({}, {"deletedByUser": api.firm.admin}):
        row = await drive(api, type_key)
        wrong = {"_id": row["_id"], "deletedByUser": "5f48eb3e65d7ee4926574851"}
        assert await api.named("DELETE", "driverJournals", "deletedByUser", json=wrong) is None
        assert await api.write("DELETE", "driverJournals", _id=row["_id"], **body) == {"_id": row["_id"]}
        await api.refused("GET", f"driverJournals/{row['_id']}", 404)
        await api.refused("DELETE", "driverJournals", 404, json={"_id": row["_id"]})
    assert await api.listed("driverJournals") == []


async def test_put_and_delete_take_their_parameters_from_the_query_too_st_01(api: Api) -> None:
    row = await drive(api, await add_type(api))
    given = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"], "endOdometer": "50"}
    changed = Api.accepted(await api.send("PUT", "driverJournals/", params=given))
    assert changed["totalDistance"] == 5
    gone = await api.send("DELETE", "driverJournals", params={"_id": row["_id"]})
    assert Api.accepted(gone) == {"_id": row["_id"]}


async def test_the_types_of_the_example_are_listed_with_how_they_are_paid(api: Api) -> None:
    key = await add_type(api)
    plain = await add_type(api, name="Privat", article_number="", compensation_type=0, salary_type_id=None)
    rows = await api.listed("driverJournalTypes")
    assert [one["_id"] for one in rows] == [key, plain]
    assert rows[0] == {
        "_id": key,
        "name": "Diesel - ej skt.fri",
        "articleNumber": "45",
        "cost": 0.5,
        "price": 0.65,
        "isInvoiceable": True,
        "isDefault": False,
        "salaryCompensationType": 20,
        "salaryType": api.firm.keys["salary_type"],
        "salaryTypeName": "Övertid",
        "createDate": NOW,
        "isActive": True,
        "salaryCode": "123",
    }
    assert part(rows[1], "salaryType", "salaryTypeName", "salaryCode") == (None, "", "")


async def test_a_drive_shows_the_invoice_on_which_it_stands(api: Api) -> None:
    row = await drive(api, await add_type(api))
    key = await add(api, "invoice", number="1")
    await change(api, "drive", row["_id"], is_invoiced=True, invoice_id=await id_of(api, "invoice", key))
    shown = (await api.get(f"driverJournals/{row['_id']}"))["data"]
    assert part(shown, "isInvoiced", "invoice") == (True, key)
