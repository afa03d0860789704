"""What a person of the demo did on each day: made up, but the same for the same seed and days."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Rhythm = Literal["clock", "amount", "evening", "hourly"]
"""How a person's time comes in: by the clock, as amounts a day, by the clock in the evening, or by the hour."""
HOUR = 60
WEEKDAYS = 5
STARTS = {"clock": 7 * HOUR, "amount": 7 * HOUR, "evening": 17 * HOUR, "hourly": 9 * HOUR}

DAYS = 1000
"""Of so many days the following happen."""
SICK, CHILD_ILL, COMP_LEAVE, FLEXED, CALLED_IN = 12, 20, 8, 25, 550
COMP_OVERTIME, PAID_OVERTIME, TRAVEL, MORE_TIME, MEETING = 20, 35, 60, 75, 90

SUMMER_WEEKS = (26, 27, 28, 29)  # ISO weeks in which somebody's four weeks of summer leave begin
SUMMER_LENGTH = 4
CHRISTMAS = ((12, 24), (12, 31))  # first and last day of leave
SPRING_LEAVE = ((4, 1), (4, 21))
ON_SPRING_LEAVE = "1012"
ON_CALL = ("1003", "1007")
ON_CALL_EVERY = 8  # weeks
CALLED_OUT = "1010"
CALLED_OUT_EVERY, CALLED_OUT_ON = 4, 1  # weeks, a Tuesday
PARENTS = ("1004", "1009", "1016", "1021")
LEADERS = (1, 10)  # role codes


@dataclass(frozen=True, slots=True)
class Worker:
    """A person of the demo: what is expected of it on a day, in minutes, and whether it is employed then."""

    number: str
    rhythm: Rhythm
    is_full_time: bool
    role_code: int
    expected_min: Callable[[date], int]
    is_employed: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a day. ``begins_min`` counts from midnight; None is an amount of time that no clock measured."""

    on_day: date
    code: str  # a cause code, or the name of a cause that has none
    minutes: int
    begins_min: int | None = None
    job: int | None = None  # a number by which a work order is picked
    note: str = ""


def days_of(worker: Worker, seed: int, first: date, last: date) -> Iterator[Piece]:
    """Every piece of time of a worker from the first to the last day."""
    dice = random.Random(f"{seed}/{worker.number}")  # noqa: S311  # made up, guards nothing
    well_on = day = first
    while day <= last:
        expected = worker.expected_min(day)
        if worker.rhythm == "hourly":
            yield from _by_the_hour(worker, day, dice) if worker.is_employed(day) else ()
        elif expected:
            if day >= well_on and dice.randrange(DAYS) < SICK:
                well_on = day + timedelta(days=1 + dice.randrange(4))
            yield from _scheduled(worker, day, expected, dice, is_sick=day < well_on)
        if worker.number in ON_CALL:
            yield from _on_call(worker, day)
        day += timedelta(days=1)


def _by_the_hour(worker: Worker, day: date, dice: random.Random) -> Iterator[Piece]:
    if day.weekday() < WEEKDAYS and dice.randrange(DAYS) < CALLED_IN:
        minutes = dice.randrange(4 * HOUR, 8 * HOUR, 15)
        yield Piece(day, "ARB", minutes, STARTS[worker.rhythm], dice.randrange(100), "Extrapass")


def _scheduled(worker: Worker, day: date, expected: int, dice: random.Random, *, is_sick: bool) -> Iterator[Piece]:
    """A day on which work was expected: some absence, or work and what comes beside it."""
    code = _absence(worker, day, dice, is_sick=is_sick)
    begins = STARTS[worker.rhythm]
    if code is None:
        yield from _worked(worker, day, expected, dice)
    elif code == "KOM":
        half = expected // 2
        yield Piece(day, "TID", expected - half, begins, dice.randrange(100))
        yield Piece(day, code, half, begins + expected - half)
    else:
        yield Piece(day, code, expected, begins)


def _absence(worker: Worker, day: date, dice: random.Random, *, is_sick: bool) -> str | None:
    chance = dice.randrange(DAYS)
    summer = SUMMER_WEEKS[int(worker.number) % len(SUMMER_WEEKS)]
    date_in_year = (day.month, day.day)
    if worker.number == ON_SPRING_LEAVE and SPRING_LEAVE[0] <= date_in_year <= SPRING_LEAVE[1]:
        return "TJL"
    if summer <= day.isocalendar().week < summer + SUMMER_LENGTH or CHRISTMAS[0] <= date_in_year <= CHRISTMAS[1]:
        return "SEM"
    if is_sick:
        return "SJK"
    if worker.number in PARENTS and chance < CHILD_ILL:
        return "VAB"
    return "KOM" if chance >= DAYS - COMP_LEAVE and worker.rhythm == "clock" else None


def _worked(worker: Worker, day: date, expected: int, dice: random.Random) -> Iterator[Piece]:
    begins, job, chance = STARTS[worker.rhythm], dice.randrange(100), dice.randrange(DAYS)
    if worker.rhythm == "amount":
        yield Piece(day, "TID", expected)
        if chance < FLEXED:
            yield Piece(day, "FLX", dice.choice((-60, -30, 30, 60)))
        return
    begins += dice.randrange(-6, 10)
    ends = begins + expected + dice.randrange(-12, 14)
    yield Piece(day, "TID", ends - begins, begins, job)
    yield from _called_out(worker, day, job)
    if worker.rhythm != "evening":
        yield from _beside(worker, day, chance, dice, Piece(day, "TID", ends - begins, begins, job))


def _called_out(worker: Worker, day: date, job: int) -> Iterator[Piece]:
    """Now and then one of them has a night that leaves too little rest before the next morning."""
    is_due = day.isocalendar().week % CALLED_OUT_EVERY == 1 and day.weekday() == CALLED_OUT_ON
    if worker.number == CALLED_OUT and is_due:
        yield Piece(day, "OT1", 3 * HOUR + 30, 21 * HOUR + 30, job, "Vattenläcka, akut")


def _beside(worker: Worker, day: date, chance: int, dice: random.Random, work: Piece) -> Iterator[Piece]:
    """Now and then there is overtime after the day's work, or a journey before it."""
    begins, job = work.begins_min or 0, work.job
    ends = begins + work.minutes
    if chance < COMP_OVERTIME:
        yield Piece(day, "OK1", dice.randrange(30, 181, 15), ends, job, "Blev klart samma dag")
    elif chance < PAID_OVERTIME:
        yield Piece(day, "OT1", dice.randrange(30, 181, 15), ends, job, "Brådskande")
    elif chance < TRAVEL:
        yield Piece(day, "RES", HOUR, begins - HOUR, job, "Resa till kund")
    elif chance < MORE_TIME and not worker.is_full_time:
        yield Piece(day, "MER", dice.randrange(30, 121, 30), ends, job)
    elif chance < MEETING and worker.role_code in LEADERS:
        yield Piece(day, "Kundmöte", HOUR, ends, job, "Avstämning")


def _on_call(worker: Worker, day: date) -> Iterator[Piece]:
    """On call from five in the afternoon to seven the next morning, every night of some weeks."""
    turn = ON_CALL.index(worker.number) * ON_CALL_EVERY // len(ON_CALL)
    if day.isocalendar().week % ON_CALL_EVERY == turn:
        yield Piece(day, "BER", 14 * HOUR, 17 * HOUR)
