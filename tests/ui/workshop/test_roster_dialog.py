"""The roster: seventeen people typed or pasted in a minute, and nobody counts who must not."""

from __future__ import annotations

import gettext

import builders
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.i18n import use_catalogue
from cmc_desktop.model.domain.changes import Leave
from cmc_desktop.model.domain.participant import Capacity, Sector
from cmc_desktop.model.exchange.roster_text import people_from_text
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog
from cmc_desktop.ui.workshop.roster_model import Column

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look) -> RosterDialog:
    dialog = RosterDialog(bridge, look)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def names(session: Session) -> list[str]:
    return [person.name for person in session.canvas.people]


def cell(dialog: RosterDialog, row: int, column: Column) -> str:
    return str(dialog.roster.index(row, column).data())


def write(dialog: RosterDialog, row: int, column: Column, value: object) -> bool:
    return dialog.roster.setData(dialog.roster.index(row, column), value)


def tick_box(dialog: RosterDialog, row: int, column: Column, checked: bool) -> bool:
    state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
    return dialog.roster.setData(dialog.roster.index(row, column), state, CHECK)


def type_keys(text: str) -> None:
    """Type where the keyboard is; a newline is Enter."""
    for key in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        if key == "\n":
            QTest.keyClick(focus, Qt.Key.Key_Return)
            QApplication.processEvents()
        else:
            QTest.keyClicks(focus, key)


def test_seventeen_people_are_typed_without_leaving_the_keyboard(session: Session, dialog: RosterDialog) -> None:
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.roster.index(0, Column.NAME))
    for number in range(17):
        type_keys(f"Person {number}\nOffice {number}\nOfficer\n\n")

    people = session.canvas.people
    assert len(people) == 17
    assert (people[16].name, people[16].organisation, people[16].role) == ("Person 16", "Office 16", "Officer")
    assert all(person.asked for person in people)


def test_typing_a_letter_on_the_blank_row_begins_a_person(session: Session, dialog: RosterDialog) -> None:
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.roster.index(0, Column.NAME))
    type_keys("Ada\n")
    assert names(session) == ["Ada"]
    assert dialog.table.currentIndex().column() == Column.ORGANISATION
    assert dialog.table.currentIndex().row() == 0


def test_an_organisation_written_before_the_name_waits_for_it(session: Session, dialog: RosterDialog) -> None:
    assert write(dialog, 0, Column.ORGANISATION, "Harbour Office")
    assert names(session) == []
    assert cell(dialog, 0, Column.ORGANISATION) == "Harbour Office"
    assert write(dialog, 0, Column.NAME, "Ada")
    assert session.canvas.people[0].organisation == "Harbour Office"
    assert cell(dialog, 1, Column.ORGANISATION) == ""


def test_rows_from_a_spreadsheet_are_pasted_at_once(session: Session, dialog: RosterDialog) -> None:
    QApplication.clipboard().setText(
        "Name\tOrganisation\tRole\tSector\tCapacity\tSpeaks for\n"
        "Ada\tHarbour Office\tHead\tIndustry\tModerator\t\n"
        "Bo\tUniversity\t\tResearch\tparticipant\tStudents\n"
        "Cy\t\t\t\tObserver\t\n"
    )
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    ada, bo, cy = session.canvas.people
    assert (ada.name, ada.organisation, ada.sector, ada.capacity) == ("Ada", "Harbour Office", "industry", "moderator")
    assert (bo.sector, bo.speaks_for, bo.asked) == ("academia", "Students", True)
    assert (cy.capacity, cy.asked) == ("observer", False)
    assert dialog.message.text == (
        "3 people were added. The columns were read as name, organisation, role, sector, capacity, speaks for."
    )


def test_semicolons_and_quoted_cells_are_read_and_bare_lines_are_names() -> None:
    (ada, bo) = people_from_text('Ada;"Harbour; Docks"\r\n\r\n  Bo ; \n').people
    assert (ada.organisation, bo.name, bo.organisation) == ("Harbour; Docks", "Bo", "")
    assert [person.name for person in people_from_text("Ada\nBo, the second\n").people] == ["Ada", "Bo, the second"]
    assert people_from_text("").people == ()


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        (("public", "Government", "council", "MUNICIPALITY", "Public body", "public-sector"), Sector.GOVERNMENT),
        (("private", "business", "Company", "industry"), Sector.INDUSTRY),
        (("university", "Research", "academia"), Sector.ACADEMIA),
        (("NGO", "civil society", "Civil-Society", "charity", "community", "citizens"), Sector.SOCIETY),
        (("environment", "Nature"), Sector.ENVIRONMENT),
        (("", "Not given", "n/a"), Sector.NONE),
    ],
)
def test_the_words_spreadsheets_have_for_a_sector_are_understood(words: tuple[str, ...], sector: Sector) -> None:
    pasted = people_from_text("\n".join(f"Ada;;;{word}" for word in words))
    assert {person.sector for person in pasted.people} == {sector.value}
    assert pasted.doubts == ()


