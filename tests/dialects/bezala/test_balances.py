"""Time balances: the document's examples, its parameters, and what is refused."""

import json
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.bezala.calls import Api, signed_in
from tests.harness import World

pytestmark = pytest.mark.anyio
KEYS = ["id", "user_id", "balance_type", "date", "value", "units", "creator_id", "creator_name"]


async def put_two(api: Api) -> None:
    await api.put("work_time", "2025-03-15", 75)
    await api.put("vacation", "2025-03-31", 5.0)


async def test_the_example_of_the_list_with_minutes_whole_and_days_with_a_decimal_bz_03(api: Api) -> None:
    await put_two(api)
    reply = await api.send("GET", api.balances())
    document = reply.json()
    assert list(document) == ["collection", "pagination"]
    assert document["pagination"] == {"current_page": 1, "total_pages": 1, "total_count": 2}
    vacation, work_time = document["collection"]
    assert list(vacation) == list(work_time) == KEYS
    ids = {name: row["id"] for name, row in (("vacation", vacation), ("work_time", work_time))}
    shared = {
        "user_id": api.firm.persons["anna"][0],
        "creator_id": api.firm.persons["admin"][0],
        "creator_name": "Ada Admin",
    }
    assert vacation == shared | {
        "id": ids["vacation"],
        "balance_type": "vacation",
        "date": "2025-03-31",
        "value": 5.0,
        "units": "days",
    }
    assert work_time == shared | {
        "id": ids["work_time"],
        "balance_type": "work_time",
        "date": "2025-03-15",
        "value": 75,
        "units": "minutes",
    }
    assert '"value":5.0,' in reply.text
    assert '"value":75,' in reply.text


async def test_bz_04_the_latest_is_an_empty_object_where_there_is_none(api: Api) -> None:
    path = f"{api.balances()}/latest"
    assert await api.get(path) == {}
    await api.put("work_time", "2025-03-15", 75)
    assert await api.get(path, balance_type="vacation") == {}


async def test_bz_04_the_latest_is_the_latest_date_and_then_the_latest_import(api: Api) -> None:
    await put_two(api)
    path = f"{api.balances()}/latest"
    assert (await api.get(path))["balance_type"] == "vacation"
    assert (await api.get(path, balance_type="work_time"))["value"] == 75
    again = await api.put("vacation", "2025-03-31", 4)
    assert await api.get(path) == again
    assert (await api.get(api.balances()))["pagination"]["total_count"] == 3


async def test_bz_08_an_import_answers_201_and_the_row_of_the_list(api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    assert list(made) == KEYS
    assert (await api.get(api.balances()))["collection"] == [made]


async def test_bz_08_a_deletion_answers_204_and_the_balance_is_gone(api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    path = f"{api.balances()}/{made['id']}"
    reply = await api.send("DELETE", path)
    assert (reply.status_code, reply.content) == (204, b"")
    assert (await api.get(api.balances()))["collection"] == []
    await api.refused(404, "DELETE", path)


async def test_bz_09_an_import_may_come_as_a_form(api: Api) -> None:
    form = {"time_balance[balance_type]": "work_time", "time_balance[date]": "2025-03-15", "time_balance[value]": "-75"}
    for options in ({"data": form}, {"data": form, "files": {"ignored": b""}}):
        reply = await api.send("POST", api.balances(), **options)
        assert reply.status_code == 201, reply.text
        assert (reply.json()["value"], reply.json()["date"]) == (-75, "2025-03-15")


async def test_bz_09_members_that_are_not_known_are_ignored(api: Api) -> None:
    body = {"time_balance": {"balance_type": "vacation", "date": "2025-03-31", "value": 1, "id": 7, "note": "x"}}
    reply = await api.send("POST", api.balances(), json=body)
    assert reply.status_code == 201, reply.text


@pytest.mark.parametrize(
    ("kind", "sent", "shown"),
    [
        ("work_time", "75", "75"),
        ("work_time", 75.0, "75"),
        ("work_time", -75, "-75"),
        ("work_time", 0, "0"),
        ("vacation", 5, "5.0"),
        ("vacation", "5.5", "5.5"),
        ("vacation", -0.25, "-0.25"),
        ("vacation", 1 / 3, "0.333333"),
    ],
)
async def test_bz_03_values_are_numbers_or_the_text_of_one(api: Api, kind: str, sent: Any, shown: str) -> None:
    await api.put(kind, "2025-03-31", sent)
    assert f'"value":{shown},' in (await api.send("GET", api.balances())).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 75.5),
        ("value", "75.5"),
        ("value", "5,0"),
        ("value", "many"),
        ("value", True),
        ("value", None),
        ("value", ""),
        ("value", [1]),
        ("value", 10**400),
        ("value", "1e400"),
        ("value", 99_999_999),
        ("date", "2025-02-30"),
        ("date", "soon"),
        ("date", 20250331),
        ("date", "0001-01-01"),
        ("date", None),
        ("balance_type", "overtime"),
        ("balance_type", "Flex"),
        ("balance_type", 1),
        ("balance_type", None),
    ],
)
async def test_bz_07_what_cannot_be_imported_is_422_and_named(api: Api, field: str, value: Any) -> None:
    balance = {"balance_type": "work_time", "date": "2025-03-31", "value": 75} | {field: value}
    told = await api.refused(422, "POST", api.balances(), json={"time_balance": balance})
    assert list(told) == ["error", "errors"]
    assert list(told["errors"]) == [field]
    assert told["errors"][field]
    del balance[field]
    missing = await api.refused(422, "POST", api.balances(), json={"time_balance": balance})
    assert list(missing["errors"]) == [field]
    assert (await api.get(api.balances()))["collection"] == []


