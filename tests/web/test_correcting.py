"""Payroll corrects a balance, or sets it, where its lines are; and takes either back."""

from typing import Any

import pytest

from dagsverke.app.balances import balance
from dagsverke.app.commands import locks
from dagsverke.app.ports import Reader
from dagsverke.domain.units import E6, MS_PER_HOUR
from tests.app.firms import write
from tests.harness import World
from tests.web.conftest import Person, enter, found

pytestmark = pytest.mark.anyio
ON = "2026-11-16"


async def held(world: World, code: str = "Komp", on: str = ON) -> float:
    """What Anna holds, in hours or days."""

    def read(reader: Reader) -> float:
        account = reader.company.accounts_by_code[code]
        amount = balance(reader, world.ostra.persons["anna"][0], account, on)
        return amount / (MS_PER_HOUR if account.unit == "ms" else E6)

    return await world.store.read(world.ostra.company_id, read)


def fields(world: World, **more: Any) -> dict[str, Any]:
    """A form about Anna's comp time."""
    return {"person": world.ostra.persons["anna"][1], "account": "Komp", "on": ON, "on_day": ON, **more}


async def lines(admin: Person, world: World, account: str = "Komp") -> str:
    return (await admin.get("/balances/lines", person=world.ostra.persons["anna"][1], account=account, on=ON)).text


async def test_a_correction_moves_the_balance_says_why_and_is_taken_back(world: World, admin: Person) -> None:
    reply = await admin.post("/balances/correct", **fields(world, amount="−1:30", reason="Avtalat med chefen"))
    assert reply.status_code == 303
    assert await held(world) == -1.5
    page = (await admin.get(reply.headers["location"])).text
    assert "Avtalat med chefen" in page
    (source,) = found(page, "//form[@action='/balances/take-back']//input[@name='source']/@value")
    await admin.post("/balances/take-back", **fields(world, what="correction", source=source))
    assert await held(world) == 0


@pytest.mark.parametrize(("account", "told", "value"), [("Komp", "12,25", 12.25), ("VacationPaid", "7,5", 7.5)])
async def test_a_balance_is_set_and_that_is_taken_back(
    world: World, admin: Person, account: str, told: str, value: float
) -> None:
    before = await held(world, account)
    await admin.post("/balances/mark", **fields(world, account=account, value=told))
    assert await held(world, account) == value
    page = await lines(admin, world, account)
    (source,) = found(page, "//input[@name='source']/@value")
    await admin.post("/balances/take-back", **fields(world, account=account, what="mark", source=source))
    assert await held(world, account) == before


@pytest.mark.parametrize(
    ("path", "more", "at"),
    [
        ("correct", {"amount": "much", "reason": "x"}, "amount"),
        ("correct", {"amount": "0", "reason": "x"}, "amount"),
        ("correct", {"amount": "", "reason": "x"}, "amount"),
        ("correct", {"amount": "1", "reason": " "}, "reason"),
        ("correct", {"amount": "1", "reason": "x", "on_day": "soon"}, "on_day"),
        ("correct", {"amount": "1", "reason": "x", "on_day": "1800-01-01"}, "on_day"),
        ("mark", {"value": "7:99"}, "value"),
        ("mark", {"value": "1", "on_day": ""}, "on_day"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_what_was_sent_stays(
    world: World, admin: Person, path: str, more: dict[str, str], at: str
) -> None:
    reply = await admin.post(f"/balances/{path}", **fields(world, **more))
    assert reply.status_code == 422
    (field,) = found(reply.text, "//*[@aria-invalid='true']")
    assert (field.get("name"), field.get("value")) == (at, {**fields(world), **more}[at].strip())
    assert found(reply.text, "//p[@id='fault']")
    assert await held(world) == 0


async def test_a_locked_day_refuses_both_and_says_who_locked_it(world: World, admin: Person) -> None:
    await write(world, lambda work: locks.lock(work, ON, "lönekörning"))
    for path, more in (("correct", {"amount": "1", "reason": "x"}), ("mark", {"value": "1"})):
        reply = await admin.post(f"/balances/{path}", **fields(world, **more))
        assert (reply.status_code, "lönekörning" in reply.text) == (422, True)
    assert await held(world) == 0


@pytest.mark.parametrize("user", ["anna", "chef"])
@pytest.mark.parametrize("path", ["correct", "mark", "take-back"])
async def test_only_payroll_changes_balances(world: World, user: str, path: str) -> None:
    somebody = await enter(world, world.ostra, user)
    sent = fields(world, amount="1", value="1", reason="x", what="mark", source="1")
    assert (await somebody.post(f"/balances/{path}", **sent)).status_code == 403
    page = (await somebody.get("/balances/lines", account="Komp")).text
    assert "/balances/correct" not in page


@pytest.mark.parametrize("path", ["correct", "mark", "take-back"])
async def test_nobody_of_another_company_is_changed(world: World, admin: Person, path: str) -> None:
    other = {"person": world.norra.persons["anna"][1], "what": "correction", "source": "f" * 24}
    sent = fields(world, amount="1", value="1", reason="x") | other
    assert (await admin.post(f"/balances/{path}", **sent)).status_code == 404


async def test_days_of_employment_are_set_but_not_corrected(world: World, admin: Person) -> None:
    page = await lines(admin, world, "BalanceLASDays")
    assert found(page, "//form[@action='/balances/mark']")
    assert not found(page, "//form[@action='/balances/correct']")
