"""Ways to narrow that several lists have."""

from collections.abc import Callable

from dagsverke.app.queries import Condition
from dagsverke.web.lists.model import Sieve

Where = Callable[[str], tuple[Condition, ...]]


def having(*statuses: int) -> Where:
    """Those that have one of these statuses."""
    return lambda _today: (Condition("status", "in", list(statuses)),)


def days(core: str) -> tuple[Sieve, Sieve]:
    """From one day to another."""
    return Sieve("from", "From", core, "ge", "day"), Sieve("to", "To", core, "le", "day")
