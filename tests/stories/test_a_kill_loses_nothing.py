"""A server that is killed in the middle of a stream of writes has lost nothing that it acknowledged."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(url: str, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The real server in a process of its own, killed without warning at the end."""
    port = free_port()
    settings = {
        "DAGSVERKE_DATABASE_URL": url,
        "DAGSVERKE_PORT": str(port),
        "DAGSVERKE_HOST": "127.0.0.1",
        "DAGSVERKE_RATE_LIMIT": "false",
    }
    with (folder / "server.log").open("ab") as log:
        command = [sys.executable, "-m", "dagsverke", "serve"]
        process = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log, cwd=folder)
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base, process)
            yield process, base
        finally:
            process.kill()
            process.wait()


def _wait(base: str, process: subprocess.Popen[bytes]) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        for _ in range(200):
            if process.poll() is not None:
                raise AssertionError("the server stopped by itself")
            try:
                if client.get(f"{base}/health").status_code == 200:
                    return
            except httpx.TransportError:
                continue
    raise AssertionError("the server did not answer")


async def _write(world: World, base: str, writer: int, kept: list[str], gone: list[str]) -> None:
    """Log time until the server is gone; withdraw every fifth; note what was acknowledged."""
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
            number += 1


async def _round(world: World, url: str, folder: Path, kept: list[str], gone: list[str]) -> None:
    with serving(url, folder) as (process, base):
        writers = [asyncio.create_task(_write(world, base, one, kept, gone)) for one in range(WRITERS)]
        goal = len(kept) + len(gone) + WRITES_BEFORE_KILL
        while len(kept) + len(gone) < goal:
            await asyncio.sleep(0)
            for one in writers:
                if one.done():
                    one.result()
        process.send_signal(signal.SIGKILL)
        await asyncio.gather(*writers)


async def _verify(world: World, url: str, folder: Path, kept: list[str], gone: list[str]) -> None:
    with serving(url, folder) as (_, base):
        async with httpx.AsyncClient(base_url=base, headers=world.ostra.seventime) as client:
            for key in kept:
                assert (await client.get(f"/api/2/timeLogs/{key}")).status_code == 200, key
            for key in gone:
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
    kept: list[str] = []
    gone: list[str] = []
    for _ in range(ROUNDS):
        await _round(world, world_url, tmp_path, kept, gone)
        await _verify(world, world_url, tmp_path, kept, gone)
    assert len(kept) > ROUNDS * WRITES_BEFORE_KILL // 2
    assert gone
