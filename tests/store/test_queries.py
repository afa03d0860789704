"""Lists: filters, orders, pages and totals, against the same done in Python."""

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.house import House, entry

LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = st.text(st.sampled_from("aAbBåÅäÄöÖéÉ%_*.\\ '\"1"), max_size=4)
ATTRIBUTES = (
    *("id", "key", "person_key", "person_name", "cause_key", "customer_key", "on_day", "begins_at", "ends_at"),
    *("duration_ms", "is_absence", "note", "modified_at", "work_order_number"),
)
ENTRIES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(("2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25")),
        st.integers(0, 23),
        st.booleans(),
        LETTERS,
    ),
    max_size=12,
)
INSTANTS = st.sampled_from(("2026-03-28T23:00:00.000Z", "2026-03-29T05:00:00.000Z", "2026-10-24T22:00:00.000Z"))
DAYS = st.sampled_from(("0001-01-01", "2026-03-29", "2026-10-24", "9999-12-31"))
SORTS = st.lists(st.tuples(st.sampled_from(ATTRIBUTES), st.booleans()), max_size=2, unique_by=lambda one: one[0])
FILTERS = st.lists(
    st.one_of(
        st.tuples(st.just("begins_at"), st.sampled_from(("ge", "gt", "le", "lt")), INSTANTS),
        st.tuples(st.just("on_day"), st.sampled_from(("eq", "ne", "ge", "gt", "le", "lt")), DAYS),
        st.tuples(st.just("is_absence"), st.sampled_from(("eq", "ne")), st.booleans()),
        st.tuples(st.just("note"), st.sampled_from(("contains", "eq", "ne")), LETTERS),
        st.tuples(st.just("person"), st.sampled_from(("eq", "ne", "in")), st.integers(0, 2)),
        st.tuples(st.just("cause"), st.sampled_from(("eq", "ne", "in")), st.integers(0, 2)),
        st.tuples(st.just("customer"), st.sampled_from(("eq", "ne", "in")), st.integers(0, 2)),
    ),
    max_size=2,
)
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "ge": lambda left, right: left >= right,
    "gt": lambda left, right: left > right,
    "le": lambda left, right: left <= right,
    "lt": lambda left, right: left < right,
    "in": lambda left, right: left in right,
    "contains": lambda left, right: right.lower() in left.lower(),
}


class Desk:
    """Three persons, two causes, two customers, and entries on them."""

    def __init__(self, house: House, entries: list[tuple[Any, ...]]) -> None:
        self.house = house
        self.references: dict[str, list[int | None]] = {
            "person": [house.add("person", first_name=name) for name in ("åsa", "Bo", "")],
            "cause": [house.add("cause", name="Möte"), house.add("cause", name="VAB"), None],
            "customer": [house.add("customer", name="A"), house.add("customer", name="Ö"), None],
        }
        rows = [self._row(*one) for one in entries]
        house.write(lambda work: work.add_many("time_entry", rows))

    def _row(self, person: int, cause: int, customer: int, day: str, hour: int, is_absence: bool, note: str) -> Any:
        owner = self.references["person"][person]
        assert owner is not None
        changed = {"is_absence": is_absence, "note": note, "ends_at": (note and f"{day}T{hour:02d}:30:00.000Z") or None}
        changed |= {"cause_id": self.references["cause"][cause], "customer_id": self.references["customer"][customer]}
        offset = 2 if "2026-03-29" <= day < "2026-10-25" else 1
        return entry(owner, day, min(hour, 23 - offset), **changed)

    def where(self, name: str, op: Any, value: Any) -> tuple[str, Any, Any]:
        """The condition with keys in the place of numbers."""
        if name not in self.references:
            return name, op, value
        row_id = self.references[name][value]
        row = None if row_id is None else self.house.find(name, id=row_id)
        key = None if row is None else row["key"]
        if op == "in":
            return f"{name}_key", "in", [key, "nobody"] if key else ["nobody"]
        return f"{name}_key", op, key


def compare(order: list[tuple[str, bool]]) -> Callable[[dict[str, Any], dict[str, Any]], int]:
    """The order that the list language asks for: empty last, letter case apart, ties by id."""

    def compared(left: dict[str, Any], right: dict[str, Any]) -> int:
        for name, is_descending in order:
            one, other = left[name], right[name]
            if (one in (None, "")) != (other in (None, "")):
                return 1 if one in (None, "") else -1
            if name in ("note", "person_name"):
                one, other = one.lower(), other.lower()
            if one != other:
                return (-1 if one < other else 1) * (-1 if is_descending else 1)
        return -1 if left["id"] < right["id"] else 1

    return compared


@given(entries=ENTRIES, order=SORTS, filters=FILTERS, size=st.integers(1, 5))
@LAW
def test_pages_partition_what_filtering_and_sorting_in_python_gives(
    house: House, entries: list[tuple[Any, ...]], order: list[tuple[str, bool]], filters: list[Any], size: int
) -> None:
    desk = Desk(house, entries)
    where = [desk.where(*one) for one in filters]
    wanted = [dict(zip(ATTRIBUTES, row, strict=True)) for row in house.select("time_entry", *ATTRIBUTES).rows]
    for name, op, value in where:
        wanted = [row for row in wanted if passes(row[name], op, value)]
    wanted.sort(key=cmp_to_key(compare(order)))
    expected = [row["id"] for row in wanted]
    assert house.ids("time_entry", where=where, order=order) == expected
    for offset in range(0, len(expected) + size, size):
        page = house.select("time_entry", "id", where=where, order=order, page=(offset, size))
        assert [row[0] for row in page.rows] == expected[offset : offset + size]
        assert page.total == len(expected)


def passes(value: Any, op: str, wanted: Any) -> bool:
    """Whether a value meets a condition; a missing one meets ``ne`` alone, or ``eq`` None."""
    if value is None and op not in ("eq", "ne"):
        return False
    return TESTS[op](value, wanted)


@given(st.lists(LETTERS, min_size=1, max_size=5), LETTERS)
@LAW
def test_containment_knows_no_letter_case_and_no_wildcards(house: House, names: list[str], part: str) -> None:
    ids = [house.add("customer", name=name) for name in names]
    found = set(house.ids("customer", where=[("name", "contains", part)]))
    expected = {row_id for row_id, name in zip(ids, names, strict=True) if part.lower() in name.lower()}
    assert found & set(ids) == expected
