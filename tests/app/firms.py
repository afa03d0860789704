"""Rows that can be billed, for the tests of billing: made as the commands make them, with amounts known by heart."""

from collections.abc import Callable
from typing import Any, TypeVar

from dagsverke.app.commands.billing import Preview
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.unbilled import Scope
from dagsverke.domain.units import E4, E6, MS_PER_HOUR
from tests.harness import World

T = TypeVar("T")
FIRST, LAST = "2026-11-01", "2026-11-30"
DAY = "2026-11-10"
AT = f"{DAY}T11:00:00.000Z"


def one_id(work: UnitOfWork, table: str, **equals: Any) -> int:
    """The id of the one row that is meant."""
    found = work.find(table, **equals)
    assert found is not None
    return int(found["id"])


def placed(work: UnitOfWork, **more: Any) -> dict[str, Any]:
    """On the customer of the firm, by Anna."""
    return {
        "person_id": one_id(work, "person", user_name="anna"),
        "customer_id": one_id(work, "customer", number="100"),
        "project_id": None,
        "work_order_id": None,
        "is_billable": True,
        **more,
    }


def add_time(work: UnitOfWork, **more: Any) -> int:
    """An hour and a half of work at 500 kronor: 750."""
    times = {"begins_at": AT, "duration_ms": MS_PER_HOUR * 3 // 2, "billable_ms": MS_PER_HOUR * 3 // 2}
    money = {"unit_price_e4": 500 * E4, "cost_e4": 300 * E4, "status": 1}
    cause = work.company.causes_by_code["TID"].id
    return work.add("time_entry", placed(work) | {"on_day": DAY, "cause_id": cause, **times, **money, **more})


def add_expense(work: UnitOfWork, **more: Any) -> int:
    """Two things at 100 kronor less 10 percent, with 25 percent of tax: 180."""
    terms = {"quantity_e6": 2 * E6, "unit_price_e4": 100 * E4, "discount_e4": 10 * E4, "tax_e4": 25 * E4}
    sums = {"net_unit_price_e4": 90 * E4, "unit_tax_e4": 225_000, "amount_e4": 200 * E4, "net_amount_e4": 180 * E4}
    costs = {"tax_amount_e4": 45 * E4, "unit_cost_e4": 60 * E4, "cost_e4": 120 * E4}
    named = {"name": "Skruv", "unit": "st", "on_day": DAY, "happened_at": AT}
    return work.add("expense", placed(work) | named | terms | sums | costs | more)


def add_drive(work: UnitOfWork, **more: Any) -> int:
    """Ten kilometres at 6 kronor: 60."""
    kind = work.find("drive_type", name="Bil")
    money = {"price_e4": 6 * E4, "cost_e4": 3 * E4}
    kind_id = kind["id"] if kind else work.add("drive_type", {"name": "Bil", **money})
    sums = {"distance_m": 10_000, "unit_price_e4": 6 * E4, "unit_cost_e4": 3 * E4, "amount_e4": 60 * E4}
    named = {"type_id": kind_id, "purpose": "Leverans", "on_day": DAY, "happened_at": AT, "cost_e4": 30 * E4}
    return work.add("drive", placed(work) | named | sums | more)


def add_machine_time(work: UnitOfWork, **more: Any) -> int:
    """Two hours of a lift at 180 kronor: 360."""
    lift = work.find("machine", name="Lift")
    lift_id = lift["id"] if lift else work.add("machine", {"name": "Lift", "unit_price_e4": 180 * E4})
    times = {"duration_ms": 2 * MS_PER_HOUR, "billable_ms": 2 * MS_PER_HOUR, "on_day": DAY, "happened_at": AT}
    return work.add("machine_entry", placed(work) | {"machine_id": lift_id, "unit_price_e4": 180 * E4, **times, **more})


def add_supplier_invoice(work: UnitOfWork, **more: Any) -> int:
    """1,000 kronor with 10 percent laid on: 1,100."""
    supplier = work.find("supplier", number="S1")
    supplier_id = supplier["id"] if supplier else work.add("supplier", {"number": "S1", "name": "Grävarna AB"})
    whose = {name: value for name, value in placed(work).items() if name != "person_id"}
    number = f"F-{77 + len(work.find_all('supplier_invoice', supplier_id=supplier_id))}"
    money = {"net_e4": 1000 * E4, "markup_e4": 10 * E4, "to_invoice_e4": 1100 * E4, "number": number}
    return work.add("supplier_invoice", whose | {"supplier_id": supplier_id, "invoiced_on": DAY, **money, **more})


ADDERS = {
    "time_entry": add_time,
    "expense": add_expense,
    "drive": add_drive,
    "machine_entry": add_machine_time,
    "supplier_invoice": add_supplier_invoice,
}
AMOUNTS_E4 = {
    "time_entry": 750 * E4,
    "expense": 180 * E4,
    "drive": 60 * E4,
    "machine_entry": 360 * E4,
    "supplier_invoice": 1100 * E4,
}


async def write(world: World, work_it: Callable[[UnitOfWork], T]) -> T:
    """Do it in the first firm, in a unit of work of its own."""
    return await world.store.write(operator(world.ostra.company_id), work_it)


def of_customer(reader: Reader, **more: Any) -> Scope:
    """The customer's November."""
    customer = reader.find("customer", number="100")
    assert customer is not None
    return Scope(customer["id"], FIRST, LAST, **more)


def add_all(work: UnitOfWork) -> dict[str, int]:
    """One source of each kind."""
    return {kind: add(work) for kind, add in ADDERS.items()}


def shown(found: Preview) -> list[tuple[str, str, int, int]]:
    """Of each row its kind, name, quantity and net."""
    return [(row["kind"], row["name"], row["quantity_e6"], row["net_e4"]) for row in found.rows]
