import contextlib
import math
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.company import Company
from dagsverke.domain.calendars import instant_text
from dagsverke.wire import codec
from dagsverke.wire.codec import Codec
from dagsverke.wire.values import INTEGER_MAX, BadCharactersError, json_text

HERE = Company(1, "A firm", "SE", "Europe/Stockholm", 1)
MOMENTS = st.datetimes(datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("2199-12-30"))
UNREADABLE = (ValueError, TypeError, ArithmeticError)

READ = [
    (codec.text, "å", "å"),
    (codec.text, 5, "5"),
    (codec.key, "5f48eb3e65d7ee49649eebaa", "5f48eb3e65d7ee49649eebaa"),
    (codec.integer, 5, 5),
    (codec.integer, " 5 ", 5),
    (codec.integer, "-05", -5),
    (codec.integer, 5.0, 5),
    (codec.boolean, True, True),
    (codec.boolean, "TRUE", True),
    (codec.boolean, "false", False),
    (codec.boolean, 1, True),
    (codec.boolean, "0", False),
    (codec.day, "2020-10-07", "2020-10-07"),
    (codec.day, "2020-10-7", "2020-10-07"),
    (codec.day, "1900-01-01", "1900-01-01"),
    (codec.day, "2199-12-31", "2199-12-31"),
    (codec.day_part, "2024-05-15T00:00:00Z", "2024-05-15"),
    (codec.day_part, "2024-05-15T23:59:59+02:00", "2024-05-15"),
    (codec.day_part, "2024-5-15", "2024-05-15"),
    (codec.instant, "2020-10-07 07:00", "2020-10-07T05:00:00.000Z"),
    (codec.instant, "2020-10-7 7:00", "2020-10-07T05:00:00.000Z"),
    (codec.instant, "2020-10-07T07:00:30", "2020-10-07T05:00:30.000Z"),
    (codec.instant, "2020-10-07T05:00:00.123Z", "2020-10-07T05:00:00.123Z"),
    (codec.instant, "2020-10-07T07:00:00+0200", "2020-10-07T05:00:00.000Z"),
    (codec.instant, "2020-10-07", "2020-10-06T22:00:00.000Z"),
    (codec.instant, "2026-03-29 02:30", "2026-03-29T01:30:00.000Z"),
    (codec.instant, "2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),
    (codec.instant_day_start, "2026-03-29", "2026-03-28T23:00:00.000Z"),
    (codec.instant_day_after, "2026-03-29", "2026-03-29T22:00:00.000Z"),
    (codec.hours, 2, 7_200_000),
    (codec.hours, "7.5", 27_000_000),
    (codec.hours, 41.18577972222222, 148_268_807),
    (codec.hours, "-1", -3_600_000),
    (codec.hours_text, 8, 28_800_000),
    (codec.money, 310.5, 3_105_000),
    (codec.money, "0.00005", 1),
    (codec.money, ".5", 5_000),
    (codec.money, 1e-300, 0),
    (codec.json_value, {"a": [1, 2.5, "å"]}, '{"a":[1,2.5,"å"]}'),
    (codec.comma_list(codec.integer), "1, 2,,3", [1, 2, 3]),
    (codec.comma_list(codec.text), ["a", 2], ["a", "2"]),
    (codec.enum("colour", {"röd": "red", "blå": "blue"}), "red", "röd"),
    (codec.enum("level", {"low": 1, "high": 2}), "2", "high"),
    (codec.enum("truth", {1: True, 0: False}), "true", 1),
    (codec.integer_between(1, 5), 5, 5),
    (codec.text_max(3), "abc", "abc"),
]

REFUSED: list[tuple[Codec, list[Any]]] = [
    (codec.text, [True, 1.5, None, [], {}, "a\0b", "\ud800", "x" * 10_001]),
    (codec.key, ["x" * 65, "\0", [], True]),
    (codec.integer, [True, 1.5, "1.5", "", "1_000", "٣", math.nan, math.inf, 2**53, "9" * 17, None, [], {}]),
    (codec.boolean, ["yes", "", 2, 1.0, None, [], {}]),
    (
        codec.day,
        ["2020-02-30", "1899-12-31", "2200-01-01", "20-1-1", "2020-10-07T00:00", 20201007, True, [], "٢٠٢٠-01-01"],
    ),
    (
        codec.instant,
        ["07:00", "2020-10-07 25:00", "2020-10-07 07:60", "2020-10-07 07:00 Mars", "0001-01-01", "9999-12-31"],
    ),
    (codec.instant, ["2020-10-07 07:00+99:99", "2020-10-07 07", True, [], {}, None, "x" * 65]),
    (codec.hours, [True, "", "two", "1e400", "NaN", math.inf, math.nan, 100_001, "-100001", [], "1" * 41, "1_0"]),
    (codec.money, ["1e999", 1e12, "0x10", {}, "1,5"]),
    (codec.enum("level", {"low": 1}), ["low", True, 3, None, [], {}]),
    (codec.comma_list(codec.integer), ["1,x", True, {}]),
    (codec.json_value, ["\0", {"\ud800": 1}, {"a": "\0"}]),
    (codec.integer_between(1, 5), [0, 6]),
    (codec.text_max(3), ["abcd"]),
]


@pytest.mark.parametrize(("one", "wire", "core"), READ)
def test_what_people_write_is_read(one: Codec, wire: Any, core: Any) -> None:
    assert one.from_wire(wire, HERE) == core


@pytest.mark.parametrize(("one", "wire"), [(one, wire) for one, wires in REFUSED for wire in wires])
def test_what_cannot_be_read_is_refused(one: Codec, wire: Any) -> None:
    with pytest.raises(UNREADABLE):
        one.from_wire(wire, HERE)


def test_deeply_nested_json_is_refused() -> None:
    nested: Any = "x"
    for _ in range(40):
        nested = [nested]
    with pytest.raises(ValueError):
        codec.json_value.from_wire(nested, HERE)


def test_characters_that_no_database_keeps_are_told_from_other_faults() -> None:
    with pytest.raises(BadCharactersError):
        codec.text.from_wire("\0", HERE)


@pytest.mark.parametrize(
    ("one", "core", "text"),
    [
        (codec.hours, 148_268_807, "41.18577972222222"),
        (codec.hours, 7_200_000, "2"),
        (codec.hours, -1_800_000, "-0.5"),
        (codec.hours_text, 7_200_000, '"2"'),
        (codec.hours_text, 27_000_000, '"7.5"'),
        (codec.money, 777_0000, "777"),
        (codec.money, 15_000, "1.5"),
        (codec.text, 'å"\\\n\u2028', '"å\\"\\\\\\n\u2028"'),
        (codec.boolean, 1, "true"),
        (codec.boolean, False, "false"),
        (codec.json_value, '{"a":[]}', '{"a":[]}'),
        (codec.enum("level", {"low": 1}), "low", "1"),
        (codec.instant, "2020-10-07T05:00:00.000Z", '"2020-10-07T05:00:00.000Z"'),
    ],
)
def test_values_are_shown_as_the_documents_show_them(one: Codec, core: Any, text: str) -> None:
    assert one.to_text is not None
    assert one.to_text(core) == text
    assert msgspec.json.decode(text) == one.to_wire(core)


def test_whole_hours_are_integers_when_shown() -> None:
    assert isinstance(codec.hours.to_wire(7_200_000), int)
    assert codec.hours_text.to_wire(27_000_000) == "7.5"


def _returns(one: Codec, core: Any) -> bool:
    wire = msgspec.json.decode(json_text(one.to_wire(core)))
    return bool(one.from_wire(wire, HERE) == core and one.from_wire(one.to_wire(core), HERE) == core)


@given(st.integers(-codec.HOURS_MAX * 3_600_000, codec.HOURS_MAX * 3_600_000))
def test_any_duration_comes_back_to_the_millisecond(duration_ms: int) -> None:
    assert _returns(codec.hours, duration_ms)
    assert _returns(codec.hours_text, duration_ms)


@given(st.integers(-codec.MONEY_MAX * 10_000, codec.MONEY_MAX * 10_000))
def test_any_amount_comes_back(amount_e4: int) -> None:
    assert _returns(codec.money, amount_e4)


@given(st.integers(-INTEGER_MAX, INTEGER_MAX))
def test_any_integer_comes_back(number: int) -> None:
    assert _returns(codec.integer, number)


@given(MOMENTS)
def test_any_instant_comes_back(moment: datetime) -> None:
    text = instant_text(moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000))
    assert _returns(codec.instant, text)
    assert _returns(codec.day, text[:10])


