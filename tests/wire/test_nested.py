"""Properties within objects: read, shown and described by their whole names."""

from dataclasses import replace

import msgspec
import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.wire.codec import Codec, boolean, constant, integer, text
from dagsverke.wire.nested import flattened, heads_of, nested_schema
from dagsverke.wire.resource import Field, Resource
from dagsverke.wire.schemas import row_schema
from dagsverke.wire.values import same
from tests.wire.rendering import HERE, compile_document, compile_text

ORDER = Resource(
    "order",
    "x",
    (
        Field("title", "a"),
        Field("place.city", "b", blank=""),
        Field("done", "c", boolean),
        Field("place.at.door", "d", integer, blank=0),
        Field("place.100 %", None, constant, blank=["%s"]),
        Field("file.name", "e", access="w"),
    ),
    (),
)
HEADS = heads_of(ORDER)


def test_members_are_shown_in_their_object_where_it_is_first_named() -> None:
    shown = '{"title":"t","place":{"city":"","at":{"door":7},"100 %":["%s"]},"done":true}'
    row = ("t", None, 1, 7)
    assert ORDER.attributes == ("a", "b", "c", "d")
    assert compile_text(ORDER)(row) == shown
    assert compile_document(ORDER)(row) == msgspec.json.decode(shown)


def test_an_object_that_was_sent_becomes_its_members() -> None:
    assert {"place", "place.at", "file"} == HEADS
    sent = {"title": "t", "place": {"city": "x", "at": {"door": 1}, "odd": {"kept": 1}}, "file": None}
    assert flattened(sent, HEADS) == {"title": "t", "place.city": "x", "place.at.door": 1, "place.odd": {"kept": 1}}


def test_an_object_may_come_as_json_text_as_in_a_query_string() -> None:
    assert flattened({"place": '{"city": "å"}', "file": ""}, HEADS) == {"place.city": "å"}


@pytest.mark.parametrize("value", [5, [], "text", "[]", True, '{"a"'])
def test_what_is_no_object_is_refused_by_name(value: object) -> None:
    with pytest.raises(Malformed, match=r"^place\.at: is not an object") as caught:
        flattened({"place": {"at": value}}, HEADS)
    assert caught.value.rule == "type"


def test_the_schema_of_a_row_has_objects_within_objects() -> None:
    schema = row_schema(ORDER)
    assert schema["required"] == ["title", "place", "done"]
    assert schema["properties"]["place"]["properties"]["at"]["properties"]["door"]["type"] == "integer"
    assert schema["properties"]["place"]["required"] == ["city", "at", "100 %"]


def test_what_is_required_within_an_object_makes_the_object_required() -> None:
    schema = nested_schema({"a": {"type": "string"}, "f.o.n": {"type": "string"}, "f.c": {}}, ["f.o.n"])
    assert schema["required"] == ["f"]
    assert schema["properties"]["f"]["required"] == ["o"]
    assert schema["properties"]["f"]["properties"]["o"]["required"] == ["n"]


def test_a_value_may_depend_on_who_reads_it_where() -> None:
    link = Codec("link", same, lambda value, _: value, in_context=lambda value, at: f"{at.base_url}/{value}")
    resource = replace(ORDER, fields=(Field("id", "a", text), Field("file.path", "b", link, "r")))
    shown = {"id": "1", "file": {"path": f"{HERE.base_url}/x"}}
    assert msgspec.json.decode(compile_text(resource)(("1", "x"))) == compile_document(resource)(("1", "x")) == shown
    assert msgspec.json.decode(compile_text(resource)(("1", None)))["file"] == {"path": None}
