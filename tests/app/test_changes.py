from dagsverke.app.changes import plain


def test_columns_are_set_as_they_come_emptied_by_none_and_left_alone_where_nothing_is_said() -> None:
    empty = {"name": "", "is_active": True, "days": 30, "markup": None}
    assert plain({}, empty) == {}
    assert plain({"name": "Anna", "other": 1}, empty) == {"name": "Anna"}
    assert plain({"name": None, "is_active": None, "days": None, "markup": None}, empty) == empty
    assert plain({"is_active": False, "days": 0, "markup": 0}, empty) == {"is_active": False, "days": 0, "markup": 0}
