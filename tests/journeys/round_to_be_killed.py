"""A running app in a process of its own that leads a round without end; the test kills it.

After each key that the test counts (Enter, Page Down) a line on standard output tells what is on the screen by then.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import builders
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.start import make_application, start


def press(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def lead(controller: Controller) -> None:
    """Open a new canvas, bring its workshop to the round, then lead it: everybody says a note, one after the other."""
    assert controller.library is not None
    controller.open_canvas(controller.library.new("Night bus", "Port Alder"))
    desk = controller.desk
    assert desk is not None
    canvas = desk.bridge.canvas
    builders.add_people(desk.bridge.session, participants=5)
    builders.bring_to(desk.bridge.session, "round")
    desk.page.round.dead_time.ticks = itertools.count(milliseconds(), 1000).__next__
    controller.actions["next_element"].trigger()

    def tell(key: str) -> None:
        at = round_now(canvas)
        assert at is not None
        strip = desk.page.round.face.name.words
        notes = canvas.note_count(at.element)
        print(json.dumps({"key": key, "element": at.element, "turns": len(at.counts), "notes": notes, "strip": strip}))
        sys.stdout.flush()

    def keys() -> Iterator[None]:
        for number in itertools.count(1):
            at = round_now(canvas)
            if at is not None and at.speaker is not None:
                QTest.keyClicks(QApplication.focusWidget(), f"Note {number}")
                press(Qt.Key.Key_Return)
                tell("Enter")
                yield
            press(Qt.Key.Key_PageDown)
            tell("PgDown")
            yield

    steps = keys()
    timer = QTimer(controller)
    timer.timeout.connect(lambda: next(steps))
    timer.start(1)


def main() -> None:
    app = make_application([])
    paths = builders.paths_in(Path(sys.argv[1]))
    controller = start(app, paths, paths.library)
    controller.window.show()
    controller.window.shown.connect(lambda: QTimer.singleShot(0, lambda: lead(controller)))
    app.exec()


if __name__ == "__main__":
    main()
