from typing import Any

import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.pricing import FIXED_PRICE
from dagsverke.domain.work_orders import Stage, billing, milestones

OPEN, BEGUN, CLOSED = Stage(), Stage(is_in_progress=True), Stage(is_closed=True)
NOW = "2026-11-20T11:00:00.000Z"
BY = {"started_by_id": 7, "started_at": NOW}
DONE = {"completed_by_id": 7, "completed_at": NOW}
UNDONE = {"completed_by_id": None, "completed_at": None}


@pytest.mark.parametrize(
    ("before", "after", "set_off"),
    [
        (OPEN, OPEN, {}),
        (OPEN, BEGUN, BY),
        (OPEN, CLOSED, DONE),
        (BEGUN, BEGUN, {}),
        (BEGUN, OPEN, {}),
        (BEGUN, CLOSED, DONE),
        (CLOSED, CLOSED, {}),
        (CLOSED, OPEN, UNDONE),
        (CLOSED, BEGUN, BY | UNDONE),
        (OPEN, Stage(is_in_progress=True, is_closed=True), BY | DONE),
    ],
)
def test_a_status_that_is_closed_completes_and_one_in_progress_begins(
    before: Stage, after: Stage, set_off: dict[str, Any]
) -> None:
    assert milestones(before, after, 7, NOW) == set_off


@pytest.mark.parametrize(
    ("method", "own", "kept", "found"),
    [
        (None, None, None, ("", 0)),
        ("", 0, None, ("", 0)),
        ("RUNNING", None, 5, ("RUNNING", 0)),
        ("ACCORDING_TO_QUOTE", None, None, ("ACCORDING_TO_QUOTE", 0)),
        (FIXED_PRICE, 10, None, (FIXED_PRICE, 10)),
        (FIXED_PRICE, 0, None, (FIXED_PRICE, 0)),
        (FIXED_PRICE, None, 10, (FIXED_PRICE, 10)),
        (FIXED_PRICE, 20, 10, (FIXED_PRICE, 20)),
    ],
)
def test_a_fixed_price_stands_with_the_method_of_that_name(
    method: str | None, own: int | None, kept: int | None, found: tuple[str, int]
) -> None:
    assert billing(method, own, kept) == found


@pytest.mark.parametrize(
    ("method", "own", "field", "rule"),
    [
        ("HOURLY", None, "billing_method", "range"),
        ("running", None, "billing_method", "range"),
        (FIXED_PRICE, None, "fixed_price_e4", "required"),
        (FIXED_PRICE, -1, "fixed_price_e4", "range"),
        ("RUNNING", 1, "fixed_price_e4", "range"),
        (None, 1, "fixed_price_e4", "range"),
    ],
)
def test_a_method_and_a_price_that_do_not_go_together_are_refused(
    method: str | None, own: int | None, field: str, rule: str
) -> None:
    with pytest.raises(Malformed) as refusal:
        billing(method, own, None)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
