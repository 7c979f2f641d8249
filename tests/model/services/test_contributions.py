"""What people say in the round: notes under their names; where one text has its place, no proposal is lost."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    AddSheetNotes,
    Contribute,
    DeleteNotes,
    EditNote,
    EditSheetNote,
    NextPhase,
    ReleaseSheetNote,
    RemovePerson,
    SetElement,
    SetMission,
)
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.fate import fates
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.services.session import Session


@pytest.fixture
def people(session: Session) -> list[str]:
    """Three participants in the round, with a mission on the board."""
    return builders.workshop_at(session, "round", notes=1)


def further(session: Session) -> list[tuple[str, str, str]]:
    """Who said what, to which text it was added."""
    return [(note.author, note.text, note.merged_into) for note in session.canvas.all(Note) if note.joined]


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
    assert further(session) == [(first, "Two", note), (second, "Three", note)]
    assert not list(session.canvas.all(SheetNote)), "what was said in the room is on nobody’s private sheet"
    session.undo(slip="said by mistake")
    assert builders.texts(session, "mission") == [f"{one}\nTwo"]
    assert further(session) == [(first, "Two", note)]
    session.redo()
    assert further(session) == [(first, "Two", note), (second, "Three", note)]


def test_a_line_of_a_sheet_joins_the_mission_too(session: Session, people: list[str]) -> None:
    added = AddSheetNotes(people[1], "mission", ("From my sheet",))
    session.do(added)
    session.do(ReleaseSheetNote(added.ids[0]))
    (text,) = builders.texts(session, "mission")
    assert text.endswith("\nFrom my sheet")
    line = session.canvas.find(SheetNote, added.ids[0])
    assert line is not None
    assert line.released == builders.ids(session, "mission")[0]
    assert further(session) == [(people[1], "From my sheet", line.released)]


def test_a_line_whose_note_was_taken_off_by_a_slip_is_put_on_the_board_again(
    session: Session, people: list[str]
) -> None:
    added = AddSheetNotes(people[1], "value", ("From my sheet",))
    session.do(added)
    (line,) = added.ids
    session.do(ReleaseSheetNote(line))
    with pytest.raises(Refusal, match="on the board already"):
        session.do(ReleaseSheetNote(line))
    session.do(DeleteNotes((builders.ids(session, "value")[-1],)), slip="the wrong note")
    session.do(EditSheetNote(line, "From my own sheet"))
    session.do(ReleaseSheetNote(line))
    assert builders.texts(session, "value")[-1] == "From my own sheet"
    with pytest.raises(Refusal, match="on the board already"):
        session.do(EditSheetNote(line, "Once more"))


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


@pytest.mark.parametrize("box", ["value", "mission"])
def test_nobody_is_made_the_one_who_said_something(session: Session, people: list[str], box: str) -> None:
    stranger = new_id()
    before = builders.everything(session.canvas)
    for change in (Contribute(box, "Mine", stranger), AddNote("value", "Mine", author=stranger)):
        with pytest.raises(NotThere):
            session.do(change)
    assert builders.everything(session.canvas) == before


def test_a_first_mission_has_an_author_who_is_known(session: Session) -> None:
    for change in (SetMission("mission", "Home", author=new_id()), AddNotes("value", ("One", "Two"), author=new_id())):
        with pytest.raises(NotThere):
            session.do(change)
    session.do(SetMission("mission", "Home", author=builders.add_person(session, "Ada")))
    assert builders.texts(session, "mission") == ["Home"]


def test_a_note_that_was_typed_while_somebody_was_taken_off_the_roster_is_theirs(session: Session) -> None:
    ada = builders.add_person(session, "Ada")
    builders.set_agenda(session)
    sheet = AddSheetNotes(ada, "value", ("On my sheet",))
    session.do(sheet)
    session.do(RemovePerson(ada))
    note = AddNote("value", "Home by night", author=ada)
    session.do(note)
    session.do(ReleaseSheetNote(sheet.ids[0]))
    session.do(Contribute("value", "Once more", ada))
    session.do(Contribute("value", "Nobody’s by name"))
    assert [one.author for one in session.canvas.notes_in("value")] == [ada, ada, ada, ""]
    read = read_cmc(write_cmc(session.canvas), builders.TEMPLATES).canvas
    assert [one.author for one in read.notes_in("value")] == [ada, ada, ada, ""]


def test_what_was_said_by_whom_goes_with_the_file_of_the_canvas(session: Session, people: list[str]) -> None:
    session.do(Contribute("mission", "Two", people[0]))
    added = AddSheetNotes(people[1], "mission", ("From my sheet", "For myself"))
    session.do(added)
    session.do(ReleaseSheetNote(added.ids[0]))
    data = write_cmc(session.canvas)
    read = read_cmc(data, builders.TEMPLATES).canvas
    whose = [(note.author, note.text, note.box, note.phase) for note in read.all(Note) if note.joined]
    phase = session.canvas.workshop.current
    assert whose == [(people[0], "Two", "mission", phase), (people[1], "From my sheet", "mission", phase)]
    assert b"For myself" not in data
    assert fates(read) == fates(session.canvas)
