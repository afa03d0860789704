import asyncio
import fcntl
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dagsverke.app.ports import Shelved
from dagsverke.store.engine import files_of
from dagsverke.store.files import DiskShelf, copy_files
from tests.harness import NOW, StillClock
from tests.store.house import House

LATER = NOW + timedelta(seconds=1)
OURS, THEIRS = 1, 2


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def shelf(tmp_path: Path, clock: StillClock) -> DiskShelf:
    return DiskShelf(tmp_path / "deep" / "files", clock)


def kept(shelf_folder: Path) -> list[str]:
    return sorted(str(one.relative_to(shelf_folder)) for one in shelf_folder.rglob("*") if one.is_file())


def test_bytes_come_back_as_they_went_in_and_lie_where_their_hash_says(shelf: DiskShelf, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    digest = sha256(content).hexdigest()
    assert shelf.put(OURS, content) == Shelved(digest, 256_000)
    assert shelf.get(OURS, digest) == content
    assert kept(tmp_path / "deep" / "files") == [f"1/{digest[:2]}/{digest}", "1/lock"]


def test_nobody_else_on_the_machine_may_read_them(shelf: DiskShelf, tmp_path: Path) -> None:
    digest = shelf.put(OURS, b"a").digest
    path = tmp_path / "deep" / "files" / "1" / digest[:2] / digest
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_same_bytes_are_kept_once_in_a_company_and_apart_from_others(shelf: DiskShelf) -> None:
    first, second = shelf.put(OURS, b"plan"), shelf.put(OURS, b"plan")
    assert first == second
    assert shelf.digests(OURS, LATER) == [first.digest]
    assert shelf.get(THEIRS, first.digest) is None
    assert shelf.digests(THEIRS, LATER) == []


def test_a_file_that_was_cut_short_by_somebody_is_written_again(shelf: DiskShelf, tmp_path: Path) -> None:
    digest = shelf.put(OURS, b"whole").digest
    (tmp_path / "deep" / "files" / "1" / digest[:2] / digest).write_bytes(b"wh")
    shelf.put(OURS, b"whole")
    assert shelf.get(OURS, digest) == b"whole"


def test_a_file_is_durable_before_its_name_and_its_name_before_put_returns(
    shelf: DiskShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def note(what: str, real: Callable[..., object]) -> Callable[..., object]:
        def noted(*arguments: object) -> object:
            done.append(what)
            return real(*arguments)

        return noted

    monkeypatch.setattr(os, "fsync", note("fsync", os.fsync))
    monkeypatch.setattr(Path, "replace", note("rename", Path.replace))
    shelf.put(OURS, b"plan")
    assert done == ["fsync", "rename", *["fsync"] * 4]


def test_a_put_that_fails_leaves_nothing_behind(
    shelf: DiskShelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", str(handle))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        shelf.put(OURS, b"plan")
    assert kept(tmp_path / "deep" / "files") == ["1/lock"]


@pytest.mark.parametrize("digest", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63, f"{'a' * 63}/", "\0" * 64])
def test_what_is_no_hash_names_no_path(shelf: DiskShelf, digest: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        shelf.get(OURS, digest)


def test_a_file_is_as_old_as_its_last_put_and_only_an_old_one_is_removed(shelf: DiskShelf, clock: StillClock) -> None:
    digest = shelf.put(OURS, b"plan").digest
    assert shelf.digests(OURS, NOW) == []
    assert not shelf.remove(OURS, digest, NOW)
    clock.pass_s(3600)
    assert shelf.digests(OURS, LATER) == [digest]
    shelf.put(OURS, b"plan")
    assert not shelf.remove(OURS, digest, LATER), "it was put again meanwhile"
    assert shelf.remove(OURS, digest, LATER + timedelta(hours=1))
    assert shelf.get(OURS, digest) is None
    assert not shelf.remove(OURS, digest, LATER + timedelta(hours=1))


def test_a_removal_waits_for_whoever_is_just_putting(shelf: DiskShelf, tmp_path: Path) -> None:
    digest = shelf.put(OURS, b"plan").digest
    outcome: list[bool] = []
    removing = threading.Thread(target=lambda: outcome.append(shelf.remove(OURS, digest, LATER)))
    with (tmp_path / "deep" / "files" / "1" / "lock").open("a") as putting:
        fcntl.flock(putting, fcntl.LOCK_SH)
        shelf.put(OURS, b"other")  # several put at once
        removing.start()
        removing.join(0.05)
        assert shelf.get(OURS, digest) == b"plan"
    removing.join()
    assert outcome == [True]


def test_what_interrupted_puts_have_left_is_cleared_once_it_is_old(shelf: DiskShelf, tmp_path: Path) -> None:
    shelf.clear(OURS, NOW)
    shelf.put(OURS, b"plan")
    left = tmp_path / "deep" / "files" / "1" / "unfinished" / "0123"
    left.write_bytes(b"pl")
    os.utime(left, (NOW.timestamp(), NOW.timestamp()))
    shelf.clear(OURS, NOW)
    assert left.exists()
    shelf.clear(OURS, LATER)
    assert not left.exists()


def test_many_at_once_put_the_same_bytes_and_all_find_them_whole(shelf: DiskShelf) -> None:
    content = b"x" * 200_000
    found: list[bytes | None] = []
    threads = [
        threading.Thread(target=lambda: found.append(shelf.get(OURS, shelf.put(OURS, content).digest)))
        for _ in range(8)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [content] * 8


def test_a_shelf_is_copied_with_what_the_other_one_lacks(shelf: DiskShelf, tmp_path: Path, clock: StillClock) -> None:
    source, target = tmp_path / "deep" / "files", tmp_path / "other"
    ours, theirs = shelf.put(OURS, b"plan").digest, shelf.put(THEIRS, b"photo").digest
    DiskShelf(target, clock).put(OURS, b"plan")
    assert copy_files(source, target) == 1
    other = DiskShelf(target, clock)
    assert (other.get(OURS, ours), other.get(THEIRS, theirs)) == (b"plan", b"photo")
    assert copy_files(source, target) == copy_files(source, source) == copy_files(tmp_path / "none", target) == 0


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("sqlite:///data/dagsverke.db", "data/dagsverke.db.files"),
        ("sqlite:////srv/d.db", "/srv/d.db.files"),
        ("postgresql://anna@host:5432/days?sslmode=require", "days.files"),
        ("postgres:///", "dagsverke.files"),
        ("postgresql://host/..%2Fup", "___up.files"),
    ],
)
def test_each_database_has_a_folder_of_its_own(url: str, folder: str) -> None:
    assert files_of(url) == Path(folder)


def test_there_is_no_folder_for_a_database_of_another_kind() -> None:
    with pytest.raises(ValueError, match="a database is"):
        files_of("mysql://host/x")


def test_each_file_of_the_store_is_used_off_the_loop(sqlite_house: House) -> None:
    name = asyncio.run(sqlite_house.store.on_shelf(lambda _: threading.current_thread().name))
    assert name.startswith("dagsverke-files")
