"""A request as the kit sees it: everything is decoded when it is first asked for."""

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote

from dagsverke.app.access import Principal
from dagsverke.domain.errors import Refusal
from dagsverke.wire.refusals import BadBody, BadParameter, TooLarge
from dagsverke.wire.resource import Operation

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PARAMETERS_MAX = 1000
_AUTHORITY = re.compile(r"[A-Za-z0-9._\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


class Request:
    """One HTTP request over ASGI. A body longer than ``body_max`` bytes is refused before it has been read whole.

    ``segments`` are those of the path, decoded, empty ones (a trailing slash, a doubled one) left out. ``headers`` go
    by lower-case name; of a repeated one the last counts. ``now`` is the instant at which the request came.
    """

    __slots__ = (
        "_body_max",
        "_query",
        "_receive",
        "company_id",
        "headers",
        "ignored",
        "method",
        "now",
        "operation",
        "principal",
        "refusal",
        "scope",
        "segments",
        "variables",
    )

    def __init__(self, scope: Scope, receive: Receive, body_max: int, now: str) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.now = now
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        parts = raw.decode("utf-8", "replace").split("/")
        self.segments = [unquote(part) if "%" in part else part for part in parts if part]
        self.headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self.variables: Mapping[str, str] = {}  # of the path, once it is known what is served there
        self.principal: Principal | None = None  # once it is known
        self.company_id: int | None = None  # of one without a principal, where it turns out to be a company's
        self.operation: Operation | None = None  # once it is found
        self.refusal: Refusal | None = None  # what it was answered with, where it was refused
        self.ignored: list[str] = []  # properties that nothing is known of, for the log
        self._query: Mapping[str, str] | None = None
        self._receive = receive
        self._body_max = body_max

    @property
    def query(self) -> Mapping[str, str]:
        """Parameters of the query string; of a repeated one the last. Refused where there are too many."""
        if self._query is None:
            raw: bytes = self.scope["query_string"]
            self._query = pairs_of(raw.decode("utf-8", "replace"), BadParameter) if raw else {}
        return self._query

    @property
    def base_url(self) -> str:
        """Scheme and authority that the client used; the socket's own where the Host header is no authority."""
        server = self.scope.get("server")
        return _base_url(
            self.scope.get("scheme", "http"),
            self.headers.get("host", ""),
            tuple(server) if server else ("localhost", None),
        )

    def belongs_to(self, company_id: int) -> None:
        """Note whose it turned out to be."""
        self.company_id = company_id

    async def body(self) -> bytes:
        """The whole body."""
        return b"".join(await self.parts())

    async def parts(self, at_most: int = 0, culprit: str | None = None) -> list[bytes]:
        """The whole body, in parts as it came.

        It may have ``at_most`` bytes where that is more than other bodies may; the refusal names the ``culprit``.
        """
        most = max(self._body_max, at_most)
        refusal = TooLarge("size", culprit, f"the body is longer than {most} bytes")
        declared = self.headers.get("content-length", "")
        if declared.isdecimal() and len(declared) < 20 and int(declared) > most:  # noqa: PLR2004  # 64 bits
            raise refusal
        parts: list[bytes] = []
        size = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise BadBody("body", None, "the body broke off")
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > most:
                raise refusal
            parts.append(part)
            if not message.get("more_body", False):
                return parts


@lru_cache(maxsize=1024)
def _base_url(scheme: str, host: str, server: tuple[str, int | None]) -> str:
    if not _AUTHORITY.fullmatch(host):
        name, port = server
        host = f"{name}:{port}" if port else name
    return f"{scheme}://{host}"


def pairs_of(text: str, refusal: type[BadParameter | BadBody]) -> dict[str, str]:
    """The parameters of a query string; of a repeated one the last, too many of them refused."""
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=PARAMETERS_MAX))
    except ValueError as error:
        raise refusal("form", None, "there are too many parameters") from error
