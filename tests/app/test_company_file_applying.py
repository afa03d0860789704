"""A company file applied to a firm that has been at work: what changes, what follows, and what is refused."""

import re
from typing import Any

import pytest

from dagsverke.app import balances
from dagsverke.app.commands import employments, time
from dagsverke.app.commands.companies import operator
from dagsverke.app.company_file.applying import Applied, apply
from dagsverke.app.company_file.reading import read_file
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Conflict, Malformed, Refusal
from dagsverke.domain.units import MS_PER_HOUR
from tests.app.company_files import text_of
from tests.harness import World

pytestmark = pytest.mark.anyio
MONDAY = "2026-11-09"


def document(text: str) -> Any:
    return read_file(f'[company]\nname = "Östra Bygg & Städ AB"\n{text}'.encode())


async def applied(world: World, text: str) -> Applied:
    who = operator(world.ostra.company_id)
    return await world.store.write(who, lambda work: apply(work, document(text), {}))


async def refused(world: World, text: str) -> Refusal:
    before = await world.store.read(world.ostra.company_id, text_of)
    with pytest.raises(Refusal) as refusal:
        await applied(world, text)
    assert await world.store.read(world.ostra.company_id, text_of) == before
    return refusal.value


async def work_hours(world: World, cause: str, hours: int, day: str = MONDAY) -> None:
    told = {
        "created_by_key": world.ostra.persons["anna"][1],
        "person_key": world.ostra.persons["anna"][1],
        "cause_key": world.ostra.keys[f"cause {cause}"],
        "begins_at": f"{day}T06:00:00.000Z",
        "duration_ms": hours * MS_PER_HOUR,
    }
    await world.store.write(operator(world.ostra.company_id), lambda work: time.record(work, {}, told))


async def balance(world: World, code: str) -> float:
    """Anna's hours or days at the end of the Monday; everything kept of everybody is what follows from the entries."""

    def look(work: UnitOfWork) -> float:
        assert [fault for one in work.find_all("person") for fault in balances.check(work, one["id"])] == []
        account = work.company.accounts_by_code[code]
        amount = balances.balance(work, world.ostra.persons["anna"][0], account, MONDAY)
        return amount / (MS_PER_HOUR if account.unit == "ms" else 10**6)

    return await world.store.write(operator(world.ostra.company_id), look)


def said(one: Applied) -> list[tuple[str, str, Any]]:
    return [(step.action, step.section.label, step.name) for step in one.plan.steps]


async def test_a_factor_that_changes_moves_the_balances_and_no_other_days_are_derived_anew(world: World) -> None:
    await work_hours(world, "OK1", 2)
    await work_hours(world, "TID", 8, "2026-11-10")
    assert await balance(world, "Komp") == 3
    done = await applied(world, "[[account]]\ncode = 'Komp'\nfactors = { OK1 = 2 }")
    assert done.days == 1
    assert await balance(world, "Komp") == 4
    assert (await applied(world, "[[account]]\ncode = 'Komp'\nfactors = { RES = 1 }")).days == 1
    assert await balance(world, "Komp") == 0


async def test_hours_of_a_schedule_that_change_move_what_absence_relieves(world: World) -> None:
    await work_hours(world, "SJK", 8)
    flex = await balance(world, "Flex")
    done = await applied(world, "[[schedule]]\nname = 'Heltid'\nweeks = [{ mon-fri = '08:00-12:00' }]")
    assert done.days == 1
    assert await balance(world, "Flex") > flex
    await applied(world, "[[schedule]]\nname = 'Heltid'\nweeks = [{ mon-fri = '07:00-16:00 break 12:00-13:00' }]")
    assert await balance(world, "Flex") == flex


async def test_an_account_with_expected_time_that_is_new_counts_all_that_was_worked(world: World) -> None:
    await work_hours(world, "TID", 9)
    done = await applied(world, "[[account]]\ncode = 'Flex2'\nexpected = true\nfactors = { TID = 1 }\n")
    assert said(done) == [("add", "account", "Flex2")]
    assert await balance(world, "Flex2") == await balance(world, "Flex")


