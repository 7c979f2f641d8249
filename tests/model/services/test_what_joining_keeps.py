"""What joining a copy must neither lose nor bring: one Undo, files that read back, who is asked, clocks, minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import builders
import pytest
from builders import given_copy, ids, open_library, put, texts

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddPerson,
    AddRemark,
    Change,
    Delete,
    DeleteNotes,
    DeleteParked,
    DeleteRemark,
    EditNote,
    EditParked,
    EditPerson,
    EditRemark,
    EveryoneArrives,
    GiveAnswer,
    KeepBoth,
    KeepCheckpoint,
    MarkNoneIdentified,
    MoveNotes,
    NextPhase,
    Park,
    RemovePerson,
    SetMission,
    SettleConflict,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.merging import HIDDEN_LIMIT, HidesMany
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.canvas_state import state_at
from cmc_desktop.model.domain.merging.coming import Came
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Content, canonical
from cmc_desktop.model.services.bringing_back import bring_back, bring_back_file, read_copy_file
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import take
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.past import PastSession
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.what_comes import what_comes


class Apart:
    """The moderator's laptop (`here`), and Ada's, who has a copy of the canvas from `give` on (`there`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library, self.officers = open_library(folder / "here"), open_library(folder / "there")
        self.here = self.library.session(self.library.new("Quiet streets", "Port Alder"))
        self.note = put(self.here, "value", "Walk")[0]
        self.there: Session

    def give(self) -> Session:
        path = given_copy(self.library.store, self.here, self.folder / "copy.cmc", "Ada")
        file = read_copy_file(path, self.officers.templates)
        self.there = self.officers.session(take(self.officers, file).canvas_id)
        return self.there

    def back(self) -> Path:
        return given_copy(self.officers.store, self.there, self.folder / "back.cmc", "Ada")

    def look(self, into: str = "") -> LookedAt:
        return look_at(self.library, read_copy_file(self.back(), self.library.templates).canvas, into)

    def join(self, slip: str = "") -> LookedAt:
        looked = self.look()
        assert looked.copy is not None
        bring_back(self.library, self.here, looked.copy, "Bo", agreed=True, slip=slip)
        return looked

    def reads_back(self, session: Session | None = None) -> Canvas:
        """The canvas as a file of it gives it back."""
        path = given_copy(self.library.store, session or self.here, self.folder / "again.cmc")
        return read_copy_file(path, self.library.templates).canvas


@pytest.fixture
def apart(tmp_path: Path) -> Apart:
    return Apart(tmp_path)


@dataclass(frozen=True)
class Tag(Change):
    """Tags as another program may have written them."""

    note: str
    tags: tuple[str, ...]

    @property
    def label(self) -> str:
        return "tag"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.note(self.note), tags=self.tags),)


def open_fields(canvas: Canvas) -> list[str]:
    return [one.field for one in open_conflicts(canvas).values()]


# Undo


def test_one_undo_takes_back_a_joining_that_brought_a_workshop_that_had_begun(apart: Apart) -> None:
    builders.add_people(apart.here)
    apart.give()
    put(apart.here, "costs", "Signs")
    builders.bring_to(apart.there, "round")
    put(apart.there, "value", "Ride")
    apart.join()
    assert apart.here.canvas.workshop.active
    apart.here.undo()
    assert (texts(apart.here, "value"), texts(apart.here, "costs")) == (["Walk"], ["Signs"])
    assert not apart.here.canvas.workshop.active
    assert not apart.here.canvas.agenda
    apart.here.redo()
    assert texts(apart.here, "value") == ["Walk", "Ride"]
    assert apart.here.canvas.workshop.active
    apart.here.undo()
    assert texts(apart.here, "costs") == ["Signs"]
    assert not apart.here.canvas.agenda


