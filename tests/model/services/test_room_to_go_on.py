"""A file may come with a value at the very edge of what a file may say: whoever goes on from it can give the canvas
away and export it as ever, also signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import builders
import pytest
from builders import ids, put, texts
from forged_copies import forged
from test_odd_copies import Laptop

from cmc_desktop.model.domain.bounds import BOUNDS, COUNT_LIMIT, LAST_TIME, within_bounds
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddPerson,
    AddRemark,
    DeleteMinute,
    DeleteNotes,
    EditMinute,
    EditNote,
    EveryoneArrives,
    KeepCheckpoint,
    MoveNotes,
    NextPhase,
    Park,
    PausePhase,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.rank import LIMIT, between, is_at_the_edge
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.exchange import cmc_format
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.importing import read_file
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

LOWEST, LONGEST = "A" + "0" * 25 + "1", "z" * 797
File = dict[str, Any]


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path, "here").new()
    put(laptop.session, "costs", "Signs", "Buses")
    builders.set_agenda(laptop.session)
    laptop.session.do(AddPerson(PersonDetails("Ada")))
    return laptop


@pytest.fixture
def there(tmp_path: Path, here: Laptop) -> Laptop:
    """An officer's, with something new for ours."""
    laptop = Laptop(tmp_path, "there").takes(here.gives())
    put(laptop.session, "costs", "Drivers")
    laptop.session.do(AddMinute("We began late"))
    laptop.session.do(AddRemark(ids(laptop.session, "costs")[0], "question", "Why?"))
    laptop.session.do(Park("Trees"))
    return laptop


def ranked(row: int, rank: str) -> Callable[[File], None]:
    def spoil(file: File) -> None:
        costs = next(box for box in file["content"]["boxes"] if box["key"] == "costs")
        file["order"][costs["notes"][row]["id"]] = rank

    return spoil


def gives_and_reads(laptop: Laptop) -> None:
    path = laptop.gives("again.cmc")
    read = read_cmc(path.read_bytes(), builders.TEMPLATES).canvas
    assert read.content_hash == laptop.session.canvas.content_hash


def on_top(session: Session) -> Iterator[list[str]]:
    for number in range(30):
        session.do(AddNote("costs", f"top {number}", 0))
        yield [f"top {number}", *(f"top {one}" for one in reversed(range(number)))]


def at_the_end(session: Session) -> Iterator[list[str]]:
    for number in range(30):
        session.do(AddNote("costs", f"end {number}"))
        yield [f"end {one}" for one in range(number + 1)]


def in_between(session: Session) -> Iterator[list[str]]:
    first = texts(session, "costs")[0]
    for number in range(30):
        session.do(AddNote("costs", f"mid {number}", 1))
        yield [first, *(f"mid {one}" for one in reversed(range(number + 1)))]


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize(
    ("row", "rank", "adding"),
    [(0, LOWEST, on_top), (-1, LONGEST, at_the_end), (0, "a" + "0" * 796 + "1", in_between), (-1, LONGEST, in_between)],
)
def test_notes_are_put_at_a_rank_at_the_edge_as_anywhere(
    here: Laptop,
    there: Laptop,
    tmp_path: Path,
    row: int,
    rank: str,
    adding: Callable[[Session], Iterator[list[str]]],
    joined: bool,
) -> None:
    path = forged(there.gives("back.cmc"), ranked(row, rank))
    laptop = here if joined else Laptop(tmp_path, "third").takes(path)
    if joined:
        laptop.joins(path)
    assert rank in [note.rank for note in laptop.session.canvas.notes_in("costs")]
    before = texts(laptop.session, "costs")
    for count, expected in enumerate(adding(laptop.session), 1):
        said = texts(laptop.session, "costs")
        assert len(said) == len(before) + count
        assert [text for text in said if text in expected] == expected
        assert [text for text in said if text in before] == before
    gives_and_reads(laptop)
    for _ in range(30):
        laptop.session.undo()
    assert texts(laptop.session, "costs") == before
    laptop.session.redo()
    gives_and_reads(laptop)


