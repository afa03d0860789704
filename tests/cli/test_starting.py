"""What holds from the moment at which the command is imported."""

import gc
import subprocess
import sys


def test_the_collector_works_once_all_is_imported() -> None:
    """Also in workers of several, which import the command and never call it."""
    line = "import gc, dagsverke.__main__; raise SystemExit(0 if gc.isenabled() else 1)"
    assert subprocess.run([sys.executable, "-c", line], check=False).returncode == 0
    assert gc.isenabled()
