"""`python -m cmc_desktop` and the installed command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the app or one of its commands; returns the exit status."""
    from cmc_desktop.app import run  # here, so that a process that only imports this module stays light

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
