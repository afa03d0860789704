import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")
WEEK = ("--from", "2026-11-09", "--to", "2026-11-15")


def test_an_absence_of_some_days_is_recorded_and_withdrawn(on_world: Command) -> None:
    done = on_world("absence", "record", "1001", "SEM", *WEEK, *OSTRA)
    assert (done.code, done.out) == (
        0,
        "Anna Andersson: Semester from 2026-11-09 to 2026-11-15, 5 days, 40:00 hours\n",
    )
    again = on_world("absence", "record", "anna", "semester", *WEEK, *OSTRA)
    assert again.code == 1
    assert "more absence on 2026-11-09 than work is expected" in again.err
    gone = on_world("absence", "withdraw", "anna", "SEM", *WEEK, *OSTRA)
    assert (gone.code, gone.out) == (0, "Anna Andersson: 5 days of Semester are withdrawn\n")
    assert on_world("absence", "withdraw", "anna", "SEM", *WEEK, *OSTRA).code == 1


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (("--hours", "2:30"), "12:30 hours"),
        (("--hours", "2.5"), "12:30 hours"),
        (("--extent", "25"), "10:00 hours"),
        (("--extent", "12,5 %"), "5:00 hours"),
    ],
)
def test_an_absence_has_hours_of_each_day_or_an_extent(on_world: Command, part: tuple[str, str], told: str) -> None:
    done = on_world("absence", "record", "anna", "SJK", *WEEK, *part, *OSTRA)
    assert (done.code, done.out.endswith(f"5 days, {told}\n")) == (0, True), done


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("1001", "TID", *WEEK), 1, "no cause of absence is called TID (there are: FPE, KOM, NAR"),
        (("4711", "SEM", *WEEK), 1, "nobody in Östra Bygg & Städ AB"),
        (("1002", "SEM", *WEEK), 1, "no day on which Bo Öberg is expected to work"),
        (("1001", "SEM", *WEEK, "--hours", "2", "--extent", "50"), 1, "cannot be given together"),
        (("1001", "SEM", *WEEK, "--extent", "half"), 2, "'half' is not a percentage"),
        (("1001", "SEM", *WEEK, "--extent", "120"), 1, "extent_e4: must be more than 0"),
        (("1001", "SEM", "--from", "2026-11-09"), 2, "Missing option '--to'"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    on_world: Command, arguments: tuple[str, ...], code: int, told: str
) -> None:
    outcome = on_world("absence", "record", *arguments, *OSTRA)
    assert outcome.code == code
    assert told in " ".join(outcome.err.replace("│", " ").split())
