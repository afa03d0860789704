"""Which days a lock closes, and to whom."""

import pytest

from dagsverke.domain.locks import PeriodLock, lock_on

COMPANY = PeriodLock(1, "c", None, "2026-01-01", "2026-01-31")
DEPARTMENT = PeriodLock(2, "d", 7, "2026-02-01", "2026-02-28", person_ids=frozenset({10}))


@pytest.mark.parametrize(
    ("first_on", "last_on", "expected"),
    [
        ("2025-12-31", "2025-12-31", False),
        ("2026-01-01", "2026-01-01", True),
        ("2026-01-31", "2026-01-31", True),
        ("2026-02-01", "2026-02-01", False),
        ("2025-12-01", "2026-01-01", True),
        ("2026-01-31", "2199-12-31", True),
        ("1900-01-01", "2199-12-31", True),
        ("2025-12-01", "2025-12-31", False),
    ],
)
def test_both_ends_of_a_period_are_locked(first_on: str, last_on: str, expected: bool) -> None:
    assert COMPANY.covers(first_on, last_on) is expected


@pytest.mark.parametrize(
    ("lock", "person_id", "department_id", "expected"),
    [
        (COMPANY, 10, 7, True),
        (COMPANY, 11, None, True),
        (DEPARTMENT, 10, 7, True),
        (DEPARTMENT, 10, 8, True),  # belonged to it when it was locked, and moved since
        (DEPARTMENT, 10, None, True),
        (DEPARTMENT, 11, 7, True),  # came since
        (DEPARTMENT, 11, 8, False),
        (DEPARTMENT, 11, None, False),
    ],
)
def test_a_departments_lock_binds_who_belonged_to_it_and_who_belongs_to_it(
    lock: PeriodLock, person_id: int, department_id: int | None, expected: bool
) -> None:
    assert lock.binds(person_id, department_id) is expected


def test_the_first_lock_that_closes_a_day_is_found() -> None:
    locks = [COMPANY, DEPARTMENT]
    assert lock_on(locks, (11, "2026-01-15", "2026-01-15"), None) == COMPANY
    assert lock_on(locks, (10, "2026-02-15", "2026-02-15"), None) == DEPARTMENT
    assert lock_on(locks, (11, "2026-02-15", "2026-02-15"), 8) is None
    assert lock_on(locks, (11, "2026-01-31", "2026-02-15"), 8) == COMPANY
    assert lock_on([], (11, "2026-01-31", "2026-02-15"), 8) is None
