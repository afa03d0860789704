"""The law: posted, adjusted and marked in whatever order, what is kept is what folding from nothing gives."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagsverke.app.ports import Pair, UnitOfWork
from dagsverke.domain.ledger import (
    ADJUSTED,
    ENTRIES,
    RELIEF,
    AttendanceDay,
    Checkpoint,
    Mark,
    Posting,
    Standing,
    advance,
    fold,
)
from dagsverke.store.ledger_writer import moved_checkpoints
from tests.store.house import House, entry

DAYS = tuple((date(2025, 11, 28) + timedelta(days=3 * n)).isoformat() for n in range(36))
LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PEOPLE = 2
ACCOUNTS = 2

amounts = st.integers(-5, 5)
replacements = st.tuples(
    st.just("post"),
    st.lists(
        st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from(DAYS), st.lists(amounts, min_size=4, max_size=4)),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[:2],
    ),
)
markings = st.tuples(st.just("mark"), st.integers(0, PEOPLE - 1), st.sampled_from(DAYS), amounts)
unmarkings = st.tuples(st.just("unmark"), st.integers(0, 20))
adjustings = st.tuples(
    st.just("adjust"),
    st.lists(
        st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, ACCOUNTS - 1), st.sampled_from(DAYS), amounts),
        min_size=1,
        max_size=5,
    ),
)
takings_back = st.tuples(st.just("take_back"), st.sets(st.integers(0, 20), min_size=1, max_size=4))
kinds = (replacements, replacements, markings, unmarkings, adjustings, adjustings, takings_back)
steps = st.lists(st.one_of(kinds), min_size=1, max_size=14)


class Book:
    """What the ledger should hold, kept the simplest way there is."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.people, self.accounts = house.write(self._settle_in)
        self.postings: dict[tuple[int, str], list[Posting]] = {}
        self.marks: dict[int, tuple[int, Mark]] = {}
        self.adjustments: dict[int, Posting] = {}

    @staticmethod
    def _settle_in(work: UnitOfWork) -> tuple[list[int], list[int]]:
        people = [work.add("person", {"first_name": "P"}) for _ in range(PEOPLE)]
        plain = {"name": "", "unit": "ms", "kind": "time"}
        return people, [work.add("account", plain | {"code": f"{work.now} {n}"}) for n in range(ACCOUNTS)]

    def post(self, days: Sequence[tuple[int, str, Sequence[int]]]) -> None:
        """Replace days: two accounts, each with a change and a relief."""
        for at, day, four in days:
            pairs = [(account, origin) for account in self.accounts for origin in (ENTRIES, RELIEF)]
            self.postings[self.people[at], day] = [
                Posting(self.people[at], account, day, amount, origin)
                for (account, origin), amount in zip(pairs, four, strict=True)
                if amount
            ]
        keys = [(self.people[at], day) for at, day, _ in days]
        made = [one for key in keys for one in self.postings[key]]
        self.house.write(lambda work: work.ledger.replace_days(keys, made, []))

    def mark(self, at: int, day: str, value: int) -> None:
        """Put a mark on the first account."""
        person, account = self.people[at], self.accounts[0]

        def work(unit: UnitOfWork) -> int:
            row = {"person_id": person, "account_id": account, "on_day": day, "value": value}
            mark_id = unit.add("mark", row)
            unit.ledger.rebuild({(person, account): day})
            return mark_id

        mark_id = self.house.write(work)
        self.marks[mark_id] = (person, Mark(mark_id, day, value))

    def unmark(self, at: int) -> None:
        """Take one of the marks away, if there is any."""
        if not self.marks:
            return
        mark_id = sorted(self.marks)[at % len(self.marks)]
        person, mark = self.marks.pop(mark_id)

        def work(unit: UnitOfWork) -> None:
            row = unit.find("mark", id=mark_id)
            assert row is not None
            unit.withdraw("mark", row)
            unit.ledger.rebuild({(person, self.accounts[0]): mark.on_day})

        self.house.write(work)

    def adjust(self, days: Sequence[tuple[int, int, str, int]]) -> None:
        """Adjust balances."""
        made = [Posting(self.people[at], self.accounts[n], day, by, ADJUSTED) for at, n, day, by in days]
        rows = [
            {"person_id": one.person_id, "account_id": one.account_id, "on_day": one.on_day, "amount": one.amount}
            for one in made
        ]

        def work(unit: UnitOfWork) -> Sequence[int]:
            ids = unit.add_many("adjustment", [row | {"kind": "correction"} for row in rows])
            unit.ledger.adjust([(one.person_id, one.account_id, one.on_day) for one in made])
            return ids

        self.adjustments |= zip(self.house.write(work), made, strict=True)

    def take_back(self, places: Collection[int]) -> None:
        """Take some of the adjustments back, if there are any."""
        ids = {sorted(self.adjustments)[at % len(self.adjustments)] for at in places if self.adjustments}
        gone = [self.adjustments.pop(one) for one in ids]

        def work(unit: UnitOfWork) -> None:
            unit.withdraw_many("adjustment", unit.find_all("adjustment", id=list(ids)))
            unit.ledger.adjust([(one.person_id, one.account_id, one.on_day) for one in gone])

        self.house.write(work)

    def of(self, person: int, account: int, until: str = "9999") -> tuple[list[Posting], list[Mark]]:
        """Postings and marks of a pair until a day."""
        postings = [
            one
            for (owner, day), some in self.postings.items()
            for one in some
            if owner == person and one.account_id == account and day <= until
        ]
        adjusted: Counter[str] = Counter()
        for one in self.adjustments.values():
            adjusted[one.on_day] += one.amount if (one.person_id, one.account_id) == (person, account) else 0
        postings += (Posting(person, account, day, by, ADJUSTED) for day, by in adjusted.items() if by and day <= until)
        marks = [mark for owner, mark in self.marks.values() if owner == person and mark.on_day <= until]
        return postings, marks if account == self.accounts[0] else []

    def _kept(self, person: int, account: int) -> Sequence[Checkpoint]:
        return self.house.read(lambda reader: reader.ledger.checkpoints(person, account))

    def _standings(self, on: str) -> Mapping[Pair, Standing]:
        return self.house.read(lambda reader: reader.ledger.standings(self.people, self.accounts, on))

    def check(self) -> None:
        """Everything kept equals everything computed from nothing."""
        on_days = [*DAYS[::5], "2025-11-30", "2025-12-31", "2026-01-15", "2026-01-31", "2026-06-30"]
        for person in self.people:
            for account in self.accounts:
                assert right(self._kept(person, account), fold(*self.of(person, account)))
        for on in on_days:
            found = self._standings(on)
            for person in self.people:
                for account in self.accounts:
                    expected = advance(Standing(), *self.of(person, account, on))
                    assert found.get((person, account), Standing()) == expected


