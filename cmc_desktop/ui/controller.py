"""What leads through the windows: opens the library after the first frame, opens and closes desks, answers actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.clock import Clock, SystemClock
from cmc_desktop.model.services.resources import load_protocols, load_templates
from cmc_desktop.ui.actions import Actions, Needs
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.ui.canvas_controller import CanvasController


class Controller(QObject):
    """Joins the main window, the library and the open canvas."""

    def __init__(self, window: MainWindow, library_path: Path, clock: Clock | None = None) -> None:
        super().__init__(window)
        self.window = window
        self._library_path = library_path
        self._clock = clock or SystemClock()
        self.library: Library | None = None
        self.desk: CanvasController | None = None
        self.actions = Actions(window, window.look.icons, self.run)
        self.actions.fill(window.menuBar())
        self.library_page = LibraryPage(window.look)
        window.show_page(self.library_page)
        self._connect_library_page()
        self._enable()
        window.shown.connect(self.open_library)
        window.closing.connect(self._on_window_closing)

    def _connect_library_page(self) -> None:
        page, window = self.library_page, self.window
        page.canvas_opened.connect(self.open_canvas)
        page.message_told.connect(window.tell)
        page.refused.connect(window.refuse)

    def open_library(self) -> None:
        """Open the library file and go back to the canvas that was on the desk; told plainly when it cannot be."""
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.library import Library

        templates = load_templates(self.window.paths.resources)
        try:
            self.library = Library.open(self._library_path, templates, self._clock)
            self.library_page.set_library(self.library)
        except CmcError as error:
            self.window.tell(str(error), tr("Try again"), self.open_library, stays=True)
            return
        self.window.note_stored(None)
        self._enable()
        if self.window.settings.open_canvas:
            self.open_canvas(self.window.settings.open_canvas)

    def open_canvas(self, canvas_id: str, note_id: str = "") -> None:
        """Put a canvas on the desk, at a note where one is given."""
        if self.library is None:
            return
        # not before the first frame: boards, panels and the session behind them
        from cmc_desktop.ui.canvas_controller import CanvasController

        try:
            session = self.library.session(canvas_id)
        except CmcError as error:
            self.window.settings.open_canvas = ""
            self.window.refuse(error)
            return
        self.close_canvas()
        protocols = load_protocols(self.window.paths.resources)
        self.desk = CanvasController(self.window, self.actions, self.library, session, protocols)
        self.desk.other_canvas_wanted.connect(self.open_canvas)
        self.desk.asking_changed.connect(self._enable)
        self.desk.bridge.written.connect(self._enable)
        self.window.settings.open_canvas = canvas_id
        self._enable()
        if note_id:
            self.desk.page.board.focus_note(note_id)

    def close_canvas(self) -> None:
        """Take the canvas off the desk; everything in it is stored already."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def show_library(self) -> None:
        self.close_canvas()
        self.window.settings.open_canvas = ""
        self.library_page.refresh()
        self.window.show_page(self.library_page)
        self.window.setWindowTitle(tr("CMC Desktop"))
        self.window.note_stored(None)
        self._enable()

    def run(self, action_id: str) -> None:
        """Carry out an action of the table."""
        commands = {
            "library": self.show_library,
            "quit": self.window.close,
            "full_screen": self._toggle_full_screen,
            "find": self.library_page.focus_search,
        }
        if self.desk is not None:
            commands |= self.desk.commands()
        command = commands.get(action_id)
        if command is not None:
            command()

    def _toggle_full_screen(self) -> None:
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def _enable(self, _fact: object = None) -> None:
        there = {Needs.NOTHING}
        if self.library is not None:
            there.add(Needs.LIBRARY)
        if self.desk is not None:
            there |= self.desk.what_is_there()
        self.actions.enable(there)

    def _on_window_closing(self) -> None:
        if self.desk is not None:
            self.desk.close()
        if self.library is not None:
            self.library.close()
        QTimer.singleShot(0, QApplication.quit)
