"""What an hour costs: one row for each case of docs/decisions/0015."""

from collections.abc import Iterator

import pytest

from dagsverke.domain.pricing import Terms, hourly_price

CAUSE, WORK_TYPE = 700, 555
"""The price of the cause and of the person's work type, unless the row says otherwise."""
SILENT = Terms()


def hourly(price: int) -> Terms:
    return Terms("HOURLY", price)


def listed(price: int | None) -> Terms:
    return Terms("PRICELIST", listed_e4=price)


def by(method: str) -> Terms:
    # prices that belong to other methods, which must not count
    return Terms(method, 111, 222)


# own price | work order, project, customer | cause, work type | price
GRID = (
    ("the entry's own price comes first", 42, (by("FIXED_PRICE"), hourly(900)), (CAUSE, WORK_TYPE), 42),
    ("an own price of nil is a price", 0, (hourly(900),), (CAUSE, WORK_TYPE), 0),
    ("a credit is a price", -42, (hourly(900),), (CAUSE, WORK_TYPE), -42),
    ("an order at a fixed price leaves no hours to bill", None, (by("FIXED_PRICE"), hourly(900)), (CAUSE, 0), 0),
    ("an order as quoted neither", None, (by("ACCORDING_TO_QUOTE"), hourly(900)), (CAUSE, 0), 0),
    ("a running order leaves it to the project", None, (by("RUNNING"), hourly(900)), (CAUSE, WORK_TYPE), 900),
    ("so does an order without a method", None, (SILENT, hourly(900)), (CAUSE, WORK_TYPE), 900),
    ("by the hour", None, (hourly(900),), (CAUSE, WORK_TYPE), 900),
    ("by the hour, the nearest counts", None, (hourly(900), hourly(800)), (CAUSE, WORK_TYPE), 900),
    ("by the hour without a price goes on", None, (hourly(0), hourly(800)), (CAUSE, WORK_TYPE), 800),
    ("per person", None, (by("PERUSER"), hourly(800)), (CAUSE, WORK_TYPE), WORK_TYPE),
    ("per person without a work type goes on", None, (by("PERUSER"), hourly(800)), (CAUSE, 0), 800),
    ("per cause", None, (by("HOURLY_PER_CAUSE"), hourly(800)), (CAUSE, WORK_TYPE), CAUSE),
    ("per cause without a price goes on", None, (by("HOURLY_PER_CAUSE"), hourly(800)), (0, WORK_TYPE), 800),
    ("on the list", None, (listed(650), hourly(800)), (CAUSE, WORK_TYPE), 650),
    ("on the list for nothing", None, (listed(0), hourly(800)), (CAUSE, WORK_TYPE), 0),
    ("not on the list goes on", None, (listed(None), hourly(800)), (CAUSE, WORK_TYPE), 800),
    ("not on the project's list, on the customer's", None, (listed(None), listed(640)), (CAUSE, WORK_TYPE), 640),
    ("a project at a fixed price", None, (by("FIXED_PRICE"), hourly(800)), (CAUSE, WORK_TYPE), 0),
    ("as the customer", None, (by("ACCORDING_TO_CUSTOMER"), hourly(800)), (CAUSE, WORK_TYPE), 800),
    ("as the customer, who has none", None, (by("ACCORDING_TO_CUSTOMER"), SILENT), (CAUSE, WORK_TYPE), CAUSE),
    ("a project without a method", None, (SILENT, hourly(800)), (CAUSE, WORK_TYPE), 800),
    ("a customer at a fixed price", None, (SILENT, by("FIXED_PRICE")), (CAUSE, WORK_TYPE), 0),
    ("a running order, as the customer, on the list", None, (by("RUNNING"), SILENT, listed(640)), (CAUSE, 0), 640),
    ("nobody agreed on anything: the cause", None, (SILENT, SILENT, SILENT), (CAUSE, WORK_TYPE), CAUSE),
    ("nor has the cause a price: the work type", None, (), (0, WORK_TYPE), WORK_TYPE),
    ("nobody at all: nil", None, (), (0, 0), 0),
)


@pytest.mark.parametrize(
    ("own", "terms", "rest", "price"), [row[1:] for row in GRID], ids=[str(row[0]) for row in GRID]
)
def test_the_first_who_says_a_price_decides(
    own: int | None, terms: tuple[Terms, ...], rest: tuple[int, int], price: int
) -> None:
    assert hourly_price(own, terms, *rest) == price


def test_nobody_farther_is_asked_once_there_is_a_price() -> None:
    def terms() -> Iterator[Terms]:
        yield hourly(900)
        raise AssertionError

    assert hourly_price(None, terms(), CAUSE, WORK_TYPE) == 900
    assert hourly_price(1, terms(), CAUSE, WORK_TYPE) == 1
