"""``account`` and ``limits``: rules of accounts, balances set and corrected by hand, and who is outside."""

import pytest

from tests.cli.conftest import Command
from tests.cli.test_closings import OSTRA, balance, cells

BO = ("account", "correct", "1002", "Flex")
RULES = ("--min", "-10", "--warn-min", "-8:00", "--warn-max", "30", "--max", "40")


def table(told: str) -> list[list[str]]:
    return [cells(line) for line in told.splitlines() if line.startswith("(")]


def test_the_rules_of_an_account_are_set_shown_and_taken_away(on_world: Command) -> None:
    carried = ("--closes", "flex", "--carry-min", "-10", "--carry-max", "10", "--surplus", "lapse")
    assert on_world("account", "set", "flex", *RULES, *carried, *OSTRA).out == "Flex has its rules\n"
    shown = on_world("account", "list", *OSTRA).out.splitlines()
    assert cells(shown[0])[2:] == ["Min", "Min warning", "Max warning", "Max", "Closes", *cells(shown[0])[7:]]
    assert cells(shown[2]) == [
        *("Flex", "Flextid", "-10:00", "-8:00", "30:00", "40:00"),
        *("flex", "-10:00", "10:00", "lapse"),
    ]
    assert cells(shown[3]) == ["Komp", "Komptid"]
    away = ("--closes", "none", "--carry-min", "none", "--carry-max", "none", "--surplus", "none", "--min", "none")
    assert on_world("account", "set", "Flex", *away, *OSTRA).code == 0
    assert cells(on_world("account", "list", *OSTRA).out.splitlines()[2])[2:] == ["-8:00", "30:00", "40:00"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("Flex", "--min", "5", "--max", "4"), 1, "value_max: must not be below"),
        (("Flex", "--carry-max", "10"), 1, "closes: must say which closing"),
        (("Flex", "--closes", "flex", "--carry-max", "10"), 1, "surplus: and carry_max go together"),
        (("VacationPaid", "--closes", "year"), 1, "closes: is for accounts of time"),
        (("Flex", "--max", "lots"), 2, "'lots' is not an amount: write hours as 7:30 or 7.5"),
        (("VacationPaid", "--max", "7:30"), 2, "'7:30' is not an amount: write days as 2.5"),
        (("Guld", "--max", "1"), 1, "has no account Guld"),
    ],
)
def test_rules_that_do_not_hold_together_are_refused_by_name(
    on_world: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    refused = on_world("account", "set", *arguments, *OSTRA)
    assert refused.code == code
    assert told in refused.err


def test_a_correction_moves_the_balance_from_its_day_on_says_why_and_is_taken_back(on_world: Command) -> None:
    made = on_world(*BO, "--amount", "-1:30", "--on", "2026-11-16", "--reason", "Slutade tidigare", *OSTRA)
    assert made.out.endswith(": -1:30 on Flex of Bo Öberg on 2026-11-16\n")
    assert [balance(on_world, "bo", "Flex", f"2026-11-{day}") for day in (15, 16)] == ["0:00", "-1:30"]
    told = on_world("balance", "bo", "--account", "Flex", "--explain", "--check", *OSTRA).out
    assert "2026-11-16  correction: Slutade tidigare   -1:30" in told
    key = made.out.split()[1].removesuffix(":")
    assert key in told
    assert on_world("account", "take-back", key, *OSTRA).out == "the correction is taken back\n"
    assert balance(on_world, "bo", "Flex", "2026-11-16") == "0:00"
    assert on_world("account", "take-back", key, *OSTRA).code == 1
    assert on_world("balance", "--check").code == 0


def test_a_marked_balance_hides_what_was_corrected_before_it(on_world: Command) -> None:
    on_world(*BO, "--amount", "5", "--on", "2026-11-10", "--reason", "x", *OSTRA)
    marked = on_world("account", "mark", "bo", "Flex", "--value", "2:15", "--on", "2026-11-16", *OSTRA)
    assert marked.out == "Bo Öberg has 2:15 on Flex at the end of 2026-11-16\n"
    on_world(*BO, "--amount", "1", "--on", "2026-11-17", "--reason", "y", *OSTRA)
    assert [balance(on_world, "bo", "Flex", f"2026-11-{day}") for day in (10, 16, 17)] == ["5:00", "2:15", "3:15"]
    assert on_world("balance", "bo", "--check", *OSTRA).code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bo", "Flex", "--amount", "0", "--on", "2026-11-16", "--reason", "x"), "amount: is nil or out of range"),
        (("bo", "Flex", "--amount", "1", "--on", "2026-11-16", "--reason", " "), "reason: is required"),
        (("bo", "BalanceLASDays", "--amount", "1", "--on", "2026-11-16", "--reason", "x"), "counts the days of employ"),
        (("nobody", "Flex", "--amount", "1", "--on", "2026-11-16", "--reason", "x"), "nobody in Östra"),
    ],
)
def test_a_correction_without_sense_is_refused_by_name(
    on_world: Command, arguments: tuple[str, ...], told: str
) -> None:
    refused = on_world("account", "correct", *arguments, *OSTRA)
    assert refused.code == 1
    assert told in refused.err


def test_balances_are_shown_with_the_periods_change_and_where_they_stand(on_world: Command) -> None:
    assert on_world("limits", *OSTRA).out.splitlines()[-1] == "nobody is outside"
    on_world("account", "set", "Komp", "--min", "0", "--warn-max", "30", "--max", "40", *OSTRA)
    for person, by, on in (("bo", "41", "2026-10-20"), ("bo", "-1:30", "2026-11-16"), ("doc", "-2", "2026-11-02")):
        on_world("account", "correct", person, "Komp", "--amount", by, "--on", on, "--reason", "x", *OSTRA)
    told = on_world("limits", *OSTRA).out
    rules = ["0:00", "30:00", "40:00"]
    assert table(told) == [
        ["(1002) Bo Öberg", "Komp", "-1:30", "39:30", *rules, "near above"],
        ["(9978) Dag Dokument", "Komp", "-2:00", "-2:00", *rules, "below"],
    ]
    assert told.splitlines()[-1] == "1 outside"
    in_october = on_world("limits", "--on", "2026-10-31", "--outside", *OSTRA).out
    assert table(in_october) == [["(1002) Bo Öberg", "Komp", "41:00", "41:00", *rules, "above"]]
    year = on_world("limits", "--from", "2026-01-01", "--outside", *OSTRA).out
    assert table(year) == [["(9978) Dag Dokument", "Komp", "-2:00", "-2:00", *rules, "below"]]
    assert len(table(on_world("limits", "--nil", *OSTRA).out)) == 6
    assert on_world("limits", "--from", "2026-12-01", *OSTRA).code == 1
