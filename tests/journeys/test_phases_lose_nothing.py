"""A phase is a pointer: words being typed outlive every turn of it, and going back destroys nothing."""

from __future__ import annotations

import builders
import pytest
from hands import CTRL, Hands, Key

from cmc_desktop.model.domain.agenda import PhaseRun, Workshop
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import KINDS
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddRemark,
    AgreeElement,
    BackPhase,
    GiveAnswer,
    MarkNoneIdentified,
    Park,
    PassTurn,
    RecordQuietCheck,
    SetElement,
    StartWorkshop,
)
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.element_states import element_states
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.session import Session

#: what tells where the workshop is, and so may change when a phase does
_WHERE = (Workshop, PhaseRun, ElementRun, Head, Revision)
#: every way a phase is left by
_WAYS = ("next_phase", "back_phase", "end_workshop")


def opened(hands: Hands, phase: str) -> Session:
    """A filled canvas on the desk in a phase, with the keys."""
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.workshop_at(session, phase, participants=4, notes=16)
    return session


def things(session: Session) -> dict[str, dict[str, Entity]]:
    """Everything on the canvas but where the workshop stands."""
    kept = {name: kind for name, kind in KINDS.items() if kind not in _WHERE}
    return {name: {one.id: one for one in session.canvas.all(kind)} for name, kind in kept.items()}


def a_note_is_reworded(hands: Hands, session: Session, words: str) -> str:
    """Begin to change the first note of a box; returns its id."""
    note = session.canvas.notes_in("value")[0]
    board = hands.desk.page.board
    board.focus_note(note.id)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_A, CTRL)
    hands.type(words)
    return note.id


def words_somewhere(hands: Hands, session: Session) -> str:
    """Every word that is stored or still stands where it was typed."""
    stored = [note.text for box in builders.BOXES for note in session.canvas.notes_in(box)]
    return "\n".join([*stored, *hands.desk.page.waiting_words().values()])


@pytest.mark.parametrize("phase", ["round", "discuss", "consensus"])
@pytest.mark.parametrize("way", _WAYS)
def test_a_note_being_changed_outlives_the_phase(hands: Hands, phase: str, way: str) -> None:
    session = opened(hands, phase)
    a_note_is_reworded(hands, session, "Half a thought")
    hands.action(way)
    assert "Half a thought" in words_somewhere(hands, session)


@pytest.mark.parametrize("phase", ["clarify", "round", "discuss", "consensus"])
@pytest.mark.parametrize("way", _WAYS)
def test_a_note_being_written_outlives_the_phase(hands: Hands, phase: str, way: str) -> None:
    session = opened(hands, phase)
    hands.desk.page.board.focus_box("value")
    hands.type("Half a thought")
    hands.action(way)
    assert "Half a thought" in words_somewhere(hands, session)


@pytest.mark.parametrize("way", _WAYS)
def test_a_change_that_the_phase_forbids_stays_in_its_editor_whatever_phase_comes(hands: Hands, way: str) -> None:
    session = opened(hands, "lunch")
    a_note_is_reworded(hands, session, "Half a thought")
    hands.action(way)
    board = hands.desk.page.board
    assert board.editor is not None
    assert board.editor.words == "Half a thought"
    assert "Half a thought" in words_somewhere(hands, session)


def test_a_phase_that_another_laptop_turns_leaves_the_open_editor_alone(hands: Hands) -> None:
    session = opened(hands, "consensus")
    a_note_is_reworded(hands, session, "Half a thought")
    library = hands.controller.library
    assert library is not None
    library.session(session.canvas.id).do(BackPhase())
    session.catch_up()
    item = session.canvas.current_item
    assert item is not None
    assert item.kind == "break"
    board = hands.desk.page.board
    assert board.editor is not None
    assert board.editor.toPlainText() == "Half a thought"
    hands.type(" more")
    assert board.editor.toPlainText() == "Half a thought more"


@pytest.mark.parametrize("way", _WAYS)
def test_the_words_of_an_answer_outlive_the_phase_and_are_there_when_the_person_is_asked(
    hands: Hands, way: str
) -> None:
    session = opened(hands, "consensus")
    hands.ask_everyone()
    roll_call = hands.desk.page.roll_call
    person = roll_call.person_in_front
    hands.press(Key.Key_N)
    hands.type("name who pays")
    hands.action(way)
    assert session.canvas.answers == []
    assert roll_call.unstored_words() == {f"answer:{person}:not_yet": "name who pays"}
    assert roll_call.isVisible()
    assert roll_call.bar.words.text() == "name who pays"

    back = {"next_phase": "back_phase", "back_phase": "next_phase", "end_workshop": "start"}[way]
    hands.action(back)
    hands.press(Key.Key_Return)
    assert [(answer.person, answer.words) for answer in session.canvas.answers] == [(person, "name who pays")]


@pytest.mark.parametrize("way", _WAYS)
def test_a_remark_being_written_outlives_the_phase(hands: Hands, way: str) -> None:
    session = opened(hands, "discuss")
    hands.desk.page.board.focus_note(session.canvas.notes_in("value")[0].id)
    hands.action("remark")
    hands.type("Half a thought")
    hands.action(way)
    stored = [getattr(one, "words", "") for one in things(session)["remark"].values()]
    assert "Half a thought" in "\n".join([*stored, *hands.desk.page.waiting_words().values()])


def test_going_back_to_the_first_phase_and_on_again_destroys_nothing(hands: Hands) -> None:
    session = opened(hands, "round")
    session.do(PassTurn())
    builders.bring_to(session, "discuss")
    note = session.canvas.notes_in("value")[0]
    session.do(AddRemark(note.id, RemarkKind.OBJECTION, "Who pays?"))
    session.do(Park("The harbour line", "partners"))
    session.do(AddMinute("A long talk about the harbour"))
    builders.bring_to(session, "consensus")
    for key in builders.BOXES[:12]:
        session.do(SetElement(key))
        session.do(AgreeElement(key) if session.canvas.note_count(key) else MarkNoneIdentified(key))
    session.do(RecordQuietCheck("slips", (3, 1)))
    people = [row.person.id for row in agreement(session.canvas).rows]
    session.do(GiveAnswer(people[0], AnswerKind.RESERVATION, "as long as the depot stays"))
    session.do(GiveAnswer(people[1], AnswerKind.NOT_YET, "name who pays"))
    before, states, stands = things(session), element_states(session.canvas), agreement(session.canvas)

    phases = len(session.canvas.agenda)
    for _ in range(phases):
        hands.action("back_phase")
        assert things(session) == before
    first = session.canvas.current_item
    assert first is not None
    assert first.kind == "present"
    builders.bring_to(session, "consensus")
    assert things(session) == before
    assert element_states(session.canvas) == states
    assert agreement(session.canvas) == stands


def test_an_ended_workshop_goes_on_with_everything_in_its_place(hands: Hands) -> None:
    session = opened(hands, "consensus")
    session.do(AgreeElement("mission"))
    people = [row.person.id for row in agreement(session.canvas).rows]
    session.do(GiveAnswer(people[0], AnswerKind.SATISFIED))
    before = things(session)
    hands.action("end_workshop")
    assert things(session) == before
    session.do(StartWorkshop())
    assert things(session) == before
    assert hands.desk.page.agreement.isVisible()
    assert hands.desk.page.agreement.state.text() == "agreed"
