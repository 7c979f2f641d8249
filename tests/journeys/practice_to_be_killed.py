"""A running app in a process of its own that waits for a line, then practises with words refused; the test kills it."""

from __future__ import annotations

import sys
from pathlib import Path

import builders
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_practised_workshop import prepare

from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.start import make_application, start


def lead(controller: Controller) -> None:
    assert controller.library is not None
    canvas_id = controller.library.new("Night bus", "Port Alder")
    controller.open_canvas(canvas_id)
    assert controller.desk is not None
    prepare(controller.desk.bridge.session)
    print(canvas_id, flush=True)
    sys.stdin.readline()
    controller.run("practice")
    desk = controller.desk
    assert desk.bridge.canvas.id != canvas_id
    builders.put(desk.bridge.session, "value", "Only practised")
    builders.bring_to(desk.bridge.session, "clarify")
    desk.page.board.focus_box("value")
    for letter in "Too early":
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, letter)
    desk.words.put_away()
    assert desk.words.wait
    print("practised", flush=True)
    sys.stdin.readline()


def main() -> None:
    app = make_application([])
    paths = builders.paths_in(Path(sys.argv[1]))
    controller = start(app, paths, paths.library)
    controller.window.show()
    controller.window.shown.connect(lambda: lead(controller))
    app.exec()


if __name__ == "__main__":
    main()
