"""The plain-text field a note is written in: Enter is done, Shift+Enter a new line, it grows with its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cmc_desktop.ui.board.note_mime import lines_of

#: border and padding of the style sheet, above and below together
_FRAME = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class NoteEditor(QPlainTextEdit):
    """Where words are typed.

    Signals:
        entered(): Enter, with or without words.
        escaped(): Esc.
        list_pasted(list): several lines were pasted where `takes_lists`; nothing was put into the field.
        grown(): the words need another height than before.
    """

    entered = Signal()
    escaped = Signal()
    list_pasted = Signal(list)
    grown = Signal()

    def __init__(self, font: QFont, parent: QWidget | None = None, *, takes_lists: bool = False) -> None:
        super().__init__(parent)
        self._takes_lists = takes_lists
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

    @property
    def words(self) -> str:
        return self.toPlainText()

    @property
    def wanted_height(self) -> int:
        """Pixels that show every line, at the present width."""
        lines = max(1, int(self.document().size().height()))
        return ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + _FRAME

    def begin(self, words: str, dropped: str = "") -> None:
        """Show `words`, the cursor behind them; `dropped` words can be brought back with Ctrl+Z."""
        self.was = words
        self.setPlainText(words)
        if dropped and dropped != words:
            self._replace(dropped)
            self._replace(words)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(False)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # While words are typed, the arrows are the cursor's, not the board's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (*_ARROWS, *_ENTER, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = lines_of(source.text()) if source.hasText() else []
        if self._takes_lists and len(lines) > 1:
            self.list_pasted.emit(lines)
        elif source.hasText():
            self.insertPlainText(source.text())
