"""What the app noted is told in plain sentences: everything that happened to the room, nothing that was private."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import a_change

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.log_lines import LogLine, log_lines
from cmc_desktop.model.services.resources import load_protocols, load_sample
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

RESOURCES = resources_folder()
#: changes that leave no line: who has the floor, minutes and cards have places of their own, sheets are private
UNTOLD = {
    *("GiveFloor", "AddMinute", "EditMinute", "DeleteMinute", "EditCard", "ResetCard"),
    *("AddSheetNotes", "EditSheetNote", "DeleteSheetNote", "Archive", "Unarchive", "Delete", "Restore"),
}


def told(session: Session, *, names: bool = True) -> list[str]:
    return [line.words for line in log_lines(session, names=names)]


def last(session: Session) -> list[str]:
    """What the last commit is told as."""
    seq = session.log()[-1][0].seq
    return [line.words for line in log_lines(session) if line.seq == seq]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A whole day, only looked at."""
    library = builders.open_library(tmp_path_factory.mktemp("played"), ManualClock(MORNING))
    whole = Demonstration(library, load_sample(RESOURCES), load_protocols(RESOURCES))
    for _ in whole.play():
        pass
    yield whole.session
    library.close()


def test_every_commit_of_a_whole_day_is_told_but_for_those_with_places_of_their_own(played: Session) -> None:
    lines = {line.seq for line in log_lines(played)}
    untold = {entry.name for entry, _ in played.log() if entry.seq not in lines}
    assert untold <= UNTOLD


def test_the_day_is_told_in_its_order_under_the_phases_it_had(played: Session) -> None:
    lines = log_lines(played)
    phases = [line.words for line in lines if line.words.startswith("Phase: ")]
    assert phases == [f"Phase: {item.title}" for item in played.canvas.agenda]
    titles = {item.id: f"Phase: {item.title}" for item in played.canvas.agenda}
    assert all(titles[line.phase] == line.words for line in lines if line.words.startswith("Phase: "))
    assert [line.seq for line in lines] == sorted(line.seq for line in lines)


def test_without_names_nobody_is_named_in_the_whole_day(played: Session) -> None:
    names = {person.name for person in played.canvas.people}
    assert any(name in words for words in told(played) for name in names)
    assert not any(name in words for words in told(played, names=False) for name in names)


