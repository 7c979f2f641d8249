"""Opening a library of ten thousand canvases in the app: from the shown window to the painted list; and its memory."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView

from bench.bare_lists import resident
from bench.corpus import CANVASES, corpus
from bench.figure import RUNS, Figure
from bench.painted import Painted
from bench.start import child
from cmc_desktop.paths import user_paths
from cmc_desktop.ui import start
from cmc_desktop.ui.main_window import MainWindow


def measure(folder: Path) -> list[Figure]:
    """A process for every run; app and floor take turns."""
    corpus(folder)
    apps, floors = [], []
    for _ in range(RUNS):
        apps.append(_child("app", folder))
        floors.append(_child("bare", folder))
    opened, bare = ([run["ms"] for run in runs] for runs in (apps, floors))
    held, least = ([run["memory"] for run in runs] for runs in (apps, floors))
    floor = "rows by sqlite3 in a plain list"
    name = f"library of {CANVASES} canvases"
    return [
        Figure(f"{name}: window shown to list painted", "ms", opened, floor, bare, "at most 300 ms"),
        Figure(f"{name}: memory", "MiB", held, floor, least),
    ]


def _child(what: str, folder: Path) -> dict[str, float]:
    _, said = child("bench.library", what, str(folder))
    return {"ms": (said["painted"] - said["shown"]) / 1e6, "memory": said["memory"]}


def _app(folder: Path) -> dict[str, float]:
    """The app's own way: its window, then the library when the window is seen."""
    paths = user_paths(folder)
    loop, said, watches = QEventLoop(), dict[str, float](), list[Painted]()

    def make_window(*arguments: Any) -> MainWindow:
        window = MainWindow(*arguments)
        window.shown.connect(lambda: said.setdefault("shown", time.monotonic_ns()))  # before the app hears it
        return window

    start.MainWindow = make_window  # type: ignore[attr-defined,assignment]  # stands in for the class
    application: Any = start.make_application([])
    controller = start.start(application, paths, paths.library)
    table = controller.library_page.table

    def painted() -> None:
        said.setdefault("painted", time.monotonic_ns())
        QTimer.singleShot(1000, loop.quit)

    table.rows.modelReset.connect(lambda: watches.append(Painted([table.viewport()], painted)))
    controller.window.show()
    loop.exec()
    return said


def _bare(folder: Path) -> dict[str, float]:
    """The heads of all canvases read by sqlite3 and shown in a plain list."""
    application = QApplication([])
    loop, said = QEventLoop(), {"shown": time.monotonic_ns()}
    query = "SELECT c.*, o.* FROM canvases c JOIN overview o ON o.canvas_id = c.id ORDER BY o.changed_at DESC"
    with closing(sqlite3.connect(user_paths(folder).library)) as connection:
        rows = connection.execute(query).fetchall()
    view = QListView()
    view.setUniformItemSizes(True)
    view.setModel(QStringListModel([str(row) for row in rows], view))
    view.show()
    watch = Painted([view.viewport()], loop.quit)
    loop.exec()
    said["painted"] = time.monotonic_ns()
    watch.deleteLater()
    application.processEvents()
    return said


if __name__ == "__main__":
    said = {"app": _app, "bare": _bare}[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({**said, "memory": resident()}), flush=True)
    os._exit(0)  # what is open is only looked at
