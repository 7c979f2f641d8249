"""Element by element: what is settled, what comes next, what just changed; nothing turns by itself."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    AddNote,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    SetElement,
)
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agreement.agreement_strip import AgreementStrip
from cmc_desktop.ui.workshop.agreement.element_changes_dialog import ElementChangesDialog
from cmc_desktop.ui.workshop.agreement.quiet_check_dialog import QuietCheckDialog
from cmc_desktop.ui.workshop.agreement.state_mark import StateMark


@pytest.fixture
def strip(qtbot: QtBot, bridge: SessionBridge, look: Look, agreeing: list[str]) -> AgreementStrip:
    strip = AgreementStrip(bridge, look)
    qtbot.addWidget(strip)
    strip.resize(840, 96)
    strip.show()
    strip.activateWindow()
    return strip


def state(session: Session, key: str) -> ElementState:
    return element_states(session.canvas)[key]


def spoken(strip: AgreementStrip) -> list[str]:
    model = strip.chips.elements
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_the_element_under_discussion_stands_with_its_state_in_words(strip: AgreementStrip) -> None:
    assert strip.name.text() == "1 Mission statement"
    assert strip.state.text() == "open"
    assert len(spoken(strip)) == 14
    assert spoken(strip)[0] == "1 Mission statement, open, under discussion"
    assert spoken(strip)[1] == "2 Value proposition, not looked at yet"


def test_agreeing_settles_the_element_and_turns_nowhere(session: Session, strip: AgreementStrip) -> None:
    strip.agree.click()
    assert state(session, "mission") is ElementState.AGREED
    assert session.canvas.workshop.element == "mission"
    assert strip.state.text() == "agreed"
    assert strip.agree.text() == "Next open: 2"
    strip.agree.click()
    assert session.canvas.workshop.element == "value"
    assert strip.agree.text() == "The room agrees"


def test_the_way_leads_round_to_what_is_open_and_ends_when_all_is_settled(
    session: Session, strip: AgreementStrip
) -> None:
    session.do(SetElement("social_benefits"))
    strip.commands()["agree_element"]()
    assert strip.agree.text() == "Next open: 1"
    for _ in range(26):
        strip.commands()["agree_element"]()
    assert {state(session, key) for key in builders.BOXES} == {ElementState.AGREED}
    assert not strip.agree.isVisible()
    here = session.canvas.workshop.element
    strip.commands()["agree_element"]()
    assert session.canvas.workshop.element == here


def test_a_reopened_or_reworded_element_is_open_again(session: Session, strip: AgreementStrip) -> None:
    strip.agree.click()
    assert strip.reopen.isVisible()
    strip.reopen.click()
    assert strip.state.text() == "open"
    assert not strip.reopen.isVisible()
    strip.agree.click()
    session.do(EditNote(builders.ids(session, "mission")[0], "A city for everyone"))
    assert strip.state.text() == "open"
    assert strip.agree.text() == "The room agrees"


def test_agreement_counts_for_the_words_on_this_screen_only(
    qtbot: QtBot, session: Session, bridge: SessionBridge, strip: AgreementStrip, library: Library
) -> None:
    note = builders.ids(session, "mission")[0]
    library.session(session.canvas.id).do(EditNote(note, "Words nobody here has seen"))
    with qtbot.waitSignal(bridge.refused) as refused:
        strip.agree.click()
    assert refused.args is not None
    assert "changed in the meantime" in str(refused.args[0])
    assert state(session, "mission") is not ElementState.AGREED


def test_an_empty_element_is_settled_by_saying_that_there_is_none(
    qtbot: QtBot, session: Session, bridge: SessionBridge, strip: AgreementStrip
) -> None:
    assert not strip.none.isVisible()
    session.do(SetElement("partners"))
    session.do(DeleteNotes(tuple(builders.ids(session, "partners"))))
    with qtbot.waitSignal(bridge.refused):
        strip.agree.click()
    assert strip.none.text() == "None identified"
    session.do(MarkNoneIdentified("partners"))
    assert strip.state.text() == "none identified"
    assert strip.none.text() == "Take back “none identified”"
    strip.none.click()
    assert not session.canvas.mark("partners").none_identified


def test_arrows_and_clicks_turn_to_an_element(qtbot: QtBot, session: Session, strip: AgreementStrip) -> None:
    strip.take_focus()
    qtbot.waitUntil(strip.chips.hasFocus)
    for key, element in ((Qt.Key.Key_Right, "value"), (Qt.Key.Key_End, "social_benefits"), (Qt.Key.Key_Left, None)):
        qtbot.keyClick(strip.chips, key)
        assert session.canvas.workshop.element == (element or "social_risks")
    place = strip.chips.visualRect(strip.chips.elements.index(5)).center()
    qtbot.mouseClick(strip.chips.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.canvas.workshop.element == "partners"
    session.do(SetElement("costs"))
    assert strip.chips.currentIndex().row() == 8


def test_every_element_fits_without_scrolling_in_the_narrowest_window(strip: AgreementStrip) -> None:
    assert strip.height() <= 96
    last = strip.chips.visualRect(strip.chips.elements.index(13))
    assert strip.chips.viewport().rect().contains(last)


def test_what_just_changed_is_told_word_by_word(session: Session, strip: AgreementStrip) -> None:
    assert strip.change.none.text().startswith("Nothing has changed here since ")
    (note,) = builders.ids(session, "mission")
    session.do(EditNote(note, "A city in which nobody walks home"))
    assert strip.change.words.toPlainText() == "A city in which everyone gets nobody walks home"
    assert "was “A city in which everyone gets home”" in strip.change.words.accessibleName()
    session.do(EditNote(note, "A town in which nobody walks home"))
    assert strip.change.words.toPlainText() == "A city town in which nobody walks home"
    assert strip.change.show_all.isVisible()
    session.do(SetElement("value"))
    assert strip.change.none.isVisible()


def test_a_note_that_left_is_told_where_it_was_and_where_it_went(session: Session, strip: AgreementStrip) -> None:
    note = session.canvas.notes_in("partners")[0]
    session.do(SetElement("partners"))
    session.do(MoveNotes((note.id,), "buyin", 0))
    assert strip.change.words.toPlainText() == f"moved to 4 Buy-in & support: {note.text}"
    session.do(SetElement("buyin"))
    assert strip.change.words.toPlainText() == f"moved here from 6 Key partnerships: {note.text}"


def test_words_that_look_like_markup_stay_words_in_the_line(session: Session, strip: AgreementStrip) -> None:
    session.do(SetElement("costs"))
    session.do(AddNote("costs", "<b>{0}</b>\n& <img src=x>"))
    assert strip.change.words.toPlainText() == "+ <b>{0}</b> & <img src=x>"


def test_a_long_change_can_be_read_whole(qtbot: QtBot, session: Session, strip: AgreementStrip) -> None:
    session.do(SetElement("costs"))
    assert not strip.change.show_all.isVisible()
    session.do(AddNote("costs", "Staff hours for the counter " * 10))
    assert strip.change.show_all.isVisible()
    strip.change.show_all.click()
    (dialog,) = strip.findChildren(ElementChangesDialog)
    assert dialog.cards.cards[0].text.toPlainText().startswith("+ Staff hours")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_hidden_it_waits_and_tells_when_shown_what_came_meanwhile(session: Session, strip: AgreementStrip) -> None:
    strip.hide()
    session.do(EditNote(builders.ids(session, "mission")[0], "Everyone gets home"))
    assert strip.change.words.toPlainText() == ""
    strip.show()
    assert strip.change.words.accessibleName()


@pytest.mark.parametrize("one", list(ElementState))
def test_each_state_has_a_shape_of_its_own_without_its_colour(
    look: Look, qapp: QApplication, one: ElementState
) -> None:
    def shape(state: ElementState) -> bytes:
        mark = StateMark(look)
        mark.show_state(state)
        picture = QPixmap(mark.size())
        picture.fill(QColor("white"))
        mark.render(picture)
        grey = picture.toImage()
        rows = range(grey.height())
        return bytes(grey.pixelColor(x, y).lightness() < 235 for y in rows for x in range(grey.width()))

    others = [shape(other) for other in ElementState if other is not one]
    assert shape(one) not in others
    assert any(shape(one))


def test_the_roll_call_and_the_quiet_check_are_one_press_away(qtbot: QtBot, strip: AgreementStrip) -> None:
    with qtbot.waitSignal(strip.ask_wanted) as wanted:
        strip.ask.click()
    assert wanted.args == [""]
    strip.commands()["quiet_check"]()
    (dialog,) = strip.findChildren(QuietCheckDialog)
    assert dialog.isVisible()


def test_the_elements_are_a_model_views_can_trust(
    session: Session, strip: AgreementStrip, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(strip.chips.elements)
    session.do(SetElement("costs"))
    qtmodeltester.check(strip.chips.elements)


def test_behind_the_roll_call_nothing_is_agreed_on(
    qtbot: QtBot, session: Session, bridge: SessionBridge, strip: AgreementStrip
) -> None:
    strip.hide()
    with qtbot.waitSignal(bridge.told) as told:
        strip.commands()["agree_element"]()
    assert told.args is not None
    assert "Go back to the board first" in told.args[0]
    assert state(session, "mission") is ElementState.OPEN
