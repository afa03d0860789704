"""Whole invoices against sums that were reckoned by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dagsverke.app.billing import claim
from dagsverke.app.commands import invoices
from dagsverke.app.commands.companies import operator
from dagsverke.app.invoices import new_draft
from dagsverke.app.issuing import to_pay_e4
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed
from tests.harness import World

pytestmark = pytest.mark.anyio

ONE = {"name": "Stina Ek", "personal_number": "880320-0016"}
TWO = {"name": "Olle Ek", "personal_number": "701063-2391"}
HOME = {"property_type": 1, "property_designation": "Ekorren 7"}


def e4(amount: float) -> int:
    return round(amount * 10_000)


def row(price: float, quantity: float = 1, **more: Any) -> dict[str, Any]:
    given = {"kind": "general", "unit_price_e4": e4(price), "quantity_e6": round(quantity * 1_000_000), **more}
    return {name: e4(value) if name in ("tax_e4", "discount_e4") else value for name, value in given.items()}


def shared(**percents: int) -> list[dict[str, Any]]:
    people = {"one": ONE, "two": TWO}
    return [{**people[name], "percent_e4": e4(percent)} for name, percent in percents.items()]


def house(kind: int, due_on: str = "2026-12-20", **more: Any) -> dict[str, Any]:
    return {**HOME, "kind": kind, "due_on": due_on, "deductions": shared(one=100), **more}


GRID: Mapping[str, tuple[dict[str, Any], Sequence[dict[str, Any]], tuple[float, ...]]] = {
    "net, tax, rounding, to pay, basis, deduction": ({}, [], (0, 0, 0, 0, 0, 0)),
    "three rates": (
        {"has_row_taxes": True},
        [row(333.33, 3, tax_e4=25), row(0.05, tax_e4=12), row(10.10, tax_e4=6), row(7, tax_e4=0)],
        (1017.14, 250.62, 0.24, 1268, 0, 0),
    ),
    "discounts, negative rows and text": (
        {},
        [
            row(100, 1.5, discount_e4=12.5),
            row(50, -1),
            {"kind": "text", "name": "Tack"},
            {"kind": "blank"},
            {"kind": "amount", "net_e4": e4(9.99)},
        ],
        (91.24, 22.81, -0.05, 114, 0, 0),
    ),
    "the printed sums": ({}, [row(502.06)], (502.06, 125.52, 0.42, 628, 0, 0)),
    "reverse charge": ({"kind": 3, "has_row_taxes": True}, [row(1000.5, tax_e4=25)], (1000.5, 0, 0.5, 1001, 0, 0)),
    "a currency": ({"currency_code": "EUR"}, [row(9.99, 3)], (29.97, 7.49, 0, 37.46, 0, 0)),
    "ROT, two persons": (
        house(1, deductions=shared(one=60, two=40)),
        [row(10_000, house_work=1), row(4_000)],
        (14_000, 3_500, 0, 17_500, 12_500, 3_750),
    ),
    "ROT while the rate was half": (
        house(1, due_on="2026-11-30", invoiced_on="2025-06-01") | {"due_on": "2025-06-30"},
        [row(10_000, house_work=1)],
        (10_000, 2_500, 0, 12_500, 12_500, 6_250),
    ),
    "RUT at the cap": (
        house(2),
        [row(160_000, house_work=9)],
        (160_000, 40_000, 0, 200_000, 200_000, 75_000),
    ),
    "a heat pump": (
        house(1),
        [row(100_000, house_work=20), row(1_000, house_work=7)],
        (101_000, 25_250, 0, 126_250, 38_750, 11_625),
    ),
    "nobody to share it": (
        house(1, deductions=[]),
        [row(10_000, house_work=1)],
        (10_000, 2_500, 0, 12_500, 12_500, 0),
    ),
}


async def in_firm(world: World, what: Any) -> Any:
    return await world.store.write(operator(world.ostra.company_id), what)


def drafted(work: UnitOfWork, head: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> Record:
    customer = work.find("customer", number="100")
    assert customer is not None
    return found(work, new_draft(work, {"customer_id": customer["id"], "language": "SV", **head}, items, 0))


def found(work: UnitOfWork, invoice_id: int) -> Record:
    made = work.find("invoice", id=invoice_id)
    assert made is not None
    return made


def sent(work: UnitOfWork, invoice: Record, status: int = 2) -> Record:
    person = work.find("person", user_name="admin")
    assert person is not None
    change = {"modified_by_key": person["key"], "status": status}
    invoices.correct(work, {"key": invoice["key"]}, change)
    return found(work, invoice["id"])


def sums(invoice: Record) -> tuple[float, ...]:
    names = ("net_e4", "tax_amount_e4", "rounding_e4", "payable_e4", "house_basis_e4", "house_deduction_e4")
    return tuple(invoice[name] / 10_000 for name in names)


@pytest.mark.parametrize("name", GRID)
async def test_an_invoice_is_reckoned_as_by_hand_and_its_credit_makes_nil(world: World, name: str) -> None:
    head, items, expected = GRID[name]

    def work_it(work: UnitOfWork) -> tuple[Record, Record]:
        invoice = sent(work, drafted(work, head, items))
        return invoice, found(work, invoices.credit(work, invoice["id"], None))

    invoice, credit = await in_firm(world, work_it)
    assert sums(invoice) == expected
    assert [a + b for a, b in zip(sums(invoice), sums(credit), strict=True)] == [0] * 6


async def test_a_cap_holds_over_all_invoices_that_count_in_the_year(world: World) -> None:
    def work_it(work: UnitOfWork) -> list[int]:
        def granted(price: float, **more: Any) -> Record:
            kind = more.pop("kind", 2)
            code = {1: 1, 2: 9}[kind]
            return sent(work, drafted(work, house(kind, **more), [row(price, house_work=code)]))

        first = granted(80_000)
        second = granted(80_000)
        rot = granted(80_000, kind=1)
        next_year = granted(80_000, due_on="2027-01-20")
        invoices.credit(work, first["id"], None)
        third = granted(80_000, deductions=shared(one=50, two=50))
        return [one["house_deduction_e4"] // 10_000 for one in (first, second, rot, next_year, third)]

    assert await in_firm(world, work_it) == [50_000, 25_000, 0, 50_000, 50_000]


async def test_a_deduction_is_that_of_the_day_of_payment(world: World) -> None:
    def work_it(work: UnitOfWork) -> tuple[Record, Record]:
        head = house(1, invoiced_on="2025-12-01", due_on="2025-12-30")
        invoice = sent(work, drafted(work, head, [row(10_000, house_work=1)]))
        invoices.settle(work, invoice["id"], e4(1000), "2026-01-02")
        part = found(work, invoice["id"])
        invoices.settle(work, invoice["id"], to_pay_e4(part) - e4(1000), "2026-01-09")
        return part, found(work, invoice["id"])

    part, paid = await in_firm(world, work_it)
    assert (part["house_deduction_e4"], part["status"], part["paid_e4"]) == (e4(3_750), 2, e4(1000))
    assert (paid["status"], paid["paid_e4"], paid["paid_on"]) == (3, e4(8_750), "2026-01-09")


async def test_a_payment_is_at_most_what_is_left(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        invoice = sent(work, drafted(work, {}, [row(100)]))
        for amount in (0, -1, 126):
            with pytest.raises(Malformed, match="amount_e4"):
                invoices.settle(work, invoice["id"], e4(amount), "2026-11-20")
        invoices.settle(work, invoice["id"], e4(125), "2026-11-20")
        with pytest.raises(Conflict):
            invoices.settle(work, invoice["id"], e4(1), "2026-11-20")

    await in_firm(world, work_it)


async def test_crediting_obliterating_and_taking_a_row_away_free_what_was_billed(world: World) -> None:
    def work_it(work: UnitOfWork) -> list[int]:
        free = []
        admin = work.find("person", user_name="admin")
        assert admin is not None
        for way in ("credit", "obliterate", "row"):
            invoice = drafted(work, {}, [row(100), row(200)])
            rows = work.find_all("paper_row", owner_kind="invoice", owner_id=invoice["id"])
            for one in rows:
                expense = work.add("expense", {**EXPENSE, "person_id": admin["id"], "is_billable": True})
                claim(work, invoice["id"], one["id"], "expense", [expense])
            if way == "row":
                change = {"modified_by_key": admin["key"], "rows": [{**row(200), "key": rows[1]["key"]}]}
                invoices.correct(work, {"key": invoice["key"]}, change)
            elif way == "credit":
                invoices.credit(work, sent(work, invoice)["id"], None)
            else:
                sent(work, sent(work, invoice), 4)
            free.append(2 - len(work.find_all("billing", invoice_id=invoice["id"])))
        return free

    assert await in_firm(world, work_it) == [2, 2, 1]


EXPENSE = {"name": "Skruv", "happened_at": "2026-11-16T07:00:00.000Z", "on_day": "2026-11-16"}


async def test_an_invoice_that_cannot_be_credited_says_so(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        draft = drafted(work, {}, [row(100)])
        credit = invoices.credit(work, sent(work, drafted(work, {}, []))["id"], None)
        for invoice_id in (draft["id"], credit):
            with pytest.raises(Conflict, match="cannot be credited"):
                invoices.credit(work, invoice_id, None)

    await in_firm(world, work_it)


@pytest.mark.parametrize(
    ("head", "items", "field"),
    [
        ({"kind": 1}, [], "property_type"),
        (house(1, property_type=3), [], "property_type"),
        (house(1, property_designation=""), [], "property_designation"),
        (house(1, property_type=2, apartment_number="1101"), [], "housing_society_number"),
        (house(1, property_type=2, apartment_number="1101", housing_society_number="769612-3458"), [], "organisation"),
        (house(1, property_type=2, housing_society_number="769612-3459"), [], "apartment_number"),
        (house(1, deductions=[{**ONE, "personal_number": "880320-0017", "percent_e4": e4(50)}]), [], "personal number"),
        (house(1, deductions=shared(one=60, two=50)), [], "more than 100 percent"),
        (house(1, deductions=shared(one=50) * 2), [], "one person twice"),
        (house(1, currency_code="EUR"), [], "currency_code"),
        (house(1), [row(1, house_work=9)], "rows.0..house_work: is no type of work of a ROT"),
        (house(2), [row(1, house_work=1)], "rows.0..house_work"),
        ({}, [row(1, house_work=8)], "rows.0..house_work"),
    ],
)
async def test_a_home_that_the_tax_agency_would_not_take_is_refused(
    world: World, head: dict[str, Any], items: list[dict[str, Any]], field: str
) -> None:
    with pytest.raises(Malformed, match=field):
        await in_firm(world, lambda work: drafted(work, head, items))
