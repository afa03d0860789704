"""``employment begin``, ``correct``, ``end``, ``withdraw``, ``list``: in what form who is employed, and until when."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from dagsverke.app.commands import employments
from dagsverke.app.employments import Listed, as_employment, employments_of_all, listed
from dagsverke.app.ports import Reader, Record, Store, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.cli.options import CompanyOption, PersonArgument, read_day
from dagsverke.cli.services import services_of
from dagsverke.cli.session import Problem, company_of, full_name, person_of, principal, with_store
from dagsverke.cli.show import say, table
from dagsverke.domain.employment import END_REASONS, FORMS, Employment

FormOption = Annotated[
    str | None, typer.Option("--form", metavar="FORM", help=f"One of {', '.join(FORMS)}.", show_default=False)
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="REASON", help=f"One of {', '.join(END_REASONS)}.", show_default=False)
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.")]
ByDayOption = Annotated[
    bool | None, typer.Option("--by-day/--not-by-day", help="Employed on days with work only.", show_default=False)
]
AgreementOption = Annotated[
    str | None, typer.Option("--agreement", metavar="NAME", help="The agreement; else the company's.")
]
VacationOption = Annotated[
    int | None, typer.Option("--vacation-days", metavar="DAYS", help="Of a year; else the agreement's.")
]
WhichOption = Annotated[
    str | None, typer.Option("--begun", metavar="DATE", help="The one that began on this day; else the last one.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Employments: in what form who is employed, and until when.")
    for command in (begin, correct, end, withdraw):
        group.command(command.__name__)(command)
    group.command("list")(show)
    app.add_typer(group, name="employment")


def begin(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    person: PersonArgument,
    form: Annotated[str, typer.Option("--form", metavar="FORM", help=f"One of {', '.join(FORMS)}.")],
    starts_on: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    *,
    ends_on: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; until further notice unless given.")
    ] = None,
    by_day: Annotated[bool, typer.Option("--by-day", help="Employed on days with work only.")] = False,
    agreement: AgreementOption = None,
    vacation_days: VacationOption = None,
    company: CompanyOption = None,
) -> None:
    """Begin an employment of a person."""
    told = _told(form=form, starts_on=starts_on, ends_on=ends_on, vacation_days=vacation_days) | {"is_by_day": by_day}

    def change(unit: UnitOfWork) -> str:
        who = person_of(unit, person)
        made = employments.begin(unit, {}, {"person_id": who["id"], **told, **_agreement(unit, agreement)})
        return _said(unit, who, made["id"])

    _do(context, company, change)


def correct(  # noqa: PLR0913  # one parameter for each option
    context: typer.Context,
    person: PersonArgument,
    *,
    begun: WhichOption = None,
    form: FormOption = None,
    starts_on: FromOption = None,
    ends_on: ToOption = None,
    until_further_notice: Annotated[bool, typer.Option("--until-further-notice", help="It has no last day.")] = False,
    reason: ReasonOption = None,
    by_day: ByDayOption = None,
    agreement: AgreementOption = None,
    vacation_days: VacationOption = None,
    company: CompanyOption = None,
) -> None:
    """Correct an employment of a person; what is not given stays."""
    told = _told(form=form, starts_on=starts_on, ends_on=ends_on, vacation_days=vacation_days, end_reason=reason)
    told |= {"ends_on": None} if until_further_notice else {}
    told |= {} if by_day is None else {"is_by_day": by_day}
    if not told and agreement is None:
        raise typer.BadParameter("say what is to be corrected", param_hint="an option")

    def change(unit: UnitOfWork) -> str:
        who = person_of(unit, person)
        target = {"key": _which(unit, who, begun)}
        return _said(unit, who, employments.correct(unit, target, told | _agreement(unit, agreement))["id"])

    _do(context, company, change)


def end(
    context: typer.Context,
    person: PersonArgument,
    ends_on: Annotated[str, typer.Option("--on", metavar="DATE", help="The last day.")],
    reason: Annotated[str, typer.Option("--reason", metavar="REASON", help=f"One of {', '.join(END_REASONS)}.")],
    *,
    begun: WhichOption = None,
    company: CompanyOption = None,
) -> None:
    """End an employment of a person, with the reason."""
    told = {"ends_on": read_day(ends_on), "end_reason": reason}

    def change(unit: UnitOfWork) -> str:
        who = person_of(unit, person)
        return _said(unit, who, employments.end(unit, {"key": _which(unit, who, begun)}, told)["id"])

    _do(context, company, change)


def withdraw(
    context: typer.Context, person: PersonArgument, *, begun: WhichOption = None, company: CompanyOption = None
) -> None:
    """Withdraw an employment that never was."""

    def change(unit: UnitOfWork) -> str:
        who = person_of(unit, person)
        key = _which(unit, who, begun)
        said = _said(unit, who, existing(unit, "employment", "key", key=key)["id"])
        employments.withdraw(unit, {"key": key}, {})
        return f"withdrawn: {said}"

    _do(context, company, change)


def show(
    context: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="Employee number, user name or key.", show_default=False)
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Only those in force on this day.")] = None,
    company: CompanyOption = None,
) -> None:
    """List the employments of a person, or of everybody."""
    day = None if on is None else read_day(on)

    def find(reader: Reader) -> list[tuple[Listed, Employment]]:
        who = None if person is None else person_of(reader, person)["id"]
        employments = employments_of_all(reader)
        return [
            (one, each)
            for one in listed(reader)
            for each in employments.get(one.id, ())
            if who in (None, one.id) and (day is None or each.runs_on(day))
        ]

    async def work(store: Store) -> list[tuple[Listed, Employment]]:
        return await store.read(await company_of(store, company), find)

    _show(with_store(services_of(context), work))


def _show(found: Sequence[tuple[Listed, Employment]]) -> None:
    rows = [
        (one.number or "", one.name, form_of(each), each.starts_on, each.ends_on or "", each.end_reason)
        for one, each in found
    ]
    table(("Number", "Name", "Form", "From", "To", "Reason"), rows)


def form_of(one: Employment) -> str:
    """The form as it is shown."""
    return f"{one.form}, by the day" if one.is_by_day else one.form


def _told(**given: str | int | None) -> dict[str, Any]:
    """What is given, with days read as such."""
    return {
        name: read_day(str(value)) if name.endswith("_on") else value
        for name, value in given.items()
        if value is not None
    }


def _agreement(unit: UnitOfWork, named: str | None) -> dict[str, Any]:
    """The agreement of this name. Raises Problem where there is none."""
    if named is None:
        return {}
    every = {one.name.casefold(): one.id for one in unit.company.agreements.values()}
    if named.casefold() not in every:
        raise Problem(f"the company has no agreement {named} (there are: {', '.join(sorted(every))})")
    return {"agreement_id": every[named.casefold()]}


def _which(unit: UnitOfWork, person: Record, begun: str | None) -> str:
    """The key of the employment that is meant. Raises Problem where there is none."""
    every = sorted(unit.find_all("employment", person_id=person["id"]), key=lambda row: str(row["starts_on"]))
    if begun is not None:
        every = [row for row in every if row["starts_on"] == read_day(begun)]
    if not every:
        raise Problem(f"{full_name(person)} has no employment{f' that began on {begun}' if begun else ''}")
    return str(every[-1]["key"])


def _said(unit: UnitOfWork, person: Record, employment_id: int) -> str:
    one = as_employment(existing(unit, "employment", "id", id=employment_id))
    until = f"to {one.ends_on}" if one.ends_on else "until further notice"
    reason = f" ({one.end_reason})" if one.end_reason else ""
    return f"{full_name(person)}: {form_of(one)} from {one.starts_on} {until}{reason}"


def _do(context: typer.Context, company: str | None, change: Callable[[UnitOfWork], str]) -> None:
    """Make a change and say what it made."""

    async def work(store: Store) -> str:
        return await store.write(principal(await company_of(store, company)), change)

    say(with_store(services_of(context), work))
