"""TimeBalance: the document's sample, its parameters, and who may ask."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from dagsverke.app.access import Principal
from dagsverke.app.sign_in import open_session
from dagsverke.dialects.softone.credentials import CREDENTIAL, DOOR, TOKEN
from dagsverke.dialects.softone.login import LIFETIME_S
from tests.harness import Firm, World

pytestmark = pytest.mark.anyio
PATH = "/Personell/Time/TimeBalance"
PROPERTIES = ["TimeBalanceIOType", "Code", "Date", "EmployeeNr", "Quantity", "AdjustmentDate"]
DAYS = {
    "RemainingDaysPaid",
    *(f"RemainingDaysYear{year}" for year in range(1, 6)),
    "RemainingDaysOverdue",
    "RemainingDaysUnPaid",
    "RemainingDaysAdvance",
    "CurrentLASDays",
    "BalanceLASDays",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Api:
    """The dialect as one firm sees it, signed in."""

    world: World
    firm: Firm
    token: str

    async def ask(self, **params: Any) -> httpx.Response:
        """TimeBalance with the firm's credentials, on the last day of 2024 and of Eva unless said; None leaves out."""
        given = {**self.firm.softone, "token": self.token, "date": "2024-12-31", "employeeNrsStrings": "E1023"} | params
        asked = {name: value for name, value in given.items() if value is not None}
        return await self.world.client.get(PATH, params=asked)

    async def rows(self, **params: Any) -> list[Row]:
        """The rows of a successful answer."""
        reply = await self.ask(**params)
        assert reply.status_code == 200, reply.text
        found: list[Row] = reply.json()
        return found

    async def refused(self, status: int, **params: Any) -> str:
        """The sentence of a refused request."""
        return sentence(await self.ask(**params), status)

    async def record(self, number: str, code: str, hours: float, on: str) -> None:
        """Register an amount through the payroll system's door."""
        row = {"EmployeeId": number, "CauseCode": code, "Date": on, "Hours": hours}
        reply = await self.world.client.post(
            "/3/attendancetransactions", headers=self.firm.fortnox, json={"AttendanceTransaction": row}
        )
        assert reply.status_code == 201, reply.text


