"""Which app a harness kills: that of this checkout, whatever else is installed."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def of_this_checkout() -> dict[str, str]:
    """The environment in which a process imports the app from beside these tests."""
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (str(ROOT), known) if part)}