@pytest.mark.parametrize(
    "body", [{}, {"time_balance": None}, {"time_balance": "x"}, {"time_balance": [1]}, {"value": 1}]
)
async def test_bz_07_without_the_hash_nothing_is_imported(api: Api, body: Any) -> None:
    told = await api.refused(422, "POST", api.balances(), json=body)
    assert list(told["errors"]) == ["time_balance"]


@pytest.mark.parametrize("body", ["{", "[1]", "{,}", '{"time_balance": {"value": NaN}}', "[" * 5000])
async def test_bz_07_a_body_that_cannot_be_parsed_is_400(api: Api, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    await api.refused(400, "POST", api.balances(), content=body, headers=headers)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("user_id", ["x", "1.5", "9" * 40, "%00", "-1"])
async def test_bz_07_a_user_id_must_be_an_integer(api: Api, method: str, user_id: str) -> None:
    body = {"time_balance": {"balance_type": "vacation", "date": "2025-03-31", "value": 1}}
    options = {"json": body} if method == "POST" else {}
    told = await api.refused(422, method, f"users/{user_id}/time_balances", **options)
    assert list(told["errors"]) == ["user_id"]


async def test_bz_07_an_id_must_be_an_integer(api: Api) -> None:
    assert "errors" in await api.refused(422, "DELETE", f"{api.balances()}/x")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("balance_type", one) for one in ("overtime", "Flex", "1")),
        *(("order", one) for one in ("up", "1")),
        *(("sort_by", one) for one in ("size", "on_day", "extras")),
        *((word, one) for word in ("page", "per_page") for one in ("0", "-1", "x", "1.5")),
        ("per_page", "1001"),
    ],
)
async def test_bz_05_a_parameter_that_is_out_of_the_question_is_422(api: Api, name: str, value: str) -> None:
    params = {name: value} | ({"sort_by": "date"} if name == "order" else {})
    told = await api.refused(422, "GET", api.balances(), params=params)
    assert list(told["errors"]) == [name]


