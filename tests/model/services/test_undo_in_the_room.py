"""Undo in the room takes back the newest thing done here or says why not; it never takes something older instead."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddRemark,
    AddSheetNotes,
    BackPhase,
    BackSpeaker,
    Contribute,
    EditNote,
    MoveNotes,
    NextPhase,
    NextSpeaker,
    PassTurn,
    RemovePerson,
    SetElement,
)
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.fate import FateKind, fates
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@pytest.fixture
def people(session: Session) -> list[str]:
    """Three people in the round, at the second element: their ids."""
    people = builders.workshop_at(session, "round")
    session.do(SetElement("value"))
    return people


def values(session: Session) -> list[str]:
    return builders.texts(session, "value")[-1:]


def test_after_a_turn_undo_says_so_once_and_then_takes_back_what_was_done_before(
    session: Session, people: list[str]
) -> None:
    session.do(Contribute("value", "Home by night", people[0]))
    session.do(NextSpeaker())
    session.do(PassTurn())
    with pytest.raises(Refusal, match="last is a turn; nothing was undone") as refused:
        session.undo()
    assert "PgUp" in refused.value.todo
    assert not refused.value.slip
    assert values(session) == ["Home by night"]
    assert session.undo_label == "add what was said"
    session.undo(slip="a slip")
    assert values(session) != ["Home by night"]
    session.redo()
    assert values(session) == ["Home by night"]


def test_a_turn_that_was_taken_back_does_not_bar_undo(session: Session, people: list[str]) -> None:
    session.do(Contribute("value", "Home by night", people[0]))
    session.do(NextSpeaker())
    session.do(Contribute("value", "Home by day", people[1]))
    session.do(NextSpeaker())
    session.do(BackSpeaker())
    session.undo(slip="a slip")
    assert values(session) == ["Home by night"]
    with pytest.raises(Refusal, match="turn"):
        session.undo()
    session.undo(slip="a slip")
    assert values(session) != ["Home by night"]


def test_outside_the_round_no_turn_bars_undo(session: Session, people: list[str]) -> None:
    builders.put(session, "value", "old")
    session.do(NextSpeaker())
    builders.bring_to(session, "consensus")
    with pytest.raises(Refusal, match="what was said in it cannot be undone"):
        session.undo()


@pytest.mark.parametrize("what", ["turn", "note", "remark", "sheet"])
def test_somebody_who_took_part_is_not_made_never_there(library: Library, session: Session, what: str) -> None:
    builders.workshop_at(session, "round", participants=0)
    session.do(SetElement("value"))
    note = builders.ids(session, "value")[0]
    late = builders.add_person(session, "Ines Barros")
    assert session.undo_label == "add person"
    if what == "turn":
        session.do(NextSpeaker())
        with pytest.raises(Refusal, match="turn"):
            session.undo()
    else:
        if what == "remark":
            builders.bring_to(session, "discuss")
        elsewhere = library.session(session.canvas.id)
        elsewhere.do(
            {
                "note": AddNote("value", "Home by night", author=late),
                "remark": AddRemark(note, "question", "Who pays?", late),
                "sheet": AddSheetNotes(late, "value", ("For later",)),
            }[what]
        )
        session.catch_up()
    with pytest.raises(Refusal, match="Ines Barros has taken part since"):
        session.undo()
    assert session.canvas.person(late).present
    session.do(RemovePerson(late))
    session.undo()
    assert session.canvas.person(late).present, "coming back is not refused"


def test_somebody_added_by_mistake_goes_by_undo(session: Session, people: list[str]) -> None:
    late = builders.add_person(session, "Ines Barros")
    session.undo()
    assert late not in [person.id for person in session.canvas.people]


def test_undoing_a_correction_of_the_round_later_keeps_what_was_said(session: Session, people: list[str]) -> None:
    said = Contribute("value", "what was sad", people[0])
    session.do(said)
    session.do(EditNote(said.id, "what was said"))
    builders.bring_to(session, "consensus")
    session.undo()
    note = session.canvas.note(said.id)
    assert (note.text, note.said) == ("what was sad", "what was said")
    (fate,) = [fate for fate in fates(session.canvas) if fate.note.id == said.id]
    assert (fate.kind, fate.words) == (FateKind.REWORDED, "what was said")
    session.redo()
    (fate,) = [fate for fate in fates(session.canvas) if fate.note.id == said.id]
    assert (fate.kind, fate.words) == (FateKind.KEPT, "what was said")


def test_undoing_a_move_of_the_round_later_keeps_where_it_was_said(session: Session, people: list[str]) -> None:
    said = Contribute("value", "Home by night", people[0])
    session.do(said)
    session.do(MoveNotes((said.id,), "buyin"), slip="a slip")
    session.do(NextPhase())
    session.do(NextPhase())
    session.undo(slip="a slip")
    note = session.canvas.note(said.id)
    assert (note.box, note.said_in) == ("value", "buyin")
    session.do(BackPhase())
    session.do(BackPhase())
    session.redo(slip="a slip")
    assert session.canvas.note(said.id).box == "buyin"
    (fate,) = [fate for fate in fates(session.canvas) if fate.note.id == said.id]
    assert fate.box == "buyin"
    assert fate.kind is FateKind.KEPT
