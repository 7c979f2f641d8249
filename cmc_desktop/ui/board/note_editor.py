"""The plain-text field a note is written in: Enter is done, Shift+Enter a new line, it grows with its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cmc_desktop.ui.action_table import window_keys
from cmc_desktop.ui.board.note_mime import lines_of
from cmc_desktop.ui.key_claims import KeyClaims

#: border and padding of the style sheet, above and below together
_FRAME = 14
#: the same for a low field
_LOW_FRAME = 8
_LOW = "padding: 1px 8px"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class NoteEditor(QPlainTextEdit):
    """Where words are typed.

    Signals:
        entered(): Enter, with or without words.
        escaped(): Esc.
        chosen(): the person typed or clicked here.
        list_pasted(list): several lines were pasted where `takes_lists`; nothing was put into the field.
        grown(): the words need another height than before.
    """

    entered = Signal()
    escaped = Signal()
    chosen = Signal()
    list_pasted = Signal(list)
    grown = Signal()

    def __init__(
        self, font: QFont, parent: QWidget | None = None, *, takes_lists: bool = False, low: bool = False
    ) -> None:
        """`low` leaves as little room as can be above and below the words."""
        super().__init__(parent)
        self._takes_lists = takes_lists
        self._frame = _LOW_FRAME if low else _FRAME
        self._hands_steps_on = False
        if low:
            self.setStyleSheet(_LOW)
        #: words the model refused already; they are not tried again until they change
        self.refused_words: str | None = None
        #: what the note said when the writing began
        self.was = ""
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._wanted = 0
        # Lines are wrapped, so there is nothing to the left or right to scroll to.
        self.horizontalScrollBar().valueChanged.connect(lambda: self.horizontalScrollBar().setValue(0))
        self.textChanged.connect(self._on_text_changed)
        KeyClaims(self, lambda event: self.claims(event))

    @property
    def words(self) -> str:
        return self.toPlainText()

    @property
    def wanted_height(self) -> int:
        """Pixels that show every line, at the present width."""
        lines = max(1, int(self.document().size().height()))
        return ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + self._frame

    def begin(self, words: str, dropped: str = "", *, waiting: str = "") -> None:
        """Show `words`, the cursor behind them; `dropped` words can be brought back with Ctrl+Z.

        Words that were refused and are `waiting` are shown instead, and Ctrl+Z takes them back.
        """
        self.was = words
        self.setPlainText(words)
        if waiting and waiting != words:
            self._replace(waiting)
            self.refused_words = waiting
        elif dropped and dropped != words:
            self._replace(dropped)
            self._replace(words)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(self.words != words)

    def _replace(self, words: str) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words)
        cursor.endEditBlock()

    def _on_text_changed(self) -> None:
        wanted = self.wanted_height
        if wanted != self._wanted:
            self._wanted = wanted
            self.grown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.height() >= self.wanted_height:
            # What was scrolled away while the field was smaller is in sight again.
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureCursorVisible()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.chosen.emit()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER or (event.text() and event.text().isprintable()):
            self.chosen.emit()
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def claims(self, event: QKeyEvent) -> bool | None:
        """Whether a key is the text's, as `KeyClaims` asks."""
        if self._is_the_windows(event):
            return False
        # While words are typed, the arrows are the cursor's, not the board's.
        return True if event.key() in (*_ARROWS, *_ENTER, Qt.Key.Key_Escape) else None

    def _is_the_windows(self, event: QKeyEvent) -> bool:
        """Whether a key is not the text's: one of the window's, or Undo and Redo with nothing typed to take back."""
        steps = (
            (QKeySequence.StandardKey.Undo, self.document().isUndoAvailable()),
            (QKeySequence.StandardKey.Redo, self.document().isRedoAvailable()),
        )
        for key, has_own in steps:
            if event.matches(key):
                # A key held down does not go on from the text's own steps to those of the board.
                self._hands_steps_on = not has_own and (self._hands_steps_on or not event.isAutoRepeat())
                return self._hands_steps_on
        return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText) in window_keys()

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = lines_of(source.text()) if source.hasText() else []
        if self._takes_lists and len(lines) > 1:
            self.list_pasted.emit(lines)
        elif source.hasText():
            self.insertPlainText(source.text())
