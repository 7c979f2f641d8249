"""Opening a canvas in the running app: from the request to the painted lists, canvases by turns."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop

from bench.bare_lists import board
from bench.canvases import SIZES, make_desk
from bench.figure import RUNS, Figure, short
from bench.painted import Painted, viewports_in
from bench.running_app import running_app


def measure(folder: Path) -> list[Figure]:
    """Every size is opened in turn, each beside its floor; the first round is practice."""
    desk = make_desk(folder)
    opened: dict[int, list[float]] = {size: [] for size in SIZES}
    floors: dict[int, list[float]] = {size: [] for size in SIZES}
    whole: dict[int, list[float]] = {size: [] for size in SIZES}
    with running_app(desk) as app:
        for _ in range(RUNS + 1):
            for size in SIZES:
                opened[size].append(app.open(desk.ids[size]))
                whole[size].append(app.lay_out_all())
                app.settle()
                floors[size].append(_floor(desk.paths.library, desk.ids[size]))
    return [_figure(size, opened, floors, whole) for size in SIZES]


def _figure(
    size: int, opened: dict[int, list[float]], floors: dict[int, list[float]], whole: dict[int, list[float]]
) -> Figure:
    times = median(opened[size][1:]) / median(opened[SIZES[0]][1:])
    note = (
        f"x{times:.2f} of {SIZES[0]} notes; notes far below have their places {short(median(whole[size][1:]))} ms later"
    )
    return Figure(
        f"open {size} notes",
        "ms",
        opened[size][1:],
        "rows by sqlite3, 14 plain lists painted",
        floors[size][1:],
        f"10000 notes at most 3x {SIZES[0]}" if size == SIZES[-1] else "",
        note,
    )


def _floor(library: Path, canvas_id: str) -> float:
    """Read the notes and show them in fourteen plain lists; returns the ms until these were painted."""
    loop = QEventLoop()
    begun = time.perf_counter_ns()
    texts: dict[str, list[str]] = {}
    with closing(sqlite3.connect(library)) as connection:
        for row in connection.execute("SELECT * FROM notes WHERE canvas_id = ? ORDER BY num", (canvas_id,)):
            texts.setdefault(row[3], []).append(row[5])
    window = board(list(texts.values()))
    window.show()
    watch = Painted(viewports_in(window), loop.quit)
    loop.exec()
    took = (time.perf_counter_ns() - begun) / 1e6
    watch.deleteLater()
    window.close()
    window.deleteLater()
    return took
