"""Rows while they are typed: what the buttons of the editor do to them."""

import pytest

from dagsverke.web.forms.blocks import TABLE, TEXT, Block, empty_row, pressed, typed_blocks, without_empty_rows


def _table(*names: str) -> Block:
    return Block(TABLE, rows=[empty_row() | {"name": name} for name in names])


def _names(blocks: list[Block]) -> list[list[str]]:
    return [[row["name"] for row in one.rows] if one.kind == TABLE else [one.text] for one in blocks]


BEGIN = [_table("a", "b"), Block(TEXT, text="t"), _table("c")]


@pytest.mark.parametrize(
    ("button", "names", "focus"),
    [
        ("add-0", [["a", "b", ""], ["t"], ["c"]], "rows-2-name"),
        ("line-2", [["a", "b"], ["t"], ["c", ""]], "rows-3-name"),
        ("remove-0", [["b"], ["t"], ["c"]], "rows-0-name"),
        ("remove-2", [["a", "b"], ["t"], []], "add-2"),
        ("up-1", [["b", "a"], ["t"], ["c"]], "rows-0-up"),
        ("up-0", [["a", "b"], ["t"], ["c"]], "rows-0-up"),
        ("down-0", [["b", "a"], ["t"], ["c"]], "rows-1-down"),
        ("down-2", [["a", "b"], ["t"], ["c"]], "rows-2-down"),
        ("text", [["a", "b"], ["t"], ["c"], [""]], "blocks-3-text"),
        ("table", [["a", "b"], ["t"], ["c"], [""]], "rows-3-name"),
        ("drop-1", [["a", "b"], ["c"]], "add-text"),
        ("raise-1", [["t"], ["a", "b"], ["c"]], ""),
        ("raise-0", [["a", "b"], ["t"], ["c"]], ""),
        ("lower-1", [["a", "b"], ["c"], ["t"]], ""),
        ("remove-9", [["a", "b"], ["t"], ["c"]], ""),
        ("add-9", [["a", "b"], ["t"], ["c"]], ""),
        ("raise-9", [["a", "b"], ["t"], ["c"]], ""),
        ("burn-1", [["a", "b"], ["t"], ["c"]], ""),
        ("", [["a", "b"], ["t"], ["c"]], ""),
    ],
)
def test_a_button_changes_the_rows_and_says_where_to_go_on(button: str, names: list[list[str]], focus: str) -> None:
    found, at = pressed(BEGIN, button)
    assert (_names(found), at) == (names, focus)
    assert _names(BEGIN) == [["a", "b"], ["t"], ["c"]]


def test_what_is_sent_is_read_in_its_order_and_nothing_else_is() -> None:
    sent = {
        "customer_key": "x",
        "blocks[10].kind": "table",
        "blocks[2].kind": "text",
        "blocks[2].text": "först",
        "rows[11].block": "10",
        "rows[11].name": "sist",
        "rows[2].block": "10",
        "rows[2].name": "först",
        "rows[2].company_id": "2",
        "rows[3].block": "7",
        "rows[x].name": "intet",
    }
    blocks = typed_blocks(sent)
    assert _names(blocks) == [["först"], ["först", "sist"]]
    assert "company_id" not in blocks[1].rows[0]


def test_rows_that_say_nothing_are_not_kept() -> None:
    kept = _table("", "a")
    old = Block(TABLE, rows=[empty_row() | {"key": "k"}])
    assert [[row["name"] for row in one.rows] for one in without_empty_rows([kept, old])] == [["a"], [""]]
