"""What is refused of notes, and told plainly."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    ClearNoneIdentified,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    SetMission,
)
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@pytest.mark.parametrize(
    "change",
    [AddNote("nowhere", "x"), SetMission("nowhere", "x"), MarkNoneIdentified("nowhere"), ClearNoneIdentified("")],
)
def test_a_box_that_is_not_there_is_told_with_those_there_are(session: Session, change: object) -> None:
    with pytest.raises(NotThere, match=r"no box .* mission, value"):
        session.do(change)


def test_a_note_that_is_gone_is_not_there(session: Session) -> None:
    (note,) = builders.put(session, "value", "one")
    session.do(DeleteNotes((note,)))
    for change in (EditNote(note, "x"), MoveNotes((note,), "value"), DeleteNotes((note,)), EditNote("nonsense", "x")):
        with pytest.raises(NotThere, match="not on the board"):
            session.do(change)


def test_one_bad_note_among_many_leaves_all_out(session: Session) -> None:
    with pytest.raises(Refusal):
        session.do(AddNotes("value", ("fine", " ", "fine too")))
    with pytest.raises(Refusal, match="4001"):
        session.do(AddNotes("value", ("fine", "x" * 4001)))
    a, b = builders.put(session, "value", "a", "b")
    with pytest.raises(NotThere):
        session.do(DeleteNotes((a, "nonsense", b)))
    assert builders.texts(session, "value") == ["a", "b"]


def test_the_mission_holds_one_text(session: Session) -> None:
    session.do(AddNote("mission", "To get there"))
    with pytest.raises(Refusal, match=r"1 Mission statement.*one text"):
        session.do(AddNote("mission", "And there"))
    notes = builders.put(session, "value", "a", "b")
    for moved in (notes, notes[:1]):
        with pytest.raises(Refusal, match="one text"):
            session.do(MoveNotes(tuple(moved), "mission"))
    session.do(MoveNotes(tuple(builders.ids(session, "mission")), "value", 0))
    assert builders.texts(session, "value") == ["To get there", "a", "b"]
    session.do(MoveNotes((notes[1], notes[1]), "mission"))
    assert builders.texts(session, "mission") == ["b"]


def test_none_identified_goes_with_the_first_note_and_is_refused_beside_notes(
    session: Session, clock: ManualClock
) -> None:
    session.do(MarkNoneIdentified("env_costs", " Mo  Derator "))
    mark = session.canvas.mark("env_costs")
    assert (mark.none_identified, mark.by, mark.at) == (True, "Mo Derator", clock.now())
    assert session.do(MarkNoneIdentified("env_costs", "Somebody else")) is None
    (note,) = builders.put(session, "env_costs", "Noise")
    assert not session.canvas.mark("env_costs").none_identified
    with pytest.raises(Refusal, match="has notes"):
        session.do(MarkNoneIdentified("env_costs"))
    session.undo()
    assert session.canvas.mark("env_costs") == mark
    session.redo()
    session.do(MoveNotes((note,), "costs"))
    session.do(MarkNoneIdentified("env_costs"))
    session.do(MoveNotes((note,), "env_costs"))
    assert not session.canvas.mark("env_costs").none_identified
    assert builders.texts(session, "env_costs") == ["Noise"]


def test_text_is_kept_as_text(library: Library, session: Session) -> None:
    hostile = ["<b>&\"'</b>", "{name} {} %s", "a\x00b", "=1+1", "\u202eabc", "x" * 4000, "'; DROP TABLE notes; --"]
    builders.put(session, "value", *hostile)
    stored = library.session(session.canvas.id)
    assert builders.texts(stored, "value") == ["a␀b" if "\x00" in text else text for text in hostile]


def test_a_note_keeps_its_author_and_its_tags(library: Library, session: Session) -> None:
    person = builders.add_person(session, "Ada")
    session.do(AddNote("value", "Mine", author=person))
    session.do(AddNotes("value", ("Tagged",), author=person, tags=("direct", "  a\x00b ")))
    mine, tagged = library.session(session.canvas.id).canvas.notes_in("value")
    assert (mine.author, tagged.author) == (person, person)
    assert (mine.tags, tagged.tags) == ((), ("direct", "a␀b"))
