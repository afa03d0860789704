"""Files of other systems: the rows of a CSV file, by the names of its columns."""

import csv
import io
from collections.abc import Mapping, Sequence

from dagsverke.domain.errors import Malformed


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8. Anything else is refused, by the line in which it is."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Malformed("type", f"line {line}", "is not UTF-8 text") from error


def read_rows(text: str, columns: Mapping[str, str]) -> list[Mapping[str, str]]:
    """The rows of a file, by what ``columns`` calls its columns; comma or semicolon; columns beside them are kept.

    Refused, by the line, is what is no CSV, lacks one of the columns or has one twice, and a line of another width.
    """
    text = text.rstrip()  # blank lines at the end say nothing
    heading, _, _ = text.partition("\n")
    separator = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        found = [one.strip() for one in next(reader, [])]
        _check(found, columns)
        names = [columns.get(one, one) for one in found]
        return [_row(names, cells, reader.line_num) for cells in reader]
    except csv.Error as error:
        raise Malformed("type", f"line {reader.line_num}", f"is not CSV ({error})") from error


def _check(found: Sequence[str], columns: Mapping[str, str]) -> None:
    for column in columns:
        if found.count(column) != 1:
            has = ", ".join(found) or "nothing"
            raise Malformed("required", "line 1", f"the file must have one column {column} (it has: {has})")


def _row(names: Sequence[str], cells: Sequence[str], line: int) -> Mapping[str, str]:
    if len(cells) != len(names):
        raise Malformed("type", f"line {line}", f"has {len(cells)} columns where the first line has {len(names)}")
    return dict(zip(names, cells, strict=True))
