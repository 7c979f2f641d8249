"""A second app on the same canvas, in a process of its own, that sees and does only what it is told.

A line on standard input is "look NAME" (events run until NAME has the floor on its strip) or a key that is pressed
before it has looked again; the answer is a line of JSON with what its window says by then.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import builders
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.start import make_application, start

_WAIT_MS = 10_000
KEYS = {"PgDown": Qt.Key.Key_PageDown, "F3": Qt.Key.Key_F3, "F12": Qt.Key.Key_F12}


def main() -> None:
    app = make_application([])
    paths = builders.paths_in(Path(sys.argv[1]))
    controller = start(app, paths, paths.library)
    window = controller.window
    window.show()
    while controller.library is None:
        QApplication.processEvents()
    controller.open_canvas(sys.argv[2])
    desk = controller.desk
    assert desk is not None
    strip = desk.page.round
    strip.dead_time.ticks = itertools.count(milliseconds(), 1000).__next__
    QTest.qWait(500)

    def tell(waited: int) -> None:
        said = {"strip": strip.face.name.words, "message": window.messages.text, "waited": waited}
        print(json.dumps(said), flush=True)

    tell(0)
    for line in sys.stdin:
        what, _, name = line.strip().partition(" ")
        clock = QElapsedTimer()
        clock.start()
        if what == "look":
            while strip.face.name.words != name and clock.elapsed() < _WAIT_MS:
                QTest.qWait(5)
        else:
            QTest.keyClick(strip.line.editor, KEYS[what])
        tell(clock.elapsed())
    window.close()


if __name__ == "__main__":
    main()
