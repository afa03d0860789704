"""The rules of one stretch of time."""

from typing import Any

import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.timesheet import Stretch, stretch
from dagsverke.domain.units import MS_PER_HOUR

SEVEN, EIGHT, NOON, THREE = (f"2020-10-07T{hour:02d}:00:00.000Z" for hour in (5, 6, 10, 13))
H = MS_PER_HOUR
BEFORE: dict[str, Any] = {"begins_at": SEVEN, "ends_at": NOON, "duration_ms": 5 * H}
AMOUNT: dict[str, Any] = {"begins_at": SEVEN, "ends_at": None, "duration_ms": 2 * H}


@pytest.mark.parametrize(
    ("change", "before", "found"),
    [
        ({"begins_at": SEVEN, "duration_ms": 5 * H}, None, Stretch(SEVEN, NOON, 5 * H)),
        ({"begins_at": SEVEN, "ends_at": THREE}, None, Stretch(SEVEN, THREE, 8 * H)),
        ({"begins_at": SEVEN, "ends_at": THREE, "duration_ms": 8 * H}, None, Stretch(SEVEN, THREE, 8 * H)),
        ({"begins_at": SEVEN, "ends_at": SEVEN}, None, Stretch(SEVEN, SEVEN, 0)),
        ({}, BEFORE, Stretch(SEVEN, NOON, 5 * H)),
        ({"duration_ms": 8 * H}, BEFORE, Stretch(SEVEN, THREE, 8 * H)),
        ({"ends_at": THREE}, BEFORE, Stretch(SEVEN, THREE, 8 * H)),
        ({"begins_at": EIGHT}, BEFORE, Stretch(EIGHT, "2020-10-07T11:00:00.000Z", 5 * H)),
        ({"ends_at": THREE, "duration_ms": 5 * H}, BEFORE, Stretch(SEVEN, THREE, 8 * H)),
        ({"ends_at": NOON, "duration_ms": 8 * H}, BEFORE, Stretch(SEVEN, THREE, 8 * H)),
        ({"duration_ms": 3 * H}, AMOUNT, Stretch(SEVEN, None, 3 * H)),
        ({"begins_at": EIGHT}, AMOUNT, Stretch(EIGHT, None, 2 * H)),
        ({"duration_ms": -3 * H}, AMOUNT, Stretch(SEVEN, None, -3 * H)),
        ({"ends_at": NOON}, AMOUNT, Stretch(SEVEN, NOON, 5 * H)),
    ],
)
def test_begin_end_and_duration_agree(change: dict[str, Any], before: dict[str, Any] | None, found: Stretch) -> None:
    assert stretch(change, before) == found


@pytest.mark.parametrize(
    ("change", "before", "field"),
    [
        ({}, None, "begins_at"),
        ({"begins_at": SEVEN}, None, "duration_ms"),
        ({"begins_at": NOON, "ends_at": SEVEN}, None, "ends_at"),
        ({"begins_at": SEVEN, "duration_ms": -1}, None, "duration_ms"),
        ({"begins_at": SEVEN, "ends_at": THREE, "duration_ms": 5 * H}, None, "duration_ms"),
        ({"ends_at": THREE, "duration_ms": 3 * H}, BEFORE, "duration_ms"),
        ({"begins_at": SEVEN, "duration_ms": 10_000 * H}, None, "duration_ms"),
    ],
)
def test_a_stretch_that_cannot_be_is_refused_by_name(
    change: dict[str, Any], before: dict[str, Any] | None, field: str
) -> None:
    with pytest.raises(Malformed) as refused:
        stretch(change, before)
    assert refused.value.field == field
