"""From process start to the first painted frame, and to the last canvas ready for a drag."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.canvases import make_desk
from bench.figure import RUNS, Figure
from cmc_desktop.ui.settings import Settings

_NOTES = 150


def measure(folder: Path) -> list[Figure]:
    """App and floor are started by turns; the first start of each only warms the file cache."""
    desk = make_desk(folder, (_NOTES,))
    fresh = folder / "fresh"
    Settings(desk.paths.settings).open_canvas = desk.ids[_NOTES]
    frames, canvases, floors, loaded = [], [], [], set()
    for _ in range(RUNS + 1):
        floor, _ = child("bench.bare_lists")
        frame, told = child("bench.watched_app", str(fresh), "frame")
        canvas, _ = child("bench.watched_app", str(folder), "canvas", until="ready")
        floors.append(floor)
        frames.append(frame)
        canvases.append(canvas)
        loaded |= set(told["loaded"])
    floor_name = "Qt alone, 14 empty lists painted"
    note = f"loaded at the first frame: {', '.join(sorted(loaded)) or 'neither SQLAlchemy nor ReportLab nor Alembic'}"
    return [
        Figure("process start to first frame", "ms", frames[1:], floor_name, floors[1:], "at most 1.6x", note),
        Figure(f"process start to {_NOTES} notes ready for a drag", "ms", canvases[1:], floor_name, floors[1:]),
    ]


def child(module: str, *arguments: str, until: str = "shown") -> tuple[float, dict[str, Any]]:
    """Run a module in a process of its own; returns the ms from before its start to `until`, and all it said."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        if environment["QT_QPA_PLATFORM"] == "offscreen":
            environment["QT_QPA_PLATFORM"] = _offscreen(Path(folder) / "screen.json")
        return _timed(environment, module, arguments, until)


def _offscreen(config: Path) -> str:
    """The platform without a screen, with one of 1280 x 720: its own is too small for the app's least size."""
    size = {"width": 1280, "height": 720, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config.write_text(json.dumps({"screens": [{"name": "bench", "x": 0, "y": 0, **size}]}), encoding="utf-8")
    return f"offscreen:configfile={config}"


def _timed(
    environment: dict[str, str], module: str, arguments: tuple[str, ...], until: str
) -> tuple[float, dict[str, Any]]:
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have compiled modules from the second start on
    command = [sys.executable, "-m", module, *arguments]
    start = time.monotonic_ns()
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    if told.returncode:
        raise RuntimeError(f"{module} failed:\n{told.stderr}")
    said = json.loads(told.stdout)
    return (said[until] - start) / 1e6, said