@pytest.mark.parametrize(
    ("words", "capacity"),
    [
        (("facilitator", "Moderator"), Capacity.MODERATOR),
        (("minutes", "note taker", "Note-Taker", "note_taker", "scribe"), Capacity.NOTE_TAKER),
        (("guest", "Researcher observing", "observer"), Capacity.OBSERVER),
        (("", "participant"), Capacity.PARTICIPANT),
    ],
)
def test_the_words_spreadsheets_have_for_a_capacity_are_understood(words: tuple[str, ...], capacity: Capacity) -> None:
    pasted = people_from_text("\n".join(f"Ada;;;;{word}" for word in words))
    assert {person.capacity for person in pasted.people} == {capacity.value}
    assert pasted.doubts == ()


def test_labels_of_the_users_language_are_understood() -> None:
    class Spanish(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            words = {"Civil society": "Sociedad civil", "Note-taker": "Secretaria", "Name": "Nombre"}
            return words.get(message, message)

    use_catalogue(Spanish())
    try:
        pasted = people_from_text("Nombre;;;Sector;Rol\nAda;;;sociedad civil;SECRETARIA\nBo;;;council;")
    finally:
        use_catalogue(gettext.NullTranslations())
    assert [(person.sector, person.capacity) for person in pasted.people] == [
        ("society", "note_taker"),
        ("government", "participant"),
    ]
    assert pasted.doubts == ()


def test_sectors_and_capacities_that_are_not_understood_are_told_and_the_people_kept(
    session: Session, dialog: RosterDialog
) -> None:
    rows = ["Name;Organisation;Role;Sector;Capacity", "Ada;;;foo;", "Bo;;;bar;king", "Cy;;;foo;guest"]
    QApplication.clipboard().setText("\n".join(rows))
    dialog.paste()

    assert names(session) == ["Ada", "Bo", "Cy"]
    assert dialog.message.text == (
        "3 people were added. The columns were read as name, sector, capacity. "
        "3 sectors were not recognised: “foo”, “bar”. "
        "1 capacity was not recognised and became participant: “king”."
    )


def test_name_and_ticks_are_seen_side_by_side(qtbot: QtBot, session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada Lovelace")
    for width in (1160, dialog.minimumWidth()):
        dialog.resize(width, 640)
        qtbot.waitUntil(lambda wanted=width: dialog.width() == wanted)
        assert dialog.table.horizontalScrollBar().maximum() == 0
        assert dialog.table.columnWidth(Column.NAME) >= 80
    dialog.resize(1160, 640)
    assert dialog.table.columnWidth(Column.NAME) >= 120


def test_a_tick_and_its_time_have_room(session: Session, dialog: RosterDialog) -> None:
    ada = builders.add_person(session, "Ada")
    session.do(Leave(ada))
    for column in (Column.ARRIVED, Column.LEFT):
        index = dialog.roster.index(0, column)
        option = QStyleOptionViewItem()
        dialog.table.initViewItemOption(option)
        needed = dialog.table.itemDelegateForIndex(index).sizeHint(option, index).width()
        assert dialog.table.columnWidth(column) >= needed + 24  # wider figures and letters have room too


def test_what_cannot_be_read_is_refused_and_the_rest_is_kept(session: Session, dialog: RosterDialog) -> None:
    QApplication.clipboard().setText("Ada\n" + "x" * 400 + "\nCy\n")
    dialog.paste()
    assert names(session) == ["Ada", "Cy"]
    assert "1 line was left out" in dialog.message.text


def test_a_paste_is_one_step_of_undo(session: Session, dialog: RosterDialog) -> None:
    QApplication.clipboard().setText("Ada\nBo\nCy\n")
    dialog.paste()
    assert names(session) == ["Ada", "Bo", "Cy"]
    session.undo()
    assert names(session) == []


def test_observers_and_note_takers_can_never_count_and_the_table_says_so(
    session: Session, dialog: RosterDialog
) -> None:
    builders.add_person(session, "Ola", Capacity.OBSERVER)
    builders.add_person(session, "Nora", Capacity.NOTE_TAKER)
    for row in (0, 1):
        index = dialog.roster.index(row, Column.COUNTS)
        assert cell(dialog, row, Column.COUNTS) == "never asked"
        assert not dialog.roster.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
        assert index.data(CHECK) is None


def test_a_participant_can_be_left_out_of_the_count_and_back(session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada")
    assert tick_box(dialog, 0, Column.COUNTS, False)
    assert not session.canvas.people[0].asked
    assert cell(dialog, 0, Column.COUNTS) == "is not asked"
    assert tick_box(dialog, 0, Column.COUNTS, True)
    assert session.canvas.people[0].asked


def test_whether_the_moderator_counts_is_asked_in_a_sentence(session: Session, dialog: RosterDialog) -> None:
    assert not dialog.moderator.isVisible()
    builders.add_person(session, "Mo")
    write(dialog, 0, Column.CAPACITY, Capacity.MODERATOR.value)

    assert dialog.moderator.isVisible()
    assert dialog.moderator.text().startswith("Mo moderates and is also asked")
    assert not session.canvas.people[0].asked
    dialog.moderator.click()
    assert session.canvas.people[0].asked
    dialog.moderator.click()
    assert not session.canvas.people[0].asked


def test_capacity_is_chosen_from_a_list(qtbot: QtBot, session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada")
    dialog.table.setCurrentIndex(dialog.roster.index(0, Column.CAPACITY))
    dialog.table.edit(dialog.roster.index(0, Column.CAPACITY))
    (combo,) = dialog.table.findChildren(QComboBox)
    assert combo.accessibleName() == "Capacity"
    combo.setCurrentIndex(combo.findData(Capacity.OBSERVER.value))
    combo.activated.emit(combo.currentIndex())
    assert session.canvas.people[0].capacity == "observer"
    assert not session.canvas.people[0].asked


def test_arrival_and_leaving_are_ticked_and_show_their_time(session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada", arrived=False)
    left = dialog.roster.index(0, Column.LEFT)
    assert not dialog.roster.flags(left) & Qt.ItemFlag.ItemIsUserCheckable
    assert tick_box(dialog, 0, Column.ARRIVED, True)
    assert ":" in cell(dialog, 0, Column.ARRIVED)
    assert tick_box(dialog, 0, Column.LEFT, True)
    assert session.canvas.people[0].left_at
    assert tick_box(dialog, 0, Column.LEFT, False)
    assert session.canvas.people[0].present


def test_control_and_arrows_change_the_order_and_keep_the_person(session: Session, dialog: RosterDialog) -> None:
    for name in ("Ada", "Bo", "Cy"):
        builders.add_person(session, name)
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.roster.index(0, Column.NAME))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, control)
    assert names(session) == ["Bo", "Ada", "Cy"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, control)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, control)
    assert names(session) == ["Bo", "Cy", "Ada"]
    assert dialog.table.currentIndex().row() == 2
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, control)
    assert names(session) == ["Bo", "Ada", "Cy"]


def test_a_row_that_is_dropped_between_others_goes_there(session: Session, dialog: RosterDialog) -> None:
    for name in ("Ada", "Bo", "Cy"):
        builders.add_person(session, name)
    data = dialog.roster.mimeData([dialog.roster.index(2, Column.NAME)])
    assert dialog.roster.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert names(session) == ["Cy", "Ada", "Bo"]
    data = dialog.roster.mimeData([dialog.roster.index(0, 0), dialog.roster.index(1, 0)])
    dialog.roster.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert names(session) == ["Bo", "Cy", "Ada"]
    data = dialog.roster.mimeData([dialog.roster.index(1, 0), dialog.roster.index(2, 0)])
    dialog.roster.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert names(session) == ["Cy", "Ada", "Bo"]


def test_removing_offers_to_bring_the_people_back(session: Session, dialog: RosterDialog) -> None:
    for name in ("Ada", "Bo", "Cy"):
        builders.add_person(session, name)
    selection = dialog.table.selectionModel()
    for row in (0, 1):
        selection.select(dialog.roster.index(row, 0), selection.SelectionFlag.Select)
    dialog.remove.click()
    assert names(session) == ["Cy"]
    assert dialog.message.text == "2 people were removed."
    (undo,) = [button for button in dialog.message.findChildren(QPushButton) if button.text() == "Undo"]
    undo.click()
    assert names(session) == ["Ada", "Bo", "Cy"]


def test_the_offer_to_undo_goes_with_the_next_change(session: Session, dialog: RosterDialog) -> None:
    for name in ("Ada", "Bo"):
        builders.add_person(session, name)
    dialog.table.setCurrentIndex(dialog.roster.index(0, 0))
    dialog.remove.click()
    assert dialog.message.isVisible()
    write(dialog, 0, Column.ROLE, "Head")
    assert not dialog.message.isVisible()


def test_an_empty_name_changes_nothing(session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada")
    assert not write(dialog, 0, Column.NAME, "  ")
    assert names(session) == ["Ada"]


def test_a_refusal_is_told_in_the_dialog(session: Session, dialog: RosterDialog) -> None:
    builders.add_person(session, "Ada")
    write(dialog, 0, Column.ROLE, "x" * 400)
    assert dialog.message.isVisible()
    assert "too long" in dialog.message.text


def test_the_roster_of_a_signed_canvas_is_read_only(session: Session, dialog: RosterDialog) -> None:
    builders.sign(session)
    index = dialog.roster.index(0, Column.NAME)
    assert not dialog.roster.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not write(dialog, 0, Column.NAME, "Somebody else")
    assert not dialog.remove.isEnabled()


def test_the_roster_is_a_model_views_can_trust(
    session: Session, dialog: RosterDialog, library: Library, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(dialog.roster)
    ada = builders.add_person(session, "Ada")
    builders.add_person(session, "Bo")
    session.do(Leave(ada))
    session.undo()
    session.undo()
    builders.add_person(library.session(session.canvas.id), "Cy")
    session.catch_up()
    qtmodeltester.check(dialog.roster)
