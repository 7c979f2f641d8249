"""What other windows write is taken in when somebody looks, and told once; Undo keeps what it can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import builders
import pytest

from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.card_text import CardText, card_id
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddNotes,
    AddPhase,
    AddRemark,
    AddSheetNotes,
    Archive,
    Change,
    DeleteNotes,
    EditCard,
    EditMinute,
    EditNote,
    EditParked,
    EditPerson,
    EditPhase,
    EditRemark,
    EditSheetNote,
    ExplainDrop,
    GiveAnswer,
    Leave,
    MarkNoneIdentified,
    MoveNotes,
    NextPhase,
    Park,
    Rename,
    ResetCard,
    Restore,
    SetAgenda,
    SetElement,
    SettleParked,
    ShiftClock,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session, Written

pytestmark = pytest.mark.both_databases


@pytest.fixture
def other(library: Library, session: Session) -> Session:
    """The same canvas in another window."""
    return library.session(session.canvas.id)


@pytest.fixture
def told(session: Session) -> list[Written]:
    """What the observers of `session` are told."""
    heard: list[Written] = []
    session.observe(heard.append)
    return heard


def stored(library: Library, session: Session) -> tuple[object, ...]:
    return builders.everything(library.session(session.canvas.id).canvas)


def test_a_note_reworded_at_the_same_moment_is_not_deleted_unread(session: Session, other: Session) -> None:
    first, second = builders.put(session, "value", "Early trams", "Late trams")
    other.catch_up()
    other.do(EditNote(second, "Late trams, and on Sundays"))
    with pytest.raises(Refusal, match="now says “Late trams, and on Sundays”"):
        session.do(DeleteNotes((first, second), was=("Early trams", "Late trams")))
    assert builders.texts(session, "value") == ["Early trams", "Late trams, and on Sundays"]
    session.do(DeleteNotes((first, second), was=("Early trams", "Late trams, and on Sundays")))
    assert not builders.texts(session, "value")


def test_who_spoke_and_what_kind_it_was_are_not_overruled_unseen(session: Session, other: Session) -> None:
    builders.lived_in(session, "discuss")
    ada, bo, *_ = [person.id for person in session.canvas.people]
    line, remark = AddMinute("Too dear"), AddRemark(builders.ids(session, "value")[0], "question", "Why?")
    session.do(line)
    session.do(remark)
    other.catch_up()
    other.do(EditMinute(line.id, "Too dear", ada, was="Too dear", was_speaker=""))
    other.do(EditRemark(remark.id, "objection", "Why?", ada, "Why?", "question", ""))
    session.do(EditMinute(line.id, "Far too dear", "", was="Too dear", was_speaker=""))
    session.do(EditRemark(remark.id, "question", "Why now?", "", "Why?", "question", ""))
    found, said = session.canvas.find(Minute, line.id), session.canvas.find(Remark, remark.id)
    assert found is not None
    assert said is not None
    assert (found.text, found.speaker) == ("Far too dear", ada)
    assert (said.words, said.kind, said.person) == ("Why now?", "objection", ada)
    with pytest.raises(Refusal, match="chosen here in the meantime"):
        session.do(EditMinute(line.id, "Far too dear", bo, was="Far too dear", was_speaker=""))
    with pytest.raises(Refusal, match="chosen here in the meantime"):
        session.do(EditRemark(remark.id, "support", "Why now?", ada, "Why now?", "question", ada))


def test_with_nothing_new_there_is_nothing_to_tell(session: Session, told: list[Written]) -> None:
    builders.put(session, "value", "mine")
    told.clear()
    assert session.catch_up() is None
    assert told == []


def test_an_idle_window_sees_all_that_another_one_did_at_once(
    library: Library, session: Session, other: Session, told: list[Written]
) -> None:
    people = builders.workshop_at(other, "consensus")
    one, two = builders.put(other, "value", "one", "two")
    other.do(EditNote(one, "one, reworded"))
    other.do(MoveNotes((two,), "buyin", 0))
    other.do(DeleteNotes((builders.ids(other, "costs")[0],)))
    other.do(DeleteNotes(tuple(builders.ids(other, "env_costs"))))
    other.do(MarkNoneIdentified("env_costs"))
    other.do(Rename("Day bus", "Elsewhere"))
    other.do(GiveAnswer(people[0], AnswerKind.NOT_YET, "Not like this"))
    other.do(Leave(people[1]))
    other.do(SetElement("costs"))
    written = session.catch_up()
    assert told == [written]
    assert written is not None
    assert (written.way, written.name) == ("elsewhere", "")
    assert builders.everything(session.canvas) == builders.everything(other.canvas) == stored(library, session)
    assert session.canvas.ranks() == other.canvas.ranks()
    assert len({(type(put), put.id) for put in written.puts}) == len(written.puts) == len(written.olds)
    heads = [old for put, old in zip(written.puts, written.olds, strict=True) if isinstance(put, Head)]
    assert [old.title for old in heads if isinstance(old, Head)] == ["Night bus"]
    for revision in session.canvas.all(Revision):
        assert session.content_of(revision.id).hash == revision.id
    assert session.catch_up() is None


def test_a_whole_workshop_in_another_window_is_taken_in(
    library: Library, session: Session, other: Session, told: list[Written]
) -> None:
    builders.sign(other)
    session.catch_up()
    assert len(told) == 1
    assert builders.everything(session.canvas) == stored(library, session)
    assert session.canvas.head.state == "signed"
    assert session.content_of(session.canvas.head.revision) == other.canvas.content
    with pytest.raises(Refusal, match="is signed"):
        session.do(AddNote("value", "Too late"))


def test_work_goes_on_from_what_was_taken_in(library: Library, session: Session, other: Session) -> None:
    builders.put(other, "value", "theirs")
    session.catch_up()
    builders.put(session, "value", "mine")
    other.catch_up()
    builders.put(other, "value", "theirs again")
    session.catch_up()
    assert builders.texts(session, "value") == ["theirs", "mine", "theirs again"]
    assert builders.everything(session.canvas) == builders.everything(other.canvas) == stored(library, session)


def test_undo_keeps_what_nobody_else_touched_and_forgets_the_rest(session: Session, other: Session) -> None:
    (mine,) = builders.put(session, "value", "mine")
    (shared,) = builders.put(session, "buyin", "shared")
    session.do(EditNote(mine, "mine, reworded"))
    session.do(EditNote(shared, "shared, reworded"))
    other.catch_up()
    other.do(EditNote(shared, "reworded elsewhere"))
    session.catch_up()
    with pytest.raises(Refusal, match="changed elsewhere meanwhile; nothing was undone"):
        session.undo()
    assert builders.texts(session, "value") == ["mine, reworded"]
    for wanted in (["mine"], []):
        assert session.undo()
        assert builders.texts(session, "value") == wanted
        assert builders.texts(session, "buyin") == ["reworded elsewhere"]
    assert (session.undo(), session.undo_label) == (None, "")


def test_what_was_lost_to_another_window_is_told_at_once_or_not_at_all_when_something_new_was_done(
    session: Session, other: Session
) -> None:
    builders.put(session, "value", "old")
    (shared,) = builders.put(session, "buyin", "shared")
    other.catch_up()
    other.do(EditNote(shared, "reworded elsewhere"))
    session.catch_up()
    builders.put(session, "value", "new")
    assert session.undo()
    assert session.undo()
    assert (builders.texts(session, "value"), session.undo()) == ([], None)


def test_redo_forgets_what_was_touched_elsewhere_as_well(session: Session, other: Session) -> None:
    (mine,) = builders.put(session, "value", "mine")
    (shared,) = builders.put(session, "buyin", "shared")
    session.do(EditNote(shared, "reworded"))
    session.do(EditNote(mine, "mine, reworded"))
    session.undo()
    session.undo()
    other.catch_up()
    other.do(EditNote(shared, "reworded elsewhere"))
    session.catch_up()
    assert session.redo()
    assert builders.texts(session, "value") == ["mine, reworded"]
    assert session.redo() is None
    assert builders.texts(session, "buyin") == ["reworded elsewhere"]


def test_once_another_window_began_a_phase_undo_leaves_the_agenda_as_it_was(session: Session, other: Session) -> None:
    """As when this window begins it."""
    first, second = builders.set_agenda(session, [("present", "One", 10), ("round", "Two", 10)])
    session.do(AddPhase("consensus", "Three", 10))
    session.do(EditPhase(second, "The round", 20))
    other.catch_up()
    other.do(StartWorkshop())
    session.catch_up()
    assert session.undo() is None
    assert [item.name for item in session.canvas.agenda] == ["One", "The round", "Three"]
    assert session.canvas.workshop.current == first


def test_the_last_of_very_many_notes_from_elsewhere_is_the_one_just_said(session: Session, other: Session) -> None:
    builders.set_agenda(session, [("round", "Round", 10)])
    session.do(StartWorkshop())
    other.catch_up()
    ids = tuple(f"{number:08d}-0000-4000-8000-000000000000" for number in range(1200, 0, -1))
    other.do(AddNotes("value", tuple(f"Note {number}" for number in range(1200)), ids=ids))
    session.catch_up()
    assert [note.id for note in session.canvas.all(Note)] == list(ids)
    with pytest.raises(Refusal):
        session.do(EditNote(ids[700], "x"))
    assert session.do(EditNote(ids[-1], "the last, corrected"))


def test_a_canvas_deleted_elsewhere_refuses_work_and_goes_on_when_it_is_back(
    library: Library, session: Session, told: list[Written]
) -> None:
    (note,) = builders.put(session, "value", "one")
    told.clear()
    library.delete(session.canvas.id)
    written = session.catch_up()
    assert told == [written]
    assert session.canvas.head.deleted_at
    for change in (AddNote("value", "two"), EditNote(note, "x"), MarkNoneIdentified("costs"), Rename("X", "Y")):
        for slip in ("", "A slip"):
            with pytest.raises(Refusal, match="was deleted from the library") as refused:
                session.do(change, slip=slip)
            assert refused.value.todo
    with pytest.raises(Refusal, match="was deleted from the library"):
        session.undo()
    assert builders.texts(session, "value") == ["one"]
    library.restore(session.canvas.id)
    session.catch_up()
    assert session.do(AddNote("value", "two"))


def test_a_deletion_that_was_not_seen_yet_holds_as_well(library: Library, session: Session) -> None:
    library.delete(session.canvas.id)
    with pytest.raises(Refusal, match="was deleted from the library"):
        session.do(AddNote("value", "Into the void"))
    assert builders.texts(library.session(session.canvas.id), "value") == []


def test_no_answer_is_given_and_nobody_added_on_a_deleted_canvas(library: Library, agreeing: Session) -> None:
    library.delete(agreeing.canvas.id)
    with pytest.raises(Refusal, match="was deleted from the library"):
        agreeing.do(GiveAnswer(agreeing.canvas.people[3].id, AnswerKind.SATISFIED))
    with pytest.raises(Refusal, match="was deleted from the library"):
        builders.add_person(agreeing, "Late")
    assert agreeing.do(Archive())
    assert agreeing.do(Restore())
    assert builders.add_person(agreeing, "Late")


def test_a_note_that_two_windows_reword_is_reworded_by_the_first_one(session: Session, other: Session) -> None:
    (note,) = builders.put(session, "value", "as it was")
    other.catch_up()
    session.do(EditNote(note, "first", was="as it was"))
    with pytest.raises(Refusal, match="now says “first”") as refused:
        other.do(EditNote(note, "second", was="as it was"))
    assert refused.value.safe
    assert refused.value.todo
    assert builders.texts(other, "value") == ["first"]
    assert other.do(EditNote(note, "second", was="first"))
    session.catch_up()
    assert session.do(EditNote(note, "second", was="first")) is None, "both meant the same"
    assert session.do(EditNote(note, "whatever it says"))


def test_a_note_moved_elsewhere_is_still_reworded_and_a_deleted_one_is_not(session: Session, other: Session) -> None:
    moved, gone = builders.put(session, "value", "moved", "gone")
    other.catch_up()
    session.do(MoveNotes((moved,), "buyin"))
    session.do(DeleteNotes((gone,)))
    assert other.do(EditNote(moved, "moved and reworded", was="moved"))
    with pytest.raises(NotThere):
        other.do(EditNote(gone, "still here", was="gone"))
    assert builders.texts(other, "buyin") == ["moved and reworded"]


def test_observers_that_wish_for_something_are_all_told_in_the_order_of_writing(
    session: Session, other: Session
) -> None:
    heard: list[tuple[str, str, str]] = []

    def answering(written: Written) -> None:
        heard.append(("first", written.way, written.name))
        if written.name == "AddNote":
            session.do(MarkNoneIdentified("costs"))
            session.do(Rename("Day bus", ""))

    session.observe(answering)
    session.observe(lambda written: heard.append(("second", written.way, written.name)))
    builders.put(other, "value", "theirs")
    session.do(AddNote("value", "mine"))
    writes = [("elsewhere", ""), ("do", "AddNote"), ("do", "MarkNoneIdentified"), ("do", "Rename")]
    assert heard == [(who, *write) for write in writes for who in ("first", "second")]


def test_an_observer_that_fails_does_not_silence_what_comes_after(session: Session) -> None:
    heard: list[str] = []

    def failing(written: Written) -> None:
        if written.name == "AddNote":
            raise ZeroDivisionError

    session.observe(failing)
    session.observe(lambda written: heard.append(written.name))
    with pytest.raises(ZeroDivisionError):
        session.do(AddNote("value", "stored all the same"))
    assert builders.texts(session, "value") == ["stored all the same"]
    session.do(Rename("Day bus", ""))
    assert heard == ["Rename"]


def test_two_windows_that_notice_one_jump_of_the_clock_move_the_phase_once(session: Session, other: Session) -> None:
    builders.set_agenda(session, [("present", "One", 10)])
    session.do(StartWorkshop())
    other.catch_up()
    hour = 3_600_000
    item = session.canvas.current_item
    assert item is not None
    since, due = session.canvas.run(item.id).running_since, session.canvas.workshop.due_at
    assert session.do(ShiftClock(hour, since, due))
    assert other.do(ShiftClock(hour, since, due)) is None
    assert other.canvas.run(item.id).running_since == since + hour
    assert other.canvas.workshop.due_at == due + hour
    assert other.do(ShiftClock(-hour, since + hour)), "the next jump is moved along again"


def test_a_phase_that_another_window_went_on_to_is_the_one_that_holds_here(session: Session, other: Session) -> None:
    builders.bring_to(session, "round")
    other.catch_up()
    session.do(NextPhase())
    with pytest.raises(Refusal):
        other.do(AddNote("value", "A word too late"))
    assert builders.texts(other, "value") == []


def _remark(session: Session) -> tuple[str, type[Entity]]:
    added = AddRemark(builders.put(session, "value", "a note")[0], "question", "as it was")
    session.do(added)
    return added.id, Remark


def _parked(session: Session) -> tuple[str, type[Entity]]:
    added = Park("as it was")
    session.do(added)
    return added.id, Parked


def _minute(session: Session) -> tuple[str, type[Entity]]:
    added = AddMinute("as it was")
    session.do(added)
    return added.id, Minute


def _sheet_line(session: Session) -> tuple[str, type[Entity]]:
    added = AddSheetNotes(builders.add_person(session, "Ines Barros"), "value", ("as it was",))
    session.do(added)
    return added.ids[0], SheetNote


@pytest.mark.parametrize(
    ("made", "edit"),
    [
        (_remark, lambda one, words, was: EditRemark(one, "question", words, was=was)),
        (_parked, lambda one, words, was: EditParked(one, words, was=was)),
        (_minute, lambda one, words, was: EditMinute(one, words, was=was)),
        (_sheet_line, lambda one, words, was: EditSheetNote(one, words, was=was)),
    ],
)
def test_words_beside_the_board_are_not_put_over_what_another_window_made_of_them(
    session: Session,
    other: Session,
    made: Callable[[Session], tuple[str, type[Entity]]],
    edit: Callable[[str, str, str | None], Change],
) -> None:
    one, kind = made(session)
    other.catch_up()
    other.do(edit(one, "theirs", "as it was"))
    with pytest.raises(Refusal, match="changed in the meantime; it now says “theirs”"):
        session.do(edit(one, "mine", "as it was"))
    session.do(edit(one, "theirs", "as it was"))  # the same words: nobody's are lost
    assert "theirs" in repr(session.canvas.find(kind, one))
    session.do(edit(one, "both", "theirs"))
    assert "both" in repr(session.canvas.find(kind, one))


def test_why_a_note_was_dropped_is_not_told_over_what_another_told(session: Session, other: Session) -> None:
    (note,) = builders.put(session, "value", "Early trams")
    session.do(DeleteNotes((note,)))
    other.catch_up()
    other.do(ExplainDrop((note,), "Too dear", was=("",)))
    with pytest.raises(Refusal, match="now says “Too dear”"):
        session.do(ExplainDrop((note,), "Too early", was=("",)))
    session.do(ExplainDrop((note,), "Too early and too dear", was=("Too dear",)))
    dropped = session.canvas.find(Note, note)
    assert dropped is not None
    assert dropped.dropped_why == "Too early and too dear"


def _title_and_city(session: Session) -> tuple[str, str]:
    return session.canvas.head.title, session.canvas.head.city


def test_two_who_rename_title_and_city_do_not_overrule_each_other(session: Session, other: Session) -> None:
    seen = session.canvas.head
    other.do(Rename("Night tram", "Port Alder", seen))
    session.do(Rename("Night bus", "Oslo", seen))
    assert _title_and_city(session) == ("Night tram", "Oslo")
    with pytest.raises(Refusal, match=r"now says “Oslo”.*not put over it"):
        other.do(Rename("Night bus", "Bergen", seen))
    assert _title_and_city(other) == ("Night tram", "Oslo")


def test_two_who_change_one_person_do_not_overrule_each_other(session: Session, other: Session) -> None:
    person = builders.add_person(session, "Ada", arrived=False)
    other.catch_up()
    seen = PersonDetails.of(session.canvas.person(person))
    other.do(EditPerson(person, replace(seen, organisation="Harbour"), seen))
    session.do(EditPerson(person, replace(seen, role="Engineer"), seen))
    now = session.canvas.person(person)
    assert (now.organisation, now.role) == ("Harbour", "Engineer")
    with pytest.raises(Refusal, match="now says “Harbour”"):
        session.do(EditPerson(person, replace(seen, organisation="Railway"), seen))


def test_two_who_change_one_phase_do_not_overrule_each_other(session: Session, other: Session) -> None:
    item = session.canvas.find(AgendaItem, builders.set_agenda(session)[0])
    assert item is not None
    other.catch_up()
    other.do(EditPhase(item.id, "Coffee first", item.minutes, item))
    session.do(EditPhase(item.id, item.name, 25, item))
    now = session.canvas.agenda[0]
    assert (now.name, now.minutes) == ("Coffee first", 25)
    with pytest.raises(Refusal, match="now says “25”"):
        other.do(EditPhase(item.id, item.name, 40, item))


def test_own_words_on_a_card_are_not_put_over_those_of_another(session: Session, other: Session) -> None:
    empty = CardText(card_id("round", "value"))
    other.do(EditCard("round", "value", "Their words", "", "", empty))
    with pytest.raises(Refusal, match="now says “Their words”"):
        session.do(EditCard("round", "value", "Our words", "", "", empty))
    session.do(EditCard("round", "value", "", "Our rule", "", empty))
    card = session.canvas.find(CardText, empty.id)
    assert card is not None
    assert (card.say, card.rule) == ("Their words", "Our rule")


def test_a_card_is_not_put_back_over_words_another_wrote_meanwhile(session: Session, other: Session) -> None:
    key = card_id("round", "value")
    session.do(EditCard("round", "value", "First words", "First rule", ""))
    other.catch_up()
    seen = session.canvas.find(CardText, key)
    other.do(EditCard("round", "value", "Their words", "Their rule", "", seen))
    with pytest.raises(Refusal, match=r"now says “Their words” · “Their rule”.*not put over it"):
        session.do(ResetCard("round", "value", seen))
    now = session.canvas.find(CardText, key)
    assert now is not None
    assert (now.say, now.own) == ("Their words", True)
    session.do(ResetCard("round", "value", now))
    assert session.canvas.find(CardText, key) == now.gone()


def test_an_agenda_is_not_put_in_the_place_of_one_another_chose_or_changed_meanwhile(
    session: Session, other: Session
) -> None:
    theirs, ours = (("round", "Their round", 30),), (("round", "Our round", 20),)
    other.do(SetAgenda(theirs, was=()))
    with pytest.raises(Refusal, match=r"agenda was changed in the meantime.*not replaced"):
        session.do(SetAgenda(ours, was=()))
    assert [item.name for item in session.canvas.agenda] == ["Their round"]
    seen = tuple(session.canvas.agenda)
    other.do(EditPhase(seen[0].id, "Everybody’s round", 30, seen[0]))
    with pytest.raises(Refusal, match="agenda was changed"):
        session.do(SetAgenda(ours, was=seen))
    session.do(SetAgenda(ours, was=tuple(session.canvas.agenda)))
    assert [item.name for item in session.canvas.agenda] == ["Our round"]


def test_what_became_of_something_put_aside_is_not_told_over_what_another_told(
    session: Session, other: Session
) -> None:
    change = Park("Who pays for the night?")
    session.do(change)
    other.catch_up()
    other.do(SettleParked(change.id, "The council does", was=""))
    with pytest.raises(Refusal, match="now says “The council does”"):
        session.do(SettleParked(change.id, "Nobody yet", was=""))
