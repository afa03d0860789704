"""``import attendance``: a file of attendance transactions, all of it or nothing."""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from dagsverke.app.importing import import_attendance
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.cli.options import CompanyOption
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, company_of, principal, with_store
from dagsverke.cli.show import say
from dagsverke.domain.errors import Refusal

STANDARD_INPUT = "-"
COLUMNS = {"EmployeeId": "employee_number", "CauseCode": "code", "Date": "on_day", "Hours": "hours"}
"""The columns of a file (Fortnox, Attendance transactions, Properties), and what a row calls them."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Imports: files of other systems, all of a file or nothing.")
    group.command("attendance")(attendance)
    app.add_typer(group, name="import")


def attendance(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="The file, or - for standard input.")],
    *,
    company: CompanyOption = None,
) -> None:
    """Import attendance: a CSV file with the columns EmployeeId, CauseCode, Date and Hours, in any order.

    UTF-8, comma or semicolon. Either every row is imported or, where one is refused, none; the refusal names the line.
    """
    rows = read_rows(_read(file))
    canonical = services_of(context).cause_code

    async def work(store: Store) -> int:
        company_id = await company_of(store, company)
        with _progress(len(rows)) as tick:

            def change(unit: UnitOfWork) -> int:
                try:
                    return import_attendance(unit, rows, tick, canonical)
                except Refusal as refusal:
                    raise Problem(_by_column(refusal)) from refusal

            return await store.write(principal(company_id), change)

    say(f"{with_store(services_of(context), work)} rows imported")


def _by_column(refusal: Refusal) -> str:
    """The refusal in the words of the file: its field is a line and the name of a value."""
    line, _, name = (refusal.field or "").partition(", ")
    columns = {name: column for column, name in COLUMNS.items()}
    return f"{line}, {columns.get(name, name)}: {refusal.detail}" if name else str(refusal)


def read_rows(text: str) -> list[Mapping[str, str]]:
    """The rows of a CSV file, by the names of the values. Raises Problem, which names the line, for anything else."""
    text = text.rstrip()  # blank lines at the end say nothing
    heading, _, _ = text.partition("\n")
    separator = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [one.strip() for one in next(reader, [])]
        _check(columns)
        names = [COLUMNS.get(one, one) for one in columns]
        rows = [_row(names, cells, reader.line_num) for cells in reader]
    except csv.Error as error:
        raise Problem(f"line {reader.line_num}: is not CSV ({error})") from error
    return rows


def _check(columns: list[str]) -> None:
    for column in COLUMNS:
        if columns.count(column) != 1:
            raise Problem(f"line 1: the file must have one column {column} (it has: {', '.join(columns) or 'nothing'})")


def _row(names: list[str], cells: list[str], line: int) -> Mapping[str, str]:
    if len(cells) != len(names):
        raise Problem(f"line {line}: has {len(cells)} columns where the first line has {len(names)}")
    return dict(zip(names, cells, strict=True))


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read ({error.strerror})") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problem(f"line {line}: is not UTF-8 text") from error


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    rich = import_module("rich.progress")  # by name: a server, which shares these modules, never shows a bar
    columns = (rich.TextColumn("importing"), rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeRemainingColumn())
    with rich.Progress(*columns, console=import_module("rich.console").Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
