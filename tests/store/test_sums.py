"""Sums: the same as counting and adding up in Python whatever is filtered by and grouped by."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.queries import Condition, Sums
from tests.store.house import House
from tests.store.test_queries import ENTRIES, FILTERS, LAW, Desk

BY = st.lists(st.sampled_from(("on_day", "is_absence", "person_key", "cause_name", "customer_key")), unique=True)


@given(entries=ENTRIES, filters=FILTERS, by=BY.map(tuple))
@LAW
def test_sums_are_those_of_the_rows_that_a_query_finds(
    house: House, entries: list[tuple[Any, ...]], filters: list[Any], by: tuple[str, ...]
) -> None:
    desk = Desk(house, entries)
    where = [desk.where(*one) for one in filters]
    counts: Counter[tuple[Any, ...]] = Counter()
    times: Counter[tuple[Any, ...]] = Counter()
    for *group, duration_ms in house.select("time_entry", *by, "duration_ms", where=where).rows:
        counts[tuple(group)] += 1
        times[tuple(group)] += duration_ms
    asked = Sums("time_entry", ("duration_ms",), by, tuple(Condition(*one) for one in where))
    found = house.read(lambda reader: reader.sums(asked))
    wanted = {group: (count, times[group]) for group, count in counts.items()}
    assert {tuple(row[:-2]): tuple(row[-2:]) for row in found} == (wanted or ({} if by else {(): (0, 0)}))
    assert len(found) == len(wanted or ([] if by else [()]))


def test_a_unit_of_work_sums_what_it_has_done_itself(house: House) -> None:
    def work_it(work: Any) -> None:
        def count() -> Any:
            return work.sums(Sums("customer", ("payment_days",)))

        before = count()[0][0]
        work.add("customer", {"name": "Ny", "payment_days": 10})
        assert count()[0][0] == before + 1

    house.write(work_it)
