import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dagsverke.app.balances import balance, check
from dagsverke.app.company_file.planning import plan
from dagsverke.app.company_file.showing import show
from dagsverke.app.keys import SeededKeys
from dagsverke.app.ports import Reader, Record, Store
from dagsverke.app.queries import Page, Query, Sums
from dagsverke.app.secrets import verify_password
from dagsverke.cli.demo import command
from dagsverke.cli.demo.firms import FIRMS
from dagsverke.cli.demo.greeting import greet
from dagsverke.cli.demo.making import PASSWORD, make_firms
from dagsverke.cli.services import Services
from dagsverke.dialects.seventime import SEVENTIME
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.main import services
from dagsverke.settings import Settings
from dagsverke.store.engine import open_store
from dagsverke.store.migrate import migrate
from tests.harness import StillClock

TODAY = date(2026, 11, 20)
LAST, FIRST = "2026-11-19", "2024-11-18"
DOCUMENTED = {
    *("ARB", "BE2", "BER", "FLX", "HLG", "JO2", "JOR", "MER", "OK0", "RES", "TID"),
    *(f"{kind}{number}" for kind in ("OB", "OK", "OT") for number in range(1, 6)),
    *("SEM", "SJK", "VAB", "KOM", "TJL"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory in which the demo's data was made once."""
    data = tmp_path_factory.mktemp("demo")
    command.prepare(services(Settings(), StillClock()), data, TODAY)
    return data


def every_row(path: Path) -> dict[str, list[Any]]:
    """Every row of every table, what is made at random by design apart."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in tables if "_gram" not in name]  # an index by which text is found
        rows = {name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")] for name in tables}  # noqa: S608  # names of its own
    for row in rows["person"]:
        row.pop("password_hash")
    for row in rows["company"]:
        row.pop("link_secret")
    for name in ("quote", "purchase_order", "supplement_order"):
        for row in rows[name]:
            row.pop("public_link")
    for row in rows["event"]:
        row.pop("hash")  # which is over what was made at random, too
        row["after"] = re.sub(r'"public_link":"[^"]*"', "", row["after"] or "")
    return rows


def differing(path: Path, before: dict[str, list[Any]]) -> list[str]:
    """The tables whose rows are not as before: their names alone, for to compare them row by row would take long."""
    return [name for name, rows in every_row(path).items() if rows != before[name]]


async def ask(path: Path, company_id: int, work: Callable[[Reader], Any]) -> Any:
    store = open_store(f"sqlite:///{path / command.FILE}", clock=StillClock(), keys=SeededKeys(3))
    try:
        return await store.read(company_id, work)
    finally:
        await store.close()


@pytest.mark.anyio
async def test_the_first_company_has_what_the_design_promises(made: Path) -> None:
    def look(reader: Reader) -> None:
        persons = reader.find_all("person")
        assert [one["employee_number"] for one in persons] == [str(number) for number in range(1001, 1026)]
        assert set(reader.company.causes_by_code) >= DOCUMENTED
        assert {one.code for one in reader.company.causes.values()} >= {None}
        heltid = next(one for one in reader.find_all("schedule") if one["name"] == "Heltid")
        days = json.loads(heltid["weeks"])[0]["days"]
        assert [day["work_ms"] for day in days] == [8 * 3_600_000] * 5 + [0, 0]
        assert (days[0]["start_ms"], days[0]["end_ms"]) == (7 * 3_600_000, 16 * 3_600_000)
        on_it = {one["person_id"] for one in reader.find_all("assignment", schedule_id=heltid["id"])}
        assert on_it == {one["id"] for one in persons if one["employee_number"] <= "1015"}
        assert all(one["starts_on"] == FIRST for one in reader.find_all("assignment", schedule_id=heltid["id"]))
        kinds = {one["kind"] for one in reader.find_all("register_item")}
        assert kinds == {
            *("department", "result_unit", "vehicle", "skill", "work_type", "salary_type", "machine_type"),
            *("project_tag", "project_type", "work_order_tag", "work_order_type", "invoice_tag", "quote_category"),
            *("quote_accept_reason", "quote_decline_reason"),
        }
        assert {one["account_id"] for one in reader.find_all("mark")} == {
            reader.company.accounts_by_code[code].id for code in ("Flex", "Vacation")
        }

    await ask(made, 1, look)


def find_person(user_name: str, reader: Reader) -> Record | None:
    return reader.find("person", user_name=user_name)


@pytest.mark.anyio
async def test_somebody_of_each_role_signs_in_to_the_pages(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    greet("http://127.0.0.1:8321", TODAY)
    told = capsys.readouterr().out
    for company_id, firm in enumerate(FIRMS, start=1):
        for code, user_name in firm.sign_ins.items():
            person = await ask(made, company_id, partial(find_person, user_name))
            assert (person["role_code"], person["is_active"]) == (code, True)
            assert verify_password(person["password_hash"], PASSWORD)
            assert f"{person['email']} / {PASSWORD}" in told
    assert list(FIRMS[0].sign_ins) == [1, 10, 20, 30]


@pytest.mark.anyio
async def test_two_years_of_time_end_yesterday_and_every_total_is_right(made: Path) -> None:
    def look(reader: Reader) -> None:
        entries = reader.select(Query("time_entry", ("on_day", "cause_id", "is_clocked", "work_order_key"))).rows
        assert (min(row[0] for row in entries), max(row[0] for row in entries)) == (FIRST, LAST)
        assert len(entries) > 10_000
        codes = {reader.company.causes[row[1]].code for row in entries}
        assert codes >= {
            "TID",
            "OK1",
            "OT1",
            "BER",
            "RES",
            "SEM",
            "SJK",
            "VAB",
            "KOM",
            "TJL",
            "FLX",
            "ARB",
            None,
        }
        assert {row[2] for row in entries} == {0, 1}
        assert any(row[3] for row in entries)
        for person in reader.find_all("person")[::6]:
            assert check(reader, person["id"]) == []

    await ask(made, 1, look)


@pytest.mark.anyio
async def test_the_first_company_has_some_of_everything_that_is_done_and_used_on_work_orders(made: Path) -> None:
    def look(reader: Reader) -> None:
        for table, least in (
            *(("customer", 8), ("contact", 8), ("supplier", 4), ("project", 10), ("work_order", 20)),
            *(("article", 20), ("price_list", 2), ("expense", 150), ("drive", 50), ("drive_type", 3)),
            *(("machine", 6), ("machine_entry", 40), ("status", 9), ("document", 20)),
        ):
            assert len(reader.find_all(table)) >= least, table
        expenses = reader.find_all("expense")
        assert {bool(one["attested_at"]) for one in expenses} == {True, False}
        assert max(one["on_day"] for one in expenses) <= LAST
        assert {one["billing_method"] for one in reader.find_all("project")} >= {"HOURLY", "FIXED_PRICE", "PERUSER"}
        assert all(one["project_id"] and one["customer_id"] for one in expenses)

    await ask(made, 1, look)


@pytest.mark.anyio
async def test_the_first_company_has_a_year_of_papers_and_all_that_is_billed_is_billed_once(made: Path) -> None:
    def look(reader: Reader) -> None:
        sent = [one for one in reader.find_all("invoice") if one["number"]]
        assert {one["status"] for one in reader.find_all("invoice")} >= {1, 2, 3, 4}
        assert [one["kind"] for one in sent if one["house_deduction_e4"]] == [1, 1, 2]
        numbers = sorted(int(one["number"]) for one in sent)
        assert numbers == list(range(24_481, 24_481 + len(sent)))
        assert {one["status"] for one in reader.find_all("quote")} == {1, 2, 3, 4}
        assert len(reader.find_all("supplier_invoice")) == len(reader.find_all("purchase_order")) == 4
        assert any(one["credit_of_id"] for one in reader.find_all("invoice"))

    await ask(made, 1, look)


@pytest.mark.anyio
async def test_the_first_company_has_something_in_every_list(made: Path) -> None:
    def look(reader: Reader) -> None:
        listed = [one for one in SEVENTIME.resources if any(way.verb == "list" for way in one.operations)]
        assert len(listed) >= 37
        for resource in listed:
            assert reader.select(Query(resource.collection, resource.attributes, page=Page(0, 1))).rows, resource.name


@pytest.mark.anyio
async def test_the_first_company_has_what_payroll_looks_at(made: Path) -> None:
    def look(reader: Reader) -> None:
        employments = reader.find_all("employment")
        assert {one["form"] for one in employments} == {"permanent", "probation", "fixed_term", "substitute"}
        assert any(one["is_by_day"] for one in employments)
        ended = {one["person_id"] for one in employments if one["ends_on"]}
        assert ended - {one["person_id"] for one in employments if one["ends_on"] is None}
        assert max(Counter(one["person_id"] for one in employments).values()) == 4
        codes = {row[0] for row in reader.sums(Sums("attendance", (), ("code",)))}
        assert codes >= {"OB1", "OB3", "OB4", "TID", "OK1"}
        rules = {one["day"]: one["share_e4"] for one in reader.find_all("calendar_rule")}
        assert (rules["easter-3"], rules["12-23"], rules["12-24"]) == (5_000, 5_000, 0)
        flex = reader.company.accounts_by_code["Flex"]
        assert (flex.value_min, flex.value_max) == (-10 * MS_PER_HOUR, 40 * MS_PER_HOUR)
        assert {one["status"] for one in reader.find_all("timesheet")} == {"submitted", "approved", "returned"}
        assert [(one.first_on, one.last_on) for one in reader.company.locks] == [("2026-09-01", "2026-09-30")]
        persons = {one["employee_number"]: one["id"] for one in reader.find_all("person")}
        accounts = reader.company.accounts_by_code
        saved = [accounts[code] for code in ("VacationPaid", "VacationSaved1", "VacationSaved2")]
        assert all(balance(reader, persons["1001"], one, LAST) > 0 for one in saved)

    await ask(made, 1, look)


@pytest.mark.anyio
@pytest.mark.anyio
async def test_each_company_is_as_its_file_says_moved_to_these_days(made: Path) -> None:
    store = open_store(f"sqlite:///{made / command.FILE}", clock=StillClock(), keys=SeededKeys(3))
    try:
        for company_id, firm in enumerate(FIRMS, start=1):
            document = firm.document(date.fromisoformat(FIRST))
            known = await store.read(company_id, lambda reader: show(reader).rows)
            assert plan(known, document).steps == []
    finally:
        await store.close()


@pytest.mark.anyio
async def test_the_second_company_is_small(made: Path) -> None:
    people = await ask(made, 2, lambda reader: [one["email"] for one in reader.find_all("person")])
    assert len(people) == 5
    assert people[0] == "admin@norra.example"


@pytest.mark.anyio
async def test_it_can_be_made_on_postgresql_too(postgresql_url: str, tmp_path: Path) -> None:
    migrate(postgresql_url)
    store: Store = open_store(postgresql_url, clock=StillClock(), keys=SeededKeys(3), files=tmp_path)
    try:
        await make_firms(store, TODAY)
        companies = await store.look_up(lambda directory: directory.companies())
        assert [(one["company_id"], one["name"]) for one in companies] == [
            (1, "Östra Bygg & Städ AB"),
            (2, "Norra Fastighetsservice AB"),
        ]
    finally:
        await store.close()


def test_what_is_there_is_kept_until_it_is_to_be_fresh(made: Path, tmp_path: Path) -> None:
    tools, file = services(Settings(), StillClock()), tmp_path / command.FILE
    shutil.copy(made / command.FILE, file)
    before = every_row(file)
    url = command.prepare(tools, tmp_path, TODAY + timedelta(days=300))
    assert url == f"sqlite:///{file}"
    assert differing(file, before) == []
    assert command.prepare(tools, tmp_path, TODAY + timedelta(days=1), is_fresh=True) == url
    assert differing(file, before) != []
    assert sorted(path.name for path in tmp_path.iterdir() if "lock" not in path.name) == [
        command.FILE,
        f"{command.FILE}.files",
    ]


def test_what_an_interrupted_making_left_is_made_anew_and_the_same_day_makes_the_same_rows(
    made: Path, tmp_path: Path
) -> None:
    unfinished = tmp_path / command.MAKING / command.FILE
    unfinished.parent.mkdir()
    unfinished.write_bytes((made / command.FILE).read_bytes()[:50_000])
    command.prepare(services(Settings(), StillClock()), tmp_path, TODAY)
    assert differing(tmp_path / command.FILE, every_row(made / command.FILE)) == []
    assert not (tmp_path / command.MAKING).exists()


def test_files_are_moved_with_the_database_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(tools: Services, url: str, today: date) -> None:
        path = Path(url.removeprefix("sqlite:///"))
        path.write_text("database")
        path.with_name(f"{path.name}.files").mkdir()
        (path.with_name(f"{path.name}.files") / today.isoformat()).touch()

    monkeypatch.setattr(command, "_make", make)
    data = tmp_path / "demo"
    for day in (TODAY, TODAY + timedelta(days=1)):
        command.prepare(services(Settings(), StillClock()), data, day, is_fresh=True)
    assert (data / command.FILE).read_text() == "database"
    assert [one.name for one in (data / f"{command.FILE}.files").iterdir()] == ["2026-11-21"]
    assert sorted(one.name for one in data.iterdir()) == [command.FILE, f"{command.FILE}.files", "lock"]
