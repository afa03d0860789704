"""Reconciling: the parts make the whole after whatever was done, and where claims and flags disagree it is said."""

from random import Random

import pytest

from dagsverke.app.billing import SOURCES, claim, release
from dagsverke.app.commands.billing import discard_draft, draft
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.reconciling import Line, Tally, reconcile
from dagsverke.app.unbilled import Scope
from dagsverke.domain.errors import Conflict
from dagsverke.domain.units import E4
from tests.app.firms import ADDERS, AMOUNTS_E4, add_expense, add_time, one_id, write
from tests.harness import World

pytestmark = pytest.mark.anyio


def add_invoice(work: UnitOfWork) -> int:
    """A bare invoice."""
    return work.add("invoice", {"name": "Faktura", "status": 1})


def add_row(work: UnitOfWork, invoice_id: int) -> int:
    """A bare row of an invoice."""
    whose = {"owner_kind": "invoice", "owner_id": invoice_id, "position": 1024}
    return work.add("paper_row", whose | {"kind": "general"})


async def test_each_thing_is_billed_or_unbilled_or_barred(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        whole = work.add("project", {"number": "P", "name": "Tak", "billing_method": "FIXED_PRICE"})
        for kind, add in ADDERS.items():
            billed, _, _ = add(work), add(work), add(work, is_billable=False)
            add(work, project_id=whole)
            invoice_id = add_invoice(work)
            claim(work, invoice_id, add_row(work, invoice_id), kind, [billed])
        found = reconcile(work)
        one = {kind: AMOUNTS_E4[kind] for kind in SOURCES}
        assert list(found.lines) == [
            Line(kind, Tally(4, 4 * one[kind]), Tally(1, one[kind]), Tally(1, one[kind]), Tally(2, 2 * one[kind]))
            for kind in SOURCES
        ]
        assert found.is_even
        assert found.sum.total == Tally(20, 4 * 2450 * E4)
        assert found.sum.is_even

    await write(world, work_it)


async def test_a_scope_and_a_period_leave_the_rest_out(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        add_time(work)
        late = {"on_day": "2026-12-01", "begins_at": "2026-11-30T23:30:00.000Z"}
        add_time(work, **late, customer_id=work.add("customer", {"number": "200", "name": "Annan"}))
        add_time(work, **late)
        scope = Scope(one_id(work, "customer", number="100"), "2026-12-01", "2026-12-31")
        assert reconcile(work, scope).sum.total == Tally(1, 750 * E4)
        assert reconcile(work, first_on="2026-12-01").sum.total.count == 2
        assert reconcile(work, last_on="2026-11-30").sum.unbilled.count == 1
        assert reconcile(work).sum.total.count == 3

    await write(world, work_it)


async def test_claims_and_flags_that_disagree_are_listed_and_the_parts_do_not_make_the_whole(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        flagged, claimed = add_time(work), add_expense(work)
        invoice_id = add_invoice(work)
        claim(work, invoice_id, add_row(work, invoice_id), "expense", [claimed])
        keys = []
        for kind, row_id, is_invoiced in (("time_entry", flagged, True), ("expense", claimed, False)):
            row = work.find(kind, id=row_id)
            assert row is not None
            keys.append(row["key"])
            work.change(kind, row, {"is_invoiced": is_invoiced})
        found = reconcile(work)
        assert [(one.kind, one.name, one.what) for one in found.differences] == [
            ("time_entry", keys[0], "says it is invoiced, but no row bills it"),
            ("expense", keys[1], "is billed, but says not"),
        ]
        assert [one.kind for one in found.lines if not one.is_even] == ["time_entry", "expense"]
        assert not found.is_even

    await write(world, work_it)


async def test_claims_of_what_is_gone_are_listed(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        rowless, lost, kept = add_time(work), add_time(work), add_time(work)
        invoice_id = add_invoice(work)
        row_id = add_row(work, invoice_id)
        claim(work, invoice_id, row_id, "time_entry", [lost, kept])
        claim(work, invoice_id, row_id + 1000, "time_entry", [rowless])
        gone = work.find("time_entry", id=lost)
        assert gone is not None
        work.withdraw("time_entry", gone)
        assert [(one.name, one.what) for one in reconcile(work).differences] == [
            (f"id {rowless}", "is billed by an invoice or row that is gone"),
            ("1 in all", "billed, but gone"),
        ]
        invoice = work.find("invoice", id=invoice_id)
        assert invoice is not None
        work.withdraw("invoice", invoice)
        assert len(reconcile(work).differences) == 4

    await write(world, work_it)


@pytest.mark.parametrize("seed", range(6))
async def test_the_parts_make_the_whole_after_any_claims_and_releases(world: World, seed: int) -> None:
    """Against a model that knows of each source by which invoice it is held."""

    def work_it(work: UnitOfWork) -> None:
        chance = Random(seed)  # no secret
        billable = {(kind, add(work)) for kind, add in ADDERS.items() for _ in range(3)}
        barred = {(kind, add(work, is_billable=False)) for kind, add in ADDERS.items()}
        held: dict[tuple[str, int], int] = {}
        for _ in range(25):
            if held and chance.random() < 0.4:
                invoice_id = chance.choice(sorted(held.values()))
                release(work, invoice_id)
                held = {source: by for source, by in held.items() if by != invoice_id}
            else:
                kind = chance.choice(list(SOURCES))
                wanted = chance.sample(sorted(one for one in billable | barred if one[0] == kind), 2)
                invoice_id = add_invoice(work)
                ids = [source_id for _, source_id in wanted]
                if held.keys() & set(wanted) or barred & set(wanted):
                    with pytest.raises(Conflict):
                        claim(work, invoice_id, add_row(work, invoice_id), kind, ids)
                else:
                    claim(work, invoice_id, add_row(work, invoice_id), kind, ids)
                    held |= dict.fromkeys(wanted, invoice_id)
            found = reconcile(work)
            assert found.is_even
            assert found.sum.billed == _tally(held)
            assert found.sum.unbilled == _tally(billable - held.keys())
            assert found.sum.barred == _tally(barred)

    await write(world, work_it)


async def test_drafting_and_discarding_leave_everything_as_it_was(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        for add in ADDERS.values():
            add(work)
        scope = Scope(one_id(work, "customer", number="100"), "2026-11-01", "2026-11-30")
        before = reconcile(work)
        invoice_id = draft(work, scope, "detailed").invoice_id
        between = reconcile(work)
        assert (between.sum.billed, between.sum.unbilled, between.is_even) == (before.sum.unbilled, Tally(), True)
        discard_draft(work, invoice_id)
        assert reconcile(work) == before

    await write(world, work_it)


def _tally(sources: object) -> Tally:
    assert isinstance(sources, dict | set)
    return sum((Tally(1, AMOUNTS_E4[kind]) for kind, _ in sources), Tally())
