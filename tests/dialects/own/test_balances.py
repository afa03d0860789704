"""Balances and accounts: exact and as numbers, of everybody or of one with the lines, and who may see whose."""

from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from dagsverke.app.commands import companies, credentials, marks
from dagsverke.app.ports import UnitOfWork
from tests.dialects.own.calls import Api

pytestmark = pytest.mark.anyio
PROPERTIES = ["employee_number", "person", "on", "code", "name", "unit", "value", "amount", "marked_on"]


async def write(api: Api, work: Any) -> Any:
    return await api.world.store.write(companies.operator(api.firm.company_id), work)


async def signed_in(api: Api, user_name: str) -> Api:
    """The API as the holder of a key that belongs to a person."""

    def work(unit: UnitOfWork) -> None:
        credentials.issue(unit, "own", "secret", user_name, {"client_secret": f"{user_name}-own"})
        made = unit.find_all("credential", kind="own", name=user_name)[0]
        unit.change("credential", made, {"person_id": api.firm.persons[user_name][0]})

    await write(api, work)
    return Api(api.world, api.firm, {"Authorization": f"Bearer {user_name}-own"})


async def test_ow_01_a_third_of_an_hour_is_exact_and_a_number(api: Api) -> None:
    await api.record("E1023", "OK0", 0.3333333333, "2026-11-18")
    row = (await api.items("balances/E1023", account="Komp", on="2026-11-18"))[0]
    assert list(row) == PROPERTIES
    assert row == {
        "employee_number": "E1023",
        "person": api.firm.persons["e1023"][1],
        "on": "2026-11-18",
        "code": "Komp",
        "name": row["name"],
        "unit": "hours",
        "value": 1_200_000,
        "amount": 1 / 3,
        "marked_on": None,
    }


async def test_ow_01_days_are_millionths(api: Api) -> None:
    change = {
        "person_id": api.firm.persons["anna"][0],
        "account_code": "VacationPaid",
        "on_day": "2026-11-01",
        "value": 12_500_000,
    }
    await write(api, lambda unit: marks.put(unit, {}, change))
    row = (await api.items("balances/1001", account="VacationPaid", on="2026-11-02"))[0]
    assert (row["unit"], row["value"], row["amount"], row["marked_on"]) == ("days", 12_500_000, 12.5, "2026-11-01")


async def test_ow_04_lines_come_when_asked_for_and_add_up_exactly(api: Api) -> None:
    await api.record("1001", "OK1", 2.1, "2026-11-18")
    await api.record("1001", "TID", 7.77, "2026-11-18")
    assert "lines" not in (await api.items("balances/1001"))[0]
    rows = await api.items("balances/1001", explain="true", on="2026-11-19")
    assert {row["code"] for row in rows if row["lines"]} >= {"Flex", "Komp"}
    for row in rows:
        assert sum(line["value"] for line in row["lines"]) == row["value"]
        assert [line["day"] for line in row["lines"]] == sorted(line["day"] for line in row["lines"])
    komp = next(row for row in rows if row["code"] == "Komp")["lines"]
    shown = [(line["day"], line["factor"], line["value"], line["amount"]) for line in komp]
    assert shown == [("2026-11-18", 1.5, 11_340_000, 3.15)]
    assert Fraction(komp[0]["value"], 3_600_000) == Fraction("3.15")


async def test_the_day_is_today_unless_said(api: Api) -> None:
    assert {row["on"] for row in await api.items("balances/1001")} == {"2026-11-20"}
    assert {row["on"] for row in await api.items("balances", on="2026-11-01")} == {"2026-11-01"}


