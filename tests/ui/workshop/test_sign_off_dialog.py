"""The last look: what is frozen, who agreed, and the number it can be told by."""

from __future__ import annotations

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddNote,
    AgreeElement,
    DecideOnLeaver,
    DeleteNotes,
    EditNote,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    ReopenElement,
)
from cmc_desktop.model.domain.participant import Leaving
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import LIGHT
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog, differing


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]) -> SignOffDialog:
    """The dialog where every element was agreed on by itself."""
    for key in builders.BOXES:
        session.do(AgreeElement(key))
    dialog = SignOffDialog(bridge, look)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_as_long_as_somebody_is_open_it_says_who_and_signs_nothing(session: Session, dialog: SignOffDialog) -> None:
    assert not dialog.sign.isEnabled()
    assert dialog.refused.isVisible()
    assert dialog.refused.text() == "Sign off is not possible yet:"
    assert "open, 4 people not asked yet, Person 1, Person 2, Person 3, Person 4" in ready(dialog)
    builders.everyone_satisfied(session)
    assert dialog.sign.isEnabled()
    assert not dialog.refused.isVisible()
    session.do(AddNote("value", "A late thought"))
    assert not dialog.sign.isEnabled()


def test_names_reservations_and_leavers_are_read_before_signing(
    session: Session, dialog: SignOffDialog, agreeing: list[str]
) -> None:
    session.do(GiveAnswer(agreeing[0], AnswerKind.RESERVATION, "I doubt the costs"))
    session.do(GiveAnswer(agreeing[1], AnswerKind.SATISFIED))
    session.do(Leave(agreeing[1]))
    session.do(DecideOnLeaver(agreeing[1], Leaving.LAST_ANSWER))
    session.do(Leave(agreeing[2]))
    session.do(DecideOnLeaver(agreeing[2], Leaving.EXCLUDED, "had to catch a train"))
    builders.everyone_satisfied(session)

    told = dialog.details.text()
    assert dialog.title.text() == "Night bus"
    assert dialog.version.text() == "Port Alder · version 1"
    assert dialog.agreed.text() == "All 2 are satisfied with exactly these words"
    assert told.startswith("Person 1, Person 4")
    assert "Person 1, with a reservation: “I doubt the costs”" in told
    assert "Person 2 left; the last answer counts." in told
    assert "Person 3 left and is not counted: had to catch a train" in told
    assert "Nobody can change this canvas afterwards" in dialog.meaning.text()


def test_signing_freezes_the_canvas_and_shows_its_seal_number(session: Session, dialog: SignOffDialog) -> None:
    builders.everyone_satisfied(session)
    assert not dialog.seal.isVisible()
    dialog.sign.setFocus()
    dialog.sign.click()

    assert session.canvas.sign_off is not None
    assert dialog.isVisible()
    assert dialog.seal.text().split() == seal_number(session.canvas.content_hash).split()
    assert not dialog.sign.isVisible()
    assert dialog.not_yet.text() == "Close"
    assert dialog.focusWidget() is dialog.not_yet


def test_a_forbidden_sign_off_looks_forbidden(session: Session, dialog: SignOffDialog) -> None:
    def ground() -> QColor:
        return dialog.sign.grab().toImage().pixelColor(dialog.sign.width() // 2, 4)

    assert ground() == QColor(LIGHT.paper)
    builders.everyone_satisfied(session)
    assert ground() == QColor(LIGHT.good)


def test_elements_without_a_word_are_told_and_forbid_nothing(session: Session, dialog: SignOffDialog) -> None:
    for box in ("partners", "costs"):
        session.do(DeleteNotes(tuple(builders.ids(session, box))))
    assert dialog.empty.text() == "Nothing is written in: 6 Key partnerships, 9 Budget costs"
    session.do(MarkNoneIdentified("partners"))
    assert dialog.empty.text() == "Nothing is written in: 9 Budget costs"
    builders.everyone_satisfied(session)
    dialog.confirm.click()
    assert dialog.sign.isEnabled()
    session.do(AddNote("costs", "The council pays"))
    assert not dialog.empty.isVisible()


def test_words_that_are_not_stored_are_told_and_forbid_nothing(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    note = builders.ids(session, "costs")[0]
    words = {"box:value": "half typed idea", f"note:{note}": "the council\npays " + "more " * 40}
    dialog = SignOffDialog(bridge, look, open_words=lambda: words)
    qtbot.addWidget(dialog)
    dialog.show()
    told = dialog.unstored.text()
    assert told.startswith(
        "Not stored, and so not part of what is signed: “half typed idea” in 2 Value proposition; “the council pays"
    )
    assert told.endswith("…” in 9 Budget costs")
    builders.everyone_satisfied(session)
    dialog.confirm.click()
    assert dialog.sign.isEnabled()
    words.clear()
    dialog.refresh()
    assert not dialog.unstored.isVisible()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The council pays for every night bus in the harbour EDITED-AT-LUNCH", "… EDITED-AT-LUNCH"),
        ("The region pays for every night bus in the harbour", "… region …"),
        ("The council pays", "The council pays"),
    ],
)
def test_of_words_that_wait_in_a_note_those_are_told_that_differ(text: str, said: str) -> None:
    assert differing("The council pays for every night bus in the harbour", text) == said


