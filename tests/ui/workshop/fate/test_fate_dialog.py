"""What became of the notes, on the screen: filtered as wished, explained until the sign-off, their sum always there."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddPerson,
    DeleteNotes,
    EditNote,
    ExplainDrop,
    MergeNotes,
    MoveNotes,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.fate import FateKind
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.fate_document import FateChoice
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.fate.explain_drop_dialog import ExplainDropDialog
from cmc_desktop.ui.workshop.fate.fate_dialog import FateDialog

Show = Callable[[], FateDialog]


@pytest.fixture
def notes(session: Session) -> dict[str, str]:
    """Five notes of the round, and what became of them since: their ids by what they said."""
    people = {}
    for name, organisation in (("Grace Bell", "Council"), ("Ines Barros", "Bus company"), ("Tom Okafor", "Council")):
        change = AddPerson(PersonDetails(name, organisation=organisation), arrived=True)
        session.do(change)
        people[name] = change.id
    builders.bring_to(session, "round")
    said = [
        ("kept", "partners", "Grace Bell"),
        ("reworded", "partners", "Ines Barros"),
        ("moved", "costs", "Tom Okafor"),
        ("joined", "partners", "Grace Bell"),
        ("dropped", "costs", "Ines Barros"),
    ]
    ids = {}
    for words, box, name in said:
        change_ = AddNote(box, words, author=people[name])
        session.do(change_)
        ids[words] = change_.id
    builders.bring_to(session, "consensus")
    session.do(EditNote(ids["reworded"], "in better words"))
    session.do(MoveNotes((ids["moved"],), "revenue"))
    session.do(MergeNotes((ids["joined"], ids["kept"]), ids["kept"], "kept"))
    session.do(DeleteNotes((ids["dropped"],)))
    return ids


@pytest.fixture
def show(qtbot: QtBot, bridge: SessionBridge, look: Look, notes: dict[str, str]) -> Show:
    def show() -> FateDialog:
        dialog = FateDialog(bridge, look)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def said(dialog: FateDialog) -> list[str]:
    return [row.cells[0] for row in dialog.model.lines]


def choose(box: QComboBox, words: str) -> None:
    place = box.findText(words)
    assert place >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(place)


def test_every_note_of_the_round_has_a_row_with_what_became_of_it(show: Show) -> None:
    dialog = show()
    rows = {row.cells[0]: row.cells[1:] for row in dialog.model.lines}
    assert {said: (name, became) for said, (name, _box, became) in rows.items()} == {
        "kept": ("Grace Bell", "Kept as it was said."),
        "reworded": ("Ines Barros", "Reworded: “in better words”"),
        "moved": ("Tom Okafor", f"Moved to {builders.CMC.box('revenue').label}."),
        "joined": ("Grace Bell", f"Joined with others: “kept” in {builders.CMC.box('partners').label}"),
        "dropped": ("Ines Barros", "Dropped; no reason was written down."),
    }
    assert dialog.sum.text() == (
        "5 notes came in the round – kept as it was said: 1, moved: 1, reworded: 1, joined with another note: 1, "
        "dropped: 1."
    )


@pytest.mark.parametrize(
    ("which", "words", "shown"),
    [
        ("person", "Grace Bell", {"kept", "joined"}),
        ("organisation", "Council", {"kept", "joined", "moved"}),
        ("element", builders.CMC.box("costs").label, {"moved", "dropped"}),
        ("kind", FateKind.DROPPED.label, {"dropped"}),
    ],
)
def test_a_filter_shows_some_and_the_sum_of_all_stays(show: Show, which: str, words: str, shown: set[str]) -> None:
    dialog = show()
    everything = dialog.sum.text()
    choose(getattr(dialog.filter, which), words)
    assert set(said(dialog)) == shown
    assert dialog.sum.text() == everything
    assert dialog.chosen.text().startswith(f"{len(shown)} of the 5 notes of the round – ")
    getattr(dialog.filter, which).setCurrentIndex(0)
    assert len(said(dialog)) == 5
    assert not dialog.chosen.isVisible()


def test_filters_work_together_and_nothing_found_is_said(show: Show) -> None:
    dialog = show()
    choose(dialog.filter.person, "Grace Bell")
    choose(dialog.filter.kind, FateKind.DROPPED.label)
    assert said(dialog) == []
    assert dialog.chosen.text() == "0 of the 5 notes of the round."
    assert not dialog.why.isEnabled()


def test_a_dropped_note_is_explained_by_keys(qtbot: QtBot, show: Show, session: Session, notes: dict[str, str]) -> None:
    dialog = show()
    for row, line in enumerate(dialog.model.lines):
        dialog.table.setCurrentIndex(dialog.model.index(row, 0))
        assert dialog.why.isEnabled() == (line.cells[0] == "dropped")
    dialog.table.setCurrentIndex(dialog.model.index(said(dialog).index("dropped"), 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    asking = dialog.findChild(ExplainDropDialog)
    assert asking is not None
    assert "“dropped”" in asking.windowTitle() + "".join(label for label in texts_of(asking))
    QTest.keyClicks(asking.reason, "the subsidy ends in May")
    QTest.keyClick(asking.reason, Qt.Key.Key_Return)
    note = session.canvas.find(Note, notes["dropped"])
    assert note is not None
    assert note.dropped_why == "the subsidy ends in May"
    assert dialog.model.lines[said(dialog).index("dropped")].cells[3] == "Dropped: the subsidy ends in May"
    assert dialog.table.currentIndex().row() == said(dialog).index("dropped")


def test_a_reason_another_window_told_meanwhile_is_overruled_by_the_second_enter_alone(
    show: Show, session: Session, notes: dict[str, str], library: Library
) -> None:
    dialog = show()
    dialog.table.setCurrentIndex(dialog.model.index(said(dialog).index("dropped"), 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    asking = dialog.findChild(ExplainDropDialog)
    assert asking is not None
    library.session(session.canvas.id).do(ExplainDrop((notes["dropped"],), "Theirs"))
    asking.reason.setText("Ours")
    for kept in ("Theirs", "Ours"):
        asking.button.click()
        note = session.canvas.find(Note, notes["dropped"])
        assert note is not None
        assert note.dropped_why == kept


def test_several_reasons_stay_several_unless_somebody_says_it_otherwise(
    show: Show, session: Session, notes: dict[str, str]
) -> None:
    def why() -> str:
        note = session.canvas.find(Note, notes["dropped"])
        assert note is not None
        return note.dropped_why

    session.do(ExplainDrop((notes["dropped"],), "a" * 250 + "\n" + "b" * 250))
    for typed, kept in (("", why()), ("not now", "not now")):
        dialog = show()
        dialog.table.setCurrentIndex(dialog.model.index(said(dialog).index("dropped"), 0))
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        asking = dialog.findChild(ExplainDropDialog)
        assert asking is not None
        assert asking.reason.text() == "a" * 250 + "; " + "b" * 250
        if typed:
            asking.reason.setText(typed)
        QTest.keyClick(asking.reason, Qt.Key.Key_Return)
        assert why() == kept


def texts_of(asking: ExplainDropDialog) -> list[str]:
    return [label.text() for label in asking.findChildren(QLabel)]


def test_after_the_sign_off_nothing_is_explained_any_more(show: Show, session: Session) -> None:
    builders.everyone_satisfied(session)
    builders.bring_to(session, "signoff")
    session.do(SignOffCanvas())
    dialog = show()
    dialog.table.setCurrentIndex(dialog.model.index(said(dialog).index("dropped"), 0))
    assert not dialog.why.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.findChild(ExplainDropDialog) is None


def test_what_is_chosen_is_what_is_written(show: Show) -> None:
    dialog = show()
    wanted = QSignalSpy(dialog.writing_wanted)
    choose(dialog.filter.organisation, "Council")
    choose(dialog.filter.element, builders.CMC.box("partners").label)
    dialog.write.click()
    assert wanted.at(0) == [FateChoice(organisation="Council", element="partners")]


def test_what_changes_meanwhile_is_shown(show: Show, session: Session, notes: dict[str, str]) -> None:
    dialog = show()
    session.do(EditNote(notes["kept"], "not kept"))
    assert "reworded: 2" in dialog.sum.text()


def test_every_part_has_a_name_and_is_reached_by_tab(qtbot: QtBot, show: Show) -> None:
    dialog = show()
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)


def test_rows_are_as_tall_as_their_words(qtbot: QtBot, show: Show, session: Session, notes: dict[str, str]) -> None:
    session.do(EditNote(notes["kept"], "words " * 80))
    dialog = show()
    row = said(dialog).index("kept")
    qtbot.waitUntil(lambda: dialog.table.rowHeight(row) > 3 * dialog.table.rowHeight(said(dialog).index("dropped")))
