"""What an odometer shows, of what people say of a drive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.driving import readings
from dagsverke.domain.errors import Malformed

GRID = """
start end  distance kept | from to
 100  150        -    -  |  100 150
 100  150       50    -  |  100 150
 100    -       50    -  |  100 150
   -    -       50  300  |  300 350
   -    -       50    -  |    0  50
   -  150       50  300  |  100 150
   -  150        -  100  |  100 150
   -  150       50    -  |  100 150
"""
REFUSED = """
start end  distance kept | field
   -    -        -  300  | distance_m
 100    -        -    -  | distance_m
 100  150       51    -  | distance_m
   -    -       -1    -  | distance_m
   -  150        -    -  | start_odometer_m
"""


def _read(text: str) -> list[int | None]:
    return [None if one == "-" else int(one) for one in text.split()]


@pytest.mark.parametrize("line", GRID.strip().splitlines()[1:])
def test_readings_follow_from_what_is_said(line: str) -> None:
    said, told = line.split("|")
    assert list(readings(*_read(said))) == _read(told)


@pytest.mark.parametrize("line", REFUSED.strip().splitlines()[1:])
def test_too_little_and_what_contradicts_itself_is_refused(line: str) -> None:
    said, field = line.split("|")
    with pytest.raises(Malformed) as refused:
        readings(*_read(said))
    assert refused.value.field == field.strip()


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_two_of_three_say_the_third(start_m: int, distance_m: int) -> None:
    end_m = start_m + distance_m
    assert readings(start_m, end_m, None, None) == readings(start_m, None, distance_m, 7) == (start_m, end_m)
    assert readings(None, end_m, distance_m, None) == (start_m, end_m)
