"""Days of employment as accounts hold them and as lists show them."""

from typing import Any

import pytest

from dagsverke.app.balances import balance, balances, check, explain
from dagsverke.app.commands import employments, marks
from dagsverke.app.las import candidates, conversions
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.units import E6
from tests.app.workers import clock, employ, person_id, read, write
from tests.harness import World

pytestmark = pytest.mark.anyio
ACCOUNTS = ("CurrentLASDays", "BalanceLASDays")


def held(reader: Reader, user_name: str, on: str) -> tuple[float, float]:
    """The days of the running employment, and those of the window; each is what its lines make."""
    who, found = person_id(reader, user_name), []
    for code in ACCOUNTS:
        account = reader.company.accounts_by_code[code]
        lines = explain(reader, who, account, on)
        found.append(balance(reader, who, account, on) / E6)
        assert sum(line.amount for line in lines) == found[-1] * E6
        assert check(reader, who) == []
    return found[0], found[1]


def mark(work: UnitOfWork, user_name: str, code: str, on_day: str, days: float) -> None:
    told = {"person_id": person_id(work, user_name), "account_code": code, "on_day": on_day, "value": int(days * E6)}
    marks.put(work, {}, told)


async def test_the_accounts_count_as_the_law_does(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "fixed_term", "2026-01-01", "2026-03-31")
        employ(work, "bo", "substitute", "2026-06-01")
        assert held(work, "bo", "2025-12-31") == (0, 0)
        assert held(work, "bo", "2026-03-31") == (90, 90)
        assert held(work, "bo", "2026-04-01") == (0, 90)
        assert held(work, "bo", "2026-06-30") == (30, 120)
        assert held(work, "anna", "2026-06-30") == (0, 0)

    await write(world, change)


async def test_by_the_day_the_days_with_work_count_and_absence_does_not(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "bo", "substitute", "2026-01-01", is_by_day=True)
        clock(work, "bo", "2026-01-05 07:00", 4)
        clock(work, "bo", "2026-01-05 12:00", 4, code=None)
        clock(work, "bo", "2026-01-06 07:00", 2, code="OT1")
        clock(work, "bo", "2026-01-07 07:00", 8, code="SJK")
        clock(work, "bo", "2026-01-08 07:00", 8, code="BER")
        clock(work, "bo", "2025-12-30 07:00", 8)
        assert held(work, "bo", "2026-01-31") == (2, 2)

    await write(world, change)


async def test_a_mark_is_kept_until_it_is_taken_back(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        for code in ACCOUNTS:
            mark(work, "bo", code, "2026-01-31", 100)
            mark(work, "chef", code, "2026-01-31", 12.5)
        employ(work, "bo", "fixed_term", "2026-01-01")
        assert held(work, "bo", "2026-01-30") == (30, 30)
        assert held(work, "bo", "2026-02-10") == (110, 110)
        assert held(work, "chef", "2026-02-10") == (12.5, 12.5)
        assert held(work, "chef", "2031-02-10") == (12.5, 0)
        for row in work.find_all("mark", person_id=person_id(work, "bo")):
            marks.take_back(work, {"id": row["id"], "person_id": row["person_id"]}, {})
        assert held(work, "bo", "2026-02-10") == (41, 41)

    await write(world, change)


async def test_everybodys_days_cost_two_statements_and_nothing_where_nobody_is_employed(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        people = [row["id"] for row in work.find_all("person")]
        accounts = [work.company.accounts_by_code[code] for code in ACCOUNTS]
        assert balances(work, people, accounts, "2026-02-10") == {}
        employ(work, "bo", "fixed_term", "2026-02-01")
        found = balances(work, people, accounts, "2026-02-10")
        assert {(pair, one.value, one.marked_on) for pair, one in found.items()} == {
            ((person_id(work, "bo"), one.id), 10 * E6, None) for one in accounts
        }

    await write(world, change)


def told(reader: Reader, on: str) -> list[tuple[Any, ...]]:
    return [
        (
            *(one.person.number, one.employment.form, one.current_days, one.balance_days),
            one.conversion and (one.conversion.days, one.conversion.converts_on, one.conversion.is_agreed),
        )
        for one in conversions(reader, on)
    ]


async def test_who_becomes_permanent_is_listed_the_first_first(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        employ(work, "anna", "permanent", "2020-01-01")
        employ(work, "chef", "seasonal", "2026-05-01", "2026-09-30")
        employ(work, "bo", "fixed_term", "2025-01-01", "2025-06-30")
        employ(work, "bo", "fixed_term", "2026-01-01", "2026-12-31")
        employ(work, "doc", "substitute", "2025-01-01", "2026-12-31")
        mark(work, "doc", "BalanceLASDays", "2025-12-31", 700)
        assert told(work, "2026-06-30") == [
            ("9978", "substitute", 546, 881, (881, "2026-01-31", True)),
            ("1002", "fixed_term", 181, 362, (362, "2026-07-04", True)),
            ("1003", "seasonal", 61, 61, None),
        ]
        assert [one[0] for one in told(work, "2027-06-30")] == []

    await write(world, change)


async def test_an_agreement_has_its_own_thresholds(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        short = work.add("agreement", {"name": "Kort", "las": '{"fixed_term_days":360}'})
        employ(work, "bo", "fixed_term", "2026-01-01", agreement_id=short)
        employ(work, "doc", "fixed_term", "2026-01-01")

    await write(world, change)
    assert [one[-1] for one in await read(world, lambda reader: told(reader, "2026-06-30"))] == [
        (181, "2026-12-27", True),
        (181, "2027-01-01", True),
    ]


async def test_who_has_priority_is_listed_in_the_order_of_the_law(world: World) -> None:
    def change(work: UnitOfWork) -> None:
        for name, number in (("bo", "19850101-9809"), ("doc", "570101-0000"), ("chef", "gone"), ("e1023", "")):
            work.change("person", existing(work, "person", "id", id=person_id(work, name)), {"personal_number": number})
        for name in ("bo", "doc", "chef"):
            key = employ(work, name, "substitute", "2024-01-01", "2025-12-31")
            employments.end(work, {"key": key}, {"ends_on": "2025-12-31", "end_reason": "expiry"})
        employ(work, "e1023", "permanent", "2020-01-01", "2025-12-31", end_reason="redundancy")
        employ(work, "anna", "fixed_term", "2025-01-01", "2025-12-31", end_reason="own_wish")

    await write(world, change)

    def listed(reader: Reader, on: str) -> list[tuple[Any, ...]]:
        return [
            (
                one.person.number,
                one.priority.born_on,
                one.priority.total_days,
                [right.until for right in one.priority.rights],
            )
            for one in candidates(reader, on)
        ]

    assert await read(world, lambda reader: listed(reader, "2025-12-31")) == [
        ("E1023", None, 2192, ["2026-09-30"]),
        ("9978", "1957-01-01", 731, ["2025-12-31"]),
        ("1002", "1985-01-01", 731, ["2026-09-30"]),
        ("1003", None, 731, ["2026-09-30"]),
    ]
    assert [one[0] for one in await read(world, lambda reader: listed(reader, "2026-01-01"))] == [
        "E1023",
        "1002",
        "1003",
    ]
    assert await read(world, lambda reader: listed(reader, "2026-10-01")) == []
