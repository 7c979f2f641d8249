"""'Join notes…': which one stays, what it says from then on, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.changes import MergeNotes
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.board.joined_text import joined_text
from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_WIDTH, _MOST_ROWS, _TEXT_HEIGHT = 480, 6, 110
#: letters of a note that tell which one it is
_TELLING = 160


class JoinDialog(QDialog):
    """Shows the notes with these ids, the first of them being the one proposed to stay.

    Signals:
        joined(str): it was done, and the note with this id stayed.
    """

    joined = Signal(str)

    def __init__(self, bridge: SessionBridge, notes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notes = tuple(notes)
        #: what the notes say in the list
        self._texts: tuple[str, ...] = ()
        self._proposed = ""
        self._is_joining = self._is_over = False
        self.setWindowTitle(tr("Join notes"))
        self.setMinimumWidth(_WIDTH)
        question = QLabel(trn("Which of the {n} notes stays?", "Which of the {n} notes stays?", len(notes)))
        dressed(question, "heading")
        self.stays = QListWidget()
        self.stays.setAccessibleName(tr("The note that stays"))
        self.stays.setWordWrap(True)
        self.stays.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.stays.setStyleSheet("QListView::item { padding: 2px 6px; }")
        says = QLabel(tr("It &says from then on:"))
        self.text = NoteEditor(font(13))
        self.text.setAccessibleName(tr("Words of the joined note"))
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        says.setBuddy(self.text)
        self.outcome = dressed(QLabel(), "muted")
        self.trouble = dressed(QLabel(), "warning")
        for label in (self.outcome, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.trouble.hide()
        buttons = QDialogButtonBox()
        self.join = dressed(QPushButton(tr("Join")), "primary")
        buttons.addButton(self.join, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for widget in (question, self.stays, says, self.text, self.outcome, self.trouble, buttons):
            layout.addWidget(widget)
        self.join.setDefault(True)
        self._fill()
        self._fit_list()
        self.stays.currentRowChanged.connect(self._on_choice_changed)
        self.stays.itemActivated.connect(lambda: self.text.setFocus())
        self.text.entered.connect(self.accept)
        self.text.escaped.connect(self.reject)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.stays.setCurrentRow(0)
        self.stays.setFocus()
        bridge.written.connect(self._on_written)

    def _fill(self) -> None:
        canvas = self._bridge.canvas
        self._texts = tuple(canvas.note(note_id).text for note_id in self._notes)
        high = self.fontMetrics().lineSpacing()
        for note_id in self._notes:
            note = canvas.note(note_id)
            words = " ".join(note.text.split())
            words = f"{words[:_TELLING]}…" if len(words) > _TELLING else words
            box = canvas.template.box(note.box).label
            item = QListWidgetItem(upright(f"{words}\n{box}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{words}, in {box}", words=words, box=box))
            lines = 1 + -(-self.fontMetrics().horizontalAdvance(words) // (_WIDTH - 110))
            item.setSizeHint(QSize(0, lines * high + 12))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.stays.addItem(item)

    def _fit_list(self) -> None:
        rows = min(_MOST_ROWS, len(self._notes))
        wanted = sum(self.stays.item(row).sizeHint().height() for row in range(rows)) + 6
        self.stays.setFixedHeight(min(240, wanted))

    @property
    def into(self) -> str:
        """The id of the note that stays."""
        return self._notes[max(0, self.stays.currentRow())]

    def _on_choice_changed(self) -> None:
        if len(self._notes) < 2:
            self.outcome.clear()
            return
        canvas = self._bridge.canvas
        for row in range(self.stays.count()):  # a tick besides the colour of the row
            chosen = row == self.stays.currentRow()
            self.stays.item(row).setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        others = [note_id for note_id in self._notes if note_id != self.into]
        if self.text.words == self._proposed:  # else somebody wrote it
            self._proposed = joined_text(canvas.note(note_id).text for note_id in (self.into, *others))
            self.text.begin(self._proposed)
        box = canvas.template.box(canvas.note(self.into).box).label
        words = [
            trn(
                "It stays in {box}. The other note goes off the board, and the record says what it was joined with.",
                "It stays in {box}. The {n} others go off the board, and the record says what they were joined with.",
                len(others),
                box=box,
            ),
            tr("Remarks on them go with them.") if any(remarks_on(canvas, note_id) for note_id in others) else "",
            tr("Undo takes it back."),
        ]
        self.outcome.setText(" ".join(part for part in words if part))

    def _on_written(self, written: Written) -> None:
        """Another window was at the notes: they are shown as they are by now, and what happened is said."""
        if self._is_over or (self._is_joining and written.way != "elsewhere"):
            return
        if not any(isinstance(put, Note) and put.id in self._notes for put in written.puts):
            return
        known, into = dict(zip(self._notes, self._texts, strict=True)), self.into
        found = [self._bridge.canvas.find(Note, note_id) for note_id in self._notes]
        notes = [note for note in found if note is not None and not note.deleted]
        self._notes = tuple(note.id for note in notes)
        self.stays.blockSignals(True)
        self.stays.clear()
        self._fill()
        self.stays.setCurrentRow(self._notes.index(into) if into in self._notes else 0)
        self.stays.blockSignals(False)
        self._on_choice_changed()
        self.join.setEnabled(len(self._notes) > 1)
        if len(notes) < len(known):
            self._tell(tr("A note that was to be joined is not on the board any more."))
        elif any(note.text != known[note.id] for note in notes):
            self._tell(tr("One of the notes was changed in the meantime: look at what it says now."))

    def _tell(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.trouble, QAccessible.Event.Alert))

    def accept(self) -> None:
        if not self.join.isEnabled():
            return
        into = self.into
        self._is_joining = True
        try:
            self._bridge.session.do(MergeNotes(self._notes, into, self.text.words, self._texts))
        except CmcError as error:
            self._tell(str(error))
            return
        finally:
            self._is_joining = False
        super().accept()
        self.joined.emit(into)

    def done(self, result: int) -> None:
        self._is_over = True
        super().done(result)
