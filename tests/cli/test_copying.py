"""``copy``: everything from one database into another, both ways."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest

from dagsverke.app.commands import companies, marks
from dagsverke.cli import app
from dagsverke.main import services
from dagsverke.settings import Settings
from dagsverke.store.files import DiskShelf
from dagsverke.store.migrate import migrate
from tests import harness, postgres
from tests.cli.conftest import commands_on
from tests.harness import StillClock, served


def other_url(url: str, folder: Path) -> str:
    """An empty database of the other kind."""
    if url.startswith("sqlite"):
        return postgres.fresh_postgres_url()
    return f"sqlite:///{folder / 'other.db'}"


def test_everything_is_there_in_the_other_database_and_goes_on_from_there(
    world_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = anyio.run(_log_time, world_url)
    other = other_url(world_url, tmp_path)
    migrate(other)
    run = commands_on(world_url, capsys, monkeypatch)
    copied = run("copy", other)
    assert copied.code == 0, copied.err
    assert copied.out.startswith("0 files and ")
    assert copied.out.endswith(" rows copied\n")
    assert anyio.run(_seen, other, before["log"]["_id"]) == before
    verified = run("audit", "verify")
    assert commands_on(other, capsys, monkeypatch)("audit", "verify") == verified
    anyio.run(_go_on, other)
    assert commands_on(other, capsys, monkeypatch)("audit", "verify").code == 0
    checked = commands_on(other, capsys, monkeypatch)("balance", "--check")
    assert checked.code == 0, checked.err
    if other.startswith("postgresql"):
        postgres.let_go(other)


async def _log_time(url: str) -> dict[str, Any]:
    async with served(url) as world:
        body = {"createdByUser": world.ostra.admin, "user": world.ostra.admin, "timestamp": "2026-11-18 07:00"}
        reply = await world.client.post("/api/2/timeLogs", headers=world.ostra.seventime, json=body | {"time": 9})
    return await _seen(url, reply.json()["_id"])


async def _seen(url: str, key: str) -> dict[str, Any]:
    """What a client sees: a time log and the users."""
    async with served(url) as world:
        log = await world.client.get(f"/api/2/timeLogs/{key}", headers=world.ostra.seventime)
        users = await world.client.get("/api/2/users", headers=world.ostra.seventime)
    return {"log": log.raise_for_status().json()["data"], "users": users.json()}


async def _go_on(url: str) -> None:
    """New rows get new ids."""
    async with served(url) as world:
        anna, operator = world.ostra.persons["anna"][0], companies.operator(world.ostra.company_id)
        change = {"person_id": anna, "account_code": "Flex", "on_day": "2026-11-18", "value": 60_000}
        given = await world.store.write(operator, lambda work: marks.put(work, {}, change))
        assert given["id"] > max(number for number, _ in world.ostra.persons.values())


@pytest.mark.parametrize("is_named", [False, True])
def test_files_come_along_unless_their_folder_serves_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, is_named: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    url = harness.world_url("sqlite", tmp_path)
    DiskShelf(tmp_path / ("named" if is_named else "dagsverke.db.files"), StillClock()).put(1, b"plan")
    migrate("sqlite:///other.db")
    settings = Settings(database_url=url, files_dir="named" if is_named else "")
    assert app.run(services(settings, StillClock()), ("copy", "sqlite:///other.db")) == 0
    assert capsys.readouterr().out.startswith(f"{0 if is_named else 1} files and ")
    found = DiskShelf(tmp_path / "other.db.files", StillClock()).digests(1, datetime.max.replace(tzinfo=UTC))
    assert len(found) == (0 if is_named else 1)


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
