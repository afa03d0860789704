"""Customers, projects and work orders in bulk, each with everything that one vendor's pages show of it."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.data import words
from benchmarks.data.firm import FIRST_NAMES, Firm
from benchmarks.data.sinks import Row, Sink
from benchmarks.sizes import Sizes

_FIRST_NUMBER = 1_000
"""Lower numbers are of the customers and projects that the time is on."""
_KEY = "5f3ddd00be9c4beef1{:06x}"
_NAMED = ("company_id", "id", "key", "created_at", "modified_at", "created_by_id", "modified_by_id")
_CUSTOMER = (
    *(*_NAMED, "number", "name", "organization_number", "email", "phone", "address", "zip_code", "city", "country"),
    *("billing_method", "price_per_hour_e4", "payment_days", "notes"),
)
_DELIVERY = ("delivery_name", "delivery_address", "delivery_zip_code", "delivery_city", "delivery_country")
_PROJECT = (
    *(*_NAMED, "number", "name", "customer_id", "leader_id", "billing_method", "price_per_hour_e4", "estimated_ms"),
    *("starts_on", "ends_on", "marking", "notes", *_DELIVERY, "extras"),
)
_WORK = ("work_name", "work_address", "work_zip_code", "work_city", "work_country")
_ORDER = (
    *(*_NAMED, "number", "title", "customer_id", "project_id", "leader_id", "billing_method", "starts_at", "ends_at"),
    *("estimated_ms", "description", "marking", "has_other_address", *_WORK, "extras"),
)
_PERSONS_OF_ORDER = ("company_id", "work_order_id", "person_id", "position")
_HOURS_MS = 3_600_000


class Trade:
    """The maker; the same seed makes the same."""

    def __init__(self, firm: Firm, sizes: Sizes, first_id: int) -> None:
        self._firm = firm
        self._sizes = sizes
        self._random = random.Random(11)
        self.last_id = first_id - 1

    def write(self, sink: Sink) -> None:
        """Write every row."""
        customers = [self._customer(number) for number in range(self._sizes.customers)]
        sink.write("customer", _CUSTOMER, customers)
        projects = [self._project(number, self._random.choice(customers)) for number in range(self._sizes.projects)]
        sink.write("project", _PROJECT, projects)
        orders = [self._order(number, self._random.choice(projects)) for number in range(self._sizes.work_orders)]
        sink.write("work_order", _ORDER, orders)
        sink.write("work_order_person", _PERSONS_OF_ORDER, self._assigned(orders))
        sink.run("DELETE FROM row_tally")
        for table in ("customer", "project", "work_order"):
            sink.run(
                f"INSERT INTO row_tally (company_id, kind, n) SELECT company_id, '{table}', count(*)"  # noqa: S608  # ours
                f" FROM {table} GROUP BY company_id"
            )
        sink.end_ids_at(self.last_id)

    def _named(self) -> Row:
        self.last_id += 1
        made = self._sizes.last_on - timedelta(days=self._random.randrange(1, 900))
        at, person = f"{made.isoformat()}T08:15:00.000Z", self._firm.person_ids[0]
        return self._firm.company.id, self.last_id, _KEY.format(self.last_id & 0xFFFFFF), at, at, person, person

    def _place(self) -> Row:
        chance = self._random
        zip_code = f"{chance.randrange(100, 999)} {chance.randrange(10, 99)}"
        return words.place(chance), zip_code, chance.choice(words.CITIES)

    def _customer(self, number: int) -> Row:
        name = words.firm(self._random, FIRST_NAMES)
        return (
            *(*self._named(), str(_FIRST_NUMBER + number), name, f"55{number:04d}-{number % 9000 + 1000}"),
            *(f"kund{number}@prov.example", f"08-{number:06d}", *self._place(), "SE"),
            *("HOURLY", 6_500_000, 30, f"Nyckel hos {self._random.choice(FIRST_NAMES)}"),
        )

    def _project(self, number: int, customer: Row) -> Row:
        name, starts = f"{self._random.choice(words.WORKS)}, {words.place(self._random)}", self._sizes.first_on
        leader_id = self._random.choice(self._firm.person_ids)
        return (
            *(
                *self._named(),
                str(_FIRST_NUMBER + number),
                name,
                customer[1],
                leader_id,
            ),
            *("HOURLY", 6_500_000, 400 * _HOURS_MS, starts.isoformat(), self._sizes.last_on.isoformat()),
            *(f"Märkning {number}", "Se ritning", str(customer[8]), *self._place(), "SE", _extras(self._of_project())),
        )

    def _order(self, number: int, project: Row) -> Row:
        title = f"{self._random.choice(words.WORKS)}, {words.place(self._random)}"
        begins = self._sizes.last_on - timedelta(days=self._random.randrange(700))
        return (
            *(*self._named(), _FIRST_NUMBER + number, title, project[9], project[1], project[10], "RUNNING"),
            *(f"{begins.isoformat()}T06:00:00.000Z", f"{begins.isoformat()}T15:00:00.000Z", 8 * _HOURS_MS),
            *(f"{title}. Ring innan.", f"Märkning {number}", True, "Huvudentrén", *self._place(), "SE"),
            _extras(self._of_order()),
        )

    def _assigned(self, orders: Sequence[Row]) -> Iterator[Row]:
        for order in orders:
            for position, person_id in enumerate(self._random.sample(self._firm.person_ids, 3)):
                yield order[0], order[1], person_id, position

    def _of_project(self) -> dict[str, Any]:
        key, amount = _KEY.format(self._random.randrange(0xFFFFFF)), self._random.randrange(1_000, 90_000)
        rows = [{"_id": key, "name": work, "amount": amount, "quantity": 2} for work in words.WORKS[:3]]
        budget = {"typeOfBenefitCalc": 1, "benefits": rows, "benefitTotal": amount * 3}
        return {
            "permissions": {"permUsers": [key], "permRoles": [1, 10], "permissionFlag": 1, "permDepartments": []},
            "recurringBudget": {"budgetTime": 40, "budgetAmount": amount, "budgetType": 10},
            "budget": {**budget, "typeOfCostCalc": 1, "costs": rows, "costTotal": amount},
            "budgetCalculation": {"invoiceItems": rows, "totalBenefitAmount": amount, "totalCostAmount": amount},
            "staffLedger": {"workPlaceIDNumber": "123456", "developerName": "Byggherren", "developerOrgNumber": "556"},
            "projectTimeNotification": {"sent": False, "notifyAtPercent": 80},
            "projectResources": [{"_id": key, "user": key, "hours": 16}] * 2,
            "checkLists": [self._check_list(key)],
            "comments": [{"_id": key, "comment": "Ritningen är ändrad", "user": key, "timestamp": "2024-05-02T07:00"}],
            "customFields": [{"_id": key, "fieldName": "Portkod", "value": "1234"}],
        }

    def _of_order(self) -> dict[str, Any]:
        key = _KEY.format(self._random.randrange(0xFFFFFF))
        row = {"_id": key, "name": "Arbete", "quantity": 3, "price": 650, "tax": 25, "unit": "tim"}
        return {
            "customFields": [{"_id": key, "fieldName": "Portkod", "value": "1234"}],
            "invoiceRows": [row, {**row, "name": "Material"}],
            "todoItems": [{"_id": key, "text": work, "done": False} for work in words.WORKS[:4]],
            "reminders": [{"_id": key, "timestamp": "2024-05-02T07:00", "users": [key]}],
            "checkLists": [self._check_list(key)],
            "comments": [{"_id": key, "comment": "Nyckel i receptionen", "user": key, "timestamp": "2024-05-02T07:00"}],
            "partTimeResources": [{"user": key, "hours": 4, "startDate": "2024-05-02", "endDate": "2024-05-03"}],
            "budgetCalculation": {"invoiceItems": [row], "totalBenefitAmount": 1950, "totalCostAmount": 700},
        }

    def _check_list(self, key: str) -> dict[str, Any]:
        items = [{"_id": key, "text": work, "checked": False, "comment": ""} for work in words.WORKS[:5]]
        return {"_id": key, "name": "Egenkontroll", "items": items}


def _extras(nested: dict[str, Any]) -> str:
    return json.dumps({"seventime": nested}, ensure_ascii=False)
