import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.jobs import COLORS, check_span, color, invoice_status

NOW = "2026-11-20T11:00:00.000Z"
SPAN = ("starts_at", "ends_at")


def test_there_are_twenty_four_colours_in_any_letter_case_and_none() -> None:
    assert len(set(COLORS)) == len(COLORS) == 24
    assert [color(one.swapcase()) for one in COLORS] == list(COLORS)
    assert (color(""), color(None), color(None, "FAFAFA")) == ("", "", "FAFAFA")
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
        check_span(starts_at, ends_at, SPAN, is_end_given=True)
    later = "2026-11-21T11:00:00.000Z"
    for is_end_given, field in ((True, "ends_at"), (False, "starts_at")):
        with pytest.raises(Malformed) as refusal:
            check_span(later, NOW, SPAN, is_end_given=is_end_given)
        assert refusal.value.field == field
