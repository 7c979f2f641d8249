"""A process of its own: the real app on whatever displays there are, moved by lines of JSON and telling where it is.

A line is {"do": what, "until": facts}: `do` names an action of the menus, or moves the desk's window; then events run
until all the facts hold, for ten seconds at most. The answer is a line with the facts as they are by then.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cmc_desktop.model.domain.changes import AddNote, EveryoneArrives, StartWorkshop
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.start import make_application, start

_WAIT_MS = 10_000


def go_on_until(holds: Callable[[], bool]) -> None:
    """Let events run until something holds, but not for ever."""
    for _ in range(_WAIT_MS // 20):
        QApplication.processEvents()
        if holds():
            return
        QTest.qWait(20)


def place(rect: QRect) -> list[int]:
    return [rect.x(), rect.y(), rect.width(), rect.height()]


class AppOnDisplays:
    """The app with one canvas on the desk."""

    def __init__(self, app: QApplication, controller: Controller) -> None:
        self._app = app
        self._controller = controller

    def facts(self) -> dict[str, Any]:
        """Where the windows are: places as x, y, width, height in device independent pixels."""
        window, desk = self._controller.window, self._controller.desk
        assert desk is not None
        wall, item = desk.projector, desk.bridge.canvas.current_item
        screens = {screen.name(): place(screen.geometry()) for screen in self._app.screens()}
        return {
            "displays": screens,
            "desk": place(window.geometry()),
            "desk_within_reach": any(
                screen.geometry().contains(window.geometry().topLeft()) for screen in self._app.screens()
            ),
            "desk_has_keys": window.isActiveWindow(),
            "notes": desk.bridge.canvas.note_count(),
            "phase": item.kind if item is not None else "",
            "seen": sorted(label.text() for label in wall.findChildren(QLabel) if label.text()) if wall else [],
            "open": wall is not None,
            "shown": wall is not None and wall.isVisible(),
            "full_screen": wall is not None and wall.isFullScreen(),
            "wall": place(wall.geometry()) if wall is not None else [],
            "title": wall.windowTitle() if wall is not None else "",
            "place": desk.wall.stage.place.value,
            "words": desk.wall.stage.words(),
        }

    def carry_out(self, what: str) -> None:
        controller = self._controller
        assert controller.desk is not None
        if what == "begin the day":
            session = controller.desk.bridge.session
            builders.add_people(session, participants=15, observers=2)
            builders.set_agenda(session)
            session.do(StartWorkshop())
            session.do(EveryoneArrives())
        elif what == "write":
            controller.desk.bridge.do(AddNote("value", "Written meanwhile"))
        elif what.startswith("desk to "):
            controller.window.move(*(int(number) for number in what.removeprefix("desk to ").split(",")))
        elif what == "activate the wall":
            assert controller.desk.projector is not None
            controller.desk.projector.activateWindow()
        elif what:
            controller.actions[what].trigger()

    def answer(self, line: str) -> str:
        wish = json.loads(line)
        self.carry_out(wish.get("do", ""))
        go_on_until(lambda: wish["until"].items() <= self.facts().items())
        return json.dumps(self.facts())


def main() -> None:
    folder = Path(sys.argv[1])
    library = builders.open_library(folder)
    canvas_id = library.new("Night bus")
    builders.fill(library.session(canvas_id), 10)
    library.close()
    app = make_application([])
    paths = builders.paths_in(folder)
    controller = start(app, paths, paths.library)
    window = controller.window
    window.setGeometry(QRect(app.primaryScreen().geometry().topLeft(), window.minimumSize()))
    window.show()
    go_on_until(lambda: controller.library is not None)
    controller.open_canvas(canvas_id)
    it = AppOnDisplays(app, controller)
    for line in sys.stdin:
        print(it.answer(line), flush=True)
    window.close()
    app.processEvents()


if __name__ == "__main__":
    main()