@given(MOMENTS, st.integers(0, 14))
def test_an_offset_is_taken_off(moment: datetime, hours: int) -> None:
    at = moment.replace(microsecond=0)
    read = codec.instant.from_wire(f"{at.isoformat()}+{hours:02d}:00", HERE)
    assert read == instant_text((at - timedelta(hours=hours)).replace(tzinfo=UTC))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_any_text_comes_back(words: str) -> None:
    assert _returns(codec.text, words)
    assert codec.text.to_text is not None
    assert msgspec.json.decode(codec.text.to_text(words)) == words


@given(st.decimals(-1000, 1000, places=4))
def test_a_number_may_come_as_its_text(number: Decimal) -> None:
    assert codec.money.from_wire(str(number), HERE) == int(number * 10_000)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-INTEGER_MAX, INTEGER_MAX)
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcå", max_size=3), inner, max_size=3),
        max_leaves=10,
    )
)
def test_any_json_value_comes_back(value: Any) -> None:
    kept = codec.json_value.from_wire(value, HERE)
    assert codec.json_value.to_wire(kept) == value


SPELLINGS = [
    codec.text,
    codec.key,
    codec.integer,
    codec.boolean,
    codec.day,
    codec.day_part,
    codec.instant,
    codec.instant_day_start,
    codec.hours,
    codec.hours_text,
    codec.money,
    codec.enum("level", {"low": 1}),
    codec.comma_list(codec.integer),
]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.text(), max_size=2),
    st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}[T ]?([0-9:.]{0,12})[Z+-]?[0-9:]{0,5}", fullmatch=True),
)  # fmt: skip


@given(st.sampled_from(SPELLINGS), ANYTHING)
def test_every_codec_reads_or_refuses_anything(one: Codec, value: Any) -> None:
    with contextlib.suppress(*UNREADABLE):
        one.from_wire(value, HERE)
