"""The search field: it asks with every key, and its keys lead on to what was found."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.ui.saying import tr

#: where an answer took longer than this, keys are waited for as long as it took, at most so long
_QUICK_MS, _LONGEST_MS = 40, 400


class SearchField(QLineEdit):
    """Words to be found.

    Signals:
        words_changed(): the words are to be looked for: with every key, but once for keys that came together; after a
            pause where the last answer was slow, as from a distant server; at once when cleared or before Enter.
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
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)

    @property
    def words(self) -> str:
        return self.text().strip()

    @property
    def settled(self) -> bool:
        """Whether what is in the field has been looked for."""
        return not self._timer.isActive()

    def _on_text_changed(self, text: str) -> None:
        self._timer.start()
        if not text:
            self._look_now()

    def _look_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._ask()

    def _ask(self) -> None:
        begun = time.monotonic()
        self.words_changed.emit()
        took = int((time.monotonic() - begun) * 1000)
        self._timer.setInterval(min(took, _LONGEST_MS) if took > _QUICK_MS else 0)

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
