from tests.house.sources import CODE, functions, place, python_files

# Lowered when the code allows, never raised.
FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 40


def test_no_file_is_longer_than_can_be_seen() -> None:
    lengths = {place(path): len(path.read_text().splitlines()) for path in python_files(*CODE)}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES_MAX} == {}


def test_no_function_is_longer_than_can_be_seen() -> None:
    lengths = {
        f"{place(path, function.lineno)} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files(*CODE)
        for function in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES_MAX} == {}
