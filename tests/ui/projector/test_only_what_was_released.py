"""Nothing reaches the wall that was not released: every text of the window is read, in every phase and picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from full_room import ELEMENT, REMARKS, SECRET, furnish, live_through, note, person
from may_be_read import OWN, allowed, speakers, strangers
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from wall_reader import go_to, texts_of

from cmc_desktop.model.domain.changes import (
    AddNote,
    DeleteNotes,
    EditNote,
    EndWorkshop,
    GiveAnswer,
    NextPhase,
    SetElement,
    SignOffCanvas,
)
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage
from cmc_desktop.ui.session_bridge import SessionBridge

NOTES_SHOWN = {"board", "element", "note"}


@pytest.fixture
def bridge(session: Session) -> Iterator[SessionBridge]:
    """A room full of what is nobody's business."""
    furnish(session)
    bridge = SessionBridge(session)
    yield bridge
    bridge.close()


def read(window: ProjectorWindow) -> list[str]:
    """What the wall says now, on all its pages."""
    window.refresh()
    assert window.page is not None
    found = list(texts_of(window))
    for by in (-1, +1):
        for _ in range(window.page.page_count):
            window.turn_page(by)
            found += texts_of(window)
    return found


def check(window: ProjectorWindow, session: Session, picture: str, *, names: bool = False, changes: str = "") -> None:
    """The wall shows this picture and not a word besides."""
    found = read(window)
    may = allowed(session.canvas, picture, names=names, changes=[changes] if changes else [])
    assert strangers(found, may) == []
    if changes:
        assert changes in found
    if not names and picture in NOTES_SHOWN:
        named = [text for text in found if SECRET in text.casefold()]
        in_round = speakers(session.canvas) if _in_round(session) else set()
        assert set(named) <= in_round
    if picture in ("element", "note"):
        assert any(text.startswith("Train the drivers") for text in found)


def _in_round(session: Session) -> bool:
    item = session.canvas.current_item
    return item is not None and item.kind == PhaseKind.ROUND


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_whole_day_shows_in_every_phase_what_was_released_and_not_a_word_besides(
    window: ProjectorWindow, stage: Stage, session: Session, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for kind in PhaseKind:
        go_to(session, kind)
        session.do(SetElement(ELEMENT))
        live_through(session, kind)
        own, zoomed = OWN[kind]
        note_alone = "questions" if kind is PhaseKind.INDIVIDUAL else "note"
        check(window, session, own)

        stage.toggle_zoom()
        check(window, session, zoomed)
        stage.toggle_names()
        check(window, session, zoomed, names=True)
        stage.toggle_names()
        check(window, session, zoomed)
        stage.toggle_zoom()

        if kind not in (PhaseKind.PRESENT, PhaseKind.CLARIFY, PhaseKind.ROUND, PhaseKind.LUNCH):  # remarks come then
            stage.show_note(note(session, "Train the drivers"))
            check(window, session, note_alone)
            stage.toggle_names()
            check(window, session, note_alone, names=True)
            stage.toggle_names()
            stage.show_note("")

        for _ in range(3):
            stage.larger()
        check(window, session, own)
        for _ in range(3):
            stage.smaller()

        stage.toggle_blank()
        window.refresh()
        assert texts_of(window) == ["Projector"]
        stage.toggle_blank()
        check(window, session, own)


def test_the_roll_call_shows_the_question_and_what_changed_and_nobody(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement(ELEMENT))
    session.do(EditNote(note(session, "Run the dispatch"), "Run the dispatch by night"))
    changes = "7 Key activities: reworded: was “Run the dispatch”, is “Run the dispatch by night”"
    stage.set_asking(True)
    check(window, session, "asking", changes=changes)

    stage.toggle_names()
    check(window, session, "asking", names=True, changes=changes)
    stage.toggle_names()
    for number in (3, 4, 5):
        session.do(GiveAnswer(person(session, number), "not_yet", "not with this zarf"))
        check(window, session, "asking", changes=changes)

    session.do(EditNote(note(session, "Train the drivers"), "Train all drivers"))
    again = "7 Key activities: reworded: was “Train the drivers”, is “Train all drivers”"
    check(window, session, "asking", changes=again)

    stage.set_asking(False)
    session.do(EditNote(note(session, "Train all drivers"), "Train the drivers"))
    check(window, session, "element", changes="reworded: was “Train all drivers”, is “Train the drivers”")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("reword", "reworded: was “Run the dispatch”, is “Run the desk”"),
        ("add", "new: “Count the trips”"),
        ("remove", "removed: “Run the dispatch”"),
    ],
)
def test_each_change_in_the_agreement_is_told_word_by_word_until_the_room_goes_on(
    window: ProjectorWindow, stage: Stage, session: Session, change: str, told: str
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement(ELEMENT))
    dispatch = note(session, "Run the dispatch")
    session.do(
        {
            "reword": EditNote(dispatch, "Run the desk"),
            "add": AddNote(ELEMENT, "Count the trips"),
            "remove": DeleteNotes((dispatch,), "for a zarf reason"),
        }[change]
    )
    check(window, session, "element", changes=told)

    session.do(SetElement("value"))
    session.do(SetElement(ELEMENT))

    check(window, session, "element")


def test_a_held_picture_says_the_same_whatever_the_desk_does(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement(ELEMENT))
    stage.toggle_hold()
    window.refresh()
    before = texts_of(window)

    live_through(session, PhaseKind.CONSENSUS)
    session.do(EditNote(note(session, "Run the dispatch"), "A zarf that is not ready yet"))
    stage.toggle_names()
    stage.set_asking(True)
    stage.show_note(note(session, "Train the drivers"))
    window.refresh()

    assert texts_of(window) == before


def test_signed_and_ended_the_wall_names_nobody(window: ProjectorWindow, stage: Stage, session: Session) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    live_through(session, PhaseKind.CONSENSUS)
    for one in session.canvas.people:
        if one.asked and one.present:
            session.do(GiveAnswer(one.id, "reservation", "if the zarf stays"))
    session.do(NextPhase())
    session.do(SignOffCanvas())
    session.do(SetElement(ELEMENT))
    check(window, session, "board")

    session.do(EndWorkshop())
    check(window, session, "board")


def test_a_note_taken_off_the_board_is_not_shown_alone_any_more(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(SetElement(ELEMENT))
    dispatch = note(session, "Run the dispatch")
    stage.show_note(dispatch)

    session.do(DeleteNotes((dispatch,), "for a zarf reason"))

    check(window, session, "element", changes="removed: “Run the dispatch”")


def test_the_reader_reads_what_is_hidden_and_what_is_told_of_a_widget_beside_its_text(
    qtbot: QtBot, window: ProjectorWindow, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement(ELEMENT))
    window.refresh()
    planted = QLabel("Ada09 Zarf", window)
    planted.hide()
    window.setToolTip("zarf in a tool tip")

    strange = strangers(texts_of(window), allowed(session.canvas, "element"))

    assert sorted(strange) == ["Ada09 Zarf", "zarf in a tool tip"]


def test_remarks_are_in_the_room_s_words_only_where_the_note_is_shown_alone(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.DISCUSS)
    session.do(SetElement(ELEMENT))
    live_through(session, PhaseKind.DISCUSS)
    words = [words for _, words in REMARKS if words]

    stage.toggle_zoom()
    assert not any(word in text for text in read(window) for word in words)

    stage.show_note(note(session, "Train the drivers"))
    found = read(window)
    assert all(any(word in text for text in found) for word in words)
