import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.company import Company
from dagsverke.dialects.fortnox.values import SYNONYMS, cause_code, employee_id, hours, nothing, path_of
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.wire.codec import Codec

COMPANY = Company(1, "Prov AB", "SE", "Europe/Stockholm", 1)
DAY_MS = 24 * MS_PER_HOUR

PAXML = {"BE1": "BER", "JR1": "JOR", "JR2": "JO2", "NV9": "OK0", "RE1": "RES", "ÖK1": "OK1", "ÖK5": "OK5", "ÖT3": "OT3"}


def is_refused(codec: Codec, value: Any) -> bool:
    try:
        codec.from_wire(value, COMPANY)
    except (ValueError, TypeError, ArithmeticError):
        return True
    return False


@pytest.mark.parametrize(("sent", "kept"), PAXML.items())
def test_fx_03_the_names_of_paxml_are_those_of_fortnox(sent: str, kept: str) -> None:
    assert cause_code.from_wire(sent, COMPANY) == kept
    assert cause_code.from_wire(unicodedata.normalize("NFD", sent), COMPANY) == kept


def test_fx_03_fifteen_codes_have_a_second_name_and_no_name_has_two_meanings() -> None:
    assert len(SYNONYMS) == 15
    assert not SYNONYMS.keys() & set(SYNONYMS.values())


@pytest.mark.parametrize("value", ["", "ABCD", None, True, 1.5, ["TID"], {"a": 1}, "T\0D", "\ud800"])
def test_what_cannot_be_a_cause_code_is_refused(value: Any) -> None:
    assert is_refused(cause_code, value)


@pytest.mark.parametrize(("sent", "ms"), [(2, 2), ("2", 2), ("2.0", 2), (24, 24), ("-8", -8), (" 8 ", 8), (1e1, 10)])
def test_fx_02_hours_are_a_number_or_the_text_of_one(sent: Any, ms: int) -> None:
    assert hours.from_wire(sent, COMPANY) == ms * MS_PER_HOUR


@pytest.mark.parametrize(
    "value",
    [
        *(0, "0", "0.00000001", 24.0001, "24.01", -24.5, True, None, "", "2,5", "1e1", "٣", "nan", "inf"),
        *(float("nan"), float("inf"), 10**400, "9" * 500, [2], {"Hours": 2}),
    ],
)
def test_fx_02_hours_that_are_nil_too_many_or_no_number_are_refused(value: Any) -> None:
    assert is_refused(hours, value)


@given(st.integers(-DAY_MS, DAY_MS).filter(bool))
def test_hours_come_back_to_the_millisecond(duration_ms: int) -> None:
    assert hours.from_wire(float(hours.to_wire(duration_ms)), COMPANY) == duration_ms


@pytest.mark.parametrize(("ms", "shown"), [(7_200_000, "2"), (27_000_000, "7.5"), (-28_800_000, "-8")])
def test_hours_are_read_as_text(ms: int, shown: str) -> None:
    assert hours.to_wire(ms) == shown


@pytest.mark.parametrize("value", ["9978", 9978, "Å-15", "123456789012345"])
def test_an_employee_id_is_text_of_at_most_fifteen_characters(value: Any) -> None:
    assert employee_id.from_wire(value, COMPANY) == str(value)


@pytest.mark.parametrize("value", ["", "1234567890123456", True, 9.5, None, [], "9\x009", "9\x07"])
def test_what_cannot_be_an_employee_id_is_refused(value: Any) -> None:
    assert is_refused(employee_id, value)


def test_fx_08_a_cost_center_can_only_be_left_empty() -> None:
    assert [nothing.from_wire(value, COMPANY) for value in (None, "")] == [None, None]
    assert is_refused(nothing, "K1")


def test_a_url_percent_encodes_what_is_not_ascii() -> None:
    assert path_of("Å/1", "2016-12-06", "ÖK1") == "/3/attendancetransactions/%C3%85%2F1/2016-12-06/%C3%96K1"
