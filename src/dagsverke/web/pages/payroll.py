"""For payroll: everybody's balances beside each other; days of employment; who works too much; what is missing."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from dagsverke.app.balance_matrix import matrix, value_of, where_of
from dagsverke.app.company import Company
from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition
from dagsverke.app.references import existing
from dagsverke.app.reports import visible_person
from dagsverke.domain.causes import Account
from dagsverke.domain.errors import Absent
from dagsverke.web.lists.cells import UNITS
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.balance_lines import PATH as LINES
from dagsverke.web.pages.narrowing import OF_DEPARTMENT
from dagsverke.web.visit import Visit, page

Where = Callable[[str], tuple[Condition, ...]]
WHERE = {
    "below": Choice("Below the limit", "bad"),
    "near below": Choice("Near the limit", "warn"),
    "near above": Choice("Near the limit", "warn"),
    "above": Choice("Above the limit", "bad"),
}
"""Where a balance stands that is not well within its limits."""
PERSONS_PER_PAGE = 75


def _true(attribute: str) -> Where:
    """That what a report calls so is so."""
    return lambda _today: (Condition(attribute, "eq", value=True),)


def _accounts(company: Company) -> Sequence[Column]:
    """A column for each account; those of days other than the vacation in all are there to be chosen."""
    return [_column(one) for one in company.accounts.values()]


def _column(account: Account) -> Column:
    return Column(
        f"account-{account.id}",
        account.name or account.code,
        value_of(account),
        UNITS[account.unit],
        is_shown=account.kind in ("time", "vacation"),
        is_summed=True,
        choices=WHERE,
        leads=f"/payroll/{{person_id}}/{account.id}?on={{on_day}}",
        judged=where_of(account),
    )


MATRIX = ListPage(
    "/payroll",
    "All balances",
    "approval",
    "balance",
    columns=(
        Column("name", "Name", "person_name"),
        Column("number", "Number", "employee_number"),
        Column("department", "Department", "department", is_shown=False),
        Column("outside", "Outside the limits", "outside", "count", is_shown=False, is_summed=True),
    ),
    sieves=(
        Sieve("on", "On", "on_day", kind="day", initial=lambda today: today),
        Sieve("name", "Name", "name"),
        OF_DEPARTMENT,
    ),
    chips=(
        Chip("outside", "Outside the limits", _true("is_outside")),
        Chip("near", "Near or outside", _true("is_remarkable")),
    ),
    row_path="/balances?person={person_key}&on={on_day}",
    hint="Persons come with their user names, or from the systems that are connected.",
    report=matrix,
    more=_accounts,
    page_size=PERSONS_PER_PAGE,
    is_wide=True,
)


async def lead(visit: Visit) -> Response:
    """From a cell to the lines of its balance. Its address is short, for a page has more than a thousand of them."""
    ids = visit.request.path_params

    def read(reader: Reader) -> dict[str, str]:
        visible_person(reader, visit.principal, {"person_id": ids["person_id"]})
        person = existing(reader, "person", "person", id=ids["person_id"])
        account = reader.company.accounts.get(ids["account_id"])
        if account is None:
            raise Absent("absent", "account", "names no account of this company")
        return {"person": person["key"], "account": account.code}

    asked = await visit.read(read)
    return visit.go(f"{LINES}?{urlencode(asked | {'on': visit.query.get('on', visit.today)})}")


ROUTES = (
    *routes_of(MATRIX),
    page("/payroll/{person_id:int}/{account_id:int}", "approval", lead),
)
