"""A customer, a project, a work order, and a person's day on it, read back through every list with its filters."""

import base64
from typing import Any

import httpx
import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import Api, Row
from tests.harness import World

pytestmark = pytest.mark.anyio
PICTURE = bytes.fromhex("89504e470d0a1a0a") + b"the wall before \xff\x00 the work"


@pytest.fixture
async def api(world: World) -> Api:
    """The first firm's door, once the firm has an article, a kind of trip and a machine."""

    def stock(work: UnitOfWork) -> None:
        more = {"tax_e4": 25 * E4, "unit": "st", "cost_e4": 300 * E4, "price_e4": 400 * E4}
        work.add("article", {"number": "3001", "name": "Fasadfärg vit 10 l", **more})
        work.add("drive_type", {"name": "Firmabil", "price_e4": 6 * E4, "cost_e4": 3 * E4})
        work.add("machine", {"number": "31", "name": "Saxlift", "model": "SL 8"})

    await world.store.write(operator(world.ostra.company_id), stock)
    return Api(world, world.ostra)


async def one(api: Api, path: str, **params: Any) -> Row:
    """The only row that a list finds."""
    rows = await api.listed(path, **params)
    assert len(rows) == 1, (path, params, rows)
    return rows[0]


async def begin_work(api: Api) -> tuple[Row, Row, Row]:
    """A customer with a mark-up, its project by the hour, and the project's work order for Anna."""
    by = {"createdByUser": api.firm.admin}
    customer = await api.write(
        "POST",
        "customers",
        **by,
        name="Brf Måsen",
        city="Västervik",
        organizationNumber="769612-3457",
        address="Strandgatan 14",
        billingSettings={"isROTCustomer": True, "typeOfProperty": 2, "expenseCustomProfitMargin": 20},
    )
    project = await api.write(
        "POST",
        "projects",
        **by,
        name="Fasadrenovering",
        customer=customer["_id"],
        billingMethod="HOURLY",
        pricePerHour=595,
        deliveryAddress={"name": "Måsen", "city": "Västervik"},
    )
    order = await api.write(
        "POST",
        "workOrders",
        **by,
        title="Målning av gavel",
        customer=customer["_id"],
        Project=project["_id"],
        users=[api.person("anna")],
        machines=[(await one(api, "machines", name="saxl"))["_id"]],
        workAddress={"useOtherAddress": True, "city": "Gamleby"},
        startDate="2026-11-20 07:00",
    )
    return customer, project, order


async def spend_the_day(api: Api, order: Row) -> tuple[Row, Row, Row]:
    """Anna's day: eight hours, two cans of paint, and the way there and back."""
    by = {"createdByUser": api.firm.admin, "user": api.person("anna"), "workOrder": order["_id"]}
    day = {"timestamp": "2026-11-20 07:00", "endTimestamp": "2026-11-20 15:00"}
    hours = await api.write("POST", "timeLogs", **by, **day, description="Målade gaveln åt söder")
    paint = (await one(api, "expenseItems", name="fasadFÄRG"))["_id"]
    cans = await api.write("POST", "expenses", **by, expenseItem=paint, numberOfItems=2, timestamp="2026-11-20 09:30")
    trip = await api.write(
        "POST",
        "driverJournals",
        **by,
        carRegistrationNumber="ABC123",
        driverJournalItemType=(await one(api, "driverJournalTypes"))["_id"],
        startAddress="Ängsvägen 1, Västervik",
        endAddress="Strandgatan 14, Västervik",
        travelPurpose="Till bygget",
        startOdometer=10_120,
        endOdometer=10_138.5,
    )
    return hours, cans, trip


async def photograph(api: Api, order: Row, expense: Row) -> None:
    """A folder and a picture in it on the work order, and the receipt of the paint."""
    by = {"uploadedBy": api.person("anna")}
    at = {"entityId": order["_id"], "entityType": 200}
    await api.write("POST", "documents", **by, **at, file={"options": {"fileName": "Före"}}, folderId=None)
    folder = (await api.get(f"workOrders/{order['_id']}"))["data"]["documents"][0]
    assert (folder["name"], folder["isFolder"]) == ("Före", True)
    options = {"fileName": "gavel å.png", "contentType": "image/png"}
    picture = {"fileContent": base64.b64encode(PICTURE).decode(), "options": options}
    await api.write("POST", "documents", **by, **at, file=picture, folderId=folder["_id"])
    receipt: dict[str, Any] = {"fileContent": base64.b64encode(b"%PDF-").decode()}
    receipt |= {"options": {"fileName": "kvitto.pdf", "contentType": "application/pdf"}}
    at = {"entityId": expense["_id"], "entityType": "600"}
    await api.write("POST", "documents", **by, **at, file=receipt, folderId="null")


