"""Windows that a firm of ``tests.harness`` agrees on, and work done in them through Seven Time."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from dagsverke.app import balances
from dagsverke.app.commands import agreements
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.units import E4
from dagsverke.domain.windows import Window
from tests.harness import World

T = TypeVar("T")
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
HOLIDAYS = Window("unsocial", ("sat", "sun", "holiday"), 0, 1440, "OB3", cost_per_hour_e4=100 * E4)
EVENINGS = Window("unsocial", WORKDAYS, 18 * 60, 22 * 60, "OB1", cost_per_hour_e4=35_5000, salary_type="123")
NIGHTS = Window("unsocial", WORKDAYS, 22 * 60, 6 * 60, "OB2", cost_per_hour_e4=50 * E4, classes=("overtime",))
UNSOCIAL = (HOLIDAYS, EVENINGS, NIGHTS)
OVERTIME = (
    Window("overtime", ("holiday",), 0, 1440, factor_e4=20_000),
    Window("overtime", WORKDAYS, 6 * 60, 20 * 60, factor_e4=15_000),
)


async def write(world: World, work_it: Callable[[UnitOfWork], T]) -> T:
    """Do it in the first firm, in a unit of work of its own."""
    return await world.store.write(operator(world.ostra.company_id), work_it)


async def read(world: World, work_it: Callable[[Reader], T]) -> T:
    """Read in the first firm."""
    return await world.store.read(world.ostra.company_id, work_it)


async def agree(world: World, windows: Sequence[Window], **more: Any) -> None:
    """Make these the windows of the firm's default agreement."""

    def change(work: UnitOfWork) -> None:
        agreements.correct(work, {"id": work.company.agreement.id}, {"windows": windows, **more})

    await write(world, change)


def window_accounts(work: UnitOfWork) -> None:
    """Let overtime in lieu count by windows on the account that counts it by factors."""
    account, cause = work.company.accounts_by_code["Komp"], work.company.causes_by_code["OK1"]
    row = work.find("account_factor", account_id=account.id, cause_id=cause.id)
    assert row is not None
    work.change("account_factor", row, {"has_windows": True, "factor_e4": 20_000})


async def faults(world: World) -> list[str]:
    """What the proof of everybody's ledger finds."""

    def check(reader: Reader) -> list[str]:
        return [fault for person in reader.find_all("person") for fault in balances.check(reader, person["id"])]

    return await read(world, check)


async def balance(world: World, user_name: str, code: str, on: str) -> float:
    """A balance of the first firm in hours."""
    person_id = world.ostra.persons[user_name][0]

    def look(reader: Reader) -> float:
        account = reader.company.accounts_by_code[code]
        amount = balances.balance(reader, person_id, account, on)
        assert amount == sum(line.amount for line in balances.explain(reader, person_id, account, on))
        return amount / 3_600_000

    return await read(world, look)
