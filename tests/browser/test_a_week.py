"""A week, entered by keyboard, and handed in."""

import pytest

from tests.browser.conftest import SWEDISH, Walk

WEEKS = {1280: "2026-11-16", 375: "2026-11-09"}


@pytest.fixture
def monday(walk: Walk) -> str:
    """A week of this walk's own."""
    size = walk.page.viewport_size
    assert size is not None
    return WEEKS[size["width"]]


def test_a_week_is_typed_in_and_submitted(walk: Walk, monday: str) -> None:
    page = walk.page
    walk.go("/sign-in")
    walk.look(f"sign-in-{monday}")
    walk.sign_in()
    walk.go(f"/week?week={monday}")
    walk.look(f"week-empty-{monday}")
    page.locator("select[name=cause]").select_option(label="Arbetstid")
    page.locator(".adding button").click()
    page.wait_for_url("**line=*")
    cells = page.locator("td.cell input")
    cells.first.focus()
    for hours in ("8", "7,5", "8:15", "90min"):
        with page.expect_response("**/week/cell"):
            page.keyboard.type(hours)
            page.keyboard.press("Tab")
    page.locator("#worked", has_text="25:15").wait_for()
    assert page.locator("#difference").text_content() == "−14:45"
    assert [one.input_value() for one in cells.all()][:5] == ["8:00", "7:30", "8:15", "1:30", ""]
    walk.look(f"week-{monday}")
    page.locator("header .primary").click()
    page.wait_for_selector(".badge.accent")
    walk.look(f"week-submitted-{monday}")


def test_the_palette_leads_to_a_page_by_keyboard(walk: Walk) -> None:
    walk.sign_in()
    walk.page.keyboard.press("Control+k")
    walk.page.locator("#palette input:focus").wait_for()
    walk.look("palette")
    walk.page.keyboard.type("kund" if walk.who.startswith(SWEDISH) else "cust")
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url("**/customers")
    walk.look("customers")


def test_a_days_stretches_and_its_timer(walk: Walk) -> None:
    walk.sign_in()
    walk.go("/day?day=2026-11-04")
    walk.look("day")


def test_balances_and_their_year(walk: Walk) -> None:
    walk.sign_in()
    walk.go("/balances")
    walk.look("balances")
    walk.go("/balances/lines?account=Flex")
    walk.look("balance-lines")
    walk.go("/balances/year")
    walk.page.wait_for_selector(".u-over")
    walk.page.locator(".month button").nth(1).click()
    walk.look("balance-year")
