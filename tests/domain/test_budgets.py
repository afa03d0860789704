"""Budget against actual, by grids and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.budgets import Price, Use, budget
from dagsverke.domain.pricing import FIXED_PRICE
from dagsverke.domain.units import E4, MS_PER_HOUR

GRID = """
amount cost billable invoiced whole | fixed parts | proceeds invoiced margin covered
   750  300      yes       no    no |     0     0 |      750        0    450      no
   750  300      yes      yes    no |     0     0 |      750      750    450      no
   750  300       no       no    no |     0     0 |        0        0   -300      no
   750  300      yes       no   yes |  1000     0 |     1000        0    700      no
   750  300      yes       no   yes |     0  2000 |     2000        0   1700      no
   750  300      yes       no   yes |  1000  2000 |     1000        0    700      no
   750  300      yes       no   yes |     0     0 |        0        0   -300     yes
   180  120      yes      yes    no |  1000     0 |     1180      180   1060      no
"""


@pytest.mark.parametrize("line", GRID.strip().splitlines()[1:])
def test_what_a_job_brings_in(line: str) -> None:
    used, agreed, told = (part.split() for part in line.split("|"))
    amount, cost = (int(one) * E4 for one in used[:2])
    use = Use("expense", 1, 0, cost, amount, *(one == "yes" for one in used[2:]))
    fixed, parts = (int(one) * E4 for one in agreed)
    price = Price(FIXED_PRICE, fixed) if fixed else Price()
    found = budget(0, 0, [use], price, Price(fixed_e4=parts))
    assert [found.proceeds_e4, found.invoiced_e4, found.margin_e4] == [int(one) * E4 for one in told[:3]]
    assert found.is_covered == (told[3] == "yes")
    assert found.uninvoiced_e4 == found.proceeds_e4 - found.invoiced_e4


def test_what_is_invoiced_of_a_fixed_price_counts_and_hours_are_told_as_they_are() -> None:
    found = budget(40 * MS_PER_HOUR, 50 * MS_PER_HOUR, [], Price(FIXED_PRICE, 1000 * E4, 400 * E4), Price())
    assert (found.planned_ms, found.worked_ms) == (40 * MS_PER_HOUR, 50 * MS_PER_HOUR)
    assert (found.invoiced_e4, found.uninvoiced_e4, found.price_e4) == (400 * E4, 600 * E4, 1000 * E4)
    assert found.margin_percent_e4 == 100 * E4
    assert budget(0, 0, [], Price(), Price()).margin_percent_e4 is None


_MONEY = st.integers(0, 10**12)
_USES = st.lists(
    st.builds(Use, st.just("drive"), st.just(1), _MONEY, _MONEY, _MONEY, st.booleans(), st.booleans(), st.booleans())
)


@given(_USES, _USES, _MONEY)
def test_what_is_used_adds_up_in_any_order_and_apart(some: list[Use], others: list[Use], fixed_e4: int) -> None:
    price = Price(FIXED_PRICE, fixed_e4)
    both = budget(0, 0, [*some, *others], price, Price())
    assert both == budget(0, 0, [*others, *some], price, Price())
    alone = budget(0, 0, some, price, Price()), budget(0, 0, others, Price(), Price())
    assert both.margin_e4 == sum(one.margin_e4 for one in alone)
    assert both.invoiced_e4 == sum(one.invoiced_e4 for one in alone)