async def test_a_day_on_a_work_order_is_read_back_through_every_list(api: Api) -> None:
    customer, project, order = await begin_work(api)
    hours, cans, trip = await spend_the_day(api, order)
    await photograph(api, order, cans)

    assert (hours["customer"], hours["project"]) == (customer["_id"], project["_id"])
    assert (hours["pricePerHour"], hours["price"], hours["cost"]) == (595, 8 * 595, 8 * 250)
    assert (cans["unitPrice"], cans["totalAmount"], cans["totalTaxAmount"]) == (360, 720, 180)
    assert (trip["totalDistance"], trip["totalAmount"], trip["totalCost"]) == (18.5, 111, 55.5)
    for row in (cans, trip):
        assert (row["customerName"], row["projectName"]) == ("Brf Måsen", "Fasadrenovering")
        assert row["workOrderNumber"] == order["workOrderNumber"]

    for path, params, row in (
        ("customers", {"name": "måsen", "city": "VÄSTERVIK", "organizationNumber": "769612-3457"}, customer),
        ("projects", {"name": "fasad", "projectNumber": project["projectNumber"]}, project),
        ("workOrders", {"title": "GAVEL", "user": api.person("anna"), "project": project["_id"]}, order),
        ("workOrders", {"workOrderNumber": order["workOrderNumber"], "customer": customer["_id"]}, order),
        ("timeLogs", {"workOrderNumber": order["workOrderNumber"], "description": "gaveln Åt"}, hours),
        ("expenses", {"articleNumber": "3001", "name": "färg", "project": project["_id"]}, cans),
        ("expenses", {"fromDate": "2026-11-20", "toDate": "2026-11-20", "customer": customer["_id"]}, cans),
        ("driverJournals", {"workOrderTitle": "målning", "startAddress": "ängsv"}, trip),
        ("driverJournals", {"customerName": "BRF", "carRegistrationNumber": "ABC123"}, trip),
    ):
        found = await one(api, path, **params)
        assert found["_id"] == row["_id"], (path, params)


async def test_the_pictures_come_back_as_they_went_up(api: Api, world: World) -> None:
    _, _, order = await begin_work(api)
    _, cans, _ = await spend_the_day(api, order)
    await photograph(api, order, cans)
    shown = (await one(api, "workOrders", title="gavel"))["documents"]
    folder, picture = shown
    assert (picture["name"], picture["contentType"], picture["size"]) == ("gavel å.png", "image/png", len(PICTURE))
    assert (picture["folderId"], picture["userName"]) == (folder["_id"], "Anna Andersson")
    assert [one["name"] for one in (await one(api, "expenses", name="färg"))["documents"]] == ["kvitto.pdf"]
    reply: httpx.Response = await world.client.get(picture["path"])
    assert (reply.status_code, reply.content) == (200, PICTURE)
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["content-disposition"].startswith("attachment")
    assert reply.headers["x-content-type-options"] == "nosniff"


async def test_names_beside_a_reference_say_what_the_other_row_is_called_now(api: Api) -> None:
    customer, project, order = await begin_work(api)
    _, cans, _ = await spend_the_day(api, order)
    by = {"modifiedByUser": api.firm.admin}
    await api.write("PUT", "customers", _id=customer["_id"], **by, name="Brf Tärnan")
    await api.write("PUT", "workOrders", _id=order["_id"], **by, title="Målning av norra gaveln")
    shown = (await api.get(f"expenses/{cans['_id']}"))["data"]
    assert (shown["customerName"], shown["workOrderTitle"]) == ("Brf Tärnan", "Målning av norra gaveln")
    assert (await api.get(f"projects/{project['_id']}"))["data"]["customerName"] == "Brf Tärnan"
    assert await api.listed("driverJournals", customerName="Måsen") == []
