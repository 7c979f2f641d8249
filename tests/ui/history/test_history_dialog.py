"""The history as people use it: looked at, compared, named, restored, by keys alone and by those who hear it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from builders import ids, put, texts, workshop_at
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change, EditNote, KeepCheckpoint, MoveNotes, SettleConflict
from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.difference import Kind
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.ui.history.history_delegate import HistoryDelegate
from cmc_desktop.ui.history.history_dialog import HistoryDialog
from cmc_desktop.ui.history.history_model import HistoryModel
from cmc_desktop.ui.history.name_dialogs import NamePointDialog, RestoreStateDialog
from cmc_desktop.ui.look import Look

Opened = Callable[[], HistoryDialog]


@pytest.fixture
def past(session: Session) -> Session:
    """Kept as “council”; since then a note was reworded, one moved and one added."""
    first, second = put(session, "value", "Home by night", "Quiet streets")
    session.do(KeepCheckpoint(by="Ada", name="council"))
    session.do(EditNote(first, "Home by day and night"))
    session.do(MoveNotes((second,), "costs", 0))
    put(session, "costs", "Buses")
    return session


@pytest.fixture
def opened(qtbot: QtBot, look: Look, library: Library, session: Session) -> Opened:
    def show() -> HistoryDialog:
        dialog = HistoryDialog(History(library, session), session, look, by="Mara Lind")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


@dataclass(frozen=True)
class Differ(Change):
    """What joining a copy leaves open."""

    conflict: Conflict

    @property
    def label(self) -> str:
        return "differ"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (self.conflict,)


def titles(dialog: HistoryDialog) -> list[str]:
    return [dialog.model.index(row).data() for row in range(dialog.model.rowCount())]


def lines_of(dialog: HistoryDialog, row: int) -> list[str]:
    """What is seen of a row."""
    delegate, index = dialog.list.itemDelegate(), dialog.model.index(row)
    assert isinstance(delegate, HistoryDelegate)
    place = dialog.list.visualRect(index)
    lines = delegate.lines(index.data(HistoryModel.ROW), place.width())
    assert sum(QFontMetrics(face).height() + 1 for _, face, _ in lines) <= place.height()
    return [words for words, _, _ in lines]


def shown_texts(dialog: HistoryDialog, box: str) -> list[str]:
    return [note.text for note in dialog.shown.board.bridge.canvas.notes_in(box)]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def test_it_opens_at_the_present_state_with_the_keys_in_the_line(opened: Opened, past: Session) -> None:
    dialog = opened()
    assert titles(dialog) == ["as it is now", "council"]
    assert dialog.list.hasFocus()
    assert dialog.shown.heading.text() == "as it is now"
    assert not dialog.restore.isEnabled()


def test_the_arrow_keys_look_at_one_point_after_the_other(opened: Opened, past: Session) -> None:
    dialog = opened()
    press(Qt.Key.Key_Down)
    assert dialog.shown.heading.text() == "council"
    assert shown_texts(dialog, "value") == ["Home by night", "Quiet streets"]
    assert shown_texts(dialog, "costs") == []
    press(Qt.Key.Key_Up)
    assert shown_texts(dialog, "costs") == ["Quiet streets", "Buses"]
    assert texts(past, "value") == ["Home by day and night"]


def test_typing_the_first_letters_of_a_name_leads_to_that_point_and_works_out_nothing_for_those_on_the_way(
    opened: Opened, past: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("council hall", *(f"day {n}" for n in range(60)), "council house"):
        past.do(KeepCheckpoint(by="Ada", name=name))
    worked_out: list[str] = []
    figures = History.figures
    monkeypatch.setattr(
        History, "figures", lambda history, point: worked_out.append(point.title) or figures(history, point)
    )
    dialog = opened()
    QTest.keyClicks(dialog.list, "council ha")
    assert [point.title for point in dialog.chosen] == ["council hall"]
    assert dialog.shown.heading.text() == "council hall"
    assert dialog.list.rect().contains(dialog.list.visualRect(dialog.list.currentIndex()))
    for _ in range(200):
        QApplication.processEvents()
    assert 0 < len(worked_out) < 40


def test_in_a_long_history_a_point_is_found_by_any_word_of_its_line_and_enter_goes_to_the_next(
    opened: Opened, past: Session
) -> None:
    for number in range(60):
        past.do(KeepCheckpoint(by=f"Person{number % 20}", name=f"day {number}"))
    dialog = opened()
    assert dialog.search.isVisible()
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "PÉRSON7 day")
    assert dialog.shown.heading.text() == "day 47"
    found = []
    for _ in range(3):
        press(Qt.Key.Key_Return)
        found.append(dialog.shown.heading.text())
    assert found == ["day 27", "day 7", "day 47"]
    assert dialog.isVisible()
    QTest.keyClicks(dialog.search, "x")
    assert dialog.hint.text() == "No point says “PÉRSON7 dayx”."
    assert dialog.shown.heading.text() == "day 47"
    press(Qt.Key.Key_Backspace)
    assert "No point" not in dialog.hint.text()
    press(Qt.Key.Key_Down)
    assert dialog.list.hasFocus()


def test_a_short_history_has_nothing_to_search_in(opened: Opened, past: Session) -> None:
    assert not opened().search.isVisible()


def test_the_board_of_the_past_cannot_be_changed(opened: Opened, past: Session) -> None:
    dialog = opened()
    press(Qt.Key.Key_Down)
    board = dialog.shown.board.board
    board.focus_note(ids(past, "value")[0])
    QTest.keyClicks(QApplication.focusWidget(), "xyz")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Delete)
    assert shown_texts(dialog, "value") == ["Home by night", "Quiet streets"]
    assert texts(past, "value") == ["Home by day and night"]


def test_two_points_are_compared_word_by_word_and_by_kind(opened: Opened, past: Session) -> None:
    dialog = opened()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert dialog.shown.heading.text() == "From “council” to “as it is now”"
    assert dialog.shown.about.text() == "3 changes in 2 elements"
    words = dialog.shown.changes.toPlainText()
    assert "reworded: Home by day and night" in words
    assert "moved here from" in words
    assert "new: + Buses" in words
    dialog.shown.kinds.setCurrentIndex(dialog.shown.kinds.findData(Kind.ADDED))
    dialog.shown.kinds.activated.emit(dialog.shown.kinds.currentIndex())
    assert "reworded" not in dialog.shown.changes.toPlainText()
    assert "new: + Buses" in dialog.shown.changes.toPlainText()


def test_a_third_point_takes_the_place_of_the_one_chosen_first(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint(name="evening"))
    dialog = opened()
    keys = [point.key for point in dialog.model.history.points]
    dialog.list.choose(*keys[:2])
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Down, control)
    press(Qt.Key.Key_Space, control)
    assert len(dialog.list.chosen) == 2
    assert keys[2] in dialog.list.chosen


def test_one_point_is_compared_with_the_one_before_and_with_now(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint(name="evening"))
    put(past, "costs", "Drivers")
    dialog = opened()
    press(Qt.Key.Key_Down)
    dialog.shown.view.setCurrentIndex(1)
    assert dialog.shown.heading.text() == "From “council” to “evening”"
    dialog.shown.view.setCurrentIndex(2)
    assert dialog.shown.heading.text() == "From “evening” to “as it is now”"
    assert "+ Drivers" in dialog.shown.changes.toPlainText()


def test_the_end_of_a_phase_is_compared_without_double_quotation_marks(opened: Opened, past: Session) -> None:
    workshop_at(past, "discuss")
    dialog = opened()
    place = next(place for place, one in enumerate(dialog.model.history.points) if "“" in one.title)
    for _ in range(place):
        press(Qt.Key.Key_Down)
    dialog.shown.view.setCurrentIndex(2)
    title = dialog.model.history.points[place].title
    assert dialog.shown.heading.text() == f"From {title} to “as it is now”"


def test_the_end_of_a_phase_is_gone_back_to_without_double_quotation_marks(opened: Opened, past: Session) -> None:
    workshop_at(past, "discuss")
    past.do(EditNote(ids(past, "value")[0], "Home at any time"))
    dialog = opened()
    place = next(place for place, one in enumerate(dialog.model.history.points) if "“" in one.title)
    for _ in range(place):
        press(Qt.Key.Key_Down)
    dialog.ask_to_restore()
    asked = dialog.findChild(RestoreStateDialog)
    assert isinstance(asked, RestoreStateDialog)
    assert asked.heading.text() == dialog.model.history.points[place].title
    assert asked.about.text() == "The canvas will say again what it said then: 1 change."


def test_where_both_say_the_same_there_is_no_empty_sheet_and_nothing_to_restore(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint(name="after the council"))
    dialog = opened()
    dialog.list.choose(dialog.model.history.find("after the council").key)
    dialog.shown.view.setCurrentIndex(2)
    assert dialog.shown.about.text() == "Both say the same."
    assert not dialog.shown.changes.isVisible()
    dialog.ask_to_restore()
    asked = dialog.findChild(RestoreStateDialog)
    assert isinstance(asked, RestoreStateDialog)
    assert "nothing to restore" in asked.about.text()
    assert not asked.button.isVisible()
    press(Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert past.canvas.head.checkpoint == dialog.model.history.find("after the council").key


def test_a_state_is_restored_and_undone(opened: Opened, past: Session) -> None:
    dialog = opened()
    press(Qt.Key.Key_Down)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(RestoreStateDialog)
    assert asked is not None
    assert "3 changes" in asked.about.text()
    asked.accept()
    assert texts(past, "value") == ["Home by night", "Quiet streets"]
    assert titles(dialog)[:3] == ["as it is now", "restored: “council”", "before an earlier state was restored"]
    assert [point.by for point in dialog.model.history.points[1:3]] == ["Mara Lind", "Mara Lind"]
    past.undo()
    assert texts(past, "value") == ["Home by day and night"]
    assert titles(dialog)[0] == "as it is now"


def test_a_state_with_open_conflicts_shows_them_as_the_board_does(opened: Opened, past: Session) -> None:
    (note,) = ids(past, "value")
    words = ("Home by day and night", "Home")
    past.do(Differ(Conflict(f"note:{note}:text", "note", note, "text", words, ("Ada", "Bo"))))
    past.do(KeepCheckpoint(name="in conflict"))
    past.do(SettleConflict(f"note:{note}:text", "Home"))
    dialog = opened()
    dialog.list.choose(dialog.model.history.find("in conflict").key)
    assert "1 conflict open" in dialog.shown.about.text()
    told = dialog.shown.board.board.model.note_index(note).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "in conflict with a copy: Bo: Home" in told
    dialog.list.choose(dialog.model.history.find("council").key)
    assert "conflict" not in dialog.shown.about.text()


def test_in_a_phase_that_forbids_it_restoring_is_a_slip_put_right(opened: Opened, past: Session) -> None:
    builders.bring_to(past, "clarify")
    dialog = opened()
    dialog.list.choose(dialog.model.history.find("council").key)
    dialog.ask_to_restore()
    asked = dialog.findChild(RestoreStateDialog)
    assert asked is not None
    asked.accept()
    assert "Clarify" in asked.trouble
    assert asked.slip.isVisible()
    asked.slip.click()
    assert texts(past, "value") == ["Home by night", "Quiet streets"]
    assert past.log()[-1][0].slip


def test_a_signed_canvas_offers_no_restoring_and_says_why(opened: Opened, past: Session) -> None:
    builders.sign(past)
    dialog = opened()
    dialog.list.choose(dialog.model.history.find("council").key)
    assert not dialog.restore.isEnabled()
    assert "new version" in dialog.restore.toolTip()


def test_a_point_is_named(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint())
    dialog = opened()
    press(Qt.Key.Key_Down)
    dialog.ask_for_name()
    asked = dialog.findChild(NamePointDialog)
    assert asked is not None
    asked.name.setText("after the council meeting")
    asked.accept()
    assert titles(dialog)[1] == "after the council meeting"
    assert dialog.shown.heading.text() == "after the council meeting"


def test_who_made_a_point_is_called_otherwise_in_the_whole_history(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint(by="Ada", name="evening"))
    dialog = opened()
    dialog.list.choose(dialog.model.history.find("council").key)
    dialog.ask_for_name()
    asked = dialog.findChild(NamePointDialog)
    assert asked is not None
    assert asked.by.text() == "Ada"
    asked.by.setText("Council officer")
    asked.accept()
    assert [point.by for point in dialog.model.history.points] == ["", "Council officer", "Council officer"]
    assert "by Council officer" in dialog.shown.about.text()
    assert dialog.model.history.find("council").name == "council"


def test_who_took_a_copy_is_not_said_to_have_made_the_point(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint(Why.COPY.value, by="Ada", name="for the harbour"))
    dialog = opened()
    press(Qt.Key.Key_Down)
    assert "copy given to Ada" in dialog.shown.about.text()
    assert "by Ada" not in dialog.shown.about.text()
    assert "by Ada" not in dialog.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "by Ada" in dialog.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_point_nobody_is_named_for_asks_for_its_name_alone(opened: Opened, past: Session) -> None:
    past.do(KeepCheckpoint())
    dialog = opened()
    press(Qt.Key.Key_Down)
    dialog.ask_for_name()
    asked = dialog.findChild(NamePointDialog)
    assert asked is not None
    assert asked.by.parent() is None


def test_a_point_of_which_only_the_words_were_kept_says_why_it_takes_no_name(opened: Opened, past: Session) -> None:
    builders.workshop_at(past, "consensus")
    past.do(EditNote(ids(past, "value")[0], "Asked about"))
    builders.everyone_satisfied(past)
    dialog = opened()
    (point,) = [one for one in dialog.model.history.points if one.words == "when people answered"]
    dialog.list.choose(point.key)
    assert not dialog.name.isEnabled()
    assert "only the words were kept" in dialog.name.toolTip()
    assert dialog.name.accessibleDescription() == dialog.name.toolTip()
    dialog.list.choose(dialog.model.history.find("council").key)
    assert dialog.name.isEnabled()
    assert not dialog.name.toolTip()


def test_what_is_written_meanwhile_is_shown(opened: Opened, past: Session) -> None:
    dialog = opened()
    put(past, "value", "Late")
    assert "Late" in shown_texts(dialog, "value")
    past.do(KeepCheckpoint(name="late"))
    assert titles(dialog) == ["as it is now", "late", "council"]


def test_a_damaged_point_is_told_in_its_place_and_the_others_go_on(
    qtbot: QtBot, opened: Opened, past: Session, library: Library
) -> None:
    point = History(library, past).find("council")
    with library.store.engine.begin() as connection:
        connection.execute(text("UPDATE revisions SET content = '{}' WHERE id = :id"), {"id": point.revision})
    dialog = opened()
    qtbot.waitUntil(lambda: "cannot be shown" in dialog.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    press(Qt.Key.Key_Down)
    assert not dialog.restore.isEnabled()
    assert not dialog.shown.board.isVisible()
    press(Qt.Key.Key_Up)
    assert dialog.shown.board.isVisible()


def test_variants_are_compared_in_two_clicks(opened: Opened, past: Session, library: Library) -> None:
    should = library.session(make_variant(library, past, "as it should be", "as it is"))
    should.do(EditNote(ids(should, "value")[0], "Home at any hour"))
    dialog = opened()
    dialog.fill_variants()
    compare = dialog.variants_menu.actions()[0]
    assert compare.text() == "Compare with “as it should be”"
    compare.trigger()
    assert dialog.shown.about.text() == "1 change in 1 element"
    assert dialog.print.isEnabled()


def test_everything_is_named_and_reached_by_keys(qtbot: QtBot, opened: Opened, past: Session) -> None:
    dialog = opened()
    qtbot.waitUntil(lambda: "3 changes" in dialog.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)
    heard = dialog.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("council, ")
    assert "by Ada" in heard


def test_many_points_are_listed_without_reading_them(opened: Opened, past: Session, library: Library) -> None:
    for number in range(60):
        put(past, "value", f"Note {number}")
        past.do(KeepCheckpoint(name=f"day {number}"))
    dialog = opened()
    assert dialog.model.rowCount() == 62
    read: list[str] = []
    revision = library.store.revision
    library.store.revision = lambda canvas, name: read.append(name) or revision(canvas, name)  # type: ignore[method-assign,func-returns-value]  # counts
    fresh = HistoryModel(History(library, past))
    assert fresh.rowCount() == 62
    assert not read
    assert dialog.model.history.points[1].why == Why.KEPT


def test_titles_that_begin_alike_are_told_to_their_end(past: Session, opened: Opened) -> None:
    one_line = opened().list.sizeHintForRow(0)
    for name in (
        "before the council of the northern districts spoke",
        "before the council of the northern districts met",
    ):
        past.do(KeepCheckpoint(by="Ada", name=name))
        dialog = opened()
        said = [" ".join(lines_of(dialog, row)) for row in range(dialog.model.rowCount())]
        assert any(words.startswith(name) for words in said)
    assert lines_of(dialog, 0)[0] == "as it is now"
    assert dialog.list.sizeHintForRow(0) > one_line