@pytest.mark.parametrize("crosswise", [False, True])
@pytest.mark.parametrize("moves", range(1, 9))
def test_undo_leaves_the_order_that_was_there_whatever_ranks_were_given_meanwhile(
    there: Laptop, tmp_path: Path, moves: int, crosswise: bool
) -> None:
    session = Laptop(tmp_path, "third").takes(forged(there.gives("back.cmc"), ranked(0, LOWEST))).session
    session.do(AddNote("value", "From another box"))
    session.do(MoveNotes((ids(session, "costs")[0],), "costs", 1))
    session.do(MoveNotes((ids(session, "costs")[1],), "costs", 0))
    orders = [texts(session, "costs")]
    for _ in range(moves):
        session.do(MoveNotes((ids(session, "costs")[-1],), "costs", 0))
        orders.append(texts(session, "costs"))
    if crosswise:
        session.do(MoveNotes((ids(session, "value")[0],), "costs", 0))
        orders.append(texts(session, "costs"))
    for order in reversed(orders[:-1]):
        session.undo()
        assert texts(session, "costs") == order
    for order in orders[1:]:
        session.redo()
        assert texts(session, "costs") == order
    for order in reversed(orders[:-1]):
        session.undo()
        assert texts(session, "costs") == order
    session.undo()
    session.undo()
    assert texts(session, "costs") == ["Signs", "Buses", "Drivers"]


def test_a_canvas_with_such_a_rank_is_signed_and_its_record_written(here: Laptop, there: Laptop) -> None:
    here.joins(forged(there.gives("back.cmc"), ranked(0, LOWEST)))
    session = here.session
    session.do(AddNote("costs", "on top", 0))
    builders.add_people(session, participants=2, observers=0)
    session.do(EveryoneArrives())
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    exporter = Exporter(resources_folder() / "fonts", here.library.clock)
    path = here.folder / "signed.cmc"
    exporter.export(session.canvas, path, revisions=revisions_of(here.library, session.canvas))
    assert read_file(path, here.library.templates)


def test_in_a_phase_that_moves_nothing_a_note_is_added_at_such_a_rank_all_the_same(here: Laptop, there: Laptop) -> None:
    here.joins(forged(there.gives("back.cmc"), ranked(0, LOWEST)))
    builders.add_people(here.session, participants=2, observers=0)
    here.session.do(EveryoneArrives())
    builders.bring_to(here.session, "round")
    before = texts(here.session, "costs")
    for number in range(3):
        here.session.do(AddNote("costs", f"on top {number}", 0))
        assert texts(here.session, "costs")[0] == f"on top {number}"
    gives_and_reads(here)
    for _ in range(3):
        here.session.undo(slip="Said twice")
    assert texts(here.session, "costs") == before


def test_people_with_such_ranks_are_put_anywhere(here: Laptop, there: Laptop) -> None:
    path = forged(there.gives("back.cmc"), lambda file: file["people"][0].update(rank="z" * 800))
    here.joins(path)
    for number in range(20):
        here.session.do(AddPerson(PersonDetails(f"Guest {number}")))
    assert [one.name for one in here.session.canvas.people] == ["Ada", *(f"Guest {n}" for n in range(20))]
    gives_and_reads(here)


def in_all(part: str, **fields: object) -> Callable[[File], None]:
    def spoil(file: File) -> None:
        assert file[part]
        for one in file[part]:
            one.update(fields)

    return spoil


def test_a_line_that_was_changed_as_often_as_can_be_is_changed_again(here: Laptop, there: Laptop) -> None:
    here.joins(forged(there.gives("back.cmc"), in_all("minutes", edits=COUNT_LIMIT)))
    line = next(one for one in here.session.canvas.all(Minute) if one.edits == COUNT_LIMIT)
    here.session.do(EditMinute(line.id, "We began early", ""))
    gives_and_reads(here)
    here.session.do(DeleteMinute(line.id))
    gives_and_reads(here)


