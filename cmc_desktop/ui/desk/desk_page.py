"""The desk of one open canvas: the panels around the board, and the commands that act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes.answers import check_in_agreement
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.desk.board_and_panels import BoardAndPanels
from cmc_desktop.ui.desk.desk_typing import DeskTyping
from cmc_desktop.ui.desk.element_keys import ElementKeys
from cmc_desktop.ui.desk.find_bar import FindBar
from cmc_desktop.ui.desk.offering import Offering
from cmc_desktop.ui.desk.phase_commands import phase_commands
from cmc_desktop.ui.desk.phase_strip import PhaseStrip
from cmc_desktop.ui.desk.side_pages import SidePages
from cmc_desktop.ui.desk.top_bar import TopBar
from cmc_desktop.ui.desk.working_keys import WorkingKeys, is_seen_within
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.open_conflicts_line import OpenConflictsLine
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import DARK
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel
from cmc_desktop.ui.workshop.agreement.agreement_strip import AgreementStrip
from cmc_desktop.ui.workshop.asking import AskedSoFar
from cmc_desktop.ui.workshop.pace.pace_line import PaceLine
from cmc_desktop.ui.workshop.people_panel import PeoplePanel
from cmc_desktop.ui.workshop.roll_call_page import RollCallPage
from cmc_desktop.ui.workshop.round.round_strip import RoundStrip
from cmc_desktop.ui.workshop.sounds import Player

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class DeskPage(QWidget):
    """Everything the moderator has in front of them for one canvas.

    Signals:
        people_wanted(), agenda_wanted(), sign_off_wanted(), skip_wanted(), catching_up_wanted(): a dialog is asked for.
        settling_wanted(): the page on which conflicts are settled is asked for.
        wall_wanted(str): the note with this id is to be shown to the room.
        sound_switched(bool): the gong was switched on or off.
        asking_changed(bool): the roll call came in front of the board, or went.
        offered(str, str, object): as the offering's.
    """

    people_wanted = Signal()
    agenda_wanted = Signal()
    sign_off_wanted = Signal()
    skip_wanted = Signal()
    catching_up_wanted = Signal()
    settling_wanted = Signal()
    wall_wanted = Signal(str)
    sound_switched = Signal(bool)
    asking_changed = Signal(bool)
    offered = Signal(str, str, object)

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        actions: Actions,
        protocols: Mapping[str, Protocol],
        player: Player | None = None,
        *,
        sound_on: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown_signed = False
        self.top_bar = TopBar(actions)
        self.agenda = AgendaPanel(bridge, look, protocols, player, sound_on=sound_on)
        self.board = BoardView(bridge, look)
        self.pace = PaceLine(bridge, look, self)
        self.agreement = AgreementStrip(bridge, look)
        self.round = RoundStrip(bridge, look)
        self.strip = PhaseStrip({PhaseKind.ROUND: self.round, PhaseKind.CONSENSUS: self.agreement})
        self.side = SidePages(bridge, look)
        self.conflicts_asking = OpenConflictsLine(bridge, Look(DARK, look.icons), asking=True)
        self.roll_call = RollCallPage(bridge, look, above=self.conflicts_asking)
        self._typing = DeskTyping(bridge, self.board, [self.round, self.agreement, *self.side.typing], self.roll_call)
        self.find_bar = FindBar(bridge)
        self.conflicts = OpenConflictsLine(bridge, look)
        self._panels = self._beside_each_other()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._panels)
        self._pages.addWidget(self.roll_call)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._phase = bridge.canvas.current_item
        self._offering = Offering(bridge, self)
        self._keys = WorkingKeys(self, self.take_focus, left_alone=self.board)
        self._at_element = ElementKeys(bridge, self.board, self.round, self.take_focus)
        self._connect()
        self._refresh()

    def _beside_each_other(self) -> BoardAndPanels:
        bars, strips = (self.top_bar, self.conflicts, self.find_bar), (self.pace, self.strip)
        return BoardAndPanels(bars=bars, strips=strips, board=self.board, left=self.agenda, right=self.side)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.written.connect(self._on_bridge_written)
        self.agenda.people_wanted.connect(self.people_wanted)
        self.agenda.agenda_wanted.connect(self.agenda_wanted)
        self.agenda.skip_wanted.connect(self.skip_wanted)
        self.agenda.sound_switched.connect(self.sound_switched)
        self.side.people.people_wanted.connect(self.people_wanted)
        self.side.people.ask_wanted.connect(self.ask_everyone)
        self.side.people.sign_off_wanted.connect(self.sign_off_wanted)
        self.side.people.settling_wanted.connect(self.settling_wanted)
        self.pace.catching_up_wanted.connect(self.catching_up_wanted)
        self.conflicts.settling_wanted.connect(self.settling_wanted)
        self.conflicts_asking.settling_wanted.connect(self.settling_wanted)
        self.round.speaker_changed.connect(self.board.set_author)
        self.board.set_author(self.round.speaker)
        self.round.left.connect(self._at_element.look_at_board)
        self.board.set_line(self.round.type_on)
        self.round.said.connect(self.board.show_note)
        self.agreement.ask_wanted.connect(self.ask_everyone)
        self.board.current_note_changed.connect(self.side.show_note)
        self.board.selected_note_changed.connect(self.side.parking.show_note)
        self.board.box_focused.connect(self._on_box_focused)
        self.side.note_wanted.connect(self.board.focus_note)
        self.side.element_wanted.connect(self.board.focus_box)
        self.side.wall_wanted.connect(self.wall_wanted)
        self.side.board_wanted.connect(self.take_focus)
        self.side.people.keys_given_back.connect(self._keys.go_on)
        self._offering.offered.connect(self.offered)
        self._offering.lacking_wanted.connect(self.round.show_lacking)
        self._offering.taken.connect(self._keys.go_on)
        self.find_bar.found.connect(self.board.focus_note)
        self.find_bar.closed.connect(self._close_find_bar)
        self.roll_call.closed.connect(self.show_board)
        self.roll_call.sign_off_wanted.connect(self.sign_off_wanted)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions of this page do, by action id."""
        about_workshop: dict[str, Callable[[], object]] = {
            **phase_commands(self._bridge),
            "next_element": partial(self._at_element.step, +1),
            "previous_element": partial(self._at_element.step, -1),
            "ask": self.ask_everyone,
            "find": self.find_bar.begin,
            "people": self.people_wanted.emit,
            "agenda": self.agenda_wanted.emit,
            "edit_card": self.agenda.edit_card,
            "sign_off": self.sign_off_wanted.emit,
            "skip_phase": self.skip_wanted.emit,
            "settle": self.settling_wanted.emit,
        }
        return {
            "undo": self._bridge.undo,
            "redo": self._bridge.redo,
            **self.board.commands(),
            **self.side.commands(),
            "projector_note": lambda: self.wall_wanted.emit(self._note_in(self.board.current_box())),
            **{
                action_id: self._typing.storing_before(wish)
                for action_id, wish in (about_workshop | self.round.commands() | self.agreement.commands()).items()
            },
            # who only comes back to the line goes on with the words that are in it
            "round_line": self.round.take_focus,
        }

    @property
    def bridge(self) -> SessionBridge:
        return self._bridge

    @property
    def people(self) -> PeoplePanel:
        return self.side.people

    @property
    def asking(self) -> bool:
        """Whether the roll call covers the desk."""
        return self._pages.currentWidget() is self.roll_call

    def take_focus(self) -> None:
        """Put the keys where the work is: to who is asked, into the line of the round, else on the board."""
        if self.asking:
            self.roll_call.take_focus()
        elif self.round.isVisibleTo(self):
            self.round.take_focus()
        else:
            self.board.setFocus()

    def ask_everyone(self, person: str = "") -> None:
        """Go person by person, in large letters; `person` is the id of the one to ask first. Outside the agreement
        phase it is told that nobody can be asked."""
        try:
            check_in_agreement(self._bridge.canvas)
        except Refusal as error:
            self._bridge.refused.emit(error, None)
            return
        self.roll_call.begin(person)
        self._show_roll_call()

    def asked_so_far(self) -> AskedSoFar | None:
        """Where the roll call stands that is in front; None while the board is."""
        return self.roll_call.so_far() if self.asking else None

    def go_on_asking(self, before: AskedSoFar) -> None:
        """Go on with the roll call that was in front when another page had this canvas, unless nobody can be asked any
        more."""
        try:
            check_in_agreement(self._bridge.canvas)
        except Refusal:
            return
        self.roll_call.go_on_with(before)
        self._show_roll_call()
        if self.roll_call.bar.field_open:
            self.roll_call.take_focus()

    def _show_roll_call(self) -> None:
        self._pages.setCurrentWidget(self.roll_call)
        self.roll_call.setFocus()
        self.asking_changed.emit(True)

    def show_board(self) -> None:
        self._pages.setCurrentIndex(0)
        self.take_focus()
        self.asking_changed.emit(False)

    def _note_in(self, box: str) -> str:
        """The board's current note where it lies in this box, else none: the keys went on to another box since."""
        note = self._bridge.canvas.find(Note, self.board.current_note())
        return note.id if note is not None and note.box == box else ""

    def _on_box_focused(self, box: str) -> None:
        """What is said or put aside next is about a note that is in view, or about none."""
        note = self._note_in(box)
        self.side.show_note(note)
        self.side.parking.show_note(note if self.board.selected_notes() == [note] else "")

    def _close_find_bar(self) -> None:
        self.find_bar.hide()
        self.take_focus()

    def unstored_words(self) -> dict[str, str]:
        """Store what is being typed; returns what the rules do not let in, by the place where it was typed."""
        self._typing.store()
        return self.waiting_words()

    def waiting_words(self) -> dict[str, str]:
        """Words that are not stored as they stand now, by the place where they are typed; nothing is done to them."""
        return self._typing.waiting()

    def bring_back(self, words: Mapping[str, str]) -> None:
        """Put such words where they were typed."""
        self._typing.bring_back(words)

    def close_desk(self) -> None:
        """Stop listening; everything is stored already."""
        self._bridge.close()

    def _on_bridge_written(self, written: Written) -> None:
        self._refresh()
        left, self._phase = self._phase, self._bridge.canvas.current_item
        changed = (left.id if left else "") != (self._phase.id if self._phase else "")
        self._offering.follow(written, left_round=changed and left is not None and left.kind == PhaseKind.ROUND)
        if changed and not self._writes_minutes():
            self._keys.go_on()
        elif not changed:
            self._at_element.follow(written)

    def _writes_minutes(self) -> bool:
        """Whether the keys are in the minutes: they go on from phase to phase."""
        return is_seen_within(self.side.minutes, self.window().focusWidget())

    def _refresh(self) -> None:
        canvas = self._bridge.canvas
        self.top_bar.refresh(canvas)
        self.strip.refresh(canvas)
        self.side.follow_phase(canvas)
        self.board.set_element(canvas.workshop.element if canvas.workshop.active else None)
        signed = canvas.sign_off is not None
        if signed != self._shown_signed:
            self._shown_signed = signed
            reason = tr("This canvas is signed and does not change any more; a new version can continue from it.")
            self.board.set_editable(not signed, reason if signed else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panels.fit_sides(self.width())
