"""Billed once: each source stands on one live invoice row at most, whoever asks, and is freed by its invoice only."""

import asyncio
from functools import partial
from typing import Any

import pytest

from dagsverke.app.billing import SOURCES, claim, release
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed
from tests.app.firms import ADDERS, add_time, write
from tests.harness import World

pytestmark = pytest.mark.anyio
FLAGS = ("is_invoiced", "invoice_id", "invoiced_at")


def add_invoice(work: UnitOfWork, number: str | None = None) -> int:
    """An invoice of which nothing but the number matters."""
    return work.add("invoice", {"number": number, "status": 2 if number else 1, "name": "Faktura"})


def flags(work: UnitOfWork, kind: str, row_id: int) -> tuple[Any, ...]:
    """What a source says of its invoice."""
    row = work.find(kind, id=row_id)
    assert row is not None
    return tuple(row[name] for name in FLAGS if name in row)


@pytest.mark.parametrize("kind", SOURCES)
async def test_what_is_claimed_says_on_which_invoice_it_stands_and_nothing_else_changes(
    world: World, kind: str
) -> None:
    def work_it(work: UnitOfWork) -> None:
        attested = {} if kind == "supplier_invoice" else {"attested_at": work.now}
        source_id, invoice_id = ADDERS[kind](work, **attested), add_invoice(work)
        before = work.find(kind, id=source_id)
        claim(work, invoice_id, 7, kind, [source_id])
        assert flags(work, kind, source_id)[:2] == (True, invoice_id)
        assert flags(work, kind, source_id)[2:] in ((), (work.now,))
        release(work, invoice_id)
        assert work.find(kind, id=source_id) == before
        assert work.find_all("billing") == []

    await write(world, work_it)


async def test_what_stands_on_an_invoice_is_refused_with_the_number_of_that_invoice(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        drafted, sent, free, marked = (add_time(work) for _ in range(4))
        claim(work, add_invoice(work), 1, "time_entry", [drafted])
        claim(work, add_invoice(work, "24481"), 2, "time_entry", [sent])
        entry = work.find("time_entry", id=marked)
        assert entry is not None
        work.change("time_entry", entry, {"is_invoiced": True})
        other = add_invoice(work)
        for taken, where in ((drafted, "a draft"), (sent, "invoice 24481"), (marked, "an invoice")):
            with pytest.raises(Conflict, match=f"stands on {where} already"):
                claim(work, other, 3, "time_entry", [free, taken])
        assert flags(work, "time_entry", free) == (False, None, None)

    await write(world, work_it)


async def test_what_is_not_billable_or_not_there_cannot_be_claimed(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        idle, gone, invoice_id = add_time(work, is_billable=False), add_time(work), add_invoice(work)
        entry = work.find("time_entry", id=gone)
        assert entry is not None
        work.withdraw("time_entry", entry)
        with pytest.raises(Conflict, match="is not billable"):
            claim(work, invoice_id, 1, "time_entry", [idle])
        with pytest.raises(Malformed, match="not in this company"):
            claim(work, invoice_id, 1, "time_entry", [gone])
        with pytest.raises(Malformed, match="must be one of"):
            claim(work, invoice_id, 1, "person", [idle])
        claim(work, invoice_id, 1, "time_entry", [])
        assert work.find_all("billing") == []

    await write(world, work_it)


async def test_another_companys_rows_cannot_be_claimed(world: World) -> None:
    theirs = await world.store.write(operator(world.norra.company_id), add_time)
    with pytest.raises(Malformed, match="not in this company"):
        await write(world, lambda work: claim(work, add_invoice(work), 1, "time_entry", [theirs]))


async def test_an_invoice_frees_its_own_rows_only_and_if_asked_some_of_them(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        first, second, third = (add_time(work) for _ in range(3))
        one, other = add_invoice(work), add_invoice(work)
        claim(work, one, 1, "time_entry", [first])
        claim(work, one, 2, "time_entry", [second])
        claim(work, other, 3, "time_entry", [third])
        release(work, one, {2})
        assert [flags(work, "time_entry", entry)[0] for entry in (first, second, third)] == [True, False, True]
        release(work, one)
        assert [flags(work, "time_entry", entry)[0] for entry in (first, second, third)] == [False, False, True]

    await write(world, work_it)


async def test_of_fifty_who_invoice_the_same_rows_at_once_one_wins_and_the_others_are_told_who(world: World) -> None:
    entries = await write(world, lambda work: [add_time(work) for _ in range(3)])

    def invoice(work: UnitOfWork, number: int) -> int:
        invoice_id = add_invoice(work, str(number))
        claim(work, invoice_id, number, "time_entry", entries)
        return number

    who = operator(world.ostra.company_id)
    tries = (world.store.write(who, partial(invoice, number=number)) for number in range(1, 51))
    found = await asyncio.gather(*tries, return_exceptions=True)
    (winner,) = [one for one in found if isinstance(one, int)]
    lost = [str(one) for one in found if isinstance(one, Conflict)]
    assert len(lost) == 49
    assert all(one.endswith(f"stands on invoice {winner} already") for one in lost)
    assert len(await write(world, lambda work: work.find_all("billing"))) == 3
    assert [one["number"] for one in await write(world, lambda work: work.find_all("invoice"))] == [str(winner)]
