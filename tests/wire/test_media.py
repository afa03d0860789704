import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.wire.forms import nest
from dagsverke.wire.media import answer_form, read_body
from dagsverke.wire.refusals import BadBody, BadMedia, NotAcceptable
from tests.wire.probe import PROBE

JSON, XML = "application/json", "application/xml"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=X"
TRAILING = replace(PROBE, mend_json=lambda data: data.replace(b",}", b"}"))


def _read(media: str, data: bytes) -> Any:
    return read_body(PROBE, PROBE.bodies, media, data)


@pytest.mark.parametrize("media", ["", JSON, XML, FORM, "text/plain", "nonsense"])
@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_an_empty_body_is_an_empty_document_whatever_its_type(media: str, data: bytes) -> None:
    assert _read(media, data) == {}


@pytest.mark.parametrize(
    ("media", "data", "document"),
    [
        (JSON, b'{"a": 1}', {"a": 1}),
        ("", b'{"a": 1}', {"a": 1}),
        ("Application/JSON; charset=utf-8", b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ("application/problem+json", b"null", {}),
        (XML, b"<a><b>1</b><b>2</b><c>\xc3\xa5</c><!-- c --></a>", {"a": {"b": ["1", "2"], "c": "å"}}),
        ("text/xml", b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe5</a>', {"a": "å"}),
        ("application/atom+xml", b'<x:a xmlns:x="u"><x:b/></x:a>', {"a": {"b": ""}}),
        (FORM, b"a[b]=1&a[c][]=2&a[c][]=%C3%A5&d=", {"a": {"b": "1", "c": ["2", "å"]}, "d": ""}),
    ],
)
def test_a_body_is_read_by_its_type(media: str, data: bytes, document: dict[str, Any]) -> None:
    assert _read(media, data) == document


def test_a_multipart_form_is_read_and_its_files_passed_over() -> None:
    part = b'--X\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    file = b'--X\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\n\r\n\x00\x01\r\n'
    data = part % (b"a[date]", b"2020-01-01") + file + part % (b"a[value]", b"5") + b"--X--\r\n"
    assert _read(MULTIPART, data) == {"a": {"date": "2020-01-01", "value": "5"}}


@pytest.mark.parametrize(
    ("media", "data", "rule"),
    [
        (JSON, b"{", "json"),
        (JSON, b'{"a": NaN}', "json"),
        (JSON, b'{"a": 1e400}', "json"),
        (JSON, b'{"a": "\\ud800"}', "json"),
        (JSON, b"\xff\xfe", "json"),
        (JSON, b"[" * 100_000, "json"),
        (JSON, b'{"a":' * 65 + b"1" + b"}" * 65, "json"),
        (JSON, b'{"a": 1,}', "json"),
        (JSON, b"[1]", "body"),
        (JSON, b'"text"', "body"),
        (XML, b"<a>", "xml"),
        (XML, b"\x00", "xml"),
        (XML, b"<a>&nbsp;</a>", "xml"),
        (XML, b"<a>" * 100 + b"</a>" * 100, "xml"),
        (XML, b"<a>" * 10_000 + b"</a>" * 10_000, "xml"),
        (XML, b"<!DOCTYPE a><a/>", "xml"),
        (XML, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "xml"),
        (XML, '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), "xml"),
        (XML, b'<?xml version="1.0" encoding="none-such"?><a/>', "xml"),
        (FORM, b"a=1&a[b]=2", "form"),
        (FORM, b"a" + b"[b]" * 20 + b"=1", "form"),
        (FORM, b"a=1&" * 10_001, "form"),
        ("multipart/form-data", b"--X--", "form"),
        (MULTIPART, b"nonsense", "form"),
        (MULTIPART, b"--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X--\r\n", "form"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_by_name(media: str, data: bytes, rule: str) -> None:
    with pytest.raises(BadBody) as caught:
        _read(media, data)
    assert caught.value.rule == rule


def test_entities_that_multiply_are_refused() -> None:
    levels = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(9))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "lol">{levels}]><a>&l9;</a>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(BadBody):
            _read(XML, bomb.encode(encoding))


def test_a_dialect_may_mend_what_is_not_json() -> None:
    assert read_body(TRAILING, ("json",), JSON, b'{"a": 1,}') == {"a": 1}
    with pytest.raises(BadBody):
        read_body(TRAILING, ("json",), JSON, b'{"a": 1')


@pytest.mark.parametrize("media", ["text/plain", "application/octet-stream", XML, FORM, MULTIPART])
def test_a_type_that_the_dialect_does_not_read_is_refused(media: str) -> None:
    with pytest.raises(BadMedia):
        read_body(PROBE, ("json",), media, b"x")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/xml, */*;q=0.1", "xml"),
        ("application/xml;q=0.5, application/json", "json"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "xml"),
        ("text/html, */*", "json"),
        ("application/json;q=0, application/xml", "xml"),
        ("application/json;q=nonsense, application/xml", "xml"),
    ],
)
def test_the_answer_takes_the_form_that_is_preferred(accept: str, form: str) -> None:
    assert answer_form(PROBE, accept) == form


@pytest.mark.parametrize("accept", ["text/html", "image/png, text/plain", "application/json;q=0", ";;,,"])
def test_nothing_acceptable_is_refused_where_there_is_a_choice(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        answer_form(PROBE, accept)
    assert answer_form(replace(PROBE, xml_envelopes={}), accept) == "json"


def test_names_nest_as_in_rails() -> None:
    pairs = [("l[][x]", "1"), ("l[][y]", "2"), ("l[][x]", "3"), ("n[][]", "5"), ("q[", "6"), ("[z]", "7"), ("a]b", "8")]
    assert nest(pairs) == {
        "l": [{"x": "1", "y": "2"}, {"x": "3"}],
        "n": [["5"]],
        "q[": "6",
        "[z]": "7",
        "a]b": "8",
    }


@given(st.sampled_from([JSON, XML, FORM, MULTIPART, "", "text/plain"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(media: str, data: bytes) -> None:
    with contextlib.suppress(BadBody, BadMedia):
        assert isinstance(_read(media, data), dict)


@given(st.lists(st.tuples(st.text("ab[]", max_size=12), st.text(max_size=2)), max_size=8))
def test_any_bracketed_names_nest_or_are_refused(pairs: list[tuple[str, str]]) -> None:
    with contextlib.suppress(BadBody):
        assert isinstance(nest(pairs), dict)
