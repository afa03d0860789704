"""Limits: who is outside, who is near, and of whom the caller hears."""

import pytest

from dagsverke.app.commands import accounts, adjustments
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E6, MS_PER_HOUR
from tests.dialects.own.calls import Api, Row
from tests.dialects.own.test_balances import signed_in, write

pytestmark = pytest.mark.anyio
TOLD = ("employee_number", "code", "period", "amount", "state")


async def limited(api: Api) -> None:
    """Komp from nil to 40 hours, with a warning at 30; Bo has 38.5 since a month with two hours less in it, Dag -2."""

    def work(unit: UnitOfWork) -> None:
        komp = {"value_min": 0, "warning_max": 30 * MS_PER_HOUR, "value_max": 40 * MS_PER_HOUR}
        accounts.rule(unit, {"code": "Komp"}, komp)
        accounts.rule(unit, {"code": "VacationSaved1"}, {"value_max": 5 * E6})
        for user_name, code, amount, on in (
            ("bo", "Komp", 81 * MS_PER_HOUR // 2, "2026-10-31"),
            ("bo", "Komp", -2 * MS_PER_HOUR, "2026-11-02"),
            ("doc", "Komp", -2 * MS_PER_HOUR, "2026-11-01"),
            ("anna", "VacationSaved1", 11 * E6 // 2, "2026-11-01"),
        ):
            wanted = {"person_id": api.firm.persons[user_name][0], "account_code": code, "on_day": on}
            adjustments.correct_balance(unit, {}, wanted | {"amount": amount, "reason": "x"})

    await write(api, work)


def told(rows: list[Row]) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in TOLD) for row in rows]


async def test_ow_15_each_balance_stands_beside_its_limits(api: Api) -> None:
    await limited(api)
    rows = await api.items("limits")
    assert told(rows) == [
        ("1001", "VacationSaved1", 5.5, 5.5, "above"),
        ("1002", "Komp", -2, 38.5, "near above"),
        ("9978", "Komp", -2, -2, "below"),
    ]
    assert rows[1] == {
        "employee_number": "1002",
        "person": api.firm.persons["bo"][1],
        "name": "Bo Öberg",
        "code": "Komp",
        "account_name": "Komptid",
        "unit": "hours",
        "period": -2,
        "value": 77 * MS_PER_HOUR // 2,
        "amount": 38.5,
        "min": 0,
        "warning_min": None,
        "warning_max": 30,
        "max": 40,
        "state": "near above",
    }


async def test_ow_15_only_who_is_outside_on_a_day_and_since_when(api: Api) -> None:
    await limited(api)
    assert told(await api.items("limits", on="2026-10-31", outside="true")) == [("1002", "Komp", 40.5, 40.5, "above")]
    assert told(await api.items("limits", outside="true", **{"from": "2026-11-02"})) == [
        ("1001", "VacationSaved1", 0, 5.5, "above"),
        ("9978", "Komp", 0, -2, "below"),
    ]
    assert (await api.get("limits", nil="true", page="2", page_size="5"))["total"] == 12
    refused = await api.refused(400, "limits", on="2026-11-01", **{"from": "2026-11-02"})
    assert (refused["field"], refused["rule"]) == ("from", "range")


async def test_who_is_not_active_comes_along_when_asked_for(api: Api) -> None:
    await limited(api)

    def leave(unit: UnitOfWork) -> None:
        row = unit.find("person", user_name="doc")
        assert row is not None
        unit.change("person", row, {"is_active": False})

    await write(api, leave)
    assert [row["employee_number"] for row in await api.items("limits")] == ["1001", "1002"]
    assert len(await api.items("limits", inactive="true")) == 3


async def test_a_person_hears_of_its_own_balances_alone(api: Api) -> None:
    await limited(api)
    bo = await signed_in(api, "bo")
    assert [row["employee_number"] for row in await bo.items("limits")] == ["1002"]


async def test_a_correction_is_explained_with_its_kind_and_reason(api: Api) -> None:
    await limited(api)
    row = (await api.items("balances/9978", account="Komp", explain="true"))[0]
    assert [(one["day"], one["what"], one["amount"], one["reason"]) for one in row["lines"]] == [
        ("2026-11-01", "correction", -2, "x")
    ]


async def test_an_account_tells_what_a_closing_does_to_it(api: Api) -> None:
    rules = {"closes": "year", "carry_max": 40 * MS_PER_HOUR, "surplus": "pay"}
    await write(api, lambda unit: accounts.rule(unit, {"code": "Komp"}, rules))
    rows = {row["code"]: row for row in await api.items("accounts")}
    assert {name: rows["Komp"][name] for name in ("closes", "carry_min", "carry_max", "surplus")} == {
        "closes": "year",
        "carry_min": None,
        "carry_max": 40,
        "surplus": "pay",
    }
    assert rows["Flex"]["closes"] == ""
