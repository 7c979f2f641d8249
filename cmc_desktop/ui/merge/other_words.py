"""Where other words than those in conflict are typed, below what is in conflict."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.merging.contest import Contest
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font

#: pixels that the texts above the line may take before they are scrolled
_TEXTS_HIGH = 120
#: pixels of the line, which is scrolled from there
_LINES_HIGH = 84


class OtherWords(QWidget):
    """The texts in conflict, the line for others, and what can be done with them.

    Signals:
        typed(str): this stands in the line now, after a key.
        entered(str): to be settled with these words, which are not blank.
        ended(): back to what there is to choose from; what stands in the line is kept.
    """

    typed = Signal(str)
    entered = Signal(str)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = plain_label("")
        self.texts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.scrolled = _Texts(self.texts)
        self.words = _Line(font(14))
        self.words.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.words.setFixedHeight(_LINES_HIGH)
        self.words.setAccessibleName(tr("Other words"))
        self.hint = plain_label("muted")
        self.use = dressed(QPushButton(tr("Settle with these words")), "primary")
        self.cancel = QPushButton(tr("Back"))
        below = QHBoxLayout()
        below.addWidget(self.hint, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.scrolled)
        column.addWidget(self.words)
        column.addLayout(below)
        self.use.clicked.connect(self._on_words_entered)
        self.cancel.clicked.connect(self.ended)
        self.words.textChanged.connect(self._on_words_typed)
        self.words.entered.connect(self._on_words_entered)
        self.words.escaped.connect(self.ended)
        self.show_hint()

    def show_contest(self, contest: Contest) -> None:
        """Say what is in conflict, numbered as its buttons are."""
        told = (f"{place}  {choice.words}" for place, choice in enumerate(contest.choices, 1))
        self.texts.setText(upright("\n".join(told)))
        self.scrolled.updateGeometry()

    def begin(self, words: str) -> None:
        """Have `words` in the line and go on behind them; only what is typed from now on is told."""
        with QSignalBlocker(self.words):
            self.words.setPlainText(words)
        self.words.moveCursor(QTextCursor.MoveOperation.End)

    def show_hint(self, *, asks_for_words: bool = False) -> None:
        """What the keys do; or that the line is blank."""
        if asks_for_words:
            self.hint.setText(tr("Type the words that are to stand there, or press Esc to choose one of these."))
        else:
            self.hint.setText(tr("Enter settles, Shift+Enter begins a new line, Esc goes back and keeps the words."))
        redress(self.hint, "warning" if asks_for_words else "muted")

    def _on_words_typed(self) -> None:
        self.show_hint()
        self.typed.emit(self.words.toPlainText())

    def _on_words_entered(self) -> None:
        words = self.words.toPlainText()
        if words.strip():
            self.entered.emit(words)
        else:
            self.show_hint(asks_for_words=True)
            self.words.setFocus()


class _Line(NoteEditor):
    """Undo and Redo are about the words in it, also when there is nothing left of them: out of sight nothing else is
    taken back, neither another settling nor the joining."""

    def claims(self, event: QKeyEvent) -> bool | None:
        if self._is_step(event):
            return True
        return super().claims(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif self._is_step(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def _is_step(self, event: QKeyEvent) -> bool:
        """Ctrl+Y is the page's Redo on every system."""
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        return any(event.matches(key) for key in keys) or QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")


class _Texts(QScrollArea):
    """The texts in conflict above the line for other words: as high as they are up to a bound, then scrolled."""

    def __init__(self, texts: QWidget) -> None:
        super().__init__()
        self._texts = texts
        self.setWidget(texts)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What is in conflict"))

    def sizeHint(self) -> QSize:
        return QSize(200, min(_TEXTS_HIGH, self._texts.heightForWidth(max(200, self.viewport().width()))))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(48, self.sizeHint().height()))
