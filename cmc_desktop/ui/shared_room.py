"""What a window shows of a shared library's others: what they write, who leads, and whether the server is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.shared_bar import SharedBar

if TYPE_CHECKING:
    from cmc_desktop.model.services.leading import Lead
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Written

_LOOK_MS = 250


class SharedRoom(QObject):
    """Rests while the library is in a file. `refresh` reads the library's list anew, where it is shown.

    Signals:
        password_wanted(): the server does not take the password any more; told once until it lets the app in again.
        let_in(): the server lets the app in again after that.
    """

    password_wanted = Signal()
    let_in = Signal()

    def __init__(self, window: MainWindow, refresh: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._refresh = refresh
        self._library: Library | None = None
        self._bridge: SessionBridge | None = None
        self._lead: Lead | None = None
        self._commits = 0
        self._asked = False
        self.bar = SharedBar(window)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.bar)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def set_library(self, library: Library | None) -> None:
        """Watch over `library` from now on; None when none is open."""
        self._library = library
        news = library.store.news if library is not None else None
        self._commits = news.commits if news is not None else 0
        if news is None:
            self._timer.stop()
            self.bar.tell("")
        else:
            self._timer.start()
            self.look()

    def set_desk(self, bridge: SessionBridge | None) -> None:
        """The canvas that is open now; None when it is left."""
        if bridge is self._bridge:
            return
        if self._lead is not None:
            with suppress(LibraryTrouble):  # cut off: who leads no more is noticed by its absence
                self._lead.close()
        self._bridge, self._lead = bridge, None
        store = self._library.store if self._library is not None else None
        if bridge is not None and store is not None and store.leading is not None and store.news is not None:
            # loads the store, which is there by now
            from cmc_desktop.model.services.last_point import keep_a_first_point
            from cmc_desktop.model.services.leading import Lead

            self._lead = Lead(bridge.session, store.leading, store.news)
            keep_a_first_point(bridge.session)
            bridge.written.connect(self._on_bridge_written)
            self.look()

    def close(self) -> None:
        """The app ends. The server notices by itself that nobody is there who leads: a silent one holds nothing up."""
        self._lead = None
        self.set_desk(None)
        self.set_library(None)

    def look(self) -> None:
        """Show what is the case by now."""
        library = self._library
        news = library.store.news if library is not None else None
        if library is None or news is None:
            return
        if news.cut_off:
            if news.password_wanted and not self._asked:
                self._asked = True
                self.password_wanted.emit()
            self.bar.tell(_cut_off(news.why, canvas_is_open=self._bridge is not None))
            return
        if self._asked:
            self._asked = False
            self.let_in.emit()
        if news.commits != self._commits:
            self._commits = news.commits
            if self._bridge is None:
                self._refresh()
        leader, behind = self._leader()
        if behind is not None:
            self.bar.tell(
                tr(
                    "What others write does not come in at the moment; the app goes on trying. {why} "
                    "What was stored is safe.",
                    why=behind.happened,
                )
            )
        elif leader:
            self.bar.tell(
                tr("This workshop is led from another laptop: {name}. Here it can be read.", name=leader),
                tr("Lead from here"),
                self.take_over,
            )
        elif not library.store.rights.write:
            self.bar.tell(tr("You may read this shared library, not write in it."))
        elif news.is_deaf:
            self.bar.tell(
                tr(
                    "Because of a fault in the app, what others write comes in more slowly. What you write is stored. "
                    "If this stays, close the app and open it again; the log says more."
                )
            )
        else:
            self.bar.tell("")

    def take_over(self) -> None:
        """Lead the workshop from here, once whoever presses the button has said that it is meant."""
        leader, _ = self._leader()
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Lead from here"),
            tr("Lead this workshop from this laptop? It can only be read on {name} then.", name=leader),
            QMessageBox.StandardButton.NoButton,
            self._window,
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lead = box.addButton(tr("Lead from here"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        lead.clicked.connect(self._lead_from_here)
        box.open()

    def _lead_from_here(self) -> None:
        if self._lead is None:
            return
        try:
            self._lead.take_over()
        except CmcError as error:
            self._window.refuse(error)
        self.look()

    def _leader(self) -> tuple[str, CmcError | None]:
        """The laptop that leads instead of this one, empty when none does; and why the others cannot be heard."""
        if self._lead is None or self._bridge is None:
            return "", None
        try:
            return self._lead.elsewhere, self._bridge.behind
        except LibraryTrouble as error:
            return "", error

    def _on_bridge_written(self, written: Written) -> None:
        if self._lead is not None and written.way != "elsewhere":
            with suppress(CmcError):  # the next thing that is done begins it
                self._lead.begin()


def _cut_off(why: str, *, canvas_is_open: bool) -> str:
    told = tr("The server of the shared library cannot be reached; the app goes on trying. What was stored is safe.")
    if why:
        told = tr(
            "The server of the shared library cannot be used ({why}); the app goes on trying. What was stored is safe.",
            why=why,
        )
    rest = tr("The canvas can be read, and given as a copy.")
    return f"{told} {rest}" if canvas_is_open else told
