"""The right side of the desk: who is in the room, who still has to agree, and nobody is lost from sight."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agreement import Standing
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import AddNote, AgreeElement, GiveAnswer, Leave, NextPhase, SignOffCanvas
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.people_list import PersonLine
from cmc_desktop.ui.workshop.people_list import words_below as words_below_name
from cmc_desktop.ui.workshop.people_panel import PeoplePanel

Stands = Callable[[str], Standing]


@pytest.fixture
def panel(qtbot: QtBot, bridge: SessionBridge, look: Look) -> PeoplePanel:
    panel = PeoplePanel(bridge, look)
    qtbot.addWidget(panel)
    panel.resize(240, 620)
    panel.show()
    return panel


def spoken(panel: PeoplePanel, person: str) -> str:
    index = panel.list.people.index(panel.list.people.row_of(person))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def checked(panel: PeoplePanel, person: str) -> bool:
    index = panel.list.people.index(panel.list.people.row_of(person))
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked


def click_box(qtbot: QtBot, panel: PeoplePanel, person: str) -> None:
    index = panel.list.people.index(panel.list.people.row_of(person))
    panel.list.scrollTo(index)
    place = panel.list.visualRect(index)
    qtbot.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 18, place.center().y())
    )


def words_below(panel: PeoplePanel) -> str:
    """Everything that is told in the cards under the list."""
    return "\n".join(label.text() for label in panel.open_words.cards.findChildren(QLabel))


def button_below(panel: PeoplePanel, text: str) -> QPushButton:
    """The button of the cards under the list; `text` without the sign of its key."""
    buttons = panel.open_words.cards.findChildren(QPushButton)
    (button,) = [button for button in buttons if button.text().replace("&", "") == text]
    return button


def press(panel: PeoplePanel, text: str) -> None:
    assert button_below(panel, text).isEnabled()
    button_below(panel, text).click()


def test_an_empty_roster_teaches_how_to_begin(qtbot: QtBot, panel: PeoplePanel) -> None:
    assert "Nobody is on the roster yet" in panel.words.text()
    with qtbot.waitSignal(panel.people_wanted):
        panel.add_people.click()


def test_a_click_on_the_box_marks_arrival_and_another_the_leaving(
    qtbot: QtBot, session: Session, panel: PeoplePanel
) -> None:
    ada = builders.add_person(session, "Ada", arrived=False)
    builders.bring_to(session, "present")
    assert spoken(panel, ada) == "Ada, expected"
    click_box(qtbot, panel, ada)

    assert session.canvas.person(ada).present
    assert panel.heading.text() == "1 of 1"
    click_box(qtbot, panel, ada)
    assert session.canvas.person(ada).left_at
    assert "left" in spoken(panel, ada)
    click_box(qtbot, panel, ada)
    assert session.canvas.person(ada).present


def test_before_the_start_an_unticked_person_was_never_there_and_nothing_is_to_decide(
    qtbot: QtBot, session: Session, panel: PeoplePanel
) -> None:
    ada = builders.add_person(session, "Ada", arrived=True)
    click_box(qtbot, panel, ada)
    assert not session.canvas.person(ada).left_at
    assert not session.canvas.person(ada).arrived_at
    assert spoken(panel, ada) == "Ada, expected"


def test_a_click_beside_the_box_marks_nobody(qtbot: QtBot, session: Session, panel: PeoplePanel) -> None:
    ada = builders.add_person(session, "Ada", arrived=False)
    place = panel.list.visualRect(panel.list.people.index(0))
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, place.center().y()))
    assert not session.canvas.person(ada).present


def test_everyone_is_here_in_one_click(session: Session, panel: PeoplePanel) -> None:
    for name in ("Ada", "Bo", "Cy"):
        builders.add_person(session, name, arrived=False)
    builders.add_person(session, "Ola", Capacity.OBSERVER, arrived=False)
    panel.everyone_here.click()

    assert all(person.present for person in session.canvas.people)
    assert panel.words.text() == "3 people in the room count."
    assert not panel.everyone_here.isVisible()


def test_in_the_agreement_phase_only_those_who_are_asked_are_listed(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    assert panel.caption.text() == "AGREEMENT"
    assert panel.heading.text() == "0 of 4 satisfied"
    assert panel.list.people.rowCount() == 4
    assert spoken(panel, agreeing[0]) == "Person 1, not asked yet"


def test_checking_is_a_yes_and_unchecking_takes_it_back(
    qtbot: QtBot, panel: PeoplePanel, agreeing: list[str], standing: Stands
) -> None:
    click_box(qtbot, panel, agreeing[1])
    assert standing(agreeing[1]) is Standing.SATISFIED
    assert checked(panel, agreeing[1])
    assert panel.heading.text() == "1 of 4 satisfied"

    click_box(qtbot, panel, agreeing[1])
    assert standing(agreeing[1]) is Standing.NOT_ASKED
    assert not checked(panel, agreeing[1])


def test_the_space_bar_answers_for_the_person_with_the_keyboard(
    qtbot: QtBot, panel: PeoplePanel, agreeing: list[str], standing: Stands
) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.people.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)

    assert standing(agreeing[1]) is Standing.SATISFIED
    assert panel.list.current_person() == agreeing[1]


def test_a_change_of_the_words_asks_for_every_answer_again(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    for person in agreeing[:3]:
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    assert panel.ask.text() == "Ask 1 person"
    session.do(GiveAnswer(agreeing[3], AnswerKind.SATISFIED))
    session.do(AddNote("value", "One more thing"))

    assert spoken(panel, agreeing[0]) == "Person 1, ask again: changed since, 2 Value proposition"
    assert not checked(panel, agreeing[0])
    assert panel.ask.text() == "Ask everyone"
    session.undo()
    assert panel.heading.text() == "4 of 4 satisfied"
    session.redo()
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    assert panel.ask.text() == "Ask 3 people again"


def test_concerns_and_reservations_stand_below_in_peoples_own_words(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    assert not panel.open_words.isVisible()
    session.do(GiveAnswer(agreeing[0], AnswerKind.NOT_YET, "Name who <b>pays</b>"))
    session.do(GiveAnswer(agreeing[1], AnswerKind.RESERVATION, "I doubt the costs"))

    assert panel.open_words.isVisible()
    assert "“Name who <b>pays</b>”" in words_below(panel)
    assert "“I doubt the costs”" in words_below(panel)
    session.do(AddNote("costs", "The council pays"))
    assert "Person 1, before the last change" in words_below(panel)
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    assert "pays" not in words_below(panel)


def test_sign_off_opens_only_when_everybody_is_satisfied_and_says_what_is_missing(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    for person in agreeing[:3]:
        assert not panel.sign_off.isEnabled()
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    assert not panel.sign_off.isEnabled()
    assert panel.sign_off.toolTip() == "1 person has not been asked."
    assert "open, 1 person not asked yet, Person 4" in ready(panel)
    session.do(GiveAnswer(agreeing[3], AnswerKind.RESERVATION, "with a doubt"))

    assert panel.sign_off.isEnabled()
    with qtbot.waitSignal(panel.sign_off_wanted):
        panel.sign_off.click()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_what_opens_something_is_pressed_with_enter_as_well_as_with_space(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str], key: Qt.Key
) -> None:
    with qtbot.waitSignal(panel.ask_wanted):
        qtbot.keyClick(panel.ask, key)
    builders.everyone_satisfied(session)
    with qtbot.waitSignal(panel.sign_off_wanted):
        qtbot.keyClick(panel.sign_off, key)


def test_whoever_left_is_decided_on_the_last_answer_can_count(
    session: Session, panel: PeoplePanel, agreeing: list[str], standing: Stands
) -> None:
    builders.everyone_satisfied(session)
    session.do(Leave(agreeing[2]))
    assert not panel.sign_off.isEnabled()
    assert "left: decide" in spoken(panel, agreeing[2])
    assert "last answer: satisfied" in words_below(panel)
    press(panel, "Counts")

    assert standing(agreeing[2]) is Standing.LEFT_COUNTED
    assert panel.sign_off.isEnabled()


def test_whoever_left_is_left_out_only_with_a_reason(
    session: Session, panel: PeoplePanel, agreeing: list[str], standing: Stands
) -> None:
    session.do(Leave(agreeing[2]))
    press(panel, "Leave out…")
    dialog = panel.findChild(LeaverDialog)
    assert dialog is not None
    assert not dialog.button.isEnabled()
    dialog.reason.setText("had to catch a train")
    dialog.button.click()

    assert standing(agreeing[2]) is Standing.LEFT_EXCLUDED
    assert session.canvas.person(agreeing[2]).leaving_reason == "had to catch a train"


def test_an_answer_cannot_count_for_somebody_who_never_gave_one(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    session.do(Leave(agreeing[0]))
    assert "left; never asked" in words_below(panel)
    assert "There is no answer that could count." in words_below(panel)
    assert not button_below(panel, "Counts").isEnabled()


def test_an_answer_to_other_words_is_not_offered_as_one_to_these(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    builders.everyone_satisfied(session)
    session.do(Leave(agreeing[0]))
    counts, out = button_below(panel, "Counts"), button_below(panel, "Leave out…")
    assert counts.isEnabled()
    assert counts.x() < out.x()
    session.do(AddNote("costs", "The council pays"))

    reason = "It was given for other words and cannot count for these."
    counts, out = button_below(panel, "Counts"), button_below(panel, "Leave out…")
    assert "left; last answer, before the last change: satisfied" in words_below(panel)
    assert reason in words_below(panel)
    assert not counts.isEnabled()
    assert counts.accessibleDescription() == counts.toolTip() == reason
    assert out.property("look") == "primary"
    QApplication.processEvents()
    assert out.geometry().left() < counts.geometry().left()
    session.undo()
    assert button_below(panel, "Counts").isEnabled()


def test_when_everybody_left_a_change_of_the_words_is_noticed_too(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    builders.everyone_satisfied(session)
    for person in agreeing:
        session.do(Leave(person))
    session.do(AddNote("costs", "The council pays"))
    buttons = panel.open_words.cards.findChildren(QPushButton)
    assert [button.isEnabled() for button in buttons] == [True, False] * 4


def test_a_not_yet_of_somebody_who_left_cannot_count_as_agreement(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.NOT_YET, "Name who pays"))
    session.do(Leave(agreeing[0]))
    assert "“Not yet” is no agreement and cannot count as one." in words_below(panel)
    assert not button_below(panel, "Counts").isEnabled()


def test_a_leaver_is_decided_on_by_the_keys_of_the_two_buttons(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str], standing: Stands
) -> None:
    builders.everyone_satisfied(session)
    session.do(Leave(agreeing[0]))
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    assert button_below(panel, "Leave out…").shortcut() == QKeySequence("Alt+L")
    qtbot.keyClick(panel, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: standing(agreeing[0]) is Standing.LEFT_COUNTED)


@pytest.mark.parametrize("organisation", ["", "HO", "Harbour Office of the City of Port Alder"])
@pytest.mark.parametrize("standing", Standing)
def test_where_a_person_stands_is_whole_in_a_narrow_panel(
    look: Look, panel: PeoplePanel, standing: Standing, organisation: str
) -> None:
    line = PersonLine("id", "Ada", standing.label, organisation, checked=False, checkable=False, standing=standing)
    width = 220 - 2 * 12 - 10 - 42  # the panel without its edges, a scroll bar, and the sign at the right
    shown = words_below_name(line, font(11), width)

    assert shown.split(" · ")[0] == line.short
    assert "…" not in line.short
    assert not shown.endswith("…") or len(shown.split(" · ")[1]) >= 5
    assert words_below_name(line, font(11), QFontMetrics(font(11)).horizontalAdvance(f"{line.short} · H…")) in (
        line.short,
        f"{line.short} · HO",
    )
    assert QFontMetrics(font(11)).horizontalAdvance(shown) <= width
    assert line.spoken.startswith(f"Ada, {standing.label}")


def test_the_menu_of_a_person_asks_just_that_person_or_marks_the_leaving(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    ask, answers, leave, never = panel.menu_for(agreeing[3]).actions()
    assert answers.text() == "Answers of Person 4…"
    with qtbot.waitSignal(panel.ask_wanted) as asked:
        ask.trigger()
    assert asked.args == [agreeing[3]]
    leave.trigger()
    assert not session.canvas.person(agreeing[3]).present
    _, back, never = panel.menu_for(agreeing[3]).actions()
    back.trigger()
    assert session.canvas.person(agreeing[3]).present
    never.trigger()
    assert not session.canvas.person(agreeing[3]).arrived_at


def test_in_the_sign_off_phase_answers_are_read_only_and_the_button_stays(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    builders.everyone_satisfied(session)
    session.do(NextPhase())

    index = panel.list.people.index(0)
    assert not panel.list.people.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert not panel.ask.isVisible()
    assert panel.sign_off.isEnabled()
    session.do(SignOffCanvas())
    assert panel.words.text() == "This canvas is signed."
    assert not panel.sign_off.isVisible()


def test_forty_people_scroll_and_keep_the_buttons_whole(qtbot: QtBot, session: Session, panel: PeoplePanel) -> None:
    builders.workshop_at(session, "consensus", participants=40)
    qtbot.waitUntil(lambda: panel.list.verticalScrollBar().maximum() > 0)
    assert panel.height() == 620
    for button in (panel.ask, panel.sign_off):
        assert panel.rect().contains(button.geometry())


def test_somebody_added_in_another_window_leaves_the_keyboard_with_its_person(
    session: Session, panel: PeoplePanel, agreeing: list[str], library: Library
) -> None:
    panel.list.setCurrentIndex(panel.list.people.index(2))
    builders.add_person(library.session(session.canvas.id), "Late Comer")
    session.catch_up()
    assert panel.list.current_person() == agreeing[2]
    assert panel.list.people.rowCount() == 5


def test_the_people_are_a_model_views_can_trust(
    session: Session, panel: PeoplePanel, agreeing: list[str], qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(panel.list.people)
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    builders.add_person(session, "Late Comer")
    qtmodeltester.check(panel.list.people)


def ready(panel: PeoplePanel) -> list[str]:
    """The lines of the named ticks as a screen reader says them."""
    model = panel.readiness.ticks
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def tick_line(panel: PeoplePanel, row: int) -> None:
    """Enter on a line."""
    panel.readiness.setCurrentIndex(panel.readiness.ticks.index(row))
    panel.readiness.activated.emit(panel.readiness.currentIndex())


def test_named_ticks_stand_for_what_is_ready(session: Session, panel: PeoplePanel, agreeing: list[str]) -> None:
    assert panel.readiness.isVisible()
    assert ready(panel)[1].startswith("open, 4 people not asked yet")
    builders.everyone_satisfied(session)
    assert ready(panel)[1:] == ["done, Everyone was asked", "done, Nobody to ask again", "done, No leaver to decide on"]
    session.do(AddNote("activities", "Train the drivers"))
    assert ready(panel)[2].startswith("open, Ask again: 4 people about 1 element: 7 Key activities")


def test_enter_on_what_is_open_leads_there(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    for person in agreeing[1:]:
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    session.do(AddNote("activities", "Train the drivers"))
    session.do(AgreeElement("mission"))
    tick_line(panel, 0)
    assert session.canvas.workshop.element == "value"
    with qtbot.waitSignal(panel.ask_wanted) as wanted:
        tick_line(panel, 1)
    assert wanted.args == [""]
    with qtbot.waitSignal(panel.ask_wanted) as wanted:
        tick_line(panel, 2)
    assert wanted.args == [agreeing[1]]
    session.do(Leave(agreeing[2]))
    panel.activateWindow()
    tick_line(panel, 3)
    qtbot.waitUntil(button_below(panel, "Leave out…").hasFocus)


def test_a_line_that_is_done_leads_nowhere(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    with qtbot.assertNotEmitted(panel.readiness.way_wanted):
        tick_line(panel, 2)


def test_every_line_of_the_ticks_is_seen_in_the_narrow_panel(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    builders.everyone_satisfied(session)
    session.do(AddNote("activities", "Train the drivers"))
    panel.resize(220, 560)
    panel.readiness.ensurePolished()

    def seen() -> bool:
        model, view = panel.readiness.ticks, panel.readiness
        last = view.visualRect(model.index(model.rowCount() - 1))
        return view.viewport().rect().contains(last)

    qtbot.waitUntil(seen)


def test_hidden_it_waits_and_reads_anew_when_shown(session: Session, panel: PeoplePanel, agreeing: list[str]) -> None:
    panel.hide()
    builders.everyone_satisfied(session)
    assert panel.heading.text() == "0 of 4 satisfied"
    panel.show()
    assert panel.heading.text() == "4 of 4 satisfied"


def test_below_each_name_stands_what_the_person_is_asked_about_again(
    session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.SATISFIED))
    session.do(AddNote("activities", "Train the drivers"))
    session.do(GiveAnswer(agreeing[1], AnswerKind.SATISFIED))
    session.do(AddNote("costs", "Three days of training"))
    assert spoken(panel, agreeing[0]) == "Person 1, ask again: changed since, 2 elements"
    assert spoken(panel, agreeing[1]) == "Person 2, ask again: changed since, 9 Budget costs"


def test_what_has_to_be_decided_is_whole_in_a_low_panel_and_the_list_gives_its_room(
    qtbot: QtBot, session: Session, panel: PeoplePanel, agreeing: list[str]
) -> None:
    for number in range(5, 18):
        builders.add_person(session, f"Person {number}")
    session.do(GiveAnswer(agreeing[1], AnswerKind.NOT_YET, "name who pays for the last bus of the night"))
    session.do(GiveAnswer(agreeing[2], AnswerKind.RESERVATION, "as long as the depot stays where it is"))
    session.do(Leave(agreeing[0]))
    panel.resize(220, 560)
    QApplication.processEvents()
    port = panel.area.viewport()

    def seen(widget: QWidget) -> bool:
        return port.rect().contains(widget.rect().translated(widget.mapTo(port, QPoint())))

    for text in ("Counts", "Leave out…"):
        button = button_below(panel, text)
        assert button.height() >= button.minimumSizeHint().height()
        assert seen(button)
    for label in panel.open_words.cards.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert panel.list.viewport().height() >= 4 * panel.list.sizeHintForRow(0)
    assert panel.ask.isVisible()
    QApplication.processEvents()
    panel.area.verticalScrollBar().setValue(panel.area.verticalScrollBar().maximum())
    assert port.rect().contains(panel.readiness.mapTo(port, panel.readiness.rect().bottomLeft()))


def test_with_room_enough_the_list_has_what_is_left(session: Session, panel: PeoplePanel, agreeing: list[str]) -> None:
    panel.resize(240, 900)
    QApplication.processEvents()
    assert not panel.area.verticalScrollBar().isVisible()
    assert panel.list.height() > 400


def test_two_leavers_of_one_name_are_told_apart(session: Session, panel: PeoplePanel, agreeing: list[str]) -> None:
    other = builders.add_person(session, "Person 1")
    for person in (agreeing[0], other):
        session.do(Leave(person))
    assert "Person 1 (1)" in words_below(panel)
    assert "Person 1 (2)" in words_below(panel)
