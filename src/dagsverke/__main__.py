"""``python -m dagsverke`` and the ``dagsverke`` command."""

import gc
import sys

gc.disable()  # what is imported stays; looking through it again and again takes a good part of the start

from dagsverke.main import run  # noqa: E402  # only now, with the collector at rest

gc.enable()  # here, not in main(): workers of several import this module and never call it


def main() -> None:
    """Do what the command line says and leave with its exit code."""
    gc.freeze()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
