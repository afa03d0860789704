import pytest

from dagsverke.domain.driving import ODOMETER_MAX_KM, amount_of, distance
from dagsverke.domain.errors import Malformed

KM = 1000
HIGHEST = ODOMETER_MAX_KM * KM


@pytest.mark.parametrize(
    ("start_m", "end_m", "expected"),
    [
        (156 * KM, 178 * KM, 22 * KM),
        (45 * KM, 60 * KM, 15 * KM),
        (0, 0, 0),
        (12_345_678, 12_345_679, 1),
        (0, HIGHEST, HIGHEST),
    ],
)
def test_the_distance_is_what_the_odometer_moved(start_m: int, end_m: int, expected: int) -> None:
    assert distance(start_m, end_m) == expected


@pytest.mark.parametrize(
    ("start_m", "end_m", "field"),
    [
        (60 * KM, 45 * KM, "end_odometer_m"),
        (1, 0, "end_odometer_m"),
        (-1, 5, "start_odometer_m"),
        (0, HIGHEST + 1, "end_odometer_m"),
    ],
)
def test_an_odometer_runs_forwards_from_nil_to_what_it_can_show(start_m: int, end_m: int, field: str) -> None:
    with pytest.raises(Malformed) as refusal:
        distance(start_m, end_m)
    assert (refusal.value.rule, refusal.value.field) == ("range", field)


@pytest.mark.parametrize(
    ("price_e4", "distance_m", "amount_e4"),
    [
        (40_000, 22 * KM, 880_000),
        (6_500, 15 * KM, 97_500),
        (5_000, 15 * KM, 75_000),
        (0, 15 * KM, 0),
        (6_500, 0, 0),
        (6_500, 1, 7),
        (1, 499, 0),
        (1, 500, 1),
        (18_500, 12_345, 228_383),
    ],
)
def test_kilometres_amount_to_their_price_and_halves_are_rounded_up(
    price_e4: int, distance_m: int, amount_e4: int
) -> None:
    assert amount_of(price_e4, distance_m) == amount_e4


def test_the_dearest_and_longest_drive_is_kept_in_64_bits() -> None:
    assert amount_of(10**8 * 10_000, HIGHEST) < 2**63
