"""Words a phase does not let into a note are in sight where they were typed, until they are stored or taken back."""

from __future__ import annotations

import builders
from board_gestures import CTRL, note_place, press, type_words
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_view import BoardView
from cmc_desktop.ui.session_bridge import SessionBridge

Key = Qt.Key


def note_height(board: BoardView, box: str) -> int:
    """Pixels the first note of a box takes."""
    note_place(board, box, 0)
    view = board.view(box)
    return view.visualRect(board.model.index(0, 0, view.rootIndex())).height()


def ink_of_warnings(board: BoardView, box: str) -> int:
    """How many pixels of a box are painted in the ink of warnings."""
    view = board.view(box)
    note_place(board, box, 0)
    picture = view.viewport().grab().toImage()
    wanted = view._theme.warning  # the ink as the theme names it
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).name() == wanted.lower() for x, y in places)


def begun_at_lunch(board: BoardView, session: Session) -> str:
    """Change the first note of a box in the break; returns what it says."""
    builders.workshop_at(session, "lunch", notes=14)
    board.focus_box("value")
    press(Key.Key_F2)
    type_words(" EDITED-AT-LUNCH")
    return builders.texts(session, "value")[0]


def test_words_begun_at_lunch_stay_in_their_editor_when_the_phase_goes_on(board: BoardView, session: Session) -> None:
    old = begun_at_lunch(board, session)
    board.finish_typing()  # as the desk does before it goes on
    builders.bring_to(session, "discuss")
    assert board.editor is not None
    assert board.editor.hasFocus()
    assert board.editor.words == f"{old} EDITED-AT-LUNCH"
    press(Key.Key_Return)
    assert builders.texts(session, "value")[0] == f"{old} EDITED-AT-LUNCH"
    assert board.unstored_words() == {}


def test_refused_words_that_are_left_are_shown_below_the_notes_own(board: BoardView, session: Session) -> None:
    old = begun_at_lunch(board, session)
    board.focus_box("costs")
    assert board.editor is None
    plain = note_height(board, "value")
    assert ink_of_warnings(board, "value") > 20
    (kept,) = board.unstored_words().values()
    assert kept == f"{old} EDITED-AT-LUNCH"

    board.focus_box("value")
    press(Key.Key_F2)
    press(Key.Key_Z, CTRL)
    press(Key.Key_Escape)
    assert board.unstored_words() == {}
    assert note_height(board, "value") < plain
    assert ink_of_warnings(board, "value") == 0


def test_looking_at_words_that_wait_neither_stores_nor_drops_them(board: BoardView, session: Session) -> None:
    begun_at_lunch(board, session)
    press(Key.Key_Return)
    press(Key.Key_Escape)
    waiting = board.unstored_words()
    assert len(waiting) == 1
    for _ in range(2):
        press(Key.Key_F2)
        press(Key.Key_Escape)
        assert board.unstored_words() == waiting


def test_refused_words_survive_that_another_note_is_chosen_from_elsewhere(board: BoardView, session: Session) -> None:
    old = begun_at_lunch(board, session)
    board.focus_note(builders.ids(session, "costs")[0])
    assert list(board.unstored_words().values()) == [f"{old} EDITED-AT-LUNCH"]


def test_words_that_wait_are_gone_from_below_when_the_note_says_them(board: BoardView, session: Session) -> None:
    old = begun_at_lunch(board, session)
    board.focus_box("costs")
    builders.bring_to(session, "discuss")
    session.do(EditNote(builders.ids(session, "value")[0], f"{old} EDITED-AT-LUNCH"))
    assert board.unstored_words() == {}
    assert ink_of_warnings(board, "value") == 0


def test_the_first_letter_tells_that_the_phase_lets_no_note_be_changed_and_is_kept(
    board: BoardView, session: Session, bridge: SessionBridge
) -> None:
    builders.workshop_at(session, "lunch", notes=14)
    told: list[CmcError] = []
    bridge.refused.connect(lambda error, _slip: told.append(error))
    board.focus_box("value")
    press(Key.Key_F2)
    assert told == []
    type_words("xyz")
    assert ["break" in str(error) for error in told] == [True]
    assert board.editor is not None
    assert board.editor.words.endswith("xyz")


def test_where_a_note_may_be_changed_the_first_letter_tells_nothing(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.workshop_at(session, "discuss", notes=14)
    board.focus_box("value")
    press(Key.Key_F2)
    with qtbot.assertNotEmitted(bridge.refused):
        type_words("xyz")
        press(Key.Key_Return)


def test_words_typed_on_the_mission_are_not_glued_to_it(board: BoardView, session: Session) -> None:
    builders.put(session, "mission", "phase")
    for typed, said in (
        (" goes on", "phase goes on"),
        ("slowly", "phase goes on slowly"),
        (".", "phase goes on slowly."),
    ):
        board.focus_box("mission")
        type_words(typed)
        press(Key.Key_Return)
        assert builders.texts(session, "mission") == [said]


def test_words_typed_on_the_mission_in_the_round_are_a_paragraph_of_their_own(
    board: BoardView, session: Session, bridge: SessionBridge, qtbot: QtBot
) -> None:
    builders.workshop_at(session, "round", notes=14)
    (said,) = builders.texts(session, "mission")
    board.focus_box("mission")
    with qtbot.assertNotEmitted(bridge.refused):
        type_words("one more")
        press(Key.Key_Return)
    assert builders.texts(session, "mission") == [f"{said}\none more"]


def test_who_hears_a_note_is_told_of_the_words_that_wait_in_it_as_long_as_they_wait(
    board: BoardView, session: Session
) -> None:
    begun_at_lunch(board, session)
    index = board.model.index(0, 0, board.view("value").rootIndex())
    before = index.data(Qt.ItemDataRole.AccessibleTextRole)
    board.focus_box("costs")
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith(before)
    assert heard.endswith("EDITED-AT-LUNCH")
    assert "not stored" in heard
    builders.bring_to(session, "discuss")
    board.focus_box("value")
    press(Key.Key_F2)
    press(Key.Key_Return)
    assert board.unstored_words() == {}
    assert "not stored" not in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_views_are_told_when_other_words_wait(board: BoardView, session: Session) -> None:
    begun_at_lunch(board, session)
    told: list[str] = []
    board.model.dataChanged.connect(lambda first, _last, _roles: told.append(board.model.note_id(first)))
    board.focus_box("costs")
    assert told == [builders.ids(session, "value")[0]]
