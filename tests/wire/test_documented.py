import pytest

from dagsverke.wire.documented import Documented, Unreadable, is_among, is_answered, read_documented

FACTS = """
[Paging]
section = "Words"
resource = ""
calls = []
takes = ["page"]

["List things"]
section = "Things"
resource = "things"
calls = ["GET things", "GET thing"]
takes = ["code"]
has_meta = true
shows.key = ["id"]
shows."number or null" = ["size.width"]

["Make a thing"]
section = "Things"
resource = "things"
calls = ["POST things"]
requires = ["name"]
takes = ["code"]
shows_like = "List things"

["Mend a thing"]
section = "Things"
resource = "things"
calls = ["PUT things"]
requires = ["id"]
takes_like = "Make a thing"
sends = ["id", "colour"]
"""


def read() -> dict[str, Documented]:
    return {one.title: one for one in read_documented(FACTS)}


def test_what_one_operation_says_of_another_holds_for_both() -> None:
    found = read()
    assert found["Make a thing"].shows == found["List things"].shows == {"id": "key", "size.width": "number or null"}
    assert found["Mend a thing"].takes == ("id", "name", "code", "colour")
    assert found["Mend a thing"].requires == ("id",)
    assert found["Mend a thing"].shows == {}


def test_an_operation_has_the_method_of_its_calls() -> None:
    found = read()
    assert [found[title].method for title in ("List things", "Make a thing", "Paging")] == ["GET", "POST", ""]
    assert [one.title for one in found.values() if one.has_meta] == ["List things"]


@pytest.mark.parametrize(
    ("wire", "names", "is_so"),
    [
        ("size", ["size"], True),
        ("size", ["size.width"], True),
        ("parts", ["parts[].code"], True),
        ("size.width", ["size", "size.width"], True),
        ("size.width", ["size"], True),
        ("size.width", ["size", "size.height"], False),
        ("size", ["sizes", "sizes.width"], False),
    ],
)
def test_names_tell_of_what_holds_them_and_of_what_is_within_an_object_without_members(
    wire: str, names: list[str], *, is_so: bool
) -> None:
    assert is_among(wire, names) is is_so


@pytest.mark.parametrize(
    ("name", "wires", "is_so"),
    [
        ("size", ["size"], True),
        ("size", ["size.width"], True),
        ("size.width", ["size"], True),
        ("parts[].code", ["parts"], True),
        ("size.width", ["size.height"], False),
        ("size", ["sizes"], False),
    ],
)
def test_a_documented_name_is_answered_by_what_holds_it_or_by_its_members(
    name: str, wires: list[str], *, is_so: bool
) -> None:
    assert is_answered(name, wires) is is_so


@pytest.mark.parametrize(
    "wrong",
    [
        FACTS.replace("shows.key", "shows.colour"),
        FACTS.replace('shows_like = "List things"', 'shows_like = "List nothing"'),
        FACTS.replace('takes_like = "Make a thing"', 'takes_like = "Make nothing"'),
        FACTS.replace('section = "Words"', ""),
    ],
)
def test_facts_that_do_not_hold_together_are_refused(wrong: str) -> None:
    with pytest.raises(Unreadable):
        read_documented(wrong)
