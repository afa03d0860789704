"""A firm in which at least one row of every resource is filled in whole: every reference set, every list with items."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dagsverke.app.commands import agreements
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.agreed import EVENINGS
from tests.dialects.seventime import furnished_buying, furnished_purchases, furnished_quotes, furnished_rows
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.furnished_invoice import furnish_invoice
from tests.dialects.seventime.furnished_rows import LATER


@dataclass(frozen=True)
class Furnished:
    """The keys of the rows: of each resource's filled row by resource, and of every row by what it is called here."""

    api: Api
    rows: Mapping[str, str]
    keys: Mapping[str, str]


class House:
    """Adds rows to the books and remembers them by name."""

    def __init__(self, work: UnitOfWork, keys: dict[str, str]) -> None:
        self.work = work
        self.ids: dict[str, int] = {}
        self.keys = keys

    def add(self, name: str, table: str, /, **values: Any) -> int:
        """Add a row."""
        return self.know(name, table, id=self.work.add(table, values))

    def know(self, name: str, table: str, /, **found_by: Any) -> int:
        """Remember a row that is there."""
        row = self.work.find(table, **found_by)
        assert row is not None
        self.ids[name], self.keys[name] = row["id"], row["key"]
        return self.ids[name]

    def change(self, name: str, table: str, /, **values: Any) -> None:
        """Change a row."""
        row = self.work.find(table, id=self.ids[name])
        assert row is not None
        self.work.change(table, row, values)


async def furnish(api: Api) -> Furnished:
    """Fill the firm's books."""
    keys: dict[str, str] = {}
    principal = operator(api.firm.company_id)
    await api.world.store.write(principal, partial(_fill, keys=keys))
    await api.world.store.write(principal, _agree)
    names = ("customer", "project", "workOrder")
    owners = dict(zip(names, (keys["customer"], keys["project"], keys["work_order"]), strict=True))
    log = await api.record(
        timeCategory=keys["cause"], pricePerHour=500, description="Kopplade elen i källaren", **owners
    )
    keys["time_log"] = log["_id"]
    await api.world.store.write(principal, partial(_bill, keys=keys))
    rows = {resource: keys[name] for resource, name in ROWS.items()}
    return Furnished(api, rows, keys)


def _agree(work: UnitOfWork) -> None:
    """Overtime is dear by day too, so that the time log costs more."""
    windows = [replace(EVENINGS, begins_min=8 * 60, ends_min=17 * 60, classes=("overtime",))]
    agreements.correct(work, {"id": work.company.agreement.id}, {"windows": windows})


ROWS = {
    "contactPersons": "contact",
    "customers": "customer",
    "departments": "department",
    "distributors": "supplier",
    "distributorContactPersons": "supplier_contact",
    "driverJournals": "drive",
    "driverJournalTypes": "drive_type",
    "expenses": "expense",
    "expenseItems": "article",
    "invoices": "invoice",
    "invoiceTags": "invoice_tag",
    "machines": "machine",
    "machineTypes": "machine_type",
    "machineTimeLogs": "machine_entry",
    "priceLists": "price_list",
    "projects": "project",
    "projectStatuses": "project_status",
    "projectTypes": "project_type",
    "projectTags": "project_tag",
    "purchaseOrders": "purchase_order",
    "quotes": "quote",
    "quoteTemplates": "quote_template",
    "quoteCategories": "quote_category",
    "supplementOrders": "supplement_order",
    "resultUnits": "result_unit",
    "supplierInvoices": "supplier_invoice",
    "timeLogs": "time_log",
    "timeCategories": "cause",
    "users": "person",
    "defaultSalaryTypes": "salary_type",
    "userSkills": "skill",
    "userWorkTypes": "work_type",
    "vehicles": "vehicle",
    "workOrders": "work_order",
    "workOrderTypes": "work_order_type",
    "workOrderTags": "work_order_tag",
    "workOrderStatuses": "work_order_status",
    "workSchedules": "schedule",
}
"""The row of each resource; user roles have no key."""


def _fill(work: UnitOfWork, keys: dict[str, str]) -> None:
    house = House(work, keys)
    _known(house)
    _registers(house)
    _rows(house)
    _links(house)
    _documents(house)


def _rows(house: House) -> None:
    parts = (furnished_rows, furnished_purchases, furnished_quotes, furnished_buying)
    for name, table, values, references in (row for part in parts for row in part.ROWS):
        named = {column: row for column, _, row in (one.partition(" ") for one in references)}
        found = {f"{column}_id": house.ids[row or column] for column, row in named.items()}
        own = {"public_link": f"{values['public_link']}{house.work.company.id}"} if "public_link" in values else {}
        house.add(name, table, **{**values, **found, **own})


