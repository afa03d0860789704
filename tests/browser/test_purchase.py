"""An order to a supplier, confirmed by its link; and what the supplier invoices."""

import re

import pytest

from tests.browser.conftest import PATIENCE_MS, Walk


@pytest.fixture
def office(walk: Walk) -> Walk:
    """The administrator, in the language of the walk."""
    walk.who = re.sub("^[a-z]+", "admin", walk.who)
    walk.sign_in()
    return walk


def _confirm(walk: Walk, address: str) -> None:
    """The supplier, without a session, confirms."""
    assert walk.page.context.browser is not None
    context = walk.page.context.browser.new_context(viewport=walk.page.viewport_size)
    context.set_default_timeout(PATIENCE_MS)
    guest = Walk(context.new_page(), walk.base, "")
    guest.page.on("pageerror", lambda error: guest.complaints.append(str(error)))
    guest.page.goto(address)
    guest.page.locator("input[name=by_name]").fill("Sven")
    guest.look("guest-order")
    guest.page.locator("main form button").click()
    guest.page.locator(".notice.good").wait_for()
    guest.look("guest-order-confirmed")
    context.close()


def test_an_order_is_made_sent_and_confirmed(office: Walk) -> None:
    page = office.page
    office.go("/purchase-orders")
    office.look("purchase-orders")
    page.locator("header a.button.primary").click()
    office.pick("#field-supplier_key", "bygg", "Byggvaror AB")
    page.locator("#rows-0-name").fill("Gips")
    page.locator("#rows-0-unit_price_e4").fill("85,50")
    office.look("purchase-order-form")
    page.locator("main form[method=post] .primary").last.click()
    page.locator("form[action$='/send'] button").click()
    office.look("purchase-order")
    _confirm(office, page.locator("#address").input_value())
    page.reload()
    page.locator("form[action$='/deliver'] button").click()
    page.locator("main .badge.good").wait_for()
    office.look("purchase-order-delivered")


def test_a_supplier_invoice_is_registered(office: Walk, walk: Walk) -> None:
    page = walk.page
    office.go("/supplier-invoices")
    office.look("supplier-invoices")
    page.locator("header a.button.primary").click()
    office.pick("#field-supplier_key", "bygg", "Byggvaror AB")
    size = page.viewport_size
    assert size is not None
    page.locator("#field-number").fill(f"F-{size['width']}")
    page.locator("#field-payable_e4").fill("1250")
    office.look("supplier-invoice-form")
    page.locator("main form[method=post] .primary").last.click()
    page.locator("section[aria-labelledby=onward]").wait_for()
    office.look("supplier-invoice")
