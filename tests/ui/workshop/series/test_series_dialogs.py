"""The next session is started from the desk, and what changed since an earlier point is read there."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote, EndWorkshop
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.points import content_at, points
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.series.changes_since_dialog import ChangesSinceDialog
from cmc_desktop.ui.workshop.series.next_session_dialog import NextSessionDialog


@pytest.fixture
def second(session: Session, library: Library) -> Session:
    """The second session of a series; the first went through its round and ended in the discussion."""
    builders.workshop_at(session, "discuss")
    session.do(EditNote(builders.ids(session, "value")[0], "Said in the first session"))
    session.do(EndWorkshop())
    return library.session(Series(library).next_session(session.canvas.id, "Second go"))


def test_the_points_to_look_back_to_are_the_ends_of_phases_and_sessions(second: Session, library: Library) -> None:
    found = [(point.words, point.session) for point in points(second, library)]
    assert ("as this session began", "Second go · version 2") in found
    assert ("end of “Contribute”", "version 1") in found
    assert all(words for words, _ in found)


def test_every_point_can_be_read(second: Session, library: Library) -> None:
    for point in points(second, library):
        assert content_at(point, second, library).hash == point.hash


def test_the_dialog_shows_what_changed_since_the_chosen_point(qtbot: QtBot, second: Session, library: Library) -> None:
    note = builders.ids(second, "value")[0]
    bridge = SessionBridge(second)
    dialog = ChangesSinceDialog(bridge, points(second, library), lambda point: content_at(point, second, library))
    qtbot.addWidget(dialog)
    dialog.show()
    began = next(row for row in range(dialog.list.count()) if "began" in dialog.list.item(row).text())
    dialog.list.setCurrentRow(began)
    assert dialog.summary.text() == "Nothing: the canvas says the same as then."
    second.do(EditNote(note, "Said in the second session"))
    assert dialog.summary.text() == "1 change in 1 element"
    assert [card.heading.text() for card in dialog.changes.cards] == [second.canvas.template.box("value").label]
    bridge.close()


def test_without_anything_kept_the_dialog_says_so(qtbot: QtBot, bridge: SessionBridge, session: Session) -> None:
    dialog = ChangesSinceDialog(bridge, points(session, None), lambda point: content_at(point, session, None))
    qtbot.addWidget(dialog)
    assert "Nothing was kept yet" in dialog.summary.text()
    assert not dialog.print_button.isEnabled()


def test_the_next_session_is_named_and_started(qtbot: QtBot, second: Session, library: Library) -> None:
    started: list[str] = []
    dialog = NextSessionDialog(Series(library).heads(second.canvas.id), 2, started.append)
    qtbot.addWidget(dialog)
    assert "Second go" in dialog.lineage.text()
    assert dialog.name.currentText() == "Agreement"
    assert "2 things put aside come along." in dialog.takes.text()
    dialog.accept()
    assert started == ["Agreement"]


def test_enter_starts_the_session_by_the_name_that_is_offered(qtbot: QtBot) -> None:
    started: list[str] = []
    dialog = NextSessionDialog([], 0, started.append)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert started == ["Second go"]


def test_a_refusal_is_told_in_the_dialog(qtbot: QtBot, library: Library, session: Session) -> None:
    builders.workshop_at(session, "round")
    series = Series(library)
    dialog = NextSessionDialog(
        series.heads(session.canvas.id), 0, lambda name: series.next_session(session.canvas.id, name)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert "goes on" in dialog.trouble
    for label in (dialog.lineage, dialog.takes):
        assert label.height() >= label.heightForWidth(label.width())


def test_while_the_workshop_goes_on_the_dialog_says_so_before_a_name_is_typed(
    qtbot: QtBot, library: Library, session: Session
) -> None:
    builders.workshop_at(session, "round")
    started: list[str] = []
    barred = Refusal("The workshop of this session goes on.")
    dialog = NextSessionDialog(Series(library).heads(session.canvas.id), 0, started.append, barred=barred)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.trouble == "The workshop of this session goes on."
    assert not dialog.button.isEnabled()
    assert not dialog.name.isEnabled()


def test_sessions_that_look_back_tell_name_version_day_and_time(
    qtbot: QtBot, second: Session, library: Library
) -> None:
    bridge = SessionBridge(second)
    dialog = ChangesSinceDialog(bridge, points(second, library), lambda point: content_at(point, second, library))
    qtbot.addWidget(dialog)
    first = dialog.list.item(0).text().splitlines()
    assert first == ["as this session began", "Second go · version 2", day_and_time(second.canvas.head.created_at)]
    bridge.close()
