"""The parking list: what is not for today, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import Workshop
from cmc_desktop.model.domain.changes import Change, DeleteParked, EditParked, Park, SettleParked
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.begun_parking import BegunParking, ParkMode, ParkPlace, as_words, from_words
from cmc_desktop.ui.workshop.talk.park_line import ParkLine
from cmc_desktop.ui.workshop.talk.parking_rows import parked_rows, source_words
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import choosable

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

_CONCERNS = (Parked, Participant, Note, Workshop)
_MOST_LINES = 6


class ParkingPanel(QWidget):
    """Tell it which note is selected with `show_note`: putting something aside begins with it.

    A selected note's words stand in the line to be taken as they are or typed over; they are not put aside before
    Enter, and the note stays on the board.

    Signals:
        note_wanted(str): the note with this id is to be selected on the board.
        element_wanted(str): the board is to turn to the box with this key.
        board_wanted(): Esc, and nothing to go back to: the keys belong to the board.
    """

    note_wanted = Signal(str)
    element_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selected = ""
        self._place = ParkPlace()
        self._source = BegunParking()
        #: the selected note's words as they were put into the line; nobody typed them
        self._offered = ""
        self._begun: dict[ParkPlace, BegunParking] = {}
        self._refused: BegunParking | None = None
        self._is_stale = True
        self._is_escaping = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "card")
        self.setAccessibleName(tr("Parking list"))
        self.caption = dressed(QLabel(tr("PARKING LIST")), "caps")
        self.list = TalkList(tr("What is put aside"), look, _MOST_LINES)
        nothing = tr("Nothing is put aside. What is not for today goes here, and comes along to the next session.")
        self.nothing = dressed(QLabel(nothing), "muted")
        self.nothing.setWordWrap(True)
        self.line = ParkLine(look)
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
        self.line.entered.connect(self._on_entered)
        self.line.escaped.connect(self._on_escaped)
        self.line.left.connect(self._on_left)
        self.line.source_dropped.connect(self._on_source_dropped)
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
        self._selected = note_id

    def take_focus(self) -> None:
        """Put the cursor where something is put aside; words that wait there already stay."""
        if self._place.mode is not ParkMode.NEW:
            self._go_to(ParkPlace())
        offers = not self._typed.strip() and not self.line.keys.here
        if offers:
            self._offer()
        self.line.keys.take_to(self.line.field)
        if offers:
            self.line.field.selectAll()

    def finish_typing(self) -> None:
        """Store what is typed, unless it was refused already. What became of something is settled by Enter alone."""
        if self._place.mode is not ParkMode.SETTLE and self._typed.strip() and self._now != self._refused:
            self._store()

    def unstored_words(self) -> dict[str, str]:
        """Words that are not stored so far, by the place where they were typed."""
        self._keep()
        return as_words(self._begun)

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed: Enter tries again."""
        self._keep()
        for place, begun in from_words(words).items():
            before = self._begun.get(place)
            self._begun[place] = begun if before is None else replace(begun, words=f"{before.words}\n{begun.words}")
        self._go_to(self._place, keep=False)
        self._refused = self._now

    # typing

    @property
    def _typed(self) -> str:
        """The words in the line that somebody typed."""
        words = self.line.words
        return "" if words == self._offered else words

    @property
    def _now(self) -> BegunParking:
        """What stands in the line."""
        return replace(self._source, words=self.line.words, by=self.line.by.text())

    def _offer(self) -> None:
        """Begin with the selected note and its words, or else with the element the room is on."""
        canvas = self._bridge.canvas
        note = canvas.find(Note, self._selected)
        if note is not None and not note.deleted:
            self._source = BegunParking(note=note.id, element=note.box)
            self._offered = note.text
        else:
            self._source = BegunParking(element=canvas.workshop.element if canvas.workshop.active else "")
            self._offered = ""
        self.line.show_words(self._offered, "")
        self._show_source()

    def _on_source_dropped(self) -> None:
        self._source = BegunParking()
        if self.line.words == self._offered:
            self.line.show_words("", self.line.by.text())
        self._offered = ""
        self._show_source()
        self.line.field.setFocus()

    def _clear(self) -> None:
        """Nothing is in the line any more, and nothing it comes from."""
        self._source, self._offered, self._refused = BegunParking(), "", None
        self.line.show_words("", "")
        self._show_source()

    def _keep(self) -> None:
        """Keep what stands in the line for its place."""
        if self._typed.strip() and self._typed != self._as_it_is():
            self._begun[self._place] = self._now
        else:
            self._begun.pop(self._place, None)

    def _as_it_is(self) -> str:
        """The words that are being changed; empty otherwise."""
        parked = self._bridge.canvas.find(Parked, self._place.parked)
        return parked.text if parked is not None and self._place.mode is ParkMode.CHANGE else ""

    def _go_to(self, place: ParkPlace, *, keep: bool = True) -> None:
        """Turn the line to another place; what stands in it is kept for the old one."""
        if keep:
            self._keep()
        self._place, self._offered, self._refused = place, "", None
        begun = self._begun.get(place) or BegunParking(self._as_it_is())
        self._source = replace(begun, words="", by="")
        self.line.show_words(begun.words, begun.by)
        self._show_source()
        self._show_purpose()

    def _on_entered(self) -> None:
        place = self._place
        if not self.line.words.strip() and place.mode is not ParkMode.SETTLE:
            self._bridge.told.emit(tr("Write down what is put aside."))
        elif self._store() and place.parked:
            self.list.setFocus()
            self.list.choose(place.parked)

    def _on_left(self) -> None:
        if self._is_escaping:
            return
        self.finish_typing()
        if self._place.mode is not ParkMode.NEW:
            self._go_to(ParkPlace())
        elif not self._typed.strip():
            self._clear()

    def _store(self) -> bool:
        wish = self._wish()
        if wish is None or not self._bridge.do(wish):
            self._refused = self._now
            return False
        self._begun.pop(self._place, None)
        if isinstance(wish, Park):
            kept = tr("Put aside; the note stays on the board.")
            self._bridge.told.emit(kept if wish.note else tr("Put aside for later."))
        self._clear()
        if self._place.mode is not ParkMode.NEW:
            self._go_to(ParkPlace())
        return True

    def _wish(self) -> Change | None:
        """What Enter does; None when the person is not known, which has been told."""
        mode, words = self._place.mode, self.line.words
        if mode is ParkMode.SETTLE:
            return SettleParked(self._place.parked, words)
        if mode is ParkMode.CHANGE:
            return EditParked(self._place.parked, words)
        by = self.line.by.person
        if by is None:
            typed = self.line.by.text()
            nobody = tr("“{name}” fits nobody in the room, or several people.", name=typed)
            self._bridge.refused.emit(Refusal(nobody, todo=tr("Type more of the name, or leave it empty.")), None)
            return None
        note = self._bridge.canvas.find(Note, self._source.note)
        on_board = note is not None and not note.deleted
        return Park(words, self._source.element, self._source.note if on_board else "", by)

    def _on_escaped(self) -> None:
        if self._place.mode is ParkMode.NEW:
            if not self._typed.strip():
                self._clear()
            self._go_back()
            return
        parked = self._place.parked
        self._is_escaping = True
        self.line.show_words("", "")
        self._go_to(ParkPlace())
        self.list.setFocus()
        self.list.choose(parked)
        self._is_escaping = False

    def _go_back(self) -> None:
        """The keys go where they were; words in the line wait there."""
        self._is_escaping = True
        if not self.line.keys.give_back():
            self.board_wanted.emit()
        self._is_escaping = False

    # what can be done with a row

    def _parked(self, parked_id: str) -> Parked | None:
        found = self._bridge.canvas.find(Parked, parked_id)
        return found if found is not None and not found.deleted else None

    def go_to(self, parked_id: str) -> None:
        """Turn the board to the note something came from, or else to its element."""
        parked = self._parked(parked_id)
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
        self._turn_to(ParkPlace(ParkMode.CHANGE, parked_id))

    def settle_or_put_back(self, parked_id: str) -> None:
        """Ask what became of it; what is settled waits again."""
        parked = self._parked(parked_id)
        if parked is not None and not parked.waits:
            if self._bridge.do(SettleParked(parked_id, settled=False)):
                self._bridge.told.emit(tr("It waits again."))
        else:
            self._turn_to(ParkPlace(ParkMode.SETTLE, parked_id))

    def _turn_to(self, place: ParkPlace) -> None:
        if self._parked(place.parked) is not None:
            self.finish_typing()
            self._go_to(place)
            self.line.keys.take_to(self.line.field)

    def delete(self, parked_id: str) -> None:
        """Take it off the list; Undo brings it back."""
        if self._bridge.do(DeleteParked(parked_id)):
            self._bridge.told.emit(tr("Deleted from the parking list."))

    def menu_for(self, parked_id: str) -> QMenu:
        """What can be done with something that was put aside."""
        parked, menu = self._parked(parked_id), QMenu(self)
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

    def refresh_when_seen(self) -> None:
        """Read everything anew, now or as soon as somebody looks."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        self._is_stale = False
        rows = parked_rows(self._bridge.canvas)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._filler.setVisible(not rows)
        self.line.by.set_people(choosable(self._bridge.canvas))
        self._show_source()
        self._show_purpose()

    def _show_source(self) -> None:
        if self._place.mode is ParkMode.NEW:
            words = source_words(self._bridge.canvas, self._source.note, self._source.element)
            self.line.show_source(words, can_be_dropped=True)
            return
        parked = self._parked(self._place.parked)
        settles = self._place.mode is ParkMode.SETTLE and parked is not None
        self.line.show_source(parked.text if settles and parked is not None else "", can_be_dropped=False)

    def _show_purpose(self) -> None:
        heading, placeholder = {
            ParkMode.NEW: ("", tr("What is not for today…")),
            ParkMode.CHANGE: (tr("CHANGE IT"), tr("What is not for today…")),
            ParkMode.SETTLE: (tr("WHAT BECAME OF IT?"), tr("In a few words, or just Enter…")),
        }[self._place.mode]
        self.line.show_purpose(heading, placeholder, with_person=self._place.mode is ParkMode.NEW)

    def _on_bridge_written(self, written: Written) -> None:
        for put in written.puts:
            if isinstance(put, Parked) and put.deleted and put.id == self._place.parked:
                # nothing is left to change or to settle: words in the line are those of something new now
                self._place = ParkPlace()
        if any(isinstance(put, _CONCERNS) for put in written.puts):
            self.refresh_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self.refresh()
        super().showEvent(event)