def test_a_joining_is_not_passed_over_in_silence_when_the_workshop_it_brought_went_on(apart: Apart) -> None:
    builders.add_people(apart.here)
    apart.give()
    put(apart.here, "costs", "Signs")
    builders.set_agenda(apart.there)
    builders.bring_to(apart.there, "present")
    apart.join()
    builders.bring_to(apart.here, "round")
    with pytest.raises(Refusal, match="has begun"):
        apart.here.undo()
    assert texts(apart.here, "costs") == ["Signs"]
    assert apart.here.canvas.workshop.active


def test_one_undo_takes_back_a_joining_that_brought_what_was_said_in_a_round_that_is_over(apart: Apart) -> None:
    (ann, *_) = builders.add_people(apart.here)
    builders.set_agenda(apart.here)
    there = apart.give()
    for session in (apart.here, there):
        session.do(EveryoneArrives())
        builders.bring_to(session, "round")
    new = AddNote("value", "Ride", author=ann)
    there.do(new)
    assert there.canvas.note(new.id).phase
    builders.bring_to(apart.here, "discuss")
    apart.join("a copy that came late")
    assert apart.here.canvas.note(new.id).phase
    apart.here.undo(slip="it was the wrong one")
    assert texts(apart.here, "value") == ["Walk"]
    apart.here.redo(slip="it was not")
    assert texts(apart.here, "value") == ["Walk", "Ride"]
    apart.here.undo(slip="it was")
    # and it may come again
    apart.join("a copy that came late")
    assert texts(apart.here, "value") == ["Walk", "Ride"]
    assert not apart.here.canvas.note(new.id).taken_back


def test_what_was_said_here_in_a_round_that_is_over_is_not_undone_all_the_same(apart: Apart) -> None:
    (ann, *_) = builders.add_people(apart.here)
    builders.set_agenda(apart.here)
    apart.here.do(EveryoneArrives())
    builders.bring_to(apart.here, "round")
    apart.here.do(AddNote("value", "Ride", author=ann))
    builders.bring_to(apart.here, "discuss")
    with pytest.raises(Refusal, match="is over"):
        apart.here.undo()


def test_one_undo_takes_back_people_of_a_copy_with_what_they_said_there(apart: Apart) -> None:
    apart.give()
    zoe = builders.add_person(apart.there, "Zoe")
    remark, parked = AddRemark(apart.note, "question", "How far?", zoe), Park("The ferry")
    for change in (AddNote("value", "Ride", author=zoe), remark, parked):
        apart.there.do(change)
    apart.join()
    assert apart.here.canvas.person(zoe).name == "Zoe"
    apart.here.undo()
    assert texts(apart.here, "value") == ["Walk"]
    assert not apart.here.canvas.people
    apart.join()
    assert (apart.here.canvas.person(zoe).name, texts(apart.here, "value")) == ("Zoe", ["Walk", "Ride"])
    said, aside = apart.here.canvas.find(Remark, remark.id), apart.here.canvas.find(Parked, parked.id)
    assert said is not None
    assert aside is not None
    assert not said.deleted
    assert not aside.deleted


def test_undo_says_why_it_does_nothing_when_something_joined_was_changed_elsewhere(apart: Apart) -> None:
    apart.give()
    apart.here.do(EditNote(apart.note, "Walk home"))
    (new,) = put(apart.there, "costs", "Signs")
    apart.join()
    apart.library.session(apart.here.canvas.id).do(EditNote(new, "Many signs"))
    with pytest.raises(Refusal, match="changed elsewhere meanwhile; nothing was undone"):
        apart.here.undo()
    assert texts(apart.here, "value") == ["Walk home"]
    assert texts(apart.here, "costs") == ["Many signs"]


# files