def test_what_waits_is_told_even_behind_a_long_beginning_that_is_stored(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    note = session.canvas.notes_in("costs")[0]
    session.do(EditNote(note.id, "so many words " * 20))
    words = {f"note:{note.id}": session.canvas.note(note.id).text + " EDITED-AT-LUNCH"}
    dialog = SignOffDialog(bridge, look, open_words=lambda: words)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.unstored.text().endswith("“… EDITED-AT-LUNCH” in 9 Budget costs")


@pytest.mark.parametrize("place", ["sign", "not_yet"])
def test_enter_never_signs(qtbot: QtBot, session: Session, dialog: SignOffDialog, place: str) -> None:
    builders.everyone_satisfied(session)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.not_yet.hasFocus)
    getattr(dialog, place).setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert session.canvas.sign_off is None
    assert not dialog.isVisible()


def test_the_key_that_signs_is_told_and_signs(qtbot: QtBot, session: Session, dialog: SignOffDialog) -> None:
    assert dialog.key.text() == ""
    builders.everyone_satisfied(session)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.key.text() == "Alt+S signs off"
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: session.canvas.sign_off is not None)
    assert dialog.key.text() == ""


def test_not_yet_signs_nothing(session: Session, dialog: SignOffDialog) -> None:
    builders.everyone_satisfied(session)
    dialog.not_yet.click()
    assert session.canvas.sign_off is None
    assert not dialog.isVisible()


def ready(dialog: SignOffDialog) -> list[str]:
    """The lines of the named ticks as a screen reader says them."""
    model = dialog.readiness.ticks
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_named_ticks_say_what_is_done_and_what_is_open(session: Session, dialog: SignOffDialog) -> None:
    builders.everyone_satisfied(session)
    assert ready(dialog) == [
        "done, 14 of 14 elements settled",
        "done, Everyone was asked",
        "done, Nobody to ask again",
        "done, 4 of 4 satisfied",
        "done, No leaver to decide on",
    ]
    session.do(AddNote("activities", "Train the drivers"))
    assert ready(dialog)[0] == "open, 13 of 14 elements settled, open: 7 Key activities"
    assert ready(dialog)[2].startswith("open, Ask again: 4 people about 1 element: 7 Key activities")


def test_elements_not_agreed_one_by_one_are_confirmed_and_bar_nothing(session: Session, dialog: SignOffDialog) -> None:
    builders.everyone_satisfied(session)
    assert not dialog.confirm.isVisible()
    session.do(ReopenElement("activities"))
    assert dialog.confirm.text() == "Sign off although 1 element was not agreed by itself"
    assert not dialog.sign.isEnabled()
    assert "Confirm" in dialog.sign.toolTip()
    dialog.confirm.click()
    assert dialog.sign.isEnabled()
    session.do(ReopenElement("costs"))
    assert not dialog.confirm.isChecked(), "what was confirmed was another set of elements"
    assert not dialog.sign.isEnabled()
    dialog.confirm.click()
    dialog.sign.click()
    assert session.canvas.sign_off is not None
    assert not dialog.confirm.isVisible()


def test_while_somebody_is_open_there_is_nothing_to_confirm(session: Session, dialog: SignOffDialog) -> None:
    session.do(ReopenElement("activities"))
    assert not dialog.confirm.isVisible()
    assert not dialog.sign.isEnabled()


def test_two_people_of_one_name_are_told_apart(
    qtbot: QtBot, session: Session, bridge: SessionBridge, look: Look, agreeing: list[str]
) -> None:
    builders.add_person(session, "Person 1")
    builders.everyone_satisfied(session)
    dialog = SignOffDialog(bridge, look)
    qtbot.addWidget(dialog)
    assert "Person 1 (1)" in dialog.details.text()
    assert "Person 1 (2)" in dialog.details.text()
