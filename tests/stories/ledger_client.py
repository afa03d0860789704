"""Reading balances as the other systems do."""

from typing import Any

from tests.harness import PASSWORD, Firm, World

HOUR_CODES = "Flex,Komp"


async def softone_token(world: World, firm: Firm) -> dict[str, str]:
    """The three-part credential of a signed-in SoftOne client."""
    reply = await world.client.post(
        "/Login/Token", params=firm.softone, json={"loginName": "admin", "password": PASSWORD}
    )
    assert reply.status_code == 200, reply.text
    return firm.softone | {"token": reply.json()["Token"]}


async def bezala_token(world: World, firm: Firm) -> dict[str, str]:
    """The headers of a signed-in Bezala client."""
    reply = await world.client.post("/api/auth/token", json={"email": firm.email, "password": PASSWORD})
    assert reply.status_code == 200, reply.text
    return {"Authorization": f"Bearer {reply.json()['token']}"}


async def hours(world: World, keys: dict[str, str], number: str, on: str, codes: str = HOUR_CODES) -> dict[str, float]:
    """Time balances in hours by code, through SoftOne."""
    params = keys | {"date": f"{on}T00:00:00Z", "employeeNrsStrings": number, "code": codes}
    reply = await world.client.get("/Personell/Time/TimeBalance", params=params)
    assert reply.status_code == 200, reply.text
    rows: list[dict[str, Any]] = reply.json()
    return {row["Code"]: row["Quantity"] for row in rows if row["TimeBalanceIOType"] == "TimeAccumulator"}


async def days(world: World, keys: dict[str, str], number: str, on: str) -> dict[str, float]:
    """Day balances by type, through SoftOne."""
    params = keys | {"date": f"{on}T00:00:00Z", "employeeNrsStrings": number}
    reply = await world.client.get("/Personell/Time/TimeBalance", params=params)
    assert reply.status_code == 200, reply.text
    return {row["TimeBalanceIOType"]: row["Quantity"] for row in reply.json()}
