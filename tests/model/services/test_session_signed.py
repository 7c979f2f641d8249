"""A signed canvas is frozen; work goes on in a new version."""

from __future__ import annotations

import builders
import pytest
import random_changes

from cmc_desktop.model.domain import changes
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.canvas_state import rest_of
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Leaving
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session

#: where the room stands may still be led and shown, the library may put the canvas away, and what is kept apart from
#: the result goes on: minutes, parking list, the moderator's own cards
STILL_ALLOWED = {
    *("PausePhase", "ResumePhase", "AddMinutes", "NextPhase", "BackPhase", "SkipPhase", "EndWorkshop"),
    *("SetElement", "ShiftClock", "ShiftLater", "Archive", "Unarchive", "Delete", "Restore"),
    *("AddMinute", "EditMinute", "DeleteMinute", "JoinMinutes", "Park", "EditParked", "SettleParked", "DeleteParked"),
    *("EditCard", "ResetCard", "KeepCheckpoint", "KeepGiven", "NameCheckpoint", "CallMaker"),
}
#: a signed canvas has nothing to be settled: the sign-off waited for it
SETTLING = {"SettleConflict", "SettleConflicts", "KeepBoth"}
#: wished for while the round goes on once more
TURNS = {"NextSpeaker", "PassTurn", "ComeLater", "BackSpeaker", "GiveFloor", "AnotherLap"}


def every_change(session: Session) -> dict[str, changes.Change]:
    """One change of every kind that would do something if the canvas were not signed."""
    canvas = session.canvas
    (note, second), person = builders.ids(session, "value"), canvas.people[3].id
    dropped = next(one.id for one in canvas.all(Note) if one.deleted)
    (line,) = [one.id for one in canvas.all(SheetNote)]
    (remark,) = [one.id for one in canvas.all(Remark)]
    (parked,) = [one.id for one in canvas.all(Parked)]
    (check,) = [one.id for one in canvas.all(QuietCheck)]
    (minute,) = [one.id for one in canvas.all(Minute)]
    at = round_now(canvas)
    next_one = at.next.id if at and at.next else person
    left = next(one.id for one in session.canvas.people if one.left_at)
    out = next(one.id for one in session.canvas.people if not one.arrived_at)
    last = session.canvas.agenda[-1].id
    now = session.canvas.run(session.canvas.workshop.current)
    made: list[changes.Change] = [
        changes.AddMinute("x"),
        changes.AddMinutes(5),
        changes.AddNote("value", "x"),
        changes.AddNotes("value", ("x", "y")),
        changes.AddPerson(PersonDetails("X")),
        changes.AddPeople((PersonDetails("X"), PersonDetails("Y"))),
        changes.AddPhase("round", "X", 5),
        changes.AddRemark(note, "support"),
        changes.AddSheetNotes(person, "value", ("x",)),
        changes.AgreeElement("buyin"),
        changes.AnotherLap(),
        changes.Archive(),
        changes.Arrive(out),
        changes.BackPhase(),
        changes.BackSpeaker(),
        changes.CallMaker("Ada", "x"),
        changes.CallVariant("x"),
        changes.ClearNoneIdentified("env_benefits"),
        changes.ComeBack(left),
        changes.ComeLater(),
        changes.Contribute("value", "one more", person),
        changes.CorrectContribution(note, "x"),
        changes.DecideOnLeaver(left, Leaving.EXCLUDED, "Other reason"),
        changes.Delete(),
        changes.DeleteMinute(minute),
        changes.DeleteNotes((note,)),
        changes.DeleteParked(parked),
        changes.DeleteRemark(remark),
        changes.DeleteSheetNote(line),
        changes.EditCard("round", "", "x", "y", "z"),
        changes.EditMinute(minute, "x"),
        changes.EditNote(note, "x"),
        changes.EditParked(parked, "x"),
        changes.EditPerson(person, PersonDetails("X")),
        changes.EditPhase(last, "X", 5),
        changes.EditRemark(remark, "support"),
        changes.EditSheetNote(line, "x"),
        changes.EndWorkshop(),
        changes.EveryoneArrives(),
        changes.ExplainDrop((dropped,), "x"),
        changes.GiveAnswer(person, AnswerKind.NOT_YET, "Changed my mind"),
        changes.GiveFloor(next_one),
        changes.JoinMinutes((Minute("joined", 1, "", "", "", "x"),)),
        changes.KeepBoth("note:x:text"),
        changes.KeepCheckpoint(),
        changes.KeepGiven(changes.KeepCheckpoint("copy", "Ada").decide(canvas.snapshot(), 5)),
        changes.Leave(person),
        changes.MarkNoneIdentified("env_costs"),
        changes.MergeCopy(random_changes.coming(canvas, "x"), agreed=True),
        changes.MergeNotes((note, second), note, "x"),
        changes.MoveNotes((note,), "buyin"),
        changes.MovePerson(person, 0),
        changes.MovePhase(last, 0),
        changes.NameCheckpoint(canvas.head.checkpoint, "x"),
        changes.NextPhase(),
        changes.NextSpeaker(),
        changes.Park("x"),
        changes.PassTurn(),
        changes.PausePhase(),
        changes.RecordQuietCheck("slips", (1, 2)),
        changes.ReleaseSheetNote(line),
        changes.RemovePerson(person),
        changes.RemovePeople((person, left)),
        changes.RemovePhase(last),
        changes.Rename("X", "Y"),
        changes.ReopenElement("value"),
        changes.ResetCard("clarify"),
        changes.Restore(),
        changes.RestoreState(random_changes.earlier(canvas, "x"), rest_of(canvas)),
        changes.ResumePhase(),
        changes.SetAgenda((("round", "X", 5),)),
        changes.SetElement("costs"),
        changes.SetMission("mission", "x"),
        changes.SettleConflict("note:x:text", "x"),
        changes.SettleConflicts((("note:x:text", "x"),)),
        changes.SettleParked(parked, "x"),
        changes.ShiftClock(60_000, now.running_since),
        changes.ShiftLater(),
        changes.ShowOfHands((person, left)),
        changes.SignOffCanvas(),
        changes.SkipPhase("No"),
        changes.StartWorkshop(),
        changes.TrimLater(),
        changes.Unarchive(),
        changes.WasNotHere(next(one.id for one in session.canvas.people if one.capacity == "observer")),
        changes.WithdrawAnswer(person),
        changes.WithdrawQuietCheck(check),
    ]
    return {type(change).__name__: change for change in made}


