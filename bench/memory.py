"""Memory of the app with a canvas of each size on the desk, against fourteen plain lists with the same notes."""

from __future__ import annotations

from pathlib import Path

from bench.canvases import SIZES, make_desk
from bench.figure import RUNS, Figure
from bench.start import child
from cmc_desktop.ui.settings import Settings


def measure(folder: Path) -> list[Figure]:
    """A process for every run; sizes and floor take turns. VmRSS, once the app has been idle for a second."""
    desk = make_desk(folder)
    settings = Settings(desk.paths.settings)
    apps: dict[int, list[float]] = {size: [] for size in SIZES}
    floors: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(RUNS - 2):
        for size in SIZES:
            settings.open_canvas = desk.ids[size]
            apps[size].append(child("bench.watched_app", str(folder), "memory")[1]["memory"])
            floors[size].append(child("bench.bare_lists", str(size))[1]["memory"])
    floor_name = "Qt alone, 14 lists with these notes"
    return [Figure(f"memory with {size} notes open", "MiB", apps[size], floor_name, floors[size]) for size in SIZES]
