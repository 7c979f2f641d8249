"""An answer counts for the words that were on the screen, or it is not recorded."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.people_panel import PeoplePanel


def test_a_box_checked_for_words_that_another_window_has_changed_records_nothing(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str], library: Library
) -> None:
    panel = PeoplePanel(bridge, look)
    qtbot.addWidget(panel)
    library.session(session.canvas.id).do(AddNote("value", "A late thought"))
    with qtbot.waitSignal(bridge.refused) as refused:
        panel.list.people.check_wished.emit(agreeing[0], True)
    assert refused.args is not None
    assert "changed in the meantime" in str(refused.args[0])
    assert session.canvas.answers == []
