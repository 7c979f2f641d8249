"""Edit, keep, edit, compare, restore, undo, compare on paper: the history from the desk by its keys."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from builders import ids, put, texts
from hands import CTRL, SHIFT, Hands, Key
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dialogs.compare_dialog import CompareDialog
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.history.history_dialog import HistoryDialog
from cmc_desktop.ui.history.name_dialogs import NamePointDialog, RestoreStateDialog, VariantDialog


@pytest.fixture
def session(hands: Hands) -> Session:
    """A canvas on the desk, kept as “after the council meeting” and changed since."""
    session = hands.new_canvas()
    put(session, "value", "Home by night", "Quiet streets")
    hands.at_the_desk()
    hands.controller.window.settings.your_name = "Mara Lind"
    hands.press(Key.Key_B, CTRL | SHIFT)
    asked = hands.dialog(NamePointDialog)
    hands.type("after the council meeting")
    hands.click(asked.button)
    session.do(EditNote(ids(session, "value")[0], "Home by day and night"))
    hands.at_the_desk()
    return session


def test_a_state_is_compared_restored_undone_and_compared_on_paper(
    hands: Hands, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    hands.press(Key.Key_Y, CTRL | SHIFT)
    history = hands.dialog(HistoryDialog)
    hands.press(Key.Key_Down)
    assert history.shown.heading.text() == "after the council meeting"
    assert "by Mara Lind" in history.shown.about.text()
    hands.click(history.restore)
    hands.click(hands.dialog(RestoreStateDialog).button)
    assert texts(session, "value") == ["Home by night", "Quiet streets"]
    assert [note.text for note in hands.desk.bridge.canvas.notes_in("value")] == ["Home by night", "Quiet streets"]
    session.undo()
    history.list.choose(history.model.history.find("after the council meeting").key, history.model.history.now.key)
    hands.click(history.print)
    dialog = hands.dialog(CompareDialog)
    path = tmp_path / "changes.pdf"
    dialog.place.line.setText(str(path))
    hands.click(dialog.button)
    hands.wait_for(path)
    text = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
    assert "1 note reworded" in text
    assert "after the council meeting" in text


def test_the_windows_title_has_room_on_the_screen(hands: Hands, session: Session) -> None:
    screen = hands.controller.window.screen().availableGeometry()
    hands.controller.window.resize(screen.size())
    hands.press(Key.Key_Y, CTRL | SHIFT)
    assert hands.dialog(HistoryDialog).height() <= screen.height() - 64


def test_a_variant_is_made_from_the_desk_and_is_on_it(hands: Hands, session: Session) -> None:
    first = session.canvas.id
    hands.action("variant")
    asked = hands.dialog(VariantDialog)
    assert (asked.name.text(), asked.here.text()) == ("as it should be", "as it is")
    hands.click(asked.button)
    head = hands.desk.bridge.canvas.head
    assert (head.session, head.parent) == ("as it should be", first)
    assert texts(hands.desk.bridge.session, "value") == ["Home by day and night", "Quiet streets"]
    hands.at_the_desk()
    hands.press(Key.Key_Y, CTRL | SHIFT)
    history = hands.dialog(HistoryDialog)
    assert [point.session for point in history.model.history.points][-1].startswith("as it is")


def test_a_state_is_given_out_as_a_file(hands: Hands, session: Session, tmp_path: Path) -> None:
    hands.press(Key.Key_Y, CTRL | SHIFT)
    history = hands.dialog(HistoryDialog)
    hands.press(Key.Key_Down)
    hands.click(history.export)
    dialog = hands.dialog(ExportDialog)
    assert "after the council meeting" in dialog.place.line.text()
    path = tmp_path / "then.pdf"
    dialog.place.line.setText(str(path))
    hands.click(dialog.button)
    hands.wait_for(path)
    text = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
    assert "Home by night" in text
    assert "day and night" not in text


def test_the_history_of_a_canvas_is_shown_from_the_library(hands: Hands, session: Session) -> None:
    canvas = session.canvas.id
    hands.action("library")
    hands.controller.library_page.show_canvas(canvas)
    hands.controller.library_page.wishes.do("history")
    history = hands.dialog(HistoryDialog)
    assert "Night bus" in history.windowTitle()
    assert history.model.rowCount() == 2
