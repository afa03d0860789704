from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dagsverke.app.keys import SeededKeys
from dagsverke.app.queries import Condition
from dagsverke.store.engine import open_store
from dagsverke.wire.asgi import NotConformingError, create_app
from dagsverke.wire.codec import boolean, comma_list, constant, integer, text
from dagsverke.wire.conformance import faults
from dagsverke.wire.filing import file_content
from dagsverke.wire.resource import Dialect, Field, Filter, Operation, Resource, Sorting
from tests.harness import StillClock
from tests.wire.probe import CORE, ECHO, PROBE, QUIRK, THINGS, WRAPPED, refuse_xml

LIST, *_, DELETE = THINGS.operations
GET, CREATE = THINGS.operations[4], THINGS.operations[5]


def _with(resource: Resource, **changes: Any) -> Dialect:
    return replace(PROBE, resources=(replace(resource, **changes),))


def _doing(*operations: Operation, **changes: Any) -> Dialect:
    return _with(THINGS, operations=operations, **changes)


def _beside(**changes: Any) -> Dialect:
    """Things that look for their rows among others where they have none."""
    looking = replace(THINGS, operations=(replace(GET, otherwise="others"),))
    return replace(PROBE, resources=(looking, replace(THINGS, name="others", **changes)))


def test_a_resource_may_be_asked_for_what_another_lacks() -> None:
    assert faults(_beside(operations=(replace(GET, path="others/{id}"),)), CORE) == []


def test_a_dialect_that_holds_together_has_no_fault() -> None:
    assert faults(PROBE, CORE) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": "Two Words"}, "cannot stand in a path"),
        ({"prefixes": ()}, "there is no prefix"),
        ({"bodies": ()}, "no kind of body is read"),
        ({"credentials": ()}, "no credential opens it"),
        ({"quirks": (QUIRK, QUIRK)}, "quirk PR-01 is written 2 times"),
        ({"quirks": ()}, "quirk PR-01 is not written down"),
        ({"resources": (THINGS, THINGS)}, "resource things is declared 2 times"),
        ({"resources": (THINGS, replace(THINGS, name="again"))}, "GET /probe/1/things is served 2 times"),
        ({"envelopes": {}}, "the XML envelope 'many' has no like in JSON"),
        ({"envelopes": {}}, "replies with the unknown envelope 'one'"),
        ({"refuse_xml": None}, "refusals have no form in XML"),
        ({"refuse": lambda _: (200, {})}, "refused with a status that is no refusal"),
        ({"prefixes": ("/other",)}, "stands below none of the prefixes"),
    ],
)
def test_a_dialect_that_contradicts_itself_is_told_so(changes: Mapping[str, Any], fault: str) -> None:
    assert any(fault in one for one in faults(replace(PROBE, **changes), CORE))


