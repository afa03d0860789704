"""The compiled renderers as most tests want them: one row, and an address that does not matter."""

from collections.abc import Callable
from typing import Any

from dagsverke.app.company import Company
from dagsverke.app.queries import Row
from dagsverke.wire import render
from dagsverke.wire.codec import Context
from dagsverke.wire.resource import Resource

HERE = Context("http://here", "2026-11-20T11:00:00.000Z", lambda: Company(1, "Firma", "SE", "Europe/Stockholm", 0))


def compile_text(resource: Resource) -> Callable[[Row], str]:
    texts = render.compile_texts(resource)
    return lambda row: texts([row], HERE)[0].decode()


def compile_document(resource: Resource) -> Callable[[Row], dict[str, Any]]:
    document = render.compile_document(resource)
    return lambda row: document(row, HERE)
