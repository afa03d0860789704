"""A work order with what was used on it: made, and seen on its page; the board; a document that comes and goes."""

from pathlib import Path

import pytest

from tests.browser.conftest import ENGLISH, Walk, texts
from tests.web.jobs import png


@pytest.fixture
def leader(walk: Walk) -> Walk:
    """A walk of who makes work orders."""
    walk.who = walk.who.replace("anna", "admin")
    walk.sign_in()
    return walk


def _make_order(walk: Walk, title: str) -> str:
    """Make a work order; returns the path of its page."""
    page = walk.page
    walk.go("/work-orders")
    walk.look("work-orders")
    page.locator("header a.button.primary").click()
    page.locator("input[name=title]").fill(title)
    walk.pick("#field-customer_key", "ett", "Kund Ett AB")
    page.locator("input[name=starts_at]").fill("2026-11-23T07:00")
    walk.look("work-order-new")
    page.locator("form button.primary").click()
    page.locator("a[href^='/expenses/new']").wait_for()
    walk.look("work-order-empty")
    return page.url.removeprefix(walk.base)


def _add_expense(walk: Walk, name: str) -> None:
    page = walk.page
    page.locator("a[href^='/expenses/new']").click()
    page.locator("input[name=receipt]").set_input_files(
        {"name": "kvitto.png", "mimeType": "image/png", "buffer": png()}
    )
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=unit_cost_e4]").fill("125,50")
    page.locator("input[name=tax_e4]").fill("25")
    walk.look("expense-new")
    page.locator("form button.primary").click()
    page.locator("figure img").wait_for()
    assert page.locator("figure img").evaluate("one => one.decode().then(() => one.naturalWidth)") == 1
    walk.look("expense")


def _add_drive(walk: Walk, purpose: str) -> None:
    page = walk.page
    page.locator("a[href^='/drives/new']").click()
    page.locator("select[name=type_key]").select_option(index=1)
    for name, told in (("purpose", purpose), ("start_address", "Västervik"), ("end_address", "Gamleby")):
        page.locator(f"input[name={name}]").fill(told)
    page.locator("select[name=vehicle_key]").select_option(index=1)
    page.locator("input[name=distance_m]").fill("12,4")
    walk.look("drive-new")
    page.locator("form button.primary").click()
    page.locator("a[href$='/edit']").wait_for()
    walk.look("drive")


def _add_machine_time(walk: Walk, note: str) -> None:
    page = walk.page
    page.locator("a[href^='/machine-time/new']").click()
    page.locator("select[name=machine_key]").select_option(index=1)
    page.locator("input[name=duration_ms]").fill("2:30")
    page.locator("textarea[name=note]").fill(note)
    walk.look("machine-time-new")
    page.locator("form button.primary").click()
    page.locator("a[href$='/edit']").wait_for()
    walk.look("machine-time")


def _file_and_remove(walk: Walk) -> None:
    """Two documents are dropped; one is fetched, and the other taken away again by keyboard."""
    page, documents = walk.page, walk.page.locator(".documents li")
    for number, name in enumerate(("plan.pdf", "skiss.pdf"), start=1):
        page.locator(".documents input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
        )
        documents.nth(number - 1).wait_for()
    walk.look("work-order-documents")
    with page.expect_download() as download:
        documents.first.locator("> a").click()
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.7"
    documents.nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    documents.nth(1).locator("button.danger").wait_for()
    walk.look("work-order-documents-removing")
    documents.nth(1).locator("button.danger").click()
    documents.nth(1).wait_for(state="detached")
    page.locator("#documents:focus").wait_for()
    assert texts(page, ".documents li > a") == ["plan.pdf"]
    walk.look("work-order-documents-removed")


def test_a_work_order_with_an_expense_a_drive_and_a_machine(leader: Walk) -> None:
    page, is_english = leader.page, leader.who.startswith(ENGLISH)
    path = _make_order(leader, "Mend a roof" if is_english else "Byta dörr")
    _add_expense(leader, "Skruv")
    leader.go(path)
    _add_drive(leader, "Hämta virke")
    leader.go(path)
    _add_machine_time(leader, "Byta lampor")
    leader.go(path)
    assert page.locator("section[aria-labelledby=expenses] tbody tr").count() == 1
    assert page.locator("section[aria-labelledby=drives] tbody tr").count() == 1
    assert page.locator("section[aria-labelledby=expenses] tbody a").text_content() == "Skruv"
    assert page.locator("section[aria-labelledby=drives] tbody a").text_content() == "Hämta virke"
    assert page.locator("section[aria-labelledby=machine-time] tbody a").text_content() == "Lift"
    leader.look("work-order")
    _file_and_remove(leader)


def test_a_card_is_moved_by_keyboard_and_by_drag(leader: Walk) -> None:
    page = leader.page
    _make_order(leader, f"Kort {leader.who}")
    leader.go("/work-orders/board")
    leader.look("board")
    card = page.locator("[data-card]", has_text=f"Kort {leader.who}")
    columns = page.locator("[data-status]")
    choice = card.locator("select")
    name = choice.get_attribute("id")
    choice.focus()
    with page.expect_response("**/status"):
        page.keyboard.press("ArrowDown")
    columns.nth(1).locator("[data-card]", has_text=f"Kort {leader.who}").wait_for()
    page.locator(f"[id='{name}']:focus").wait_for()
    leader.look("board-moved")
    if leader.who.startswith(ENGLISH):
        return  # a telephone shows one column at a time: cards are moved by what stands on them
    with page.expect_response("**/status"):
        columns.nth(1).locator("[data-card]", has_text=f"Kort {leader.who}").drag_to(columns.nth(0))
    columns.nth(0).locator("[data-card]", has_text=f"Kort {leader.who}").wait_for()


def test_projects_customers_and_machines_are_looked_at(leader: Walk) -> None:
    page = leader.page
    for family in ("projects", "customers", "contacts", "machines", "vehicles", "expenses", "drives", "machine-time"):
        leader.go(f"/{family}")
        leader.look(family)
        leader.go(f"/{family}/new")
        leader.look(f"{family}-new")
    for family in ("projects", "customers", "machines", "vehicles"):
        leader.go(f"/{family}")
        page.locator("tbody a").first.click()
        page.locator("a[href$='/edit']").first.wait_for()
        leader.look(family[:-1])
