"""What an administrator keeps: persons, registers, the company, keys, and the trail of what was done."""

import pytest

from tests.browser.conftest import Walk

PAGES = {
    "persons": "/persons",
    "person-new": "/persons/new",
    "registers": "/registers",
    "causes": "/registers/cause",
    "cause-new": "/registers/cause/new",
    "schedule-new": "/registers/schedule/new",
    "agreement-new": "/registers/agreement/new",
    "company": "/company",
    "keys": "/keys",
    "key-new": "/keys/new",
    "audit": "/audit",
    "audit-event": "/audit/1",
    "audit-proof": "/audit/proof",
}


@pytest.fixture
def admin(walk: Walk) -> Walk:
    """The administrator, signed in."""
    walk.who = "admin@ostra.example"
    walk.sign_in()
    return walk


def test_every_page_of_the_administrator_is_open_to_everybody_who_may(admin: Walk) -> None:
    for name, path in PAGES.items():
        admin.go(path)
        admin.look(f"admin-{name}")


def test_a_person_is_employed_by_keyboard(admin: Walk) -> None:
    admin.go("/persons")
    admin.page.locator("tbody a", has_text="Eva Ek").click()
    begin = admin.page.locator("details", has=admin.page.locator("[id^=begin-]")).locator("summary")
    begin.focus()
    begin.press("Enter")
    admin.page.locator("#begin--starts_on").wait_for()
    admin.look("admin-person")
    admin.page.locator("#begin--starts_on").press("Enter")
    admin.page.locator("[aria-invalid=true]").wait_for()
    admin.complaints.clear()  # the browser tells of every reply that refuses
    admin.look("admin-person-refused")


def test_a_key_is_made_and_revoked(admin: Walk) -> None:
    size = admin.page.viewport_size
    name = f"Prov {size['width'] if size else 0}"
    admin.go("/keys/new")
    admin.page.locator("input[name=name]").fill(name)
    admin.page.locator("input[name=name]").press("Enter")
    admin.page.locator("#part-1").wait_for()
    admin.look("admin-key-made")
    admin.go(f"/keys?q={name}")
    admin.page.locator("tbody a").first.click()
    admin.page.locator("button.danger").click()
    admin.page.locator("button.danger").wait_for(state="detached")
    admin.look("admin-key-revoked")
