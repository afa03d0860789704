"""Phrasing an answer: rows, an envelope and a status become a reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Page, Row, Slice
from dagsverke.domain.errors import Refusal
from dagsverke.wire.codec import Context
from dagsverke.wire.core import Given
from dagsverke.wire.media import MEDIA, Form
from dagsverke.wire.refusals import NotAllowed
from dagsverke.wire.render import renderers
from dagsverke.wire.resource import Answer, Dialect, Operation, Reply, Resource
from dagsverke.wire.values import json_bytes

NO_CONTENT = 204


@dataclass(frozen=True, slots=True)
class Asking:
    """What an answer may need to know of its request."""

    given: Mapping[str, Any]
    base_url: str
    form: Form


class Speaker:
    """Phrases the answers of one operation."""

    def __init__(self, dialect: Dialect, resource: Resource, operation: Operation) -> None:
        self._resource = resource
        self._operation = operation
        self._status = operation.status
        xml = dialect.xml_envelopes.get(operation.reply)
        self._envelopes = {"json": dialect.envelopes[operation.reply]} | ({"xml": xml} if xml else {})
        self._texts, self._document = renderers(resource)

    def reply(
        self,
        reader: Reader,
        found: Slice,
        page: Page | None,
        asking: Asking,
        target: Given,
    ) -> Reply:
        """The reply that these rows make."""
        rows, context = found.rows, Context(asking.base_url, reader.now, lambda: reader.company)
        form: Form = asking.form if asking.form in self._envelopes else "json"
        answer = Answer(
            self._resource,
            self._operation,
            rows,
            found.total,
            page,
            asking.given,
            target,
            asking.base_url,
            partial(self._texts, rows, context),
            partial(self._documents, rows, context),
            found.onward,
        )
        return Reply(self._status, self._envelopes[form](answer), MEDIA[form])

    def _documents(self, rows: Sequence[Row], context: Context) -> list[dict[str, Any]]:
        return [self._document(row, context) for row in rows]


def refused(dialect: Dialect, refusal: Refusal, form: Form, status: int | None = None) -> Reply:
    """A refusal in the vendor's error form. ``status`` where it does not depend on the vendor."""
    its_status, document = dialect.refuse(refusal)
    headers = {}
    if isinstance(refusal, NotAllowed):
        headers["allow"] = ", ".join(refusal.allowed)
    if (wait := getattr(refusal, "retry_after_s", None)) is not None:
        headers["retry-after"] = str(wait)
    if form == "xml" and dialect.refuse_xml is not None:
        return Reply(status or its_status, dialect.refuse_xml(document).encode(), MEDIA["xml"], headers)
    return Reply(status or its_status, json_bytes(document), MEDIA["json"], headers)