@pytest.mark.parametrize("what", ["note", "parked", "remark", "minute"])
def test_what_was_said_in_a_workshop_led_elsewhere_gives_a_file_that_reads_back(apart: Apart, what: str) -> None:
    builders.add_people(apart.here)
    there = apart.give()
    builders.set_agenda(apart.here)
    builders.set_agenda(there)
    builders.bring_to(there, "round" if what == "note" else "discuss")
    if what == "note":
        put(there, "costs", "Signs")
    there_person = there.canvas.people[0].id
    changes: dict[str, Change] = {
        "parked": Park("Later", "costs", person=there_person),
        "remark": AddRemark(apart.note, "question", "Why?", there_person),
        "minute": AddMinute("It rained", there_person),
    }
    if what in changes:
        there.do(changes[what])
    apart.join()
    assert len(apart.here.canvas.agenda) == len(builders.AGENDA)
    read = apart.reads_back()
    assert read.content_hash == apart.here.canvas.content_hash
    kind: type[Note | Parked | Remark | Minute] = {"parked": Parked, "remark": Remark, "minute": Minute}.get(what, Note)
    assert [one.phase for one in read.all(kind)][-1] == ""


# what one side took off and the other changed


def changed_and_removed(apart: Apart, what: str) -> tuple[str, Change, Change]:
    """Something beside the notes on both sides: its id, a change of it, and what takes it off."""
    if what == "person":
        bob = builders.add_person(apart.here, "Bob")
        return bob, EditPerson(bob, PersonDetails("Bob", organisation="Harbour")), RemovePerson(bob)
    if what == "remark":
        remark = AddRemark(apart.note, "question", "How far?")
        apart.here.do(remark)
        return remark.id, EditRemark(remark.id, "support", "How far, then?"), DeleteRemark(remark.id)
    parked = Park("The ferry")
    apart.here.do(parked)
    return parked.id, EditParked(parked.id, "The ferry, by night"), DeleteParked(parked.id)


def told_of(apart: Apart, thing: str) -> list[tuple[Came, str]]:
    looked = apart.look()
    assert looked.copy is not None
    return [(one.came[0], one.after) for one in what_comes(apart.here.canvas, looked.copy).things if one.thing == thing]


@pytest.mark.parametrize("what", ["person", "remark", "parked"])
def test_what_they_took_off_and_we_changed_stays_and_that_is_told(apart: Apart, what: str) -> None:
    thing, change, removal = changed_and_removed(apart, what)
    apart.give().do(removal)
    apart.here.do(change)
    ((came, words),) = told_of(apart, thing)
    assert came.label == "kept: removed there, but changed here"
    assert any(word in words for word in ("Harbour", "then", "night"))
    apart.join()
    kind = {"person": Participant, "remark": Remark, "parked": Parked}[what]
    stays = apart.here.canvas.find(kind, thing)
    assert stays is not None
    assert stays != stays.gone()
    # said once: a later copy of theirs went on from a state in which it was off
    put(apart.there, "value", "Later")
    assert told_of(apart, thing) == []


@pytest.mark.parametrize("what", ["person", "remark", "parked"])
def test_what_we_took_off_and_they_changed_is_back_and_that_is_told(apart: Apart, what: str) -> None:
    thing, change, removal = changed_and_removed(apart, what)
    apart.give().do(change)
    apart.here.do(removal)
    ((came, _),) = told_of(apart, thing)
    assert came.label == "back: removed here, but changed there"


def test_whose_workshop_stays_where_both_led_one_is_told(apart: Apart) -> None:
    builders.workshop_at(apart.give(), "round", notes=0)
    builders.workshop_at(apart.here, "clarify", notes=0)
    assert told_of(apart, "") == [(Came.ROOM_STAYS, "")]


def test_a_workshop_of_theirs_that_is_taken_over_is_not_said_to_stay(apart: Apart) -> None:
    builders.workshop_at(apart.give(), "round", notes=0)
    assert told_of(apart, "") == [(Came.LED, "")]


# who is asked


