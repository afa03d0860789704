from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import LISTED, SHOWN, WITH_ITEMS, WITH_META, assert_is_whole
from tests.dialects.seventime.furnished import furnish

pytestmark = pytest.mark.anyio
UNKNOWN = "59d05abdc471b72e49791359"


async def test_every_list_shows_the_documented_properties_and_meta_where_its_example_does_st_06_st_14_st_28(
    api: Api,
) -> None:
    await furnish(api)
    for name, shown in LISTED.items():
        document = await api.get(name)
        assert list(document) == (["meta", "data"] if name in WITH_META else ["data"])
        assert document["data"]
        for row in document["data"]:
            assert_is_whole(row, shown)
        for spelling in (f"{name}/", f"{name}/?", f"{name}/?limit=500&page=1", f"/{name}//"):
            assert await api.get(spelling) == document
        if name in WITH_META:
            total = len(document["data"])
            assert document["meta"] == {"totalResources": total, "totalPages": 1, "currentPage": 1}


async def test_one_row_is_the_lists_row_below_data(api: Api, other_api: Api) -> None:
    await furnish(api)
    await furnish(other_api)
    for name in sorted(WITH_ITEMS & set(LISTED)):
        row = (await api.listed(name))[0]
        assert await api.get(f"{name}/{row['_id']}") == {"data": row}
        assert await api.get(f"{name}/{row['_id']}/") == {"data": row}
        foreign = (await other_api.listed(name))[0]["_id"]
        for key in (UNKNOWN, "nonsense", "å", foreign):
            await api.refused("GET", f"{name}/{key}", 404)
        assert (await api.refused("GET", f"{name}/%00", 400)).startswith("_id:")


async def test_where_no_item_is_documented_none_is_served(api: Api) -> None:
    for name in set(SHOWN) - WITH_ITEMS:
        await api.refused("GET", f"{name}/{UNKNOWN}", 404)


