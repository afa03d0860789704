"""Numbers of persons and organisations."""

import pytest

from dagsverke.app.identities import born_on, is_organization_number, is_personal_number, plain_personal_number

COORDINATED = "701063-2391"
"""The coordination number that the tax agency shows as an example."""


@pytest.mark.parametrize("number", ["880320-0016", "8803200016", "198803200016", "19880320-0016", COORDINATED])
def test_a_personal_number_has_a_date_of_birth_and_its_check_digit(number: str) -> None:
    assert is_personal_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "880320-0017",
        "881320-0011",
        "880232-0010",
        "12345",
        "",
        "880320-001A",
        "701093-2391",
        "8803200016\n1",
        "²80320-0016",
    ],
)
def test_anything_else_is_none(number: str) -> None:
    assert not is_personal_number(number)


@pytest.mark.parametrize(
    ("number", "on", "born"),
    [
        ("880320-0016", "2026-11-20", "1988-03-20"),
        ("19880320-0016", "2026-11-20", "1988-03-20"),
        ("570101-0000", "2056-12-31", "1957-01-01"),
        ("570101-0000", "2057-01-01", "2057-01-01"),
        ("570101+0000", "2057-01-01", "1957-01-01"),
        (COORDINATED, "2026-11-20", "1970-10-03"),
        ("880320-0017", "2026-11-20", None),
        ("", "2026-11-20", None),
    ],
)
def test_a_day_of_birth_is_the_last_one_that_the_number_can_mean(number: str, on: str, born: str | None) -> None:
    assert born_on(number, on) == born


def test_a_person_is_the_same_however_the_number_is_written() -> None:
    forms = ("880320-0016", "8803200016", "198803200016", "19880320-0016")
    assert {plain_personal_number(one) for one in forms} == {"8803200016"}


def test_an_organisation_number_has_its_check_digit() -> None:
    assert is_organization_number("769612-3459")
    assert is_organization_number("7696123459")
    assert not is_organization_number("769612-3458")
    assert not is_organization_number("12345")
