"""``las``: days of employment, who becomes permanent when, and who has priority when there is work again."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dagsverke.app import balances
from dagsverke.app.las import Candidate, Standings, candidates, conversions
from dagsverke.app.ports import Reader, Store
from dagsverke.cli.employments import form_of
from dagsverke.cli.options import CompanyOption, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import company_of, with_store
from dagsverke.cli.show import say, table
from dagsverke.domain.las_rights import Conversion
from dagsverke.domain.las_rules import LasRules

HEADINGS = ("Number", "Name", "Form", "From", "To", "Days", "Balance", "Counted", "Months", "More than", "Permanent")
NUMERIC = frozenset({"Days", "Balance", "Counted", "More than", "Total"})
PRIORITY_HEADINGS = ("Number", "Name", "Form", "Ended", "Total", "Born", "Priority to", "Days", "More than", "Until")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("las")(las)


def las(
    context: typer.Context,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="At the end of this day, else today.")] = None,
    priority: Annotated[bool, typer.Option("--priority", help="Who has priority, in the order of the law.")] = False,
    company: CompanyOption = None,
) -> None:
    """List the time-limited employments that run, their days, and when they become permanent by law."""
    day = None if on is None else read_day(on)

    def find(reader: Reader) -> tuple[str, Sequence[Standings], Sequence[Candidate], LasRules]:
        asked = day or balances.today(reader)
        rules = reader.company.agreement.las
        if priority:
            return asked, (), candidates(reader, asked), rules
        return asked, conversions(reader, asked), (), rules

    async def work(store: Store) -> tuple[str, Sequence[Standings], Sequence[Candidate], LasRules]:
        return await store.read(await company_of(store, company), find, is_long=True)

    asked, standings, held, rules = with_store(services_of(context), work)
    if priority:
        say(f"Priority to employment on {asked}")
        table(PRIORITY_HEADINGS, [row for one in held for row in _rights(one)], right=NUMERIC)
    else:
        say(f"Days of employment at the end of {asked}")
        table(HEADINGS, [_row(one, rules) for one in standings], right=NUMERIC)


def _row(one: Standings, rules: LasRules) -> Sequence[str]:
    employment, turn = one.employment, one.conversion
    counted = ("", "", "", "") if turn is None else (str(turn.days), _months(turn, rules), str(turn.limit), _when(turn))
    return (
        *(one.person.number or "", one.person.name, form_of(employment)),
        *(employment.starts_on, employment.ends_on or ""),
        *(str(one.current_days), str(one.balance_days), *counted),
    )


def _months(turn: Conversion, rules: LasRules) -> str:
    months, days = rules.months(turn.days)
    return f"{months} m {days} d"


def _when(turn: Conversion) -> str:
    """The day, in brackets where the employment does not last until then as it is agreed now."""
    if turn.converts_on is None:
        return ""
    return turn.converts_on if turn.is_agreed else f"({turn.converts_on})"


def _rights(one: Candidate) -> list[Sequence[str]]:
    """A row for each right, the person told once."""
    held = one.priority
    who = (one.person.number or "", one.person.name, form_of(held.employment), held.employment.ends_on or "")
    first = (*who, str(held.total_days), held.born_on or "")
    rights = [(right.to, str(right.days), str(right.limit), right.until) for right in held.rights]
    return [(*(first if place == 0 else ("",) * len(first)), *right) for place, right in enumerate(rights)]
