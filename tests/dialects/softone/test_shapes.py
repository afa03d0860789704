"""Rows and refusals as pure functions; the answers of the server are looked at elsewhere."""

import json
from typing import Any

import pytest

from dagsverke.dialects.softone import SOFTONE
from dagsverke.dialects.softone.shapes import ATTRIBUTES, balances, refuse
from dagsverke.domain.causes import Kind
from dagsverke.domain.errors import Absent, Conflict, Forbidden, Locked, Malformed, Refusal, TooMany
from dagsverke.wire import refusals
from dagsverke.wire.resource import Answer
from tests.wire.rendering import compile_document, compile_text

RESOURCE = next(one for one in SOFTONE.resources if one.name == "TimeBalance")
ROWS = [
    ("time", "OvertimeHours", "2024-12-31", "E1023", "ms", 45_000_000, "2024-12-31"),
    ("paid", "VacationPaid", "2024-12-31", "E1023", "days", 18_000_000, "2024-12-31"),
    ("unpaid", "VacationUnpaid", "2024-12-31", "E1023", "days", 3_000_000, "2024-12-31"),
]
SAMPLE = """[
  {
    "TimeBalanceIOType": "TimeAccumulator",
    "Code": "OvertimeHours",
    "Date": "2024-12-31T00:00:00Z",
    "EmployeeNr": "E1023",
    "Quantity": 12.5,
    "AdjustmentDate": "2024-12-31T00:00:00Z"
  },
  {
    "TimeBalanceIOType": "RemainingDaysPaid",
    "Code": "",
    "Date": "2024-12-31T00:00:00Z",
    "EmployeeNr": "E1023",
    "Quantity": 18.0,
    "AdjustmentDate": "2024-12-31T00:00:00Z"
  },
  {
    "TimeBalanceIOType": "RemainingDaysUnPaid",
    "Code": "",
    "Date": "2024-12-31T00:00:00Z",
    "EmployeeNr": "E1023",
    "Quantity": 3.0,
    "AdjustmentDate": "2024-12-31T00:00:00Z"
  }
]"""
KINDS: dict[Kind, str] = {
    "time": "TimeAccumulator",
    "paid": "RemainingDaysPaid",
    "saved1": "RemainingDaysYear1",
    "saved2": "RemainingDaysYear2",
    "saved3": "RemainingDaysYear3",
    "saved4": "RemainingDaysYear4",
    "saved5": "RemainingDaysYear5",
    "overdue": "RemainingDaysOverdue",
    "unpaid": "RemainingDaysUnPaid",
    "advance": "RemainingDaysAdvance",
    "las_current": "CurrentLASDays",
    "las_balance": "BalanceLASDays",
}


def said(*rows: tuple[Any, ...]) -> str:
    text, document = compile_text(RESOURCE), compile_document(RESOURCE)
    return balances(
        Answer(
            resource=RESOURCE,
            operation=RESOURCE.operations[0],
            rows=rows,
            total=len(rows),
            page=None,
            given={},
            target={},
            base_url="http://here.example",
            texts=lambda: [text(row).encode() for row in rows],
            documents=lambda: [document(row) for row in rows],
        )
    ).decode()


def test_the_sample_comes_out_as_it_is_printed_so_06() -> None:
    assert said(*ROWS) == SAMPLE.replace("\n", "").replace("  ", "").replace(": ", ":")


def test_the_template_says_what_the_table_says() -> None:
    assert RESOURCE.attributes == ATTRIBUTES
    render = compile_text(RESOURCE)
    rows = [
        *ROWS,
        ("time", 'Å"', "2024-12-31", '<\\"é', "ms", -1, None),
        ("overdue", "X", "2024-12-31", "1", "days", 0, None),
    ]
    template = [list(row.items()) for row in json.loads(said(*rows))]
    assert template == [list(json.loads(render(row)).items()) for row in rows]


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_so_02_every_kind_of_balance_has_its_name(kind: Kind, name: str) -> None:
    row = json.loads(said((kind, "Code", "2024-12-31", "1", "days", 1_500_000, None)))[0]
    assert row["TimeBalanceIOType"] == name
    assert row["Code"] == ("Code" if kind == "time" else "")
    assert row["Quantity"] == 1.5
    assert row["AdjustmentDate"] is None


def test_hours_come_back_to_the_bit() -> None:
    row = ("time", "Flex", "2024-12-31", "1", "ms", 148_268_807, None)
    assert '"Quantity":41.18577972222222,' in said(row)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Malformed("required", "date", "is required"), 400),
        (refusals.BadParameter("type", "date", "is not a valid date"), 400),
        (refusals.BadBody("json"), 400),
        (refusals.Unauthenticated("unknown", "three_part"), 401),
        (Forbidden("scope"), 403),
        (Absent("absent"), 404),
        (refusals.NoRoute("route"), 404),
        (refusals.NotAllowed(("GET",)), 405),
        (refusals.NotAcceptable("accept"), 406),
        (Conflict("taken", "code", "is taken"), 400),
        (Locked("locked", None, "is locked"), 400),
        (refusals.TooLarge("size"), 413),
        (refusals.BadMedia("content_type"), 415),
        (TooMany("rate"), 429),
        (refusals.Broken("broken"), 500),
    ],
    ids=lambda one: str(one)[:20],
)
def test_so_05_every_refusal_is_one_sentence(refusal: Refusal, status: int) -> None:
    answered, document = refuse(refusal)
    assert answered == status
    assert isinstance(document, str)
    assert document.endswith(".")
    assert "None" not in document
