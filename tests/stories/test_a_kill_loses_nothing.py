"""A server that is killed in the middle of a stream of writes has lost nothing that it acknowledged."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from dagsverke.app import balances
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import Reader
from dagsverke.store.engine import open_store
from tests.harness import StillClock, World, served

pytestmark = pytest.mark.anyio
ROUNDS = 3
WRITERS = 8
WRITES_BEFORE_KILL = 60


@contextmanager
def serving(url: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real server in a process of its own, killed without warning at the end."""
    settings = {"DAGSVERKE_DATABASE_URL": url, "DAGSVERKE_RATE_LIMIT": "false"}
    command = [sys.executable, "-m", "dagsverke", "serve", "--host", "127.0.0.1", "--port", "0"]
    with (folder / "server.log").open("a") as log:
        process = subprocess.Popen(
            command, env=os.environ | settings, stdout=subprocess.PIPE, stderr=log, cwd=folder, text=True
        )
        try:
            yield process, _ready_at(process, folder / "server.log")
        finally:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def _ready_at(process: subprocess.Popen[str], log: Path) -> str:
    """Where it says that it listens."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"ready: (\S+)", line):
            return found[1]
    raise AssertionError(f"the server stopped by itself: {log.read_text()[-2000:]}")


@dataclass
class Notes:
    """What was acknowledged: the keys of what is kept and of what is gone. ``enough`` is set at so many."""

    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    goal: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def await_more(self, count: int) -> None:
        """Set the goal so much higher."""
        self.goal, self.enough = len(self.kept) + len(self.gone) + count, asyncio.Event()

    def look(self) -> None:
        """Say so where the goal is reached."""
        if len(self.kept) + len(self.gone) >= self.goal:
            self.enough.set()


async def _write(world: World, base: str, writer: int, notes: Notes) -> None:
    """Log time until the server is gone; withdraw every fifth; note what was acknowledged."""
    kept, gone = notes.kept, notes.gone
    firm = world.ostra
    person = list(firm.persons.values())[writer % len(firm.persons)][1]
    async with httpx.AsyncClient(base_url=base, headers=firm.seventime) as client:
        number = 0
        while True:
            day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            body = {"createdByUser": firm.admin, "user": person, "timestamp": f"{day} 07:00", "time": 1.25}
            try:
                reply = await client.post("/api/2/timeLogs/", json=body)
                kept.append(reply.raise_for_status().json()["_id"])
                if number % 5 == 4:
                    key = kept.pop()
                    undo = await client.request("DELETE", "/api/2/timeLogs", json={"_id": key, "deletedByUser": person})
                    gone.append(undo.raise_for_status().json()["_id"])
            except httpx.TransportError:
                return
            notes.look()
            number += 1


async def _round(world: World, url: str, folder: Path, notes: Notes) -> None:
    notes.await_more(WRITES_BEFORE_KILL)
    with serving(url, folder) as (process, base):
        writers = [asyncio.create_task(_write(world, base, one, notes)) for one in range(WRITERS)]
        waiting = asyncio.create_task(notes.enough.wait())
        await asyncio.wait([waiting, *writers], return_when=asyncio.FIRST_COMPLETED)
        process.send_signal(signal.SIGKILL)
        await asyncio.gather(*writers)
        assert waiting.done(), "the writers stopped before the server was killed"


async def _verify(world: World, url: str, folder: Path, notes: Notes) -> None:
    with serving(url, folder) as (_, base):
        async with httpx.AsyncClient(base_url=base, headers=world.ostra.seventime) as client:
            for key in notes.kept:
                assert (await client.get(f"/api/2/timeLogs/{key}")).status_code == 200, key
            for key in notes.gone:
                assert (await client.get(f"/api/2/timeLogs/{key}")).status_code == 404, key
    store = open_store(url, clock=StillClock(), keys=SeededKeys(3))

    def faults(reader: Reader) -> list[str]:
        return [fault for person_id, _ in world.ostra.persons.values() for fault in balances.check(reader, person_id)]

    try:
        assert await store.read(world.ostra.company_id, faults) == []
    finally:
        await store.close()


async def test_nothing_acknowledged_is_missing_after_three_kills_and_no_balance_is_off(
    world_url: str, tmp_path: Path
) -> None:
    async with served(world_url) as world:
        pass
    notes = Notes()
    for _ in range(ROUNDS):
        await _round(world, world_url, tmp_path, notes)
        await _verify(world, world_url, tmp_path, notes)
    assert len(notes.kept) > ROUNDS * WRITES_BEFORE_KILL // 2
    assert notes.gone
