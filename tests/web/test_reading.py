import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import MS_PER_MINUTE
from dagsverke.web.reading import read_hours

TOLD = [
    ("", 0),
    ("2", 120),
    ("2,5", 150),
    ("2.5", 150),
    ("2.25", 135),
    (",5", 30),
    ("7,", 420),
    ("1:30", 90),
    ("01:05", 65),
    ("0:00", 0),
    ("24", 1440),
    ("24:00", 1440),
    ("90min", 90),
    ("90 m", 90),
    ("45 MIN", 45),
    ("1 h 30", 90),
    ("1h30min", 90),
    ("2 h", 120),
]


@pytest.mark.parametrize(("text", "minutes"), TOLD)
def test_hours_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert read_hours(text, "hours") == minutes * MS_PER_MINUTE


@pytest.mark.parametrize("text", ["-1", "x", "1:60", "1:5", "24:01", "25", "1,2,3", ".", ",", "1e3", "½", "٣", "1 2"])
def test_what_is_no_amount_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_hours(text, "hours")
    assert refused.value.field == "hours"


@given(st.integers(0, 1440))
def test_every_minute_of_a_day_can_be_written_by_the_clock(minutes: int) -> None:
    assert read_hours(f"{minutes // 60}:{minutes % 60:02d}", "hours") == minutes * MS_PER_MINUTE
