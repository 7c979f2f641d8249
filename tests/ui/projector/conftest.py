"""A projector on a workshop that has begun."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def somebody_listens(look: Look) -> Iterator[None]:
    """As with a screen reader running: else the accessibility tree keeps what it held when it was first asked."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def note() -> str:
    """The words of a note in the element "value"."""
    return "A bus within twenty minutes"


@pytest.fixture
def bridge(session: Session, look: Look, note: str) -> Iterator[SessionBridge]:
    """A canvas with notes and people, whose agenda has begun."""
    builders.workshop_at(session, "present")
    session.do(AddNote("value", note), slip="for the test")
    bridge = SessionBridge(session)
    yield bridge
    bridge.close()


@pytest.fixture
def stage(bridge: SessionBridge) -> Stage:
    return Stage(bridge, bridge)


@pytest.fixture
def window(qtbot: QtBot, bridge: SessionBridge, stage: Stage, somebody_listens: None) -> Iterator[ProjectorWindow]:
    """Gone for good at the end: other tests look at every window there is."""
    projector = ProjectorWindow(bridge, stage)
    projector.resize(1280, 720)
    projector.show()
    qtbot.waitExposed(projector)
    yield projector
    projector.close()
    projector.deleteLater()
    QCoreApplication.sendPostedEvents(projector, QEvent.Type.DeferredDelete)