@pytest.mark.parametrize("how", ["removed", "observer"])
def test_who_answered_here_stays_whatever_a_copy_says_and_it_is_told(apart: Apart, how: str) -> None:
    bob = builders.add_person(apart.here, "Bob")
    there = apart.give()
    there.do(RemovePerson(bob) if how == "removed" else EditPerson(bob, PersonDetails("Bob", capacity="observer")))
    put(there, "value", "Ride")
    builders.bring_to(apart.here, "consensus")
    apart.here.do(GiveAnswer(bob, AnswerKind.SATISFIED))
    looked = apart.look()
    assert looked.copy is not None
    told = [one for one in what_comes(apart.here.canvas, looked.copy).things if one.kind == "participant"]
    assert [one.thing for one in told] == [bob]
    assert "stays" in told[0].came[0].label
    apart.join()
    person = apart.here.canvas.find(Participant, bob)
    assert person is not None
    assert person.asked
    assert texts(apart.here, "value") == ["Walk", "Ride"]
    assert len(apart.here.canvas.answers) == 1


def test_an_observer_is_never_counted_after_joining(apart: Apart) -> None:
    bob = builders.add_person(apart.here, "Bob", "moderator")
    apart.give().do(EditPerson(bob, PersonDetails("Bob", capacity="observer")))
    apart.here.do(EditPerson(bob, PersonDetails("Bob", capacity="moderator", counts=True)))
    apart.join()
    person = apart.here.canvas.find(Participant, bob)
    assert person is not None
    assert (person.capacity, person.counts) == ("observer", False)
    apart.reads_back()


@pytest.mark.parametrize("other", ["observer", "note_taker"])
def test_who_settles_a_capacity_is_asked_whether_they_are_asked_where_copies_differ(apart: Apart, other: str) -> None:
    bob = builders.add_person(apart.here, "Bob")
    there = apart.give()
    apart.here.do(EditPerson(bob, PersonDetails("Bob", capacity="moderator", counts=True)))
    there.do(EditPerson(bob, PersonDetails("Bob", capacity=other)))
    apart.join()
    assert "capacity" in open_fields(apart.here.canvas)
    apart.here.do(SettleConflict(f"participant:{bob}:capacity", "moderator"))
    assert open_fields(apart.here.canvas) == ["counts"]
    apart.here.do(SettleConflict(f"participant:{bob}:counts", "1"))
    person = apart.here.canvas.find(Participant, bob)
    assert person is not None
    assert (person.capacity, person.asked) == ("moderator", True)


def test_who_settles_for_an_observer_is_asked_nothing_more(apart: Apart) -> None:
    bob = builders.add_person(apart.here, "Bob")
    there = apart.give()
    apart.here.do(EditPerson(bob, PersonDetails("Bob", capacity="moderator", counts=True)))
    there.do(EditPerson(bob, PersonDetails("Bob", capacity="observer")))
    apart.join()
    apart.here.do(SettleConflict(f"participant:{bob}:capacity", "observer"))
    assert not open_conflicts(apart.here.canvas)


# settling


def test_settling_where_a_note_goes_takes_none_identified_off_that_box(apart: Apart) -> None:
    apart.give().do(MoveNotes((apart.note,), "buyin", 0))
    apart.here.do(MoveNotes((apart.note,), "partners", 0))
    apart.join()
    other = ({"partners", "buyin"} - {apart.here.canvas.note(apart.note).box}).pop()
    apart.here.do(MarkNoneIdentified(other))
    apart.here.do(SettleConflict(f"note:{apart.note}:box", other))
    assert not apart.here.canvas.mark(other).none_identified
    apart.reads_back()


def test_as_many_tags_as_a_note_holds_are_kept_together_however_long_they_are(apart: Apart) -> None:
    ours, theirs = (tuple(f"{side * 290}{n}" for n in range(25)) for side in "ab")
    apart.give().do(Tag(apart.note, theirs))
    apart.here.do(Tag(apart.note, ours))
    apart.join()
    apart.reads_back()
    apart.here.do(KeepBoth(f"note:{apart.note}:tags"))
    assert apart.here.canvas.note(apart.note).tags == (*ours, *theirs)
    apart.reads_back()


