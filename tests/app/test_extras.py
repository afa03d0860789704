import json

from dagsverke.app.extras import merged


def test_a_new_row_keeps_what_is_given_and_nothing_else() -> None:
    assert json.loads(merged(None, {"door": {"a": 1, "b": None, "c": {"d": []}}})) == {"door": {"a": 1, "c": {"d": []}}}


def test_members_that_are_not_given_stay_and_those_given_as_nothing_go() -> None:
    before = json.dumps({"door": {"a": {"x": 1, "y": 2}, "b": 3}, "other": {"z": 1}})
    after = merged(before, {"door": {"a": {"x": 9}, "b": None, "c": "å"}})
    assert json.loads(after) == {"door": {"a": {"x": 9, "y": 2}, "c": "å"}, "other": {"z": 1}}
    assert "å" in after


def test_a_list_replaces_a_list() -> None:
    assert json.loads(merged('{"d": {"l": [1, 2]}}', {"d": {"l": [3]}})) == {"d": {"l": [3]}}
