"""The strip above the board in the round of contributions: who speaks, what they say, whose turn is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes import (
    AnotherLap,
    BackSpeaker,
    Change,
    ComeLater,
    EveryoneArrives,
    GiveFloor,
    NextSpeaker,
    PassTurn,
    SetElement,
)
from cmc_desktop.model.domain.changes.turns import last_step
from cmc_desktop.model.domain.round_order import Round, round_now, turns_lacking
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.round.lacking_dialog import LackingDialog
from cmc_desktop.ui.workshop.round.meant_keys import MeantKeys, types_elsewhere
from cmc_desktop.ui.workshop.round.round_face import RoundFace
from cmc_desktop.ui.workshop.round.round_line import RoundLine
from cmc_desktop.ui.workshop.round.round_words import can_all_arrive, headline, lacking_words, next_element
from cmc_desktop.ui.workshop.round.sheets_dialog import SheetsDialog
from cmc_desktop.ui.workshop.round.turn_buttons import EVERYONE, TurnButtons
from cmc_desktop.ui.workshop.round.turn_time import notes_given, turn_left

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class RoundStrip(QWidget):
    """Leads the round from the keyboard. Nobody is moved on by the time; a key that is pressed twice moves once.

    Signals:
        speaker_changed(str): the id of who has the floor from now on; empty for nobody, and outside the round.
        left(): Esc in the line: the keys are wanted on the board.
        said(str): what was typed is the note with this id now, which the moderator wants to see.
    """

    speaker_changed = Signal(str)
    left = Signal()
    said = Signal(str)

    def __init__(
        self, bridge: SessionBridge, look: Look, parent: QWidget | None = None, *, dead_time: DeadTime | None = None
    ) -> None:
        super().__init__(parent)
        self.dead_time = dead_time or DeadTime()
        self._bridge = bridge
        self._look = look
        self._phase = ""
        self._speaker = ""
        self._keys = MeantKeys(self.dead_time)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "bar")
        self.setAccessibleName(tr("Round of contributions"))
        self.face = RoundFace()
        self.line = RoundLine(bridge)
        self.buttons = TurnButtons(self.line.editor.height(), self.commands() | {EVERYONE: self.mark_everyone})
        self._lay_out()
        self.face.floor_wanted.connect(self.give_floor)
        self.line.typed.connect(self._on_line_typed)
        self.line.left.connect(self.left)
        self.line.said.connect(self.said)
        bridge.written.connect(self._on_written)
        bridge.ticked.connect(self._on_ticked)
        self.refresh()
        self._follow()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.line, 1)
        below.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 7)
        layout.setSpacing(4)
        layout.addWidget(self.face)
        layout.addLayout(below)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the round do, by action id."""
        return {
            "round_line": self.take_focus,
            "round_next": self.next_speaker,
            "round_pass": self.pass_turn,
            "round_later": self.come_later,
            "round_back": self.back,
            "round_again": self.go_round_again,
            "round_lacking": self.show_lacking,
            "sheets": self.show_sheets,
        }

    @property
    def speaker(self) -> str:
        """The id of who has the floor; empty for nobody, and outside the round."""
        return self._speaker

    # leading

    def next_speaker(self) -> None:
        """Store what is typed; then the next person has the floor, or when there is nobody left to ask the next
        element is turned to."""
        at = self._ready()
        if at is None or not self.line.store_what_is_typed():
            return
        after = next_element(self._bridge.canvas)
        if at.speaker is not None:
            self._bridge.do(NextSpeaker(was=at.speaker.id))
        elif after:
            self._bridge.do(SetElement(after))
        elif at.had:
            self._bridge.told.emit(lacking_words(self._bridge.canvas, turns_lacking(self._bridge.canvas)))
        else:
            self._bridge.told.emit(headline(self._bridge.canvas, at))

    def pass_turn(self) -> None:
        """The speaker has nothing to add; who gave a note has spoken, though."""
        self._turn(lambda was: NextSpeaker(was=was) if self._has_given() else PassTurn(was=was))

    def _has_given(self) -> bool:
        at = round_now(self._bridge.canvas)
        return at is not None and notes_given(self._bridge.canvas, at) > 0

    def come_later(self) -> None:
        """The speaker is asked again after the others."""
        self._turn(lambda was: ComeLater(was=was))

    def _turn(self, change: Callable[[str], Change]) -> None:
        at = self._ready()
        if at is not None and self.line.store_what_is_typed():
            self._bridge.do(change(at.speaker.id if at.speaker is not None else ""))

    def back(self) -> None:
        """The speaker before has the floor again."""
        at = self._ready()
        if at is None:
            return
        was = last_step(self._bridge.canvas, at)
        if self.line.store_what_is_typed():
            self._bridge.do(BackSpeaker(was))

    def go_round_again(self) -> None:
        """Ask everyone once more in this element."""
        if self._ready() is not None and self.line.store_what_is_typed():
            self._bridge.do(AnotherLap())

    def give_floor(self, person: str) -> None:
        """Somebody who waits speaks first."""
        if self.line.store_what_is_typed():
            self._bridge.do(GiveFloor(person))
        self.take_focus()

    def mark_everyone(self) -> None:
        """Mark everybody on the roster as being in the room."""
        self._bridge.do(EveryoneArrives())
        self.take_focus()

    def _ready(self) -> Round | None:
        """The round, as long as a key can be meant for who is shown."""
        at = round_now(self._bridge.canvas)
        if at is None or not self._keys.meant:
            return None
        if not types_elsewhere(self):
            self.take_focus()
        return at

    # lists beside the strip

    def show_sheets(self) -> SheetsDialog:
        """Open the private sheets, at the speaker's and the element under discussion."""
        self.line.leave()
        dialog = SheetsDialog(self._bridge, self._look, self.window(), person=self._speaker)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_lacking(self) -> LackingDialog:
        """Show who has had no turn in which element."""
        self.line.leave()
        dialog = LackingDialog(self._bridge, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    # what is shown

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        canvas = self._bridge.canvas
        at = round_now(canvas)
        if at is None:
            self._keys.show(None)
            return
        person = at.speaker.id if at.speaker is not None else ""
        self._keys.show((at.element, person, at.laps))
        self.face.show_round(canvas, at)
        lacks = at.speaker is None and bool(turns_lacking(canvas))
        self.buttons.show_round(
            at, next_element=next_element(canvas), lacks=lacks, can_all_arrive=can_all_arrive(canvas)
        )
        self.line.show_place(at.element, person)
        self._show_time(self._bridge.now())

    def _show_time(self, now: int) -> None:
        at = round_now(self._bridge.canvas)
        if at is not None:
            self.face.show_time(turn_left(self._bridge.canvas, at, now))

    def _on_written(self, _written: Written) -> None:
        if self.isVisible():
            self.refresh()
        self._follow()

    def _follow(self) -> None:
        """Notice that the round begins or ends and that the floor goes to somebody else, whether in sight or not."""
        at = round_now(self._bridge.canvas)
        phase = at.phase if at is not None else ""
        if phase != self._phase:
            self._phase = phase
            self._take_keys()
        speaker = at.speaker.id if at is not None and at.speaker is not None else ""
        if speaker != self._speaker:
            self._speaker = speaker
            self.speaker_changed.emit(speaker)
            if at is not None and self.isVisible():
                self._bridge.told.emit(tr("Now: {who}", who=headline(self._bridge.canvas, at)))

    def _on_ticked(self, now: int) -> None:
        if self.isVisible():
            self._show_time(now)

    def _on_line_typed(self) -> None:
        if self.line.has_words:
            self._keys.type()

    # the keys

    def take_focus(self) -> None:
        """Put the keys into the line."""
        self.line.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_on(self, text: str) -> None:
        """Put the keys into the line and go on with `text`."""
        self.take_focus()
        if text:
            self.line.editor.insertPlainText(text)

    def _take_keys(self) -> None:
        """The round has begun or came into sight: the keys belong to the line unless something else is being typed."""
        if self.isVisible() and round_now(self._bridge.canvas) is not None and not types_elsewhere(self):
            self.take_focus()

    # words that are typed

    def finish_typing(self) -> None:
        """Store what is being typed, where and for whom it was begun."""
        self.line.leave()

    def unstored_words(self) -> dict[str, str]:
        """Words that no rule let in, by the place where they were typed."""
        return self.line.unstored_words()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words into the line again."""
        self.line.bring_back(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        if not event.spontaneous():
            self._take_keys()