def test_more_tags_than_a_note_holds_are_not_kept_together(apart: Apart) -> None:
    ours, theirs = (tuple(f"{side}{n}" for n in range(40)) for side in "ab")
    apart.give().do(Tag(apart.note, theirs))
    apart.here.do(Tag(apart.note, ours))
    apart.join()
    with pytest.raises(Refusal, match="at most"):
        apart.here.do(KeepBoth(f"note:{apart.note}:tags"))
    assert open_fields(apart.here.canvas) == ["tags"]
    apart.here.do(SettleConflict(f"note:{apart.note}:tags", "\n".join(ours)))
    assert apart.here.canvas.note(apart.note).tags == ours


def test_keeping_both_puts_the_other_words_right_below(apart: Apart) -> None:
    put(apart.here, "value", "Ride", "Sleep")
    apart.give().do(EditNote(apart.note, "Walk to work"))
    apart.here.do(EditNote(apart.note, "Walk home"))
    apart.join()
    apart.here.do(KeepBoth(f"note:{apart.note}:text"))
    assert texts(apart.here, "value") == ["Walk to work", "Walk home", "Ride", "Sleep"]


# what a file says beside


def test_what_a_file_says_beside_its_hashes_forges_no_content(apart: Apart) -> None:
    content = apart.here.canvas.content
    rest = canonical({"conflicts": [], "deleted": {}, "ranks": {apart.note: "a"}})
    beside = {
        "head": {"": ["Forged", "Port Alder"]},
        "note": {apart.note: ["Forged", "value", "value a", "", []], "ghost": ["Ghost", "value", "value b", "", []]},
        "box_mark": {"value": ["1"]},
    }
    told = Content.from_canonical(content.canonical())
    assert state_at(told, rest, canonical(beside)) == state_at(told, rest, "")


# looked at, and joined later


def test_a_copy_that_another_window_joined_meanwhile_reopens_nothing_that_was_settled(apart: Apart) -> None:
    apart.give().do(EditNote(apart.note, "Walk to work"))
    apart.here.do(EditNote(apart.note, "Walk home"))
    looked = apart.look()
    assert looked.copy is not None
    other = apart.library.session(apart.here.canvas.id)
    bring_back(apart.library, other, looked.copy, "Cy", agreed=True)
    other.do(SettleConflict(f"note:{apart.note}:text", "Go"))
    with pytest.raises(Refusal, match="nothing new"):
        bring_back(apart.library, apart.here, looked.copy, "Bo", agreed=True)
    assert texts(apart.here, "value") == ["Go"]
    assert not open_conflicts(apart.here.canvas)


def test_a_copy_is_looked_at_again_when_a_newer_one_of_the_same_person_was_joined_and_undone(apart: Apart) -> None:
    there = apart.give()
    there.do(EditNote(apart.note, "Walk to work"))
    first = apart.look()
    assert first.copy is not None
    bring_back(apart.library, apart.here, first.copy, "Bo", agreed=True)
    put(there, "value", "Ride")
    second = apart.look()
    assert second.copy is not None
    apart.here.undo()
    with pytest.raises(Refusal, match="meanwhile"):
        bring_back(apart.library, apart.here, second.copy, "Bo", agreed=True)
    apart.join()
    assert texts(apart.here, "value") == ["Walk to work", "Ride"]


def test_what_another_window_wrote_while_a_copy_was_joined_can_be_seen_in_the_history(apart: Apart) -> None:
    put(apart.give(), "value", "Ride")
    looked = apart.look()
    assert looked.copy is not None
    other = apart.library.session(apart.here.canvas.id)
    put(other, "costs", "Signs")
    bring_back(apart.library, apart.here, looked.copy, "Bo", agreed=True)
    assert "before merge" in {point.why for point in History(apart.library, apart.here).points}


