"""What is kept of vacation is what the facts make, whatever is told in whatever order, through the commands."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagsverke.app import vacation
from dagsverke.app.balances import balances, check, explain
from dagsverke.app.commands import adjustments, agreements, calendars, companies, employments, marks, schedules, time
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Conflict
from dagsverke.domain.units import E6, MS_PER_HOUR
from dagsverke.domain.vacation_facts import SORTS, TOTAL
from dagsverke.domain.vacation_rules import VacationRules
from tests.store.house import House, entry

DAYS = tuple((date(2024, 1, 1) + timedelta(days=9 * n)).isoformat() for n in range(120))
LAW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CODES = ("Vacation", "VacationPaid", "VacationSaved2", "VacationAdvance")

days_ = st.sampled_from(DAYS)
halves = st.integers(-6, 30).map(lambda count: count * E6 // 2)
steps_ = st.lists(
    st.one_of(
        st.tuples(st.just("leave"), st.sampled_from(("SEM", "SEM", "SJK", "TJL")), days_, st.sampled_from((1, 5, 40))),
        st.tuples(st.just("leave"), st.just("SEM"), days_, st.just(5)),
        st.tuples(st.just("come_back"), st.integers(0, 20)),
        st.tuples(st.just("mark"), st.sampled_from(CODES), days_, halves),
        st.tuples(st.just("unmark"), st.integers(0, 5)),
        st.tuples(st.just("correct"), st.sampled_from(CODES), days_, halves),
        st.tuples(st.just("employ"), days_, st.sampled_from((None, 40, 400))),
        st.tuples(st.just("resign"), st.integers(0, 3)),
        st.tuples(st.just("schedule"), days_),
    ),
    min_size=2,
    max_size=9,
)


class Book:
    """A person of a furnished company, and what is done to it."""

    def __init__(self, house: House) -> None:
        self.house = house
        if not house.read(lambda reader: reader.company.accounts):
            house.write(lambda work: companies.furnish(work, "SE"))
        self.person = house.add("person", first_name="P")
        self.entries: list[int] = []
        self.marks: list[int] = []

    def leave(self, code: str, day: str, count: int) -> None:
        """Be absent on so many days on end."""
        first = date.fromisoformat(day)
        some = [(first + timedelta(days=at)).isoformat() for at in range(count)]

        def work(unit: UnitOfWork) -> Sequence[int]:
            cause = unit.company.causes_by_code[code]
            more: dict[str, Any] = {"cause_id": cause.id, "is_absence": True, "duration_ms": 8 * MS_PER_HOUR}
            rows = [{**entry(self.person, one), **more, "unsocial": "[]"} for one in some]
            return time.record_many(unit, rows)

        self.entries += self.house.write(work)

    def come_back(self, at: int) -> None:
        """Withdraw one of the days of absence."""
        if self.entries:
            row = self.house.find("time_entry", id=self.entries.pop(at % len(self.entries)))
            assert row is not None
            self.house.write(lambda work: time.remove(work, [row]))

    def mark(self, code: str, day: str, value: int) -> None:
        """Mark an account."""
        change = {"person_id": self.person, "account_code": code, "on_day": day, "value": value}
        self.marks.append(self.house.write(lambda work: marks.put(work, {}, change))["id"])

    def unmark(self, at: int) -> None:
        """Take a mark back."""
        if self.marks:
            target = {"id": self.marks.pop(at % len(self.marks)), "person_id": self.person}
            self.house.write(lambda work: marks.take_back(work, target, {}))

    def correct(self, code: str, day: str, amount: int) -> None:
        """Correct an account."""
        change = {"person_id": self.person, "account_code": code, "on_day": day, "amount": amount or E6}
        told = {**change, "reason": "Rättat"}
        self.house.write(lambda work: adjustments.correct_balance(work, {}, told))

    def employ(self, day: str, count: int | None) -> None:
        """Begin an employment, unless there is one then."""
        last = None if count is None else (date.fromisoformat(day) + timedelta(days=count)).isoformat()
        change = {"person_id": self.person, "form": "fixed_term", "starts_on": day, "ends_on": last}
        self.try_to(lambda work: employments.begin(work, {}, change))

    def resign(self, at: int) -> None:
        """End one of the employments two months after it began."""
        rows = self.house.read(lambda reader: reader.find_all("employment", person_id=self.person))
        if rows:
            row = rows[at % len(rows)]
            last = (date.fromisoformat(row["starts_on"]) + timedelta(days=60)).isoformat()
            change = {"ends_on": last, "end_reason": "illness"}
            self.try_to(lambda work: employments.end(work, {"key": row["key"]}, change))

    def schedule(self, day: str) -> None:
        """Be on a schedule from a day on."""
        plan = self.house.find("schedule")
        assert plan is not None
        change = {"person_id": self.person, "schedule_id": plan["id"], "starts_on": day}
        self.try_to(lambda work: schedules.assign(work, {}, change))

    def try_to(self, work: Callable[[UnitOfWork], Any]) -> None:
        """Do it unless it contradicts what is there."""
        with suppress(Conflict):
            self.house.write(work)

    def verify(self) -> None:
        """What is kept is what follows, by its lines too; thrown away and made anew it is the same."""
        self.house.read(self._verify)
        before = self.house.read(self._kept)
        self.house.write(lambda work: vacation.rebuild(work, [self.person]))
        assert self.house.read(self._kept) == before or not before

    def _kept(self, reader: Reader) -> Any:
        return reader.vacation.kept([(self.person, "1900-01-01")])

    def _verify(self, reader: Reader) -> None:
        assert check(reader, self.person) == []
        course = vacation.course_of(reader, self.person)
        accounts = [one for one in reader.company.accounts.values() if one.kind in {*SORTS, TOTAL}]
        for day in DAYS[::10]:
            found = balances(reader, [self.person], accounts, day)
            for account in accounts:
                standing = found.get((self.person, account.id))
                value = standing.value if standing else 0
                assert value == course.on(day).of(account.kind)
                assert value == sum(one.amount for one in explain(reader, self.person, account, day))


@given(steps_)
@LAW
def test_what_is_kept_is_what_the_facts_make(house: House, steps: list[tuple[Any, ...]]) -> None:
    book = Book(house)
    book.schedule("2024-01-01")
    for name, *told in steps:
        getattr(book, name)(*told)
    book.verify()


def test_a_rule_that_changes_changes_everybodys_days(house: House) -> None:
    book = Book(house)
    book.employ("2022-04-01", None)
    book.schedule("2024-01-01")
    book.mark("Vacation", "2025-03-31", 0)
    book.leave("SEM", "2025-05-02", 1)
    paid = partial(house.read, lambda reader: _held(reader, book.person, "VacationPaid", "2025-05-02"))
    assert paid() == 24 * E6
    law = house.find("agreement")
    assert law is not None
    house.write(lambda work: agreements.correct(work, {"key": law["key"]}, {"vacation": VacationRules(days=30)}))
    assert paid() == 29 * E6
    half = {"day": "2025-05-02", "name": "Dag efter Valborg", "share_e4": 5_000}
    house.write(lambda work: calendars.record(work, {}, half))
    assert paid() == 29_500_000  # half of a day off is half a day
    book.verify()


def _held(reader: Reader, person_id: int, code: str, day: str) -> int:
    account = reader.company.accounts_by_code[code]
    return balances(reader, [person_id], [account], day)[person_id, account.id].value


def test_nothing_is_kept_of_whom_nothing_is_known_and_everybody_is_found_at_once(house: House) -> None:
    books = [Book(house) for _ in range(3)]
    books[0].employ("2025-04-01", None)
    books[1].mark("Vacation", "2025-04-01", 3 * E6)
    accounts = house.read(lambda reader: [one for one in reader.company.accounts.values() if one.kind == TOTAL])
    found = house.read(lambda reader: balances(reader, [one.person for one in books], accounts, "2025-05-01"))
    assert {person_id: standing.value for (person_id, _), standing in found.items()} == {
        books[0].person: 25 * E6,
        books[1].person: 3 * E6,
    }
    kept = house.read(lambda reader: reader.vacation.held([one.person for one in books], "2025-05-01"))
    assert set(kept) == {books[0].person, books[1].person}


def test_what_was_never_kept_is_reckoned_from_the_facts(house: House) -> None:
    book = Book(house)
    row = {"person_id": book.person, "form": "permanent", "starts_on": "2024-04-01"}
    house.add("employment", **row)
    assert house.read(lambda reader: _held(reader, book.person, "VacationPaid", "2025-04-01")) == 25 * E6
    assert house.read(lambda reader: check(reader, book.person)) == []
    assert house.write(lambda work: vacation.rebuild(work, [book.person])) == 1
    assert house.read(lambda reader: _held(reader, book.person, "VacationPaid", "2025-04-01")) == 25 * E6


def test_a_check_tells_what_is_kept_wrongly(house: House) -> None:
    book = Book(house)
    book.employ("2024-04-01", None)

    def spoil(work: UnitOfWork) -> None:
        kept = work.vacation.kept([(book.person, "2025-04-01")])[book.person]
        work.vacation.keep([(book.person, kept[-1])], [])

    house.write(spoil)
    faults = house.read(lambda reader: check(reader, book.person))
    assert any(fault.startswith("vacation 2028-04-01: None is kept, not State") for fault in faults)


def test_work_alone_touches_nothing_that_is_kept(house: House) -> None:
    book = Book(house)
    book.employ("2024-04-01", None)
    before = house.read(lambda reader: reader.vacation.kept([(book.person, "1900-01-01")]))
    house.write(lambda work: time.record_many(work, [{**entry(book.person, "2026-03-02"), "unsocial": "[]"}]))
    assert house.read(lambda reader: reader.vacation.kept([(book.person, "1900-01-01")])) == before
