import pytest

from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.invoicing import Pricing, row_sums
from dagsverke.domain.purchasing import FINAL, check_status
from dagsverke.domain.units import E4

STATUSES = (1, 2, 4, 3, 10)
FORWARD = {(1, 2), (1, 4), (1, 3), (1, 10), (2, 4), (2, 3), (2, 10), (4, 3), (4, 10)}


def test_an_order_goes_forward_alone_and_ends_when_it_is_delivered_or_obliterated() -> None:
    allowed = set()
    for before in STATUSES:
        for after in STATUSES:
            try:
                check_status(after, before)
            except Conflict:
                continue
            allowed.add((before, after))
    assert allowed == FORWARD | {(one, one) for one in STATUSES}
    assert {3, 10} == FINAL
    with pytest.raises(Malformed):
        check_status(5)


@pytest.mark.parametrize(
    ("charge", "discount", "net"), [(0, 0, "100.00"), (-25, 0, "75.00"), (10, 50, "55.00"), (-100, 0, "0.00")]
)
def test_a_charge_changes_the_price_and_the_discount_what_it_has_become(charge: int, discount: int, net: str) -> None:
    row = Pricing("general", unit_price_e4=100 * E4, charge_e4=charge * E4, discount_e4=discount * E4)
    assert f"{row_sums(row).net_e4 / E4:.2f}" == net
