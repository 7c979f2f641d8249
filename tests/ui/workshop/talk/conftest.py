"""A board with the discussion's panels beside it, as on the desk: what the board's notes tell goes to the panels."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from talk_desk import Desk

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.parking_panel import ParkingPanel
from cmc_desktop.ui.workshop.talk.remarks_panel import RemarksPanel


@pytest.fixture
def people(session: Session) -> list[str]:
    """Four people in the room, two of them of one name: their ids."""
    return [builders.add_person(session, name) for name in ("Ines Barros", "Tomás Okafor", "Grace Bell", "Grace Moor")]


@pytest.fixture
def note(session: Session, people: list[str]) -> str:
    """A note in a workshop that has come to the discussion: its id."""
    note = builders.put(session, "partners", "Bus operators", "University")[0]
    builders.put(session, "costs", "Drivers")
    builders.bring_to(session, "discuss")
    return note


@pytest.fixture
def desk(qtbot: QtBot, bridge: SessionBridge, session: Session, look: Look) -> Desk:
    """Board and panels in one window, at the least width they have."""
    window = QWidget()
    board, remarks, parking = BoardView(bridge, look), RemarksPanel(bridge, look), ParkingPanel(bridge, look)
    row = QHBoxLayout(window)
    row.addWidget(board, 1)
    for panel in (remarks, parking):
        panel.setFixedWidth(220)
        row.addWidget(panel)
        panel.note_wanted.connect(board.focus_note)
    board.current_note_changed.connect(remarks.show_note)
    board.selected_note_changed.connect(parking.show_note)
    parking.element_wanted.connect(board.focus_box)
    told: list[str] = []
    refused: list[str] = []
    corrections: list[Callable[[], object]] = []

    def refuse(error: object, as_slip: Callable[[], object] | None) -> None:
        refused.append(str(error))
        if as_slip is not None:
            corrections.append(as_slip)

    bridge.told.connect(told.append)
    bridge.refused.connect(refuse)
    qtbot.addWidget(window)
    window.resize(1280, 560)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    board.focus_box("mission")
    return Desk(window, board, remarks, parking, session, told, refused, corrections)
