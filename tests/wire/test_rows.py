"""Lists of objects, member by member."""

import json
from typing import Any

import pytest

from dagsverke.app.company import Company
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E4
from dagsverke.wire.codec import integer, money, text
from dagsverke.wire.names import in_wire_names, wires_of
from dagsverke.wire.resource import Field, Resource
from dagsverke.wire.rows import Member, rows

HERE = Company(1, "Firma", "SE", "Europe/Stockholm", 0)
ITEMS = rows(
    "items",
    (
        Member("name", "name", text, blank=""),
        Member("price", "price_e4", money, blank=0),
        Member("count", "n", integer, "r"),
        Member("secret", "secret", text, "w"),
    ),
)


def test_rows_are_shown_member_by_member_with_what_stands_for_nothing() -> None:
    at_rest = json.dumps([{"name": "a", "price_e4": 15_000, "n": 2, "secret": "x"}, {"name": None}])
    assert ITEMS.to_wire(at_rest) == [{"name": "a", "price": 1.5, "count": 2}, {"name": "", "price": 0, "count": None}]


def test_what_is_sent_becomes_rows_by_attribute() -> None:
    sent = [{"name": "", "price": "2.5", "count": 9, "odd": 1}, {"secret": "s", "price": None}]
    assert ITEMS.from_wire(sent, HERE) == [{"name": "", "price_e4": 25_000}, {"secret": "s"}]


@pytest.mark.parametrize(
    ("sent", "field", "detail"),
    [
        ([{}, {"price": "x"}], "items[1].price", "is not a valid amount"),
        ([{"name": "a\0"}], "items[0].name", "holds characters that are not allowed"),
        ([5], "items[0]", "is not an object"),
    ],
)
def test_a_member_that_cannot_be_read_is_named_with_its_place(sent: Any, field: str, detail: str) -> None:
    with pytest.raises(Malformed) as caught:
        ITEMS.from_wire(sent, HERE)
    assert (caught.value.field, caught.value.detail) == (field, detail)


@pytest.mark.parametrize("sent", [{}, "x", 5, [None] * 5_001])
def test_what_is_no_list_is_not_read(sent: Any) -> None:
    with pytest.raises((TypeError, Malformed)):
        ITEMS.from_wire(sent, HERE)


def test_a_refusal_of_the_core_names_the_member_as_the_client_knows_it() -> None:
    wires = wires_of(Resource("paper", "x", (Field("invoiceItems", "rows", ITEMS),), ()))
    refusal = in_wire_names(Malformed("range", "rows[3].price_e4", "is too much"), wires)
    assert refusal.field == "invoiceItems[3].price"
    assert in_wire_names(Malformed("range", "rows[3].other", "x"), wires).field == "rows[3].other"
    assert E4 == 10_000
