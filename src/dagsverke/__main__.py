"""``python -m dagsverke`` and the ``dagsverke`` command."""

import sys

from dagsverke.main import run


def main() -> None:
    """Do what the command line says and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
