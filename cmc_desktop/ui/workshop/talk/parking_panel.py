"""The parking list: what is not for today, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from cmc_desktop.model.domain.agenda import Workshop
from cmc_desktop.model.domain.changes import DeleteParked, SettleParked
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.seen_panel import SeenPanel
from cmc_desktop.ui.workshop.talk.begun_parking import ParkMode
from cmc_desktop.ui.workshop.talk.park_line import ParkLine
from cmc_desktop.ui.workshop.talk.park_writing import ParkWriting
from cmc_desktop.ui.workshop.talk.parking_rows import parked_rows
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable

_CONCERNS = (Parked, Participant, Note, Workshop)
_MOST_LINES = 6


class ParkingPanel(SeenPanel):
    """Tell it which note is selected with `show_note`: putting something aside begins with it.

    Signals:
        note_wanted(str): the note with this id is to be selected on the board.
        element_wanted(str): the board is to turn to the box with this key.
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    note_wanted = Signal(str)
    element_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Parking list"), _CONCERNS, parent)
        self.caption = dressed(QLabel(tr("PARKING LIST")), "caps")
        self.list = TalkList(tr("What is put aside"), look, _MOST_LINES)
        nothing = tr("Nothing is put aside. What is not for today goes here, and comes along to the next session.")
        self.nothing = dressed(QLabel(nothing), "muted")
        self.nothing.setWordWrap(True)
        self.line = ParkLine(look)
        self.writing = ParkWriting(bridge, self.line)
        self._filler = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.caption)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing)
        layout.addWidget(self._filler, 1)
        self._connect()

    def _connect(self) -> None:
        self.writing.row_wanted.connect(self._on_row_wanted)
        self.writing.escaped.connect(self._go_back)
        self.list.set_keys({"F2": self.change, "Del": self.delete, "Space": self.settle_or_put_back})
        self.list.chosen.connect(self.go_to)
        self.list.sign_clicked.connect(self.settle_or_put_back)
        self.list.menu_wanted.connect(lambda parked, place: self.menu_for(parked).popup(place))
        self.list.escaped.connect(self._go_back)
        self._bridge.written.connect(self._on_bridge_written)

    # what the desk asks for

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"park": self.take_focus}

    def show_note(self, note_id: str) -> None:
        """This note is selected now, empty for none or several."""
        self.writing.selected = note_id

    def take_focus(self) -> None:
        """Put the cursor where something is put aside; words that wait there already stay."""
        self.writing.begin()

    def finish_typing(self) -> None:
        """Store what is typed, unless it was refused or left by Esc. What became of it is settled by Enter alone."""
        self.writing.finish()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        return self.writing.unstored_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self.writing.bring_back(words)

    def _go_back(self) -> None:
        if not self.writing.give_keys_back():
            self.board_wanted.emit()

    def _on_row_wanted(self, parked_id: str) -> None:
        self.list.setFocus()
        self.list.choose(parked_id)

    # what can be done with a row

    def go_to(self, parked_id: str) -> None:
        """Turn the board to the note something came from, or else to its element."""
        parked = self.writing.find(parked_id)
        if parked is None:
            return
        note = self._bridge.canvas.find(Note, parked.note)
        if note is not None and not note.deleted:
            self.note_wanted.emit(note.id)
        elif parked.element:
            self.element_wanted.emit(parked.element)
        else:
            self._bridge.told.emit(tr("This comes from no note and no element."))

    def change(self, parked_id: str) -> None:
        """Bring its words into the line, to be put right."""
        self.writing.turn_to(ParkMode.CHANGE, parked_id)

    def settle_or_put_back(self, parked_id: str) -> None:
        """Ask what became of it; what is settled waits again."""
        parked = self.writing.find(parked_id)
        if parked is not None and not parked.waits:
            if self._bridge.do(SettleParked(parked_id, settled=False)):
                self._bridge.told.emit(tr("It waits again."))
        else:
            self.writing.turn_to(ParkMode.SETTLE, parked_id)

    def delete(self, parked_id: str) -> None:
        """Take it off the list; Undo brings it back."""
        if self._bridge.do(DeleteParked(parked_id)):
            self._bridge.told.emit(tr("Deleted from the parking list."))

    def menu_for(self, parked_id: str) -> QMenu:
        """What can be done with something that was put aside."""
        parked, menu = self.writing.find(parked_id), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settled = parked is not None and not parked.waits
        menu.addAction(
            tr("Put it aside again") if settled else tr("Settle…"), partial(self.settle_or_put_back, parked_id)
        )
        if parked is not None and (parked.note or parked.element):
            menu.addAction(tr("Go to where it comes from"), partial(self.go_to, parked_id))
        menu.addAction(tr("Change…"), partial(self.change, parked_id))
        menu.addAction(tr("Delete"), partial(self.delete, parked_id))
        return menu

    # showing

    def _show(self) -> None:
        rows = parked_rows(self._bridge.canvas)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._filler.setVisible(not rows)
        self.line.by.set_people(choosable(self._bridge.canvas))
        self.writing.show_purpose()
