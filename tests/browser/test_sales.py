"""An invoice from what is unbilled to the last payment."""

from tests.browser.conftest import ENGLISH, UNBILLED, Walk


def test_what_is_unbilled_is_drafted_sent_looked_at_on_paper_and_paid(walk: Walk) -> None:
    page = walk.page
    walk.who = walk.who.replace("anna", "admin")
    walk.sign_in()
    walk.go("/invoices")
    page.locator("a.button.primary").first.click()
    walk.pick("#of-customer", "ett", "Kund Ett AB")
    month = UNBILLED[walk.who.startswith(ENGLISH)][:8]
    page.locator("input[name=first_on]").fill(f"{month}01")
    page.locator("input[name=last_on]").fill(f"{month}28")
    page.locator("main form button").first.click()
    page.locator("form[method=post][action='/invoices/new']").wait_for()
    walk.look("invoice-preview")
    page.locator("form[method=post][action='/invoices/new'] button").click()
    page.locator("form[action$='/send']").wait_for()
    walk.look("invoice-draft")
    page.locator("form[action$='/send'] button").click()
    page.locator("form[action$='/pay']").wait_for()
    walk.look("invoice-sent")
    paper = page.request.get(walk.base + str(page.locator("a[href$='.pdf']").get_attribute("href")))
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    page.locator("form[action$='/pay'] button").click()
    page.locator("main .badge.good").wait_for()
    walk.look("invoice-paid")
    walk.go("/invoices")
    walk.look("invoices")
