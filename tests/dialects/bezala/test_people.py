"""Signing in, and whom one sees then."""

from typing import Any

import pytest

from tests.dialects.bezala.calls import Api, signed_in
from tests.harness import World

pytestmark = pytest.mark.anyio
KEYS = ["id", "email", "first_name", "last_name", "employee_number"]


async def test_bz_01_an_email_and_a_password_make_a_token(world: World) -> None:
    body = {"email": world.ostra.email, "password": "demo"}
    ways: list[dict[str, Any]] = [{"json": body}, {"data": body}]
    for options in (*ways, {"json": body | {"email": world.ostra.email.upper()}}):
        reply = await world.client.post("/api/auth/token", **options)
        assert reply.status_code == 200, reply.text
        document = reply.json()
        assert list(document) == ["token", "user_id", "receipts_email"]
        assert document["user_id"] == world.ostra.persons["admin"][0]
        carried: list[dict[str, Any]] = [
            {"headers": {"Authorization": f"Bearer {document['token']}"}},
            {"params": {"token": document["token"]}},
        ]
        for given in carried:
            assert (await world.client.get("/api/users", **given)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "admin@ostra.example"},
        {"email": "admin@ostra.example", "password": "wrong"},
        {"email": "nobody@ostra.example", "password": "demo"},
        {"email": "admin@ostra.example", "password": None},
        {"email": ["admin@ostra.example"], "password": {"a": "demo"}},
        {"email": "admin@ostra.example\0", "password": "demo"},
        {"email": "admin@ostra.example", "password": "demo" * 5000},
    ],
)
async def test_bz_01_a_wrong_email_or_password_is_401(world: World, body: Any) -> None:
    reply = await world.client.post("/api/auth/token", json=body)
    assert reply.status_code == 401, reply.text
    assert reply.json() == {"error": "Invalid email or password."}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}])
async def test_bz_01_without_a_good_token_nothing_is_told(world: World, headers: dict[str, str]) -> None:
    for path in ("/api/users", f"/api/users/{world.ostra.persons['anna'][0]}/time_balances"):
        reply = await world.client.get(path, headers=headers)
        assert (reply.status_code, list(reply.json())) == (401, ["error"])


async def test_bz_01_a_token_lives_thirty_days(api: Api) -> None:
    api.world.clock.pass_s(30 * 86_400 - 1)
    await api.get("users")
    api.world.clock.pass_s(1)
    await api.refused(401, "GET", "users")


async def test_bz_02_the_list_of_users_leads_to_their_ids(api: Api) -> None:
    found = await api.get("users")
    assert found["pagination"] == {"current_page": 1, "total_pages": 1, "total_count": 6}
    assert [list(row) for row in found["collection"]] == [KEYS] * 6
    anna = (await api.get("users", employee_number="1001"))["collection"]
    person_id = api.firm.persons["anna"][0]
    assert anna == [
        {
            "id": person_id,
            "email": "anna@ostra.example",
            "first_name": "Anna",
            "last_name": "Andersson",
            "employee_number": "1001",
        }
    ]
    assert (await api.get("users", employee_number="4711"))["collection"] == []


async def test_bz_02_no_id_is_shared_by_two_companies(world: World, api: Api) -> None:
    other = await signed_in(world, world.norra)
    here, there = [{row["id"] for row in (await one.get("users"))["collection"]} for one in (api, other)]
    assert here
    assert there
    assert not here & there


async def test_bz_05_users_are_paged_and_sorted(api: Api) -> None:
    found = await api.get("users", per_page=4, page=2, sort_by="employee_number", order="asc")
    assert [row["employee_number"] for row in found["collection"]] == ["9978", "E1023"]
    assert found["pagination"] == {"current_page": 2, "total_pages": 2, "total_count": 6}
    await api.refused(422, "GET", "users", params={"sort_by": "password_hash"})
    await api.refused(422, "GET", "users", params={"page": 0})


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anna", {"anna"}),
        ("chef", {"anna", "chef"}),
        ("admin", {"admin", "anna", "bo", "chef", "doc", "e1023"}),
    ],
)
async def test_bz_06_everybody_sees_whom_the_role_lets_it(world: World, who: str, seen: set[str]) -> None:
    api = await signed_in(world, world.ostra, who)
    names = {person_id: name for name, (person_id, _) in world.ostra.persons.items()}
    listed = (await api.get("users"))["collection"]
    assert {names[row["id"]] for row in listed} == seen
    for name in names.values():
        reply = await api.send("GET", api.balances(name))
        assert reply.status_code == (200 if name in seen else 404)


async def test_bz_06_a_regular_user_may_not_import_or_delete(world: World, api: Api) -> None:
    made = await api.put("vacation", "2025-03-31", 4)
    anna = await signed_in(world, world.ostra, "anna")
    body = {"time_balance": {"balance_type": "vacation", "date": "2025-03-31", "value": 99}}
    await anna.refused(403, "POST", anna.balances(), json=body)
    await anna.refused(403, "DELETE", f"{anna.balances()}/{made['id']}")
    assert (await anna.get(anna.balances()))["collection"] == [made]


async def test_a_manager_imports_for_its_team(world: World) -> None:
    chef = await signed_in(world, world.ostra, "chef")
    made = await chef.put("work_time", "2025-03-31", 60)
    assert made["creator_name"] == "Cecilia Chef"
    body = {"time_balance": {"balance_type": "vacation", "date": "2025-03-31", "value": 99}}
    await chef.refused(404, "POST", chef.balances("bo"), json=body)


async def test_bz_07_every_refusal_has_an_error(api: Api) -> None:
    await api.refused(404, "GET", "users/1/nothing")
    await api.refused(405, "PATCH", "users")
    await api.refused(405, "DELETE", api.balances())
    await api.refused(415, "POST", api.balances(), content="x", headers={"Content-Type": "text/plain"})
