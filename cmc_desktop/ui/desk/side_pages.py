"""The four pages at the right of the desk and what they ask of the board: people, remarks, parking list, minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.ui.desk.side_panel import SidePage, SidePanel
from cmc_desktop.ui.desk.typing_places import TypingPlace
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.minutes_panel import MinutesPanel
from cmc_desktop.ui.workshop.people_panel import PeoplePanel
from cmc_desktop.ui.workshop.talk.parking_panel import ParkingPanel
from cmc_desktop.ui.workshop.talk.remarks_panel import RemarksPanel

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written

#: the pages by the id of the action that shows them
PEOPLE, REMARKS, PARKING, MINUTES = "side_people", "side_remarks", "side_parking", "side_minutes"


class SidePages(SidePanel):
    """Tell it which note the room is on with `show_note`.

    Signals:
        note_wanted(str): the note with this id is to be selected on the board.
        element_wanted(str): the board is to turn to the box with this key.
        wall_wanted(str): the note with this id is to be shown to the room.
        board_wanted(): the keys belong to the board again.
    """

    note_wanted = Signal(str)
    element_wanted = Signal(str)
    wall_wanted = Signal(str)
    board_wanted = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        self.people = PeoplePanel(bridge, look)
        self.remarks = RemarksPanel(bridge, look)
        self.parking = ParkingPanel(bridge, look)
        self.minutes = MinutesPanel(bridge, look)
        pages = [
            SidePage(PEOPLE, "people", tr("People"), self.people, self.people.list.setFocus),
            SidePage(REMARKS, "remark", tr("Remarks"), self.remarks, self.remarks.take_focus),
            SidePage(PARKING, "park", tr("Parking list"), self.parking, self.parking.take_focus),
            SidePage(MINUTES, "minutes", tr("Minutes"), self.minutes, self.minutes.take_focus),
        ]
        super().__init__(pages, look, parent)
        self._bridge = bridge
        self._phase = ""
        self._note = ""
        self._connect()
        self._count(bridge.canvas)

    def _connect(self) -> None:
        for panel in (self.remarks, self.parking, self.minutes):
            panel.note_wanted.connect(self.note_wanted)
            panel.board_wanted.connect(self.board_wanted)
        self.remarks.wall_wanted.connect(self.wall_wanted)
        self.parking.element_wanted.connect(self.element_wanted)
        self._bridge.written.connect(self._on_bridge_written)

    @property
    def typing(self) -> list[TypingPlace]:
        """The pages on which words are typed."""
        return [self.remarks, self.parking, self.minutes]

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the pages do, by action id."""
        show = {key: partial(self.show_page, key, with_keys=True) for key in self.keys}
        return {
            **show,
            "remark": self._begin_remark,
            "park": show[PARKING],
            "minutes": show[MINUTES],
            "contested": self._show_contested,
        }

    def _begin_remark(self) -> None:
        if self.remarks.has_place:
            self.show_page(REMARKS, with_keys=True)
        else:
            self._bridge.told.emit(tr("Choose a note first."))

    def _show_contested(self) -> None:
        self.show_page(REMARKS)
        self.remarks.go_to_contested()

    def show_note(self, note_id: str) -> None:
        """The board's current note, empty for none."""
        self._note = note_id
        self.remarks.show_note(note_id)
        self._count(self._bridge.canvas)

    def follow_phase(self, canvas: Canvas) -> None:
        """Each phase begins with the page it is about; whoever writes minutes is not taken away from them."""
        item = canvas.current_item
        phase = item.id if item is not None else ""
        if phase == self._phase:
            return
        self._phase = phase
        if item is not None and self.current in (PEOPLE, REMARKS):
            self.show_page(REMARKS if item.kind == PhaseKind.DISCUSS else PEOPLE)

    def _on_bridge_written(self, written: Written) -> None:
        if any(isinstance(put, Remark | Parked) for put in written.puts):
            self._count(self._bridge.canvas)

    def _count(self, canvas: Canvas) -> None:
        self.show_count(REMARKS, len(remarks_on(canvas, self._note)))
        self.show_count(PARKING, sum(parked.waits for parked in canvas.all(Parked)))
