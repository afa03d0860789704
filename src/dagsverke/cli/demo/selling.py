"""Making whom the demo's companies work for, and on what: through the use cases of every other door."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dagsverke.app.commands import customers, projects, work_orders
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.cli.demo.customers import Customer, Project
from dagsverke.cli.demo.firms import Firm

PROJECT_SERIES, ORDER_SERIES = 1001, 2101
HOURS_PLANNED = (2400, 2250, 2600, 2000)
MS_PER_HOUR = 3_600_000


def furnish(work: UnitOfWork, firm: Firm, first: date, creator: str) -> None:
    """Whom to speak to at suppliers, customers, projects and work orders as they stood on the first day."""
    supplier_ids = {one["name"]: one["id"] for one in work.find_all("supplier")}
    for place, (supplier, name, title) in enumerate(firm.contacts):
        told = {"name": name, "title": title, "email": f"kontakt{place + 1}@leverantor.example", "is_main": True}
        work.add("contact", {"supplier_id": supplier_ids[supplier], **told})
    work.next_number("project", PROJECT_SERIES - 1)
    work.next_number("work_order", ORDER_SERIES - 1)
    for customer in firm.customers:
        _sell(work, customer, first, creator)


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
