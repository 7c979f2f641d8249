"""Writing remarks: new ones on the note shown, and changes to those there are; no typed word is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes import AddRemark, EditRemark
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import Verb, rules_now
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.person_field import PersonField
from cmc_desktop.ui.workshop.talk.begun_remarks import Begun, BegunRemarks, Place
from cmc_desktop.ui.workshop.talk.remark_line import RemarkLine
from cmc_desktop.ui.workshop.who import name_of

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class RemarkWriting(QObject):
    """What is typed into `line`, and where it goes.

    Enter stores, and so does going elsewhere by Tab or a click. Leaving by Esc does not: the words stay at the desk, in
    the line of their note, until Enter, or until they are changed. A remark that is stored on the note that is on the
    wall is on the wall from then on: showing a note to the room releases what is said about it.

    Signals:
        row_wanted(str): a change has ended, and the keys belong to the row of the remark with this id.
        escaped(): Esc in the line of a new remark.
    """

    row_wanted = Signal(str)
    escaped = Signal()

    def __init__(self, bridge: SessionBridge, line: RemarkLine) -> None:
        super().__init__(line)
        self._bridge = bridge
        self._line = line
        self._place = Place()
        self._begun = BegunRemarks()
        #: remarks that are being changed, by id, as they were when that began: what is the same still is not written
        self._seen: dict[str, Remark] = {}
        #: remarks on their way into the canvas, by id: where they were typed, and their words
        self._sent: dict[str, tuple[Place, str]] = {}
        self._is_escaping = False
        line.entered.connect(self._on_entered)
        line.escaped.connect(self._on_escaped)
        line.left.connect(self._on_left)
        bridge.written.connect(self._on_bridge_written)

    @property
    def note(self) -> str:
        """The id of the note that new remarks are for; empty for none."""
        return self._place.note

    @property
    def others_waiting(self) -> list[str]:
        """Other notes for which words wait."""
        return [note for note in self._begun.notes() if note != self.note and self.is_on_board(note)]

    def is_on_board(self, note_id: str) -> bool:
        note = self._bridge.canvas.find(Note, note_id)
        return note is not None and not note.deleted

    def turn_to(self, note_id: str) -> None:
        """Write about this note from now on; what is typed for the one before is stored first."""
        self.finish()
        self._go_to(Place(note=note_id))

    def finish(self) -> None:
        """Store what is typed, unless it was refused or left by Esc."""
        if self._line.words.strip() and not self._line.is_kept:
            self._store()

    def unstored_words(self) -> dict[str, str]:
        self._keep_begun()
        return self._begun.as_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        self._keep_begun()
        self._begun.take_in(words)
        self._show_begun()

    def change(self, remark_id: str) -> None:
        """Bring a remark into the line, to be put right."""
        remark = self._bridge.canvas.find(Remark, remark_id)
        if remark is None or remark.deleted or self._bridge.canvas.sign_off is not None:
            return
        place = Place(self.note, remark_id)
        self._go_to(place)
        if self._begun[place] is not None:
            self._seen.setdefault(remark_id, remark)
        else:
            self._seen[remark_id] = remark
            self._line.show_begun(Begun(remark.words, RemarkKind(remark.kind)))
            self._line.by.show_person(remark.person, name_of(self._bridge.canvas, remark.person))
        self._line.take_keys()

    def give_keys_back(self) -> bool:
        """The keys go where they were; words in the line wait there. False when they have nowhere to go."""
        self._is_escaping = True
        given = self._line.keys.give_back()
        self._is_escaping = False
        return given

    def show_rule(self) -> None:
        """Say in the line what it is for, and whether the phase lets remarks be made."""
        canvas = self._bridge.canvas
        item = canvas.current_item
        allowed = Verb.REMARK in rules_now(canvas).allows
        rule = tr("No remarks in “{phase}”", phase=item.title) if item is not None and not allowed else ""
        heading = tr("CHANGE THE REMARK") if self._place.remark else ""
        self._line.show_rule(heading, rule or tr("Write a remark…"))

    def _go_to(self, place: Place) -> None:
        """Turn the line to another place; what stands in it is kept for the old one."""
        self._keep_begun()
        self._place = place
        self._show_begun()
        self.show_rule()

    def _keep_begun(self) -> None:
        begun, seen = self._line.begun, self._seen.get(self._place.remark)
        as_it_is = seen is not None and (begun.words, begun.kind) == (seen.words, seen.kind)
        self._begun.put(self._place, Begun() if as_it_is else begun)

    def _show_begun(self) -> None:
        """Go on with what was begun here; words for a note that is gone wait for the next one."""
        begun = self._begun[self._place]
        if begun is None and self.note:
            begun = self._begun.take_homeless(self.is_on_board)
        self._line.show_begun(begun)

    def _on_entered(self) -> None:
        changed = self._place.remark
        if not self.note and not changed:
            self._bridge.told.emit(tr("Choose a note on the board first."))
        elif not self._store():
            if self._line.by.person is None:
                self._line.by.offer_fitting()
        elif changed:
            self.row_wanted.emit(changed)
        else:
            self._line.take_keys()

    def _on_escaped(self) -> None:
        changed = self._place.remark
        if not changed:
            # whatever is done next, they are not stored by it
            self._line.mark_kept()
            self.escaped.emit()
            return
        self._is_escaping = True
        self._line.show_begun(None)
        self._end_change()
        self.row_wanted.emit(changed)
        self._is_escaping = False

    def _on_left(self) -> None:
        if not self._is_escaping:
            self.finish()
            if self._place.remark:
                self._end_change()

    def _end_change(self) -> None:
        self._go_to(Place(note=self.note))

    def _store(self) -> bool:
        place, words = self._place, self._line.words
        wish = self._wish()
        if wish is None:
            return False
        remark_id = wish.id if isinstance(wish, AddRemark) else wish.remark
        self._sent[remark_id] = (place, words)
        if not self._bridge.do(wish):
            self._line.mark_kept()
            self._look_again(remark_id)
            return False
        self._take_stored(remark_id)
        return True

    def _wish(self) -> AddRemark | EditRemark | None:
        """What Enter does; None without a note, or when the person is not known, which is told."""
        begun, by = self._line.begun, self._line.by.person
        if by is None:
            self._line.mark_kept()
            self._bridge.refused.emit(not_one(self._line.by), None)
            return None
        if self._place.remark:
            return self._changed(self._place.remark, begun, by)
        return AddRemark(self.note, begun.kind, begun.words, by) if self.note else None

    def _changed(self, remark_id: str, begun: Begun, by: str) -> EditRemark:
        """The change to a remark: of what nobody changed here, it leaves what another window made of it."""
        now = self._bridge.canvas.find(Remark, remark_id)
        seen = self._seen.get(remark_id) or now
        if now is None or seen is None:
            return EditRemark(remark_id, begun.kind, begun.words, by)  # it tells that the remark is not there
        left_alone = begun.words == seen.words
        words, was = (now.words, now.words) if left_alone else (begun.words, seen.words)
        return EditRemark(remark_id, begun.kind, words, by, was, was_kind=seen.kind, was_person=seen.person)

    def _look_again(self, remark_id: str) -> None:
        """What the remark says by now has been told: the words in the line are meant for that from now on."""
        now, seen = self._bridge.canvas.find(Remark, remark_id), self._seen.get(remark_id)
        if now is not None and seen is not None:
            # the words are looked at first, so the rest was told of only where the words are the same
            rest = now if seen.words == now.words else seen
            self._seen[remark_id] = replace(seen, words=now.words, kind=rest.kind, person=rest.person)

    def _take_stored(self, remark_id: str) -> None:
        """Words that have become a remark leave the line they were typed in, also when a slip let them in later."""
        if remark_id not in self._sent:
            return
        place, words = self._sent.pop(remark_id)
        begun = self._begun[place]
        if begun is not None and begun.words == words:
            self._begun.take(place)
        if place == self._place and self._line.words == words:
            self._line.show_begun(None)
            if place.remark:
                self._end_change()

    def _on_bridge_written(self, written: Written) -> None:
        for put in written.puts:
            if not isinstance(put, Remark):
                continue
            if put.deleted and put.id == self._place.remark:
                # nothing is left to change: words in the line are those of a new remark now
                self._place = Place(note=self.note)
                self.show_rule()
            elif not put.deleted and put.id in self._sent:
                self._take_stored(put.id)
                self._bridge.told.emit(tr("The remark is stored."))


def not_one(field: PersonField) -> Refusal:
    """What is told when a name fits nobody, or several."""
    typed, fitting = field.text().strip(), field.fitting
    if fitting:
        return Refusal(
            tr("“{name}” fits several people: {people}.", name=typed, people="; ".join(fitting)),
            todo=tr("Choose one of them by the arrow keys, or leave the name empty."),
        )
    return Refusal(
        tr("“{name}” fits nobody in the room.", name=typed),
        todo=tr("Type another beginning of the name, or leave it empty."),
    )