async def test_new_work_time_counts_where_time_is_expected_unless_the_file_says_otherwise(world: World) -> None:
    done = await applied(world, "[[cause]]\nname = 'Jourmöte'\nwork_time = true")
    assert said(done) == [("add", "cause", "Jourmöte"), ("change", "account", "Flex")]
    assert "Jourmöte = 1" in (await world.store.read(world.ostra.company_id, text_of)).replace('"', "")
    factors = "factors = { TID = 1, '' = 1, FLX = 1, 'Möte' = 1, 'Jourmöte' = 1, ARB = { scheduled = true } }"
    text = f"[[cause]]\nname = 'Annat'\nwork_time = true\n[[account]]\ncode = 'Flex'\n{factors}"
    assert said(await applied(world, text)) == [("add", "cause", "Annat")]


async def test_a_calendar_and_an_agreement_are_followed_at_once(world: World) -> None:
    await work_hours(world, "SJK", 8)
    await work_hours(world, "TID", 8, "2026-11-10")
    flex = await balance(world, "Flex")
    day = f"[[calendar]]\nday = {MONDAY}\nname = 'Firmadag'\nshare = 0.5\nclass = 'half'\n"
    window = "[[agreement]]\nname = 'Semesterlagen'\n[[agreement.windows]]\nkind = 'unsocial'\ncode = 'OB1'\n"
    window += "days = ['tue']\nbegins = '12:00'\nends = '24:00'\ncost_per_hour = 20"
    await applied(world, day + window)
    assert await balance(world, "Flex") == flex

    def look(work: UnitOfWork) -> list[str]:
        return [one["unsocial"] for one in work.find_all("time_entry")]

    kept = await world.store.write(operator(world.ostra.company_id), look)
    assert [re.findall('"code": ?"(OB.)"', one) for one in kept] == [[], ["OB1"]]
    await applied(world, day.replace("0.5", "1"))
    assert said(await applied(world, "[[agreement]]\nname = 'Semesterlagen'\nwindows = []")) != []
    kept = await world.store.write(operator(world.ostra.company_id), look)
    assert kept == ["[]", "[]"]


async def test_vacation_is_reckoned_anew_where_its_rules_change(world: World) -> None:
    anna = world.ostra.persons["anna"][0]
    begun = {"person_id": anna, "form": "permanent", "starts_on": "2020-04-01"}
    await world.store.write(operator(world.ostra.company_id), lambda work: employments.begin(work, {}, begun))
    assert await balance(world, "VacationPaid") == 25
    await applied(world, "[[agreement]]\nname = 'Semesterlagen'\nvacation = { days = 30 }")
    assert await balance(world, "VacationPaid") == 30
    await applied(world, "[[person]]\nnumber = '1001'\n[[person.employment]]\nfrom = 2020-04-01\nvacation_days = 32")
    assert await balance(world, "VacationPaid") == 32


async def test_what_is_called_otherwise_stays_the_same_row(world: World) -> None:
    before = await world.store.read(world.ostra.company_id, text_of)
    text = "[[department]]\nname = 'Kod'\nwas = 'Utveckling'\n[[cause]]\ncode = 'ATK'\nwas = 'OK0'\n"
    text += "[[schedule]]\nname = 'Hel tid'\nwas = 'Heltid'\n[[person]]\nnumber = '2001'\nuser_name = 'anna'\n"
    done = await applied(world, text)
    assert [(one.action, one.section.label, sorted(one.values)) for one in done.plan.steps] == [
        ("change", "department", ["name"]),
        ("change", "cause", ["code"]),
        ("change", "schedule", ["name"]),
        ("change", "person", ["number"]),
    ]
    after = await world.store.read(world.ostra.company_id, text_of)
    renamed = before.replace('"Utveckling"', '"Kod"').replace('"Heltid"', '"Hel tid"').replace('"1001"', '"2001"')
    assert sorted(after.splitlines()) == sorted(re.sub(r"\bOK0\b", "ATK", renamed).splitlines())
    assert said(await applied(world, text)) == []


