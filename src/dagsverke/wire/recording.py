"""The last calls of each company, as its console shows them: in memory, without secrets, after they were answered.

Nothing of it is on the way of a call: a server that keeps no calls asks once for each call whether it should, and one
that does looks at a call when its reply has gone out.
"""

from collections import OrderedDict, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from dagsverke.domain.errors import Refusal
from dagsverke.wire.masking import Masker, Pairs
from dagsverke.wire.refusals import Unauthenticated
from dagsverke.wire.request import Message, Receive, Request
from dagsverke.wire.resource import Dialect, Reply
from dagsverke.wire.router import whole_path

CALLS_MAX = 500
"""Calls kept of one company; of more the oldest is forgotten."""
COMPANIES_MAX = 100
"""Companies of which calls are kept; of more the one that called longest ago is forgotten."""
KEPT_MAX = 8_000_000
"""Characters of bodies kept of one company; of more its oldest calls are forgotten."""
BODY_MAX = 64_000
"""Bytes kept of a body."""
_TEXTS = ("application/json", "application/xml", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is kept. ``size`` is that of all of it, in bytes.

    ``text`` is None where it is no text, or where it may hold a secret and cannot be read (``is_withheld``).
    """

    media: str
    size: int
    text: str | None
    is_cut: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """The rule that a call broke, by which the dialect chose its reply; ``kind`` is the class of the refusal."""

    kind: str
    rule: str
    field: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A call. ``operation`` is method and path as the dialect declares them; "" where the path is nobody's."""

    number: int
    at: str
    dialect: str
    method: str
    path: str
    query: Pairs
    headers: Pairs
    body: Body
    operation: str
    credential_id: int | None
    status: int
    spent_ms: float
    reply_headers: Pairs
    reply_body: Body
    broken: Broken | None
    ignored: tuple[str, ...]


class Heard:
    """Hears a request's body while it is read, and keeps its beginning."""

    __slots__ = ("_receive", "kept", "size")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.kept = b""
        self.size = 0

    async def __call__(self) -> Message:
        """What comes next of the request."""
        message = await self._receive()
        part: bytes = message.get("body", b"")
        if len(self.kept) < BODY_MAX:
            self.kept += part[: BODY_MAX - len(self.kept)]
        self.size += len(part)
        return message


@dataclass(frozen=True, slots=True)
class Answered:
    """A call that was answered: what was heard of its body, the headers of the reply, and how long it took."""

    request: Request
    heard: Heard
    reply: Reply
    headers: Pairs
    spent_ms: float


class _Ring:
    """The last calls of one company."""

    __slots__ = ("_size", "calls", "number")

    def __init__(self) -> None:
        self.calls: deque[Recorded] = deque()
        self.number = 0
        self._size = 0

    def put(self, one: Recorded) -> None:
        """Keep a call, and forget what is too much."""
        self.calls.append(one)
        self.number = one.number
        self._size += _length(one)
        while len(self.calls) > CALLS_MAX or self._size > KEPT_MAX:
            self._size -= _length(self.calls.popleft())


def _length(one: Recorded) -> int:
    return len(one.body.text or "") + len(one.reply_body.text or "")


class Console:
    """Keeps the last calls of each company. ``public`` are secrets that everybody knows: a demo's."""

    def __init__(self, public: Collection[str] = ()) -> None:
        self._public = frozenset(public)
        self._rings: OrderedDict[int, _Ring] = OrderedDict()

    def calls(self, company_id: int) -> list[Recorded]:
        """The calls of a company, the newest first."""
        ring = self._rings.get(company_id)
        return [] if ring is None else list(reversed(ring.calls))

    def call(self, company_id: int, number: int) -> Recorded | None:
        """One of them; None where it is no longer kept."""
        return next((one for one in self.calls(company_id) if one.number == number), None)

    def keep(self, company_id: int, dialect: Dialect, answered: Answered) -> None:
        """Keep a call of a company."""
        ring = self._rings.setdefault(company_id, _Ring())
        self._rings.move_to_end(company_id)
        if len(self._rings) > COMPANIES_MAX:
            self._rings.popitem(last=False)
        ring.put(_recorded(ring.number + 1, dialect, answered, self._public))


def _recorded(number: int, dialect: Dialect, answered: Answered, public: Collection[str]) -> Recorded:
    request, reply = answered.request, answered.reply
    masker = Masker(_names(dialect), public)
    raw: bytes = request.scope["query_string"]
    query = masker.pairs(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    sent: list[tuple[bytes, bytes]] = request.scope["headers"]
    headers = masker.pairs((name.decode("latin-1"), value.decode("latin-1")) for name, value in sent)
    media = request.headers.get("content-type", "")
    body = _body(masker, media, answered.heard.kept, answered.heard.size)
    size = 0 if request.method == "HEAD" else len(reply.body)
    reply_body = _body(masker, reply.media, reply.body[: min(size, BODY_MAX)], size)
    operation = request.operation
    return Recorded(
        number=number,
        at=request.now,
        dialect=dialect.name,
        method=request.method,
        path=masker.scrubbed(request.scope["path"]),
        query=_scrubbed(masker, query),
        headers=_scrubbed(masker, headers),
        body=body,
        operation="" if operation is None else f"{operation.method} {whole_path(dialect, operation)}",
        credential_id=_key_of(request),
        status=reply.status,
        spent_ms=answered.spent_ms,
        reply_headers=_scrubbed(masker, masker.pairs(answered.headers)),
        reply_body=reply_body,
        broken=_broken(masker, request.refusal),
        ignored=tuple(masker.scrubbed(one) for one in request.ignored),
    )


def _key_of(request: Request) -> int | None:
    """The key that a call came with, or one that it showed in vain."""
    if request.principal is not None:
        return request.principal.credential_id
    return request.refusal.credential_id if isinstance(request.refusal, Unauthenticated) else None


def _scrubbed(masker: Masker, pairs: Pairs) -> Pairs:
    return tuple((masker.scrubbed(name), masker.scrubbed(value)) for name, value in pairs)


def _names(dialect: Dialect) -> set[str]:
    """The headers and parameters that the dialect's credentials are shown in."""
    schemes: list[Mapping[str, Any]] = [one for way in dialect.credentials for one in way.schemes.values()]
    return {str(one["name"]) for one in schemes if "name" in one}


def _body(masker: Masker, content_type: str, kept: bytes, size: int) -> Body:
    media = content_type.partition(";")[0].strip().lower()
    if not kept:
        return Body(media, size, "" if not size else None)
    if media and media not in _TEXTS and not media.startswith("text/") and not media.endswith(("+json", "+xml")):
        return Body(media, size, None)
    is_cut = size > len(kept)
    text = masker.text(media, kept.decode("utf-8", "replace"), is_whole=not is_cut)
    if text is None:
        return Body(media, size, None, is_cut, is_withheld=True)
    return Body(media, size, masker.scrubbed(text), is_cut)


def _broken(masker: Masker, refusal: Refusal | None) -> Broken | None:
    if refusal is None:
        return None
    detail = masker.scrubbed(refusal.detail)
    return Broken(type(refusal).__name__, refusal.rule, refusal.field, detail)
