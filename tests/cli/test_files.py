from pathlib import Path

import anyio
import pytest

from dagsverke.cli import app
from dagsverke.main import services
from dagsverke.settings import Settings
from dagsverke.store.files import DiskShelf
from tests.harness import NOW, StillClock

HOUR_S = 3600


def test_files_that_no_document_names_are_swept_once_they_are_old(
    world_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = DiskShelf(tmp_path / "shelf", StillClock())
    for company_id in (1, 2):
        shelf.put(company_id, b"orphan")
    settings = Settings(database_url=world_url, files_dir=str(tmp_path / "shelf"))

    def run(after_s: int, *arguments: str) -> tuple[int, str]:
        clock = StillClock()
        clock.pass_s(after_s)
        code = app.run(services(settings, clock), ("files", "sweep", *arguments))
        told = capsys.readouterr()
        return code, told.out + told.err

    assert run(HOUR_S) == (0, "0 files removed\n")
    assert run(HOUR_S + 1, "--company", "Norra Fastighetsservice AB") == (0, "1 files removed\n")
    assert run(HOUR_S + 1) == (0, "1 files removed\n")
    assert run(HOUR_S + 1, "--company", "Södra AB") == (
        1,
        "dagsverke: no company is called Södra AB or has that id\n",
    )


def test_a_folder_that_the_settings_name_is_not_that_of_another_database(tmp_path: Path) -> None:
    """The demo's database is not the one of the settings, and its sweep must not see real files."""
    settings = Settings(database_url="sqlite:///real.db", files_dir=str(tmp_path / "real"))
    tools = services(settings, StillClock())
    tools.migrate(f"sqlite:///{tmp_path / 'demo.db'}")

    async def put() -> None:
        store = tools.open_store(f"sqlite:///{tmp_path / 'demo.db'}", tools.keys())
        try:
            await store.on_shelf(lambda shelf: shelf.put(1, b"demo"))
        finally:
            await store.close()

    anyio.run(put)
    assert not (tmp_path / "real").exists()
    assert len(DiskShelf(tmp_path / "demo.db.files", StillClock()).digests(1, NOW.replace(year=2027))) == 1