def test_the_log_is_read_on_from_where_it_was_read_to(played: Session) -> None:
    whole = log_lines(played)
    middle = whole[len(whole) // 2].seq
    assert [line for line in whole if line.seq <= middle] + log_lines(played, after=middle) == whole


def test_a_line_says_which_note_and_which_element_it_is_about(session: Session) -> None:
    note = builders.put(session, "partners", "Bus operators")[0]
    line = log_lines(session)[-1]
    assert (line.note, line.element) == (note, "partners")


# one thing each


def in_consensus(session: Session) -> dict[str, str]:
    """Grace and Ines and two of their notes, in the agreement: ids by what they are called."""
    ids = {name: builders.add_person(session, name) for name in ("Grace Bell", "Ines Barros")}
    for words, box in (("one", "partners"), ("two", "partners"), ("three", "costs")):
        change = c.AddNote(box, words, author=ids["Grace Bell"])
        session.do(change)
        ids[words] = change.id
    builders.bring_to(session, "consensus")
    return ids


PARTNERS, COSTS = builders.CMC.box("partners").label, builders.CMC.box("costs").label
Change = Callable[[dict[str, str]], c.Change]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda ids: c.AddNote("costs", "four", author=ids["Ines Barros"]), f"Added in {COSTS} by Ines Barros: “four”"),
        (lambda _: c.AddNote("costs", "four"), f"Added in {COSTS}: “four”"),
        (lambda ids: c.EditNote(ids["one"], "first"), f"Reworded in {PARTNERS}: “one” to “first”"),
        (lambda ids: c.MoveNotes((ids["one"],), "costs"), f"Moved from {PARTNERS} to {COSTS}: “one”"),
        (lambda ids: c.DeleteNotes((ids["one"],)), f"Dropped from {PARTNERS}: “one”"),
        (
            lambda ids: c.DeleteNotes((ids["one"],), "too dear"),
            f"Dropped from {PARTNERS}: “one”, because: too dear",
        ),
        (
            lambda ids: c.MergeNotes((ids["two"],), ids["one"], "one"),
            f"Joined with another note: “two” from {PARTNERS}",
        ),
        (lambda _: c.MarkNoneIdentified("revenue", "Mo"), f"None identified in {builders.CMC.box('revenue').label}"),
        (lambda ids: c.AddRemark(ids["one"], "question", "Who?"), "Question on “one”"),
        (
            lambda ids: c.AddRemark(ids["one"], "objection", "No", ids["Ines Barros"]),
            "Objection by Ines Barros on “one”",
        ),
        (lambda _: c.Park("The depot"), "Put aside: “The depot”"),
        (lambda _: c.AgreeElement("partners"), f"The room agreed on {PARTNERS}"),
        (lambda _: c.RecordQuietCheck("slips", (1, 1)), "Quiet check: Paper slips"),
        (lambda ids: c.GiveAnswer(ids["Grace Bell"], "not_yet", "the depot"), "Grace Bell: not yet"),
        (lambda ids: c.Leave(ids["Grace Bell"]), "Grace Bell left"),
        (lambda _: c.AddPerson(PersonDetails("Tom Late"), arrived=True), "Tom Late was put on the roster"),
        (lambda _: c.AddMinutes(5), "5 minutes more"),
        (lambda _: c.AddMinutes(-5), "5 min taken off"),
        (lambda _: c.PausePhase(), "The clock was paused"),
        (lambda _: c.NextPhase(), "Phase: Sign off"),
        (lambda _: c.BackPhase(), "Phase: Break"),
        (lambda _: c.SetElement("costs"), f"Element: {COSTS}"),
        (lambda _: c.EndWorkshop(), "The workshop ended"),
        (lambda _: c.Rename("Day bus", "Port Alder"), "Title and city: Day bus · Port Alder"),
        (lambda _: c.AddPhase("break", "Cake", 10), "Put on the agenda: Cake, 10 min"),
    ],
)
def test_what_is_done_is_told_in_a_sentence(session: Session, change: Change, words: str) -> None:
    session.do(change(in_consensus(session)))
    assert words in last(session)


def test_what_goes_with_several_people_is_one_line(session: Session) -> None:
    session.do(c.AddPeople((PersonDetails("A"), PersonDetails("B"), PersonDetails("C"))))
    assert last(session) == ["3 people were put on the roster"]
    builders.bring_to(session, "present")
    session.do(c.EveryoneArrives())
    assert last(session) == ["3 people arrived"]


def test_undo_tells_what_it_took_back_and_redo_what_it_did_again(session: Session) -> None:
    note = builders.put(session, "partners", "Bus operators")[0]
    session.undo()
    assert last(session) == [f"Undone: Added in {PARTNERS}: “Bus operators”"]
    session.redo()
    assert last(session) == [f"Done again: Added in {PARTNERS}: “Bus operators”"]
    session.do(c.MoveNotes((note,), "costs"))
    session.undo()
    assert last(session) == [f"Undone: Moved from {PARTNERS} to {COSTS}: “Bus operators”"]
    session.do(c.DeleteNotes((note,)))
    session.undo()
    assert last(session) == [f"Undone: Dropped from {PARTNERS}: “Bus operators”"]


def test_a_slip_is_told_with_its_reason(session: Session) -> None:
    ids = in_consensus(session)
    session.do(c.BackPhase())
    session.do(c.DeleteNotes((ids["one"],)), slip="typed into the wrong canvas")
    assert last(session) == [f"Dropped from {PARTNERS}: “one” (typed into the wrong canvas)"]


def test_that_all_agree_and_that_they_do_no_longer_is_told_after_what_brought_it_about(session: Session) -> None:
    ids = in_consensus(session)
    builders.everyone_satisfied(session)
    agreed = "Everybody who counts is satisfied with the canvas as it stands"
    assert last(session) == ["Ines Barros: satisfied", agreed]
    session.do(c.EditNote(ids["one"], "first"))
    assert last(session)[-1] == "The canvas is no longer agreed on"
    session.undo()
    assert last(session) == [f"Undone: Reworded in {PARTNERS}: “one” to “first”", agreed]


