"""``invoice``: drafted from what is unbilled, discarded, shown and reconciled, by the numbers that people know."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.app.firms import add_all, add_time, one_id
from tests.cli.conftest import Command
from tests.harness import served

OSTRA = ("--company", "Östra Bygg & Städ AB")
NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")
DRAFT = ("invoice", "draft", "--customer", "100", *NOVEMBER, *OSTRA)
SUMS = "net 2450.00, tax 612.50, rounding 0.50: 3063.00 SEK to pay"


def seed(url: str, work_it: Callable[[UnitOfWork], Any]) -> None:
    """Do it in the first firm, as long as nobody else has its database."""

    async def run() -> None:
        async with served(url) as world:
            await world.store.write(operator(world.ostra.company_id), work_it)

    asyncio.run(run())


def test_a_dry_run_shows_the_invoice_and_makes_nothing(on_world: Command, world_url: str) -> None:
    seed(world_url, add_all)
    for _ in range(2):
        shown = on_world(*DRAFT, "--dry-run")
        assert shown.code == 0
        lines = shown.out.splitlines()
        assert lines[0].split() == ["Name", "Description", "Quantity", "Price", "Discount", "Tax", "Net"]
        assert lines[2].split() == [
            "Arbetstid",
            "2026-11-10,",
            "Anna",
            "Andersson",
            "1.5",
            "h",
            "500.00",
            "25",
            "%",
            "750.00",
        ]
        assert "10.00 %" in lines[3]
        assert lines[-2:] == [SUMS, "this would be a draft for Kund Ett AB"]


def test_a_draft_is_made_shown_and_discarded_by_its_key(on_world: Command, world_url: str) -> None:
    seed(world_url, add_all)
    made = on_world(*DRAFT, "--layout", "grouped", "--by", "bo")
    assert made.code == 0
    _, key, *whose = made.out.splitlines()[-1].split()
    assert whose == ["for", "Kund", "Ett", "AB"]
    shown = on_world("invoice", "show", key, *OSTRA).out.splitlines()
    assert shown[0].startswith("Faktura, a draft, for Kund Ett AB, of 2026-11-20, due 2026-12-20")
    assert shown[-1] == SUMS
    again = on_world(*DRAFT)
    assert again.code == 1
    assert again.err.startswith("dagsverke: nothing of Kund Ett AB is unbilled from 2026-11-01 to 2026-11-30; what")
    gone = on_world("invoice", "discard", key, *OSTRA)
    assert gone.out == "the draft for Kund Ett AB is discarded, and what it billed is unbilled\n"
    assert on_world("invoice", "show", key, *OSTRA).code == 1
    assert on_world(*DRAFT, "--layout", "one").code == 0


def test_a_numbered_invoice_is_shown_with_what_its_payer_quotes(on_world: Command, world_url: str) -> None:
    sent = {"name": "Faktura", "number": "24481", "ocr": "2448173", "customer_name": "Kund", "status": 2}
    seed(world_url, lambda work: work.add("invoice", sent | {"invoiced_on": "2026-11-01", "due_on": "2026-12-01"}))
    shown = on_world("invoice", "show", "24481", *OSTRA).out.splitlines()
    assert shown[0] == "Faktura 24481, for Kund, of 2026-11-01, due 2026-12-01"
    assert shown[-1] == "to be paid by OCR 2448173"


def test_a_draft_is_sent_paid_in_parts_and_credited(on_world: Command, world_url: str) -> None:
    seed(world_url, add_all)
    key = on_world(*DRAFT).out.splitlines()[-1].split()[1]
    sent = on_world("invoice", "send", key, "--by", "bo", *OSTRA)
    number = sent.out.split()[1]
    ocr = on_world("invoice", "show", number, *OSTRA).out.split()[-1]
    assert sent.out == f"Faktura {number} is sent: 3063.00 SEK to pay by 2026-12-20, by OCR {ocr}\n"
    part = on_world("invoice", "settle", number, "--amount", "1000.50", "--on", "2026-12-01", *OSTRA)
    assert part.out == f"Faktura {number}: 2062.50 SEK is left to pay\n"
    assert on_world("invoice", "settle", number, *OSTRA).out == f"Faktura {number}: paid\n"
    assert on_world(*DRAFT, "--dry-run").code == 1
    credited = on_world("invoice", "credit", number, *OSTRA)
    credit = credited.out.split()[7].rstrip(",")
    assert credited.out == f"Faktura {number} is credited by the draft {credit}, and what it billed is unbilled\n"
    assert on_world("invoice", "show", credit, *OSTRA).out.splitlines()[-1] == (
        "net -2450.00, tax -612.50, rounding -0.50: -3063.00 SEK to pay"
    )
    assert SUMS in on_world(*DRAFT, "--dry-run").out
    assert on_world("invoice", "send", credit, *OSTRA).out.startswith(
        f"Kreditfaktura {int(number) + 1} is sent: -3063.00"
    )


def test_projects_and_orders_say_who_pays(on_world: Command, world_url: str) -> None:
    def on_order(work: UnitOfWork) -> None:
        add_time(work, project_id=one_id(work, "project"), work_order_id=one_id(work, "work_order"))
        add_time(work)

    seed(world_url, on_order)
    for named in (("--project", "1"), ("--work-order", "7"), ("--project", "1", "--work-order", "7")):
        shown = on_world("invoice", "draft", *named, *NOVEMBER, *OSTRA, "--dry-run")
        assert "net 750.00" in shown.out


def test_what_has_a_price_as_a_whole_is_named(on_world: Command, world_url: str) -> None:
    def fixed(work: UnitOfWork) -> None:
        whole = {"number": "8", "name": "Tak", "billing_method": "FIXED_PRICE"}
        add_time(work, project_id=work.add("project", whole))
        add_time(work)

    seed(world_url, fixed)
    shown = on_world(*DRAFT, "--dry-run").out.splitlines()
    assert shown[-2] == "left out, for it has a price as a whole: project 8 Tak (1, 750.00)"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("draft", "--customer", "4711", *NOVEMBER), 1, "has no customer with the number 4711"),
        (("draft", "--customer", "100", "--project", "77", *NOVEMBER), 1, "has no project with the number 77"),
        (("draft", "--work-order", "77", *NOVEMBER), 1, "has no work order with the number 77"),
        (("draft", *NOVEMBER), 1, "customer_key: is required"),
        (("draft", "--customer", "100", *NOVEMBER, "--layout", "fancy"), 2, "'fancy' is none of"),
        (("draft", "--customer", "100", "--from", "x", "--to", "y"), 2, "'x' is not a day"),
        (("draft", "--customer", "100", *NOVEMBER, "--by", "nobody"), 1, "nobody in Östra"),
        (("show", "24481"), 1, "has no invoice with the number or key 24481"),
        (("discard", "24481"), 1, "has no invoice with the number or key 24481"),
        (("send", "24481"), 1, "has no invoice with the number or key 24481"),
        (("send", "1"), 1, "status: invoice 1 is no draft any more"),
        (("credit", "1"), 1, "status: invoice 1 cannot be credited"),
        (("settle", "1"), 1, "status: only a sent invoice can be paid"),
        (("settle", "1", "--amount", "1e3"), 2, "'1e3' is not an amount"),
        (("settle", "1", "--on", "x"), 2, "'x' is not a day"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(
    on_world: Command, world_url: str, arguments: tuple[str, ...], code: int, told: str
) -> None:
    seed(world_url, lambda work: work.add("invoice", {"name": "Faktura", "number": "1", "status": 4}))
    outcome = on_world("invoice", *arguments, *OSTRA)
    assert outcome.code == code
    assert told in outcome.err


def test_reconciling_shows_every_kind_and_that_the_parts_make_the_whole(on_world: Command, world_url: str) -> None:
    def some(work: UnitOfWork) -> None:
        add_all(work)
        add_time(work, is_billable=False)
        add_time(work, on_day="2026-12-01", begins_at="2026-12-01T08:00:00.000Z")

    seed(world_url, some)
    on_world(*DRAFT)
    told = on_world("invoice", "reconcile", "--from", "2026-11-01", "--to", "2026-12-31", *OSTRA)
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0].split() == ["Kind", "Total", "Billed", "Unbilled", "Not", "invoiceable"]
    assert lines[2].split() == ["Time", "3:", "2250.00", "1:", "750.00", "1:", "750.00", "1:", "750.00"]
    assert lines[-2].split()[2:] == ["7:", "3950.00", "5:", "2450.00", "1:", "750.00", "1:", "750.00"]
    assert lines[-1] == "reconciled: billed, unbilled and not invoiceable make the total"
    november = on_world("invoice", "reconcile", *NOVEMBER, *OSTRA).out.splitlines()
    assert november[2].split() == ["Time", "2:", "1500.00", "1:", "750.00", "0:", "0.00", "1:", "750.00"]
    assert on_world("invoice", "reconcile", *OSTRA).code == 0


def test_what_does_not_reconcile_is_listed_and_the_command_fails(on_world: Command, world_url: str) -> None:
    seed(world_url, lambda work: [add_time(work, is_invoiced=True) for _ in range(21)])
    told = on_world("invoice", "reconcile", *OSTRA)
    assert (told.code, told.err) == (
        1,
        "dagsverke: billed, unbilled and not invoiceable do not make the total\n",
    )
    assert told.out.count("says it is invoiced, but no row bills it") == 20
    assert told.out.splitlines()[-1] == "and 1 more"
