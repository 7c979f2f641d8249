"""A board on a real library, shown at the least size it has on a laptop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui import style_sheet, theme
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light theme, with the app dressed in it."""
    theme.load_typeface(resources_folder() / "fonts")
    style_sheet.apply(qapp, theme.LIGHT)
    return Look(theme.LIGHT, Icons(resources_folder() / "icons", theme.LIGHT.ink))


@pytest.fixture
def bridge(qapp: QApplication, session: Session) -> Iterator[SessionBridge]:
    """The bridge to the empty canvas."""
    bridge = SessionBridge(session)
    yield bridge
    bridge.close()


@pytest.fixture
def board(qtbot: QtBot, bridge: SessionBridge, look: Look) -> BoardView:
    """The board on the screen, at 840 x 620 pixels, with the keys going to the first box."""
    board = BoardView(bridge, look)
    qtbot.addWidget(board)
    board.resize(840, 620)
    with qtbot.waitExposed(board):
        board.show()
    board.activateWindow()
    qtbot.waitUntil(board.isActiveWindow)
    board.focus_box("mission")
    return board