@pytest.fixture
def frozen(session: Session) -> Session:
    """A signed canvas whose history has something of everything; its workshop is in the last phase but one."""
    one, _two = builders.put(session, "value", "one", "two")
    builders.put(session, "buyin", "three", "four")
    session.do(changes.DeleteNotes((builders.ids(session, "buyin")[0],)))
    session.do(changes.MarkNoneIdentified("env_benefits", "Mo"))
    session.do(changes.SetMission("mission", "To get there"))
    first, second, *_ = builders.add_people(session, 3)
    builders.add_person(session, "Never came", arrived=False)
    builders.set_agenda(session, [*builders.AGENDA, ("break", "After that", 5)])
    session.do(changes.AddSheetNotes(second, "costs", ("Only for myself",)))
    session.do(changes.EditCard("clarify", "", "Our own words", "", ""))
    builders.bring_to(session, "discuss")
    session.do(changes.AddRemark(one, "question", "For whom?", second))
    session.do(changes.Park("Not for today", "costs"))
    session.do(changes.AddMinute("There was a question", second))
    builders.bring_to(session, "consensus")
    session.do(changes.RecordQuietCheck("slips", (2, 1), "value"))
    session.do(changes.AgreeElement("value"))
    builders.everyone_satisfied(session)
    session.do(changes.Leave(first))
    session.do(changes.DecideOnLeaver(first, Leaving.LAST_ANSWER))
    session.do(changes.AddPhase("round", "More", 30))
    session.do(changes.NextPhase())
    session.do(changes.SignOffCanvas())
    assert isinstance(session.clock, ManualClock)
    session.clock.forward(minutes=300)
    return session


