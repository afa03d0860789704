"""Somebody in a hurry, and a server that takes its time: nothing that was typed or clicked is lost unseen."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, Walk

WEEKS = {1280: ("2026-10-26", "2026-10-05"), 375: ("2026-10-19", "2026-09-28")}
"""The Mondays of a walk's two weeks, by the width of its window."""
CELL = "**/week/cell"


def _open(walk: Walk, nth: int) -> Page:
    """A week of this walk's own, with a line to fill in."""
    page = walk.page
    size = page.viewport_size
    assert size is not None
    walk.sign_in()
    walk.go(f"/week?week={WEEKS[size['width']][nth]}")
    page.locator("select[name=cause]").select_option(label="Arbetstid")
    page.locator(".adding button").click()
    page.locator("td.cell input").first.wait_for()
    return page


def test_a_row_that_is_clicked_right_after_its_list_was_narrowed_is_opened(walk: Walk) -> None:
    page = walk.page
    walk.sign_in()
    walk.go("/customers")
    page.locator("input[name=q]").fill("ett")
    page.wait_for_url("**q=ett*")
    # leaving the field asks for nothing again
    page.locator("#rows tbody a", has_text="Kund Ett").first.click(delay=600)
    expect(page).to_have_url(re.compile(r"/customers/\w+$"), timeout=PATIENCE_MS)


def test_a_week_is_handed_in_with_the_hours_that_were_typed_last(walk: Walk) -> None:
    week = _open(walk, 0)
    held: list[Route] = []
    week.route(CELL, lambda route: held.append(route))  # noqa: PLW0108  # Playwright sets a mark on what it is given
    week.locator("td.cell input").first.fill("6")
    with week.expect_request(CELL):
        week.locator("header .primary").click()
    while not held:  # it was asked for, and is about to be held
        week.wait_for_timeout(20)
    expect(week.locator(".badge.accent")).to_have_count(0)
    for route in held:
        route.continue_()
    week.locator(".badge.accent").wait_for()
    assert week.locator("td.cell input").first.input_value() == "6:00"


def test_hours_that_do_not_reach_the_server_are_marked_and_the_week_stays(walk: Walk) -> None:
    week = _open(walk, 1)
    week.route(CELL, lambda route: route.abort())
    cell = week.locator("td.cell input").last
    cell.fill("7")
    week.locator("header .primary").click()
    week.locator("#notices [role=alert]").wait_for()
    week.locator("td.cell [aria-invalid=true]").wait_for()
    assert week.locator(".badge.accent").count() == 0
    walk.complaints.clear()  # the browser tells of what it could not send
    walk.look("week-unreachable")
    week.unroute(CELL)
    with week.expect_response(CELL):
        cell.fill("7:00")
        cell.press("Tab")
    expect(week.locator("td.cell [aria-invalid=true]")).to_have_count(0, timeout=PATIENCE_MS)
