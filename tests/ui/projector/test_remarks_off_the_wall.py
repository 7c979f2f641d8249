"""The desk's marks of remarks, and what was remarked, are not for the room unless a note is shown to it on purpose."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, AddRemark, Park
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def wall(qtbot: QtBot, session: Session, look: Look) -> Iterator[ProjectorWindow]:
    """The projector of a workshop that has come to the discussion."""
    builders.workshop_at(session, "discuss")
    bridge = SessionBridge(session)
    wall = ProjectorWindow(bridge, Stage(bridge))
    qtbot.addWidget(wall)
    wall.resize(1280, 720)
    with qtbot.waitExposed(wall):
        wall.show()
    yield wall
    bridge.close()


def texts(interface: QAccessibleInterface | None) -> Iterator[str]:
    """Every text of a window, as a screen reader comes by it."""
    if interface is None:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    for number in range(interface.childCount()):
        yield from texts(interface.child(number))


def told(wall: ProjectorWindow) -> str:
    return "\n".join(texts(QAccessible.queryAccessibleInterface(wall)))


def test_remarks_and_the_parking_list_leave_the_wall_as_it_is(
    qtbot: QtBot, wall: ProjectorWindow, session: Session
) -> None:
    note = builders.ids(session, "value")[0]
    wall.refresh()
    before, said = wall.grab().toImage(), told(wall)
    assert "Note 2 of value" in said, "the wall shows notes at all"
    session.do(AddRemark(note, "objection", "Too dear for us", session.canvas.people[0].id))
    session.do(AddRemark(note, "question", "Who pays?"))
    session.do(Park("Not for today", "value", note))
    wall.refresh()
    assert told(wall) == said
    assert wall.grab().toImage() == before
    session.do(AddNote("value", "Something new"), slip="forgotten in the round")
    qtbot.waitUntil(lambda: "Something new" in told(wall))
    assert not any(words in told(wall) for words in ("Too dear for us", "Who pays?", "Not for today"))
