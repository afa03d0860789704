"""``demo``: two made-up companies, served from a directory of their own."""

import asyncio
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dagsverke.app import defaults
from dagsverke.app.keys import SeededKeys
from dagsverke.cli.demo.firms import OSTRA
from dagsverke.cli.demo.greeting import greet
from dagsverke.cli.demo.making import COUNTRY, make_firms, open_secrets
from dagsverke.cli.services import Services, services_of
from dagsverke.cli.serving import HostOption, PortOption, address, announce, listening
from dagsverke.cli.session import Problem
from dagsverke.cli.show import say
from dagsverke.cli.upgrading import upgrade

FILE = "dagsverke.db"
MAKING = "making"
LOCK = "lock"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("demo")(demo)


def demo(
    context: typer.Context,
    *,
    host: HostOption = None,
    port: PortOption = None,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Where the data is kept.")] = Path(
        ".dagsverke/demo"
    ),
    no_rate_limit: Annotated[bool, typer.Option("--no-rate-limit", help="Answer however often asked.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the data anew.")] = False,
) -> None:
    """Serve two made-up companies with two years behind them, made on the first start and kept afterwards."""
    services = services_of(context)
    today = services.clock.now().astimezone(ZoneInfo(defaults.zone_of(COUNTRY))).date()
    database_url = prepare(services, data, today, is_fresh=fresh)
    serving = replace(listening(services.serving, host, port), database_url=database_url, workers=1)

    def tell(at: int) -> None:
        greet(address(serving.host, at), today)
        announce(serving.host, at)

    limit = serving.rate_limit and not no_rate_limit
    shown = replace(serving, is_demo=True, has_console=True, open_secrets=open_secrets())
    services.serve(replace(shown, rate_limit=limit, on_ready=tell))


def prepare(services: Services, data: Path, today: date, *, is_fresh: bool = False) -> str:
    """The URL of the demo's database in a directory, made where it is not there yet or is to be fresh.

    It is made beside its place and moved there when it is whole, so what an interrupted making leaves is never used.
    """
    with _alone(data):
        target, url = data / FILE, f"sqlite:///{data / FILE}"
        if target.exists() and not is_fresh:
            if not services.is_migrated(url):
                upgrade(services, url)
            return url
        say("making the demo's data, once …")
        making = data / MAKING
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        _make(services, f"sqlite:///{making / FILE}", today)
        for old in sorted(data.glob(f"{FILE}*")):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        for new in sorted(making.glob(f"{FILE}*"), reverse=True):  # the database last, for it says that all is there
            new.rename(data / new.name)
        shutil.rmtree(making)
    return url


def _make(services: Services, url: str, today: date) -> None:
    services.migrate(url)

    async def work() -> None:
        store = services.open_store(url, SeededKeys(OSTRA.seed))
        try:
            await make_firms(store, today)
        finally:
            await store.close()

    asyncio.run(work())


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let no other process make the same data meanwhile."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / LOCK).open("w")
    except OSError as error:
        raise Problem(f"{data} cannot be written to ({error.strerror})") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
