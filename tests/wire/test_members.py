from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.wire.codec import Codec
from dagsverke.wire.members import Wanted, reader_of, wanted_as_json, wanted_of
from dagsverke.wire.resource import Field
from dagsverke.wire.values import same

NAMES = st.sampled_from(["a", "b", "from", "å"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)
LIST, TEXT = msgspec.Raw(b"[]"), msgspec.Raw(b'""')
WANTED = st.lists(
    st.builds(Wanted, st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.sampled_from([None, LIST, TEXT])),
    min_size=1,
    max_size=4,
    unique_by=lambda one: (one.path, one.nothing is None),
)


def inside(document: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


@given(document=st.dictionaries(NAMES, VALUES, max_size=4), wanted=WANTED)
def test_members_are_those_that_taking_all_apart_finds_wherever_they_stand(
    document: dict[str, Any], wanted: list[Wanted]
) -> None:
    found = reader_of(wanted)([msgspec.json.encode(document)])[0]
    for one, value in zip(wanted, found, strict=True):
        expected = inside(document, one.path)
        if one.nothing is None:
            assert value == expected
        elif expected is None:
            assert value is one.nothing
        else:
            assert msgspec.json.decode(value) == expected


@pytest.mark.parametrize("text", [None, "", b"", "{}", b"{}"])
def test_no_extras_at_all_have_no_members(text: str | bytes | None) -> None:
    assert list(reader_of([Wanted(("a", "b"), LIST), Wanted(("c",))])([text])) == [(LIST, None)]
    assert list(reader_of([Wanted(("a",))])([text])) == [(None,)]


def test_a_member_may_be_wanted_whole_and_in_part() -> None:
    read = reader_of([Wanted(("a",)), Wanted(("a", "b"), LIST), Wanted(("a",), LIST)])
    whole, part, raw = read(['{"a": {"b": [1]}}'])[0]
    assert (whole, bytes(part), bytes(raw)) == ({"b": [1]}, b"[1]", b'{"b":[1]}')


@pytest.mark.parametrize(
    ("extras", "shown"),
    [
        ("{}", b"[]"),
        ('{"a":null}', b"[]"),
        ('{"a": [null, "\u00e5"]}', '[null, "\u00e5"]'.encode()),
        ('{"a":1.50}', b"1.50"),
    ],
)
def test_a_member_is_shown_as_it_stands_and_the_blank_where_there_is_none(extras: str, shown: bytes) -> None:
    wanted = wanted_as_json(Field("a", "extras.a", Codec("list", same, lambda value, _: value), blank=[]))
    ((found,),) = reader_of([wanted])([extras])
    assert bytes(found) == shown


def test_a_codec_that_changes_anything_is_not_shown_as_it_stands() -> None:
    def field(codec: Codec) -> Field:
        return Field("a", "extras.x.a", codec, blank="")

    as_it_stands = field(Codec("list", same, lambda value, _: value))
    assert wanted_as_json(as_it_stands) == Wanted(("x", "a"), TEXT)
    assert wanted_of(as_it_stands) == Wanted(("x", "a"))
    for codec in (
        Codec("text", str.upper, lambda value, _: value),
        Codec("text", same, lambda value, _: value, to_text=repr),
        Codec("text", same, lambda value, _: value, in_context=lambda value, _: value),
    ):
        assert wanted_as_json(field(codec)) == Wanted(("x", "a"))
