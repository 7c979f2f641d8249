"""'None identified' and notes that copies put into the same box: whatever the order, the board shows the same."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations

import pytest
from laptops import Laptop, laptops, things_of

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddNote,
    Change,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    RestoreState,
)
from cmc_desktop.model.domain.checkpoint import Checkpoint, checkpoint_id
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.merging.canvas_state import rest_of, state_at, state_of
from cmc_desktop.model.domain.revision import Content, canonical, digest
from cmc_desktop.model.exchange.cmc_format import CHECKPOINT, MINOR
from cmc_desktop.model.exchange.fields import Reading
from cmc_desktop.model.exchange.history_reader import read_checkpoints


def joined_in_every_order(first: Change, *of_each: tuple[Change, ...]) -> list[Canvas]:
    """One canvas for each order of the copies of those who each did something after `first`."""
    officers = laptops("Ada", "Bo", "Cleo", changes=[first])
    for laptop, changes in zip(officers, of_each, strict=True):
        for change in changes:
            laptop.session.do(change)
    found = []
    for one, *others in permutations([laptop.copy() for laptop in officers]):
        moderator = Laptop("Zoe", things_of(one))
        for copy in others:
            moderator.take(copy)
        found.append(moderator.canvas)
    return found


def test_a_mark_beneath_a_note_that_a_third_copy_takes_elsewhere_shows_whatever_the_order() -> None:
    note = AddNote("buyin", "Votes in the council")
    boards = joined_in_every_order(
        note,
        (EditNote(note.id, "Votes in both councils"),),
        (DeleteNotes((note.id,)), MarkNoneIdentified("buyin")),
        (MoveNotes((note.id,), "partners"),),
    )
    assert {board.content_hash for board in boards} == {boards[0].content_hash}
    assert {rest_of(board) for board in boards} == {rest_of(boards[0])}
    assert boards[0].mark("buyin").none_identified
    assert [note.text for note in boards[0].notes_in("partners")] == ["Votes in both councils"]


def test_a_mark_stays_beneath_a_note_whose_box_is_contested_until_another_box_is_shown() -> None:
    note = AddNote("value", "Votes in the council")
    boards = joined_in_every_order(
        note,
        (MoveNotes((note.id,), "buyin"),),
        (MarkNoneIdentified("buyin"),),
        (MoveNotes((note.id,), "partners"),),
    )
    assert {board.content_hash for board in boards} == {boards[0].content_hash}
    assert {rest_of(board) for board in boards} == {rest_of(boards[0])}


def with_a_covered_mark() -> tuple[Laptop, str]:
    """A canvas whose box "buyin" has a note, and beneath it a mark that Bo set while it was empty for him."""
    ada, bo = laptops("Ada", "Bo", changes=[AddNote("value", "Something")])
    note = AddNote("buyin", "Votes in the council")
    ada.session.do(note)
    bo.session.do(MarkNoneIdentified("buyin"))
    ada.take(bo.copy())
    assert not ada.canvas.mark("buyin").none_identified
    assert ada.canvas.kept_mark("buyin").none_identified
    return ada, note.id


def test_the_board_and_its_hash_show_no_mark_while_there_are_notes() -> None:
    ada, note = with_a_covered_mark()
    box = next(box for box in ada.canvas.content.boxes if box.key == "buyin")
    assert not box.none_identified
    assert [one.id for one in box.notes] == [note]


def test_a_point_of_the_history_knows_what_is_covered() -> None:
    ada, _ = with_a_covered_mark()
    tip = ada.canvas.find(Checkpoint, ada.canvas.head.checkpoint)
    assert tip is not None
    kept = ada.store.checkpoint(ada.canvas.id, tip.id)
    content = Content.from_canonical(ada.store.revision(ada.canvas.id, kept.revision).content)
    assert state_at(content, kept.rest, kept.beside) == state_of(ada.canvas)


def test_a_copy_takes_a_covered_mark_along_in_its_file() -> None:
    ada, _ = with_a_covered_mark()
    assert ada.copy(through_a_file=True).kept_mark("buyin").none_identified


def test_who_takes_the_last_note_away_here_says_nothing_about_none_identified() -> None:
    for change in (lambda note: DeleteNotes((note,)), lambda note: MoveNotes((note,), "partners")):
        ada, note = with_a_covered_mark()
        before = ada.canvas.content_hash
        ada.session.do(change(note))
        assert not ada.canvas.mark("buyin").none_identified
        ada.session.undo()
        assert ada.canvas.content_hash == before
        assert ada.canvas.kept_mark("buyin").none_identified


def test_who_adds_a_note_to_a_covered_mark_takes_the_mark_away() -> None:
    ada, note = with_a_covered_mark()
    ada.session.do(AddNote("buyin", "The mayor"))
    ada.session.do(DeleteNotes((note,)))
    assert not ada.canvas.kept_mark("buyin").none_identified


def test_going_back_to_a_state_with_a_covered_mark_brings_it_back_covered() -> None:
    ada, note = with_a_covered_mark()
    point = ada.store.checkpoint(ada.canvas.id, ada.canvas.head.checkpoint)
    state = state_of(ada.canvas)
    ada.session.do(DeleteNotes((note,)))
    ada.session.do(
        RestoreState(Content.from_canonical(ada.store.revision(ada.canvas.id, point.revision).content), point.rest)
    )
    assert state_of(ada.canvas) == state


def read_with_marks(marks: object) -> list[Checkpoint]:
    """The point of a history after a file said `marks` of it, every hash computed anew."""
    ada, _ = with_a_covered_mark()
    point = ada.store.checkpoint(ada.canvas.id, ada.canvas.head.checkpoint)
    content = Content.from_canonical(ada.store.revision(ada.canvas.id, point.revision).content)
    forged = replace(point, rest=canonical(json.loads(point.rest) | {"marks": marks}), beside="")
    forged = replace(forged, rest_hash=digest(forged.rest))
    said = (forged.parents, forged.why, forged.at, forged.revision, forged.rest_hash, forged.nonce)
    forged = replace(forged, id=checkpoint_id(*said))
    told = {name: value for name, value in forged.plain().items() if name in CHECKPOINT}
    told |= {"parents": list(forged.parents), "rest": json.loads(forged.rest), "beside": None}
    told = json.loads(json.dumps(told))  # as a file has it
    return read_checkpoints([told], {point.revision: content}, ada.canvas.template, Reading(MINOR))


def test_a_point_of_a_file_may_have_the_marks_that_are_covered() -> None:
    assert [json.loads(one.rest)["marks"] for one in read_with_marks(["buyin"])] == [["buyin"]]


@pytest.mark.parametrize("marks", [None, [], "buyin", ["partners"], ["buyin", "buyin"], [["buyin"]], {"buyin": 1}])
def test_a_point_of_a_file_with_any_other_marks_is_refused(marks: object) -> None:
    with pytest.raises(BadFile):
        read_with_marks(marks)
