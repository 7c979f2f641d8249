"""Writing at the parking list: something new, a change, what became of something; no typed word is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes import Change, EditParked, Park, SettleParked
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.begun_parking import BegunParking, ParkMode, ParkPlace, as_words, from_words
from cmc_desktop.ui.workshop.talk.park_line import ParkLine
from cmc_desktop.ui.workshop.talk.parking_rows import source_words
from cmc_desktop.ui.workshop.talk.remark_writing import not_one

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class ParkWriting(QObject):
    """What is typed into `line`, and where it goes.

    A selected note's words stand in the line to be taken as they are or typed over; they are not put aside before
    Enter, and the note stays on the board. Words that were refused, or left by Esc, are put aside by Enter alone.

    Signals:
        row_wanted(str): something is changed or settled, or not, and the keys belong to its row (by id).
        escaped(): Esc in the line of something new.
    """

    row_wanted = Signal(str)
    escaped = Signal()

    def __init__(self, bridge: SessionBridge, line: ParkLine) -> None:
        super().__init__(line)
        self._bridge = bridge
        self._line = line
        #: the note that is selected on the board, empty for none
        self.selected = ""
        self._place = ParkPlace()
        self._source = BegunParking()
        #: the selected note's words as they were put into the line; nobody typed them
        self._offered = ""
        self._begun: dict[ParkPlace, BegunParking] = {}
        #: what was refused, or left by Esc
        self._waits: BegunParking | None = None
        self._is_escaping = False
        line.entered.connect(self._on_entered)
        line.escaped.connect(self._on_escaped)
        line.left.connect(self._on_left)
        line.source_dropped.connect(self._on_source_dropped)
        bridge.written.connect(self._on_bridge_written)

    def begin(self) -> None:
        """Take the keys for something new; words that wait in the line already stay."""
        if self._place.mode is not ParkMode.NEW:
            self._go_to(ParkPlace())
        offers = not self._typed.strip() and not self._line.keys.here
        if offers:
            self._offer()
        self._line.keys.take_to(self._line.field)
        if offers:
            self._line.field.selectAll()

    def turn_to(self, mode: ParkMode, parked_id: str) -> None:
        """Take the keys for a change to something, or for what became of it."""
        if self.find(parked_id) is not None:
            self.finish()
            self._go_to(ParkPlace(mode, parked_id))
            self._line.keys.take_to(self._line.field)

    def find(self, parked_id: str) -> Parked | None:
        """What is on the list under this id."""
        found = self._bridge.canvas.find(Parked, parked_id)
        return found if found is not None and not found.deleted else None

    def finish(self) -> None:
        """Store what is typed, unless it was refused or left by Esc. What became of it is settled by Enter alone."""
        if self._place.mode is not ParkMode.SETTLE and self._typed.strip() and self._now != self._waits:
            self._store()

    def unstored_words(self) -> dict[str, str]:
        self._keep()
        return as_words(self._begun)

    def bring_back(self, words: Mapping[str, str]) -> None:
        self._keep()
        for place, begun in from_words(words).items():
            before = self._begun.get(place)
            self._begun[place] = begun if before is None else replace(begun, words=f"{before.words}\n{begun.words}")
        self._go_to(self._place, keep=False)
        self._waits = self._now

    def give_keys_back(self) -> bool:
        """The keys go where they were; words in the line wait there. False when they have nowhere to go."""
        self._is_escaping = True
        given = self._line.keys.give_back()
        self._is_escaping = False
        return given

    def show_purpose(self) -> None:
        """Say in the line where the words come from and what they are for."""
        mode = self._place.mode
        heading, placeholder = {
            ParkMode.NEW: ("", tr("What is not for today…")),
            ParkMode.CHANGE: (tr("CHANGE IT"), tr("What is not for today…")),
            ParkMode.SETTLE: (tr("WHAT BECAME OF IT?"), tr("In a few words, or just Enter…")),
        }[mode]
        self._line.show_purpose(heading, placeholder, with_person=mode is ParkMode.NEW)
        if mode is ParkMode.NEW:
            words = source_words(self._bridge.canvas, self._source.note, self._source.element)
        else:
            parked = self.find(self._place.parked) if mode is ParkMode.SETTLE else None
            words = parked.text if parked is not None else ""
        self._line.show_source(words, can_be_dropped=mode is ParkMode.NEW)

    @property
    def _typed(self) -> str:
        """The words in the line that somebody typed."""
        words = self._line.words
        return "" if words == self._offered else words

    @property
    def _now(self) -> BegunParking:
        """What stands in the line."""
        return replace(self._source, words=self._line.words, by=self._line.by.text())

    def _offer(self) -> None:
        """Begin with the selected note and its words, or else with the element the room is on."""
        canvas = self._bridge.canvas
        note = canvas.find(Note, self.selected)
        if note is not None and not note.deleted:
            self._source = BegunParking(note=note.id, element=note.box)
            self._offered = note.text
        else:
            self._source = BegunParking(element=canvas.workshop.element if canvas.workshop.active else "")
            self._offered = ""
        self._line.show_words(self._offered, "")
        self.show_purpose()

    def _on_source_dropped(self) -> None:
        self._source = BegunParking()
        if self._line.words == self._offered:
            self._line.show_words("", self._line.by.text())
        self._offered = ""
        self.show_purpose()
        self._line.field.setFocus()

    def _clear(self) -> None:
        """Nothing is in the line any more, and nothing it comes from."""
        self._source, self._offered, self._waits = BegunParking(), "", None
        self._line.show_words("", "")
        self.show_purpose()

    def _keep(self) -> None:
        """Keep what stands in the line for its place."""
        if self._typed.strip() and self._typed != self._source.was:
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
        self._place, self._offered, self._waits = place, "", None
        present = self._as_it_is()
        begun = self._begun.get(place) or BegunParking(present)
        if begun.was is None and place.mode is ParkMode.CHANGE:
            begun = replace(begun, was=present)
        self._source = replace(begun, words="", by="")
        self._line.show_words(begun.words, begun.by)
        self.show_purpose()

    def _on_entered(self) -> None:
        place = self._place
        if not self._line.words.strip() and place.mode is not ParkMode.SETTLE:
            self._bridge.told.emit(tr("Write down what is put aside."))
        elif not self._store():
            if self._line.by.person is None:
                self._line.by.offer_fitting()
        elif place.parked:
            self.row_wanted.emit(place.parked)
        else:
            self._line.keys.take_to(self._line.field)

    def _on_left(self) -> None:
        if self._is_escaping:
            return
        self.finish()
        if self._place.mode is not ParkMode.NEW:
            self._go_to(ParkPlace())
        elif not self._typed.strip():
            self._clear()

    def _store(self) -> bool:
        wish = self._wish()
        if wish is None or not self._bridge.do(wish):
            if isinstance(wish, EditParked):  # what it says by now has been told: the words are meant for that
                self._source = replace(self._source, was=self._as_it_is())
            self._waits = self._now
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
        mode, words = self._place.mode, self._line.words
        if mode is ParkMode.SETTLE:
            return SettleParked(self._place.parked, words, was="")
        if mode is ParkMode.CHANGE:
            was = self._source.was
            return EditParked(self._place.parked, self._as_it_is() if words == was else words, was)
        by = self._line.by.person
        if by is None:
            self._bridge.refused.emit(not_one(self._line.by), None)
            return None
        note = self._bridge.canvas.find(Note, self._source.note)
        on_board = note is not None and not note.deleted
        return Park(words, self._source.element, self._source.note if on_board else "", by)

    def _on_escaped(self) -> None:
        if self._place.mode is ParkMode.NEW:
            if not self._typed.strip():
                self._clear()
            else:
                self._waits = self._now
            self.escaped.emit()
            return
        parked = self._place.parked
        self._is_escaping = True
        self._line.show_words("", "")
        self._go_to(ParkPlace())
        self.row_wanted.emit(parked)
        self._is_escaping = False

    def _on_bridge_written(self, written: Written) -> None:
        for put in written.puts:
            if isinstance(put, Parked) and put.deleted and put.id == self._place.parked:
                # nothing is left to change or to settle: words in the line are those of something new now
                self._place = ParkPlace()
                self.show_purpose()
