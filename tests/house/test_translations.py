"""Every message of the pages is said in every language, with the same places for what is put into it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.sources import PACKAGE, python_files, tree

WEB = PACKAGE / "web"
CATALOGUES = sorted((WEB / "locales").glob("*.po"))
PLACE = re.compile(r"%\(\w+\)[sd]")
PLACES = {
    **dict.fromkeys(("Choice", "Part", "Phrase", "Section", "gettext", "says"), 0),
    **dict.fromkeys(("Chip", "Column", "Field", "ListPage", "Place", "Sieve"), 1),
}
"""Where the message stands in what declares it."""
NAMED = ("label", "new_label", "edit_label", "hint")


@cache
def messages() -> dict[str, str | tuple[str, ...]]:
    """Every message by its English singular: those of templates, and those of declarations and code."""
    found = {}
    for _, _, message, _, _ in extract_from_dir(str(WEB / "templates"), [("**.html", "jinja2")]):
        found[message if isinstance(message, str) else str(message[0])] = message
    return found | {text: text for path in python_files("src/dagsverke/web") for text in _declared(path)}


def _declared(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at = PLACES.get(name)
        told: list[ast.expr] = node.args[at : at + 1] if at is not None else []
        told += [one.value for one in node.keywords if one.arg in NAMED]
        yield from (
            one.value for one in told if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
        )


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.stem)
def catalogue(request: pytest.FixtureRequest) -> dict[str, Message]:
    """A language's messages by their English singular."""
    with request.param.open("rb") as source:
        return {(one.id if isinstance(one.id, str) else one.id[0]): one for one in read_po(source) if one.id}


def test_every_message_is_translated_and_no_other(catalogue: dict[str, Message]) -> None:
    assert set(messages()) - set(catalogue) == set(), "not translated"
    assert set(catalogue) - set(messages()) == set(), "said nowhere"


def test_a_translation_is_whole_and_puts_in_what_the_message_does(catalogue: dict[str, Message]) -> None:
    for english, one in catalogue.items():
        strings = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
        assert strings, english
        assert all(strings), english
        assert not one.fuzzy, english
        for text in strings:
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(english)), english
