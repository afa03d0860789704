import json
import logging
import sys

from dagsverke.cli.logs import JsonLines


def test_a_line_of_the_log_is_one_json_object_with_what_it_was_given() -> None:
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "WARNING", "msg": "två\nrader %s", "args": ("här",), "company": 7, "created": 0.0}
    )
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line) == {
        "at": "1970-01-01T00:00:00.000Z",
        "level": "warning",
        "logger": "x",
        "message": "två\nrader här",
        "company": 7,
    }


def test_an_exception_is_in_the_line_that_tells_of_it() -> None:
    record = logging.makeLogRecord({"msg": "failed"})
    try:
        int("no")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert "ValueError: invalid literal" in json.loads(JsonLines().format(record))["exception"]
