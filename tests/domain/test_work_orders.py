from typing import Any

import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.work_orders import (
    COLORS,
    FIXED_PRICE,
    Stage,
    billing,
    check_span,
    color,
    invoice_status,
    milestones,
)

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


def test_there_are_twenty_four_colours_in_any_letter_case_and_none() -> None:
    assert len(set(COLORS)) == len(COLORS) == 24
    assert [color(one.swapcase()) for one in COLORS] == list(COLORS)
    assert (color(""), color(None)) == ("", "")
    for wrong in ("123456", "#9c27b0", "9c27b"):
        with pytest.raises(Malformed, match="color"):
            color(wrong)


def test_an_invoice_status_is_one_of_five() -> None:
    assert [invoice_status(one) for one in (None, 0, 5, 10, 20, 30)] == [0, 0, 5, 10, 20, 30]
    for wrong in (-1, 1, 40):
        with pytest.raises(Malformed, match="invoice_status"):
            invoice_status(wrong)


def test_an_end_before_the_start_is_the_fault_of_what_was_given() -> None:
    for starts_at, ends_at in ((None, NOW), (NOW, None), (NOW, NOW)):
        check_span(starts_at, ends_at, is_end_given=True)
    later = "2026-11-21T11:00:00.000Z"
    for is_end_given, field in ((True, "ends_at"), (False, "starts_at")):
        with pytest.raises(Malformed) as refusal:
            check_span(later, NOW, is_end_given=is_end_given)
        assert refusal.value.field == field
