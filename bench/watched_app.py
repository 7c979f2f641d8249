"""A child process: the real app, which says when its first frame and its last canvas were painted, and then ends.

Wanted is the `frame`, the `canvas`, or the `memory` a second after the canvas. The app is not changed for it:
its window is taken hold of where it is made, and its own signal `MainWindow.shown` is heard.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QListView, QStackedWidget, QWidget

from bench.bare_lists import resident
from bench.painted import Painted, viewports_in
from cmc_desktop.app import run
from cmc_desktop.ui import start
from cmc_desktop.ui.main_window import MainWindow

HEAVY = ("sqlalchemy", "reportlab", "alembic", "pikepdf")


class Watch:
    """Notes what happened when, in ns of the system's monotonic clock."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._told: dict[str, Any] = {}
        self._watches: list[Painted] = []

    def make_window(self, *arguments: Any) -> MainWindow:
        """The main window, heard before anything else of the app hears it."""
        self._window = MainWindow(*arguments)
        self._window.shown.connect(self._on_window_shown)
        pages = self._window.centralWidget()
        assert isinstance(pages, QStackedWidget)
        self._pages = pages
        pages.currentChanged.connect(self._on_page_changed)
        return self._window

    def _on_window_shown(self) -> None:
        self._told["shown"] = time.monotonic_ns()
        self._told["loaded"] = [name for name in HEAVY if name in sys.modules]
        if self._wanted == "frame":
            self._end()

    def _on_page_changed(self, _place: int) -> None:
        # at once: the first painting comes before any timer
        page: Any = self._pages.currentWidget()
        if self._wanted != "frame" and hasattr(page, "board"):
            self._watches.append(Painted(viewports_in(page.board), lambda: self._on_board_painted(page.board)))

    def _on_board_painted(self, board: QWidget) -> None:
        assert note_under_the_mouse(board), "the canvas was painted, but there is no note to drag"
        self._told["ready"] = time.monotonic_ns()
        if self._wanted == "memory":
            QTimer.singleShot(1000, self._end)
        else:
            self._end()

    def _end(self) -> None:
        self._told["memory"] = resident()
        print(json.dumps(self._told), flush=True)
        QApplication.exit(0)


def note_under_the_mouse(board: QWidget) -> bool:
    """Whether a list on the board would find a note where its first one has been painted."""
    return any(view.indexAt(QPoint(20, 12)).isValid() for view in board.findChildren(QListView))


def end_badly(*error: Any) -> None:
    """Qt would go on after an error in a slot, and whoever measures would wait."""
    sys.__excepthook__(*error)
    os._exit(3)


def main() -> int:
    sys.excepthook = end_badly
    data, wanted = sys.argv[1:]
    start.MainWindow = Watch(wanted).make_window  # type: ignore[attr-defined,assignment]  # stands in for the class
    return run(["--data", data])


if __name__ == "__main__":
    sys.exit(main())