async def test_rows_are_withdrawn_where_the_file_says_so_and_that_is_so_already_the_next_time(world: World) -> None:
    text = "[[skill]]\nname = 'Höga arbeten'\nwithdrawn = true\n[[schedule]]\nname = 'Heltid'\nwithdrawn = true\n"
    text += "[[person]]\nnumber = '1001'\n[[person.schedule]]\nfrom = 2024-01-01\nwithdrawn = true\n"
    done = await applied(world, text)
    assert said(done) == [
        ("withdraw", "person.schedule", "2024-01-01"),
        ("withdraw", "schedule", "Heltid"),
        ("withdraw", "skill", "Höga arbeten"),
    ]
    assert said(await applied(world, text)) == []
    assert await balance(world, "Flex") == 0


async def test_a_schedule_until_further_notice_ends_before_the_next_one_and_the_plan_says_so(world: World) -> None:
    text = "[[person]]\nnumber = '1001'\n[[person.schedule]]\nfrom = 2026-03-01\nname = 'Heltid'\nrate = 0.75"
    done = await applied(world, text)
    assert [(step.action, step.name, step.values.get("to")) for step in done.plan.steps] == [
        ("change", "2024-01-01", "2026-02-28"),
        ("add", "2026-03-01", None),
    ]
    assert said(await applied(world, text)) == []


async def test_another_default_agreement_takes_the_place_of_the_one_before(world: World) -> None:
    text = "[[agreement]]\nname = 'Kollektivavtal'\ndefault = true"
    assert said(await applied(world, text)) == [
        ("change", "agreement", "Semesterlagen"),
        ("add", "agreement", "Kollektivavtal"),
    ]
    assert said(await applied(world, text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "field", "told"),
    [
        ("[[department]]\ncode = '1'", Malformed, "department[1].name", "is required: a row has a name"),
        ("[[skill]]\nname = 'A'\n[[skill]]\nname = 'A'", Conflict, "skill[2].name", "A stands in skill[1] already"),
        ("[[cause]]\ncode = 'NEW'", Malformed, "cause[1].name", "is required: text"),
        ("[[account]]\ncode = 'Flex'\nunit = 'days'", Conflict, "account[1].unit", "is 'hours' and stays so"),
        ("[[account]]\ncode = 'Flex'\nfactors = { TIX = 1 }", Malformed, "account[1].factors", "names no cause 'TIX'"),
        ("[[person]]\nnumber = '1001'\nrole = 7", Malformed, "person[1].role", "names no role '7': there are 1, 10"),
        ("[[person]]\nnumber = '1'", Malformed, "person[1].first_name", "is required: text"),
        (
            "[[person]]\nnumber = 'a b'\nfirst_name = 'A'\nlast_name = 'B'",
            Malformed,
            "person[1].number",
            "must be 1 to 15 characters without spaces",
        ),
        (
            "[[person]]\nnumber = '1001'\n[[person]]\nuser_name = 'anna'\nnumber = '7'",
            Conflict,
            "person[2].number",
            "7 stands in person[1] already",
        ),
        (
            "[[skill]]\nname = 'Ny'\nwas = 'Höga arbeten'\n[[skill]]\nname = 'Höga arbeten'",
            Conflict,
            "skill[2].name",
            "Höga arbeten stands in skill[1] already",
        ),
        (
            (
                "[[schedule]]\nname = 'Heltid'\nwithdrawn = true\n[[person]]\nnumber = '1002'\n"
                "[[person.schedule]]\nfrom = 2026-01-01\nname = 'Heltid'"
            ),
            Malformed,
            "person[1].schedule[1].name",
            "names no schedule 'Heltid': there are none",
        ),
        (
            "[[person]]\nnumber = '1001'\n[[person.schedule]]\nfrom = 2023-01-01\nto = 2024-06-30\nname = 'Heltid'",
            Conflict,
            "person[1].schedule[1].from",
            "overlaps the schedule assigned from 2024-01-01",
        ),
        (
            (
                "[[person]]\nnumber = '1002'\n[[person.employment]]\nform = 'permanent'\nfrom = 2020-01-01\n"
                "[[person.employment]]\nform = 'substitute'\nfrom = 2021-01-01"
            ),
            Conflict,
            "person[1].employment[2].from",
            "overlaps the employment from 2020-01-01",
        ),
        (
            "[[agreement]]\nname = 'Semesterlagen'\ndefault = false",
            Conflict,
            "agreement[1].default",
            "is given up only by making another agreement the default one",
        ),
        (
            "[[agreement]]\nname = 'A'\ndefault = true\n[[agreement]]\nname = 'B'\ndefault = true",
            Conflict,
            "agreement[2].default",
            "A is the default already",
        ),
        (
            (
                "[[agreement]]\nname = 'A'\n[[agreement.windows]]\nkind = 'unsocial'\ndays = ['mon']\n"
                "begins = '22:00'\nends = '06:00'\ncode = 'OB1'\n[[agreement.windows]]\nkind = 'unsocial'\n"
                "days = ['mon']\nbegins = '22:00'\nends = '23:00'\ncode = 'TID'"
            ),
            Malformed,
            "agreement[1].windows[2].code",
            "is no cause code of unsocial hours",
        ),
        ("[[key]]\ndoor = 'fortnox'\nname = 'x'", Malformed, "key[1].door", "takes no keys, or is none"),
        ("[bookkeeping]\nsales_25 = 'abc'", Malformed, "bookkeeping.sales_25", "must be the number of an account"),
    ],
)
async def test_what_contradicts_what_is_there_is_refused_by_its_place_and_nothing_is_done(
    world: World, text: str, kind: type[Refusal], field: str, told: str
) -> None:
    refusal = await refused(world, f"[[department]]\nname = 'Halvt skrivet'\n{text}")
    assert (type(refusal), refusal.field) == (kind, field.replace("department[1]", "department[2]"))
    assert told in refusal.detail


