"""The real application on a real port, in a thread of the test's own process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from dagsverke.app.keys import SeededKeys
from dagsverke.main import Shown, application
from dagsverke.store.engine import open_store
from dagsverke.wire.recording import Console
from tests.harness import StillClock, files_folder

PATIENCE_S = 30


@contextmanager
def serving(url: str) -> Iterator[str]:
    """The application over a prepared database, on a port of its own; answers its base URL."""
    clock = StillClock()
    store = open_store(url, clock=clock, keys=SeededKeys(3), files=files_folder(url))
    app = application(store, clock, has_limit=False, log_requests=False, shown=Shown(console=Console()))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not server.started and thread.is_alive() and time.monotonic() < deadline:
            thread.join(0.01)
        assert server.started, "the server did not start"
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