def test_a_deleted_canvas_stays_deleted_until_a_copy_is_joined(apart: Apart) -> None:
    put(apart.here, "value", *(f"Word {n}" for n in range(12)))
    there = apart.give()
    there.do(DeleteNotes(tuple(ids(there, "value")[:5])))
    apart.library.do(apart.here.canvas.id, Delete())
    apart.here.catch_up()
    file = read_copy_file(apart.back(), apart.library.templates)
    looked = look_at(apart.library, file.canvas)
    assert looked.was_deleted
    with pytest.raises(HidesMany):
        bring_back_file(apart.library, file, looked)
    assert not apart.library.listed()
    done = bring_back_file(apart.library, file, looked, agreed=True)
    assert [one.head.id for one in apart.library.listed()] == [done.canvas_id]
    assert len(ids(apart.library.session(done.canvas_id), "value")) == 8


# the next version


@pytest.fixture
def version(apart: Apart) -> tuple[Apart, str]:
    """Signed here while Ada had a copy; the id of the version that follows."""
    ann = builders.add_person(apart.here, "Ann")
    apart.here.do(Park("Settled before", "costs"))
    apart.here.do(AddMinute("Known before", ann))
    apart.give()
    here = apart.here
    builders.bring_to(here, "consensus")
    builders.everyone_satisfied(here)
    here.do(NextPhase())
    here.do(SignOffCanvas())
    return apart, Series(apart.library).new_version(here.canvas.id)


def test_what_was_said_anew_comes_along_into_the_next_version(version: tuple[Apart, str]) -> None:
    apart, following = version
    there = apart.there
    eve = AddPerson(PersonDetails("Eve"))
    there.do(eve)
    there.do(AddRemark(apart.note, "objection", "Not at night", eve.id))
    there.do(Park("Who pays?", "costs"))
    there.do(AddMinute("Ada asked around", eve.id))
    looked = apart.look(following)
    assert (looked.relation, looked.here) == (Relation.JOINS, following)
    session = apart.library.session(following)
    before = [one.text for one in session.canvas.all(Parked)]
    assert looked.copy is not None
    bring_back(apart.library, session, looked.copy, "Bo", agreed=True)
    canvas = session.canvas
    assert [one.words for one in canvas.all(Remark)] == ["Not at night"]
    assert [one.text for one in canvas.all(Parked)] == [*before, "Who pays?"]
    assert [one.text for one in canvas.all(Minute)] == ["Ada asked around"]
    apart.reads_back(session)


def test_what_the_version_before_left_behind_does_not_come_again(version: tuple[Apart, str]) -> None:
    apart, following = version
    put(apart.there, "costs", "Signs")
    session = apart.library.session(following)
    before = [len(list(session.canvas.all(kind))) for kind in (Participant, Parked, Minute)]
    looked = apart.look(following)
    assert looked.copy is not None
    bring_back(apart.library, session, looked.copy, "Bo", agreed=True)
    assert [len(list(session.canvas.all(kind))) for kind in (Participant, Parked, Minute)] == before
    assert texts(session, "costs") == ["Signs"]


def test_who_is_named_by_something_new_comes_along_off_the_roster(apart: Apart) -> None:
    builders.add_person(apart.here, "Ann")
    zoe = builders.add_person(apart.here, "Zoe")
    (gone,) = put(apart.here, "costs", "Signs")
    apart.give()
    here = apart.here
    here.do(RemovePerson(zoe))
    here.do(DeleteNotes((gone,), "Too dear"))
    builders.bring_to(here, "consensus")
    builders.everyone_satisfied(here)
    here.do(NextPhase())
    here.do(SignOffCanvas())
    following = Series(apart.library).new_version(here.canvas.id)
    apart.there.do(AddRemark(gone, "question", "Whose?", zoe))
    apart.there.do(AddMinute("Zoe rang", zoe))
    session = apart.library.session(following)
    looked = apart.look(following)
    assert looked.copy is not None
    bring_back(apart.library, session, looked.copy, "Bo", agreed=True)
    assert "Zoe" not in [person.name for person in session.canvas.people]
    assert not texts(session, "costs")
    assert [line.text for line in apart.reads_back(session).all(Minute)] == ["Zoe rang"]


# history