async def test_what_payroll_has_read_stays_as_it_was(world: World) -> None:
    await work_hours(world, "TID", 8)
    zone = read_file(b'[company]\nname = "\xc3\x96stra Bygg & St\xc3\xa4d AB"\nzone = "Europe/Helsinki"')
    with pytest.raises(Conflict, match=r"company\.zone: cannot change: there is time on days"):
        await world.store.write(operator(world.ostra.company_id), lambda work: apply(work, zone, {}))
    for change, key in (("absence = true", "absence"), ("attendance = false", "attendance"), ("code = 'TIX'", "code")):
        was = "was = 'TID'" if key == "code" else "code = 'TID'"
        refusal = await refused(world, f"[[cause]]\n{was}\n{change}")
        assert (type(refusal), refusal.field) == (Conflict, f"cause[1].{key}")
    await applied(world, "[[cause]]\ncode = 'SJK'\nabsence = false")


async def test_of_two_rows_of_one_name_the_older_has_it_and_the_file_says_that_one_is_left_out(world: World) -> None:
    def twice(work: UnitOfWork) -> None:
        work.add("register_item", {"kind": "skill", "name": "Höga arbeten", "description": "yngre"})
        work.add("register_item", {"kind": "skill", "name": ""})

    await world.store.write(operator(world.ostra.company_id), twice)
    shown = await world.store.read(world.ostra.company_id, text_of)
    assert shown.startswith("# Left out: 2 rows have no name of their own in [[skill]]")
    assert "yngre" not in shown
    assert said(await applied(world, "[[skill]]\nname = 'Höga arbeten'\ndescription = 'äldre'")) != []
    again = await world.store.write(
        operator(world.ostra.company_id), lambda work: apply(work, read_file(shown.encode()), {})
    )
    assert [one.values for one in again.plan.steps] == []
