"""Who becomes permanent when and who has priority: grids reckoned by hand, and the law of the first day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.domain.calendars import ordinal
from dagsverke.domain.employment import Employment, Form
from dagsverke.domain.errors import Malformed
from dagsverke.domain.las import FIXED_TERM, SUBSTITUTE, DaySet, History, window_first
from dagsverke.domain.las_rights import Conversion, conversion, priority
from dagsverke.domain.las_rules import NO_RIGHTS, LasRules
from dagsverke.domain.ledger import Mark
from dagsverke.domain.units import E6

LAW = LasRules()


def term(starts_on: str, ends_on: str | None = None, form: Form = "fixed_term", **more: Any) -> Employment:
    number = ordinal(starts_on)
    return Employment(number, f"{number:024x}", 1, form, starts_on, ends_on, **more)


def turn(
    *employments: Employment,
    on: str,
    rules: LasRules = LAW,
    mark: Mark | None = None,
    worked: tuple[str, ...] = (),
) -> Conversion:
    """The conversion of the employment that runs."""
    known = History(employments, sorted(map(ordinal, worked)), mark)
    found = [conversion(known, one, on, rules) for one in employments if one.runs_on(on)]
    assert found[-1] is not None
    return found[-1]


@pytest.mark.parametrize(
    ("employments", "on", "days", "converts_on"),
    [
        # One term: the 366th day of it.
        ([term("2025-01-01")], "2025-06-30", 181, "2026-01-01"),
        # A year with a leap day gets there a day earlier.
        ([term("2024-01-01")], "2024-01-01", 1, "2024-12-31"),
        # 100 days, a gap of eight months, then 266 more.
        ([term("2025-01-01", "2025-04-10"), term("2025-12-01", "2026-12-31")], "2025-12-31", 131, "2026-08-23"),
        # The substitute before makes no days, and the window forgets what is five years old.
        ([term("2024-01-01", "2024-12-31", "substitute"), term("2025-01-01")], "2025-01-01", 1, "2026-01-01"),
        ([term("2020-01-01", "2020-12-31"), term("2026-01-01")], "2026-02-01", 32, "2027-01-01"),
        # A chain has no window: each began within six months, so the days of 2020 still count.
        (
            [
                term("2020-01-01", "2020-12-31"),  # 366 days: enough, by one
                term("2021-06-30", "2023-12-31", "seasonal"),
                term("2024-06-30", "2025-12-31", "substitute"),
                term("2026-06-30", None),
            ],
            "2026-06-30",
            367,
            "2026-06-30",
        ),
        # One day too late somewhere, and the chain begins anew.
        (
            [term("2020-01-01", "2020-12-31"), term("2021-07-01", "2025-12-31", "seasonal"), term("2026-01-01")],
            "2026-01-01",
            1,
            "2027-01-01",
        ),
        # A substitute: two years, of which one has a leap day.
        ([term("2023-01-01", None, "substitute")], "2024-12-31", 731, "2024-12-31"),
        ([term("2025-01-01", "2026-12-31", "substitute")], "2025-12-31", 365, "2027-01-01"),
    ],
)
def test_an_employment_becomes_permanent_with_the_first_day_beyond_the_limit(
    employments: list[Employment], on: str, days: int, converts_on: str
) -> None:
    found = turn(*employments, on=on)
    assert (found.days, found.converts_on) == (days, converts_on)


def test_a_chain_follows_to_the_day() -> None:
    before = term("2019-01-01", "2019-12-31")
    within = turn(before, term("2020-06-30", "2025-01-31", "seasonal"), term("2025-02-01"), on="2025-02-01")
    beyond = turn(before, term("2020-07-01", "2025-01-31", "seasonal"), term("2025-02-01"), on="2025-02-01")
    assert (within.days, beyond.days) == (366, 1)


def test_days_between_terms_are_days_of_special_fixed_term() -> None:
    three = [term(f"2026-03-{day}", f"2026-03-{day}") for day in ("02", "10", "20")]
    assert turn(*three, term("2026-04-01"), on="2026-04-01").days == 19 + 1


def test_what_is_agreed_is_told_from_what_would_be() -> None:
    assert turn(term("2025-01-01"), on="2025-06-30").is_agreed
    assert turn(term("2025-01-01", "2026-01-01"), on="2025-06-30").is_agreed
    assert not turn(term("2025-01-01", "2025-12-31"), on="2025-06-30").is_agreed


def test_thresholds_are_the_agreements() -> None:
    short = LasRules(fixed_term_days=360, conversion_years=3, chain_months=0)
    assert turn(term("2025-01-01"), on="2025-01-01", rules=short).converts_on == "2025-12-27"
    old = term("2022-01-01", "2022-12-31")
    assert turn(old, term("2026-01-01"), on="2026-01-01", rules=short).days == 1
    assert turn(old, term("2026-01-01"), on="2026-01-01").days == 366


@pytest.mark.parametrize("form", ["permanent", "probation", "seasonal"])
def test_other_forms_never_become_permanent_by_days(form: Form) -> None:
    one = term("2020-01-01", None, form)
    assert conversion(History([one]), one, "2026-01-01", LAW) is None


def test_where_the_law_knows_no_such_right_nothing_follows() -> None:
    one = term("2020-01-01", "2026-01-01")
    assert conversion(History([one]), one, "2026-01-01", NO_RIGHTS) is None
    assert priority(History([one]), "2026-01-02", NO_RIGHTS) is None


def test_general_fixed_term_became_permanent_after_two_years_of_it() -> None:
    found = turn(term("2021-01-01", None, "general"), on="2022-12-31")
    assert (found.days, found.limit, found.converts_on) == (730, 730, "2023-01-01")
    after = turn(term("2022-01-01", "2022-09-30", "general"), term("2022-10-01"), on="2022-10-01")
    assert after.days == 31 + 30 + 31 + 30 + 31 + 31 + 30 + 1  # from March on


def test_by_the_day_it_is_the_days_that_have_been() -> None:
    worked = tuple((date(2025, 1, 1) + timedelta(days=n)).isoformat() for n in range(0, 800, 20))
    by_day = term("2025-01-01", None, "fixed_term", is_by_day=True)
    assert turn(by_day, on="2026-12-31", worked=worked).converts_on is None
    every = tuple((date(2025, 1, 1) + timedelta(days=n)).isoformat() for n in range(400))
    assert turn(by_day, on="2026-12-31", worked=every).converts_on == "2026-01-01"


@pytest.mark.parametrize(
    ("form", "told", "days", "converts_on"),
    [
        ("fixed_term", 300, 310, "2026-04-07"),  # the 66th day after the mark
        ("substitute", 300, 310, "2027-04-07"),
        ("fixed_term", 20, 41, "2027-01-01"),  # less than is known otherwise
    ],
)
def test_a_mark_stands_for_days_of_the_form_of_its_day(form: Form, told: int, days: int, converts_on: str) -> None:
    mark = Mark(1, "2026-01-31", told * E6)
    found = turn(term("2026-01-01", None, form), on="2026-02-10", mark=mark)
    assert (found.days, found.converts_on) == (days, converts_on)


@st.composite
def chains(draw: st.DrawFn) -> list[Employment]:
    day, found = date(2018, 1, 1), []
    for _ in range(draw(st.integers(1, 5))):
        day += timedelta(days=draw(st.integers(1, 400)))
        last = day + timedelta(days=draw(st.integers(0, 300)))
        found.append(term(day.isoformat(), last.isoformat(), draw(st.sampled_from(["fixed_term", "substitute"]))))
        day = last
    return found


@given(chains(), st.sampled_from([LasRules(chain_months=0), LasRules(chain_months=0, fixed_term_days=90)]))
def test_the_day_is_the_first_on_which_the_window_has_more_than_the_limit(
    employments: list[Employment], rules: LasRules
) -> None:
    one = employments[-1]
    on = one.starts_on
    found = turn(*employments, on=on, rules=rules)
    assert found.converts_on is not None
    going_on = [*employments[:-1], term(one.starts_on, None, one.form)]
    counting = FIXED_TERM if one.form == "fixed_term" else SUBSTITUTE

    def counted(day: str) -> int:
        known = DaySet(History(going_on).spans(counting, ordinal(day)))
        return known.between(window_first(day, rules.conversion_years), ordinal(day))

    before = (date.fromisoformat(found.converts_on) - timedelta(days=1)).isoformat()
    assert counted(found.converts_on) > found.limit
    assert before < on or counted(before) <= found.limit


def rights(*employments: Employment, on: str, born_on: str | None = None) -> dict[str, tuple[int, str]]:
    found = priority(History(employments), on, LAW, born_on)
    return {one.to: (one.days, one.until) for one in found.rights} if found else {}


@pytest.mark.parametrize(
    ("employment", "on", "held"),
    [
        # Twelve months in three years: more than 365 days, whatever the form.
        (
            term("2024-01-01", "2025-01-31", "permanent", end_reason="redundancy"),
            "2025-02-01",
            {"any": (397, "2025-10-31")},
        ),
        (term("2024-02-01", "2025-01-30", "permanent", end_reason="redundancy"), "2025-02-01", {}),
        # It lasts nine months from the end.
        (term("2024-01-01", "2025-01-31", "substitute"), "2025-10-31", {"any": (397, "2025-10-31")}),
        (term("2024-01-01", "2025-01-31", "substitute"), "2025-11-01", {}),
        # Nine months of special fixed term give a right to a new one.
        (term("2025-01-01", "2025-10-01", end_reason="expiry"), "2025-11-01", {"fixed_term": (274, "2026-07-01")}),
        (term("2025-01-01", "2025-09-30", end_reason="expiry"), "2025-11-01", {}),
        # Six months in two years give one to the next season, until nine months from its beginning.
        (term("2025-04-01", "2025-09-30", "seasonal"), "2026-12-31", {"seasonal": (183, "2027-01-01")}),
        (term("2025-04-01", "2025-09-29", "seasonal"), "2026-01-01", {}),
        # Only want of work gives any, and a term that runs out does so unless another reason is given.
        (term("2024-01-01", "2025-01-31", end_reason="own_wish"), "2025-02-01", {}),
        (term("2024-01-01", "2025-01-31", end_reason="dismissal"), "2025-02-01", {}),
        (term("2024-01-01", "2025-01-31", "permanent"), "2025-02-01", {}),
        (term("2024-01-01", "2025-01-31", "substitute"), "2025-01-31", {}),  # it still runs
        (
            term("2024-01-01", "2025-01-31", "substitute", end_reason="expiry"),
            "2025-01-31",
            {"any": (397, "2025-10-31")},
        ),
    ],
)
def test_the_right_of_priority(employment: Employment, on: str, held: dict[str, tuple[int, str]]) -> None:
    assert rights(employment, on=on) == held


def test_whoever_is_employed_anew_needs_no_priority_unless_by_the_day() -> None:
    ended = term("2024-01-01", "2025-01-31", "substitute")
    anew = term("2025-03-01", None)
    by_day = term("2025-03-01", None, "substitute", is_by_day=True)
    assert (
        rights(ended, anew, on="2025-02-15") == rights(ended, by_day, on="2025-03-15") == {"any": (397, "2025-10-31")}
    )
    assert rights(ended, anew, on="2025-03-15") == {}


@pytest.mark.parametrize(
    ("born_on", "until"),
    [("1956-06-10", "2025-06-09"), ("1956-02-29", "2025-02-27"), ("1960-01-01", "2025-10-31"), (None, "2025-10-31")],
)
def test_the_right_ends_with_the_birthday(born_on: str | None, until: str) -> None:
    ended = term("2024-01-01", "2025-01-31", "substitute")
    assert rights(ended, on="2025-02-01", born_on=born_on) == {"any": (397, until)}
    after = (date.fromisoformat(until) + timedelta(days=1)).isoformat()
    assert rights(ended, on=after, born_on=born_on) == {}


def test_longer_employment_goes_before_shorter_and_then_the_elder() -> None:
    ended = term("2024-01-01", "2025-01-31", "substitute")
    longer = term("2010-01-01", "2012-12-31", "permanent", end_reason="own_wish")
    known = {
        "long": (History([longer, ended]), "1990-01-01"),
        "young": (History([ended]), "2000-01-01"),
        "old": (History([ended]), "1970-01-01"),
        "ageless": (History([ended]), None),
        "marked": (History([ended], (), Mark(1, "2025-01-31", 500 * E6)), "1999-01-01"),
    }
    found = {name: priority(some, "2025-02-01", LAW, born) for name, (some, born) in known.items()}
    ranks = {name: one.rank for name, one in found.items() if one}
    assert sorted(ranks, key=lambda name: ranks[name]) == ["long", "marked", "old", "young", "ageless"]


@pytest.mark.parametrize(("days", "told"), [(339, (11, 5)), (365, (12, 0)), (30, (0, 30)), (31, (1, 1)), (0, (0, 0))])
def test_days_are_told_as_months(days: int, told: tuple[int, int]) -> None:
    assert LAW.months(days) == told


@pytest.mark.parametrize("said", [{"fixed_term_days": -1}, {"conversion_years": 0}, {"month_days_e4": 0}])
def test_what_no_agreement_can_say_is_refused(said: dict[str, int]) -> None:
    with pytest.raises(Malformed) as refused:
        LasRules(**said)
    assert refused.value.field == f"las.{next(iter(said))}"
