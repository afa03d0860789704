"""Payroll's day: who is outside, why, a correction, and the year end looked at before it is made."""

import re

from tests.browser.conftest import ENGLISH, Walk, texts

WHOM = {True: "Bo Öberg", False: "Eva Ek"}
"""Whose balance each of the walkers corrects."""


def balance_of(walk: Walk, name: str) -> str:
    """What a row of the page has in the column of comp time."""
    page = walk.page
    at = texts(page, "#rows thead th").index("Komptid")
    row = page.locator("#rows tbody tr", has=page.get_by_role("link", name=name, exact=True))
    return str(row.locator("td").nth(at).inner_text()).strip()


def test_a_balance_is_found_explained_and_corrected(walk: Walk) -> None:
    page, name = walk.page, WHOM[walk.who.startswith(ENGLISH)]
    walk.who = re.sub("^[a-z]+", "admin", walk.who)
    walk.sign_in()
    walk.go("/payroll")
    page.locator("#rows table").wait_for()
    walk.look("payroll")
    with page.expect_response("**/payroll?*"):
        page.locator("input[name=name]").fill(name.split()[0])
    page.wait_for_url("**name=*")
    assert balance_of(walk, name) == "0:00"
    at = texts(page, "#rows thead th").index("Komptid")
    page.locator("#rows tbody tr").first.locator("td").nth(at).locator("a").click()
    page.wait_for_url("**/balances/lines?*")
    page.locator("details.changing summary").click()
    page.locator("form[action='/balances/correct'] input[name=amount]").wait_for()
    walk.look("balance-correcting")
    form = page.locator("form[action='/balances/correct']")
    form.locator("input[name=amount]").fill("much")
    form.locator("input[name=reason]").fill("Avtalat")
    form.locator("button").click()
    page.locator("#fault").wait_for()
    walk.complaints = [one for one in walk.complaints if "422" not in one]  # the browser tells of the refusal
    walk.look("balance-refused")
    form.locator("input[name=amount]").fill("1:30")
    form.locator("button").click()
    page.locator("form[action='/balances/take-back']").wait_for()
    walk.look("balance-corrected")
    walk.go("/payroll")
    assert balance_of(walk, name) == "1:30"


def test_a_year_end_is_looked_at_first(walk: Walk) -> None:
    page = walk.page
    walk.who = re.sub("^[a-z]+", "admin", walk.who)
    walk.sign_in()
    walk.go("/payroll/closings")
    walk.look("closings")
    page.locator("select[name=kind]").select_option("vacation-year")
    page.locator("main form button").first.click()
    page.wait_for_url("**/payroll/closings/plan?*")
    walk.look("closing-plan")
    walk.go("/payroll/closings")
    page.locator("select[name=kind]").select_option("year")
    page.locator("main form button").first.click()
    page.locator("main .notice.bad").wait_for()  # no account of the firm closes with the year
    walk.complaints = [one for one in walk.complaints if "422" not in one]
    walk.look("closing-refused")


def test_what_payroll_keeps_an_eye_on(walk: Walk) -> None:
    walk.who = re.sub("^[a-z]+", "admin", walk.who)
    walk.sign_in()
    for path in ("/approval/missing", "/payroll/import", "/payroll/las", "/payroll/priority", "/payroll/hours"):
        walk.go(path)
        walk.page.locator("main").wait_for()
        walk.look(path.strip("/").replace("/", "-"))
