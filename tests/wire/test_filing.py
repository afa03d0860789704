import base64
import random
from typing import Any

import pytest

from dagsverke.app.ports import Shelved
from dagsverke.domain.errors import Conflict, Malformed, Refusal
from dagsverke.wire.attachment import attachment, file_name
from dagsverke.wire.filing import Filing, file_content, tried
from dagsverke.wire.refusals import TooLarge

FILING = Filing("file", 3_000_000)


class Pile:
    """A shelf that remembers the last bytes."""

    def __init__(self) -> None:
        self.content: bytes | None = None

    def put(self, company_id: int, content: bytes) -> Shelved:
        """Remember."""
        self.content = content
        return Shelved(f"{company_id}", len(content))


def decoded(encoded: Any) -> bytes | None:
    """What reaches the shelf."""
    pile = Pile()
    FILING.filed(pile, 1, {"file": encoded})  # type: ignore[arg-type]  # nothing else of a shelf is asked for
    return pile.content


@pytest.mark.parametrize("size", [1, 2, 3, 1000, 786_431, 786_432, 786_433, 2_000_000, 3_000_000])
def test_base64_of_any_length_is_decoded_in_parts(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert decoded(base64.b64encode(content).decode()) == content


def test_lines_and_the_head_of_a_data_url_are_let_pass() -> None:
    content = bytes(range(256))
    assert decoded(base64.encodebytes(content).decode()) == content
    assert decoded(base64.encodebytes(content).decode().replace("\n", "\r\n")) == content
    assert decoded("data:application/pdf;base64," + base64.b64encode(content).decode()) == content


@pytest.mark.parametrize(
    "encoded",
    [
        "a", "ab", "abc", "ab=", "QUJD=", "QUJD==",
        "abc=d", "QQ==QQ==", "=QQ=", "====", "Q===", "QUJ-", "QUJ_", "QU!J", "åäöå",
        "\0\0\0\0",
        "data:text/plain,hello", "data:;base64", "\ud800aaa", 7, True, 1.5, [], ["QUJD"], {"a": 1}, " ",
        "data:;base64,", "A" * (1 << 20) + "QQ==" + "A" * 8, "A" * ((1 << 20) - 4) + "QQ==" + "AAAA",
    ],
)  # fmt: skip
def test_what_is_no_base64_is_refused_by_name(encoded: Any) -> None:
    with pytest.raises(Malformed) as refused:
        decoded(encoded)
    assert refused.value.field == "file"


def test_a_file_over_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(TooLarge, match="longer than 3000000 bytes"):
        decoded(base64.b64encode(b"x" * 3_000_001).decode())
    assert len(decoded(base64.b64encode(b"x" * 3_000_000).decode()) or b"") == 3_000_000


def test_the_body_may_be_as_long_as_the_file_in_lines_or_with_escaped_slashes() -> None:
    content = b"\xff" * 3_000_000  # all slashes but for the padding: no real file is
    assert FILING.body_max > len(base64.encodebytes(content).replace(b"\n", b"\\r\\n"))
    assert FILING.body_max < 4_400_000


def test_without_a_file_nothing_changes() -> None:
    for given in ({}, {"file": None}, {"file": ""}, {"name": "plan.pdf"}):
        assert FILING.filed(Pile(), 1, given) is given  # type: ignore[arg-type]  # nothing of a shelf is asked for


def test_only_the_kit_says_what_is_on_the_shelf() -> None:
    company: Any = None
    shelved = Shelved("a" * 64, 1)
    assert file_content.from_wire(shelved, company) is shelved
    for value in ("QUJD", {"digest": "a" * 64, "size": 1}, ["a" * 64, 1]):
        with pytest.raises(TypeError):
            file_content.from_wire(value, company)


def test_a_refusal_is_kept_for_whoever_asks() -> None:
    def refuse() -> int:
        raise Conflict("taken", "name", "is taken")

    held = tried(refuse)
    for _ in range(2):
        with pytest.raises(Refusal, match="is taken"):
            held()
    assert tried(lambda: 7)() == 7


@pytest.mark.parametrize(
    ("name", "flat"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\temp\\a.doc", "C:_temp_a.doc"),
        (".", "_"),
        ("..", "__"),
        (" . ", "___"),
        ("ritning å.pdf", "ritning å.pdf"),
    ],
)
def test_a_name_is_one_step_of_a_path(name: str, flat: str) -> None:
    assert file_name(name) == flat


def test_an_attachment_says_its_name_twice_and_breaks_no_header() -> None:
    reply = attachment(b"x", "text/html", 'a"; b=\r\nä%.pdf')
    shown = reply.headers["content-disposition"]
    assert shown == "attachment; filename=\"a__ b_____.pdf\"; filename*=UTF-8''a%22%3B%20b%3D%0D%0A%C3%A4%25.pdf"
    assert reply.media == "text/html"
