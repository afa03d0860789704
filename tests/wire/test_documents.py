import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dagsverke.app.throttle import Limit
from dagsverke.main import CORE, DIALECTS
from dagsverke.wire.core import Core
from dagsverke.wire.markdown import page
from dagsverke.wire.openapi import openapi
from dagsverke.wire.pages import dialect_page, index_page
from dagsverke.wire.resource import Dialect
from tests.wire import probe
from tests.wire.conftest import Served

PROBED = replace(probe.PROBE, limit=Limit(4, 1.0))
EVERY: list[tuple[Dialect, Core]] = [(PROBED, probe.CORE), *((one, CORE) for one in DIALECTS)]
NAMES = [dialect.name for dialect, _ in EVERY]
VOID = {"meta", "link", "br", "hr"}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


@pytest.mark.parametrize(("dialect", "core"), EVERY, ids=NAMES)
def test_the_openapi_document_is_valid(dialect: Dialect, core: Core) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(openapi(dialect, core, "1.0")).iter_errors()] == []


@pytest.mark.parametrize(("dialect", "core"), EVERY, ids=NAMES)
def test_every_operation_is_in_the_document_once_and_tells_what_it_answers(dialect: Dialect, core: Core) -> None:
    operations = list(_operations(openapi(dialect, core, "1.0")))
    assert len(operations) == sum(len(resource.operations) for resource in dialect.resources)
    assert len({one["operationId"] for _, _, one in operations}) == len(operations)
    for method, path, operation in operations:
        good = [status for status in operation["responses"] if status.startswith("2")]
        assert len(good) == 1, (method, path)
        content = operation["responses"][good[0]].get("content", {})
        assert good == ["204"] or next(iter(content.values()))["schema"], (method, path)


def _of_probe(method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = openapi(PROBED, probe.CORE, "1.0")["paths"][f"/probe/1/{path}"][method]
    return found


def test_parameters_have_their_limits_and_defaults() -> None:
    by_name = {one["name"]: one for one in _of_probe("get", "things")["parameters"]}
    assert by_name["size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 5, "default": 2}
    assert by_name["page"]["schema"]["default"] == 1
    assert by_name["order"]["schema"]["enum"] == ["up", "down"]
    assert "kind" in by_name["sort"]["schema"]["enum"]
    assert set(by_name) == {"code", "name", "since", "active", "page", "size", "skip", "sort", "order"}
    first = {one["name"] for one in _of_probe("get", "things/first")["parameters"]}
    assert first == {"code", "name", "since", "active"}
    coded = {one["name"]: one["in"] for one in _of_probe("get", "things/coded/{code}")["parameters"]}
    assert coded["code"] == "path"


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("get", "things", "200 400 401 406 429"),
        ("get", "things/{id}", "200 400 401 403 404 406 429"),
        ("post", "things", "201 400 401 406 409 413 415 422 423 429"),
        ("delete", "things/{id}", "200 400 401 404 406 409 413 415 422 423 429"),
        ("post", "echo", "200 400 401 406 413 415 422"),
    ],
)
def test_every_status_that_can_occur_is_told(method: str, path: str, statuses: str) -> None:
    assert " ".join(sorted(_of_probe(method, path)["responses"])) == statuses


def test_bodies_are_told_in_every_form_that_is_read() -> None:
    body = _of_probe("post", "wrapped")["requestBody"]
    assert set(body["content"]) == {
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }
    schema = body["content"]["application/json"]["schema"]
    assert schema["required"] == ["thing"]
    assert set(schema["properties"]["thing"]["properties"]) == {"code", "name"}
    made = _of_probe("post", "things")["requestBody"]["content"]["application/json"]["schema"]
    assert made["required"] == ["code", "name"]
    changed = _of_probe("put", "things")["requestBody"]["content"]["application/json"]["schema"]
    assert changed["required"] == ["id"]


def test_rows_are_told_as_they_are_shown() -> None:
    schemas = openapi(PROBED, probe.CORE, "1.0")["components"]["schemas"]["things"]
    assert schemas["properties"]["kind"] == {"const": "thing %s"}
    assert schemas["properties"]["id"]["type"] == ["string", "null"]
    assert "colour" in schemas["properties"]
    assert "colour" not in schemas["required"]
    listed = _of_probe("get", "things")["responses"]["200"]["content"]["application/json"]["schema"]
    assert listed["properties"]["rows"]["items"] == {"$ref": "#/components/schemas/things"}


class _Tags(HTMLParser):
    """Collects what a page opens, closes and leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name in ("href", "src") if (value := named.get(name))]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("dialect", [one for one, _ in EVERY], ids=NAMES)
def test_a_page_is_whole_and_every_link_on_it_leads_somewhere(dialect: Dialect) -> None:
    core = dict(zip(NAMES, [core for _, core in EVERY], strict=True))[dialect.name]
    tags = _Tags()
    html = dialect_page(dialect, core)
    tags.feed(html)
    assert tags.open == []
    assert len(set(tags.ids)) == len(tags.ids)
    here = {f"#{one}" for one in tags.ids} | {"/docs", f"/openapi/{dialect.name}.json"}
    assert set(tags.links) <= here
    assert "<script" not in html
    assert all(f'id="{quirk.id}"' in html for quirk in dialect.quirks)


def test_what_a_dialect_says_is_text_and_not_markup() -> None:
    html = dialect_page(PROBED, probe.CORE)
    assert "It is said twice &lt;and&gt; differently." in html
    assert "<and>" not in html
    assert "A &lt;probe&gt;" in index_page([PROBED], "1.0")


@pytest.mark.parametrize(("dialect", "core"), EVERY, ids=NAMES)
def test_the_written_docs_hold_every_operation_and_quirk_and_come_out_the_same(dialect: Dialect, core: Core) -> None:
    text = page(dialect, core)
    assert text == page(dialect, core)
    for _, path, _ in _operations(openapi(dialect, core, "1.0")):
        assert path in text
    for quirk in dialect.quirks:
        assert f"### {quirk.id}\n" in text
    anchors = {f"#{line[4:].lower()}" for line in text.splitlines() if line.startswith("### ")}
    assert set(re.findall(r"\]\((#[^)]+)\)", text)) <= anchors
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


@pytest.mark.anyio
async def test_documents_and_pages_are_served(alone: Served) -> None:
    document = await alone.client.get("/openapi/probe.json")
    assert document.json() == openapi(probe.PROBE, probe.CORE, "0.0")
    for path in ("/", "/docs", "/docs/", "/docs/probe"):
        reply = await alone.client.get(path)
        assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "default-src 'none'" in reply.headers["content-security-policy"]
