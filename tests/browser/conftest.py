"""A real browser before the real application on a real port. Without one these tests are left out, and say so."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import anyio
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from dagsverke.app.commands import companies
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E4
from dagsverke.store.engine import open_store
from dagsverke.web import assets
from tests import harness
from tests.app.firms import add_time
from tests.house.sources import ROOT
from tests.serving import serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = "DAGSVERKE_TEST_PICTURES"
"""The folder for pictures of the pages, where they are to be kept."""
PATIENCE_MS = 60_000
SWEDISH, ENGLISH = "anna", "chef"
"""Who walks; the pages of the second are in English."""
UNBILLED = ("2026-10-12", "2026-11-10")
"""The days of the time that is to be billed, in a month for each walker."""
FIRST = 1
"""The id of the first firm."""
Scheme = Literal["light", "dark"]


@dataclass
class Walk:
    """One person's way through the pages; what the browser complained of on it."""

    page: Page
    base: str
    who: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.base + path)

    def sign_in(self) -> None:
        """Sign in by keyboard alone."""
        self.go("/sign-in")
        self.page.locator("input[name=name]:focus").wait_for()  # a page takes keys once it is drawn
        self.page.keyboard.type(self.who)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(harness.PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/week*")

    def pick(self, field: str, typed: str, called: str) -> None:
        """Pick a row by keyboard in a field that searches."""
        box = self.page.locator(field)
        box.focus()
        self.page.keyboard.type(typed)
        self.page.locator(f"{field}-list [aria-selected=true]", has_text=called).wait_for()
        self.page.keyboard.press("Enter")
        self.page.locator(f"{field}[aria-expanded=false]").wait_for()
        assert box.input_value() == called

    def look(self, name: str) -> None:
        """Check the page as it stands: no complaint, nothing that keeps anybody out, nothing wider than the window."""
        found = self.page.evaluate(f"{AXE.read_text()}; axe.run({{resultTypes: ['violations']}})")
        wrong = [
            f"{one['id']}: {one['help']} ({', '.join(str(node['target']) for node in one['nodes'][:3])})"
            for one in found["violations"]
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if folder := os.environ.get(PICTURES):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        assert wrong == [], f"{name}: {wrong}"
        assert wide <= 0, f"{name} is {wide} px too wide"
        assert self.complaints == [], name


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[Browser]:
    """Chromium, as this machine has it; closed with its module, for its loop suffers no other in the process."""
    del server  # is made before
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None or not assets.are_installed() or not AXE.exists():
        pytest.skip("the pages are not walked: Chromium, or what npm installs, is not here")
    with sync_playwright() as player:
        made = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The two firms on a port, shared by the walks: each is of another person or another week."""
    url = harness.world_url("sqlite", tmp_path_factory.mktemp("walks"))
    anyio.run(_let_speak, url)
    with serving(url) as base:
        yield base


async def _let_speak(url: str) -> None:
    """Let the second walker's pages be English ones, and each walker find something to bill."""
    store = open_store(url, clock=harness.StillClock(), keys=SeededKeys(4))

    def speak(unit: UnitOfWork) -> None:
        for day in UNBILLED:
            add_time(unit, on_day=day, begins_at=f"{day}T11:00:00.000Z")
        unit.change("person", existing(unit, "person", "id", user_name=ENGLISH), {"language": "EN"})
        unit.add("supplier", {"name": "Byggvaror AB", "number": "900", "is_active": True})
        unit.add("drive_type", {"name": "Bil", "price_e4": 6 * E4, "cost_e4": 3 * E4})
        unit.add("machine", {"name": "Lift", "number": "7", "unit_price_e4": 180 * E4})

    await store.write(companies.operator(FIRST), speak)
    await store.close()


@pytest.fixture(
    params=[(SWEDISH, "sv-SE", "light", 1280), (ENGLISH, "en-GB", "dark", 375)], ids=["swedish", "english-small"]
)
def walk(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Walk]:
    """A walk in Swedish by daylight on a wide window, and one in English in the dark on a telephone."""
    who, spoken, scheme, width = request.param
    context = browser.new_context(locale=spoken, color_scheme=scheme, viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    made = Walk(page, server, f"{who}@ostra.example")
    page.on("console", lambda told: _hear(made, told))
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    yield made
    context.close()


def _hear(walk: Walk, told: ConsoleMessage) -> None:
    if told.type in ("error", "warning"):
        walk.complaints.append(f"{told.type}: {told.text}")


def texts(page: Page, selector: str) -> list[Any]:
    """The texts of what a selector finds."""
    return [one.strip() for one in page.locator(selector).all_text_contents()]
