"""Fixtures that run the command line in this process, on a database of each kind and at a moment that stands still."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dagsverke.cli import app
from dagsverke.main import services
from dagsverke.settings import Settings
from tests.harness import StillClock


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


class _Input(io.TextIOWrapper):
    """Standard input that is no terminal."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")


def commands_on(url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """A function that runs the command line with these arguments on the database at a URL."""
    tools = services(Settings(database_url=url), StillClock())

    def run(*arguments: str, given: str | bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", _Input(given.encode() if isinstance(given, str) else given))
        capsys.readouterr()
        code = app.run(tools, arguments)
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    return run


@pytest.fixture
def on_empty(database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line on an empty database."""
    return commands_on(database_url, capsys, monkeypatch)


@pytest.fixture
def on_world(world_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line on a database with the two small firms of ``tests.harness``."""
    return commands_on(world_url, capsys, monkeypatch)
