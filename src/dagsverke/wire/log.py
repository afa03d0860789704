"""The server's log: one JSON object a line on stderr, without secrets (no query, no header, no body)."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from dagsverke.wire.values import json_text

Log = Callable[[Mapping[str, Any]], None]


def to_stderr(line: Mapping[str, Any]) -> None:
    """Write one line."""
    sys.stderr.write(json_text(line) + "\n")
