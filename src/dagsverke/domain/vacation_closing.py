"""The end of a vacation year: what of its days is carried into the next one, what is paid out, and what is gone.

Days move by themselves when a year begins (``Walk.turn``); a closing adds that days which can be saved no longer are
paid out, for they are earned (semesterlagen 1977:480 §§ 18-20, 26 and 28).
"""

from dagsverke.domain.closings import Settlement
from dagsverke.domain.vacation_course import State
from dagsverke.domain.vacation_facts import SORTS, Facts
from dagsverke.domain.vacation_walk import Walk

OVERDUE = "overdue"


def settle_year(facts: Facts, first_on: str, state: State) -> dict[str, Settlement]:
    """What becomes of each account of vacation when the year that begins on ``first_on`` follows on a state.

    All that is overdue then is paid out from the account ``overdue``, wherever it came from; where that account is
    below nil, what comes to it makes that good first.
    """
    walk = Walk(facts, first_on, state)
    walk.turn(first_on)
    gone = dict.fromkeys(SORTS, 0)
    late = dict.fromkeys(SORTS, 0)
    for one in walk.course.changes:
        if one.what == "lapsed":
            gone[one.kind] -= one.amount
        elif one.what == "overdue" and one.kind != OVERDUE:
            late[one.kind] -= one.amount
    paid_out = max(state.of(OVERDUE) + sum(late.values()), 0)
    late[OVERDUE] = paid_out - sum(late.values())
    return {sort: Settlement(state.of(sort), paid_out=late[sort], expires=gone[sort]) for sort in SORTS}
