"""Orders to suppliers as the tests make them, and supplement orders, which no request makes."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import supplement_orders
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import Api, Row

SUPPLIER = {
    "name": "UE lev 20200923",
    "address": "Östra Gatan 129",
    "zip_code": "123 45",
    "city": "Stockholm",
    "vat_number": "SE556036079301",
    "our_customer_number": "123456",
    "payment_days": 45,
}


async def furnish_purchasing(api: Api) -> Mapping[str, str]:
    """A supplier with a contact person, a second one, an article, a project with a work order; their keys."""
    admin, customer = api.firm.admin, api.firm.keys["customer"]

    def work_it(work: UnitOfWork) -> dict[str, str]:
        ids = {"supplier": work.add("supplier", SUPPLIER), "other": work.add("supplier", {"name": "Annan"})}
        article = {"name": "Skiva", "number": "203", "unit": "Styck", "price_e4": 100 * E4, "cost_e4": 60 * E4}
        tables = {"supplier": "supplier", "other": "supplier"}
        for name, table, values in (
            ("contact", "contact", {"supplier_id": ids["supplier"], "name": "dwd21"}),
            ("stranger", "contact", {"supplier_id": ids["other"], "name": "Främling"}),
            ("article", "article", article),
            ("price_list", "price_list", {"name": "Grosslistan"}),
        ):
            ids[name], tables[name] = work.add(table, values), table
        found = {name: work.find(tables[name], id=row_id) for name, row_id in ids.items()}
        return {name: row["key"] for name, row in found.items() if row}

    keys = await api.world.store.write(operator(api.firm.company_id), work_it)
    project = await api.write("POST", "projects", createdByUser=admin, name="Blåsippan", customer=customer)
    lone = await api.write("POST", "projects", createdByUser=admin, name="Vitsippan", customer=customer)
    order = {"createdByUser": admin, "title": "API", "customer": customer, "project": project["_id"]}
    work_order = await api.write("POST", "workOrders", **order)
    return {**keys, "project": project["_id"], "lone": lone["_id"], "work_order": work_order["_id"]}


async def order(api: Api, keys: Mapping[str, str], **body: Any) -> Row:
    """A purchase order with as little as it needs, or as the body says."""
    given = {"createdByUser": api.firm.admin, "distributor": keys["supplier"]}
    return await api.write("POST", "purchaseOrders", **(given | body))


async def supplement(api: Api, keys: Mapping[str, str], **change: Any) -> Row:
    """A supplement order of the example, as it is shown afterwards."""
    row = {"kind": "article", "article_key": keys["article"], "charge_e4": -25 * E4}
    given = {"created_by_key": api.firm.admin, "project_key": keys["project"], "title": "Discount", "rows": [row]}

    def work_it(work: UnitOfWork) -> str:
        made = work.find("supplement_order", id=supplement_orders.record(work, {}, given | change)["id"])
        assert made is not None
        return str(made["key"])

    key = await api.world.store.write(operator(api.firm.company_id), work_it)
    shown: Row = (await api.get(f"supplementOrders/{key}"))["data"]
    return shown
