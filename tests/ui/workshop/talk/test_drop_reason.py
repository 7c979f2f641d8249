"""Why a note was dropped is said after it is off the board, and stands in nobody's way."""

from __future__ import annotations

import builders
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import DeleteNotes, ExplainDrop
from cmc_desktop.model.domain.fate import FateKind, fates
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.talk.drop_reason_dialog import DropReasonDialog, dropped_words


def dropped(session: Session, *texts: str) -> list[str]:
    builders.bring_to(session, "round")
    notes = builders.put(session, "value", *texts)
    builders.bring_to(session, "consensus")
    session.do(DeleteNotes(tuple(notes)))
    return notes


def test_the_reason_is_kept_with_what_became_of_the_note(qtbot: QtBot, bridge: SessionBridge, session: Session) -> None:
    notes = dropped(session, "A tram")
    dialog = DropReasonDialog(bridge, notes)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.reason, "Too dear for ten years")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert [(fate.kind, fate.why) for fate in fates(session.canvas)] == [(FateKind.DROPPED, "Too dear for ten years")]
    assert not dialog.isVisible()


def test_one_reason_holds_for_several_notes(qtbot: QtBot, bridge: SessionBridge, session: Session) -> None:
    notes = dropped(session, "A tram", "A ferry")
    assert dropped_words(notes) == "2 notes are off the board."
    dialog = DropReasonDialog(bridge, notes)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reason.setText("Too dear")
    dialog.button.click()
    assert [fate.why for fate in fates(session.canvas)] == ["Too dear", "Too dear"]
    assert not dialog.isVisible()
    session.undo()
    assert [fate.why for fate in fates(session.canvas)] == ["", ""], "one wish is one step"


def test_undo_takes_back_the_reason_and_then_the_deletion(
    qtbot: QtBot, bridge: SessionBridge, session: Session
) -> None:
    (note,) = dropped(session, "A tram")
    dialog = DropReasonDialog(bridge, [note])
    qtbot.addWidget(dialog)
    dialog.reason.setText("Too dear")
    dialog.button.click()
    session.undo()
    kept = session.canvas.find(Note, note)
    assert kept is not None
    assert (kept.deleted, kept.dropped_why) == (True, "")
    session.undo()
    assert builders.texts(session, "value") == ["A tram"]


def test_without_a_reason_there_is_nothing_to_keep(qtbot: QtBot, bridge: SessionBridge, session: Session) -> None:
    notes = dropped(session, "A tram")
    dialog = DropReasonDialog(bridge, notes)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reason.setText("  ")
    assert not dialog.button.isEnabled()


def test_a_reason_another_window_told_meanwhile_is_told_and_the_second_enter_overrules_it(
    qtbot: QtBot, bridge: SessionBridge, session: Session, library: Library
) -> None:
    notes = dropped(session, "A tram", "A ferry", "A bridge")
    dialog = DropReasonDialog(bridge, notes)
    qtbot.addWidget(dialog)
    dialog.show()
    other = library.session(session.canvas.id)
    other.do(ExplainDrop((notes[0],), "Too dear"))
    other.do(ExplainDrop((notes[1],), "Too slow"))
    QTest.keyClicks(dialog.reason, "Too early")
    with qtbot.waitSignal(bridge.refused) as told:
        QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert "now says “Too dear” · “Too slow”" in str(told.args[0])
    assert (dialog.isVisible(), dialog.reason.text()) == (True, "Too early")
    assert [fate.why for fate in fates(session.canvas)] == ["Too dear", "Too slow", ""]
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [fate.why for fate in fates(session.canvas)] == ["Too early"] * 3