async def put_four(api: Api) -> None:
    for kind, on, value in (
        ("work_time", "2025-01-31", 30),
        ("vacation", "2025-03-31", 2),
        ("work_time", "2025-02-28", -10),
        ("vacation", "2025-03-31", 1.5),
    ):
        await api.put(kind, on, value)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ({}, [1.5, 2.0, -10, 30]),
        ({"order": "asc", "sort_by": "date"}, [30, -10, 2.0, 1.5]),
        ({"sort_by": "id"}, [1.5, -10, 2.0, 30]),
        ({"sort_by": "id", "order": "asc"}, [30, 2.0, -10, 1.5]),
        ({"sort_by": "balance_type", "order": "asc"}, [30, -10, 2.0, 1.5]),
        ({"balance_type": "work_time"}, [-10, 30]),
        ({"balance_type": "work_time", "sort_by": "value", "order": "desc"}, [30, -10]),
        ({"per_page": "3"}, [1.5, 2.0, -10]),
        ({"per_page": "3", "page": "2"}, [30]),
        ({"per_page": "3", "page": "3"}, []),
        ({"unknown": "word", "balance_type": ""}, [1.5, 2.0, -10, 30]),
    ],
)
async def test_bz_05_balances_are_filtered_sorted_and_paged(
    api: Api, asked: dict[str, str], values: list[float]
) -> None:
    await put_four(api)
    found = await api.get(api.balances(), **asked)
    assert [row["value"] for row in found["collection"]] == values
    count = 2 if asked.get("balance_type") else 4
    size = int(asked.get("per_page", 50))
    assert found["pagination"] == {
        "current_page": int(asked.get("page", 1)),
        "total_pages": -(-count // size),
        "total_count": count,
    }


async def test_bz_05_where_nothing_is_found_there_is_one_empty_page(api: Api) -> None:
    found = await api.get(api.balances())
    assert found == {"collection": [], "pagination": {"current_page": 1, "total_pages": 1, "total_count": 0}}


async def test_bz_06_persons_of_another_company_are_not_found(world: World, api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    other = await signed_in(world, world.norra)
    body = {"time_balance": {"balance_type": "vacation", "date": "2025-03-31", "value": 1}}
    for method, path in (("GET", ""), ("GET", "/latest"), ("POST", ""), ("DELETE", f"/{made['id']}")):
        options = {"json": body} if method == "POST" else {}
        await other.refused(404, method, f"{api.balances()}{path}", **options)
    assert (await api.get(api.balances()))["collection"] == [made]


async def test_another_persons_path_does_not_lead_to_a_balance(api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    await api.refused(404, "DELETE", f"{api.balances('bo')}/{made['id']}")


async def softone_days(api: Api, on: str) -> dict[str, tuple[float, str | None]]:
    """Anna's balances in days, by type: how many, and when they were last adjusted."""
    keys = api.firm.softone
    sign_in = {"loginName": "admin", "password": "demo"}
    token = (await api.world.client.post("/Login/Token", params=keys, json=sign_in)).json()["Token"]
    asked = keys | {"token": token, "date": on, "employeeNrsStrings": "1001"}
    rows = json.loads((await api.world.client.get("/Personell/Time/TimeBalance", params=asked)).text)
    return {row["TimeBalanceIOType"]: (row["Quantity"], row["AdjustmentDate"]) for row in rows}


async def test_bz_10_an_import_is_so_many_days_of_the_year_that_ends_and_saved_in_the_next(api: Api) -> None:
    await api.put("vacation", "2025-03-31", 4.5)
    at_the_end = await softone_days(api, "2025-03-31")
    assert at_the_end["RemainingDaysPaid"] == (4.5, "2025-03-31T00:00:00Z")
    after = await softone_days(api, "2025-04-30")
    assert after["RemainingDaysPaid"][0] == 0
    assert after["RemainingDaysYear1"] == (4.5, "2025-04-01T00:00:00Z")


async def test_bz_10_marks_of_a_closing_and_of_other_accounts_are_not_imports(api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    person_id, mark_ids = api.firm.persons["anna"][0], []

    def close(work: UnitOfWork) -> None:
        closing_id = work.add("closing", {"kind": "vacation-year", "on_day": "2025-03-31"})
        for code, closed_by in (("Vacation", closing_id), ("Flex", closing_id), ("Komp", None)):
            account = work.company.accounts_by_code[code]
            row = {"person_id": person_id, "account_id": account.id, "on_day": "2025-12-31", "value": 0}
            mark_ids.append(work.add("mark", row | {"closing_id": closed_by}))

    await api.world.store.write(operator(api.firm.company_id), close)
    document = await api.get(api.balances())
    assert (document["collection"], document["pagination"]["total_count"]) == ([made], 1)
    assert await api.get(f"{api.balances()}/latest") == made
    await api.refused(404, "DELETE", f"{api.balances()}/{mark_ids[0]}")
