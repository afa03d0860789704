from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.wire.codec import Codec
from dagsverke.wire.members import Wanted, is_shown_as_it_stands, raw_encoder, reader_of
from dagsverke.wire.values import same

NAMES = st.sampled_from(["a", "b", "from", "å"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)
WANTED = st.lists(
    st.builds(Wanted, st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.booleans()),
    min_size=1,
    max_size=4,
    unique=True,
)


def inside(document: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


@given(document=st.dictionaries(NAMES, VALUES, max_size=4), wanted=WANTED)
def test_members_are_those_that_taking_all_apart_finds_wherever_they_stand(
    document: dict[str, Any], wanted: list[Wanted]
) -> None:
    found = reader_of(wanted)(msgspec.json.encode(document).decode())
    for one, value in zip(wanted, found, strict=True):
        plain = msgspec.json.decode(value) if isinstance(value, msgspec.Raw) else value
        assert plain == inside(document, one.path)
        assert not isinstance(value, msgspec.Raw) or one.is_raw


def test_no_extras_at_all_have_no_members() -> None:
    assert list(reader_of([Wanted(("a", "b"), is_raw=True), Wanted(("c",), is_raw=False)])("")) == [None, None]
    assert list(reader_of([Wanted(("a",), is_raw=False)])("{}")) == [None]


def test_a_member_may_be_wanted_whole_and_in_part() -> None:
    read = reader_of([Wanted(("a",), is_raw=False), Wanted(("a", "b"), is_raw=True), Wanted(("a",), is_raw=True)])
    whole, part, raw = read('{"a": {"b": [1]}}')
    assert (whole, bytes(part), bytes(raw)) == ({"b": [1]}, b"[1]", b'{"b":[1]}')


@pytest.mark.parametrize(("value", "text"), [(None, "[]"), (b"null", "[]"), (b'["\xc3\xa5"]', '["å"]'), (b"0", "0")])
def test_a_member_is_shown_as_it_stands_and_the_blank_where_there_is_none(value: bytes | None, text: str) -> None:
    assert raw_encoder("[]")(None if value is None else msgspec.Raw(value)) == text


def test_a_codec_that_changes_anything_is_not_shown_as_it_stands() -> None:
    assert is_shown_as_it_stands(Codec("list", same, lambda value, _: value))
    assert not is_shown_as_it_stands(Codec("text", str.upper, lambda value, _: value))
    assert not is_shown_as_it_stands(Codec("text", same, lambda value, _: value, to_text=repr))