@pytest.fixture
def in_a_round(frozen: Session) -> Session:
    """The signed canvas, led on to a round of contributions."""
    for _ in range(2):
        frozen.do(changes.NextPhase())
    assert round_now(frozen.canvas) is not None
    return frozen


def test_the_list_of_changes_is_complete(frozen: Session) -> None:
    assert {*every_change(frozen), "Change"} == set(changes.__all__)


@pytest.mark.parametrize(
    "name", sorted({*changes.__all__} - {"Change", "SignOffCanvas"} - STILL_ALLOWED - TURNS - SETTLING)
)
def test_a_signed_canvas_refuses(frozen: Session, name: str) -> None:
    before = builders.everything(frozen.canvas)
    for slip in ("", "Only a slip"):
        with pytest.raises(Refusal):
            frozen.do(every_change(frozen)[name], slip=slip)
    assert builders.everything(frozen.canvas) == before


@pytest.mark.parametrize("name", sorted(TURNS))
def test_a_signed_canvas_takes_no_turns(in_a_round: Session, name: str) -> None:
    before = builders.everything(in_a_round.canvas)
    for slip in ("", "Only a slip"):
        with pytest.raises(Refusal, match="is signed"):
            in_a_round.do(every_change(in_a_round)[name], slip=slip)
    assert builders.everything(in_a_round.canvas) == before


@pytest.mark.parametrize("name", sorted(SETTLING - {"SettleConflicts"}))
def test_a_signed_canvas_has_nothing_to_settle(frozen: Session, name: str) -> None:
    with pytest.raises(NotThere):
        frozen.do(every_change(frozen)[name])


@pytest.mark.parametrize("name", sorted(STILL_ALLOWED))
def test_a_signed_canvas_still_allows(frozen: Session, name: str) -> None:
    signed, words = frozen.canvas.sign_off, frozen.canvas.content_hash
    if name == "ResumePhase":
        frozen.do(changes.PausePhase())
    if name == "CallMaker":
        frozen.do(changes.KeepCheckpoint(by="Ada"))
    assert frozen.do(every_change(frozen)[name])
    assert (frozen.canvas.sign_off, frozen.canvas.content_hash) == (signed, words)
    assert frozen.canvas.head.state == "signed"


def test_signing_twice_is_signing_once(frozen: Session) -> None:
    signed = frozen.canvas.sign_off
    assert frozen.do(changes.SignOffCanvas()) is None
    assert frozen.canvas.sign_off == signed


def test_undo_and_redo_do_not_reach_behind_the_sign_off(signed: Session, library: Library) -> None:
    before = builders.everything(signed.canvas)
    for slip in ("", "Only a slip"):
        with pytest.raises(Refusal, match="is signed"):
            signed.undo(slip=slip)
    assert builders.everything(signed.canvas) == before
    other = library.session(library.new("Another"))
    builders.workshop_at(other, "consensus")
    builders.put(other, "value", "taken back")
    other.undo()
    builders.everyone_satisfied(other)
    other.do(changes.SignOffCanvas())
    with pytest.raises(Refusal, match="is signed"):
        other.redo(slip="Only a slip")


def test_a_signed_canvas_stays_signed_after_a_restart(signed: Session, library: Library) -> None:
    stored = library.session(signed.canvas.id)
    assert builders.everything(stored.canvas) == builders.everything(signed.canvas)
    with pytest.raises(Refusal, match="is signed"):
        stored.do(changes.AddNote("value", "x"))


def test_sign_off_waits_for_everyone_and_for_the_agreement_phase(session: Session) -> None:
    builders.fill(session, 14)
    builders.add_people(session, 2)
    with pytest.raises(Refusal, match="end of the agreement phase"):
        session.do(changes.SignOffCanvas())
    builders.bring_to(session, "consensus")
    with pytest.raises(Refusal, match="2 people have not been asked"):
        session.do(changes.SignOffCanvas())
    builders.everyone_satisfied(session)
    session.do(changes.BackPhase())
    with pytest.raises(Refusal, match="end of the agreement phase"):
        session.do(changes.SignOffCanvas())
    session.do(changes.NextPhase())
    session.do(changes.SignOffCanvas())
    assert session.canvas.sign_off is not None
    assert session.canvas.sign_off.content_hash == session.canvas.content_hash


