"""Cars that drive and machines that run: rows that the API cannot make, and short ways to those that it can."""

from collections.abc import Callable
from typing import Any, TypeVar

from dagsverke.app.commands import attest, machine_time
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Row

T = TypeVar("T")
KM = 1000
HOUR = 3_600_000
DIESEL = {
    "name": "Diesel - ej skt.fri",
    "article_number": "45",
    "cost_e4": 5_000,
    "price_e4": 6_500,
    "is_billable": True,
    "compensation_type": 20,
}
"""The type of the document's list."""
DIGGER = {
    "name": "EWR150E-21",
    "number": "21",
    "model": "ME500",
    "serial_number": "846821",
    "unit_price_e4": 9_500_000,
    "unit_cost_e4": 4_000_000,
}
"""The machine of the document's list, with a price."""


async def write(api: Api, work: Callable[[UnitOfWork], T]) -> T:
    """Work done behind the API, in the firm of the API's key."""
    return await api.world.store.write(operator(api.firm.company_id), work)


async def add(api: Api, table: str, **values: Any) -> str:
    """Add a row; answers its key."""

    def put(work: UnitOfWork) -> str:
        row = work.find(table, id=work.add(table, values))
        assert row is not None
        return str(row["key"])

    return await write(api, put)


async def change(api: Api, table: str, key: str, **values: Any) -> None:
    """Change columns of a row."""

    def put(work: UnitOfWork) -> None:
        row = work.find(table, key=key)
        assert row is not None
        work.change(table, row, values)

    await write(api, put)


async def id_of(api: Api, table: str, key: str) -> int:
    """The id of the row with a key."""

    def find(work: UnitOfWork) -> int:
        row = work.find(table, key=key)
        assert row is not None
        return int(row["id"])

    return await write(api, find)


async def add_type(api: Api, **values: Any) -> str:
    """Add the driver journal type of the document, or one that differs in these columns."""
    salary_type_id = await id_of(api, "register_item", api.firm.keys["salary_type"])
    return await add(api, "drive_type", **(DIESEL | {"salary_type_id": salary_type_id} | values))


def trip(api: Api, type_key: str, **body: Any) -> Row:
    """The body of the document's example, its keys those of the firm."""
    return {
        "createdByUser": api.firm.admin,
        "user": api.person("anna"),
        "carRegistrationNumber": "ABC123",
        "driverJournalItemType": type_key,
        "startAddress": "Address start, Stockholm",
        "endAddress": "Address end, Stockholm",
        "travelPurpose": "Delivery",
        "startOdometer": "45",
        "endOdometer": "60",
    } | body


async def drive(api: Api, type_key: str, **body: Any) -> Row:
    """Record the drive of the document's example, or as the body says."""
    return await api.write("POST", "driverJournals", **trip(api, type_key, **body))


async def correct_drive(api: Api, row: Row, **body: Any) -> Row:
    """Correct a drive."""
    given = {"_id": row["_id"], "modifiedByUser": api.firm.admin, "user": row["user"]}
    return await api.write("PUT", "driverJournals", **(given | body))


async def run(api: Api, machine: str, hours: int, **values: Any) -> Row:
    """Record time of a machine as the pages do; answers it as the API shows it."""
    given = {"created_by_key": api.firm.admin, "person_key": api.person("anna"), "machine_key": machine}
    given |= {"duration_ms": hours * HOUR} | values

    def record(work: UnitOfWork) -> str:
        row = work.find("machine_entry", **machine_time.record(work, {}, given))
        assert row is not None
        return str(row["key"])

    row: Row = (await api.get(f"machineTimeLogs/{await write(api, record)}"))["data"]
    return row


async def correct_run(api: Api, row: Row, **values: Any) -> Row:
    """Correct time of a machine as the pages do."""
    given = {"modified_by_key": api.firm.admin} | values
    await write(api, lambda work: machine_time.correct(work, {"key": row["_id"]}, given))
    found: Row = (await api.get(f"machineTimeLogs/{row['_id']}"))["data"]
    return found


async def withdraw_run(api: Api, row: Row, **values: Any) -> None:
    """Withdraw time of a machine as the pages do."""
    await write(api, lambda work: machine_time.withdraw(work, {"key": row["_id"]}, values))


async def attest_row(api: Api, table: attest.Attested, row: Row, by: str = "chef") -> None:
    """Let somebody attest a row."""
    row_id, (person_id, _) = await id_of(api, table, row["_id"]), api.firm.persons[by]
    await write(api, lambda work: attest.attest(work, table, [row_id], person_id))


async def invoice_row(api: Api, table: str, row: Row, number: str | None = "4711") -> str:
    """Put a row on an invoice; answers the invoice's key."""
    key = await add(api, "invoice", number=number)
    await change(api, table, row["_id"], is_invoiced=True, invoice_id=await id_of(api, "invoice", key))
    return key


async def furnish(api: Api) -> None:
    """One row of each list of driver journals and machines."""
    await drive(api, await add_type(api))
    type_key = await add(api, "register_item", kind="machine_type", name="Fordon")
    await run(api, await add(api, "machine", **DIGGER, type_id=await id_of(api, "register_item", type_key)), 12)
