"""What people say in the round: notes under their names; where one text has its place, no proposal is lost."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddSheetNotes,
    Contribute,
    EditNote,
    NextPhase,
    ReleaseSheetNote,
    SetElement,
)
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.services.session import Session


@pytest.fixture
def people(session: Session) -> list[str]:
    """Three participants in the round, with a mission on the board."""
    return builders.workshop_at(session, "round", notes=1)


def test_what_a_person_says_is_a_note_under_their_name(session: Session, people: list[str]) -> None:
    said = Contribute("value", "Night buses", people[0])
    session.do(said)
    note = session.canvas.note(said.id)
    assert (note.text, note.author) == ("Night buses", people[0])


def test_a_second_mission_goes_below_the_first_and_is_known_to_be_the_second_persons(
    session: Session, people: list[str]
) -> None:
    (one,) = builders.texts(session, "mission")
    first, second = people[:2]
    session.do(Contribute("mission", "Two", first))
    session.do(Contribute("mission", "Three", second))
    assert builders.texts(session, "mission") == [f"{one}\nTwo\nThree"]
    (note,) = builders.ids(session, "mission")
    whose = [(line.person, line.text, line.released) for line in session.canvas.all(SheetNote)]
    assert whose == [(first, "Two", note), (second, "Three", note)]
    session.undo(slip="said by mistake")
    assert builders.texts(session, "mission") == [f"{one}\nTwo"]
    assert sum(not line.deleted for line in session.canvas.all(SheetNote)) == 1


def test_a_line_of_a_sheet_joins_the_mission_too(session: Session, people: list[str]) -> None:
    added = AddSheetNotes(people[1], "mission", ("From my sheet",))
    session.do(added)
    session.do(ReleaseSheetNote(added.ids[0]))
    (text,) = builders.texts(session, "mission")
    assert text.endswith("\nFrom my sheet")
    line = session.canvas.find(SheetNote, added.ids[0])
    assert line is not None
    assert line.released == builders.ids(session, "mission")[0]


def test_only_whole_paragraphs_at_the_end_count_as_added(session: Session, people: list[str]) -> None:
    builders.put(session, "value", "something said since")
    (note,) = builders.ids(session, "mission")
    (text,) = builders.texts(session, "mission")
    for other in (f"{text} and more", f"First\n{text}", text[:-1]):
        with pytest.raises(Refusal, match="only added"):
            session.do(EditNote(note, other))
    session.do(NextPhase())
    with pytest.raises(Refusal, match="break"):
        session.do(Contribute("mission", "Over lunch", people[0]))


def test_other_notes_are_not_extended_in_the_round(session: Session, people: list[str]) -> None:
    note, _ = builders.put(session, "value", "One", "Two")
    session.do(SetElement("value"))
    with pytest.raises(Refusal, match="only added"):
        session.do(EditNote(note, "One\nmore"))
