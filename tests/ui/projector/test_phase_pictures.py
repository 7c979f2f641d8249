"""What the room sees in every phase, read as a screen reader would read it."""

from __future__ import annotations

import builders
import pytest
from wall_reader import all_texts, go_to

from cmc_desktop.model.domain.changes import (
    AddNote,
    DeleteNotes,
    GiveAnswer,
    MarkNoneIdentified,
    NextPhase,
    SetElement,
    SignOffCanvas,
)
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.picture import BoardPicture, CountdownPicture, QuestionsPicture
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Stage


@pytest.mark.parametrize("kind", [PhaseKind.PRESENT, PhaseKind.CLARIFY, PhaseKind.INDIVIDUAL])
def test_no_note_is_held_anywhere_while_people_learn_or_work_alone(
    window: ProjectorWindow, session: Session, kind: PhaseKind, note: str
) -> None:
    go_to(session, kind)
    window.refresh()

    assert note not in all_texts(window)


def test_the_silent_work_shows_no_note_even_when_the_zoom_key_is_pressed(
    window: ProjectorWindow, stage: Stage, session: Session, note: str
) -> None:
    go_to(session, PhaseKind.INDIVIDUAL)

    stage.toggle_zoom()
    window.refresh()

    assert isinstance(stage.picture.body, QuestionsPicture)
    assert note not in all_texts(window)


def test_the_round_shows_the_element_under_discussion_with_its_notes(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNote("value", "Said just now"))
    window.refresh()

    words = all_texts(window)
    assert "2 · Value proposition" in words
    assert "Said just now" in words
    assert "element 2 of 14" in words


def test_the_zoom_key_shows_the_whole_board_and_the_next_phase_its_own_picture(stage: Stage, session: Session) -> None:
    go_to(session, PhaseKind.ROUND)
    stage.toggle_zoom()
    assert isinstance(stage.picture.body, BoardPicture)

    session.do(NextPhase())

    assert isinstance(stage.picture.body, CountdownPicture)


def test_an_overrun_counts_on_and_says_so_in_words(
    window: ProjectorWindow, session: Session, clock: ManualClock
) -> None:
    go_to(session, PhaseKind.ROUND)
    clock.forward(minutes=92, seconds=10)
    window.refresh()

    words = all_texts(window)
    assert "+02:10" in words
    assert "over time" in words


def test_a_break_says_when_it_goes_on_and_when_it_is_over(
    window: ProjectorWindow, session: Session, clock: ManualClock
) -> None:
    go_to(session, PhaseKind.LUNCH)
    window.refresh()
    assert f"we go on at {time_of_day(clock.now() + 60 * 60_000)}" in all_texts(window)

    clock.forward(minutes=61)
    window.refresh()
    assert "+01:00" in all_texts(window)
    assert "over time" in all_texts(window)
    assert "we go on at" not in all_texts(window)


def test_a_box_in_which_nothing_was_found_says_so(window: ProjectorWindow, session: Session) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    session.do(DeleteNotes(tuple(builders.ids(session, "env_costs"))))
    session.do(MarkNoneIdentified("env_costs", "Ada"))
    session.do(SetElement("env_costs"))
    window.refresh()

    assert "None identified" in all_texts(window)
    assert "Ada" not in all_texts(window)


def test_after_the_sign_off_the_room_sees_the_board_and_that_it_is_signed(
    window: ProjectorWindow, session: Session, note: str
) -> None:
    window.resize(1920, 1080)
    go_to(session, PhaseKind.CONSENSUS)
    for person in session.canvas.people:
        if person.asked and person.present:
            session.do(GiveAnswer(person.id, "satisfied"))
    session.do(SignOffCanvas())
    session.do(NextPhase())
    window.refresh()

    words = all_texts(window)
    assert "signed off" in words
    assert note in words
