"""A running app in a process of its own, led into the round and typed into without end; the test kills it.

Each note that is on the screen is reported on standard output, after it was typed with Enter.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import builders
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.start import make_application, start


def lead(controller: Controller) -> None:
    """Open a new canvas, bring its workshop to the round with a pause before, then type."""
    assert controller.library is not None
    canvas_id = controller.library.new("Night bus", "Port Alder")
    controller.open_canvas(canvas_id)
    desk = controller.desk
    assert desk is not None
    builders.add_people(desk.bridge.session, participants=5)
    builders.bring_to(desk.bridge.session, "round")
    desk.page.board.focus_box("partners")
    numbers = itertools.count(1)

    def type_one() -> None:
        text = f"Partner {next(numbers)}"
        for letter in text + "\r":
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, letter)
        print(canvas_id, text, flush=True)

    timer = QTimer(controller)
    timer.timeout.connect(type_one)
    timer.start(1)


def main() -> None:
    app = make_application([])
    paths = builders.paths_in(Path(sys.argv[1]))
    controller = start(app, paths, paths.library)
    controller.window.show()
    controller.window.shown.connect(lambda: lead(controller))
    app.exec()


if __name__ == "__main__":
    main()
