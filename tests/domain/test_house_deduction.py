"""The deduction for work in homes: grids by hand, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.house_deduction import (
    TERMS,
    Kind,
    Share,
    basis_e4,
    granted_e4,
    labour_e4,
    remaining_e4,
    terms_on,
)
from dagsverke.domain.units import E4

KR = E4
FREE = 75_000 * KR


@pytest.mark.parametrize(
    ("paid_on", "kind", "basis", "shares", "granted"),
    [
        ("2020-06-01", "rot", 10_000, [(100, 50_000)], [3_000]),
        ("2025-05-11", "rot", 10_000, [(100, 50_000)], [3_000]),
        ("2025-05-12", "rot", 10_000, [(100, 50_000)], [5_000]),
        ("2026-01-01", "rot", 10_000, [(100, 50_000)], [3_000]),
        ("2026-11-20", "rut", 1_250, [(100, 75_000)], [625]),
        ("2026-11-20", "rut", 1_251, [(100, 75_000)], [625]),
        ("2026-11-20", "rot", 33_335, [(50, 50_000), (50, 50_000)], [5_000, 5_000]),
        ("2026-11-20", "rot", 33_337, [(50, 50_000), (50, 50_000)], [5_001, 5_000]),
        ("2026-11-20", "rot", 10_000, [(40, 50_000), (60, 50_000)], [1_200, 1_800]),
        ("2026-11-20", "rot", 10_001, [(33, 50_000), (33, 50_000), (34, 50_000)], [990, 990, 1_020]),
        ("2026-11-20", "rot", 400_000, [(100, 50_000)], [50_000]),
        ("2026-11-20", "rut", 20_000, [(100, 4_200)], [4_200]),
        ("2026-11-20", "rut", 20_000, [(50, 100), (50, 75_000)], [100, 5_000]),
        ("2026-11-20", "rot", 10_000, [(40, 50_000)], [1_200]),
        ("2026-11-20", "rot", 0, [(100, 50_000)], [0]),
        ("2026-11-20", "rot", 10_000, [], []),
    ],
)
def test_a_deduction_by_hand(
    paid_on: str, kind: Kind, basis: int, shares: list[tuple[int, int]], granted: list[int]
) -> None:
    given_shares = [Share(percent * E4, left * KR) for percent, left in shares]
    assert granted_e4(kind, paid_on, basis * KR, given_shares) == [one * KR for one in granted]


def test_only_labour_of_the_kind_counts_and_of_a_heat_pump_a_share() -> None:
    rows = [(1, 1_000 * KR), (20, 1_000 * KR), (21, 1_000 * KR), (9, 500 * KR), (0, 9_000 * KR)]
    assert basis_e4("rot", rows) == (1_000 + 300 + 350) * KR
    assert basis_e4("rut", rows) == 500 * KR
    assert labour_e4(20, 105_000 * KR) == 31_500 * KR
    assert basis_e4("rot", [(1, -5 * KR)]) == 0


@pytest.mark.parametrize(
    ("day", "kind", "used_kind", "used_total", "left"),
    [
        ("2026-03-01", "rot", 0, 0, 50_000),
        ("2026-03-01", "rot", 20_000, 60_000, 15_000),
        ("2026-03-01", "rut", 0, 50_000, 25_000),
        ("2026-03-01", "rut", 80_000, 80_000, 0),
        ("2024-03-01", "rot", 0, 0, 50_000),
        ("2024-09-01", "rot", 0, 75_000, 75_000),
        ("2019-05-01", "rut", 0, 0, 50_000),
        ("2018-05-01", "rut", 0, 0, 50_000),
    ],
)
def test_what_remains_is_bounded_by_the_kind_and_by_the_whole(
    day: str, kind: Kind, used_kind: int, used_total: int, left: int
) -> None:
    assert remaining_e4(terms_on(day), kind, used_kind * KR, used_total * KR) == left * KR


def test_the_terms_are_in_order_of_time() -> None:
    assert [one.starts_on for one in TERMS] == sorted({one.starts_on for one in TERMS})


@given(
    st.sampled_from(["rot", "rut"]),
    st.integers(0, 10**12),
    st.lists(st.builds(Share, st.integers(0, 50 * E4), st.integers(0, FREE)), max_size=4),
)
def test_nobody_gets_more_than_remains_and_all_together_never_more_than_the_rate_of_the_basis(
    kind: Kind, basis: int, shares: list[Share]
) -> None:
    granted = granted_e4(kind, "2026-05-05", basis, shares)
    assert all(0 <= one <= share.remaining_e4 for one, share in zip(granted, shares, strict=True))
    assert all(one % KR == 0 for one in granted)
    most = basis * terms_on("2026-05-05").rate_e4(kind) // (100 * E4)
    assert sum(granted) <= max(most, sum(one.percent_e4 for one in shares) * most // (100 * E4))
    assert sum(granted) <= basis or sum(one.percent_e4 for one in shares) > 100 * E4
