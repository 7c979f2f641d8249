"""`python3 dev.py bench [NAME ...] [--json FILE]`: measures what is named, or everything, and prints it."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from bench.figure import Figure
from bench.machine import machine_line

NAMES = ("start", "opening", "library", "search", "drag", "edit", "merge", "round", "pdf", "stall", "memory")

Measure = Callable[[Path], list[Figure]]


def main() -> None:
    options = _options()
    print(machine_line(), flush=True)
    figures = [figure for name in options.name or NAMES for figure in _measured(name)]
    if options.json:
        data = {"machine": machine_line(), "figures": [figure.plain() for figure in figures]}
        options.json.write_text(json.dumps(data, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*NAMES, []], help=f"one or more of: {', '.join(NAMES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser.parse_args()


def _measured(name: str) -> list[Figure]:
    """Measure in a folder of its own and print each figure."""
    measure = cast(Measure, import_module(f"bench.{name}").measure)
    # /tmp is often in memory, where nothing has to become durable
    disk = "/var/tmp" if Path("/var/tmp").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="cmc-bench-", dir=disk) as folder:
        figures = measure(Path(folder))
    for figure in figures:
        print(*figure.lines(), sep="\n", flush=True)
    return figures


if __name__ == "__main__":
    main()
