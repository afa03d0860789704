"""The vocabulary in which a dialect is declared: resources, fields, filters, operations. Data, no behaviour."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dagsverke.app.access import Principal
from dagsverke.app.ports import Clock, Directory, Store
from dagsverke.app.queries import Condition, Onward, Op, Page, Row
from dagsverke.app.throttle import Limit
from dagsverke.domain.errors import Refusal
from dagsverke.wire.codec import Codec, text
from dagsverke.wire.core import Given
from dagsverke.wire.documented import Documented

OMIT: Any = object()
"""A ``Field.blank`` meaning: leave the property out where the core has no value."""

Verb = Literal["list", "get", "create", "update", "delete", "call"]
Access = Literal["rw", "r", "w"]
Body = Literal["json", "form", "xml"]


@dataclass(frozen=True, slots=True)
class Field:
    """One property on the wire and the core attribute behind it.

    ``core`` is an attribute of the resource's collection; a tuple of them (read-only: the codec gets the tuple of
    values); ``extras.<dialect>.<name>`` for what only this vendor cares about; or None for a constant, shown as
    ``blank``. ``blank`` is what "no value" looks like here: None, "", 0, [] or OMIT. A dot in ``wire`` makes it a
    member of an object: ``workAddress.city``. ``quirk`` is the one that explains it where no document shows it.
    """

    wire: str
    core: str | tuple[str, ...] | None
    codec: Codec = text
    access: Access = "rw"
    required: bool = False  # on create
    blank: Any = None
    doc: str = ""
    quirk: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A parameter of a read. For a collection it is a condition; for a report the value is handed over as ``core``."""

    param: str
    core: str
    op: Op = "eq"
    codec: Codec = text
    aliases: tuple[str, ...] = ()
    required: bool = False
    doc: str = ""
    quirk: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """The paging words of a list. ``default`` None: everything unless asked for a page."""

    page: str
    size: str
    default: int | None
    ceiling: int
    offset: str | None = None  # the name of a parameter that skips rows
    is_clamped: bool = False  # a size above the ceiling becomes the ceiling instead of a refusal
    size_aliases: tuple[str, ...] = ()  # other names of the size, read where it is not said itself
    quirk: str | None = None  # explains it where no document does


@dataclass(frozen=True, slots=True)
class Sorting:
    """The sorting words of a list; any property that the row shows may be named."""

    param: str
    direction: str
    ascending: str
    descending: str
    default: tuple[tuple[str, bool], ...] = ()  # core attributes
    is_descending_default: bool = False  # where a property is named without a direction
    quirk: str | None = None  # explains it where no document does


@dataclass(frozen=True, slots=True)
class Answer:
    """What an envelope phrases: the rows found or changed, and what was asked."""

    resource: "Resource"
    operation: "Operation"
    rows: Sequence[Row]  # in the order of ``resource.attributes``
    total: int
    page: Page | None
    given: Mapping[str, Any]  # the wire names and raw values of path, query and body together
    target: Given  # the key in core form; of a delete, also what its command says of what is gone
    base_url: str  # scheme and authority that the client used, no slash at the end
    texts: Callable[[], list[bytes]]  # each row as JSON, rendered by the compiled renderer
    documents: Callable[[], list[dict[str, Any]]]  # each row as a dict of wire names
    onward: Onward | None = None  # where to go on, of what is read by cursors


Envelope = Callable[[Answer], bytes]
"""Phrases an answer as a body (JSON, or XML in ``Dialect.xml_envelopes``)."""


