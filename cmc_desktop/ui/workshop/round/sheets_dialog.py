"""The private sheets from the silent work, typed in quickly: a person, an element, one line after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddSheetNotes, Change, DeleteSheetNote, EditSheetNote
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.private_sheets import is_on_board
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.message_bar import MessageBar
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.round.choice_list import ChoiceList
from cmc_desktop.ui.workshop.round.line_editor import LineEditor
from cmc_desktop.ui.workshop.round.sheet_lines import lines_by_element, lines_by_person, lines_of_sheet

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class SheetsDialog(QDialog):
    """Everything is stored as it is typed, and nothing of it is ever on the projector by this dialog."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None, *, person: str = "") -> None:
        super().__init__(parent)
        self._bridge = bridge
        #: the line that is being changed, empty while a new one is typed; and for whom and what it is typed
        self._changed = ""
        self._place = ("", "")
        self.setWindowTitle(tr("Private sheets"))
        self.setAccessibleName(tr("Private sheets"))
        self.resize(980, 560)
        self.people = ChoiceList(tr("People"))
        self.elements = ChoiceList(tr("Elements"))
        self.lines = ChoiceList(tr("Lines of the sheet"))
        self.lines.setWordWrap(True)
        self.heading = dressed(QLabel(), "heading")
        self.question = dressed(QLabel(), "muted")
        for label in (self.heading, self.question):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.editor = LineEditor(font(14))
        self.change = QPushButton(look.icons.icon("edit"), tr("Change"))
        self.delete = QPushButton(look.icons.icon("delete"), tr("Delete"))
        self.finish = dressed(QPushButton(tr("Close")), "primary")
        self.message = MessageBar()
        self._lay_out()
        self._connect()
        self.refresh()
        self.people.choose(person)
        # outside the round nobody speaks about an element: sheets are typed in from their beginning
        at = round_now(bridge.canvas)
        self.elements.choose(at.element if at is not None else bridge.canvas.template.walk[0])
        self.editor.setFocus()

    def _lay_out(self) -> None:
        sheet = QVBoxLayout()
        sheet.setSpacing(6)
        for widget in (self.heading, self.question):
            sheet.addWidget(widget)
        sheet.addWidget(self.lines, 1)
        sheet.addWidget(self.editor)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.people, 2)
        columns.addWidget(self.elements, 3)
        columns.addLayout(sheet, 5)
        buttons = QHBoxLayout()
        for button in (self.change, self.delete):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        hint = tr("Enter adds the line · Page Down: next element, with Ctrl next person · the room does not see this")
        words = dressed(QLabel(hint), "muted")
        words.setWordWrap(True)
        buttons.addWidget(words, 1)
        self.finish.setAutoDefault(False)
        buttons.addWidget(self.finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(columns, 1)
        layout.addWidget(self.message)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.people.chosen.connect(self._on_place_chosen)
        self.elements.chosen.connect(self._on_place_chosen)
        self.lines.doubleClicked.connect(self.change_line)
        self.editor.entered.connect(self.store)
        self.editor.escaped.connect(self._on_editor_escaped)
        self.editor.list_pasted.connect(self._on_list_pasted)
        self.editor.before_wanted.connect(self._on_before_wanted)
        self.editor.correction_wanted.connect(self.change_line)
        self.change.clicked.connect(self.change_line)
        self.delete.clicked.connect(self.delete_line)
        self.finish.clicked.connect(self.accept)
        self._bind("PgDown", partial(self.step, +1))
        self._bind("PgUp", partial(self.step, -1))
        self._bind("Ctrl+PgDown", partial(self.step_person, +1))
        self._bind("Ctrl+PgUp", partial(self.step_person, -1))
        for key, wish in (("Del", self.delete_line), ("F2", self.change_line)):
            shortcut = QShortcut(QKeySequence(key), self.lines, wish)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._bridge.written.connect(self._on_written)
        self._bridge.refused.connect(self._on_refused)

    def _bind(self, key: str, wish: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(wish)

    # what is shown

    def refresh(self) -> None:
        """Read people, elements and lines anew."""
        canvas = self._bridge.canvas
        counts = lines_by_person(canvas)
        people = [one for one in canvas.people if one.takes_turns or counts[one.id]]
        names = all_names(canvas)
        self.people.show_rows((one.id, _counted(names[one.id], counts[one.id])) for one in people)
        if not self.people.chosen_id and people:
            self.people.choose(people[0].id)
        mine = lines_by_element(canvas, self.people.chosen_id)
        self.elements.show_rows(
            (key, _counted(canvas.template.box(key).label, mine[key])) for key in canvas.template.walk
        )
        self._show_sheet(names.get(self.people.chosen_id, ""))

    def _show_sheet(self, name: str) -> None:
        canvas = self._bridge.canvas
        person, element = self.people.chosen_id, self.elements.chosen_id
        lines = lines_of_sheet(canvas, person, element)
        self.lines.show_rows((line.id, _line_words(canvas, line)) for line in lines)
        box = canvas.template.box(element or canvas.template.walk[0])
        self.heading.setText(
            tr("{name}: {element}", name=name, element=box.label) if name else tr("Nobody takes turns yet")
        )
        self.question.setText(tr(box.question) if name else tr("Put the people on the roster first (F7)."))
        self.editor.setEnabled(bool(name) and canvas.sign_off is None)
        self.editor.setPlaceholderText(tr("A line of {name}’s sheet; a pasted list becomes a line each", name=name))
        self.editor.setAccessibleName(tr("Line of {name} for {element}", name=name, element=box.label))
        for button in (self.change, self.delete):
            button.setEnabled(bool(lines) and canvas.sign_off is None)

    # typing

    def store(self) -> bool:
        """Store what is typed; True when nothing is left in the field."""
        words = self.editor.words
        if not words.strip() or (self._changed and words == self.editor.was):
            self._begin()
            return True
        person, element = self._place
        change: Change = (
            EditSheetNote(self._changed, words, self.editor.was)
            if self._changed
            else AddSheetNotes(person, element, (words,))
        )
        if not self._bridge.do(change):
            self.editor.refused_words = words
            now = self._bridge.canvas.find(SheetNote, self._changed)
            if now is not None:  # what it says by now has been told: the words are meant for that
                self.editor.was = now.text
            return False
        self._begin()
        self.lines.scrollToBottom()
        return True

    def _begin(self, line: SheetNote | None = None) -> None:
        self._changed = line.id if line is not None else ""
        self._place = (self.people.chosen_id, self.elements.chosen_id)
        self.editor.refused_words = None
        self.editor.begin(line.text if line is not None else "")

    def change_line(self) -> None:
        """Put the chosen line into the field."""
        line = self._bridge.canvas.find(SheetNote, self.lines.chosen_id)
        if self.editor.words.strip() or line is None:
            return
        if is_on_board(self._bridge.canvas, line):
            self.message.tell(tr("This line is on the board already; it is changed there."))
            return
        self._begin(line)
        self.editor.setFocus()

    def delete_line(self) -> None:
        """Take the chosen line off the sheet; a button brings it back."""
        line = self.lines.chosen_id
        if line and self._bridge.do(DeleteSheetNote(line)):
            self.message.tell(tr("The line was deleted."), tr("Undo"), self._bridge.undo)

    def _on_list_pasted(self, texts: Sequence[str]) -> None:
        person, element = self._place
        if not self._bridge.do(AddSheetNotes(person, element, tuple(texts))):
            self.editor.insertPlainText("\n".join(texts))

    def _on_before_wanted(self) -> None:
        if not self.editor.words.strip() and self.lines.rows.rowCount():
            self.lines.setCurrentIndex(self.lines.rows.index(self.lines.rows.rowCount() - 1, 0))
            self.change_line()

    def _on_editor_escaped(self) -> None:
        if self._changed:
            self._begin()
        else:
            self.reject()

    # going on

    def step(self, by: int) -> None:
        """The next element, or after the last one the first of the next person; backwards likewise."""
        if self.store() and not self.elements.step(by) and self.people.step(by):
            walk = self._bridge.canvas.template.walk
            self.elements.choose(walk[0] if by > 0 else walk[-1])
        self.editor.setFocus()

    def step_person(self, by: int) -> None:
        """The same element of the next person, or of the one before."""
        if self.store():
            self.people.step(by)
        self.editor.setFocus()

    def _on_place_chosen(self) -> None:
        """Words that were begun are stored where they were begun."""
        if self.editor.words.strip() and self.editor.words != self.editor.refused_words:
            self.store()
        if not self.editor.words.strip():
            self._begin()
        self.refresh()

    def _on_written(self, written: Written) -> None:
        if written.way != "undo":
            self.message.hide()  # its Undo would take back something newer than it names
        self.refresh()

    def _on_refused(self, error: Exception, _slip: object) -> None:
        if self.isVisible():
            self.message.tell(str(error), stays=True)

    def accept(self) -> None:
        if self.store():
            super().accept()

    def reject(self) -> None:
        """Nothing that was typed goes with the dialog: what cannot be stored keeps it open."""
        if self.store():
            super().reject()


def _counted(words: str, count: int) -> str:
    return tr("{words} ({n})", words=words, n=count) if count else words


def _line_words(canvas: Canvas, line: SheetNote) -> str:
    text = " ".join(line.text.split())
    return tr("✓ on the board: {text}", text=text) if is_on_board(canvas, line) else text
