"""What who integrates looks at: a call that was made with a key, and what it was answered."""

import httpx
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS, Walk

LISTED = "#calls tbody a"


def test_a_call_appears_and_is_opened(walk: Walk) -> None:
    walk.who = "admin@ostra.example"
    walk.sign_in()
    walk.go("/console")
    narrow = walk.page.locator("input[name=q]")
    narrow.wait_for()
    word = walk.page.viewport_size["width"] if walk.page.viewport_size else 0
    answered = httpx.get(f"{walk.base}/api/2/timeLogs?limit=2", headers={"Client-Secret": "demo-seventime"})
    refused = httpx.get(f"{walk.base}/api/2/from-{word}", headers={"Client-Secret": "demo-seventime"})
    assert (answered.status_code, refused.status_code) == (200, 404)
    walk.page.locator(LISTED, has_text=f"from-{word}").wait_for()
    walk.look("console")
    with walk.page.expect_response(f"**/console?*q=from-{word}*"):
        narrow.fill(f"from-{word}")
    expect(walk.page.locator("#calls tbody tr")).to_have_count(1, timeout=PATIENCE_MS)
    walk.go(walk.page.locator(LISTED).first.get_attribute("href") or "")  # the list is made anew now and then
    assert walk.page.locator("section[aria-labelledby=request]").is_visible()
    assert "errorMessage" in (walk.page.locator("section[aria-labelledby=reply]").text_content() or "")
    assert "demo-seventime" not in walk.page.content()
    walk.look("call")


def test_an_api_says_what_it_serves(walk: Walk) -> None:
    walk.who = "admin@ostra.example"
    walk.sign_in()
    walk.go("/console/apis/bezala")
    walk.look("api")
    walk.page.locator("section[aria-labelledby=resources] a").first.click()
    walk.page.wait_for_url("**/console/apis/bezala/*")
    walk.look("api-part")