def _nobody_listens(company_id: int) -> None:
    """It is of no interest whose call it is."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a named handler gets: the rung of the ladder for what is neither a read nor a command (sign-in, tokens)."""

    store: Store
    clock: Clock
    query: Mapping[str, str]
    body: Mapping[str, Any]  # parsed body, {} where there is none
    headers: Mapping[str, str]  # lower-case names
    base_url: str
    principal: Principal | None
    variables: Mapping[str, str] = field(default_factory=dict)  # of the path
    belongs_to: Callable[[int], None] = _nobody_listens  # to be told whose company it is, where there is no principal


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, a body and its media type; extra headers by name."""

    status: int
    body: bytes
    media: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be done with a resource. ``path`` has its variables in braces.

    It stands below the dialect's first prefix; one that begins with a slash is whole, and below any of the prefixes.

    A read is answered from the collection, or by ``report``; a write names a ``command``. ``arrange`` is a pure
    function over the values read from the wire (core names) before they reach the command or report.
    """

    verb: Verb
    method: str
    path: str
    status: int = 200
    reply: str = ""  # an envelope's name in the dialect
    command: str | None = None
    report: str | None = None
    hands_page: bool = False  # the report is handed the page as ``page``, and answers that page alone
    guard: str | None = None
    narrow: str | None = None  # the name of an app rule about which rows of a list may be seen
    scope: str | None = None
    handler: Handler | None = None  # must cite a quirk
    is_public: bool = False  # needs no credential
    key: tuple[str, ...] | None = None  # wire names that address the row, where not the resource's
    arrange: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    limit: int | None = None  # at most so many rows, whatever is asked (``latest``)
    bodies: tuple[Body, ...] | None = None  # where not the dialect's
    body_schema: Mapping[str, Any] | None = None  # what a handler reads, as JSON schema
    reply_schema: Mapping[str, Any] | None = None  # what a handler answers, or an envelope that looks into its rows
    otherwise: str | None = None  # the resource that is asked for the same key where this one has no such row
    takes_file: bool = False  # its body may be as long as a file, encoded; see ``wire.filing``
    reply_media: str = "application/json"  # of what a handler answers
    doc: str = ""
    quirk: str | None = None  # explains it where no document shows it


@dataclass(frozen=True, slots=True)
class Resource:
    """A core collection as one vendor spells it; ``only`` are the rows of it that its reads know of."""

    name: str
    collection: str
    fields: tuple[Field, ...]
    operations: tuple[Operation, ...]
    filters: tuple[Filter, ...] = ()
    only: tuple[Condition, ...] = ()
    key: tuple[str, ...] = ()
    paging: Paging | None = None
    sorting: Sorting | None = None
    quirks: tuple[str, ...] = ()
    both_ways: str | None = None  # the quirk by which what is only shown can be sent, and what is only sent is shown
    wrapper: str | None = None  # the member of a body that holds the properties, where there is one
    doc: str = ""

    attributes: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The core attributes that a row of this resource needs, each once, in order of the fields."""

    def __post_init__(self) -> None:
        needed: dict[str, None] = {}
        for one in self.fields:
            if one.access == "w" or one.core is None:
                continue
            for name in (one.core,) if isinstance(one.core, str) else one.core:
                needed["extras" if name.startswith("extras.") else name] = None
        object.__setattr__(self, "attributes", tuple(needed))


@dataclass(frozen=True, slots=True)
class Credentials:
    """A way to prove who calls: reads its material from the request; None where there is none of it.

    ``schemes`` is the OpenAPI security scheme object by name.
    """

    find: Callable[["Material", Directory, str], Principal | None]  # material, directory, now
    schemes: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Material:
    """What a request shows of itself to the credentials: headers (lower-case names) and query parameters."""

    headers: Mapping[str, str]
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quirk:
    """A place where the document contradicts itself or the world, and what we do."""

    id: str
    document: str
    we_do: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """One vendor's API. ``refuse`` phrases a refusal as a status and a document in the vendor's error form."""

    name: str  # the door
    title: str
    prefixes: tuple[str, ...]  # first path segments below which this dialect answers, with leading slash
    resources: tuple[Resource, ...]
    envelopes: Mapping[str, Envelope]
    refuse: Callable[[Refusal], tuple[int, Any]]
    credentials: tuple[Credentials, ...]
    quirks: tuple[Quirk, ...]
    bodies: tuple[Body, ...] = ("json",)
    limit: Limit | None = None
    credential_shape: str = ""  # what a credential of this door is made of; "" where people sign in themselves
    credential_scopes: str = ""  # what a new credential may do, where this vendor has scopes
    is_case_sensitive: bool = True
    unknown_properties: Literal["ignore", "refuse"] = "ignore"
    writes_from_query: bool = False  # PUT and DELETE take their parameters from the query string too
    xml_envelopes: Mapping[str, Envelope] = field(default_factory=dict)
    refuse_xml: Callable[[Any], str] | None = None  # phrases the document of ``refuse`` as XML
    read_xml: Callable[[bytes], Mapping[str, Any]] | None = None  # an XML body as the equal JSON document
    mend_json: Callable[[bytes], bytes] | None = None  # asked for better text where a body, or an object, is not JSON
    documented: Callable[[], tuple[Documented, ...]] | None = None  # the vendor's document as data, read when asked for
    doc: str = ""