def test_the_state_in_the_list_follows_every_step(library: Library, session: Session) -> None:
    def state() -> str:
        (listed,) = library.listed()
        assert listed.head == session.canvas.head
        return listed.head.state

    assert state() == "draft"
    builders.fill(session, 14)
    builders.add_people(session, 2)
    assert state() == "draft"
    builders.bring_to(session, "consensus")
    assert state() == "in_workshop"
    builders.everyone_satisfied(session)
    assert state() == "agreed"
    builders.put(session, "value", "x")
    assert state() == "in_workshop"
    session.undo()
    assert state() == "agreed"
    session.do(changes.EndWorkshop())
    assert state() == "agreed"
    builders.put(session, "value", "x")
    assert state() == "draft"
    session.undo()
    session.do(changes.StartWorkshop())
    assert state() == "agreed"
    session.do(changes.SignOffCanvas())
    assert state() == "signed"
    session.do(changes.EndWorkshop())
    assert state() == "signed"


def test_a_new_version_continues_with_the_same_words_and_no_answers(library: Library, frozen: Session) -> None:
    old = frozen.canvas
    new = library.session(Series(library).new_version(old.id))
    canvas = new.canvas
    assert canvas.content_hash == old.content_hash
    assert (canvas.head.version, canvas.head.parent, canvas.head.base) == (2, old.id, old.content_hash)
    assert (canvas.head.project, canvas.head.state) == (old.head.project, "draft")
    assert canvas.answers == []
    assert canvas.sign_off is None
    assert not canvas.workshop.started_at
    assert [person.name for person in canvas.people] == [person.name for person in old.people]
    assert not any(person.present or person.left_at or person.leaving for person in canvas.people)
    assert [item.name for item in canvas.agenda] == [item.name for item in old.agenda]
    assert not {item.id for item in canvas.agenda} & {item.id for item in old.agenda}
    assert agreement(canvas).rows
    assert not agreement(canvas).complete
    before = builders.everything(frozen.canvas)
    builders.put(new, "value", "Only in the new version")
    for again in (new, library.session(new.canvas.id)):
        assert again.content_of(canvas.head.base) == old.content
    assert builders.everything(library.session(old.id).canvas) == before


def test_versions_count_on_even_when_one_was_deleted(library: Library, signed: Session) -> None:
    second = Series(library).new_version(signed.canvas.id)
    library.archive(second)
    library.delete(Series(library).new_version(signed.canvas.id))
    assert library.session(Series(library).new_version(signed.canvas.id)).canvas.head.version == 4


def test_a_canvas_that_can_still_be_changed_needs_no_new_version(library: Library, agreeing: Session) -> None:
    with pytest.raises(Refusal, match="can still be changed"):
        Series(library).new_version(agreeing.canvas.id)


def test_revisions_follow_one_another_whatever_the_clock_says(
    library: Library, signed: Session, clock: ManualClock
) -> None:
    new = library.session(Series(library).new_version(signed.canvas.id))
    base = signed.canvas.content_hash
    builders.bring_to(new, "clarify")
    kept = {revision.id: revision.parents for revision in new.canvas.all(Revision)}
    assert kept == {base: ()}
    for word in ("one", "two"):
        clock.forward(minutes=-100)
        new.do(changes.AddNote("value", word), slip="To have something to keep")
        new.do(changes.NextPhase())
    kept = {revision.id: revision.parents for revision in new.canvas.all(Revision)}
    first, second = [one for one in kept if one != base]
    assert kept == {base: (), first: (base,), second: (first,)}
    assert {r.id: r.parents for r in library.session(new.canvas.id).canvas.all(Revision)} == kept
    for revision in kept:
        assert new.content_of(revision).hash == revision