def test_private_sheets_are_never_told_until_they_are_released(session: Session) -> None:
    person = builders.add_person(session, "Grace Bell")
    builders.bring_to(session, "individual")
    before = told(session)
    added = c.AddSheetNotes(person, "partners", ("A secret", "Another"))
    session.do(added)
    session.do(c.EditSheetNote(added.ids[1], "Another secret"))
    session.do(c.DeleteSheetNote(added.ids[1]))
    session.undo()
    assert told(session) == before
    builders.bring_to(session, "round")
    session.do(c.ReleaseSheetNote(added.ids[0]))
    assert last(session) == [f"Added in {PARTNERS} by Grace Bell: “A secret”"]
    assert not any("Another" in words for words in told(session))


def test_a_further_proposal_for_the_mission_is_told_by_its_words_and_whose_it_is(session: Session) -> None:
    (ada,) = builders.workshop_at(session, "round", participants=1, notes=1)
    session.do(c.Contribute("mission", "A city that listens", ada))
    label = builders.CMC.box("mission").label
    assert last(session) == [f"Added in {label} by Person 1: “A city that listens”"]
    session.undo(slip="misheard")
    assert last(session) == [f"Undone: Added in {label} by Person 1: “A city that listens” (misheard)"]
    session.redo()
    assert last(session) == [f"Done again: Added in {label} by Person 1: “A city that listens”"]
    proposal = next(note.id for note in session.canvas.all(Note) if note.joined)
    session.do(c.CorrectContribution(proposal, "A city that hears"))
    assert last(session) == [f"Reworded in {label}: “A city that listens” to “A city that hears”"]
    (note,) = builders.put(session, "value", "Typed twice")
    session.do(c.DeleteNotes((note,)), slip="typed twice")
    assert last(session) == [f"Taken back from {builders.CMC.box('value').label}: “Typed twice” (typed twice)"]


def test_what_a_canvas_brought_along_is_not_told_line_by_line(library: Library, session: Session) -> None:
    builders.fill(session)
    copy = library.session(library.duplicate(session.canvas.id))
    assert told(copy) == ["The canvas was made as a copy"]


# whatever happens


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("random"))
    yield library
    library.close()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_happens_can_be_told_and_names_only_whom_it_may(shared_library: Library, data: st.DataObject) -> None:
    session = shared_library.session(shared_library.new("Night bus"))
    for name in ("Grace Bell", "Ines Barros"):
        builders.add_person(session, name)
    kind = data.draw(st.sampled_from(["", "round", "discuss", "consensus"]))
    if kind:
        builders.bring_to(session, kind)
    for _ in range(data.draw(st.integers(1, 20))):
        with suppress(Refusal, NotThere):
            way = data.draw(st.sampled_from(["do", "do", "do", "undo", "redo"]))
            if way == "do":
                session.do(a_change(data.draw, session.canvas), slip=data.draw(st.sampled_from(["", "a slip"])))
            else:
                session.undo() if way == "undo" else session.redo()
    lines = log_lines(session)
    assert all(line.words.strip() for line in lines)
    assert len({(line.seq, line.place) for line in lines}) == len(lines)
    without: list[LogLine] = log_lines(session, names=False)
    assert [(line.seq, line.place) for line in without] == [(line.seq, line.place) for line in lines]
    assert not any(name in line.words for line in without for name in ("Grace Bell", "Ines Barros"))


def test_a_journal_of_the_first_schema_is_told_too(tmp_path: Path) -> None:
    kept = Path(__file__).parents[2] / "files" / "library-schema-1.cmcdb.gz"
    paths = builders.paths_in(tmp_path)
    paths.library.parent.mkdir(parents=True, exist_ok=True)
    paths.library.write_bytes(gzip.decompress(kept.read_bytes()))
    library = builders.open_library(tmp_path, ManualClock())
    sessions = [library.session(listed.head.id) for listed in [*library.every(), *library.deleted()]]
    assert sessions
    for session in sessions:
        assert told(session)
    library.close()
