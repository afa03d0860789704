"""What work orders refer to: statuses, types, tags, machines, contact persons and a second customer."""

import json
from functools import partial
from typing import Any

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.seventime.calls import Api, Row

Keys = dict[str, str]
HOME = {
    "address": "Storgatan 1",
    "address2": "Box 7",
    "zip_code": "11122",
    "city": "Åre",
    "country": "SE",
    "phone": "08-1",
}
STATUSES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("archived", {"code": 50, "name": "Arkiverad", "color": "000000", "is_active": False}),
    ("planned", {"code": 200, "name": "Planerad", "color": "FAFAFA", "is_planned": True}),
    ("unplanned", {"code": 100, "name": "Ej planerad", "color": "FF5722"}),
    ("under way", {"code": 300, "name": "Pågår", "color": "2196F3", "is_in_progress": True}),
    ("done", {"code": 500, "name": "Klar", "color": "4CAF50", "is_closed": True}),
    ("billed", {"code": 600, "name": "Fakturerad", "color": "333333", "is_closed": True}),
)


def _furnish(work: UnitOfWork) -> Keys:
    made: dict[str, tuple[str, int]] = {}

    def put(as_name: str, table: str, /, **values: Any) -> int:
        made[as_name] = (table, work.add(table, values))
        return made[as_name][1]

    plain = {"code": "", "description": "", "is_active": True, "price_e4": 0}
    for kind, label in (("work_order_type", "Extra"), ("work_order_tag", "1"), ("work_order_tag", "2")):
        name = kind.rpartition("_")[2] + (label if label.isdigit() else "")
        extras = json.dumps({"seventime": {"color": "f44336"}})
        put(name, "register_item", **plain, kind=kind, name=label, extras=extras)
    for status in work.find_all("status", kind="work_order"):
        work.withdraw("status", status)
    for name, values in STATUSES:
        put(name, "status", **({"kind": "work_order"} | values))
    put("project's", "status", kind="project", code=1, name="Pågående")
    for name in ("digger", "crane"):
        put(name, "machine", name=name, number=name)
    customer = work.find("customer", number="100")
    assert customer is not None
    work.change("customer", customer, HOME)
    other = put("other customer", "customer", number="200", name="Kund Två AB")
    put("contact", "contact", name="Karin", customer_id=customer["id"])
    put("other contact", "contact", name="Olle", customer_id=other)
    put("other project", "project", number="2", name="Projekt Två", customer_id=other)
    put("free project", "project", number="3", name="Projekt Tre")
    found = {name: work.find(table, id=row_id) for name, (table, row_id) in made.items()}
    return {name: row["key"] for name, row in found.items() if row is not None}


async def furnish_orders(api: Api) -> Keys:
    """Make them in the firm; their keys by a name for each."""
    return await api.world.store.write(operator(api.firm.company_id), _furnish)


def body(api: Api, **more: Any) -> Row:
    """What the document's sample sends to make a work order, and more."""
    return {"title": "Support", "customer": api.firm.keys["customer"], "createdByUser": api.firm.admin} | more


async def make(api: Api, **more: Any) -> Row:
    """Make a work order."""
    return await api.write("POST", "workOrders", **body(api, **more))


async def correct(api: Api, row: Row, **more: Any) -> Row:
    """Correct a work order, as Anna."""
    return await api.write("PUT", "workOrders", _id=row["_id"], modifiedByUser=api.person("anna"), **more)


async def set_columns(api: Api, table: str, key: str, **columns: Any) -> None:
    """Change a row that the API cannot."""

    def change(work: UnitOfWork, values: dict[str, Any]) -> None:
        row = work.find(table, key=key)
        assert row is not None
        work.change(table, row, values)

    await api.world.store.write(operator(api.firm.company_id), partial(change, values=columns))
