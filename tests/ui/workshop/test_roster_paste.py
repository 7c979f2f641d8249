"""A pasted roster is read by its heading or by what stands in it, and the reading is told and can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.exchange.roster_text import people_from_text
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.roster_dialog import RosterDialog

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SessionBridge, look: Look) -> RosterDialog:
    dialog = RosterDialog(bridge, look)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def paste(dialog: RosterDialog, text: str) -> None:
    QApplication.clipboard().setText(text)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_V, CTRL)


def people(text: str) -> list[tuple[str, str, str, str]]:
    """Name, organisation, role and capacity of each person of a paste."""
    return [(one.name, one.organisation, one.role, one.capacity) for one in people_from_text(text).people]


@pytest.mark.parametrize("between", ["\t", ";", ", "])
def test_a_heading_says_what_the_columns_are_in_whatever_order(between: str) -> None:
    rows = (
        ("NAME", "Organisation", "role", "Capacity"),
        ("Ada Low", "Harbour", "Head", "Observer"),
        ("Bo Ray", "University", "", ""),
    )
    found = [("Ada Low", "Harbour", "Head", "observer"), ("Bo Ray", "University", "", "participant")]
    assert people("\n".join(between.join(row) for row in rows)) == found
    turned = ("\n".join(between.join(reversed(row)) for row in rows)).replace("NAME", "Full name")
    assert people(turned) == found


def test_first_and_last_name_become_one_and_what_is_not_taken_over_is_told() -> None:
    pasted = people_from_text("Surname\tFirst name\tE-mail\nLow\tAda\tada@example.org\nRay\tBo\t\n")
    assert [one.name for one in pasted.people] == ["Ada Low", "Bo Ray"]
    assert pasted.doubts == ("Not taken over: “E-mail”.",)


@pytest.mark.parametrize(
    "text",
    [
        "Ada\tHarbour\tHead\tObserver\nBo\tUniversity\tReader\tparticipant",
        "Ada;Observer;Harbour;Head\nBo;Participant;University;Reader",
        "Ada, Harbour, Head, observer\nBo, University, Reader",
        "Ada;Harbour;Head;;observer\nBo;University;Reader;;",
    ],
)
def test_without_a_heading_a_capacity_is_seen_wherever_it_stands(text: str) -> None:
    assert people(text) == [("Ada", "Harbour", "Head", "observer"), ("Bo", "University", "Reader", "participant")]
    assert people_from_text(text).doubts == ()


def test_words_of_an_organisation_that_are_no_capacity_stay() -> None:
    assert people("Ada;City council;Chair\nBo;University;Secretary") == [
        ("Ada", "City council", "Chair", "participant"),
        ("Bo", "University", "Secretary", "participant"),
    ]


def test_lines_of_name_and_organisation_are_split_at_the_comma_where_most_have_one() -> None:
    assert people("Ada Low, Harbour\nBo Ray, University\nCy\n")[1:] == [
        ("Bo Ray", "University", "", "participant"),
        ("Cy", "", "", "participant"),
    ]
    assert [one[0] for one in people("Ada\nBo, the second\nCy")] == ["Ada", "Bo, the second", "Cy"]


def test_a_single_name_that_is_also_a_heading_word_is_a_person() -> None:
    assert [one[0] for one in people("Person\nAda")] != []
    assert [one[0] for one in people("Ada\nName")] == ["Ada", "Name"]


def test_nobody_who_observes_is_asked_after_a_paste_with_a_heading(session: Session, dialog: RosterDialog) -> None:
    paste(dialog, "Name\tOrganisation\tRole\tCapacity\nAda\tHarbour\tHead\tobserver\nBo\tUniversity\tReader\t\n")
    assert [(one.name, one.asked) for one in session.canvas.people] == [("Ada", False), ("Bo", True)]
    assert dialog.message.text == ("2 people were added. The columns were read as name, organisation, role, capacity.")


def test_what_was_understood_stays_told_and_control_z_takes_it_back(session: Session, dialog: RosterDialog) -> None:
    paste(dialog, "Ada Low, Harbour\nBo Ray, University")
    assert dialog.message.text == "2 people were added. The columns were read as name, organisation."
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, CTRL)
    assert session.canvas.people == []
    assert dialog.message.text.startswith("Taken back: ")
    QTest.keyClick(dialog.table, Qt.Key.Key_Y, CTRL)
    assert [one.name for one in session.canvas.people] == ["Ada Low", "Bo Ray"]


def test_escape_closes_the_people_also_while_undo_is_offered(dialog: RosterDialog) -> None:
    paste(dialog, "Ada, Harbour")
    assert dialog.message.isVisible()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
