from dataclasses import replace
from typing import Any

import pytest

from dagsverke.wire.coverage import Row, coverage_of, gaps, unserved_sections
from dagsverke.wire.documented import read_documented
from dagsverke.wire.markdown import page
from dagsverke.wire.resource import Dialect, Field, Filter, Operation, Paging, Resource
from tests.wire.probe import CORE, PROBE

FACTS = """
[Paging]
section = "Words"
resource = ""
calls = []
takes = ["page", "size"]

["List things"]
section = "Things"
resource = "things"
calls = ["GET things"]
takes = ["code", "sort", "order"]
shows.key = ["id"]
shows.text = ["code"]

["Make a thing"]
section = "Things"
resource = "things"
calls = ["POST things"]
takes = ["code"]
shows.key = ["id"]
shows.text = ["code"]
"""
PAGING = Paging("page", "size", 2, 5)
THINGS = Resource(
    name="things",
    collection="department",
    key=("id",),
    operations=(
        Operation("list", "GET", "things", reply="many"),
        Operation("create", "POST", "things", reply="one", command="thing.record"),
    ),
    paging=PAGING,
    sorting=PROBE.resources[0].sorting,
    filters=(Filter("code", "code"),),
    fields=(Field("id", "key", access="r"), Field("code", "code")),
    quirks=("PR-01",),
)


def dialect(facts: str = FACTS, **changes: Any) -> Dialect:
    documented = read_documented(facts)
    return replace(PROBE, resources=(replace(THINGS, **changes),), documented=lambda: documented)


def row(kind: str, what: str, **changes: Any) -> Row:
    one = dialect(**changes)
    return next(row for row in coverage_of(one, one.resources[0]) if (row.kind, row.what) == (kind, what))


def test_a_dialect_that_is_covered_has_no_gap() -> None:
    assert gaps(dialect()) == []
    assert unserved_sections(dialect()) == []


def test_each_row_names_the_operations_that_prove_it() -> None:
    assert row("operation", "GET /probe/1/things").titles == ("List things",)
    assert row("filter", "code").titles == ("List things",)
    assert row("paging", "page").titles == ("Paging",)
    assert row("sorting", "sort").titles == ("List things",)
    assert row("sent", "code").titles == ("Make a thing",)
    assert row("shown", "code").titles == ("List things", "Make a thing")


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"fields": (*THINGS.fields, Field("colour", "name", access="r"))}, "things: colour (shown)"),
        ({"fields": (*THINGS.fields, Field("colour", "name", access="w"))}, "things: colour (sent)"),
        ({"filters": (*THINGS.filters, Filter("colour", "name"))}, "things: colour (filter)"),
        ({"filters": (Filter("code", "code", aliases=("called",)),)}, "things: called (filter)"),
        (
            {"operations": (*THINGS.operations, Operation("list", "GET", "thing", reply="many"))},
            "things: GET /probe/1/thing (operation)",
        ),
        ({"paging": replace(PAGING, offset="skip")}, "things: skip (paging)"),
    ],
)
def test_what_no_document_has_is_a_gap(changes: dict[str, Any], gap: str) -> None:
    assert gaps(dialect(**changes)) == [f"{gap} is in no documented operation and cites no quirk"]


def test_a_quirk_is_a_proof_where_no_document_has_the_thing() -> None:
    fields = (*THINGS.fields, Field("colour", "name", quirk="PR-01"))
    filters = (*THINGS.filters, Filter("colour", "name", quirk="PR-01"))
    other = Operation("list", "GET", "thing", reply="many", quirk="PR-01")
    paging = replace(PAGING, offset="skip", quirk="PR-01")
    operations = (*THINGS.operations, other)
    changes: dict[str, Any] = {"fields": fields, "filters": filters, "operations": operations, "paging": paging}
    assert gaps(dialect(**changes)) == []
    assert row("shown", "colour", **changes) == Row("shown", "colour", (), "PR-01")


def test_what_is_documented_one_way_only_can_go_both_ways_by_a_quirk() -> None:
    facts = FACTS.replace('takes = ["code"]', 'takes = ["hue"]').replace(
        "shows.text", 'shows.number = ["size"]\nshows.text'
    )
    fields = (THINGS.fields[0], Field("code", "code", access="r"), Field("hue", "name"), Field("size", "name"))
    assert [gap.partition(" is in")[0] for gap in gaps(dialect(facts, fields=fields))] == [
        "things: size (sent)",
        "things: hue (shown)",
    ]
    assert gaps(dialect(facts, fields=fields, both_ways="PR-01")) == []
    assert len(gaps(dialect(facts, fields=(*fields, Field("colour", "name")), both_ways="PR-01"))) == 2


@pytest.mark.parametrize(
    ("facts", "gap"),
    [
        (FACTS.replace('calls = ["GET things"]', 'calls = ["GET things", "GET th"]'), "GET /probe/1/th is not served"),
        (FACTS.replace('["code", "sort"', '["code", "hue", "sort"'), "GET /probe/1/things does not take hue"),
        (FACTS.replace("shows.key", 'shows.number = ["hue"]\nshows.key', 1), "GET /probe/1/things does not show hue"),
    ],
)
def test_what_the_document_promises_in_vain_is_a_gap(facts: str, gap: str) -> None:
    assert f"List things: {gap}" in gaps(dialect(facts))


def test_a_section_of_which_nothing_is_served_is_named() -> None:
    facts = FACTS + '["Get parts"]\nsection = "Parts"\nresource = "parts"\ncalls = ["GET parts"]\n'
    assert unserved_sections(dialect(facts)) == ["parts"]
    assert gaps(dialect(facts)) == []


def test_a_dialect_without_a_document_has_nothing_to_cover() -> None:
    assert gaps(PROBE) == []
    assert coverage_of(PROBE, THINGS) == ()
    assert "### things: coverage" not in page(PROBE, CORE)


def test_the_page_says_what_proves_each_row() -> None:
    text = page(dialect(), CORE)
    assert "### things: coverage" in text
    assert "| `GET /probe/1/things` | operation | List things |" in text
    assert "| `id` | shown | every example |" in text