async def test_every_list_is_cut_into_pages_when_asked_st_06(api: Api) -> None:
    for day in (16, 17, 18):
        await api.record(timestamp=f"2026-11-{day} 08:00")
    for name in LISTED:
        rows = await api.listed(name)
        count = -(-len(rows) // 2)
        documents = [await api.get(name, limit=2, page=number) for number in range(1, count + 2)]
        assert [row for document in documents for row in document["data"]] == rows
        for number, document in enumerate(documents, 1):
            meta = {"totalResources": len(rows), "totalPages": count, "currentPage": number}
            assert document.get("meta") == (meta if name in WITH_META else None)
        assert await api.listed(name, limit=1) == rows[:1]


async def test_every_list_sorts_by_every_property_that_it_shows_st_22(api: Api) -> None:
    await furnish(api)
    for name, shown in LISTED.items():
        rows = await api.listed(name)
        for property_name in shown:
            for direction in ("ascending", "descending"):
                found = await api.listed(name, sortBy=property_name, sortDirection=direction)
                assert sorted(map(str, found)) == sorted(map(str, rows))


async def test_an_unknown_property_or_direction_is_refused_and_a_direction_alone_is_not(api: Api) -> None:
    for name, shown in LISTED.items():
        unknown = {"sortBy": "shoeSize"}
        assert await api.named("GET", name, "sortBy", params=unknown) is None
        sideways = {"sortBy": next(iter(shown)), "sortDirection": "sideways"}
        assert await api.named("GET", name, "sortDirection", params=sideways) is None
        assert await api.listed(name, sortDirection="descending") == await api.listed(name)


async def test_a_limit_or_page_out_of_range_is_refused_by_name_st_23(api: Api) -> None:
    wrong = {"limit": ("0", "501", "-1", "ten", "1.5", "9" * 30), "page": ("0", "-1", "one", "1e9")}
    for name in ("users", "userRoles"):
        for param, values in wrong.items():
            answers = [await api.named("GET", name, param, params={param: value}) for value in values]
            assert [one for one in answers if one] == []


async def test_beyond_the_last_page_the_totals_are_true_st_23(api: Api) -> None:
    document = await api.get("users", limit=5, page=9)
    total = document["meta"]["totalResources"]
    assert document == {"meta": {"totalResources": total, "totalPages": -(-total // 5), "currentPage": 9}, "data": []}


async def test_a_page_has_a_hundred_rows_unless_it_is_said_st_31(api: Api) -> None:
    def many(work: Any) -> None:
        plain = {"kind": "vehicle", "code": "", "description": "", "is_active": True, "extras": "{}", "price_e4": 0}
        for number in range(119):
            work.add("register_item", plain | {"name": f"Bil {number:03d}"})

    await api.world.store.write(operator(api.firm.company_id), many)
    document = await api.get("vehicles", page=1)
    assert (len(document["data"]), document["meta"]["totalPages"], document["meta"]["totalResources"]) == (100, 2, 120)
    assert len(await api.listed("vehicles", page=2)) == 20
    assert len(await api.listed("vehicles", limit=500)) == 120


async def test_vehicles_answer_under_both_spellings_st_02(api: Api) -> None:
    row = (await api.listed("vehicles"))[0]
    assert row | {"createDate": ""} == {
        "_id": api.firm.keys["vehicle"],
        "name": "Audi Q8",
        "registrationNumber": "ABC123",
        "isActive": True,
        "createDate": "",
    }
    assert await api.listed("vehicle") == [row]
    assert await api.get(f"vehicle/{row['_id']}") == await api.get(f"vehicles/{row['_id']}") == {"data": row}


async def test_work_types_are_not_roles_st_07(api: Api) -> None:
    assert await api.listed("userWorkTypes") == [
        {"_id": api.firm.keys["work_type"], "name": "Programmerare", "pricePerHour": 555}
    ]
    roles = await api.listed("userRoles")
    assert {"userRoleId": 1, "userRoleName": "Administratör"} in roles
    assert [one["userRoleId"] for one in roles] == sorted(one["userRoleId"] for one in roles)


async def test_registers_show_what_the_examples_show(api: Api) -> None:
    keys = api.firm.keys
    assert await api.listed("departments") == [
        {
            "_id": keys["department"],
            "name": "Utveckling",
            "departmentNumber": "2",
            "isActive": True,
            "managerIds": [],
        }
    ]
    assert await api.listed("resultUnits") == [
        {"_id": keys["result_unit"], "name": "Kontor Syd", "code": "Syd", "isActive": True}
    ]
    assert await api.listed("userSkills") == [
        {"_id": keys["skill"], "skillTitle": "Höga arbeten", "requireEducations": ["5a54ea1f7a7fe3c212569874"]}
    ]
    assert await api.listed("defaultSalaryTypes") == [
        {
            "_id": keys["salary_type"],
            "name": "Övertid",
            "description": "",
            "code": "123",
            "isAbsenceTimeType": False,
            "isRuleType": False,
            "absenceTimeCategory": None,
            "absenceTimeCategoryName": "",
            "unitType": "1",
            "canBeRegistered": True,
            "salaryAmount": 0,
            "typeInSalarySystem": 10,
        }
    ]


async def test_a_time_category_shows_its_cause_code_or_nothing(api: Api) -> None:
    rows = {one["name"]: one for one in await api.listed("timeCategories")}
    assert rows["Möte"]["presenceCode"] == ""
    assert rows["Semester"]["presenceCode"] == "SEM"
    vacation = {name: rows["Semester"][name] for name in ("isAbsenceType", "isVacation", "isUnsocialHour", "isActive")}
    assert vacation == {"isAbsenceType": True, "isVacation": True, "isUnsocialHour": False, "isActive": True}


async def test_the_schedule_of_the_example_is_shown_in_hours_st_22(api: Api) -> None:
    day = {
        "breaks": [{"breakStartHour": 12, "breakEndHour": 13}],
        "numberOfWorkHours": 8,
        "startHour": 7,
        "endHour": 16,
    }
    free: dict[str, Any] = {"breaks": [], "numberOfWorkHours": 0, "startHour": 0, "endHour": 0}
    key = api.firm.keys["schedule"]
    row = (await api.get(f"workSchedules/{key}"))["data"]
    assert row["name"] == "Heltid"
    assert row["workScheduleWeeks"] == [{"workScheduleDays": [day] * 5 + [free] * 2, "numberOfWorkHours": 40}]
    await api.refused("GET", f"workSchedules/{api.firm.keys['department']}", 404)
