"""``import``: files of attendance transactions and of balances, all of a file or nothing."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from dagsverke.app import mark_importing
from dagsverke.app.csv_rows import decoded, read_rows
from dagsverke.app.importing import import_attendance
from dagsverke.app.ports import Store, UnitOfWork
from dagsverke.cli.options import ByOption, CompanyOption
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, acting, company_of, principal, with_store
from dagsverke.cli.show import say
from dagsverke.domain.errors import Malformed, Refusal

STANDARD_INPUT = "-"
COLUMNS = {"EmployeeId": "employee_number", "CauseCode": "code", "Date": "on_day", "Hours": "hours"}
"""The columns of a file (Fortnox, Attendance transactions, Properties), and what a row calls them."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Imports: files of other systems, all of a file or nothing.")
    group.command("attendance")(attendance)
    group.command("balances")(balances)
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
    rows = _read(file, COLUMNS)
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


def balances(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="The file, or - for standard input.")],
    *,
    by: ByOption = None,
    company: CompanyOption = None,
) -> None:
    """Import balances: a CSV file with the columns Number, Account, Day and Balance, in any order.

    Each is what the person of that number has on the account at the end of the day, whatever was recorded until then:
    hours as 7:30 or 7.5, days as 2.5. Either every row is imported or none; the refusal names the line.
    """
    rows = _read(file, mark_importing.COLUMNS)

    async def work(store: Store) -> int:
        def change(unit: UnitOfWork) -> int:
            try:
                return mark_importing.import_marks(unit, rows)
            except Refusal as refusal:
                raise Problem(str(refusal)) from refusal

        return await store.write(await acting(store, company, by), change)

    say(f"{with_store(services_of(context), work)} balances imported")


def _by_column(refusal: Refusal) -> str:
    """The refusal in the words of the file: its field is a line and the name of a value."""
    line, _, name = (refusal.field or "").partition(", ")
    columns = {name: column for column, name in COLUMNS.items()}
    return f"{line}, {columns.get(name, name)}: {refusal.detail}" if name else str(refusal)


def _read(file: str, columns: Mapping[str, str]) -> list[Mapping[str, str]]:
    """The rows of a file, or of standard input. Raises Problem, which names the line, for anything else."""
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read ({error.strerror})") from error
    try:
        return read_rows(decoded(content), columns)
    except Malformed as refusal:
        raise Problem(str(refusal)) from refusal


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