@pytest.mark.parametrize(
    ("status", "path", "params", "field", "rule"),
    [
        (404, "balances/4711", {}, "employee", "unknown"),
        (400, "balances/1001", {"account": "Guld"}, "account", "unknown"),
        (400, "balances", {"account": "Guld"}, "account", "unknown"),
        (400, "balances", {"on": "yesterday"}, "on", "type"),
        (400, "balances", {"page_size": "1001"}, "page_size", "range"),
        (400, "balances/1001", {"explain": "perhaps"}, "explain", "type"),
        (404, "balances/1001/lines", {}, None, "route"),
        (404, "bonuses", {}, None, "route"),
    ],
)
async def test_ow_02_a_refusal_says_which_parameter_and_which_rule(
    api: Api, status: int, path: str, params: dict[str, str], field: str | None, rule: str
) -> None:
    document = await api.refused(status, path, **params)
    assert (document["field"], document["rule"]) == (field, rule)


async def test_ow_02_without_a_key_that_is_known_nothing_opens(api: Api) -> None:
    for headers, rule in (
        ({}, "missing"),
        ({"Authorization": "Bearer demo-seventime"}, "unknown"),
        ({"Authorization": "Basic demo-own"}, "missing"),
        (api.firm.seventime, "missing"),
    ):
        document = await Api(api.world, api.firm, headers).refused(401, "accounts")
        assert document["rule"] == rule


async def test_ow_03_everybody_has_a_row_for_every_account(api: Api) -> None:
    accounts = [row["code"] for row in await api.items("accounts")]
    document = await api.get("balances")
    numbers = ["1000", "1001", "1002", "1003", "9978", "E1023"]
    assert document["total"] == len(numbers) * len(accounts)
    assert [(row["employee_number"], row["code"]) for row in document["items"]] == [
        (number, code) for number in numbers for code in accounts
    ][:100]


async def test_ow_03_pages_of_any_size_partition_the_rows(api: Api) -> None:
    whole = await api.get("balances", page_size=1000)
    assert (whole["page"], whole["page_size"], len(whole["items"])) == (1, 1000, whole["total"])
    for size in (1, 7, 19, 50):
        found = []
        for page in range(1, -(-whole["total"] // size) + 1):
            document = await api.get("balances", page=page, page_size=size)
            assert document["total"] == whole["total"]
            found += document["items"]
        assert found == whole["items"]
        beyond = await api.get("balances", page=-(-whole["total"] // size) + 1, page_size=size)
        assert (beyond["items"], beyond["total"]) == ([], whole["total"])


async def test_ow_03_one_account_of_everybody(api: Api) -> None:
    rows = await api.items("balances", account="Flex")
    assert [row["code"] for row in rows] == ["Flex"] * 6
    for row in rows:
        assert await api.items(f"balances/{row['employee_number']}", account="Flex") == [row]


@pytest.mark.parametrize(("user_name", "numbers"), [("bo", {"1002"}), ("chef", {"1001", "1003"}), ("admin", None)])
async def test_ow_03_a_key_of_a_person_sees_whom_its_role_reaches(
    api: Api, user_name: str, numbers: set[str] | None
) -> None:
    of_person = await signed_in(api, user_name)
    found = {row["employee_number"] for row in await of_person.items("balances", page_size=1000)}
    assert found == (numbers or {row["employee_number"] for row in await api.items("balances", page_size=1000)})
    if numbers:
        await of_person.refused(404, "balances/1000")


async def test_accounts_have_their_limits_in_their_own_unit(api: Api) -> None:
    def limit(unit: UnitOfWork, code: str, value: int) -> None:
        account = unit.find("account", code=code)
        assert account is not None
        unit.change("account", account, {"value_max": value, "warning_max": value // 2})

    await write(api, partial(limit, code="Flex", value=144_000_000))
    await write(api, partial(limit, code="VacationSaved1", value=5_000_000))
    rows = {row["code"]: row for row in await api.items("accounts")}
    assert (rows["Flex"]["unit"], rows["Flex"]["max"], rows["Flex"]["warning_max"]) == ("hours", 40, 20)
    assert (rows["VacationSaved1"]["unit"], rows["VacationSaved1"]["max"]) == ("days", 5)
    assert (rows["Komp"]["min"], rows["Komp"]["max"]) == (None, None)
    assert [row["code"] for row in await api.items("accounts", kind="time", unit="hours", sort_by="code")] == sorted(
        (code for code, row in rows.items() if row["kind"] == "time"), key=str.lower
    )