def right(kept: Sequence[Checkpoint], folded: Sequence[Checkpoint]) -> bool:
    """Nothing is missing, and what is there besides has the value of the one before it."""
    by_month = {one.month: one for one in folded}
    standing = Checkpoint("", 0, None)
    for one in kept:
        standing = by_month.pop(one.month, standing)
        if (one.value, one.marked_on) != (standing.value, standing.marked_on):
            return False
    return not by_month


@given(steps)
@LAW
def test_checkpoints_and_standings_are_what_folding_from_nothing_gives(
    house: House, steps: list[tuple[str, ...]]
) -> None:
    book = Book(house)
    for name, *given_to in steps:
        getattr(book, name)(*given_to)
    book.check()


def test_a_posting_before_a_mark_moves_no_checkpoint_after_it() -> None:
    kept = [
        Checkpoint("2026-02", 10, None),
        Checkpoint("2026-03", 100, "2026-02-10"),
        Checkpoint("2026-04", 101, "2026-02-10"),
    ]
    moved = moved_checkpoints(kept, {"2026-01-05": 7, "2026-02-10": 1, "2026-02-11": 2})
    assert [(one.month, one.value) for one in moved] == [("2026-02", 17), ("2026-03", 102), ("2026-04", 103)]


def test_relief_is_summed_for_the_days_after_one_until_another(house: House) -> None:
    book = Book(house)
    book.post([(0, "2026-01-01", [1, 2, 3, 4]), (0, "2026-01-02", [0, 5, 0, 6]), (1, "2026-01-02", [9, 0, 0, 0])])
    person, first, second = book.people[0], *book.accounts
    found = house.read(
        lambda reader: reader.ledger.relief_after(book.people, book.accounts, "2026-01-01", "2026-01-02")
    )
    assert found == {(person, first): 5, (person, second): 6}
    assert house.read(lambda reader: reader.ledger.relief_after([person], [first], "2026-01-02", "2026-01-02")) == {}


def test_entries_are_found_by_their_day_in_any_zone_and_in_order(house: House) -> None:
    person = house.add("person", first_name="P")
    late = entry(person, "2026-03-02", begins_at="2026-03-01T23:30:00.000Z")
    early = entry(person, "2026-03-02", 5)
    rows = [early, late, entry(person, "2026-03-01", 22), entry(person, "2026-03-03", 1)]
    ids = house.write(lambda work: work.add_many("time_entry", rows))
    both = [ids[1], ids[0]]
    between = house.read(lambda reader: reader.ledger.entries_between(person, "2026-03-01", "2026-03-02"))
    assert [one.id for one in between] == both
    on = house.read(lambda reader: reader.ledger.entries_on([(person, "2026-03-02"), (person, "2026-04-01")]))
    assert {key: [one.id for one in found] for key, found in on.items()} == {(person, "2026-03-02"): both}


def test_assignments_come_by_first_day_and_persons_without_one_have_none(house: House) -> None:
    person, other = house.add("person", first_name="P"), house.add("person", first_name="Q")
    plan = house.add("schedule", name="Heltid", weeks="[]")
    for day in ("2026-02-01", "2025-01-01"):
        house.add("assignment", person_id=person, schedule_id=plan, starts_on=day, ends_on=None)
    found = house.read(lambda reader: reader.ledger.assignments([person, other]))
    assert {key: [one.starts_on for one in some] for key, some in found.items()} == {
        person: ["2025-01-01", "2026-02-01"],
        other: [],
    }


def test_attendance_is_replaced_by_day_and_counted(house: House) -> None:
    person = house.add("person", first_name="P", employee_number="1001")
    nobody = house.add("person", first_name="Q")

    def attend(*codes: str) -> None:
        days = [(person, "2026-03-01"), (nobody, "2026-03-01")]
        rows = [
            AttendanceDay(one, "2026-03-01", code, 1, 1, 0, None, "2026-03-01T00:00:00.000Z")
            for one in (person, nobody)
            for code in codes
        ]
        house.write(lambda work: work.ledger.replace_days(days, [], rows))

    attend("TID", "OB1")
    first = house.select("attendance", "employee_number", "code", page=(0, 1))
    assert (first.rows, first.total) == ([("1001", "OB1")], 2)
    attend("TID")
    assert house.select("attendance", "code", page=(0, 1)).total == 1
    assert house.select("attendance", "code", where=[("employee_number", "eq", "1001")]).rows == [("TID",)]
    attend()
    assert house.select("attendance", "code", page=(0, 1)).total == 0
