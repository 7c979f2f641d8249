"""The real app inside this process: its window, on a library made for the occasion."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEventLoop, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QListView, QWidget

from bench.canvases import Desk
from bench.painted import Painted, viewports_in
from cmc_desktop.ui import start


@contextmanager
def running_app(desk: Desk) -> Iterator[RunningApp]:
    """The app after its first frame, with the library open and no canvas on the desk."""
    qInstallMessageHandler(_tell)
    application = QApplication.instance() or start.make_application([])
    controller = start.start(application, desk.paths, desk.paths.library)  # type: ignore[arg-type]  # there is one kind
    controller.window.show()
    app = RunningApp(controller)
    app.wait_until(lambda: controller.library is not None)
    start.put_window_first(controller.window)
    yield app
    controller.window.close()
    app.settle()


def _tell(_kind: object, _context: object, message: str | None) -> None:
    """Pass on what Qt says, but not that a platform without a screen places no windows."""
    if message and "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


class RunningApp:
    """What the figures need of the running app."""

    def __init__(self, controller: Any) -> None:
        self._controller = controller

    @property
    def controller(self) -> Any:
        """The app's own controller."""
        return self._controller

    @property
    def board(self) -> QWidget:
        """The board of the canvas on the desk."""
        return self._controller.desk.page.board  # type: ignore[no-any-return]  # the desk's own

    @property
    def views(self) -> list[QListView]:
        """The lists of the board that can be seen."""
        return [view for view in self.board.findChildren(QListView) if view.isVisible()]

    def open(self, canvas_id: str) -> float:
        """Put a canvas on the desk; returns the ms until every list of its board was painted."""
        loop = QEventLoop()
        begun = time.perf_counter_ns()
        self._controller.open_canvas(canvas_id)
        watch = Painted(viewports_in(self.board), loop.quit)
        loop.exec()
        took = (time.perf_counter_ns() - begun) / 1e6
        watch.deleteLater()
        return took

    def lay_out_all(self) -> float:
        """Wait until every note has its place, also those far below what can be seen; returns the ms that took."""
        begun = time.perf_counter_ns()
        self.wait_until(lambda: all(_last_note_placed(view) for view in self.views))
        return (time.perf_counter_ns() - begun) / 1e6

    def settle(self) -> None:
        """Let everything happen that is due, painting included."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def wait_until(self, fact: Callable[[], bool], patience: float = 60) -> None:
        end = time.monotonic() + patience
        while not fact():
            if time.monotonic() > end:
                raise TimeoutError("the app did not get there")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _last_note_placed(view: QListView) -> bool:
    model, root = view.model(), view.rootIndex()
    count = model.rowCount(root)
    return not count or not view.visualRect(model.index(count - 1, 0, root)).isEmpty()
