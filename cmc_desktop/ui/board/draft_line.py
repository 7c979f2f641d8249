"""The line below a box's notes where a new one is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr

_TALLEST = 200


class DraftLine(QWidget):
    """Words on their way to becoming a note. They stay here until they are stored, whatever happens.

    Signals:
        finished(str): a note is to be made of these words.
        list_pasted(list): notes are to be made of these lines.
        left(): Esc; what is typed stays in the line.
        entered(): the keys go to the line now.
        chosen(): the person typed or clicked in it.
        none_identified_wanted(): the box is to be marked, or the mark taken back.
    """

    finished = Signal(str)
    list_pasted = Signal(list)
    left = Signal()
    entered = Signal()
    chosen = Signal()
    none_identified_wanted = Signal()

    def __init__(self, box: Box, font: QFont, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._is_escaping = False
        self._tallest = _TALLEST
        self.editor = NoteEditor(font, self, takes_lists=True, low=True)
        self.editor.setPlaceholderText(tr("Write the text…") if box.single else tr("Add a note…"))
        self.editor.setAccessibleName(tr("Add a note to {box}", box=box.label))
        self.editor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.editor.entered.connect(self._on_editor_entered)
        self.editor.escaped.connect(self._on_editor_escaped)
        self.editor.chosen.connect(self.chosen)
        self.editor.grown.connect(self._fit)
        self.editor.list_pasted.connect(self.list_pasted)
        self.editor.installEventFilter(self)
        self._none = dressed(QToolButton(), "plain")
        self._none.setIcon(look.icons.icon("none-identified", look.theme.muted))
        self._none.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none.clicked.connect(self.none_identified_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self._fit()

    @property
    def words(self) -> str:
        return self.editor.words

    def clear(self) -> None:
        self.editor.refused_words = None
        self.editor.begin("")

    def bring_back(self, words: str) -> None:
        """Show words that could not be stored earlier, below what is typed already; they wait for Enter."""
        self.editor.begin("\n".join(part for part in (self.words.strip(), words) if part))
        self.editor.refused_words = self.words

    def type_on(self, text: str) -> None:
        """Put the cursor here and go on with `text`."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.editor.insertPlainText(text)

    def show_mark(self, *, possible: bool, marked: bool) -> None:
        """Offer to mark the box 'none identified', or to take it back."""
        self._none.setVisible(possible)
        words = tr("Take back “none identified”") if marked else tr("None identified")
        self._none.setToolTip(words)
        self._none.setAccessibleName(tr("{action}: {box}", action=words, box=self._box.label))

    def leave(self) -> None:
        """Store what is typed, unless it was refused already."""
        if self.words.strip() and self.words != self.editor.refused_words and not self._is_escaping:
            self.finished.emit(self.words)

    def _on_editor_escaped(self) -> None:
        self._is_escaping = True
        self.left.emit()
        self._is_escaping = False

    def _on_editor_entered(self) -> None:
        if self.words.strip():
            self.finished.emit(self.words)

    def set_room(self, room: int) -> None:
        """Be no taller than `room` pixels: words that need more are scrolled."""
        self._tallest = min(_TALLEST, room)
        self._fit()

    def _fit(self) -> None:
        height = min(self._tallest, self.editor.wanted_height)
        if height != self.editor.height() or self.editor.minimumHeight() != height:
            self.editor.setFixedHeight(height)
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            waits = (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.MenuBarFocusReason,
            )
            if event.reason() not in waits:
                self.leave()
        return False
