"""The minutes beside a field that stands for the board."""

from __future__ import annotations

import pytest
from minutes_desk import MinutesDesk
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.minutes.minutes_panel import MinutesPanel


@pytest.fixture
def desk(qtbot: QtBot, bridge: SessionBridge, session: Session, look: Look) -> MinutesDesk:
    """The panel at the least width it has."""
    window, elsewhere, panel = QWidget(), QLineEdit(), MinutesPanel(bridge, look)
    panel.setFixedWidth(220)
    elsewhere.setAccessibleName("elsewhere")
    row = QHBoxLayout(window)
    row.addWidget(elsewhere, 1)
    row.addWidget(panel)
    refused: list[str] = []
    bridge.refused.connect(lambda error, _as_slip: refused.append(str(error)))
    qtbot.addWidget(window)
    window.resize(500, 560)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    elsewhere.setFocus()
    return MinutesDesk(window, elsewhere, panel, session, refused)
