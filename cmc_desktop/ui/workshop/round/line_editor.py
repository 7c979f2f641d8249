"""The field of the round: a note's editor that asks for the notes around it when the arrows lead out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.board.note_editor import NoteEditor

_LINES = 2
#: border and padding above and below the words together
_FRAME = 8


class LineEditor(NoteEditor):
    """Two lines high, whatever is written, so that the board below stands still.

    Signals:
        before_wanted(): Up on the first line.
        after_wanted(): Down on the last line.
        correction_wanted(): F2.
    """

    before_wanted = Signal()
    after_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(font, parent, takes_lists=True, low=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(round(_LINES * QFontMetricsF(font).lineSpacing()) + _FRAME)

    def show_hint(self, words: str) -> None:
        """Tell in the empty field what it is for."""
        if words != self.placeholderText():
            self.setPlaceholderText(words)
            # while one stays in sight, Qt does not paint the new one by itself
            self.viewport().update()

    def _leads_out(self, way: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(way)

    def claims(self, event: QKeyEvent) -> bool | None:
        return True if _is(event, Qt.Key.Key_F2) else super().claims(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is(event, Qt.Key.Key_F2):
            self.correction_wanted.emit()
        elif _is(event, Qt.Key.Key_Up) and self._leads_out(QTextCursor.MoveOperation.Up):
            self.before_wanted.emit()
        elif _is(event, Qt.Key.Key_Down) and self._leads_out(QTextCursor.MoveOperation.Down):
            self.after_wanted.emit()
        else:
            super().keyPressEvent(event)


def _is(event: QKeyEvent, key: Qt.Key) -> bool:
    """Whether it is this key and nothing held with it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == key and held == Qt.KeyboardModifier.NoModifier
