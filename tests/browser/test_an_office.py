"""What who leads looks at: weeks to approve, locks, lists."""

from tests.browser.conftest import Walk


def test_weeks_are_approved_and_periods_locked(walk: Walk) -> None:
    walk.who = walk.who.replace("anna", "admin")
    walk.sign_in()
    walk.go("/approval?week=2026-11-16")
    walk.page.locator("[data-tick-all]").check()
    assert walk.page.locator("[data-tick]:checked").count() == walk.page.locator("[data-tick]").count() > 1
    walk.look("approval")
    walk.go("/locks")
    walk.look("locks")


def test_a_list_is_narrowed_sorted_and_summed(walk: Walk) -> None:
    walk.sign_in()
    walk.go("/customers")
    with walk.page.expect_response("**/customers?*"):
        walk.page.locator("input[name=q]").fill("ett")
    walk.page.wait_for_url("**q=ett*")
    walk.page.locator("[data-tick-all]").check()
    walk.look("list")
    walk.page.locator("details.menu summary").first.click()
    walk.look("list-columns")