@pytest.mark.parametrize("part", ["remarks", "parking"])
def test_more_is_said_after_the_highest_number_there_is(there: Laptop, tmp_path: Path, part: str) -> None:
    third = Laptop(tmp_path, "third").takes(forged(there.gives("back.cmc"), in_all(part, serial=COUNT_LIMIT)))
    third.session.do(AddRemark(ids(third.session, "costs")[0], "support", "Good"))
    third.session.do(Park("Shade"))
    gives_and_reads(third)
    assert [one.words for one in sorted(third.session.canvas.all(Remark), key=lambda one: one.serial)] == [
        "Why?",
        "Good",
    ]


def test_a_version_follows_the_last_one_there_can_be(there: Laptop, tmp_path: Path) -> None:
    path = forged(there.gives("back.cmc"), lambda file: file["canvas"].update(version=COUNT_LIMIT))
    third = Laptop(tmp_path, "third").takes(path)
    made = Series(third.library).next_session(third.session.canvas.id, "Second session")
    third.session = third.library.session(made)
    assert third.session.canvas.head.parent == there.session.canvas.id
    gives_and_reads(third)


def test_times_at_the_end_of_all_times_go_on(here: Laptop, there: Laptop, tmp_path: Path) -> None:
    builders.bring_to(there.session, "round")
    spoilt = forged(
        there.gives("back.cmc"),
        lambda file: [run.update(spent=LAST_TIME, extra_minutes=COUNT_LIMIT) for run in file["phase_runs"]],
    )
    third = Laptop(tmp_path, "third").takes(spoilt)
    third.library.clock.forward(minutes=3)  # type: ignore[attr-defined]  # a clock that tests move
    third.session.do(PausePhase())
    gives_and_reads(third)


def test_a_point_of_history_may_have_as_many_deleted_notes_as_its_canvas(there: Laptop, tmp_path: Path) -> None:
    def spoil(file: File) -> None:
        one = {"author": "", "changed_at": 1, "deleted": True, "dropped_why": "", "made_at": 1, "merged_into": ""}
        one |= {"phase": "", "said": "", "said_in": "", "taken_back": False}
        one |= {"box": "costs", "rank": "a0", "tags": [], "text": "Gone"}
        file["notes"] += [{**one, "id": new_id()} for _ in range(cmc_format.NOTES_LIMIT + 1)]

    third = Laptop(tmp_path, "third").takes(forged(there.gives("back.cmc"), spoil))
    third.session.do(KeepCheckpoint())
    third.session.do(DeleteNotes((ids(third.session, "costs")[0],), ""))
    gives_and_reads(third)


def test_what_is_written_one_after_the_other_stays_within_bounds(here: Laptop) -> None:
    """Thousands of notes put between the same two."""
    session = here.session
    first = ids(session, "costs")[0]
    before, after = "a0", "a1"
    for _ in range(6 * LIMIT):
        if is_at_the_edge(between(before, after)):
            break
        after = between(before, after)
    assert len(after) >= LIMIT - 1
    canvas = session.canvas
    canvas.write([Note(first, "costs", before, "Signs"), Note(ids(session, "costs")[1], "costs", after, "Buses")])
    for number in range(10):
        session.do(AddNote("costs", f"between {number}", 1))
    assert not [note for note in canvas.notes_in("costs") if is_at_the_edge(note.rank)]
    session.do(MoveNotes((first,), "costs", 4))
    session.do(EditNote(first, "Signs!"))
    assert texts(session, "costs").index("Signs!") == 3


def test_every_number_that_grows_is_bounded_as_files_are() -> None:
    """What a file may hold of a field is what the bounds let through, no less and no more."""
    shapes = {
        "ElementRun": cmc_format.ELEMENT_RUN,
        "Minute": cmc_format.MINUTE,
        "PhaseRun": cmc_format.PHASE_RUN,
        "Turn": cmc_format.TURN,
        "Workshop": cmc_format.WORKSHOP,
    }
    for kind, fields in BOUNDS.items():
        for name, (low, high) in fields.items():
            fits = shapes[kind.__name__][name].fits
            assert [fits(value) for value in (low - 1, low, high, high + 1)] == [False, True, True, False], name


def test_what_is_within_bounds_is_written_as_it_is(here: Laptop) -> None:
    things: list[Entity] = [*here.session.canvas.all(Note), *here.session.canvas.people, *here.session.canvas.agenda]
    assert within_bounds(here.session.canvas, things) == tuple(things)
