"""What random histories found broken once, each told by itself."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from laptops import Laptop, laptops, texts

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import (
    AddNote,
    Change,
    DeleteNotes,
    EditCard,
    EditNote,
    KeepBoth,
    MoveNotes,
    RemovePhase,
    Rename,
    ResetCard,
    SetAgenda,
    SetMission,
    SettleConflict,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.merging import merging_of
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.merging.state import DELETED, is_hidden

HOME, WORK, SLEEP, WALK = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "1234")


def three(*changes: Change) -> tuple[Laptop, Laptop, Laptop]:
    """Ada, Bo and Cleo with the same canvas."""
    ada, bo, cleo = laptops("Ada", "Bo", "Cleo", changes=changes)
    return ada, bo, cleo


def opened(canvas: Canvas) -> dict[str, tuple[str, ...]]:
    return {one.id: one.values for one in open_conflicts(canvas).values()}


def exchange(one: Laptop, other: Laptop) -> None:
    """Each takes what the other has; after this both say the same."""
    one.take(other.copy())
    other.take(one.copy())
    assert one.canvas.content_hash == other.canvas.content_hash
    assert opened(one.canvas) == opened(other.canvas)


@pytest.fixture
def claimed() -> tuple[Laptop, Laptop, Laptop]:
    """All three have two texts for the mission, which holds one: that of Ada shows, that of Bo waits."""
    ada, bo, cleo = three()
    ada.session.do(SetMission("mission", "Sleep", id=SLEEP))
    bo.session.do(SetMission("mission", "Walk", id=WALK))
    exchange(ada, bo)
    cleo.take(ada.copy())
    assert texts(cleo.canvas) == {"mission": ["Sleep"]}
    return ada, bo, cleo


@pytest.mark.parametrize(
    "change", [DeleteNotes((SLEEP,), "Not ours"), MoveNotes((SLEEP,), "value"), SetMission("mission", "")]
)
def test_the_text_that_shows_does_not_go_with_those_that_wait_behind_it(
    claimed: tuple[Laptop, Laptop, Laptop], change: Change
) -> None:
    ada, bo, _ = claimed
    with pytest.raises(Refusal, match="more than one text"):
        ada.session.do(change)
    ada.session.do(SetMission("mission", "Sleep well"))
    bo.take(ada.copy())
    bo.session.do(SettleConflict("box:mission:texts", WALK))
    bo.session.do(DeleteNotes((WALK,), "Not ours"))
    assert texts(ada.canvas) == {"mission": ["Sleep well"]}
    ada.take(bo.copy())
    assert not texts(ada.canvas)


@pytest.mark.parametrize(
    ("changes", "board"),
    [
        ([SettleConflict("box:mission:texts", WALK)], {"mission": ["Walk"]}),
        ([SettleConflict("box:mission:texts", SLEEP)], {"mission": ["Sleep"]}),
        ([KeepBoth("box:mission:texts")], {"mission": ["Sleep\nWalk"]}),
        ([SettleConflict("box:mission:texts", "Rest")], {"mission": ["Rest"]}),
    ],
)
def test_two_texts_of_a_box_that_were_settled_elsewhere_are_settled_here(
    claimed: tuple[Laptop, Laptop, Laptop], changes: Iterable[Change], board: dict[str, list[str]]
) -> None:
    ada, bo, _ = claimed
    for change in changes:
        bo.session.do(change)
    ada.take(bo.copy())
    assert texts(ada.canvas) == board
    assert not opened(ada.canvas)
    assert ada.canvas.content_hash == bo.canvas.content_hash


def test_the_text_that_waits_comes_up_when_the_shown_one_was_moved_where_nothing_waited() -> None:
    ada, bo, cleo = three(SetMission("mission", "Sleep", id=SLEEP))
    ada.session.do(MoveNotes((SLEEP,), "value"))
    ada.session.do(SetMission("mission", "Walk", id=WALK))
    bo.session.do(EditNote(SLEEP, "Sleep well"))
    bo.session.do(MoveNotes((SLEEP,), "buyin"))
    cleo.session.do(SetMission("mission", "Sleep long"))
    for theirs in (bo, cleo):
        ada.take(theirs.copy())
    everywhere = [text for box in texts(ada.canvas).values() for text in box]
    assert "Walk" in everywhere
    assert {"Sleep well", "Sleep long"} == set(opened(ada.canvas)[f"note:{SLEEP}:text"])


def test_two_wordings_of_a_text_that_waits_are_there_when_its_turn_comes() -> None:
    ada, bo, cleo = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(EditNote(WALK, "Walk home"))
    ada.session.do(MoveNotes((WALK,), "mission"))
    bo.session.do(EditNote(WALK, "Walk to work"))
    cleo.session.do(SetMission("mission", "Sleep", id=SLEEP))
    exchange(ada, bo)
    exchange(ada, cleo)
    exchange(bo, cleo)
    assert texts(cleo.canvas) == {"mission": ["Sleep"]}
    cleo.session.do(SettleConflict("box:mission:texts", WALK))
    assert opened(cleo.canvas) == {f"note:{WALK}:text": ("Walk home", "Walk to work")}
    exchange(ada, cleo)
    assert opened(ada.canvas) == {f"note:{WALK}:text": ("Walk home", "Walk to work")}


@pytest.mark.parametrize(
    "change",
    [EditNote(WALK, "Go"), EditNote(WALK, "Walk home"), DeleteNotes((WALK,), "Not ours"), DeleteNotes((WALK,))],
)
def test_what_is_open_is_neither_typed_over_nor_deleted_but_settled(change: Change) -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(EditNote(WALK, "Walk home"))
    bo.session.do(EditNote(WALK, "Walk to work"))
    exchange(ada, bo)
    for slip in ("", "Only a slip"):
        with pytest.raises(Refusal, match="nobody has settled"):
            ada.session.do(change, slip=slip)
    assert list(opened(ada.canvas)) == [f"note:{WALK}:text"]
    ada.session.do(MoveNotes((WALK,), "buyin"))
    ada.session.do(SettleConflict(f"note:{WALK}:text", "Go"))
    exchange(ada, bo)
    assert texts(bo.canvas) == {"buyin": ["Go"]}
    assert not opened(bo.canvas)


def test_who_had_done_nothing_goes_on_from_the_copy_itself() -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    for words in ("Walk home", "Walk to work", "Go"):
        bo.session.do(EditNote(WALK, words))
        copy = bo.copy()
        ada.take(copy)
        assert ada.canvas.head.checkpoint == copy.head.checkpoint


def test_a_note_that_one_deleted_and_another_changed_stays_when_it_is_put_back_to_its_old_words() -> None:
    ada, bo, cleo = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(DeleteNotes((WALK,), "Not ours"))
    bo.session.do(EditNote(WALK, "Walk home"))
    exchange(ada, bo)
    bo.session.do(EditNote(WALK, "Walk"))
    exchange(ada, bo)
    cleo.take(ada.copy())
    for laptop in (ada, bo, cleo):
        assert texts(laptop.canvas) == {"value": ["Walk"]}
        assert list(opened(laptop.canvas)) == [f"note:{WALK}:deleted"]
        assert not is_hidden(state_of(laptop.canvas)["note", WALK])


def test_whoever_deleted_what_stays_is_named() -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(DeleteNotes((WALK,), "Not ours"))
    bo.session.do(EditNote(WALK, "Walk home"))
    for mine, theirs in ((ada, bo), (bo, ada)):
        mine.take(theirs.copy())
    for laptop in (ada, bo):
        (conflict,) = open_conflicts(laptop.canvas).values()
        assert conflict.names == ("Ada",)


def test_keeping_on_one_laptop_and_deleting_on_the_other_is_asked_again() -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(DeleteNotes((WALK,), "Not ours"))
    bo.session.do(EditNote(WALK, "Walk home"))
    exchange(ada, bo)
    ada.session.do(SettleConflict(f"note:{WALK}:deleted", "keep"))
    bo.session.do(SettleConflict(f"note:{WALK}:deleted", "delete"))
    exchange(ada, bo)
    assert texts(ada.canvas) == {"value": ["Walk home"]}
    assert list(opened(ada.canvas)) == [f"note:{WALK}:deleted"]


@pytest.mark.parametrize(("one", "other"), [("Walk home", "Walk to work"), ("Walk home", "Go"), ("Go", "Run")])
def test_what_was_settled_in_two_ways_is_asked_again(one: str, other: str) -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(EditNote(WALK, "Walk home"))
    bo.session.do(EditNote(WALK, "Walk to work"))
    exchange(ada, bo)
    ada.session.do(SettleConflict(f"note:{WALK}:text", one))
    bo.session.do(SettleConflict(f"note:{WALK}:text", other))
    exchange(ada, bo)
    assert opened(ada.canvas) == {f"note:{WALK}:text": tuple(sorted((one, other)))}


def test_what_one_laptop_settled_is_settled_on_the_other_and_stays_so() -> None:
    ada, bo, cleo = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(EditNote(WALK, "Walk home"))
    bo.session.do(EditNote(WALK, "Walk to work"))
    before = bo.copy()
    exchange(ada, bo)
    bo.session.do(SettleConflict(f"note:{WALK}:text", "Walk home"))
    exchange(ada, bo)
    assert not opened(ada.canvas)
    ada.take(before)
    cleo.take(before)
    exchange(ada, cleo)
    assert texts(ada.canvas) == {"value": ["Walk home"]}
    assert not opened(ada.canvas)


def test_a_card_that_was_reset_is_not_brought_back_by_a_copy_that_left_before() -> None:
    ada, bo, _ = three(EditCard("round", "", "In our words", "", ""))
    ada.session.do(ResetCard("round", ""))
    bo.session.do(Rename("Day bus", ""))
    exchange(ada, bo)
    for laptop in (ada, bo):
        assert not [card for card in laptop.canvas.all(CardText) if card.own]


def test_a_card_that_was_written_and_reset_is_no_conflict_with_one_that_was_written() -> None:
    ada, bo, _ = three()
    ada.session.do(EditCard("round", "", "In our words", "", ""))
    ada.session.do(ResetCard("round", ""))
    bo.session.do(EditCard("round", "", "In their words", "", ""))
    exchange(ada, bo)
    assert [card.say for card in ada.canvas.all(CardText)] == ["In their words"]
    assert not opened(ada.canvas)


AGENDA = (("round", "Round", 5), ("discuss", "Talk", 9))


def test_an_agenda_that_was_taken_back_does_not_bar_the_way_to_another() -> None:
    ada, bo, _ = three()
    ada.session.do(SetAgenda((("lunch", "Lunch", 50),)))
    ada.session.undo()
    bo.session.do(SetAgenda(AGENDA))
    exchange(ada, bo)
    assert [item.name for item in ada.canvas.agenda] == ["Round", "Talk"]


def test_an_agenda_that_was_emptied_stays_empty() -> None:
    ada, bo, _ = three(SetAgenda(AGENDA))
    for item in ada.canvas.agenda:
        ada.session.do(RemovePhase(item.id))
    bo.session.do(Rename("Day bus", ""))
    exchange(ada, bo)
    assert not ada.canvas.agenda
    assert not bo.canvas.agenda


def test_a_merge_that_was_taken_back_may_come_again_with_all_it_brings() -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    bo.session.do(AddNote("value", "Sleep", id=SLEEP))
    bo.session.do(DeleteNotes((WALK,), "Not ours"))
    bo.session.do(SetAgenda(AGENDA))
    bo.session.do(EditCard("round", "", "In our words", "", ""))
    copy = bo.copy()
    ada.session.do(Rename("Day bus", ""))
    before = state_of(ada.canvas)
    ada.take(copy)
    there = state_of(ada.canvas)
    ada.session.undo()
    after = state_of(ada.canvas)
    taken_back = after.keys() - before.keys()
    assert taken_back == {("note", SLEEP)}
    assert {key: after[key] for key in before} == before
    ada.take(copy)
    assert state_of(ada.canvas) == there


def test_a_merge_taken_back_after_its_result_was_given_away_comes_back_with_that() -> None:
    ada, bo, cleo = three(AddNote("value", "Walk", id=WALK))
    bo.session.do(AddNote("value", "Sleep", id=SLEEP))
    ada.take(bo.copy())
    cleo.take(ada.copy())
    ada.session.undo()
    assert texts(ada.canvas) == {"value": ["Walk"]}
    cleo.session.do(EditNote(WALK, "Run"))
    ada.take(cleo.copy())
    assert texts(ada.canvas) == {"value": ["Run", "Sleep"]}


def test_a_note_taken_back_before_anybody_saw_it_is_nowhere_and_after_that_goes_everywhere() -> None:
    ada, bo, _ = three()
    ada.session.do(AddNote("value", "Walk", id=WALK))
    ada.session.undo()
    exchange(ada, bo)
    assert not texts(bo.canvas)
    ada.session.do(AddNote("value", "Sleep", id=SLEEP))
    bo.take(ada.copy())
    assert texts(bo.canvas) == {"value": ["Sleep"]}
    ada.session.undo()
    exchange(ada, bo)
    assert not texts(bo.canvas)


def test_copies_that_go_back_and_forth_with_a_note_taken_back_come_to_rest() -> None:
    ada, bo, _ = three()
    bo.session.do(AddNote("value", "Walk", id=WALK))
    bo.session.undo()
    exchange(ada, bo)
    assert ada.look_at(bo.copy()) is None
    assert bo.look_at(ada.copy()) is None
    assert state_of(ada.canvas) == state_of(bo.canvas)


def test_a_note_that_both_deleted_having_seen_other_words_stays_to_be_decided() -> None:
    """By design: neither saw what the other had made of it."""
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    for laptop, words in ((ada, "Walk home"), (bo, "Walk to work")):
        laptop.session.do(EditNote(WALK, words))
        laptop.session.do(DeleteNotes((WALK,), "Not ours"))
    exchange(ada, bo)
    assert set(opened(ada.canvas)) == {f"note:{WALK}:text", f"note:{WALK}:deleted"}


def test_a_note_that_both_deleted_one_after_rewording_it_is_gone() -> None:
    ada, bo, _ = three(AddNote("value", "Walk", id=WALK))
    ada.session.do(EditNote(WALK, "Walk home"))
    ada.session.do(DeleteNotes((WALK,), "Not ours"))
    bo.session.do(DeleteNotes((WALK,), "Not ours"))
    exchange(ada, bo)
    assert not texts(ada.canvas)
    assert state_of(ada.canvas)["note", WALK][DELETED]
    for laptop in (ada, bo):
        assert not list(laptop.canvas.all(Conflict)), "nothing sleeps that would wake with the note"


def test_a_note_that_went_to_two_boxes_stands_where_it_was_put_in_the_one_that_shows_it() -> None:
    ada, bo, _ = three(
        *(AddNote("value", "Walk", id=WALK), AddNote("beneficiaries", "Parents", id=HOME)),
        *(AddNote("social_benefits", "Calm", id=WORK), AddNote("social_benefits", "Sleep", id=SLEEP)),
    )
    ada.session.do(MoveNotes((WALK,), "social_benefits", 2))
    bo.session.do(MoveNotes((WALK,), "beneficiaries", 0))
    exchange(ada, bo)
    assert texts(ada.canvas)["social_benefits"] == ["Calm", "Sleep", "Walk"]
    assert opened(ada.canvas) == {f"note:{WALK}:box": ("beneficiaries", "social_benefits")}


def test_where_both_led_a_workshop_each_keeps_its_own_and_is_told() -> None:
    """By design: how a workshop went is taken from one laptop as a whole, and joined from two it would be neither's."""
    ada, bo, _ = three(SetAgenda(AGENDA))
    for laptop in (ada, bo):
        laptop.session.do(StartWorkshop())
    coming = ada.look_at(bo.copy())
    assert coming is not None
    assert merging_of(ada.canvas, coming).room_stays
    started = ada.canvas.workshop.started_at
    ada.take(bo.copy())
    assert ada.canvas.workshop.started_at == started
