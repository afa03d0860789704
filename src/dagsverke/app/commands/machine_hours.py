"""Time of machines as people tell it: of a day."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands import machine_time
from dagsverke.app.moments import with_moment
from dagsverke.app.ports import UnitOfWork

Given = Mapping[str, Any]


def record(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Record a machine's time of a day (``happened_at``)."""
    return machine_time.record(work, target, with_moment(work, change))


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct a machine's time; what is not given stays, the moment within its day too."""
    return machine_time.correct(work, target, with_moment(work, change))
