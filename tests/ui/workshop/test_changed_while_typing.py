"""Two windows write the same cell, card or agenda: the second is told what is there now, and keeps its words."""

from __future__ import annotations

from collections.abc import Mapping

import builders
import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import EditCard, EditPerson, EditPhase, MovePerson, RemovePerson, SetAgenda
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_dialog import AgendaDialog
from cmc_desktop.ui.workshop.agenda_model import Column as AgendaColumn
from cmc_desktop.ui.workshop.card_dialog import CardDialog
from cmc_desktop.ui.workshop.own_agenda_dialog import OwnAgendaDialog
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.roster_model import Column
from cmc_desktop.ui.workshop.rows_view import RowsView

pytestmark = pytest.mark.both_databases

DAY = (("round", "Everybody speaks", 40), ("consensus", "Agree", 30))


@pytest.fixture
def people(session: Session) -> list[str]:
    return [builders.add_person(session, name, arrived=False) for name in ("Ada", "Bo", "Cy")]


@pytest.fixture
def other(people: list[str], library: Library, session: Session) -> Session:
    """The same canvas in another window, with the people and an agenda on it."""
    session.do(SetAgenda(DAY))
    return library.session(session.canvas.id)


@pytest.fixture
def roster(qtbot: QtBot, bridge: SessionBridge, look: Look, other: Session) -> RosterDialog:
    dialog = RosterDialog(bridge, look)
    shown(qtbot, dialog)
    return dialog


@pytest.fixture
def agenda(
    qtbot: QtBot, bridge: SessionBridge, look: Look, protocols: Mapping[str, Protocol], library: Library, other: Session
) -> AgendaDialog:
    dialog = AgendaDialog(bridge, look, protocols, library.own_protocols(), library.save_protocol)
    shown(qtbot, dialog)
    return dialog


@pytest.fixture
def card(
    qtbot: QtBot, bridge: SessionBridge, protocols: Mapping[str, Protocol], session: Session, other: Session
) -> CardDialog:
    session.do(EditCard("round", "value", "Say", "Rule", "Go on"))
    other.catch_up()
    dialog = CardDialog(bridge, protocols)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show_card("round", "value")
    shown(qtbot, dialog)
    return dialog


def shown(qtbot: QtBot, dialog: QWidget) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def begin(table: RowsView, index: QModelIndex, words: str = "") -> QWidget:
    """Open the editor of a cell and type into it."""
    table.setCurrentIndex(index)
    table.edit(index)
    kinds = (QSpinBox, QComboBox, QLineEdit)
    editor = next(one for kind in kinds for one in table.viewport().findChildren(kind) if one.isVisible())
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    return editor