@pytest.mark.parametrize(
    ("dialect", "fault"),
    [
        (_with(THINGS, collection="nothing"), "there is no collection nothing"),
        (_with(THINGS, fields=(*THINGS.fields, Field("x", "name", quirk="PR-9"))), "quirk PR-9 is not written down"),
        (_with(THINGS, filters=(Filter("x", "name", quirk="PR-9"),)), "quirk PR-9 is not written down"),
        (_with(THINGS, both_ways="PR-9"), "quirk PR-9 is not written down"),
        (_doing(replace(LIST, quirk="PR-9")), "quirk PR-9 is not written down"),
        (_with(THINGS, fields=(*THINGS.fields, Field("x", "colour"))), "colour is not in department"),
        (_with(THINGS, fields=(*THINGS.fields, Field("code", "name", access="r"))), "code is declared 2 times for 'r'"),
        (_with(THINGS, fields=(*THINGS.fields, Field("x", None, constant))), "x can be written, yet no single"),
        (_with(THINGS, fields=(*THINGS.fields, Field("x", ("a", "b"), constant))), "x can be written, yet no single"),
        (_with(THINGS, fields=(*THINGS.fields, Field("code.a", "name"))), "code is a property and an object"),
        (_with(THINGS, fields=(*THINGS.fields, Field("a.b", "name"))), "a.b cannot stand beside properties"),
        (_with(THINGS, filters=(Filter("x", "size"),)), "the filter x asks for size, which is not in department"),
        (_with(THINGS, only=(Condition("size", "eq", 1),)), "knows only rows by size, which is not in department"),
        (
            _with(THINGS, filters=(Filter("x", "code", codec=integer),)),
            "the filter x reads int for an attribute that is text",
        ),
        (
            _with(THINGS, filters=(Filter("x", "is_active", "contains", boolean),)),
            "looks inside an attribute that is bool",
        ),
        (_with(THINGS, filters=(Filter("x", "is_active", "ge", boolean),)), "orders an attribute that is bool"),
        (_with(THINGS, filters=(Filter("x", "code"), Filter("y", "name", aliases=("x",)))), "x is declared 2 times"),
        (_with(THINGS, sorting=Sorting("s", "o", "a", "d", (("size", True),))), "sorted by size, which is not in"),
        (_with(THINGS, quirks=("PR-02",)), "quirk PR-02 is not written down"),
        (_with(ECHO, quirks=()), "has a handler and cites no quirk"),
        (_with(ECHO, operations=(replace(ECHO.operations[0], verb="get"),)), "has a handler and the verb get"),
        (_doing(replace(LIST, method="FETCH")), "unknown method"),
        (_doing(replace(LIST, is_public=True)), "is open to anybody"),
        (_doing(replace(LIST, verb="call")), "is a call without a handler"),
        (_doing(replace(LIST, command="thing.record")), "has the verb list and the command thing.record"),
        (_doing(replace(CREATE, command=None)), "has the verb create and the command None"),
        (_doing(replace(CREATE, command="thing.melt")), "there is no command thing.melt"),
        (_doing(replace(LIST, report="things.melted")), "there is no report things.melted"),
        (_doing(replace(LIST, hands_page=True)), "hands a page to no list's report"),
        (_doing(replace(LIST, guard="melted")), "there is no guard melted"),
        (_doing(replace(LIST, narrow="melted")), "there is no narrowing melted"),
        (_doing(replace(CREATE, narrow="only_active")), "narrows what is not read from a collection"),
        (_doing(replace(CREATE, takes_file=True)), "takes a file that no property holds"),
        (
            _with(THINGS, fields=(*THINGS.fields, Field("x", "x", file_content, "w"))),
            "has a file that it does not take",
        ),
        (_doing(replace(LIST, path="things/{what}")), "what is neither a field nor a filter"),
        (_doing(replace(DELETE, key=("what",))), "what is neither a field nor a filter"),
        (_doing(replace(GET, path="things/one"), key=()), "addresses a row, yet there is no key"),
        (_doing(replace(LIST, otherwise="things")), "asks elsewhere, which only a read of one row may"),
        (_doing(replace(GET, otherwise="melted")), "there is no row of melted to ask for"),
        (_doing(replace(GET, otherwise="wrapped")), "there is no row of wrapped to ask for"),
        (_doing(replace(GET, otherwise="things")), "there is no row of things to ask for"),
        (_beside(key=("code",), operations=(replace(GET, path="o/{code}"),)), "which is addressed by other names"),
        (_beside(operations=(replace(GET, path="o/{id}", scope=None),)), "which takes another scope"),
        (_doing(GET, replace(GET, path="things/{code}")), "GET /probe/1/things/{} is served 2 times"),
    ],
)
def test_a_resource_that_contradicts_the_core_or_itself_is_told_so(dialect: Dialect, fault: str) -> None:
    assert any(fault in one for one in faults(dialect, CORE))


def test_letter_case_does_not_make_two_paths_of_one() -> None:
    twice = _doing(LIST, replace(LIST, path="Things"))
    assert faults(twice, CORE) == []
    assert any("is served 2 times" in one for one in faults(replace(twice, is_case_sensitive=False), CORE))


def test_a_list_filter_takes_what_its_items_are() -> None:
    assert faults(_with(THINGS, filters=(Filter("x", "code", "in", comma_list(text)),), operations=(LIST,)), CORE) == []


def test_a_resource_that_is_only_reported_needs_no_collection() -> None:
    search = replace(WRAPPED, collection="nothing", operations=WRAPPED.operations[1:])
    assert faults(replace(PROBE, resources=(search,), refuse_xml=refuse_xml), CORE) == []


@pytest.mark.anyio
async def test_the_server_does_not_start_with_tables_at_fault(sqlite_world: str) -> None:
    store = open_store(sqlite_world, clock=StillClock(), keys=SeededKeys(1))
    with pytest.raises(NotConformingError, match="probe: there is no prefix"):
        create_app([replace(PROBE, prefixes=())], CORE, store, StillClock())
    await store.close()
