from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagsverke.app.throttle import Limit, Throttle
from dagsverke.domain.errors import TooMany


@dataclass
class Seconds:
    """A clock that shows what it is told to."""

    at: float = 100.0

    def __call__(self) -> float:
        """The seconds that it shows."""
        return self.at


def test_the_window_slides() -> None:
    now = Seconds()
    throttle = Throttle(Limit(2, 5.0), now)
    throttle.admit("a")
    now.at += 4
    throttle.admit("a")
    with pytest.raises(TooMany) as caught:
        throttle.admit("a")
    assert caught.value.retry_after_s == 1
    now.at += 1
    throttle.admit("a")
    with pytest.raises(TooMany) as caught:
        throttle.admit("a")
    assert caught.value.retry_after_s == 4


def test_a_refused_request_does_not_count() -> None:
    now = Seconds()
    throttle = Throttle(Limit(1, 1.0), now)
    throttle.admit("a")
    for _ in range(10):
        now.at += 0.09
        with pytest.raises(TooMany):
            throttle.admit("a")
    now.at += 0.1
    throttle.admit("a")


def test_callers_do_not_share_a_limit() -> None:
    throttle = Throttle(Limit(1, 1.0), Seconds())
    throttle.admit((1, 1))
    throttle.admit((2, 1))
    with pytest.raises(TooMany):
        throttle.admit((1, 1))


def test_the_wait_is_whole_seconds_rounded_up() -> None:
    now = Seconds()
    throttle = Throttle(Limit(1, 5.0), now)
    throttle.admit("a")
    now.at += 0.5
    with pytest.raises(TooMany) as caught:
        throttle.admit("a")
    assert caught.value.retry_after_s == 5


def test_a_clock_that_is_put_back_neither_opens_nor_closes_the_door() -> None:
    now = Seconds()
    throttle = Throttle(Limit(1, 5.0), now)
    throttle.admit("a")
    now.at -= 1000
    with pytest.raises(TooMany) as caught:
        throttle.admit("a")
    assert caught.value.retry_after_s == 5


def test_the_caller_silent_longest_is_forgotten_first() -> None:
    throttle = Throttle(Limit(1, 1.0), Seconds(), callers_max=2)
    for caller in ("a", "b", "c"):
        throttle.admit(caller)
    throttle.admit("a")
    with pytest.raises(TooMany):
        throttle.admit("c")


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_window_ever_holds_more_than_the_limit(pauses: list[float]) -> None:
    now, limit = Seconds(0.0), Limit(3, 5.0)
    admitted: list[float] = []
    throttle = Throttle(limit, now)
    for pause in pauses:
        now.at += pause
        is_full = len([at for at in admitted if now.at - at < limit.window_s]) == limit.requests
        if is_full:
            with pytest.raises(TooMany):
                throttle.admit("a")
        else:
            throttle.admit("a")
            admitted.append(now.at)