def go_on_typing(words: str) -> None:
    """Type on, wherever the keys are."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)
    QApplication.processEvents()


def enter(editor: QWidget) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def rewrite(other: Session, person: str, **fields: str) -> None:
    seen = PersonDetails.of(other.canvas.person(person))
    other.do(EditPerson(person, PersonDetails(**{**vars(seen), **fields}), seen))


def test_a_cell_another_window_rewrote_meanwhile_keeps_what_is_typed_and_says_what_is_there(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(0, Column.ORGANISATION), "Harbour")
    rewrite(other, people[0], organisation="Railway")
    session.catch_up()
    enter(editor)
    assert "now says “Railway”" in roster.message.text
    assert session.canvas.person(people[0]).organisation == "Railway"
    assert isinstance(editor, QLineEdit)
    assert (editor.isVisible(), editor.text()) == (True, "Harbour")
    enter(editor)
    assert session.canvas.person(people[0]).organisation == "Harbour", "it was told, and is meant"


def test_looking_away_from_refused_words_does_not_write_them_and_the_dialog_is_not_closed_over_them_at_once(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    begin(roster.table, roster.roster.index(0, Column.ORGANISATION), "Harbour")
    rewrite(other, people[0], organisation="Railway")
    roster.close_button.setFocus()
    roster.close_button.click()
    assert roster.isVisible()
    assert "now says “Railway”" in roster.message.text
    roster.table.setFocus()
    assert session.canvas.person(people[0]).organisation == "Railway"
    roster.close_button.click()
    assert not roster.isVisible()
    assert session.canvas.person(people[0]).organisation == "Railway"


def test_another_field_of_the_same_person_is_taken_beside_it(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(0, Column.ORGANISATION), "Harbour")
    rewrite(other, people[0], role="Engineer", name="Ada L.")
    session.catch_up()
    enter(editor)
    ada = session.canvas.person(people[0])
    assert (ada.name, ada.organisation, ada.role) == ("Ada L.", "Harbour", "Engineer")


def test_a_cell_left_as_it_was_does_not_undo_what_another_window_wrote(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(0, Column.NAME), "Ada")
    rewrite(other, people[0], name="Ada L.")
    session.catch_up()
    enter(editor)
    assert session.canvas.person(people[0]).name == "Ada L."


def test_words_being_typed_go_with_their_row_when_others_move_come_and_go(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(2, Column.ORGANISATION), "Harbour")
    other.do(MovePerson(people[2], 0))
    session.catch_up()
    other.do(RemovePerson(people[0]))
    session.catch_up()
    other.undo()
    session.catch_up()
    assert isinstance(editor, QLineEdit)
    assert (editor.isVisible(), editor.text()) == (True, "Harbour")
    enter(editor)
    assert [session.canvas.person(one).organisation for one in people] == ["", "", "Harbour"]


def test_words_typed_into_a_row_that_another_window_removes_stay_in_sight_and_can_be_copied(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    begin(roster.table, roster.roster.index(1, Column.ORGANISATION), "Harbour")
    other.do(RemovePerson(people[1]))
    session.catch_up()
    go_on_typing(" office\r")
    assert "What was being typed there: Harbour" in roster.lost.text
    assert roster.lost.isVisible(), "the rest of the words pressed no button"
    assert [person.organisation for person in session.canvas.people] == ["", ""], "nor is it another person's"
    other.undo()
    other.do(MovePerson(people[1], 0))
    session.catch_up()
    begin(roster.table, roster.roster.index(1, Column.ROLE), "Engineer")
    other.do(RemovePerson(people[0]))
    session.catch_up()
    assert "What was being typed there: Harbour · Engineer" in roster.lost.text
    roster.close_button.click()
    assert roster.isVisible(), "the words were not seen for sure"
    roster.lost.take_offer()
    assert QApplication.clipboard().text() == "Harbour\nEngineer"
    roster.close_button.click()
    assert not roster.isVisible()


def test_a_row_that_goes_while_its_words_are_being_stored_leaves_them_in_sight(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(2, Column.ORGANISATION), "Harbour")
    other.do(RemovePerson(people[2]))
    enter(editor)
    go_on_typing("Engineer\r")
    assert "What was being typed there: Harbour" in roster.lost.text
    assert [person.role for person in session.canvas.people] == ["", ""]
    roster.close_button.click()
    assert roster.isVisible()


def test_an_editor_in_which_nothing_was_typed_goes_with_its_row(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    begin(roster.table, roster.roster.index(2, Column.NAME), "Cy")
    other.do(RemovePerson(people[2]))
    session.catch_up()
    assert not roster.lost.isVisible()


@pytest.mark.parametrize("row", [1, 3])
def test_words_being_typed_stay_when_others_come_and_go_at_the_same_moment(
    roster: RosterDialog, session: Session, other: Session, people: list[str], row: int
) -> None:
    begin(roster.table, roster.roster.index(row, Column.ORGANISATION), "Harbour")
    other.do(RemovePerson(people[0]))
    builders.add_person(other, "Di", arrived=False)
    session.catch_up()
    (editor,) = [one for one in roster.table.viewport().findChildren(QLineEdit) if one.isVisible()]
    assert editor.text() == "Harbour"
    assert not roster.lost.isVisible()
    if row == 1:
        enter(editor)
        assert session.canvas.person(people[1]).organisation == "Harbour"
    else:
        assert roster.table.currentIndex().row() == len(roster.roster.ids)


def test_words_typed_into_an_agenda_that_another_window_replaces_stay_in_sight(
    agenda: AgendaDialog, session: Session, other: Session
) -> None:
    begin(agenda.table, agenda.agenda.index(0, AgendaColumn.NAME), "Our round")
    other.do(SetAgenda((("round", "Their day", 10),)))
    session.catch_up()
    assert "What was being typed there: Our round" in agenda.lost.text
    agenda.close_button.click()
    assert agenda.isVisible()
    agenda.close_button.click()
    assert not agenda.isVisible()


def test_rows_that_move_keep_what_refers_to_them(roster: RosterDialog, session: Session, people: list[str]) -> None:
    kept = [QPersistentModelIndex(roster.roster.index(row, Column.NAME)) for row in range(4)]
    session.do(MovePerson(people[2], 0))
    assert [index.row() for index in kept] == [1, 2, 0, 3]
    assert [index.data() for index in kept[:3]] == ["Ada", "Bo", "Cy"]


def test_a_choice_another_window_made_meanwhile_is_not_overruled_unseen(
    roster: RosterDialog, session: Session, other: Session, people: list[str]
) -> None:
    editor = begin(roster.table, roster.roster.index(0, Column.CAPACITY))
    rewrite(other, people[0], capacity=Capacity.OBSERVER.value)
    session.catch_up()
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findData(Capacity.MODERATOR.value))
    editor.activated.emit(editor.currentIndex())
    assert "in the meantime" in roster.message.text
    assert session.canvas.person(people[0]).capacity == Capacity.OBSERVER


@pytest.mark.parametrize("column", [AgendaColumn.NAME, AgendaColumn.MINUTES])
def test_a_phase_another_window_changed_meanwhile_keeps_what_is_typed(
    agenda: AgendaDialog, session: Session, other: Session, column: AgendaColumn
) -> None:
    editor = begin(agenda.table, agenda.agenda.index(0, column), "Our round")
    if isinstance(editor, QSpinBox):
        editor.setValue(20)
    item = other.canvas.agenda[0]
    other.do(EditPhase(item.id, "Their round", 50, item))
    session.catch_up()
    enter(editor)
    assert "now says" in agenda.message.text
    assert _phase(session) == ("Their round", 50)
    assert editor.isVisible()
    enter(editor)
    assert _phase(session) == (("Our round", 50) if column == AgendaColumn.NAME else ("Their round", 20))


def _phase(session: Session) -> tuple[str, int]:
    first: AgendaItem = session.canvas.agenda[0]
    return first.name, first.minutes


def test_an_agenda_another_window_changed_at_that_moment_is_not_replaced(
    agenda: AgendaDialog, session: Session, other: Session
) -> None:
    other.do(SetAgenda((("round", "Their day", 10),)))
    agenda.choice.activated.emit(1)
    assert "agenda was changed in the meantime" in agenda.message.text
    assert [item.name for item in session.canvas.agenda] == ["Their day"]
    assert agenda.agenda.index(0, AgendaColumn.NAME).data() == "Their day"
    agenda.choice.activated.emit(1)
    assert len(session.canvas.agenda) == 9


def test_an_own_agenda_of_another_window_is_not_replaced_and_the_name_stays(
    agenda: AgendaDialog, library: Library, qtbot: QtBot
) -> None:
    library.save_protocol("Short day", [("round", "Theirs", 10)])
    agenda.keep.click()
    (asking,) = agenda.findChildren(OwnAgendaDialog)
    asking.name.setText("Short day")
    asking.button.click()
    assert "kept or changed in another window" in asking.trouble
    assert (asking.isVisible(), asking.name.text()) == (True, "Short day")
    assert [lines for _key, _name, lines in library.own_protocols()] == [[("round", "Theirs", 10)]]
    asking.name.setText("Our  short day")
    asking.button.click()
    agenda.keep_as("Our short day")
    assert [name for _key, name, _lines in library.own_protocols()] == ["Our short day", "Short day"]


def test_a_card_another_window_changed_is_not_put_back_unseen(
    card: CardDialog, session: Session, other: Session
) -> None:
    other.do(EditCard("round", "value", "Theirs", "Rule", "Go on"))
    card.reset.click()
    assert "now says “Theirs”" in card.trouble
    assert _card(session) == ("Theirs", "Rule", "Go on")
    card.reset.click()
    assert _card(session) == ("", "", "")


def test_words_typed_on_a_card_stay_when_another_window_was_quicker_and_leave_its_other_words_alone(
    card: CardDialog, session: Session, other: Session
) -> None:
    card.say.setPlainText("Ours")
    other.do(EditCard("round", "value", "Theirs", "Their rule", "Go on"))
    card.button.click()
    assert card.isVisible()
    assert card.say.toPlainText() == "Ours"
    assert _card(session) == ("Theirs", "Their rule", "Go on")
    card.button.click()
    assert _card(session) == ("Ours", "Their rule", "Go on")


def _card(session: Session) -> tuple[str, str, str]:
    (found,) = session.canvas.all(CardText)
    return found.say, found.rule, found.move_on
