"""Whatever happens to a canvas: the disk holds the same as memory, and a failure leaves everything as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import builders
import pytest
from at_length import at_length
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_changes import ALL, CONTENT, PEOPLE, ROOM, a_change

from cmc_desktop.model.domain import changes
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddPerson,
    Arrive,
    DeleteNotes,
    EditNote,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    NextPhase,
    Rename,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import ChangedElsewhere, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("random"))
    yield library
    library.close()


def step(data: st.DataObject, session: Session, names: tuple[str, ...] = ALL) -> bool:
    """Do, undo or redo something; False when it was refused."""
    way = data.draw(st.sampled_from(["do", "do", "do", "do", "undo", "redo"]))
    if isinstance(session.clock, ManualClock):
        session.clock.forward(seconds=data.draw(st.integers(0, 900)))
    slip = data.draw(st.sampled_from(["", "", "a slip"]))
    with suppress(Refusal, NotThere):
        if way == "do":
            session.do(a_change(data.draw, session.canvas, names), slip=slip)
        elif way == "undo":
            session.undo(slip=slip)
        else:
            session.redo(slip=slip)
        return True
    return False


@contextmanager
def failing_disk(library: Library) -> Iterator[None]:
    """While this lasts, the library file refuses the last statement of every commit."""
    with closing(sqlite3.connect(library.store.path)) as connection:
        connection.execute("CREATE TRIGGER planted BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'planted'); END")
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER planted")


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_after_any_changes_the_stored_canvas_is_the_one_in_memory(shared_library: Library, data: st.DataObject) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    if data.draw(st.booleans()):
        builders.lived_in(session, data.draw(st.sampled_from(["", "round", "discuss", "consensus"])))
    for _ in range(data.draw(st.integers(1, 25))):
        step(data, session)
    stored = shared_library.session(session.canvas.id)
    assert builders.everything(stored.canvas) == builders.everything(session.canvas)
    assert stored.canvas.ranks() == session.canvas.ranks()
    numbers = [entry.seq for entry, _ in session.log()]
    assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_undoing_all_of_any_changes_to_content_and_people_gives_back_the_start(
    shared_library: Library, data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    start = session.canvas.content_hash
    for _ in range(data.draw(st.integers(1, 25))):
        step(data, session, (*CONTENT, *PEOPLE))
    end, people = session.canvas.content_hash, session.canvas.people
    undone = 0
    while session.undo():
        undone += 1
    assert session.canvas.content_hash == start
    assert not session.canvas.people
    for _ in range(undone):
        assert session.redo()
    assert session.canvas.content_hash == end
    assert session.canvas.people == people


#: every change to the room's own things that Undo takes back, each with the phase it belongs to
UNDONE = {
    name: "discuss" if name == "TrimLater" else "consensus"
    for name in (*CONTENT, *ROOM)
    if getattr(changes, name).undoable
}


def without_trace(canvas: Canvas, known: Canvas) -> dict[tuple[type[Entity], str], Entity]:
    """All things of a canvas by kind and id, those left out that `known` has not and that stand for "never there"."""
    things = {(type(thing), thing.id): thing for kind in KINDS.values() for thing in canvas.all(kind)}
    return {key: thing for key, thing in things.items() if known.find(type(thing), thing.id) or thing != thing.gone()}


@pytest.mark.parametrize("name", sorted(UNDONE))
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_undo_and_redo_of_what_is_done_in_the_room_are_exact(
    shared_library: Library, name: str, data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    builders.lived_in(session, UNDONE[name])
    assert isinstance(session.clock, ManualClock)
    session.clock.forward(minutes=400)
    if name == "ClearNoneIdentified":
        session.do(MarkNoneIdentified("mission"))
    before = session.canvas.snapshot()
    written = None
    for _ in range(10):
        with suppress(Refusal, NotThere):
            written = written or session.do(a_change(data.draw, session.canvas, (name,)))
    assume(written)
    after = session.canvas.snapshot()
    assert without_trace(after, before) != without_trace(before, before)
    session.undo()
    assert without_trace(session.canvas, before) == without_trace(before, before)
    assert session.canvas.content_hash == before.content_hash
    session.redo()
    assert builders.everything(session.canvas) == builders.everything(after)
    stored = shared_library.session(session.canvas.id)
    assert builders.everything(stored.canvas) == builders.everything(after)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_cannot_be_stored_leaves_memory_and_disk_as_they_were(
    shared_library: Library, data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    builders.add_people(session, 2, 1)
    if data.draw(st.booleans()):
        builders.bring_to(session, "consensus")
    for _ in range(data.draw(st.integers(0, 8))):
        step(data, session)
    before, labels = builders.everything(session.canvas), (session.undo_label, session.redo_label)
    with failing_disk(shared_library):
        for _ in range(data.draw(st.integers(1, 4))):
            refused = False
            with suppress(LibraryTrouble):
                refused = not step(data, session)
            assert builders.everything(session.canvas) == before
            now = (session.undo_label, session.redo_label)
            if refused:
                labels = now  # an Undo that will never be allowed bars the way no longer
            assert now == labels
    assert builders.everything(shared_library.session(session.canvas.id).canvas) == before
    with suppress(Refusal, NotThere):
        session.do(AddNote("partners", "The disk is back"), slip="a slip")
    assert builders.everything(shared_library.session(session.canvas.id).canvas) == builders.everything(session.canvas)


def test_a_failed_new_mark_leaves_the_content_hash_as_it_was(library: Library, agreeing: Session) -> None:
    agreeing.do(DeleteNotes(tuple(builders.ids(agreeing, "env_costs"))))
    builders.everyone_satisfied(agreeing)
    before = builders.everything(agreeing.canvas)
    with failing_disk(library), pytest.raises(LibraryTrouble):
        agreeing.do(MarkNoneIdentified("env_costs"))
    assert builders.everything(agreeing.canvas) == before


def test_a_failed_rename_that_would_have_changed_the_state_leaves_the_title(
    library: Library, agreeing: Session
) -> None:
    builders.everyone_satisfied(agreeing)
    assert agreeing.canvas.head.state == "agreed"
    before = builders.everything(agreeing.canvas)
    with failing_disk(library), pytest.raises(LibraryTrouble):
        agreeing.do(Rename("Day bus", "Port Alder"))
    assert builders.everything(agreeing.canvas) == before


def test_a_failed_note_leaves_the_one_before_it_to_be_corrected(library: Library, session: Session) -> None:
    builders.bring_to(session, "round")
    (note,) = builders.put(session, "value", "A slpi")
    with failing_disk(library), pytest.raises(LibraryTrouble):
        session.do(AddNote("value", "Not stored"))
    session.do(EditNote(note, "A slip"))
    assert builders.texts(session, "value") == ["A slip"]


def test_an_answer_that_could_not_be_stored_was_not_given(library: Library, agreeing: Session) -> None:
    person = agreeing.canvas.people[2]
    with failing_disk(library), pytest.raises(LibraryTrouble):
        agreeing.do(GiveAnswer(person.id, AnswerKind.SATISFIED))
    assert agreeing.canvas.answers == []
    with pytest.raises(NotThere):
        agreeing.content_of("0" * 64)


def test_observers_hear_of_what_was_stored_and_of_nothing_else(library: Library, session: Session) -> None:
    heard = []
    stop = session.observe(heard.append)
    session.do(AddNote("value", "One"))
    with failing_disk(library), pytest.raises(LibraryTrouble):
        session.do(AddNote("value", "Two"))
    with pytest.raises(Refusal):
        session.do(AddNote("value", ""))
    session.undo()
    session.redo()
    assert [(written.name, written.way) for written in heard] == [("AddNote", way) for way in ("do", "undo", "redo")]
    stop()
    session.do(AddNote("value", "Three"))
    assert len(heard) == 3


def test_observers_hear_when_the_state_changes_with_the_words(agreeing: Session) -> None:
    builders.everyone_satisfied(agreeing)
    heard = []
    agreeing.observe(heard.append)
    agreeing.do(AddNote("value", "One more"))
    assert [type(put).__name__ for put in heard[0].puts] == ["Note", "Head"]
    assert (heard[0].olds[-1].state, heard[0].puts[-1].state) == ("agreed", "in_workshop")


def test_a_change_by_another_window_is_taken_in_and_the_own_one_follows(library: Library, canvas_id: str) -> None:
    mine, other = library.session(canvas_id), library.session(canvas_id)
    ways = []
    mine.observe(lambda written: ways.append(written.way))
    builders.put(mine, "value", "mine")
    builders.put(other, "value", "theirs")
    builders.put(mine, "value", "mine again")
    assert ways == ["do", "elsewhere", "do"]
    assert builders.texts(mine, "value") == ["mine", "theirs", "mine again"]
    assert builders.everything(library.session(canvas_id).canvas) == builders.everything(mine.canvas)


def test_undo_after_another_window_changed_the_canvas_is_refused_once_and_possible_then(
    library: Library, canvas_id: str
) -> None:
    mine, other = library.session(canvas_id), library.session(canvas_id)
    builders.put(mine, "value", "mine")
    builders.put(other, "value", "theirs")
    with pytest.raises(ChangedElsewhere):
        mine.undo()
    assert builders.texts(mine, "value") == ["mine", "theirs"]
    assert mine.undo()
    assert builders.texts(mine, "value") == ["theirs"]


def test_undo_leaves_alone_what_else_happened_to_the_same_thing(session: Session) -> None:
    session.do(Rename("Day bus", "Elsewhere"))
    builders.set_agenda(session)
    builders.bring_to(session, "clarify")
    for _ in range(2):
        with suppress(Refusal):
            session.undo()
    assert session.canvas.workshop.active
    assert session.canvas.current_item is not None
    assert session.canvas.head.state == "in_workshop"


def test_the_journal_names_no_people(library: Library, session: Session) -> None:
    names = PersonDetails("Wanda Findable", "Findable Ltd", "Chief Findable", "industry", speaks_for="The Findables")
    change = AddPerson(names)
    session.do(change)
    session.do(Arrive(change.id))
    builders.add_person(session, "Second Findable")
    builders.bring_to(session, "round")
    session.do(MarkNoneIdentified("env_costs", "Wanda Findable"))
    builders.bring_to(session, "consensus")
    session.do(GiveAnswer(change.id, AnswerKind.RESERVATION, "As a Findable I have doubts"))
    session.do(Leave(change.id))
    session.undo()
    session.do(NextPhase())
    told = json.dumps([puts for _, puts in session.log()])
    assert "Findable" not in told
    assert change.id in told
    assert library.session(session.canvas.id).canvas.person(change.id).name == "Wanda Findable"


def test_a_snapshot_is_left_alone_by_later_changes(filled: Session) -> None:
    before = builders.everything(filled.canvas)
    snapshot = filled.canvas.snapshot()
    builders.put(filled, "value", "Later")
    filled.do(DeleteNotes(tuple(builders.ids(filled, "env_costs"))))
    filled.do(Rename("Another", ""))
    assert builders.everything(snapshot) == before
    assert builders.everything(filled.canvas) != before


test_any_changes_at_length = at_length(test_after_any_changes_the_stored_canvas_is_the_one_in_memory, 400)
test_undoing_all_at_length = at_length(test_undoing_all_of_any_changes_to_content_and_people_gives_back_the_start, 400)
test_what_cannot_be_stored_at_length = at_length(test_what_cannot_be_stored_leaves_memory_and_disk_as_they_were, 400)
