"""The discussion of one note: what was said about it, a line to add to it; below it the most contested notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem, Workshop
from cmc_desktop.model.domain.changes import AddRemark, DeleteRemark, EditRemark
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.phase_rules import Verb, rules_now
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.begun_remarks import Begun, BegunRemarks, Place
from cmc_desktop.ui.workshop.talk.few_lines import FewLines
from cmc_desktop.ui.workshop.talk.remark_line import RemarkLine
from cmc_desktop.ui.workshop.talk.remark_rows import about_note, contested_rows, remark_rows
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable, name_of

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_CONCERNS = (Remark, Note, Participant, AgendaItem, Workshop, SignOff)
_ALL_WORDS, _A_GLANCE = 40, 2


class RemarksPanel(QWidget):
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
        super().__init__(parent)
        self._bridge = bridge
        self._place = Place()
        self._begun = BegunRemarks()
        #: remarks on their way into the canvas, by id: where they were typed, and their words
        self._sent: dict[str, tuple[Place, str]] = {}
        self._is_stale = True
        self._is_escaping = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "card")
        self.setAccessibleName(tr("Remarks"))
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
        self.line.entered.connect(self._on_entered)
        self.line.escaped.connect(self._on_escaped)
        self.line.left.connect(self._on_left)
        self.list.set_keys({"F2": self.change_remark, "Del": self.delete_remark})
        self.list.chosen.connect(self.change_remark)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.contested.set_keys({"Shift+F6": self.wall_wanted.emit})
        self.contested.chosen.connect(self.note_wanted)
        self.contested.clicked.connect(lambda index: self.note_wanted.emit(self.contested.rows.line(index).id))
        self.contested.menu_wanted.connect(self._on_contested_menu_wanted)
        for one in (self.list, self.contested):
            one.escaped.connect(self._go_back)
        self.to_wall.clicked.connect(lambda: self.wall_wanted.emit(self._place.note))
        self.waiting.clicked.connect(self._on_waiting_clicked)
        self._bridge.written.connect(self._on_bridge_written)

    # what the desk asks for

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"remark": self.take_focus, "contested": self.go_to_contested}

    def show_note(self, note_id: str) -> None:
        """Be about this note, empty for none; what is typed for the one before is stored first."""
        if note_id == self._place.note:
            return
        self.finish_typing()
        self._go_to(Place(note=note_id))
        self.refresh_when_seen()

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
        """Store what is typed, unless it was refused already."""
        if self.line.words.strip() and not self.line.was_refused:
            self._store()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        self._keep_begun()
        return self._begun.as_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self._keep_begun()
        self._begun.take_in(words)
        self._show_begun()
        self.refresh_when_seen()

    # typing

    def _go_to(self, place: Place) -> None:
        """Turn the line to another place; what stands in it is kept for the old one."""
        self._keep_begun()
        self._place = place
        self._show_begun()
        self._show_rule()

    def _keep_begun(self) -> None:
        begun, remark = self.line.begun, self._bridge.canvas.find(Remark, self._place.remark)
        as_it_is = remark is not None and (begun.words, begun.kind) == (remark.words, remark.kind)
        self._begun.put(self._place, Begun() if as_it_is else begun)

    def _show_begun(self) -> None:
        """Go on with what was begun here; words for a note that is gone wait for the next one."""
        begun = self._begun[self._place]
        if begun is None and self._place.note:
            begun = self._begun.take_homeless(self._is_on_board)
        self.line.show_begun(begun)

    def _is_on_board(self, note_id: str) -> bool:
        note = self._bridge.canvas.find(Note, note_id)
        return note is not None and not note.deleted

    def _on_entered(self) -> None:
        if not self._place.note and not self._place.remark:
            self._bridge.told.emit(tr("Choose a note on the board first."))
            return
        changed = self._place.remark
        if self._store() and changed:
            self.list.setFocus()
            self.list.choose(changed)

    def _on_left(self) -> None:
        if not self._is_escaping:
            self.finish_typing()
            if self._place.remark:
                self._end_change()

    def _store(self) -> bool:
        place, begun = self._place, self.line.begun
        by = self.line.by.person
        change: AddRemark | EditRemark
        if by is None:
            self.line.mark_refused()
            nobody = tr("“{name}” fits nobody in the room, or several people.", name=begun.by)
            self._bridge.refused.emit(Refusal(nobody, todo=tr("Type more of the name, or leave it empty.")), None)
            return False
        if place.remark:
            change = EditRemark(place.remark, begun.kind, begun.words, by)
            remark_id = place.remark
        elif place.note:
            change = AddRemark(place.note, begun.kind, begun.words, by)
            remark_id = change.id
        else:
            return False
        self._sent[remark_id] = (place, begun.words)
        if not self._bridge.do(change):
            self.line.mark_refused()
            return False
        self._take_stored(remark_id)
        return True

    def _take_stored(self, remark_id: str) -> None:
        """Words that have become a remark leave the line they were typed in, also when a slip let them in later."""
        if remark_id not in self._sent:
            return
        place, words = self._sent.pop(remark_id)
        begun = self._begun[place]
        if begun is not None and begun.words == words:
            self._begun.take(place)
        if place == self._place and self.line.words == words:
            self.line.show_begun(None)
            if place.remark:
                self._end_change()

    def change_remark(self, remark_id: str) -> None:
        """Bring a remark into the line, to be put right."""
        remark = self._bridge.canvas.find(Remark, remark_id)
        if remark is None or remark.deleted or self._bridge.canvas.sign_off is not None:
            return
        place = Place(self._place.note, remark_id)
        by = name_of(self._bridge.canvas, remark.person)
        self._go_to(place)
        if self._begun[place] is None:
            self.line.show_begun(Begun(remark.words, RemarkKind(remark.kind)))
            self.line.by.show_person(remark.person, by)
        self.line.keys.take_to(self.line.field)

    def _end_change(self) -> None:
        self._go_to(Place(note=self._place.note))

    def _drop_change_of(self, remark_id: str) -> None:
        """Nothing is left to change: words in the line are those of a new remark now."""
        if self._place.remark == remark_id:
            self._place = Place(note=self._place.note)
            self._show_rule()

    def delete_remark(self, remark_id: str) -> None:
        """Take a remark away; Undo brings it back."""
        if self._bridge.do(DeleteRemark(remark_id)):
            self._bridge.told.emit(tr("The remark is deleted."))

    def _on_escaped(self) -> None:
        if self._place.remark:
            remark = self._place.remark
            self.line.show_begun(None)
            self._is_escaping = True
            self._end_change()
            self.list.setFocus()
            self.list.choose(remark)
            self._is_escaping = False
            return
        self._go_back()

    def _go_back(self) -> None:
        """The keys go where they were; words in the line wait there."""
        self._is_escaping = True
        if not self.line.keys.give_back():
            self._leave_for_the_board()
        self._is_escaping = False

    def _leave_for_the_board(self) -> None:
        if self._is_on_board(self._place.note):
            self.note_wanted.emit(self._place.note)
        else:
            self.board_wanted.emit()

    def _on_waiting_clicked(self) -> None:
        others = self._others_waiting()
        if others:
            self.note_wanted.emit(others[0])

    def _others_waiting(self) -> list[str]:
        return [note for note in self._begun.notes() if note != self._place.note and self._is_on_board(note)]

    # menus

    def _on_menu_wanted(self, remark_id: str, place: QPoint) -> None:
        if self._bridge.canvas.sign_off is None:
            self.menu_for(remark_id).popup(place)

    def menu_for(self, remark_id: str) -> QMenu:
        """What can be done with a remark."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Change the remark…"), partial(self.change_remark, remark_id))
        menu.addAction(tr("Delete the remark"), partial(self.delete_remark, remark_id))
        return menu

    def _on_contested_menu_wanted(self, note_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go to the note"), partial(self.note_wanted.emit, note_id))
        menu.addAction(tr("Show on the wall"), partial(self.wall_wanted.emit, note_id))
        menu.popup(place)

    # showing

    def refresh_when_seen(self) -> None:
        """Read everything anew, now or as soon as somebody looks."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        self._is_stale = False
        canvas = self._bridge.canvas
        note = canvas.find(Note, self._place.note) if self._is_on_board(self._place.note) else None
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
        self._show_rule()
        self._show_waiting(signed=signed)
        contested = contested_rows(canvas)
        self.contested.show_rows(contested)
        self.contested.setVisible(bool(contested))
        self.contested_caption.setVisible(bool(contested))
        self._filler.setVisible(not rows and not contested)

    def _show_rule(self) -> None:
        canvas = self._bridge.canvas
        item = canvas.current_item
        allowed = Verb.REMARK in rules_now(canvas).allows
        rule = tr("No remarks in “{phase}”", phase=item.title) if item is not None and not allowed else ""
        heading = tr("CHANGE THE REMARK") if self._place.remark else ""
        self.line.show_rule(heading, rule or tr("Write a remark…"))

    def _show_waiting(self, *, signed: bool) -> None:
        others = len(self._others_waiting())
        self.waiting.setText(trn("Words wait on {n} other note", "Words wait on {n} other notes", others))
        self.waiting.setVisible(bool(others) and not signed)

    def _on_bridge_written(self, written: Written) -> None:
        for put in written.puts:
            if isinstance(put, Remark) and put.deleted:
                self._drop_change_of(put.id)
            elif isinstance(put, Remark) and put.id in self._sent:
                self._take_stored(put.id)
                self._bridge.told.emit(tr("The remark is stored."))
        if any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self.refresh()
        super().showEvent(event)
