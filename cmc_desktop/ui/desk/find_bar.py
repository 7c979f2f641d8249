"""Finding words on the open canvas without leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge


class FindBar(QWidget):
    """A line above the board: type words, Enter goes from note to note, Escape closes it.

    Signals:
        found(str): the id of the note to go to.
        closed(): the bar is not wanted any more.
    """

    found = Signal(str)
    closed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._place = -1
        dressed(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Find words in the notes of this canvas"))
        self.words.setAccessibleName(tr("Find words in the notes of this canvas"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._on_words_changed)
        self.words.returnPressed.connect(lambda: self.step(+1))
        self._count = dressed(QLabel(), "muted")
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._count)
        layout.addWidget(close)
        self.hide()

    def begin(self) -> None:
        """Show the bar, ready for typing."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def matches(self) -> list[str]:
        """The ids of the notes that hold every word, in the order of the walk."""
        words = self.words.text().casefold().split()
        if not words:
            return []
        canvas = self._bridge.canvas
        notes = (note for box in canvas.template.walk for note in canvas.notes_in(box))
        return [note.id for note in notes if all(word in note.text.casefold() for word in words)]

    def step(self, by: int) -> None:
        """Go to the next match, round and round."""
        matches = self.matches()
        if not matches:
            return
        self._place = (self._place + by) % len(matches)
        self._count.setText(tr("{n} of {all}", n=self._place + 1, all=len(matches)))
        self.found.emit(matches[self._place])
        self.words.setFocus()

    def _on_words_changed(self) -> None:
        self._place = -1
        count = len(self.matches())
        self._count.setText(trn("{n} note", "{n} notes", count) if self.words.text().strip() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
