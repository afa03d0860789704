"""Which rows of a quote count, what its elements come to, and how far it can have come."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain import quoting
from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.units import E4

OERE = 100
rows = st.lists(
    st.builds(
        lambda net, tax, work: {"net_e4": net * OERE, "tax_amount_e4": tax * OERE, "cost_e4": 0, "house_work": work},
        st.integers(-(10**7), 10**7),
        st.integers(-(10**6), 10**6),
        st.sampled_from((0, 2, 20)),
    ),
    max_size=5,
)


@given(st.lists(rows, max_size=4), st.lists(st.integers(1, 50), max_size=2), st.integers(0, 60_000))
def test_elements_add_up_to_the_quote_and_never_above_the_basis_or_the_cap(
    elements: list[list[dict[str, Any]]], percents: list[int], most: int
) -> None:
    deducting = quoting.deciding(1, "2026-03-01", [one * E4 for one in percents], most * E4)
    total = quoting.total_of(quoting.sums_of(elements, deducting))
    whole = quoting.total_of(quoting.sums_of([[row for one in elements for row in one]], deducting))
    assert total == whole
    assert 0 <= total.house_deduction_e4 <= total.house_basis_e4
    assert total.house_deduction_e4 <= max(1, len(percents)) * (min(most, 50_000) or 50_000) * E4


def test_nothing_is_deducted_where_it_is_no_work_in_a_home() -> None:
    assert quoting.deciding(0, "2026-03-01", [], 0) is None
    row = {"net_e4": 100 * E4, "tax_amount_e4": 25 * E4, "cost_e4": 0, "house_work": 2}
    assert quoting.sums_of([[row]], None) == [quoting.Sums(100 * E4, 25 * E4)]


def test_a_quote_holds_for_thirty_days_unless_said() -> None:
    assert quoting.valid_until("2019-01-07", None) == "2019-02-06"
    assert quoting.valid_until("2019-01-07", "2019-01-07") == "2019-01-07"
    with pytest.raises(Malformed, match="before the day"):
        quoting.valid_until("2019-01-07", "2019-01-06")


@pytest.mark.parametrize(("given", "before", "after"), [(None, None, 1), (10, None, 10), (1, 2, 1), (None, 3, 3)])
def test_a_status_is_corrected_to_a_draft_or_an_opportunity_alone(
    given: int | None, before: int | None, after: int
) -> None:
    assert quoting.status_of(given, before) == after
    with pytest.raises(Malformed, match="by itself"):
        quoting.status_of(4, before)


def test_what_was_decided_is_said() -> None:
    quoting.undecided(quoting.SENT, None)
    with pytest.raises(Conflict, match="declined on 2026-01-02"):
        quoting.undecided(quoting.DECLINED, "2026-01-02")
