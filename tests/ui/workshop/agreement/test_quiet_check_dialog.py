"""Slips and fingers as counts, typed with the number keys, for the moderator's eyes alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote, Leave, NextPhase
from cmc_desktop.model.domain.quiet_check import CheckKind, QuietCheck
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agreement.agreement_strip import AgreementStrip
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look, agreeing: list[str]) -> QuietCheckDialog:
    dialog = QuietCheckDialog(bridge)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.counts[0].hasFocus)
    return dialog


def keys(qtbot: QtBot, text: str) -> None:
    """Number keys, and Enter for '/', to whatever has the focus."""
    for key in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return) if key == "/" else qtbot.keyClicks(focus, key)


def checks(session: Session) -> list[tuple[str, str, tuple[int, ...]]]:
    known = sorted(session.canvas.all(QuietCheck), key=lambda check: check.serial)
    return [(check.kind, check.element, check.counts) for check in known if not check.withdrawn]


def test_number_keys_and_enter_record_the_slips(qtbot: QtBot, session: Session, dialog: QuietCheckDialog) -> None:
    keys(qtbot, "3/1")
    assert dialog.sum.text() == "4 of 4 in the room"
    keys(qtbot, "/")
    assert checks(session) == [("slips", "mission", (3, 1))]
    assert dialog.earlier.lines[0].endswith("3 satisfied, 1 not yet")
    assert [field.count for field in dialog.counts] == [0, 0]


def test_fingers_have_six_counts_and_are_told_from_the_top(
    qtbot: QtBot, session: Session, dialog: QuietCheckDialog
) -> None:
    dialog.fingers.click()
    keys(qtbot, "//1//2/1/")
    assert checks(session) == [("fingers", "mission", (0, 0, 1, 0, 2, 1))]
    assert dialog.earlier.lines[0].endswith("1 with 5, 2 with 4, 1 with 2")


def test_the_sum_says_when_there_are_more_slips_than_people(
    qtbot: QtBot, session: Session, dialog: QuietCheckDialog, agreeing: list[str]
) -> None:
    session.do(Leave(agreeing[0]))
    keys(qtbot, "4")
    assert dialog.sum.text() == "4 of 3 in the room: more than there are"


def test_the_whole_canvas_and_an_element_keep_their_checks_apart(
    qtbot: QtBot, session: Session, dialog: QuietCheckDialog
) -> None:
    keys(qtbot, "3/1/")
    dialog.whole.click()
    assert dialog.earlier.lines == []
    dialog.counts[0].setText("4")
    dialog.record.click()
    assert checks(session)[-1] == ("slips", "", (4, 0))
    assert len(dialog.earlier.lines) == 1


def test_only_checks_on_the_present_words_are_shown(qtbot: QtBot, session: Session, dialog: QuietCheckDialog) -> None:
    keys(qtbot, "3/1/")
    was = session.canvas.notes_in("mission")[0]
    session.do(EditNote(was.id, "Other words"))
    assert dialog.earlier.lines == []
    session.do(EditNote(was.id, was.text))
    assert len(dialog.earlier.lines) == 1


def test_counts_about_words_that_another_window_changed_are_not_recorded_and_stay(
    qtbot: QtBot, session: Session, dialog: QuietCheckDialog, library: Library
) -> None:
    other = library.session(session.canvas.id)
    other.do(EditNote(other.canvas.notes_in("mission")[0].id, "Another mission"))
    session.catch_up()
    keys(qtbot, "3/1/")
    assert checks(session) == []
    assert "was changed in the meantime, so nothing was recorded" in dialog.refused.text()
    assert [field.count for field in dialog.counts] == [3, 1]
    dialog.record.click()
    assert checks(session) == [("slips", "mission", (3, 1))], "asked about what it says now"
    dialog.whole.click()
    dialog.counts[0].setText("2")
    other.catch_up()
    other.do(EditNote(other.canvas.notes_in("mission")[0].id, "Yet another mission"))
    dialog.record.click()
    assert len(checks(session)) == 1
    assert dialog.refused.text().startswith("“The whole canvas” was changed")


def test_a_check_entered_by_mistake_is_taken_back(qtbot: QtBot, session: Session, dialog: QuietCheckDialog) -> None:
    keys(qtbot, "3/1/")
    (back,) = dialog.earlier.widget().findChildren(QPushButton)
    back.click()
    assert checks(session) == []
    assert dialog.earlier.lines == []


def test_counts_of_nobody_are_refused_and_the_window_stays(
    qtbot: QtBot, session: Session, bridge: SessionBridge, dialog: QuietCheckDialog
) -> None:
    keys(qtbot, "//")
    assert dialog.refused.text() == "Enter how many slips or hands there were."
    assert dialog.refused.isVisible()
    assert checks(session) == []


def test_it_begins_with_the_kind_that_was_used_last(
    qtbot: QtBot, session: Session, bridge: SessionBridge, dialog: QuietCheckDialog
) -> None:
    dialog.fingers.click()
    keys(qtbot, "4//////")
    again = QuietCheckDialog(bridge)
    qtbot.addWidget(again)
    assert again.kind is CheckKind.FINGERS


def test_the_wall_shows_nothing_of_it(
    qtbot: QtBot, session: Session, bridge: SessionBridge, dialog: QuietCheckDialog
) -> None:
    stage = Stage(bridge)
    for zoomed in (False, True):
        before = stage.picture
        keys(qtbot, "3/1/")
        dialog.counts[0].setFocus()
        assert stage.picture == before
        if not zoomed:
            stage.toggle_zoom()
    assert len(checks(session)) == 2


def test_it_says_that_it_is_for_the_moderator_alone(dialog: QuietCheckDialog) -> None:
    assert dialog.eyes.isVisible()
    assert dialog.eyes.text() == "For your eyes; not on the wall"


def test_outside_the_agreement_phase_it_does_not_open(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    session.do(NextPhase())
    strip = AgreementStrip(bridge, look)
    qtbot.addWidget(strip)
    with qtbot.waitSignal(bridge.refused):
        strip.show_quiet_check()
    assert strip.findChildren(QuietCheckDialog) == []
