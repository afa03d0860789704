from collections.abc import Sequence
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api, Grid, Row
from tests.dialects.seventime.expected import USER, assert_is_whole

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}
NOBODY = "5f48eb3e65d7ee4926574851"

WRONG: Grid = (
    ("createdByUser", NOBODY),
    ("userRoleId", 999),
    ("userRoleId", "administrator"),
    ("userRoleId", True),
    ("userRoleId", 10**20),
    ("userName", "ANNA"),
    ("userName", ["anna"]),
    ("employeeNumber", "1001"),
    ("employeeNumber", "1234567890123456"),
    ("employeeNumber", "10/01"),
    ("isActive", "yes"),
    ("isActivated", [True]),
    ("language", "Swedish"),
    ("firstName", {"first": "Anna"}),
    ("firstName", "nul\0"),
    ("lastName", "x" * 10_001),
    ("email", 1.5),
    ("password", "x" * 11),
    ("password", "x" * 1_001),
)

FOUND: Sequence[tuple[dict[str, str], list[str]]] = (
    ({"name": "Anna Andersson"}, ["anna"]),
    ({"name": "anna and"}, ["anna"]),
    ({"name": "ÖBERG"}, ["bo"]),
    ({"name": "da"}, ["admin", "doc"]),
    ({"name": "%"}, []),
    ({"name": "_"}, []),
    ({"name": "a.a"}, []),
    ({"userRole": "1"}, ["admin"]),
    ({"userRole": "10"}, ["chef"]),
    ({"userRole": "999"}, []),
    ({"isActive": "true", "userRole": "1"}, ["admin"]),
    ({"isActive": "false"}, []),
    ({"isActivated": "0"}, []),
    ({"department": "department"}, ["anna", "chef"]),
    ({"department": NOBODY}, []),
    ({"defaultSalaryType": NOBODY}, []),
    ({"userSkills": NOBODY}, []),
    ({"personNumber": "19121212-1212"}, []),
)


def whole(api: Api) -> dict[str, Any]:
    """What the document's JavaScript sample sends to make a user."""
    return {
        "createdByUser": api.firm.admin,
        "firstName": "Anna",
        "lastName": "Andersson",
        "email": "email@company.com",
        "userName": "AnnaA",
        "userRoleId": 1,
    }


async def test_the_sample_that_creates_a_user_works_st_09_st_14_st_16(api: Api) -> None:
    row = await api.write("POST", "users/", **whole(api))
    assert_is_whole(row, USER)
    assert row == {
        "_id": row["_id"],
        "firstName": "Anna",
        "lastName": "Andersson",
        "email": "email@company.com",
        "personalNumber": "",
        "employeeNumber": "",
        "userName": "AnnaA",
        "workPhone": "",
        "cellPhone": "",
        "createdDate": "2026-11-20T11:00:00.000Z",
        "modifiedDate": "2026-11-20T11:00:00.000Z",
        "userRoleId": 1,
        "isActive": False,
        "isActivated": False,
        "language": "SV",
        "workSchedules": [],
        "canHaveDynamicSchedule": False,
    }
    assert await api.get(f"users/{row['_id']}") == {"data": row}


async def test_the_curl_line_that_creates_a_user_works_as_it_stands_st_12(api: Api) -> None:
    body = (
        f'{{"createdByUser":"{api.firm.admin}","firstName":"Anna","lastName":"Andersson",'
        '"email":"email@company.com","userName":"AnnaA","userRolesId":1"}'
    )
    row = api.accepted(await api.send("POST", "users/", content=body, headers=JSON))
    assert row["userRoleId"] == 1


async def test_the_misprinted_name_counts_only_where_the_proper_one_is_missing_st_12(api: Api) -> None:
    body = whole(api) | {"userRolesId": 30}
    assert (await api.write("POST", "users", **body))["userRoleId"] == 1
    del body["userRoleId"]
    assert (await api.write("POST", "users", **(body | {"userName": "AnnaB"})))["userRoleId"] == 30
    wrong = body | {"userRolesId": "x", "userName": "AnnaC"}
    assert (await api.refused("POST", "users", 400, json=wrong)).startswith("userRolesId:")


async def test_the_example_that_updates_a_user_works_st_03_st_29(api: Api) -> None:
    made = await api.write("POST", "users", **whole(api))
    api.world.clock.pass_s(3600)
    body = (
        f'{{"_id":"{made["_id"]}","modifiedByUser":"{api.firm.admin}",'
        '"firstName":"Anna","lastName":"Ahl","userName":"AnnaA"}'
    )
    row = api.accepted(await api.send("PUT", "users/", content=body, headers=JSON))
    assert_is_whole(row, USER)
    assert row == made | {"lastName": "Ahl", "modifiedDate": "2026-11-20T12:00:00.000Z"}


async def test_every_parameter_of_a_user_is_kept_and_the_password_is_never_shown_st_17(api: Api) -> None:
    optional = {
        "employeeNumber": "2",
        "workPhone": "1234-123456",
        "cellPhone": "070-4580425",
        "isActive": "true",
        "isActivated": True,
        "language": "EN",
    }
    sent = whole(api) | optional | {"userRoleId": "30", "password": "hemligt lösenord"}
    reply = await api.send("POST", "users", json=sent)
    row = api.accepted(reply)
    assert "hemligt" not in reply.text
    assert "password" not in row
    assert {name: row[name] for name in optional} == optional | {"isActive": True}
    assert row["userRoleId"] == 30


