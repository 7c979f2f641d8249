"""A copy brought back as a person does it: the file is handed to the window, its page is shown, and Join is pressed."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop

from bench.painted import Painted, viewports_in
from bench.running_app import RunningApp
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.merge.hides_many_dialog import HidesManyDialog

#: what a person waits for; what they think in between is not counted
CHOSEN = "chosen file to the page that shows what comes"
JOINED = "Join pressed to durable and seen"
#: after it, when the page is left
BOARD = "Done pressed to the board with it"
STEPS = (CHOSEN, JOINED, BOARD)


def joined_in_the_window(app: RunningApp, file: Path) -> dict[str, float]:
    """The ms of each step for a copy of the canvas on the desk; the question about many notes is agreed to."""
    controller: Any = app.controller
    front = controller.desk.merging
    app.lay_out_all()  # a canvas is open for a while before somebody chooses a file
    took = {CHOSEN: _until_shown(lambda: controller.copy_files.bring_back([file]), front)}
    page = front.page
    # a person looks before the next press
    page.dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__
    took[JOINED] = _until_painted(lambda: _join(controller, page), lambda: viewports_in(page))
    assert not page.is_preview, "it was not joined"
    took[BOARD] = _until_painted(page.foot.leave.click, lambda: viewports_in(app.board))
    return took


def _join(controller: Any, page: Any) -> None:
    page.foot.join.click()
    for question in controller.window.findChildren(HidesManyDialog):
        QCoreApplication.sendPostedEvents()
        question.join.click()


def _until_shown(wish: Callable[[], object], front: Any) -> float:
    """The ms from `wish` to the page that comes in front, painted."""
    loop, watches = QEventLoop(), []

    def watch() -> None:
        watches.append(Painted(viewports_in(front.page), loop.quit))

    front.changed.connect(watch)
    begun = time.perf_counter_ns()
    wish()
    loop.exec()
    took = (time.perf_counter_ns() - begun) / 1e6
    front.changed.disconnect(watch)
    for one in watches:
        one.deleteLater()
    return took


def _until_painted(wish: Callable[[], object], seen: Callable[[], list[Any]]) -> float:
    """The ms from `wish` until what is `seen` after it has been painted."""
    loop = QEventLoop()
    begun = time.perf_counter_ns()
    wish()
    views = seen()
    watch = Painted(views, loop.quit)
    for view in views:
        view.update()
    loop.exec()
    took = (time.perf_counter_ns() - begun) / 1e6
    watch.deleteLater()
    return took
