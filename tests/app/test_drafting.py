"""Drafting invoices from what is unbilled: what is chosen, how it is laid out, what it amounts to."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from dagsverke.app.bill_rows import LAYOUTS, Layout
from dagsverke.app.commands.billing import Drafted, discard_draft, draft, preview
from dagsverke.app.commands.companies import operator
from dagsverke.app.invoices import rows_of
from dagsverke.app.issuing import credit, issue
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.reconciling import reconcile
from dagsverke.app.unbilled import payer_of, unbilled
from dagsverke.domain.errors import Absent, Conflict, Malformed
from dagsverke.domain.units import E4
from tests.app.firms import (
    AMOUNTS_E4,
    FIRST,
    LAST,
    add_all,
    add_drive,
    add_expense,
    add_time,
    of_customer,
    one_id,
    write,
)
from tests.harness import World

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_draft_is_what_the_preview_showed_and_claims_what_it_bills(world: World, layout: Layout) -> None:
    def work_it(work: UnitOfWork) -> None:
        ids = add_all(work)
        foreseen = preview(work, of_customer(work), layout)
        invoice_id = draft(work, of_customer(work), layout, one_id(work, "person", user_name="bo")).invoice_id
        invoice = work.find("invoice", id=invoice_id)
        assert invoice is not None
        assert (invoice["number"], invoice["status"], invoice["customer_name"]) == (None, 1, "Kund Ett AB")
        assert invoice["created_by_id"] == one_id(work, "person", user_name="bo")
        assert (invoice["net_e4"], invoice["payable_e4"]) == (foreseen.sums.net_e4, foreseen.sums.payable_e4)
        rows = rows_of(work, invoice_id)
        assert [row["net_e4"] for row in rows] == [row["net_e4"] for row in foreseen.rows]
        claims = {one["source_kind"]: one for one in work.find_all("billing", invoice_id=invoice_id)}
        assert {kind: one["source_id"] for kind, one in claims.items()} == ids
        for kind, one in claims.items():
            (row,) = [row for row in rows if row["id"] == one["row_id"]]
            assert row["net_e4"] == (2450 * E4 if layout == "one" else AMOUNTS_E4[kind])
        with pytest.raises(Conflict, match="nothing of Kund Ett AB is unbilled from 2026-11-01 to 2026-11-30; what"):
            draft(work, of_customer(work), layout)

    await write(world, work_it)


async def test_a_preview_writes_nothing(world: World) -> None:
    await write(world, add_all)
    await world.store.read(world.ostra.company_id, lambda reader: preview(reader, of_customer(reader), "detailed"))
    assert await write(world, lambda work: [*work.find_all("invoice"), *work.find_all("billing")]) == []


async def test_a_discarded_draft_frees_its_rows_and_what_was_sent_cannot_be_discarded(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add_all(work)
        scope = of_customer(work)
        before = unbilled(work, scope)
        invoice_id = draft(work, scope, "detailed").invoice_id
        assert unbilled(work, scope) == []
        discard_draft(work, invoice_id)
        assert unbilled(work, scope) == before
        assert work.find("invoice", id=invoice_id) is None
        with pytest.raises(Absent):
            discard_draft(work, invoice_id)
        sent = work.find("invoice", id=draft(work, scope, "one").invoice_id)
        assert sent is not None
        work.change("invoice", sent, {"status": 2, "number": "24481"})
        with pytest.raises(Conflict, match="is invoice 24481, which was sent"):
            discard_draft(work, sent["id"])
        credit_id = work.add("invoice", {"name": "Kredit", "status": 1, "is_credit": True})
        with pytest.raises(Conflict, match="credits another invoice"):
            discard_draft(work, credit_id)

    await write(world, work_it)


async def test_only_what_is_billable_uninvoiced_and_of_the_customer_and_days_is_unbilled(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        other = work.add("customer", {"number": "200", "name": "Annan"})
        project = work.add("project", {"number": "9", "name": "Kundens", "customer_id": of_customer(work).customer_id})
        for add, day in ((add_time, "begins_at"), (add_expense, "happened_at")):
            due = [add(work, on_day=on, **{day: f"{on}T12:00:00.000Z"}) for on in (FIRST, LAST)]
            due.append(add(work, customer_id=None, project_id=project))
            add(work, is_billable=False)
            add(work, customer_id=other)
            add(work, customer_id=other, project_id=project)
            add(work, on_day="2026-10-31", **{day: "2026-10-31T12:00:00.000Z"})
            add(work, on_day="2026-12-01", **{day: "2026-12-01T12:00:00.000Z"})
            kind = "time_entry" if add is add_time else "expense"
            found = sorted(one.id for one in unbilled(work, of_customer(work)) if one.kind == kind)
            assert found == sorted(due)

    await write(world, work_it)


async def test_projects_and_orders_narrow_what_is_billed_and_several_become_one_invoice(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        customer = one_id(work, "customer", number="100")
        first, second = (work.add("project", {"number": n, "name": n, "customer_id": customer}) for n in ("8", "9"))
        order = work.add("work_order", {"number": 70, "title": "O", "customer_id": customer, "project_id": second})
        one = add_time(work, project_id=first)
        two = add_drive(work, project_id=second)
        three = add_expense(work, project_id=second, work_order_id=order)
        add_time(work)

        def ids(**more: Any) -> set[int]:
            return {source.id for source in unbilled(work, of_customer(work, **more))}

        assert ids(project_ids=[first]) == {one}
        assert ids(project_ids=[second]) == {two, three}
        assert ids(project_ids=[second], work_order_ids=[order]) == {three}
        assert ids(work_order_ids=[order]) == {three}
        both = work.find("invoice", id=draft(work, of_customer(work, project_ids=[first, second]), "one").invoice_id)
        assert both is not None
        assert (both["project_id"], both["net_e4"]) == (None, 990 * E4)
        with pytest.raises(Conflict, match="is unbilled on what was named from"):
            draft(work, of_customer(work, work_order_ids=[order]), "one")

    await write(world, work_it)


async def test_an_invoice_of_one_project_and_order_is_that_projects_and_orders(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        owners = {"project_id": one_id(work, "project"), "work_order_id": one_id(work, "work_order")}
        for add in (add_time, add_expense):
            add(work, **owners)
        invoice = work.find("invoice", id=draft(work, of_customer(work), "grouped").invoice_id)
        assert invoice is not None
        assert {name: invoice[name] for name in owners} == owners

    await write(world, work_it)


@pytest.mark.parametrize(
    ("project", "order", "source", "name"),
    [
        ({"billing_method": "FIXED_PRICE"}, {}, {}, "project P Tak"),
        ({}, {"billing_method": "FIXED_PRICE"}, {}, "work order 70 Byte"),
        ({}, {"billing_method": "ACCORDING_TO_QUOTE"}, {}, "work order 70 Byte"),
        ({"billing_method": "FIXED_PRICE"}, {"is_supplement": True}, {}, None),
        ({"billing_method": "FIXED_PRICE"}, {}, {"is_supplement": True}, None),
        ({"billing_method": "HOURLY"}, {"billing_method": "RUNNING"}, {}, None),
    ],
)
async def test_what_is_part_of_a_whole_with_a_price_is_left_out_and_named(
    world: World, project: Mapping[str, Any], order: Mapping[str, Any], source: Mapping[str, Any], name: str | None
) -> None:
    def work_it(work: UnitOfWork) -> None:
        whose = {"customer_id": one_id(work, "customer", number="100")}
        project_id = work.add("project", {"number": "P", "name": "Tak", **whose, **project})
        order_row = {"number": 70, "title": "Byte", "project_id": project_id, **whose, **order}
        owners = {"project_id": project_id, "work_order_id": work.add("work_order", order_row)}
        add_time(work, **owners, **source)
        if name:
            with pytest.raises(Conflict, match=f"but what has a price as a whole \\({name}\\)"):
                preview(work, of_customer(work), "detailed")
        add_drive(work)
        found = preview(work, of_customer(work), "detailed")
        assert [(one.name, one.count, one.amount_e4) for one in found.left_out] == (
            [(name, 1, 750 * E4)] if name else []
        )
        assert found.sums.net_e4 == (60 if name else 810) * E4

    await write(world, work_it)


async def test_expenses_of_one_rate_of_tax_alone_give_the_invoice_that_rate(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add_expense(work, tax_e4=12 * E4)
        found = preview(work, of_customer(work), "detailed")
        assert (found.head["has_row_taxes"], found.head["tax_e4"]) == (False, 12 * E4)
        assert found.sums.tax_amount_e4 == 216_000

    await write(world, work_it)


async def test_a_customer_who_accounts_for_the_tax_itself_is_charged_none(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add_all(work)
        customer = work.find("customer", number="100")
        assert customer is not None
        work.change("customer", customer, {"is_construction": True})
        foreseen = preview(work, of_customer(work), "detailed")
        invoice = work.find("invoice", id=draft(work, of_customer(work), "detailed").invoice_id)
        assert invoice is not None
        assert (invoice["kind"], invoice["tax_amount_e4"], foreseen.sums.tax_amount_e4) == (3, 0, 0)

    await write(world, work_it)


async def test_who_pays_for_projects_and_orders_is_one_customer_or_it_must_be_said(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        customer = one_id(work, "customer", number="100")
        other = work.add("customer", {"number": "200", "name": "Annan"})
        ids = [work.add("project", {"name": "P", "customer_id": one}) for one in (customer, other, None)]
        ours, theirs, nobodys = (work.find_all("project", id=one)[0] for one in ids)
        order_id = work.add("work_order", {"title": "O", "project_id": ours["id"]})
        orders = work.find_all("work_order", id=order_id)
        assert payer_of(work, [ours], []) == payer_of(work, [], orders) == payer_of(work, [ours], orders) == customer
        with pytest.raises(Conflict, match="is not the same"):
            payer_of(work, [ours, theirs], [])
        for nobody in ([nobodys], []):
            with pytest.raises(Malformed, match="is required"):
                payer_of(work, nobody, [])

    await write(world, work_it)


async def test_more_rows_than_an_invoice_holds_must_be_grouped(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        for _ in range(1001):
            add_drive(work)
        with pytest.raises(Conflict, match="there would be 1001 rows, of at most 1000: group them"):
            preview(work, of_customer(work), "detailed")
        assert len(preview(work, of_customer(work), "grouped").rows) == 1

    await write(world, work_it)


async def test_two_companies_bill_their_own(world: World) -> None:
    await world.store.write(operator(world.norra.company_id), add_all)
    with pytest.raises(Conflict, match="nothing of"):
        await write(world, partial(lambda work, layout: draft(work, of_customer(work), layout), layout="one"))


async def test_of_fifty_who_draft_the_same_at_once_one_wins_and_the_others_are_told_where_it_is(world: World) -> None:
    await write(world, add_all)
    who = operator(world.ostra.company_id)
    tries = (world.store.write(who, lambda work: draft(work, of_customer(work), "detailed")) for _ in range(50))
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert len([one for one in found if isinstance(one, Drafted)]) == 1
    lost = [str(one) for one in found if isinstance(one, Conflict)]
    assert len(lost) == 49
    assert all(one.endswith("to 2026-11-30; what there was stands on a draft") for one in lost)
    assert len(await write(world, lambda work: work.find_all("invoice"))) == 1


async def test_a_credit_frees_exactly_the_rows_of_what_it_credits(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        bo = one_id(work, "person", user_name="bo")
        numbers = []
        for add in (add_time, add_expense):
            add(work)
            invoice = work.find("invoice", id=draft(work, of_customer(work), "detailed", bo).invoice_id)
            assert invoice is not None
            issue(work, invoice, bo)
            numbers.append(f"invoice {one_number(work, invoice['id'])}")
        with pytest.raises(Conflict, match=f"stands on {numbers[1]}, {numbers[0]}"):
            preview(work, of_customer(work), "one")
        (first, second) = work.find_all("invoice")
        credit_id = credit(work, first["id"], bo)
        assert [one.kind for one in unbilled(work, of_customer(work))] == ["time_entry"]
        assert [one["invoice_id"] for one in work.find_all("billing")] == [second["id"]]
        with pytest.raises(Conflict, match="credits another invoice"):
            discard_draft(work, credit_id)
        assert reconcile(work).is_even

    await write(world, work_it)


def one_number(reader: Reader, invoice_id: int) -> str:
    """The number of an invoice."""
    invoice = reader.find("invoice", id=invoice_id)
    assert invoice is not None
    return str(invoice["number"])
