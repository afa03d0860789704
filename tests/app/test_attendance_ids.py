"""The ids under which attendance is addressed."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.attendance_ids import EntryId, SumId, attendance_uuid, entry_uuid, parse_uuid, sum_uuid

keys = st.binary(min_size=12, max_size=12).map(bytes.hex)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
codes = st.text("ABCÖ129", min_size=1, max_size=3)


@given(keys)
def test_an_entrys_id_says_its_key(key: str) -> None:
    text = entry_uuid(key)
    assert text == str(UUID(text))
    assert UUID(text).version == 8
    assert parse_uuid(text) == EntryId(key)


@given(st.integers(1, 2**53 - 1), days, codes)
def test_a_sums_id_says_person_day_and_code(person_id: int, on_day: str, code: str) -> None:
    assert parse_uuid(sum_uuid(person_id, on_day, code)) == SumId(person_id, on_day, code)
    assert attendance_uuid(None, person_id, on_day, code) == sum_uuid(person_id, on_day, code)


@given(st.uuids())
def test_an_id_that_was_never_given_out_names_nothing_or_something_that_is_looked_up(number: UUID) -> None:
    named = parse_uuid(str(number))
    if isinstance(named, EntryId):
        assert entry_uuid(named.key) == str(number)


@pytest.mark.parametrize("text", ["", "x", "ARB", "00000000-0000-0000-0000-000000000000", "5f48eb3e65d7ee49469874"])
def test_what_is_no_id_of_ours_names_nothing(text: str) -> None:
    assert parse_uuid(text) is None
