"""Contenders take turns under the same load in the same run, for machines are noisy and ratios are not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.asking import send_raw
from benchmarks.load import Plan, Result, put_under_load
from benchmarks.sizes import Sizes

CONNECTIONS = 16
OURS = "dagsverke"
BARE = "bare handler"
CONVENTIONAL = "conventional stack"


@dataclass(frozen=True, slots=True)
class Contender:
    """A server, and what it is asked."""

    name: str
    port: int
    requests: Sequence[bytes]


@dataclass(slots=True)
class Score:
    """What the rounds of each contender came to; every figure is the median of the rounds."""

    rounds: dict[str, list[Result]] = field(default_factory=dict)

    def rate(self, name: str = OURS) -> float:
        """Replies a second."""
        return median(one.rate for one in self.rounds[name])

    def median_ms(self, name: str = OURS) -> float:
        """The median latency."""
        return median(one.median_ms for one in self.rounds[name])

    def p99_ms(self, name: str = OURS) -> float:
        """The latency that one request in a hundred exceeds."""
        return median(one.p99_ms for one in self.rounds[name])

    def ratio(self, other: str, name: str = OURS) -> float:
        """How many times the other's rate this one's is, round by round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return median(one.rate / another.rate for one, another in pairs)

    def slowness(self, other: str, name: str = OURS) -> float:
        """How many times the other's median latency this one's is, round by round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return median(one.median_ms / another.median_ms for one, another in pairs)


def contest(contenders: Sequence[Contender], sizes: Sizes, *, is_lone: bool = False) -> Score:
    """Put each in turn under load, as many times as there are rounds; ``is_lone`` is one connection, a few requests."""
    score = Score({one.name: [] for one in contenders})
    for one in contenders:
        send_raw(one.port, one.requests[0])  # whatever a server does once, it has done then
    for number in range(sizes.rounds):
        shift = number % len(contenders)
        for one in (*contenders[shift:], *contenders[:shift]):
            plan = Plan(
                port=one.port,
                requests=list(one.requests),
                connections=1 if is_lone else CONNECTIONS,
                seconds=sizes.seconds,
                warm_s=0.0 if is_lone else sizes.seconds / (4 if number else 2),
                requests_max=sizes.lone_requests if is_lone else 1_000_000,
            )
            score.rounds[one.name].append(put_under_load(plan))
    return score
