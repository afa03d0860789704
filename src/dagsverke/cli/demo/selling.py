"""Making whom the demo's companies work for, on what, with which goods: through the use cases of every other door."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dagsverke.app.commands import customers, prices, projects, suppliers, work_orders
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.cli.demo.customers import Customer, Project
from dagsverke.cli.demo.firms import Firm
from dagsverke.cli.demo.goods import Goods
from dagsverke.domain.units import E4

PROJECT_SERIES, ORDER_SERIES = 1001, 2101
OERE_E4 = E4 // 100
TAX_E4 = 25 * E4
TAGS = ("ROT", "RUT", "Återkommande", "Brådskande")
TYPES = ("Entreprenad", "Service")
COLORS = ("f44336", "4CAF50", "2196F3", "FF9800")
HOURS_PLANNED = (16, 24, 40, 80)
MS_PER_HOUR = 3_600_000


def furnish(work: UnitOfWork, firm: Firm, first: date, creator: str) -> None:
    """Registers, goods, customers, projects and work orders as they stood on the first day."""
    for kind, names in (
        ("project_tag", TAGS),
        ("work_order_tag", TAGS),
        ("project_type", TYPES),
        ("work_order_type", TYPES),
        ("machine_type", sorted({one["type"] for one in firm.goods.machines})),
    ):
        for place, name in enumerate(names):
            extras = f'{{"seventime": {{"color": "{COLORS[place % len(COLORS)]}"}}}}'
            work.add("register_item", {"kind": kind, "name": name, "extras": extras})
    _stock(work, firm.goods)
    work.next_number("project", PROJECT_SERIES - 1)
    work.next_number("work_order", ORDER_SERIES - 1)
    for customer in firm.customers:
        _sell(work, customer, first, creator)


def _stock(work: UnitOfWork, goods: Goods) -> None:
    """Suppliers, articles by category, price lists, machines and kinds of trips."""
    for one in goods.suppliers:
        suppliers.record(work, {}, one)
    supplier_ids = {one["name"]: one["id"] for one in work.find_all("supplier")}
    for place, (supplier, name, title) in enumerate(goods.supplier_contacts):
        told = {"name": name, "title": title, "email": f"kontakt{place + 1}@leverantor.example", "is_main": True}
        work.add("contact", {"supplier_id": supplier_ids[supplier], **told})
    _articles(work, goods, supplier_ids)
    types = {one["name"]: one["id"] for one in work.find_all("register_item", kind="machine_type")}
    for one in goods.machines:
        row = {name: value for name, value in one.items() if name != "type"}
        row |= {"unit_cost_e4": one["unit_price_e4"] * 6 // 10, "type_id": types[one["type"]]}
        work.add("machine", row)
    salary_types = work.find_all("register_item", kind="salary_type")
    for one in goods.drive_types:
        paid_as = salary_types[0]["id"] if salary_types and one.get("compensation_type") else None
        work.add("drive_type", {**one, "salary_type_id": paid_as})


def _articles(work: UnitOfWork, goods: Goods, supplier_ids: Mapping[str, int]) -> None:
    categories: dict[str, int] = {}
    ids: dict[str, int] = {}
    for number, name, unit, category, price, cost in goods.articles:
        if category not in categories:
            categories[category] = work.add("article", {"name": category, "is_category": True, "tax_e4": TAX_E4})
        supplier = goods.article_suppliers.get(category, "")
        row = {"number": number, "name": name, "unit": unit, "parent_id": categories[category], "tax_e4": TAX_E4}
        row |= {"price_e4": price * OERE_E4, "cost_e4": cost * OERE_E4, "supplier_id": supplier_ids.get(supplier)}
        ids[number] = work.add("article", row | {"is_favorite": number.endswith("001")})
    for name, listed in goods.price_lists.items():
        list_id = work.add("price_list", {"name": name})
        for number, price in listed.items():
            prices.set_price(work, list_id, article_id=ids[number], price_e4=price * OERE_E4)


def _sell(work: UnitOfWork, customer: Customer, first: date, creator: str) -> None:
    terms: dict[str, Any] = dict(customer.terms)
    if customer.price_list:
        price_list = work.find("price_list", name=customer.price_list)
        terms["price_list_key"] = price_list["key"] if price_list else None
    told = {
        "name": customer.name,
        "organization_number": customer.organization_number,
        "address": customer.address,
        "zip_code": customer.zip_code,
        "city": customer.city,
        "country": "SE",
        "phone": customer.phone,
        "email": customer.email,
    }
    made = customers.record(work, {}, {**told, **terms, "created_by_key": creator})
    row = _found(work, "customer", made)
    contact_keys = [_contact(work, row, place, *one) for place, one in enumerate(customer.contacts)]
    for project in customer.projects:
        _begin(work, row, project, first, creator, contact_keys[:1])


def _contact(work: UnitOfWork, customer: Record, place: int, name: str, title: str) -> str:
    told = {"name": name, "title": title, "work_phone": customer["phone"], "email": customer["email"]}
    made = {"id": work.add("contact", {"customer_id": customer["id"], "is_main": place == 0, **told})}
    return str(_found(work, "contact", made)["key"])


def _begin(
    work: UnitOfWork, customer: Record, project: Project, first: date, creator: str, contacts: list[str]
) -> None:
    """A project and its work orders, each with whoever is at hand."""
    by_name = {(one["kind"], one["name"]): one["key"] for one in work.find_all("register_item")}
    by_code = {(one["kind"], one["code"]): one["key"] for one in work.find_all("status")}
    persons = work.find_all("person")
    contact = {"contact_key": contacts[0]} if contacts else {}
    told = {
        "name": f"{project.name}, {customer['name']}",
        "customer_key": customer["key"],
        "status_key": by_code["project", project.status],
        "type_key": by_name.get(("project_type", project.type_name)),
        "tag_keys": [by_name["project_tag", tag] for tag in project.tags],
        "leader_key": persons[min(1, len(persons) - 1)]["key"],
        "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=900)).isoformat(),
    }
    given = {name: value for name, value in told.items() if value is not None}
    made = projects.record(work, {}, {**given, **contact, **project.terms, "created_by_key": creator})
    row = _found(work, "project", made)
    for place, job in enumerate(project.jobs):
        crew = [persons[(row["id"] + place * 3 + n) % len(persons)]["key"] for n in range(2)]
        order = {
            "title": f"{project.name}, {job.lower()}",
            "customer_key": customer["key"],
            "project_key": row["key"],
            "type_key": by_name.get(("work_order_type", project.type_name)),
            "status_key": by_code["work_order", 500 if project.status == 50 else (300, 200, 100)[place % 3]],  # noqa: PLR2004  # codes of statuses
            "person_keys": crew,
            "estimated_ms": HOURS_PLANNED[place % len(HOURS_PLANNED)] * MS_PER_HOUR,
            "description": f"{job} enligt överenskommelse med {customer['name']}.",
        }
        given = {name: value for name, value in order.items() if value is not None}
        work_orders.record(work, {}, {**given, **contact, "created_by_key": creator})


def _found(work: UnitOfWork, table: str, made: Mapping[str, Any]) -> Record:
    row = work.find(table, id=made["id"])
    if row is None:
        raise LookupError(table)
    return row
