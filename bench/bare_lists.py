"""A child process: the least Qt needs to show fourteen lists. Says on standard output when they were painted.

With a number of notes it fills the lists with them, and says how much memory it takes a second later.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QListView, QWidget

from bench.painted import Painted, viewports_in
from bench.texts import note_texts


def fourteen_shares(texts: list[str]) -> list[list[str]]:
    """Texts dealt out to fourteen lists."""
    return [texts[place::14] for place in range(14)]


def board(texts: list[list[str]]) -> QWidget:
    """Fourteen plain lists in a grid, in a window of the size the app opens with."""
    window = QWidget()
    window.resize(1280, 720)
    grid = QGridLayout(window)
    for place, lines in enumerate(texts):
        view = QListView()
        view.setModel(QStringListModel(lines, view))
        grid.addWidget(view, place // 5, place % 5)
    return window


def resident() -> float:
    """MiB of memory in use by this process; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def main() -> None:
    app = QApplication(sys.argv)
    window = board(fourteen_shares(note_texts(int(sys.argv[1]) if sys.argv[1:] else 0)))
    window.show()

    def tell() -> None:
        said: dict[str, float] = {"shown": time.monotonic_ns()}
        QTimer.singleShot(1000 if sys.argv[1:] else 0, lambda: end(said))

    def end(said: dict[str, float]) -> None:
        print(json.dumps({**said, "memory": resident()}), flush=True)
        app.quit()

    watch = Painted(viewports_in(window), tell)
    app.exec()
    del watch


if __name__ == "__main__":
    main()
