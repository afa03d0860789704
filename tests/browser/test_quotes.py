"""A quote: made by keyboard, read and accepted by its customer, and seen as accepted."""

import re

from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PATIENCE_MS, Walk


def _type(page: Page, field: str, text: str) -> None:
    """Type into a field that has the focus, or gets it."""
    page.locator(field).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def _make(walk: Walk) -> None:
    """A quote of two rows, the second moved to the top."""
    page = walk.page
    walk.go("/quotes")
    walk.look("quotes")
    page.locator("header a.button.primary").click()
    page.locator("#rows-0-name").wait_for()
    walk.pick("#field-customer_key", "ett", "Kund Ett AB")
    _type(page, "#field-info_name", "Nytt kök")
    _type(page, "#rows-0-name", "Målning")
    _type(page, "#rows-0-quantity_e6", "8")
    _type(page, "#rows-0-unit_price_e4", "595")
    page.locator("#add-0").press("Enter")
    page.locator("#rows-1-name:focus").wait_for()
    page.keyboard.type("Färg")
    _type(page, "#rows-1-unit_price_e4", "1240")
    page.keyboard.press("Tab")
    page.locator("#rows-sums dd.strong", has_text=re.compile(r"7.500[,.]00")).wait_for()
    page.locator("#rows-1-up").press("Enter")
    page.locator("#rows-0-up:focus").wait_for()
    assert page.locator("#rows-0-name").input_value() == "Färg"
    walk.look("quote-form")
    page.locator("main form[method=post] .primary").last.click()
    page.locator("form[action$='/send']").wait_for()
    walk.look("quote-draft")


def _accept(walk: Walk, address: str) -> None:
    """The customer, in a browser of its own without a session, reads and accepts."""
    assert walk.page.context.browser is not None
    context: BrowserContext = walk.page.context.browser.new_context(viewport=walk.page.viewport_size)
    context.set_default_timeout(PATIENCE_MS)
    guest = Walk(context.new_page(), walk.base, "")
    guest.page.on("pageerror", lambda error: guest.complaints.append(str(error)))
    guest.page.goto(address)
    guest.page.locator("input[name=by_name]").wait_for()
    guest.look("guest-quote")
    paper = guest.page.request.get(f"{address}.pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    _type(guest.page, "input[name=by_name]", "Karin Kund")
    _type(guest.page, "textarea[name=reason]", "Bra pris")
    guest.page.locator("button[value=accept]").click()
    guest.page.locator(".notice.good").wait_for()
    assert guest.page.locator("form").count() == 0
    guest.look("guest-accepted")
    guest.page.goto(f"{walk.base}/link/quote/{'x' * 20}")
    guest.look("guest-nothing")
    context.close()


def test_a_quote_is_made_sent_accepted_by_its_link_and_seen_as_accepted(walk: Walk) -> None:
    page = walk.page
    walk.who = walk.who.replace("anna", "admin")
    walk.sign_in()
    _make(walk)
    page.locator("form[action$='/send'] button").click()
    address = page.locator("#address").input_value()
    walk.look("quote-sent")
    _accept(walk, address)
    page.reload()
    page.locator("main .badge.good").wait_for()
    assert "Karin Kund: Bra pris" in str(page.locator("section[aria-labelledby=answer]").text_content())
    walk.look("quote-accepted")
    page.locator("form[action$='/invoice'] button").click()
    page.locator("form[action$='/discard']").wait_for()
    walk.look("quote-invoice")