def _links(house: House) -> None:
    """What a row names in lists, and what names a row that came after it."""
    ids = house.ids
    house.change("supplier", "supplier", self_billing_article_id=ids["article"])
    house.change("invoice", "invoice", supplement_order_id=ids["supplement_order"])
    for owner in ("project", "work_order"):
        house.change(owner, owner, tags=json.dumps([house.keys[f"{owner}_tag"]]))
    order = {"work_order_id": ids["work_order"], "position": 0}
    house.work.add("work_order_person", {**order, "person_id": ids["person"]})
    house.work.add("work_order_machine", {**order, "machine_id": ids["machine"]})
    house.work.add("person_skill", {"person_id": ids["person"], "skill_id": ids["skill"]})
    furnish_invoice(house)


def _known(house: House) -> None:
    house.know("person", "person", user_name="anna")
    house.know("chief", "person", user_name="chef")
    house.know("admin", "person", user_name="admin")
    house.know("schedule", "schedule", name="Heltid")
    house.know("cause", "cause", code="OT1")
    house.know("absence", "cause", code="SEM")
    for kind in ("department", "result_unit", "vehicle", "skill", "work_type", "salary_type"):
        house.know(kind, "register_item", kind=kind)


def _registers(house: House) -> None:
    for kind, name in (
        ("machine_type", "Grävmaskin"),
        ("project_type", "Entreprenad"),
        ("project_tag", "Viktigt"),
        ("work_order_type", "Löpande"),
        ("work_order_tag", "Brådskande"),
        ("invoice_tag", "Att granska"),
        ("quote_category", "Utbildning"),
        ("quote_accept_reason", "Bra pris"),
        ("quote_decline_reason", "För dyrt"),
    ):
        extras = json.dumps({"seventime": {"color": "F44336"}})
        house.add(kind, "register_item", kind=kind, name=name, code=kind, description="", extras=extras)
    for kind in ("project", "work_order"):
        house.add(f"{kind}_status", "status", kind=kind, code=70, name="Pågår", color="FF5722", is_in_progress=True)
    house.add("price_list", "price_list", name="Grosslistan")
    house.add("invoice", "invoice", number="1")
    described = {"salary_type_id": house.ids["salary_type"], "work_type_id": house.ids["work_type"]}
    house.change("person", "person", **described, personal_number="19900101-0017")
    absence = {"absenceTimeCategory": house.keys["absence"], "absenceTimeCategoryName": "Semester"}
    house.change("salary_type", "register_item", extras=json.dumps({"seventime": absence}))


def _documents(house: House) -> None:
    for owner in (
        "customer",
        "supplier",
        "project",
        "work_order",
        "expense",
        "machine",
        "purchase_order",
        "quote",
        "quote_template",
        "supplement_order",
        "supplier_invoice",
    ):
        of = {"owner_kind": owner, "owner_id": house.ids[owner], "created_by_id": house.ids["person"]}
        folder = house.add(f"folder of {owner}", "document", name="Ritningar", is_folder=True, **of)
        file = {"name": "plan1.pdf", "content_type": "application/pdf", "size": 20_548, "digest": "0" * 64}
        house.add(f"document of {owner}", "document", folder_id=folder, **file, **of)


def _self_bill(work: UnitOfWork, keys: Mapping[str, str]) -> None:
    """The supplier invoice pays for the time log and the expense, and has a row and a line in its log."""
    ids = {}
    tables = {"supplier_invoice": "supplier_invoice", "time_log": "time_entry", "expense": "expense", "cause": "cause"}
    for name, table in tables.items():
        row = work.find(table, key=keys[name])
        assert row is not None
        ids[name] = row["id"]
    for kind, name in (("time_entry", "time_log"), ("expense", "expense")):
        paid = {"source_kind": kind, "source_id": ids[name], "supplier_invoice_id": ids["supplier_invoice"]}
        work.add("self_billing", paid)
    of = {"owner_kind": "supplier_invoice", "owner_id": ids["supplier_invoice"]}
    work.add("paper_row", {**of, **furnished_buying.ON_CALL, "cause_id": ids["cause"]})
    anna = work.find("person", key=keys["person"])
    assert anna is not None
    work.add("paper_log", {**of, "kind": 1, "at": LATER, "person_id": anna["id"]})


def _bill(work: UnitOfWork, keys: Mapping[str, str]) -> None:
    """The time log is attested and invoiced."""
    _self_bill(work, keys)
    log = work.find("time_entry", key=keys["time_log"])
    chief, invoice = work.find("person", key=keys["chief"]), work.find("invoice", key=keys["invoice"])
    assert log is not None
    assert chief is not None
    assert invoice is not None
    billed = {"is_invoiced": True, "invoiced_at": LATER, "invoice_id": invoice["id"], "attested_by_id": chief["id"]}
    work.change("time_entry", log, {**billed, "attested_at": LATER})
