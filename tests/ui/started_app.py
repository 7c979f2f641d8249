"""A process of its own that starts the real app without a network, tells what there is at two moments, and ends.

At the first painted frame: which heavy libraries are loaded. When the library is open and nothing is left to do: the
page in front and the canvas on it. With a canvas id as second argument, that canvas is opened before the end.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Any, NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from cmc_desktop.app import run
from cmc_desktop.ui import controller, start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.main_window import MainWindow

HEAVY = ("sqlalchemy", "reportlab", "alembic", "pikepdf", "pypdfium2", "PIL", "pyhanko", "babel")
HEAVY += ("cryptography", "docx", "pptx", "uharfbuzz", "PySide6.QtNetwork", "PySide6.QtPrintSupport")


def no_socket(*_arguments: Any, **_named: Any) -> NoReturn:
    raise OSError("this process has no network")


def end_badly(*error: Any) -> NoReturn:
    """Qt would go on after an error in a slot, and the test would wait."""
    sys.__excepthook__(*error)
    os._exit(3)


def tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


class EarlyListener(MainWindow):
    """The main window, whose first frame is heard here before anybody else hears of it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.shown.connect(lambda: tell(loaded=[name for name in HEAVY if name in sys.modules]))


class EndingController(Controller):
    """The controller, which closes the window as soon as the library is open and the page in front is known."""

    def open_library(self) -> None:
        super().open_library()
        if sys.argv[2:]:
            self.open_canvas(sys.argv[2])
        QTimer.singleShot(0, self._end)

    def _end(self) -> None:
        pages = self.window.centralWidget()
        assert isinstance(pages, QStackedWidget)
        canvas = self.desk.bridge.canvas if self.desk is not None else None
        tell(
            page=type(pages.currentWidget()).__name__,
            canvas=canvas.id if canvas is not None else "",
            notes=canvas.note_count() if canvas is not None else 0,
        )
        self.window.close()


if __name__ == "__main__":
    sys.excepthook = end_badly
    socket.socket.__init__ = no_socket  # type: ignore[method-assign]  # no socket can be made from here on
    socket.getaddrinfo = no_socket
    start.MainWindow = EarlyListener  # type: ignore[assignment,attr-defined]  # where the app takes it from
    controller.Controller = EndingController  # type: ignore[misc]  # where the app takes it from
    sys.exit(run(["--data", sys.argv[1]]))
