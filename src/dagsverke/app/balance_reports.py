"""Balances as they are reported: of everybody, page by page, or of one person with the lines that make them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagsverke.app.access import Principal
from dagsverke.app.balances import balances, explain_all, today
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Page, Query, Row, Slice
from dagsverke.app.reports import reachable
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent, Malformed
from dagsverke.domain.ledger import Line, Standing

Given = Mapping[str, Any]
_PERSON = ("id", "key", "employee_number")


def everybody(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """A page of all balances on a day: the reachable persons by employee number, each with every account in order.

    ``page`` counts balances. A fixed number of statements, whatever the page.
    """
    accounts, on_day = _accounts(reader, given), given.get("on_day") or today(reader)
    page: Page = given["page"]
    width = len(accounts) or 1
    first, last = page.offset // width, -(-(page.offset + page.size) // width)
    numbered = (Condition("employee_number", "ne", None), *reachable(reader, principal))
    order = (("employee_number", False),)
    asked = Query("person", _PERSON, numbered, order, Page(first, last - first), with_total=True)
    found = reader.select(asked)
    standings = balances(reader, [row[0] for row in found.rows], accounts, on_day) if found.rows else {}
    rows = [
        _row(person, account, on_day, standings.get((person[0], account.id), Standing()), attributes)
        for person in found.rows
        for account in accounts
    ]
    skipped = page.offset - first * width
    return Slice(rows[skipped : skipped + page.size], found.total * len(accounts))


def of_person(reader: Reader, principal: Principal, given: Given, attributes: Sequence[str]) -> Slice:
    """Every balance of one person on a day, each with its lines where ``is_explained``. Absent where it has no reach.

    The lines of a balance add up to it exactly.
    """
    number = given["employee_number"]
    where = (Condition("employee_number", "eq", number), *reachable(reader, principal))
    found = reader.select(Query("person", _PERSON, where)).rows
    if not found:
        raise Absent("unknown", "employee_number", "names nobody in this company")
    person, accounts, on_day = found[0], _accounts(reader, given), given.get("on_day") or today(reader)
    standings = balances(reader, [person[0]], accounts, on_day)
    lines = explain_all(reader, person[0], accounts, on_day) if given.get("is_explained") else {}
    rows = []
    for account in accounts:
        standing = standings.get((person[0], account.id), Standing())
        rows.append(_row(person, account, on_day, standing, attributes, lines.get(account.id)))
    return Slice(rows, len(rows))


def _accounts(reader: Reader, given: Given) -> list[Account]:
    code = given.get("account_code")
    if code is None:
        return list(reader.company.accounts.values())
    found = reader.company.accounts_by_code.get(code)
    if found is None:
        raise Malformed("unknown", "account_code", "names no account")
    return [found]


def _row(
    person: Row,
    account: Account,
    on_day: str,
    standing: Standing,
    attributes: Sequence[str],
    lines: Sequence[Line] | None = None,
) -> Row:
    known = {
        "person_key": person[1],
        "employee_number": person[2],
        "on_day": on_day,
        "account_code": account.code,
        "account_name": account.name,
        "unit": account.unit,
        "value": standing.value,
        "marked_on": standing.marked_on,
        "lines": lines,
    }
    return tuple([known[name] for name in attributes])
