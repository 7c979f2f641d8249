"""The shell: one window with the library or a desk in it, its menus, its messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.practice_mark import nothing_is_kept
from cmc_desktop.paths import Paths
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.message_bar import HOLDS_STILL, MessageBar, Until
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.settings import Settings

Wish = Callable[[], object]
#: pixels between a message and the page that makes room for it
_GAP = 8


class MainWindow(QMainWindow):
    """Shows one page at a time and tells what happened; knows nothing of canvases itself.

    Signals:
        shown(): the first frame is on the screen.
        closing(): the window is about to go.
        files_dropped(list): the paths of files that were dropped on a page which does not take them itself.
    """

    shown = Signal()
    closing = Signal()
    files_dropped = Signal(object)

    def __init__(self, paths: Paths, look: Look, settings: Settings) -> None:
        super().__init__()
        self.paths = paths
        self.look = look
        self.settings = settings
        self.setObjectName("mainWindow")
        self.setWindowTitle(tr("CMC Desktop"))
        self.setMinimumSize(1024, 640)
        self.resize(1280, 720)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.messages = MessageBar(self)
        self.messages.gone.connect(self._make_room)
        self._stored = QLabel()
        self._counted = QLabel()
        self._said = QLabel()
        self._shared = QLabel()
        self._make_status_bar()
        self.setAcceptDrops(True)
        self._announced = False
        self._messages_on_top = False
        #: asked before the window goes; False keeps it
        self.may_close: Callable[[], bool] = lambda: True

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        for label in (self._stored, self._counted, self._said):
            label.setContentsMargins(12, 2, 12, 2)
            bar.addWidget(label)
        self._shared.setTextFormat(Qt.TextFormat.PlainText)
        self._shared.setContentsMargins(12, 2, 12, 2)
        self._shared.hide()
        bar.addPermanentWidget(self._shared)

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Put `page` in front, taking it in when it is new."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._make_room()
        self.say_nothing()

    def drop_page(self, page: QWidget) -> None:
        """Let go of a page for good."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def tell(
        self,
        text: str,
        action: str = "",
        wish: Wish | None = None,
        *,
        stays: bool = False,
        until: Until = Until.CLOSED,
    ) -> None:
        """Say what happened, in the bar over the page."""
        self.messages.tell(text, action, wish, stays=stays, until=until)
        self._place_messages()

    def warn(self, text: str, action: str = "", wish: Wish | None = None) -> None:
        """Say what should not be missed; it stays until it is closed."""
        self.tell(text, action, wish, stays=True)

    def refuse(self, error: CmcError, *, until: Until = Until.CLOSED) -> None:
        """Say why something was not done."""
        self.tell(str(error), stays=True, until=until)

    def say(self, text: str) -> None:
        """A few words in the status bar, for what needs no attention."""
        told = upright(text)
        self._said.setText(told)
        QTimer.singleShot(6000, self._said, lambda: self._said.setText("") if self._said.text() == told else None)

    @property
    def said(self) -> str:
        """The words in the status bar about what was just done."""
        return self._said.text()

    def say_nothing(self) -> None:
        """The words in the status bar do not hold any longer."""
        self._said.setText("")

    def put_messages_on_top(self, on_top: bool) -> None:
        """Say what happens from here on at the top of the page, or at the bottom again; what was said is gone."""
        if on_top != self._messages_on_top:
            self._messages_on_top = on_top
            self.messages.hide()
            self.say_nothing()

    def name_library(self, name: str) -> None:
        """Tell which shared library is open; an empty name when it is the one of this computer."""
        self._shared.setText(tr("Shared library: {name}", name=name) if name else "")
        self._shared.setVisible(bool(name))

    def note_stored(self, notes: int | None, *, keeps: bool = True) -> None:
        """Tell that everything up to now is on the disk; `notes` None while the library is shown. `keeps` is False
        for a practice, of which nothing stays there."""
        if notes is None:
            is_shared = bool(self._shared.text())
            self._stored.setText(tr("● The library is open") if is_shared else tr("● Library on this computer"))
            self._counted.setText("")
            return
        now = QLocale().toString(QTime.currentTime(), "HH:mm:ss")
        self._stored.setText(tr("● Saved {time}", time=now) if keeps else f"○ {nothing_is_kept()}")
        self._counted.setText(trn("{n} note", "{n} notes", notes))

    def note_no_library(self) -> None:
        """Tell that there is no library at present."""
        self._stored.setText(tr("○ The library is not open"))
        self._counted.setText("")

    def _place_messages(self) -> None:
        bar = self.messages
        width = min(self.width() - 80, 820)
        bar.setFixedWidth(width)
        bar.adjustSize()
        height = max(bar.sizeHint().height(), bar.heightForWidth(width))
        top = self._pages.y() + _GAP
        if not self._messages_on_top:
            top = self.height() - self.statusBar().height() - height - _GAP
        bar.setGeometry((self.width() - width) // 2, top, width, height)
        self._make_room()

    def _make_room(self) -> None:
        """Nothing that is read lies under a message, but on a page that holds still."""
        page = self.page
        holds_still = not self._messages_on_top and page is not None and bool(page.property(HOLDS_STILL))
        room = 0 if self.messages.isHidden() or holds_still else self.messages.height() + 2 * _GAP
        self._pages.setContentsMargins(0, room if self._messages_on_top else 0, 0, 0 if self._messages_on_top else room)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(_files_in(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.messages.isVisible():
            self._place_messages()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._announced:
            self._pages.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._announced:
            self._announced = True
            self._pages.removeEventFilter(self)
            QTimer.singleShot(0, self.shown.emit)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.closing.emit()
        super().closeEvent(event)


def _files_in(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
