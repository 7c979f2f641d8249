"""Own words for conflicts that were settled in another way meanwhile: kept in sight until they are thrown away."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font

_LINES_HIGH = 64


class WordsLeft(QFrame):
    """The words can be copied, to be used elsewhere; hidden while there are none.

    Signals:
        found(str): words that nobody waits for any more, told once.
        dropped(): they are not wanted any more.
    """

    found = Signal(str)
    dropped = Signal()

    def __init__(self, held: ConflictWords, parent: QWidget | None = None) -> None:
        """`held` are the words typed for conflicts."""
        super().__init__(parent)
        self._held = held
        self._left: dict[str, str] = {}
        dressed(self, "sheet")
        self.setAccessibleName(tr("Your words that were not used"))
        self.told = plain_label("warning", tr("This is settled already. Your words were not used:"))
        self.words = _Words()
        self.words.setTabChangesFocus(True)
        self.words.setFont(font(14))
        self.words.setFixedHeight(_LINES_HIGH)
        self.words.setAccessibleName(tr("Your words that were not used"))
        self.take = QPushButton(tr("Cop&y the words"))
        self.drop = QPushButton(tr("&Throw them away"))
        above = QHBoxLayout()
        above.addWidget(self.told, 1)
        above.addWidget(self.take)
        above.addWidget(self.drop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.words)
        self.take.clicked.connect(self._on_take_clicked)
        self.drop.clicked.connect(self._on_drop_clicked)
        self.hide()

    def look(self, still_open: Container[str]) -> None:
        """Show the words for conflicts that are not open any more; it tells of those since the last look."""
        before, self._left = self._left, self._held.without(still_open)
        for conflict in self._left.keys() - before.keys():
            words = self._left[conflict]
            self.found.emit(tr("The conflict is settled already. Your words were: {words}", words=words))
        told = "\n\n".join(self._left.values())
        if told != self.words.toPlainText():
            self.words.setPlainText(told)
        self.setVisible(bool(self._left))

    def _on_drop_clicked(self) -> None:
        for conflict in self._left:
            self._held.drop(conflict)
        self._left = {}
        self.hide()
        self.dropped.emit()

    def _on_take_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())


class _Words(QPlainTextEdit):
    """Words to read and copy. Who was typing them may type on: no letter or number of that is a key of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)

    def event(self, event: QEvent) -> bool:
        types = isinstance(event, QKeyEvent) and event.text().isprintable() and event.text() != ""
        if types and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