def sentence(reply: httpx.Response, status: int) -> str:
    """The JSON string that is the whole body of a refusal."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"].startswith("application/json")
    told = reply.json()
    assert isinstance(told, str)
    return told


async def log_in(world: World, firm: Firm, **given: Any) -> httpx.Response:
    """Sign in with a JSON body."""
    body = {"loginName": "admin", "password": "demo"} | given
    return await world.client.post("/Login/Token", params=firm.softone, json=body)


async def signed_in(world: World, firm: Firm) -> Api:
    """The dialect as the firm sees it, without the slow hash that a password costs."""
    pair = await world.store.read(firm.company_id, lambda reader: reader.find("credential", kind=CREDENTIAL))
    assert pair is not None
    principal = Principal(firm.company_id, pair["id"], DOOR, person_id=firm.persons["admin"][0])
    opened = await open_session(world.store, world.clock, principal=principal, kind=TOKEN, lifetime_s=LIFETIME_S)
    return Api(world, firm, opened[0])


@pytest.fixture
async def api(world: World) -> Api:
    return await signed_in(world, world.ostra)


async def test_the_sample_request_works_as_it_is_printed_so_02(api: Api) -> None:
    await api.record("1001", "OT1", 12.5, "2024-05-14")
    keys = api.firm.softone
    url = (
        f"{PATH}?companyApiKey={keys['companyApiKey']}&connectApiKey={keys['connectApiKey']}&token={api.token}"
        "&date=2024-05-15T00%3A00%3A00Z&employeeNrsStrings=1001%2C1002%2C1003&code=OvertimeHours"
    )
    rows = (await api.world.client.get(url)).json()
    assert [list(row) for row in rows] == [PROPERTIES] * len(rows)
    assert [row["EmployeeNr"] for row in rows if row["Code"]] == ["1001", "1002", "1003"]
    assert rows[0] == {
        "TimeBalanceIOType": "TimeAccumulator",
        "Code": "OvertimeHours",
        "Date": "2024-05-15T00:00:00Z",
        "EmployeeNr": "1001",
        "Quantity": 12.5,
        "AdjustmentDate": None,
    }
    for number in ("1001", "1002", "1003"):
        assert {row["TimeBalanceIOType"] for row in rows if row["EmployeeNr"] == number} - {"TimeAccumulator"} == DAYS


async def test_so_02_without_a_code_there_are_the_day_balances_alone(api: Api) -> None:
    for given in ({}, {"code": ""}, {"code": " , "}):
        rows = await api.rows(**given)
        assert {row["TimeBalanceIOType"] for row in rows} == DAYS
        assert {row["Code"] for row in rows} == {""}


async def test_so_02_codes_name_accumulators_and_unknown_ones_nothing(api: Api) -> None:
    rows = await api.rows(code="Komp,ÖT-Saldo, OvertimeHours,Nothing,VacationPaid")
    assert [row["Code"] for row in rows if row["Code"]] == ["Komp", "ÖT-Saldo", "OvertimeHours"]
    assert len(rows) == 3 + len(DAYS)


async def test_whole_quantities_have_a_decimal(api: Api) -> None:
    await api.record("E1023", "OK1", 2, "2024-12-30")
    reply = await api.ask(code="Komp,OvertimeHours")
    assert '"Code":"Komp","Date":"2024-12-31T00:00:00Z","EmployeeNr":"E1023","Quantity":3.0,' in reply.text
    assert '"Quantity":2.0,' in reply.text


@pytest.mark.parametrize("name", ["employeeNrsStrings", "EmployeeNrsString", "employeenrsstrings", "EMPLOYEENRSSTRING"])
async def test_so_03_the_list_of_employees_has_two_names(api: Api, name: str) -> None:
    rows = await api.rows(**({"employeeNrsStrings": None} | {name: "E1023,9978"}))
    assert {row["EmployeeNr"] for row in rows} == {"E1023", "9978"}


@pytest.mark.parametrize("path", [PATH, PATH.lower(), f"{PATH}/", "/personell/TIME/timebalance"])
async def test_so_03_case_and_empty_parameters_do_not_matter(api: Api, path: str) -> None:
    keys = api.firm.softone
    query = (
        f"CompanyApiKey={keys['companyApiKey'].upper()}&CONNECTAPIKEY={keys['connectApiKey']}&&Token={api.token}"
        "&DATE=2024-12-31&employeeNrsStrings=E1023&unknown=1&&"
    )
    reply = await api.world.client.get(f"{path}?{query}")
    assert reply.status_code == 200, reply.text
    assert len(reply.json()) == len(DAYS)


async def test_so_03_an_unknown_employee_is_left_out(api: Api) -> None:
    rows = await api.rows(employeeNrsStrings="4711, E1023 ,,nobody")
    assert {row["EmployeeNr"] for row in rows} == {"E1023"}
    assert await api.rows(employeeNrsStrings="4711") == []


@pytest.mark.parametrize(
    "date",
    ["2024-12-31", "2024-12-31T00:00:00Z", "2024-12-31T23:59:59", "2024-12-31 08:00", "2024-12-31T22:30:00.000Z"],
)
async def test_so_06_the_date_is_the_one_that_was_written(api: Api, date: str) -> None:
    assert {row["Date"] for row in await api.rows(date=date)} == {"2024-12-31T00:00:00Z"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("date", one) for one in (None, "", "soon", "2024-13-01", "31.12.2024", "0001-01-01", "\0")),
        *(("employeeNrsStrings", one) for one in (None, "", "a\0b")),
        *((key, one) for key in ("companyApiKey", "connectApiKey") for one in (None, "", "key", "1" * 36)),
    ],
)
async def test_so_04_what_is_missing_or_malformed_is_400_and_named(api: Api, name: str, value: str | None) -> None:
    assert name in await api.refused(400, **{name: value})


async def test_so_04_wrong_keys_or_a_wrong_token_are_401(world: World, api: Api) -> None:
    theirs = world.norra.softone
    for given in ({"token": None}, {"token": "wrong"}, theirs, {"connectApiKey": theirs["connectApiKey"]}):
        await api.refused(401, **given)
    await api.refused(401, companyApiKey="123e4567-e89b-12d3-a456-426614174000")


async def test_one_companys_token_does_not_open_another(world: World, api: Api) -> None:
    await api.record("E1023", "OT1", 5, "2024-12-30")
    other = await signed_in(world, world.norra)
    await Api(world, world.norra, api.token).refused(401)
    rows = await other.rows(code="OvertimeHours")
    assert [row["Quantity"] for row in rows if row["Code"]] == [0.0]


async def test_so_01_signing_in_answers_a_token_for_an_hour(world: World) -> None:
    firm = world.ostra
    reply = await log_in(world, firm)
    assert reply.status_code == 200, reply.text
    assert list(reply.json()) == ["Token", "ValidTo"]
    assert reply.json()["ValidTo"].startswith("2026-11-20T12:00:00")
    api = Api(world, firm, reply.json()["Token"])
    world.clock.pass_s(3599)
    await api.rows()
    world.clock.pass_s(1)
    await api.refused(401)


async def test_so_01_the_sign_in_may_stand_in_the_query(world: World) -> None:
    words = {"LoginName": "admin", "Password": "demo"} | world.ostra.softone
    for method in ("GET", "POST"):
        for path in ("/Login/Token", "/login/token/"):
            reply = await world.client.request(method, path, params=words)
            assert reply.status_code == 200, reply.text


@pytest.mark.parametrize(
    "given",
    [{"password": "wrong"}, {"loginName": "nobody"}, {"loginName": None}, {"password": ["demo"]}, {"loginName": "\0"}],
)
async def test_so_01_a_wrong_sign_in_is_401(world: World, given: dict[str, Any]) -> None:
    sentence(await log_in(world, world.ostra, **given), 401)


async def test_so_01_wrong_keys_are_401_and_missing_ones_400(world: World) -> None:
    body = {"loginName": "admin", "password": "demo"}
    mixed = world.ostra.softone | {"connectApiKey": world.norra.softone["connectApiKey"]}
    sentence(await world.client.post("/Login/Token", params=mixed, json=body), 401)
    assert "companyApiKey" in sentence(await world.client.post("/Login/Token", json=body), 400)


async def test_so_05_refusals_are_json_strings(api: Api) -> None:
    sentence(await api.world.client.get("/Personell/Nothing"), 404)
    sentence(await api.world.client.post(PATH), 405)
    sentence(await api.world.client.post("/Login/Token", params=api.firm.softone, content="{"), 400)
