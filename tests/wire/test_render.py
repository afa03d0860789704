from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.wire.codec import boolean, constant, hours, integer, json_value, text
from dagsverke.wire.render import compile_texts
from dagsverke.wire.resource import OMIT, Field, Resource
from tests.wire.rendering import HERE, compile_document, compile_text

PLAIN = Resource("plain", "x", (Field("a", "a"), Field("b", "b", integer, blank=0), Field("c", "c", boolean)), ())
MIXED = Resource(
    "mixed",
    "x",
    (
        Field("100 %", "a", blank=""),
        Field("again", "a"),
        Field("%s", None, constant, blank={"%d": ["%"]}),
        Field("hidden", "z", access="w"),
        Field("sum", ("b", "c"), replace(constant, to_wire=lambda pair: sum(pair) if None not in pair else None)),
        Field("inner", "extras.one.deep.er", constant, blank=[]),
        Field("json", "j", json_value),
        Field("time", "b", hours, blank=None),
    ),
    (),
)
GAPS = replace(
    MIXED,
    fields=(
        Field("a", "a", blank=OMIT),
        Field("b", "b", integer, blank=OMIT),
        Field("k", None, constant, blank=1),
        Field("pair", ("a", "b"), replace(constant, to_wire=lambda pair: pair[0]), blank=OMIT),
        Field("nothing", None, constant, "r", blank=OMIT),
    ),
)
ONLY_GAPS = replace(GAPS, fields=(Field("a", "a", blank=OMIT), Field("b", "b", blank=OMIT)))


def test_a_row_becomes_an_object_in_the_order_of_its_fields() -> None:
    assert compile_text(PLAIN)(('x"', 5, 0)) == '{"a":"x\\"","b":5,"c":false}'
    assert compile_text(PLAIN)((None, None, None)) == '{"a":null,"b":0,"c":null}'


def test_every_kind_of_field_is_shown() -> None:
    assert MIXED.attributes == ("a", "b", "c", "extras", "j")
    row = ("5 %", 3_600_000, 1, '{"one":{"deep":{"er":[1]}}}', '{"k":"v"}')
    assert compile_text(MIXED)(row) == (
        '{"100 %":"5 %","again":"5 %","%s":{"%d":["%"]},"sum":3600001,"inner":[1],"json":{"k":"v"},"time":1}'
    )
    assert compile_document(MIXED)(row) == msgspec.json.decode(compile_text(MIXED)(row))


@pytest.mark.parametrize("extras", ["{}", None, '{"one":5}', '{"one":{"deep":null}}'])
def test_what_has_no_value_is_shown_as_its_field_says(extras: str | None) -> None:
    row = (None, None, None, extras, None)
    assert compile_text(MIXED)(row) == (
        '{"100 %":"","again":null,"%s":{"%d":["%"]},"sum":null,"inner":[],"json":null,"time":null}'
    )


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("x", 1), '{"a":"x","b":1,"k":1,"pair":"x"}'),
        ((None, 1), '{"b":1,"k":1}'),
        (("x", None), '{"a":"x","k":1,"pair":"x"}'),
        ((None, None), '{"k":1}'),
    ],
)
def test_a_property_may_be_left_out(row: tuple[object, ...], shown: str) -> None:
    assert compile_text(GAPS)(row) == shown
    assert compile_document(GAPS)(row) == msgspec.json.decode(shown)


def test_a_row_without_any_value_may_be_an_empty_object() -> None:
    assert compile_text(ONLY_GAPS)((None, None)) == "{}"


def test_one_field_alone_is_shown() -> None:
    alone = replace(PLAIN, fields=(Field("b", "b", text, "w"), Field("a", "a")))
    assert compile_text(alone)(("x",)) == '{"a":"x"}'


EXTRAS = st.sampled_from(
    [None, "{}", '{"one":5}', '{"one":{"deep":null}}', '{"one":{"deep":{"er":["%s"]},"beside":"%"}}']
)
NESTED = replace(
    MIXED,
    fields=(
        *MIXED.fields,
        Field("object.beside %", "extras.one.beside", blank=""),
        Field("object.a", "a", blank=None),
        Field("object.fixed", None, constant, blank="%s"),
    ),
)
COUNTED = st.none() | st.integers(0, 10**6)
ROWS = st.lists(st.tuples(st.none() | st.text(), COUNTED, COUNTED, EXTRAS, st.sampled_from([None, "[1]", "{}"])))


@given(ROWS, st.integers(1, 10))
def test_many_rows_are_shown_as_each_of_them_alone(rows: list[tuple[object, ...]], times: int) -> None:
    one = compile_text(NESTED)
    assert [text.decode() for text in compile_texts(NESTED)(rows * times, HERE)] == [one(row) for row in rows] * times


@given(st.tuples(st.none() | st.text(), st.none() | st.integers(), st.none() | st.booleans()))
def test_the_text_is_the_document(row: tuple[str | None, int | None, bool | None]) -> None:
    assert msgspec.json.decode(compile_text(PLAIN)(row)) == compile_document(PLAIN)(row)