def test_the_history_names_whose_copy_came_also_when_ours_stood_at_a_copy_given_to_somebody_else(apart: Apart) -> None:
    apart.give()
    for number in range(6):
        put(apart.there, "value", f"Ada's {number}")
        put(apart.here, "costs", f"Ours {number}")
        given_copy(apart.library.store, apart.here, apart.folder / "cy.cmc", "Cy")
        apart.join()
    merges = [point for point in History(apart.library, apart.here).points if point.why == "merge"]
    assert [point.theirs for point in merges] == ["Ada"] * 6


# clocks


def test_a_clock_that_ran_on_the_other_laptop_stands_here(apart: Apart) -> None:
    builders.add_people(apart.here)
    there = apart.give()
    builders.bring_to(there, "round")
    apart.join()
    item = apart.here.canvas.current_item
    assert item is not None
    run = apart.here.canvas.run(item.id)
    assert run.started_at
    assert not run.running
    assert not apart.here.canvas.workshop.due_at
    put(there, "value", "Ride")
    apart.join()
    assert not open_conflicts(apart.here.canvas)
    assert texts(apart.here, "value") == ["Walk", "Ride"]


# what a merge keeps of both sides


def test_joining_that_hides_more_than_twenty_notes_asks_also_on_a_full_board(apart: Apart) -> None:
    builders.fill(apart.here, 300)
    there = apart.give()
    many = [note for box in builders.BOXES[1:] for note in ids(there, box)][: HIDDEN_LIMIT + 1]
    for note in many:
        there.do(DeleteNotes((note,), "Too many"))
    looked = apart.look()
    assert looked.copy is not None
    with pytest.raises(HidesMany) as caught:
        bring_back(apart.library, apart.here, looked.copy, "Bo")
    assert set(caught.value.notes) == set(many)


def test_a_merged_note_was_changed_when_it_was_changed_last_and_keeps_what_was_said_on_either_side(
    apart: Apart,
) -> None:
    there = apart.give()
    there.do(EditNote(apart.note, "Walk to work"))
    changed = there.canvas.note(apart.note).changed_at
    there.do(Said(apart.note))
    apart.join()
    note = apart.here.canvas.note(apart.note)
    assert (note.changed_at, note.said, note.said_in) == (changed, "Walked", "buyin")


@dataclass(frozen=True)
class Said(Change):
    """What a note said when its phase was over."""

    note: str

    @property
    def label(self) -> str:
        return "said"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.note(self.note), said="Walked", said_in="buyin"),)


def test_going_back_to_two_texts_of_a_box_brings_the_one_that_waited_as_it_was(apart: Apart) -> None:
    apart.give().do(SetMission("mission", "Sleep"))
    apart.here.do(SetMission("mission", "Go"))
    apart.join()
    apart.here.do(KeepCheckpoint(name="both"))
    (conflict,) = open_conflicts(apart.here.canvas).values()
    shown = ids(apart.here, "mission")[0]
    (waits,) = (one for one in conflict.values if one != shown)
    words = next(one.text for one in apart.here.canvas.all(Note) if one.id == waits)
    apart.here.do(SettleConflict(conflict.id, waits))
    apart.here.do(SetMission("mission", "Something else by now"))
    history = History(apart.library, apart.here)
    history.restore(history.find("both"))
    assert texts(apart.here, "mission") == [apart.here.canvas.note(shown).text]
    apart.here.do(SettleConflict(conflict.id, waits))
    assert texts(apart.here, "mission") == [words]


def test_a_state_of_the_past_is_a_session_of_which_nothing_else_is_known(apart: Apart) -> None:
    past = PastSession(apart.here.canvas.head, apart.here.canvas.template, apart.here.clock)
    past.show(apart.here.canvas.content)
    past.may_write()
    assert (past.undo(), past.redo(), past.log(), past.is_told) == (None, None, [], False)
    assert past.content_of(apart.here.canvas.content_hash) == apart.here.canvas.content
    with pytest.raises(NotThere):
        past.content_of("0" * 64)
    with pytest.raises(Refusal):
        past.do(Park("Later", "costs"))