async def test_a_put_can_change_every_parameter_and_leaves_the_rest_st_01(api: Api) -> None:
    row = await api.write("POST", "users", **whole(api))
    changes = {
        "firstName": "Åsa",
        "email": "asa@company.com",
        "userName": "asa",
        "userRoleId": "30",
        "employeeNumber": "77",
        "workPhone": "08-1",
        "cellPhone": "070-1",
        "isActive": "true",
        "isActivated": "1",
        "language": "FI",
    }
    shown = changes | {"userRoleId": 30, "isActive": True, "isActivated": True}
    for name, value in changes.items():
        sent = {"_id": row["_id"], "modifiedByUser": api.firm.admin, name: value}
        changed = api.accepted(await api.send("PUT", "users", params=sent))
        assert changed == row | {name: shown[name]}
        row = changed


async def test_a_user_that_was_read_can_be_sent_back_whole_st_27(api: Api) -> None:
    row = (await api.get(f"users/{api.person('anna')}"))["data"]
    assert len(row["workSchedules"]) == 1
    sent = row | {"modifiedByUser": api.firm.admin, "__v": 7}
    assert await api.write("PUT", "users", **sent) == row


async def test_a_required_parameter_that_is_missing_or_empty_is_named(api: Api) -> None:
    for name in ("createdByUser", "firstName", "lastName", "email", "userName", "userRoleId"):
        missing = {one: value for one, value in whole(api).items() if one != name}
        for body in (missing, missing | {name: None}, missing | {name: ""}):
            assert await api.refused("POST", "users", 400, json=body) == f"{name}: is required"


async def test_a_put_needs_its_key_and_who_changes_and_empties_no_name(api: Api) -> None:
    body = {"_id": api.person("anna"), "modifiedByUser": api.firm.admin}
    for name in body:
        missing = {one: value for one, value in body.items() if one != name}
        assert await api.refused("PUT", "users", 400, json=missing) == f"{name}: is required"
    for name in ("firstName", "lastName", "email", "userName", "userRoleId"):
        assert await api.refused("PUT", "users", 400, json=body | {name: ""}) == f"{name}: is required"


async def test_a_value_that_is_wrong_or_taken_is_refused_by_name_st_10(api: Api) -> None:
    before = await api.get("users")
    answers = [await api.named("POST", "users", name, json=whole(api) | {name: value}) for name, value in WRONG]
    assert [one for one in answers if one] == []
    assert await api.get("users") == before


async def test_an_unknown_user_and_another_companys_are_404_in_a_put_st_30(api: Api, other_api: Api) -> None:
    for key in (NOBODY, other_api.person("anna")):
        body = {"_id": key, "modifiedByUser": api.firm.admin, "firstName": "Anita"}
        await api.refused("PUT", "users", 404, json=body)
    foreign = {"_id": api.person("anna"), "modifiedByUser": other_api.firm.admin, "firstName": "Anita"}
    assert (await api.refused("PUT", "users", 400, json=foreign)).startswith("modifiedByUser:")


async def test_users_cannot_be_deleted(api: Api) -> None:
    await api.refused("DELETE", "users", 405, json={"_id": api.person("bo")})


def names(rows: list[Row]) -> list[str]:
    return sorted(one["userName"] for one in rows)


async def test_users_are_found_by_what_the_parameter_names_st_20_st_35(api: Api) -> None:
    for params, found in FOUND:
        asked = {name: api.firm.keys.get(value, value) for name, value in params.items()}
        assert (params, names(await api.listed("users", **asked))) == (params, found)


async def test_users_are_found_by_data_that_no_reply_shows_st_20_st_35(api: Api) -> None:
    def describe(work: Any) -> None:
        anna = work.find("person", key=api.person("anna"))
        salary_type, skill = (work.find("register_item", key=api.firm.keys[name]) for name in ("salary_type", "skill"))
        work.change("person", anna, {"personal_number": "19900101-0017", "salary_type_id": salary_type["id"]})
        work.add("person_skill", {"person_id": anna["id"], "skill_id": skill["id"]})

    await api.world.store.write(operator(api.firm.company_id), describe)
    keys = api.firm.keys
    assert names(await api.listed("users", personNumber="19900101-0017")) == ["anna"]
    assert names(await api.listed("users", personNumber="19900101")) == []
    assert names(await api.listed("users", defaultSalaryType=keys["salary_type"])) == ["anna"]
    assert names(await api.listed("users", userSkills=keys["skill"])) == ["anna"]
    assert names(await api.listed("users", userSkills=keys["salary_type"])) == []


async def test_a_filter_that_cannot_be_read_is_refused_by_name_st_17(api: Api) -> None:
    for name, value in {"isActive": "perhaps", "isActivated": "2", "userRole": "boss", "department": "x" * 65}.items():
        assert await api.named("GET", "users", name, params={name: value}) is None


async def test_users_sort_by_the_names_that_they_show_st_03_st_20(api: Api) -> None:
    rows = await api.listed("users", sortBy="lastName", sortDirection="descending")
    assert [one["lastName"] for one in rows] == ["Öberg", "Ek", "Dokument", "Chef", "Andersson", "Admin"]
    for shown in ("createdDate", "modifiedDate", "userRoleId", "personalNumber"):
        assert len(await api.listed("users", sortBy=shown)) == len(rows)
    for hidden in ("createDate", "userRole", "personNumber", "password", "department"):
        assert (await api.refused("GET", "users", 400, params={"sortBy": hidden})).startswith("sortBy:")


async def test_the_schedules_of_a_user_are_dated_by_local_days_st_32(api: Api) -> None:
    (shown,) = (await api.get(f"users/{api.person('anna')}"))["data"]["workSchedules"]
    assert shown == {
        "_id": shown["_id"],
        "startDate": "2024-01-01T00:00:00.000Z",
        "endDate": None,
        "workSchedule": api.firm.keys["schedule"],
    }
    assert (await api.get(f"users/{api.person('bo')}"))["data"]["workSchedules"] == []
