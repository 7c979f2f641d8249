"""What became of every note of the round: their sum equals all, whatever was done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import builders
import pytest
from at_length import at_length
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import a_change

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.fate import Fate, FateKind, fates
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session

AGENDA = (("round", "Round", 90), ("discuss", "Talk", 20), ("consensus", "Agree", 120), ("signoff", "Sign", 10))
CHANGES = ("EditNote", "MoveNotes", "DeleteNotes", "MergeNotes", "MergeNotes", "ExplainDrop", "AddNote", "SetMission")
SAYING = ("AddNote", "AddNotes", "Contribute", "Contribute", "ReleaseSheetNote")
PHASES = ("NextPhase", "BackPhase", "EndWorkshop", "StartWorkshop")


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("fates"))
    yield library
    library.close()


def round_of(session: Session) -> list[str]:
    """Five notes said in the round, which is over; their ids."""
    builders.put(session, "buyin", "There before")
    builders.add_person(session, "Ada")
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    notes = [*builders.put(session, "value", "one", "two", "three", "four"), *builders.put(session, "costs", "five")]
    builders.bring_to(session, "consensus")
    return notes


def fate(session: Session, note: str) -> Fate:
    (found,) = [line for line in fates(session.canvas) if line.note.id == note]
    return found


def test_each_note_of_the_round_is_told_with_what_became_of_it(session: Session) -> None:
    one, two, three, four, five = round_of(session)
    session.do(c.EditNote(two, "two, better"))
    session.do(c.MoveNotes((three,), "buyin"))
    session.do(c.DeleteNotes((four,), "Too dear"))
    session.do(c.MergeNotes((one, five), one, "one"))
    lines = [(line.note.id, line.kind.value, line.words, line.box, line.why) for line in fates(session.canvas)]
    assert lines == [
        (one, "kept", "one", "value", ""),
        (two, "reworded", "two", "value", ""),
        (three, "moved", "three", "value", ""),
        (four, "dropped", "four", "value", "Too dear"),
        (five, "merged", "five", "costs", ""),
    ]
    into = fate(session, five).into
    assert into is not None
    assert into.id == one


def test_what_was_said_is_kept_from_the_first_rewording_on(session: Session) -> None:
    one, *_ = round_of(session)
    for words in ("better", "better still"):
        session.do(c.EditNote(one, words))
    session.do(c.MoveNotes((one,), "costs"))
    session.do(c.MoveNotes((one,), "buyin"))
    assert (fate(session, one).kind, fate(session, one).words, fate(session, one).box) == (
        FateKind.MOVED_AND_REWORDED,
        "one",
        "value",
    )
    session.do(c.EditNote(one, "one"))
    session.do(c.MoveNotes((one,), "value"))
    assert fate(session, one).kind is FateKind.KEPT
    for _ in range(6):
        session.undo()
    assert session.canvas.note(one) == session.canvas.note(one)
    assert (session.canvas.note(one).said, session.canvas.note(one).said_in) == ("", "")


def test_a_slip_put_right_in_the_round_is_what_was_said(session: Session) -> None:
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    (note,) = builders.put(session, "value", "on")
    session.do(c.EditNote(note, "one"))
    builders.bring_to(session, "consensus")
    assert (fate(session, note).kind, fate(session, note).words) == (FateKind.KEPT, "one")


def test_joins_are_followed_to_the_last_note(session: Session) -> None:
    one, two, three, four, _ = round_of(session)
    session.do(c.MergeNotes((one, two), two, "one and two"))
    session.do(c.MergeNotes((two, three), three, "one, two and three"))
    session.do(c.MergeNotes((three, four), four, "all"))
    assert [fate(session, note).into.id for note in (one, two, three)] == [four] * 3  # type: ignore[union-attr]  # all merged
    assert fate(session, four).kind is FateKind.REWORDED
    session.do(c.DeleteNotes((four,), "After all not"))
    assert fate(session, one).kind is FateKind.MERGED
    assert fate(session, one).into == session.canvas.find(Note, four)
    session.undo()
    session.undo()
    assert [fate(session, note).into.id for note in (one, two)] == [three] * 2  # type: ignore[union-attr]  # all merged
    session.undo()
    session.undo()
    assert {line.kind for line in fates(session.canvas)} == {FateKind.KEPT}


def proposals(session: Session, *words: str) -> tuple[list[str], list[str]]:
    """A round in which people say a mission each; the people and the ids of what they said."""
    people = [builders.add_person(session, name) for name in ("Ada", "Bo", "Cy")][: len(words)]
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    said = [c.Contribute("mission", text, person) for text, person in zip(words, people, strict=True)]
    for change in said:
        session.do(change)
    return people, [change.id for change in said]


def told(session: Session) -> list[tuple[str, str, str]]:
    return [(line.note.author, line.words, line.kind.value) for line in fates(session.canvas)]


def test_each_proposal_for_the_mission_is_a_note_of_the_round_with_its_own_words(session: Session) -> None:
    (ada, bo, cy), (mission, second, _) = proposals(session, "One", "Two", "Three")
    assert told(session) == [(ada, "One", "kept"), (bo, "Two", "merged"), (cy, "Three", "merged")]
    assert fate(session, second).into == session.canvas.note(mission)
    builders.bring_to(session, "consensus")
    session.do(c.EditNote(mission, "One, Two and Three"))
    assert told(session) == [(ada, "One", "reworded"), (bo, "Two", "merged"), (cy, "Three", "merged")]
    session.do(c.EditNote(mission, "Two"))
    assert told(session) == [(ada, "One", "reworded"), (bo, "Two", "kept"), (cy, "Three", "merged")]
    session.do(c.EditNote(mission, "One"))
    assert told(session) == [(ada, "One", "kept"), (bo, "Two", "merged"), (cy, "Three", "merged")]
    session.do(c.DeleteNotes((mission,), "No mission"))
    assert [line[2] for line in told(session)] == ["dropped", "merged", "merged"]


def test_a_proposal_put_below_a_mission_from_before_the_round_is_the_only_one_of_the_round(session: Session) -> None:
    builders.put(session, "mission", "From home")
    (ada,), (proposal,) = proposals(session, "One")
    assert told(session) == [(ada, "One", "merged")]
    assert fate(session, proposal).into == session.canvas.notes_in("mission")[0]


def test_what_is_undone_while_the_round_goes_on_was_taken_back_and_done_again_it_was_said(session: Session) -> None:
    (ada, bo), (_, second) = proposals(session, "One", "Two")
    session.do(c.Contribute("value", "three", ada))
    session.undo(slip="on the wrong element")
    session.undo(slip="said by mistake")
    assert told(session) == [(ada, "One", "kept"), (bo, "Two", "taken_back"), (ada, "three", "taken_back")]
    assert builders.texts(session, "mission") == ["One"]
    builders.bring_to(session, "consensus")
    assert [line[2] for line in told(session)] == ["kept", "taken_back", "taken_back"]
    session.do(c.ExplainDrop((second,), "Ada says the same"))
    assert (fate(session, second).kind, fate(session, second).why) == (FateKind.DROPPED, "Ada says the same")
    session.undo()
    assert fate(session, second).kind is FateKind.TAKEN_BACK
    session.do(c.BackPhase())
    while session.canvas.current_item and session.canvas.current_item.kind != "round":
        session.do(c.BackPhase())
    session.redo(slip="after all")
    assert fate(session, second).kind is FateKind.DROPPED


def test_a_slip_put_right_by_deleting_is_taken_back_and_with_a_reason_dropped(session: Session) -> None:
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    one, two = builders.put(session, "value", "one", "two")
    session.do(c.DeleteNotes((one,)), slip="typed twice")
    session.do(c.DeleteNotes((two,), "Withdrawn by Ada"), slip="she wishes so")
    assert [fate(session, note).kind for note in (one, two)] == [FateKind.TAKEN_BACK, FateKind.DROPPED]
    session.undo(slip="she does not")
    session.undo(slip="it was not")
    assert [fate(session, note).kind for note in (one, two)] == [FateKind.KEPT] * 2
    builders.bring_to(session, "consensus")
    session.do(c.DeleteNotes((one,)))
    assert fate(session, one).kind is FateKind.DROPPED


@pytest.mark.parametrize("kind", ["discuss", "consensus"])
def test_what_was_said_in_a_round_that_is_over_is_not_undone_without_a_word(session: Session, kind: str) -> None:
    builders.put(session, "costs", "Before")
    (ada, bo), notes = proposals(session, "One", "Two")
    builders.bring_to(session, kind)
    before = builders.everything(session.canvas)
    for _ in notes:
        with pytest.raises(Refusal, match="“Round” is over") as refused:
            session.undo(slip="a slip")
        assert not refused.value.slip
    assert builders.everything(session.canvas) == before
    assert told(session) == [(ada, "One", "kept"), (bo, "Two", "merged")]


def test_one_reason_for_several_notes_is_one_step(session: Session) -> None:
    one, two, three, *_ = round_of(session)
    session.do(c.DeleteNotes((one, two)))
    session.do(c.ExplainDrop((one, two, one), "Too dear"))
    assert [fate(session, note).why for note in (one, two)] == ["Too dear"] * 2
    assert session.do(c.ExplainDrop((one, two), "Too dear")) is None
    assert session.undo_label == "say why 3 notes were dropped"
    session.undo()
    assert [fate(session, note).why for note in (one, two)] == [""] * 2
    with pytest.raises(NotThere):
        session.do(c.ExplainDrop((one, three), "Too dear"))
    assert fate(session, one).why == ""


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_everything_that_was_said_in_a_round_is_told_exactly_once(shared_library: Library, data: st.DataObject) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    people = [builders.add_person(session, name) for name in ("Ada", "Bo")]
    for person in people:
        session.do(c.AddSheetNotes(person, "mission", ("From home", "Two")))
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    whose: dict[str, str] = {}
    for _ in range(data.draw(st.integers(1, 20))):
        way = data.draw(st.sampled_from(["say", "say", "say", "do", "undo", "redo", "phase"]))
        names = {"say": SAYING, "do": CHANGES, "phase": PHASES}.get(way)
        change = a_change(data.draw, session.canvas, names) if names else None
        with suppress(Refusal, NotThere):
            if change is None:
                getattr(session, way)(slip="a slip")
                continue
            item = session.canvas.current_item
            session.do(change, slip="a slip" if way == "do" else "")
            if way == "say" and item is not None and item.kind == "round":
                whose.update(_said_by(change, session))
    lines = fates(session.canvas)
    assert Counter(line.note.id for line in lines if line.note.id in whose) == dict.fromkeys(whose, 1)
    assert all(whose[line.note.id] == line.note.author for line in lines if line.note.id in whose)
    assert sum(Counter(line.kind for line in lines).values()) == len(lines)
    assert fates(shared_library.session(session.canvas.id).canvas) == lines
    assert fates(read_cmc(write_cmc(session.canvas), builders.TEMPLATES).canvas) == lines


def _said_by(change: c.Change, session: Session) -> dict[str, str]:
    """The ids of what a change put down as said, and who said it."""
    if isinstance(change, c.AddNotes):
        return dict.fromkeys(change.ids, change.author)
    if isinstance(change, c.ReleaseSheetNote):
        line = session.canvas.find(SheetNote, change.line)
        return {change.id: line.person} if line else {}
    assert isinstance(change, c.AddNote | c.Contribute)
    return {change.id: change.author if isinstance(change, c.AddNote) else change.person}


def test_words_of_a_mission_that_are_put_right_on_the_board_stay_with_whose_they_are(session: Session) -> None:
    (ada, bo), (mission, _) = proposals(session, "Home\nTwo", "Two")
    assert told(session) == [(ada, "Home\nTwo", "kept"), (bo, "Two", "merged")]
    session.do(c.EditNote(mission, "Home\nTwo\nToo"))
    assert told(session) == [(ada, "Home\nTwo", "kept"), (bo, "Too", "merged")]
    session.do(c.EditNote(mission, "At home\nTwo\nToo late"))
    assert told(session) == [(ada, "At home\nTwo", "kept"), (bo, "Too late", "merged")]
    session.undo()
    session.undo()
    assert told(session) == [(ada, "Home\nTwo", "kept"), (bo, "Two", "merged")]


@pytest.mark.parametrize(
    ("text", "kind"), [("Two\nOne", "kept"), ("Two\nOne!", "reworded"), ("Two", "reworded"), ("All", "reworded")]
)
def test_nobodys_words_become_anothers_by_what_is_put_right_on_the_board(
    session: Session, text: str, kind: str
) -> None:
    (ada, bo), (mission, _) = proposals(session, "One", "Two")
    session.do(c.EditNote(mission, text))
    assert [line[:2] for line in told(session)] == [(ada, "One"), (bo, "Two")]
    assert fate(session, mission).kind == kind


def test_who_said_something_corrects_just_that_also_as_a_paragraph(session: Session) -> None:
    builders.put(session, "costs", "Before")
    (ada, bo, cy), (mission, second, third) = proposals(session, "One", "Two", "Three")
    session.do(c.CorrectContribution(second, "Two\nhomes", was="Two"))
    session.do(c.CorrectContribution(mission, "Ones", was="One"))
    session.do(c.CorrectContribution(third, "Thrice"))
    assert builders.texts(session, "mission") == ["Ones\nTwo\nhomes\nThrice"]
    assert [line[:2] for line in told(session)] == [(ada, "Ones"), (bo, "Two\nhomes"), (cy, "Thrice")]
    with pytest.raises(Refusal, match="it now says “Two"):
        session.do(c.CorrectContribution(second, "Too", was="Two"))
    session.undo()
    session.undo()
    session.undo()
    assert [line[:2] for line in told(session)] == [(ada, "One"), (bo, "Two"), (cy, "Three")]
    session.redo()
    builders.bring_to(session, "consensus")
    session.undo()
    assert [line[:2] for line in told(session)] == [(ada, "One"), (bo, "Two\nhomes"), (cy, "Three")]


def test_a_proposal_below_a_mission_from_before_the_round_can_be_corrected(session: Session) -> None:
    builders.put(session, "mission", "From home")
    (ada,), (proposal,) = proposals(session, "Onne")
    session.do(c.CorrectContribution(proposal, "One"))
    assert builders.texts(session, "mission") == ["From home\nOne"]
    assert told(session) == [(ada, "One", "merged")]
    builders.put(session, "value", "said since")
    with pytest.raises(Refusal, match="only added"):
        session.do(c.CorrectContribution(proposal, "Two"))


def test_words_that_do_not_stand_in_the_text_any_more_are_not_corrected_there(session: Session) -> None:
    _, (mission, second, third) = proposals(session, "One", "Two", "Three")
    session.do(c.EditNote(mission, "Three\nOne"))
    session.do(c.CorrectContribution(third, "Thrice"))
    assert builders.texts(session, "mission") == ["Thrice\nOne"]
    with pytest.raises(Refusal, match="does not stand in the text any more"):
        session.do(c.CorrectContribution(second, "Too"))


def test_notes_joined_while_the_round_goes_on_leave_each_its_own_words(session: Session) -> None:
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    one, two = builders.put(session, "value", "one", "two")
    session.do(c.MergeNotes((one, two), one, "one and two"), slip="they wish so")
    assert [line[1:] for line in told(session)] == [("one", "reworded"), ("two", "merged")]


def test_a_paragraph_typed_into_the_mission_in_the_round_is_the_speakers(session: Session) -> None:
    (ada, bo), (mission, _) = proposals(session, "One", "Two")
    session.do(c.SetElement("mission"))
    session.do(c.NextSpeaker())
    session.do(c.EditNote(mission, "One\nTwo\nThree"))
    assert told(session) == [(ada, "One", "kept"), (bo, "Two", "merged"), (bo, "Three", "merged")]
    session.do(c.SetElement("value"))
    session.do(c.EditNote(mission, "One\nTwo\nThree\nFour"))
    assert told(session)[-1] == ("", "Four", "merged")


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_each_paragraph_of_the_mission_is_at_the_end_of_the_round_whose_it_was(
    shared_library: Library, data: st.DataObject
) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    people = [builders.add_person(session, name) for name in ("Ada", "Bo", "Cy")]
    if data.draw(st.booleans()):
        builders.put(session, "mission", "-1")
    builders.set_agenda(session, AGENDA)
    builders.bring_to(session, "round")
    session.do(c.SetElement("mission"))
    is_whole = True
    for number in range(data.draw(st.integers(1, 15))):
        way = data.draw(st.sampled_from(["say", "say", "correct", "board", "type", "shuffle", "next", "undo", "redo"]))
        with suppress(Refusal, NotThere):
            if way in ("undo", "redo"):
                getattr(session, way)(slip="a slip")
            else:
                session.do(_spoken(data, session, people, way, number), slip="a slip")
            is_whole = is_whole and way != "shuffle"
    builders.bring_to(session, "consensus")
    lines = [(people.index(line.note.author), line) for line in fates(session.canvas) if line.kind != "taken_back"]
    for person, line in lines:
        assert {_whose(words) for words in line.words.split("\n")} == {person}
    if is_whole:
        there = [
            words for words in "\n".join(builders.texts(session, "mission")).split("\n") if words not in ("", "-1")
        ]
        assert sorted(there) == sorted("\n".join(line.words for _, line in lines).split("\n") if lines else [])


def _whose(words: str) -> int:
    """The place of the person whose words these are: they say so."""
    return int(words.split(":")[0])


def _spoken(data: st.DataObject, session: Session, people: list[str], way: str, number: int) -> c.Change:
    """Something said, or put right, in words that tell by whom; on the board a line, or the lines in another order."""
    canvas, person = session.canvas, data.draw(st.integers(0, len(people) - 1))
    more = "\n".join(f"{person}: {number}.{line}" for line in range(data.draw(st.integers(1, 2))))
    texts = canvas.notes_in("mission")
    now = round_now(canvas)
    if way == "next":
        return c.NextSpeaker()
    if way == "say" or not texts:
        return c.Contribute("mission", more, people[person])
    if way == "type":
        speaker = people.index(now.speaker.id) if now is not None and now.speaker is not None else -1
        return c.EditNote(texts[0].id, f"{texts[0].text}\n{speaker}: {number}") if speaker >= 0 else c.NextSpeaker()
    if way == "correct":
        said = [note.id for note in canvas.all(Note) if note.author == people[person] and not note.taken_back]
        return c.CorrectContribution(data.draw(st.sampled_from([*said, "nobody"])), more)
    lines = texts[0].text.split("\n")
    if way == "shuffle":
        lines = data.draw(st.permutations(lines))[: data.draw(st.integers(1, len(lines)))]
    else:
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = f"{lines[place].split('.')[0]}.put right {number}" if lines[place] != "-1" else "-1"
    return c.EditNote(texts[0].id, "\n".join(lines))


def test_notes_from_before_the_round_and_after_it_are_no_input_of_the_round(session: Session) -> None:
    notes = round_of(session)
    builders.put(session, "value", "Later")
    assert [line.note.id for line in fates(session.canvas)] == notes


@pytest.mark.parametrize("way", ["duplicate", "next session", "new version"])
def test_a_copy_begins_its_own_story(library: Library, session: Session, way: str) -> None:
    one, two, three, *_ = round_of(session)
    session.do(c.EditNote(one, "better"))
    session.do(c.MoveNotes((two,), "buyin"))
    session.do(c.MergeNotes((one, three), one, "better still"))
    if way == "new version":
        builders.everyone_satisfied(session)
        session.do(c.SignOffCanvas())
    session.do(c.EndWorkshop())
    make = {
        "duplicate": library.duplicate,
        "next session": lambda canvas: Series(library).next_session(canvas, "Second"),
        "new version": Series(library).new_version,
    }[way]
    copy = library.session(make(session.canvas.id))
    assert not [note for note in copy.canvas.all(Note) if note.said or note.said_in or note.merged_into or note.deleted]
    assert fates(copy.canvas) == ()
    assert copy.canvas.content.boxes[1].canonical.count("better still") == 1


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_fates_add_up_to_every_note_of_the_round(shared_library: Library, data: st.DataObject) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    notes = round_of(session)
    said = {note.id: (note.text, note.box) for note in session.canvas.all(Note) if note.id in notes}
    went_back = False
    for _ in range(data.draw(st.integers(1, 25))):
        way = data.draw(st.sampled_from(["do", "do", "do", "undo", "redo", "phase"]))
        with suppress(Refusal, NotThere):
            if way == "do":
                session.do(a_change(data.draw, session.canvas, CHANGES), slip="a slip")
            elif way == "phase":
                session.do(a_change(data.draw, session.canvas, PHASES))
            else:
                getattr(session, way)(slip="a slip")
        item = session.canvas.current_item
        went_back = went_back or (item is not None and item.kind == "round")
        told = fates(session.canvas)
        ids = [line.note.id for line in told]
        assert len(ids) == len(set(ids))
        assert set(notes) <= set(ids)
        for line in told:
            now = session.canvas.find(Note, line.note.id)
            assert line.note == now
            if not went_back:
                assert (line.words, line.box) == said[line.note.id]
                expected = _expected(now, *said[line.note.id])
                assert line.kind == expected
            if line.kind is FateKind.MERGED:
                assert line.into is not None
                assert not (line.into.deleted and line.into.merged_into)
            else:
                assert line.into is None
            assert bool(line.why) <= (line.kind is FateKind.DROPPED)
    stored = shared_library.session(session.canvas.id).canvas
    assert fates(stored) == fates(session.canvas)


def _expected(note: Note, words: str, box: str) -> str:
    if note.deleted:
        return "merged" if note.merged_into else "dropped"  # and never taken back: their round is over
    changed = [name for name, is_so in (("moved", note.box != box), ("reworded", note.text != words)) if is_so]
    return "_and_".join(changed) or "kept"


test_fates_at_length = at_length(test_the_fates_add_up_to_every_note_of_the_round, 500)
test_what_was_said_at_length = at_length(test_everything_that_was_said_in_a_round_is_told_exactly_once, 500)
test_whose_the_mission_is_at_length = at_length(
    test_each_paragraph_of_the_mission_is_at_the_end_of_the_round_whose_it_was, 500
)
