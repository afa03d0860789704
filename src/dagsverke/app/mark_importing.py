"""Importing balances from rows of text: looked at line by line first, then put all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dagsverke.app.access import Principal
from dagsverke.app.commands.marks import Wanted, check_value, put_many
from dagsverke.app.locking import closed, locked_spans
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.account_amounts import read_amount
from dagsverke.domain.calendars import read_day
from dagsverke.domain.errors import Conflict, Forbidden, Malformed, Refusal

COLUMNS = {"Number": "employee_number", "Account": "account_code", "Day": "on_day", "Balance": "value"}
"""The columns of a file, and what a row calls them: whose balance of which account (its code) at the end of a day."""
LINES_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: what it says, whom it means, what is wanted, or what is wrong with it."""

    number: int
    told: Mapping[str, str]
    name: str = ""
    wanted: Wanted | None = None
    fault: Refusal | None = None


def look(reader: Reader, principal: Principal, rows: Sequence[Mapping[str, str]]) -> list[Line]:
    """Every line as it would be imported, or with what is wrong with it. The first one is line 2, below the heading.

    A fixed number of statements, whatever the number of lines, but for one or two of each day that is locked.
    """
    if principal.reach != "all":
        raise Forbidden("forbidden", None, "Only who sees everybody may import balances.")
    if len(rows) > LINES_MAX:
        raise Malformed("range", "file", f"has more than {LINES_MAX} lines")
    numbered = (one for one in reader.find_all("person") if one["employee_number"])
    people: dict[str, Record] = {one["employee_number"]: one for one in numbered}
    lines = [_line(reader, people, number, row) for number, row in enumerate(rows, start=2)]
    return _unlocked(reader, _unrepeated(lines))


def import_marks(work: UnitOfWork, rows: Sequence[Mapping[str, str]]) -> int:
    """Put the balances of a file and return how many there were. Where one line is refused, nothing is kept."""
    lines = look(work, work.principal, rows)
    for one in lines:
        if one.fault is not None:
            raise at_line(one.number, one.fault) from one.fault
    return len(put_many(work, [one.wanted for one in lines if one.wanted is not None]))


def at_line(number: int, fault: Refusal) -> Refusal:
    """A refusal with the line and the column that it is of."""
    columns = {name: column for column, name in COLUMNS.items()}
    return type(fault)(fault.rule, f"line {number}, {columns.get(fault.field or '', fault.field)}", fault.detail)


def _line(reader: Reader, people: Mapping[str, Record], number: int, row: Mapping[str, str]) -> Line:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS.values()}
    person = people.get(told["employee_number"])
    name = f"{person['first_name']} {person['last_name']}" if person else ""
    try:
        return Line(number, told, name, _wanted(reader, person, told))
    except Refusal as refusal:
        return Line(number, told, name, fault=refusal)


def _wanted(reader: Reader, person: Record | None, told: Mapping[str, str]) -> Wanted:
    for name, text in told.items():
        if not text:
            raise Malformed("required", name, "is required")
    if person is None:
        raise Malformed("reference", "employee_number", "names no person of this company")
    account = reader.company.accounts_by_code.get(told["account_code"])
    if account is None:
        raise Malformed("reference", "account_code", "names no account of this company")
    on_day, value = read_day(told["on_day"], "on_day"), read_amount(told["value"], account.unit, "value")
    check_value(value)
    return person["id"], account, on_day, value


def _unrepeated(lines: Sequence[Line]) -> list[Line]:
    """The lines; of two about one person, account and day the second is at fault."""
    first: dict[tuple[int, int, str], int] = {}
    found = []
    for one in lines:
        if one.wanted is not None:
            person_id, account, on_day, _ = one.wanted
            earlier = first.setdefault((person_id, account.id, on_day), one.number)
            if earlier != one.number:
                found.append(replace(one, fault=Conflict("taken", "employee_number", f"repeats line {earlier}")))
                continue
        found.append(one)
    return found


def _unlocked(reader: Reader, lines: Sequence[Line]) -> list[Line]:
    """The lines; those whose day is locked to their person are at fault, each day of a lock told once."""
    spans = {one.number: (one.wanted[0], one.wanted[2], one.wanted[2]) for one in lines if one.wanted is not None}
    locks = locked_spans(reader, spans.values())
    told: dict[tuple[int, str], Refusal] = {}
    found = []
    for one in lines:
        span = spans.get(one.number)
        if one.fault is None and span is not None and span in locks:
            lock, on_day = locks[span], span[1]
            if (lock.id, on_day) not in told:
                told[lock.id, on_day] = closed(reader, lock, on_day, "on_day")
            found.append(replace(one, fault=told[lock.id, on_day]))
        else:
            found.append(one)
    return found
