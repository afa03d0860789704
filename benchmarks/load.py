"""The load generator: so many connections, each sending its next request when it has the reply to the last.

It is a process of its own (``python -m benchmarks.load PLAN``), so that it takes no time from what it measures. Only
loopback is spoken to. A plan is bounded in time and in number; replies are counted whole, and any status but the
expected one ends the run.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

import msgspec
import uvloop

HOST = "127.0.0.1"
PATIENCE_S = 60.0
"""How much longer than planned the last replies may take."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Plan(msgspec.Struct, frozen=True):
    """Requests as they go on the wire, taken in turn and over again."""

    port: int
    requests: list[bytes]
    connections: int
    seconds: float
    warm_s: float = 0.0
    requests_max: int = 1_000_000
    status: int = 200


class Result(msgspec.Struct, frozen=True):
    """What came of a plan, the warm-up left out. ``busy_s`` runs from the first request to the last reply."""

    count: int
    busy_s: float
    median_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        """Replies a second."""
        return self.count / self.busy_s


class LoadError(Exception):
    """A reply that was not what the plan expects; the message shows it."""


class _Run:
    """What the connections of one plan share."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.latencies_ns: list[int] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.begins = time.perf_counter_ns() + int(plan.warm_s * 1e9)
        self.ends = self.begins + int(plan.seconds * 1e9)
        self.sent = 0
        self.open = plan.connections

    def next(self, now: int) -> bytes | None:
        """The next request, or None when the time or the number is used up; one reply at least is waited for."""
        is_over = now >= self.ends and self.latencies_ns
        if is_over or len(self.latencies_ns) >= self.plan.requests_max or self.done.done():
            return None
        self.sent += 1
        return self.plan.requests[self.sent % len(self.plan.requests)]

    def close(self) -> None:
        self.open -= 1
        if not self.open and not self.done.done():
            self.done.set_result(None)

    def fail(self, said: bytes) -> None:
        if not self.done.done():
            self.done.set_exception(LoadError(said[:600].decode(errors="replace")))


class _Connection(asyncio.Protocol):
    def __init__(self, run: _Run) -> None:
        self._run = run
        self._head = b""
        self._missing = 0
        self._sent_at = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._send(time.perf_counter_ns())

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        else:
            self._head += data
            body_at = self._head.find(b"\r\n\r\n") + 4
            if body_at < 4:
                return
            length = _LENGTH.search(self._head, 0, body_at)
            if length is None or int(self._head[9:12]) != self._run.plan.status:
                self._run.fail(self._head)
                return
            self._missing = body_at + int(length[1]) - len(self._head)
            self._head = b""
        if not self._missing:
            self._received(time.perf_counter_ns())

    def connection_lost(self, error: Exception | None) -> None:
        if self._sent_at:
            self._run.fail(f"the server closed the connection ({error})".encode())

    def _received(self, now: int) -> None:
        if self._sent_at >= self._run.begins:
            self._run.latencies_ns.append(now - self._sent_at)
        self._send(now)

    def _send(self, now: int) -> None:
        assert self._transport is not None
        request = self._run.next(now)
        if request is None:
            self._sent_at = 0
            self._run.close()
            self._transport.close()
            return
        self._sent_at = now
        self._transport.write(request)


async def _carry_out(plan: Plan) -> Result:
    run = _Run(plan)
    loop = asyncio.get_running_loop()
    for _ in range(plan.connections):
        await loop.create_connection(lambda: _Connection(run), HOST, plan.port)
    async with asyncio.timeout(plan.warm_s + plan.seconds + PATIENCE_S):
        await run.done
    busy_s = (time.perf_counter_ns() - run.begins) / 1e9
    found = sorted(run.latencies_ns)
    if not found:
        raise LoadError("nothing was answered in the time given")
    return Result(len(found), busy_s, found[len(found) // 2] / 1e6, found[len(found) * 99 // 100] / 1e6)


def put_under_load(plan: Plan) -> Result:
    """Carry out a plan in a process of its own. Raises LoadError with what went wrong."""
    with tempfile.NamedTemporaryFile(suffix=".plan") as file:
        file.write(msgspec.msgpack.encode(plan))
        file.flush()
        line = [sys.executable, "-m", "benchmarks.load", file.name]
        limit_s = plan.warm_s + plan.seconds + 2 * PATIENCE_S
        ended = subprocess.run(line, check=False, capture_output=True, timeout=limit_s, cwd=Path(__file__).parents[1])
    if ended.returncode:
        raise LoadError(ended.stderr.decode(errors="replace")[-1500:])
    return msgspec.json.decode(ended.stdout, type=Result)


def request(method: str, target: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> bytes:
    """A request as it goes on the wire."""
    given = {"Host": HOST, **(headers or {})}
    if body is not None:
        given |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


if __name__ == "__main__":
    result = uvloop.run(_carry_out(msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Plan)))
    sys.stdout.buffer.write(msgspec.json.encode(result))
