"""What the journeys have: a person at the running app."""

from __future__ import annotations

import pytest
from hands import Hands
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.paths import Paths


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Hands:
    """A person at the app, which was started on a new library."""
    return Hands(qtbot, qapp, paths, clock)
