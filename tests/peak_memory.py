"""How much memory something takes at its most, that of libraries outside Python too where the system tells."""

from __future__ import annotations

import re
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

_PROCESS = Path("/proc/self")


def most_taken(work: Callable[[], object]) -> int:
    """Bytes that `work` takes beyond what was taken before, at its most.

    Linux counts what a process has in memory, at no cost. Elsewhere Python counts its own, which takes several times
    as long.
    """
    if not sys.platform.startswith("linux"):
        tracemalloc.start()
        work()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most
    (_PROCESS / "clear_refs").write_text("5")  # the peak is counted anew
    before = _peak()
    work()
    return _peak() - before


def _peak() -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", (_PROCESS / "status").read_text())
    assert found is not None
    return int(found[1]) * 1024
