"""What a change says of columns that are kept as they come."""

from collections.abc import Mapping
from typing import Any


def plain(change: Mapping[str, Any], empty: Mapping[str, Any]) -> dict[str, Any]:
    """The columns named in ``empty`` that the change speaks of; one given as None becomes what ``empty`` says."""
    return {
        name: nothing if change[name] is None else change[name] for name, nothing in empty.items() if name in change
    }
