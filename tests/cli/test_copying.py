"""``copy``: everything from one database into another, both ways."""

from pathlib import Path

import pytest

from dagsverke.app.commands import companies, marks
from dagsverke.main import services
from dagsverke.settings import Settings
from dagsverke.store.migrate import migrate
from tests import harness, postgres
from tests.cli.conftest import commands_on
from tests.harness import StillClock, served

pytestmark = pytest.mark.anyio


def other_url(url: str, folder: Path) -> str:
    """An empty database of the other kind."""
    if url.startswith("sqlite"):
        return postgres.fresh_postgres_url()
    return f"sqlite:///{folder / 'other.db'}"


async def test_everything_is_there_in_the_other_database_and_goes_on_from_there(
    world_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(world_url) as world:
        body = {"createdByUser": world.ostra.admin, "user": world.ostra.admin, "timestamp": "2026-11-18 07:00"}
        made = await world.client.post("/api/2/timeLogs", headers=world.ostra.seventime, json=body | {"time": 9})
        shown = (await world.client.get("/api/2/users", headers=world.ostra.seventime)).json()
    other = other_url(world_url, tmp_path)
    migrate(other)
    tools = services(Settings(database_url=world_url), StillClock())
    assert tools.copy(world_url, other) > 100
    async with served(other) as world:
        kept = await world.client.get(f"/api/2/timeLogs/{made.json()['_id']}", headers=world.ostra.seventime)
        assert kept.json()["data"] == made.json()
        assert (await world.client.get("/api/2/users", headers=world.ostra.seventime)).json() == shown
        anna, change = world.ostra.persons["anna"][0], {"account_code": "Flex", "on_day": "2026-11-18", "value": 60_000}
        operator = companies.operator(world.ostra.company_id)
        given = await world.store.write(operator, lambda work: marks.put(work, {}, {**change, "person_id": anna}))
        assert given["id"] > max(number for number, _ in world.ostra.persons.values())
    run = commands_on(other, capsys, monkeypatch)
    checked = run("balance", "--check")
    assert checked.code == 0, checked.err
    if other.startswith("postgresql"):
        postgres.drop_database(other)


def test_a_database_that_holds_a_company_receives_nothing(
    world_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = harness.world_url("sqlite", tmp_path) if world_url.startswith("postgresql") else None
    run = commands_on(world_url, capsys, monkeypatch)
    if other is not None:
        refused = run("copy", other)
        assert (refused.code, "holds companies" in refused.err) == (1, True)
    same = run("copy", world_url)
    assert (same.code, "itself" in same.err) == (1, True)
    absent = run("copy", f"sqlite:///{tmp_path / 'absent.db'}")
    assert (absent.code, "migrate" in absent.err) == (1, True)
