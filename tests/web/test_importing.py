"""Balances from a file: every line is looked at, and all of them are put or none."""

from typing import Any

import httpx
import pytest

from dagsverke.app.commands import locks
from dagsverke.app.ports import Reader
from tests.app.firms import write
from tests.harness import World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
PATH = "/payroll/import"
GOOD = "Number;Account;Day;Balance\n1001;Komp;2026-10-31;12:15\n1002;VacationPaid;2026-10-31;7,5\n"
WRONG = """Account,Day,Balance,Number,Remark
Komp,2026-10-31,12:15,1001,right
Komp,2026-10-31,1,7777,whom
Gold,2026-10-31,1,1001,which
Komp,31 October,1,1001,when
Komp,2026-10-31,much,1002,how much
Komp,2026-10-31,,1002,nothing
Komp,2026-10-31,99,1001,twice
VacationPaid,2026-10-31,7:30,1002,hours
"""


async def upload(person: Person, content: str | bytes, **more: str) -> httpx.Response:
    """Choose a file and send it."""
    body = content.encode() if isinstance(content, str) else content
    files = {"file": ("balances.csv", body, "text/csv")}
    return await person.client.post(PATH, data={"form_key": person.form_key, **more}, files=files)


async def marks(world: World) -> list[tuple[int, str, int]]:
    """Every balance that was set."""

    def read(reader: Reader) -> list[tuple[int, str, int]]:
        return [(one["person_id"], one["on_day"], one["value"]) for one in reader.find_all("mark")]

    return await world.store.read(world.ostra.company_id, read)


async def test_a_file_is_shown_first_and_then_imported(world: World, admin: Person) -> None:
    page = (await upload(admin, GOOD)).text
    assert [one.text_content() for one in found(page, "//tbody/tr[1]/td")] == [
        *("2", "1001", "Anna Andersson", "Komptid", "31/10/2026", "12:15"),
    ]
    assert await marks(world) == []
    (text,) = found(page, "//textarea[@name='text']")
    done = (await admin.post(PATH, text=text.text_content(), confirmed="1")).text
    assert "2 balances are imported" in done
    anna, bo = (world.ostra.persons[name][0] for name in ("anna", "bo"))
    assert sorted(await marks(world)) == sorted([(anna, "2026-10-31", 44_100_000), (bo, "2026-10-31", 7_500_000)])


async def test_each_line_says_what_is_wrong_with_it_and_nothing_is_imported(world: World, admin: Person) -> None:
    page = (await upload(admin, WRONG)).text
    rows = found(page, "//div[@aria-label='What is wrong']//tbody/tr")
    told = {row.xpath("td")[0].text_content(): row.xpath("td")[-1].text_content() for row in rows}
    assert told == {
        "3": "Number names no person of this company",
        "4": "Account names no account of this company",
        "5": told["5"],
        "6": "Balance must be hours such as 7:30 or 7.5",
        "7": "Balance is required",
        "8": "Number repeats line 2",
        "9": "Balance must be days such as 2.5",
    }
    assert told["5"].startswith("Day ")
    assert not found(page, "//input[@name='confirmed']")
    forced = await admin.post(PATH, text=WRONG, confirmed="1")
    assert (forced.status_code, "Line 3, Number" in forced.text) == (422, True)
    assert await marks(world) == []


async def test_a_locked_day_is_wrong_whoever_looked_at_it_before(world: World, admin: Person) -> None:
    await write(world, lambda work: locks.lock(work, "2026-10-31", "lönekörning"))
    assert "lönekörning" in (await upload(admin, GOOD)).text
    assert (await admin.post(PATH, text=GOOD, confirmed="1")).status_code == 422
    assert await marks(world) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("Number;Account;Day\n1;2;3\n", "one column Balance"),
        ("Number;Account;Day;Balance\n1001;Komp\n", "Line 2"),
        (b"Number;Account;Day;Balance\n1001;\xff;1;1\n", "Line 2: is not UTF-8 text"),
        ('Number;Account;Day;Balance\n"1001', "is not CSV"),
        ("x" * 400_001, "at most 400 kB"),
    ],
)
async def test_what_is_no_such_file_is_refused(world: World, admin: Person, content: Any, says: str) -> None:
    reply = await upload(admin, content)
    assert (reply.status_code, says in reply.text) == (422, True)
    assert await marks(world) == []


@pytest.mark.parametrize("user", ["anna", "chef"])
async def test_only_payroll_imports(world: World, user: str) -> None:
    somebody = await enter(world, world.ostra, user)
    assert (await somebody.get(PATH)).status_code == 403
    assert (await somebody.post(PATH, text=GOOD, confirmed="1")).status_code == 403
    assert await marks(world) == []


async def test_persons_of_another_company_are_nobody(world: World) -> None:
    norra = await enter(world, world.norra, "admin")
    assert (await upload(norra, GOOD)).status_code == 200
    await norra.post(PATH, text=GOOD, confirmed="1")
    assert await marks(world) == []
