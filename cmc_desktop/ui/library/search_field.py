"""The search field: it waits for a pause in typing, and its keys lead on to what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.i18n import tr

_AFTER_MS = 120


class SearchField(QLineEdit):
    """Words to be found.

    Signals:
        words_changed(): the words are to be looked for: after a pause, at once when cleared or before Enter.
        found_opened(): Enter: what was found first is to be opened.
        left(): Escape in the empty field: the list is to have the keyboard.
        walked(QKeyEvent): an arrow key up or down, for the list.
    """

    words_changed = Signal()
    found_opened = Signal()
    left = Signal()
    walked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Find any word in any note"))
        self.setAccessibleName(tr("Find any word in any note"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(280)
        self.setMaximumWidth(420)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.words_changed)
        self.textChanged.connect(self._on_text_changed)

    @property
    def words(self) -> str:
        return self.text().strip()

    def _on_text_changed(self, text: str) -> None:
        self._timer.start()
        if not text:
            self._look_now()

    def _look_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.words_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look_now()
            self.found_opened.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(event)
        else:
            super().keyPressEvent(event)
