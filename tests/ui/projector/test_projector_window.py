"""What the room sees in every phase, read as a screen reader would read it."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    BackPhase,
    DecideOnLeaver,
    DeleteNotes,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    NextPhase,
    SetElement,
    SignOffCanvas,
)
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.scene import Show
from cmc_desktop.ui.session_bridge import SessionBridge

NOTE = "A bus within twenty minutes"


@pytest.fixture
def window(qtbot: QtBot, session: Session, look: Look) -> Iterator[ProjectorWindow]:
    """A projector on a canvas with sample people whose agenda has begun."""
    builders.workshop_at(session, "present")
    session.do(AddNote("value", NOTE), slip="for the test")
    bridge = SessionBridge(session)
    projector = ProjectorWindow(bridge, BoardModel(bridge, editable=False))
    qtbot.addWidget(projector)
    projector.resize(1280, 720)
    projector.show()
    qtbot.waitExposed(projector)
    yield projector
    bridge.close()


def all_texts(window: ProjectorWindow) -> str:
    """Every text of the window, shown or not, that its accessibility tree holds."""
    found: list[str] = []

    def walk(interface: QAccessibleInterface) -> None:
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.append(interface.text(kind))
        for place in range(interface.childCount()):
            child = interface.child(place)
            if child is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    return "\n".join(found)


def go_to(session: Session, kind: PhaseKind) -> None:
    while session.canvas.current_item is not None and session.canvas.current_item.kind != kind:
        session.do(NextPhase())


@pytest.mark.parametrize("kind", list(PhaseKind))
def test_the_room_never_reads_a_name_or_an_answer_in_words(
    window: ProjectorWindow, session: Session, kind: PhaseKind
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    people = [person for person in session.canvas.people if person.asked]
    session.do(GiveAnswer(people[0].id, "reservation", "only if the depot stays open"))
    session.do(GiveAnswer(people[1].id, "not_yet", "the harbour is missing"))
    session.do(Leave(people[2].id))
    session.do(DecideOnLeaver(people[2].id, "excluded", "had to catch a train"))
    while session.canvas.current_item is not None and session.canvas.current_item.kind != kind:
        session.do(BackPhase() if kind is not PhaseKind.SIGNOFF else NextPhase())
    for zoomed in (False, True):
        if zoomed:
            window.toggle_zoom()
        window.refresh()
        words = all_texts(window)
        for person in session.canvas.people:
            assert person.name not in words
        for secret in ("depot stays", "harbour is missing", "catch a train", "reservation", "not yet"):
            assert secret not in words


@pytest.mark.parametrize("kind", [PhaseKind.PRESENT, PhaseKind.CLARIFY, PhaseKind.INDIVIDUAL])
def test_no_note_is_held_anywhere_while_people_learn_or_work_alone(
    window: ProjectorWindow, session: Session, kind: PhaseKind
) -> None:
    go_to(session, kind)
    window.refresh()

    assert NOTE not in all_texts(window)


def test_the_silent_work_shows_no_note_even_when_the_zoom_key_is_pressed(
    window: ProjectorWindow, session: Session
) -> None:
    go_to(session, PhaseKind.INDIVIDUAL)

    window.toggle_zoom()

    assert window.shown_scene.show is Show.QUESTIONS
    assert NOTE not in all_texts(window)


def test_the_round_shows_the_element_under_discussion_with_its_notes(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNote("value", "Said just now"))
    window.refresh()

    words = all_texts(window)
    assert "2 · Value proposition" in words
    assert "Said just now" in words
    assert "element 2 of 14" in words


def test_the_zoom_key_shows_the_whole_board_and_the_next_phase_its_own_picture(
    window: ProjectorWindow, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    window.refresh()
    window.toggle_zoom()
    assert window.shown_scene.show is Show.BOARD

    session.do(NextPhase())
    window.refresh()

    assert window.shown_scene.show is Show.COUNTDOWN


def test_an_overrun_counts_on_and_says_so_in_words(
    window: ProjectorWindow, session: Session, clock: ManualClock
) -> None:
    go_to(session, PhaseKind.ROUND)
    clock.forward(minutes=92, seconds=10)
    window.refresh()

    words = all_texts(window)
    assert "+02:10" in words
    assert "over time" in words


def test_a_box_in_which_nothing_was_found_says_so(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(DeleteNotes(tuple(builders.ids(session, "env_costs"))))
    session.do(MarkNoneIdentified("env_costs", "Ada"))
    session.do(SetElement("env_costs"))
    window.refresh()

    assert "None identified" in all_texts(window)
    assert "Ada" not in all_texts(window)


def test_a_full_element_is_shown_on_pages_that_hold_every_note_once(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("partners"))
    session.do(DeleteNotes(tuple(builders.ids(session, "partners"))), slip="for the test")
    texts = [f"Partner number {number} brings vehicles and a depot" for number in range(30)]
    for text in texts:
        session.do(AddNote("partners", text))
    window.refresh()
    page = window._element_page
    for _ in range(page.page_count):
        window.turn_page(-1)

    shown: list[str] = []
    for _ in range(page.page_count):
        notes = page._list
        rows = range(notes.model().rowCount(notes.rootIndex()))
        shown += [
            str(notes.model().index(row, 0, notes.rootIndex()).data()) for row in rows if not notes.isRowHidden(row)
        ]
        window.turn_page(+1)

    assert page.page_count > 1
    assert shown == texts


def test_after_the_sign_off_the_room_sees_the_board_and_that_it_is_signed(
    window: ProjectorWindow, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    for person in session.canvas.people:
        if person.asked and person.present:
            session.do(GiveAnswer(person.id, "satisfied"))
    session.do(SignOffCanvas())
    session.do(NextPhase())
    window.refresh()

    words = all_texts(window)
    assert "signed off" in words
    assert NOTE in words


@pytest.mark.parametrize("size", [(960, 540), (1024, 768), (1280, 720), (1920, 1080), (3840, 2160)])
def test_every_picture_keeps_the_size_of_its_display(
    window: ProjectorWindow, session: Session, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for _ in PhaseKind:
        window.refresh()
        assert (window.width(), window.height()) == size
        if session.canvas.current_item != session.canvas.agenda[-1]:
            session.do(NextPhase())


def test_the_whole_board_names_every_box_and_shows_a_note_of_each_however_full_some_are(
    window: ProjectorWindow, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(44))))
    session.do(AddNotes("social_benefits", tuple(f"Benefit {number}" for number in range(44))))
    session.do(AddNote("value", "long words " * 360))
    window.toggle_zoom()

    for box in session.canvas.template.walk:
        cell = window._board_page._cells[box]
        assert cell.height() > cell._name.height()
        assert cell.shown_notes > 0, box
        assert cell.shown_height <= cell._list.height(), box


def test_the_keys_that_turn_pages_show_the_rest_of_a_full_box_on_the_whole_board(
    window: ProjectorWindow, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(60))))
    window.toggle_zoom()
    cell = window._board_page._cells["partners"]
    seen: set[int] = set()
    for _ in range(cell.page_count):
        seen |= set(cell.rows)
        window.turn_page(+1)

    assert cell.page_count > 1
    assert seen == set(range(session.canvas.note_count("partners")))


def test_a_note_longer_than_the_page_is_whole_and_leaves_the_others_large(
    window: ProjectorWindow, session: Session
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNote("value", "long words go on " * 200))
    window.refresh()
    page = window._element_page
    notes = page._list
    long_row = session.canvas.note_count("value") - 1
    assert notes.metrics.height(session.canvas.notes_in("value")[long_row].text, notes.width()) <= notes.height()

    window.turn_page(-1)

    assert notes.metrics.pixels >= 36


def test_the_zoom_key_right_after_a_new_phase_zooms(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    window.toggle_zoom()
    window.refresh()

    assert window.shown_scene.show is Show.BOARD
