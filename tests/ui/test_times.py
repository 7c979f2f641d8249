"""One clock for every screen: what the desk shows is what the projector shows."""

from __future__ import annotations

from collections.abc import Mapping

import builders
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddMinutes, StartWorkshop
from cmc_desktop.model.services.resources import Protocol, load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.times import clock_text, hours_and_minutes
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel


@pytest.fixture(scope="module")
def protocols() -> Mapping[str, Protocol]:
    return load_protocols(resources_folder())


@pytest.mark.parametrize(
    ("remaining", "shown"),
    [
        (45 * 60_000 + 12_000, "45:12"),
        (59_001, "01:00"),
        (1, "00:01"),
        (0, "00:00"),
        (-130_000, "+02:10"),
        (59 * 60_000 + 59_000, "59:59"),
        (60 * 60_000, "1:00:00"),
        (119 * 60_000 + 54_000, "1:59:54"),
        (-61 * 60_000, "+1:01:00"),
    ],
)
def test_the_clock_counts_down_in_minutes_and_seconds_in_hours_from_an_hour_on_and_up_after_zero(
    remaining: int, shown: str
) -> None:
    assert clock_text(remaining) == shown


def test_a_length_is_told_in_hours_and_minutes() -> None:
    assert [hours_and_minutes(minutes) for minutes in (0, 45, 60, 450)] == ["0 min", "45 min", "1 h", "7 h 30 min"]


def test_desk_and_projector_show_one_clock(
    qtbot: QtBot, session: Session, look: Look, protocols: Mapping[str, Protocol]
) -> None:
    builders.set_agenda(session)
    session.do(StartWorkshop())
    session.do(AddMinutes(90))
    bridge = SessionBridge(session)
    desk, projector = AgendaPanel(bridge, look, protocols), ProjectorWindow(bridge, Stage(bridge, bridge))
    for window in (desk, projector):
        qtbot.addWidget(window)
        window.show()

    assert desk.face.figures.text() == "2:00:00"
    assert "2:00:00" in [label.text() for label in projector.findChildren(QLabel) if label.isVisible()]
    bridge.close()
