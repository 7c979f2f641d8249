"""The discussion of one note: what was said about it, a line to add to it; below it the most contested notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import AgendaItem, Workshop
from cmc_desktop.model.domain.changes import DeleteRemark
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.seen_panel import SeenPanel
from cmc_desktop.ui.workshop.talk.few_lines import FewLines
from cmc_desktop.ui.workshop.talk.remark_line import RemarkLine
from cmc_desktop.ui.workshop.talk.remark_rows import about_note, contested_rows, remark_rows
from cmc_desktop.ui.workshop.talk.remark_writing import RemarkWriting
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable

_CONCERNS = (Remark, Note, Participant, AgendaItem, Workshop, SignOff)
_ALL_WORDS, _A_GLANCE = 40, 2


class RemarksPanel(SeenPanel):
    """Tell it which note the room is on with `show_note`.

    Signals:
        note_wanted(str): the note with this id is to be selected on the board.
        wall_wanted(str): the note with this id is to be shown to the room.
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    note_wanted = Signal(str)
    wall_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Remarks"), _CONCERNS, parent)
        self.caption = dressed(QLabel(), "caps")
        self.to_wall = dressed(QToolButton(), "plain")
        self.to_wall.setIcon(look.icons.icon("projector"))
        self.to_wall.setAccessibleName(tr("Show the note on the wall"))
        self.to_wall.setToolTip(tr("Show the note on the wall (Shift+F6)"))
        self.words = FewLines(4)
        self.about = dressed(QLabel(), "muted")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.list = TalkList(tr("Remarks on the note"), look, _ALL_WORDS)
        self.line = RemarkLine(look)
        self.writing = RemarkWriting(bridge, self.line)
        self.waiting = dressed(QPushButton(), "link")
        self.contested_caption = dressed(QLabel(tr("MOST CONTESTED")), "caps")
        self.contested = TalkList(tr("Most contested notes"), look, _A_GLANCE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.caption, 1)
        top.addWidget(self.to_wall)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.words)
        layout.addWidget(self.about)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.line)
        layout.addWidget(self.waiting)
        layout.addWidget(self.contested_caption)
        layout.addWidget(self.contested, 2)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)

    def _connect(self) -> None:
        self.writing.row_wanted.connect(self._on_row_wanted)
        self.writing.escaped.connect(self._go_back)
        self.list.set_keys({"F2": self.writing.change, "Del": self.delete_remark})
        self.list.chosen.connect(self.writing.change)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.contested.set_keys({"Shift+F6": self.wall_wanted.emit})
        self.contested.chosen.connect(self.note_wanted)
        self.contested.clicked.connect(lambda index: self.note_wanted.emit(self.contested.rows.line(index).id))
        self.contested.menu_wanted.connect(self._on_contested_menu_wanted)
        for one in (self.list, self.contested):
            one.escaped.connect(self._go_back)
        self.to_wall.clicked.connect(lambda: self.wall_wanted.emit(self.writing.note))
        self.waiting.clicked.connect(self._on_waiting_clicked)
        self._bridge.written.connect(self._on_bridge_written)

    # what the desk asks for

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"remark": self.take_focus, "contested": self.go_to_contested}

    def show_note(self, note_id: str) -> None:
        """Be about this note, empty for none; what is typed for the one before is stored first."""
        if note_id != self.writing.note:
            self.writing.turn_to(note_id)
            self.refresh_when_seen()

    @property
    def has_place(self) -> bool:
        """Whether there is a note to remark on, or words that wait in the line for one."""
        return bool(self.writing.note or self.line.words.strip())

    def take_focus(self) -> None:
        """Put the cursor where a remark on the note is typed."""
        self.line.take_keys()

    def go_to_contested(self) -> None:
        """Put the keys on the list of the most contested notes."""
        self.refresh_when_seen()
        if self.contested.isHidden():
            self._bridge.told.emit(tr("No note has a question or an objection."))
            self.take_focus()
        else:
            self.line.keys.take_to(self.contested)
            self.contested.begin()

    def finish_typing(self) -> None:
        """Store what is typed, unless it was refused or left by Esc."""
        self.writing.finish()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        return self.writing.unstored_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self.writing.bring_back(words)
        self.refresh_when_seen()

    # what is done here

    def delete_remark(self, remark_id: str) -> None:
        """Take a remark away; Undo brings it back."""
        if self._bridge.do(DeleteRemark(remark_id)):
            self._bridge.told.emit(tr("The remark is deleted."))

    def _go_back(self) -> None:
        if self.writing.give_keys_back():
            return
        if self.writing.is_on_board(self.writing.note):
            self.note_wanted.emit(self.writing.note)
        else:
            self.board_wanted.emit()

    def _on_row_wanted(self, remark_id: str) -> None:
        self.list.setFocus()
        self.list.choose(remark_id)

    def _on_waiting_clicked(self) -> None:
        others = self.writing.others_waiting
        if others:
            self.note_wanted.emit(others[0])

    # menus

    def _on_menu_wanted(self, remark_id: str, place: QPoint) -> None:
        if self._bridge.canvas.sign_off is None:
            self.menu_for(remark_id).popup(place)

    def menu_for(self, remark_id: str) -> QMenu:
        """What can be done with a remark."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Change the remark…"), partial(self.writing.change, remark_id))
        menu.addAction(tr("Delete the remark"), partial(self.delete_remark, remark_id))
        return menu

    def _on_contested_menu_wanted(self, note_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go to the note"), partial(self.note_wanted.emit, note_id))
        menu.addAction(tr("Show on the wall"), partial(self.wall_wanted.emit, note_id))
        menu.popup(place)

    # showing

    def _show(self) -> None:
        canvas = self._bridge.canvas
        note = canvas.find(Note, self.writing.note) if self.writing.is_on_board(self.writing.note) else None
        signed = canvas.sign_off is not None
        self.caption.setText(tr("ON THIS NOTE") if note is not None else tr("REMARKS"))
        self.words.show_words(note.text if note is not None else tr("Choose a note on the board to remark on it."))
        self.about.setText(about_note(canvas, note) if note is not None else "")
        self.about.setVisible(note is not None)
        self.to_wall.setVisible(note is not None)
        rows = remark_rows(canvas, note.id) if note is not None else []
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.line.setVisible(not signed)
        self.line.set_people(choosable(canvas))
        self.writing.show_rule()
        self._show_waiting(signed=signed)
        contested = contested_rows(canvas)
        self.contested.show_rows(contested)
        self.contested.setVisible(bool(contested))
        self.contested_caption.setVisible(bool(contested))
        self._filler.setVisible(not rows and not contested)

    def _show_waiting(self, *, signed: bool) -> None:
        others = len(self.writing.others_waiting)
        self.waiting.setText(trn("Words wait on {n} other note", "Words wait on {n} other notes", others))
        self.waiting.setVisible(bool(others) and not signed)
