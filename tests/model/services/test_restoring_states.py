"""An earlier state becomes the present one again, and nothing that came since is lost."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from at_length import at_length
from builders import ids, put, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from test_copies import TwoLaptops

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    DeleteNotes,
    EditNote,
    KeepCheckpoint,
    MarkNoneIdentified,
    MergeNotes,
    MoveNotes,
    Rename,
    SetMission,
    SettleConflict,
)
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.merging.state import CONTENT_KINDS
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.past import PastSession, canvas_with
from cmc_desktop.model.services.session import Session


def keep(session: Session, name: str) -> None:
    session.do(KeepCheckpoint(name=name))


def restore(library: Library, session: Session, name: str) -> object:
    history = History(library, session)
    return history.restore(history.find(name))


def board(canvas: Canvas) -> object:
    """The words, marks and tombstones of a canvas as a merge sees them."""
    return {key: thing for key, thing in state_of(canvas).items() if key[0] in CONTENT_KINDS}


@pytest.fixture
def kept(session: Session) -> Session:
    """A canvas whose state was kept under a name, and then changed in every way there is."""
    put(session, "value", "Home by night", "Home by day", "Quiet")
    put(session, "costs", "Buses", "Drivers")
    session.do(MarkNoneIdentified("buyin"))
    keep(session, "council")
    first, second, third = ids(session, "value")
    session.do(EditNote(first, "Home at any hour"))
    session.do(MoveNotes((second,), "costs", 0))
    session.do(DeleteNotes((third,), "too loud"))
    put(session, "buyin", "The council")
    session.do(Rename("Day bus", "Port Alder", session.canvas.head))
    return session


@pytest.mark.both_databases
def test_notes_come_back_with_their_ids_and_places(kept: Session, library: Library) -> None:
    history = History(library, kept)
    then = history.content(history.find("council"))
    restore(library, kept, "council")
    assert kept.canvas.content == then
    assert kept.canvas.content_hash == then.hash
    assert texts(kept, "value") == ["Home by night", "Home by day", "Quiet"]


def test_what_was_since_is_deleted_and_not_removed(kept: Session, library: Library) -> None:
    (late,) = ids(kept, "buyin")
    restore(library, kept, "council")
    note = kept.canvas.find(Note, late)
    assert note is not None
    assert note.deleted
    assert note.text == "The council"
    assert kept.canvas.mark("buyin").none_identified


def test_the_state_before_is_kept_and_can_be_restored_too(kept: Session, library: Library) -> None:
    before = kept.canvas.content_hash
    restore(library, kept, "council")
    history = History(library, kept)
    kinds = [point.why for point in history.points]
    assert kinds == ["now", Why.RESTORED, Why.BEFORE_RESTORE, Why.KEPT]
    history.restore(next(point for point in history.points if point.why == Why.BEFORE_RESTORE))
    assert kept.canvas.content_hash == before


@pytest.mark.both_databases
def test_one_undo_takes_the_whole_restoring_back(kept: Session, library: Library) -> None:
    before, content = board(kept.canvas), kept.canvas.content
    restore(library, kept, "council")
    kept.undo()
    assert kept.canvas.content == content
    assert board(kept.canvas) == before
    undone = [point.title for point in History(library, kept).points if point.undone]
    assert undone == ["restored: “council” (undone)", "before an earlier state was restored (undone)"]
    kept.redo()
    assert not any(point.undone for point in History(library, kept).points)
    assert texts(kept, "value") == ["Home by night", "Home by day", "Quiet"]
    again = library.session(kept.canvas.id)
    assert again.canvas.content_hash == kept.canvas.content_hash


def test_restoring_what_it_says_already_changes_nothing(session: Session, library: Library) -> None:
    put(session, "value", "Home")
    keep(session, "council")
    seq = len(session.log())
    assert restore(library, session, "council") is None
    assert len(session.log()) == seq


def test_the_restored_state_is_stored(kept: Session, library: Library) -> None:
    restore(library, kept, "council")
    again = library.session(kept.canvas.id).canvas
    assert again.content_hash == kept.canvas.content_hash
    point = again.find(Checkpoint, again.head.checkpoint)
    assert point is not None
    assert point.why == Why.RESTORED
    assert library.store.checkpoint(again.id, point.id).is_sound


def test_a_joined_note_stands_by_itself_again(session: Session, library: Library) -> None:
    one, other = put(session, "value", "Home", "By night")
    keep(session, "apart")
    session.do(MergeNotes((one, other), one, "Home by night"))
    restore(library, session, "apart")
    assert texts(session, "value") == ["Home", "By night"]
    note = session.canvas.note(other)
    assert not note.merged_into


def test_a_phase_that_does_not_allow_it_refuses_it_and_a_slip_is_put_right(session: Session, library: Library) -> None:
    put(session, "value", "Home")
    keep(session, "morning")
    session.do(EditNote(ids(session, "value")[0], "Home by night"))
    builders.bring_to(session, "clarify")
    history = History(library, session)
    with pytest.raises(Refusal) as refused:
        history.restore(history.find("morning"))
    assert refused.value.slip
    session.do(history.restore_change(history.find("morning")), slip="typed on the wrong board")
    assert texts(session, "value") == ["Home"]


def test_a_signed_canvas_is_not_restored_and_told_the_way_to_go(session: Session, library: Library) -> None:
    put(session, "value", "Home")
    keep(session, "morning")
    builders.sign(session)
    with pytest.raises(Refusal, match="signed") as refused:
        restore(library, session, "morning")
    assert "new version" in str(refused.value)


def test_an_answer_counts_again_for_the_words_it_was_given_for(session: Session, library: Library) -> None:
    builders.workshop_at(session, "consensus")
    keep(session, "asked")
    builders.everyone_satisfied(session)
    agreed = session.canvas.head.state
    session.do(EditNote(ids(session, "value")[0], "Other words"))
    assert session.canvas.head.state != agreed
    restore(library, session, "asked")
    assert session.canvas.head.state == agreed == "agreed"


@pytest.fixture
def two(tmp_path: Path) -> TwoLaptops:
    laptops = TwoLaptops(tmp_path)
    laptops.give()
    return laptops


def test_a_copy_is_joined_after_restoring_as_after_any_other_change(two: TwoLaptops) -> None:
    parents, shops, _ = ids(two.here, "beneficiaries")
    keep(two.here, "before")
    two.here.do(DeleteNotes((shops,)))
    two.here.do(EditNote(parents, "Nobody"))
    restore(two.library, two.here, "before")
    two.there.do(EditNote(shops, "Owners of shops"))
    put(two.there, "costs", "Paint")
    assert two.bring_back(two.send_back()) is Relation.JOINS
    assert texts(two.here, "beneficiaries") == ["Parents", "Owners of shops", "Cyclists"]
    assert texts(two.here, "costs") == ["Signs", "Paint"]
    assert not open_conflicts(two.here.canvas)


def test_what_was_restored_away_here_and_changed_there_stays_and_is_asked_about(tmp_path: Path) -> None:
    two = TwoLaptops(tmp_path)
    keep(two.here, "before")
    (paint,) = put(two.here, "costs", "Paint")
    two.give()
    two.there.do(EditNote(paint, "Red paint"))
    restore(two.library, two.here, "before")
    assert texts(two.here, "costs") == ["Signs"]
    two.bring_back(two.send_back())
    assert texts(two.here, "costs") == ["Signs", "Red paint"]
    assert [one.field for one in open_conflicts(two.here.canvas).values()] == ["deleted"]


def test_what_was_in_conflict_is_open_again_and_later_conflicts_are_over(two: TwoLaptops) -> None:
    parents = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(parents, "Mothers"))
    two.there.do(EditNote(parents, "Fathers"))
    two.bring_back(two.send_back())
    (conflict,) = open_conflicts(two.here.canvas).values()
    keep(two.here, "open")
    two.here.do(SettleConflict(conflict.id, "Fathers"))
    keep(two.here, "settled")
    assert not open_conflicts(two.here.canvas)
    restore(two.library, two.here, "open")
    (again,) = open_conflicts(two.here.canvas).values()
    assert sorted(again.values) == ["Fathers", "Mothers"]
    assert {again.name_of("Fathers"), again.name_of("Mothers")} == {"Ada", "Bo"}
    restore(two.library, two.here, "settled")
    assert not open_conflicts(two.here.canvas)


CHANGES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 9)), max_size=12)


def _do(session: Session, steps: list[tuple[int, int, int]]) -> None:
    for kind, which, where in steps:
        notes = [note for box in builders.BOXES for note in session.canvas.notes_in(box)]
        box = ("value", "costs")[where % 2]
        if kind == 0 or not notes:
            put(session, box, f"Note {which}")
            continue
        note = notes[which % len(notes)]
        if kind == 1:
            session.do(EditNote(note.id, f"Words {where}"))
        elif kind == 2:
            session.do(MoveNotes((note.id,), box, 0))
        elif kind == 3:
            session.do(DeleteNotes((note.id,)))
        else:
            session.undo()


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_whatever_was_done_since_restoring_gives_the_same_words_ranks_and_marks(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    first, then = data.draw(CHANGES), data.draw(CHANGES)
    library = builders.open_library(tmp_path_factory.mktemp("restored"))
    session = library.session(library.new("Night bus"))
    _do(session, first)
    keep(session, "then")
    content, ranks = session.canvas.content, session.canvas.ranks()
    _do(session, then)
    since, notes = session.canvas.content, {note.id for note in session.canvas.all(Note)}
    restore(library, session, "then")
    assert session.canvas.content == content
    assert session.canvas.ranks() == ranks
    assert {note.id for note in session.canvas.all(Note)} == notes
    if since != content:
        session.undo()
        assert session.canvas.content == since
    library.close()


test_restoring_gives_the_same_words_ranks_and_marks_in_many_examples = at_length(
    test_whatever_was_done_since_restoring_gives_the_same_words_ranks_and_marks, 150
)


@pytest.mark.parametrize("what", ["text", "deleted", "one text"])
def test_a_state_of_the_past_shows_what_was_in_conflict_then(tmp_path: Path, what: str) -> None:
    two = TwoLaptops(tmp_path)
    parents, shops, _ = ids(two.here, "beneficiaries")
    two.here.do(KeepCheckpoint(name="before"))
    two.give()
    if what == "text":
        two.here.do(EditNote(parents, "Mothers"))
        two.there.do(EditNote(parents, "Fathers and mothers"))
    elif what == "deleted":
        two.here.do(EditNote(shops, "Shopkeepers"))
        two.there.do(DeleteNotes((shops,)))
    else:
        two.here.do(SetMission("mission", "Quiet"))
        two.there.do(SetMission("mission", "Quieter streets"))
    two.bring_back(two.send_back())
    two.here.do(KeepCheckpoint(name="in conflict"))
    in_conflict = dict(open_conflicts(two.here.canvas))
    (conflict,) = in_conflict.values()
    choice = {"text": "Mothers", "deleted": "keep"}.get(what) or conflict.values[0]
    two.here.do(SettleConflict(conflict.id, choice))

    history = History(two.library, two.here)
    past = PastSession(two.here.canvas.head, two.here.canvas.template, two.here.clock)
    for name, told in (("before", {}), ("in conflict", in_conflict), ("before", {}), ("now", {})):
        point = history.find(name)
        past.show(history.content(point), history.rest(point), two.here.canvas)
        assert past.canvas.content == history.content(point)
        assert open_conflicts(past.canvas) == told
    point = history.find("in conflict")
    given = canvas_with(
        history.content(point), two.here.canvas.head, two.here.canvas.template, "then", history.rest(point)
    )
    assert open_conflicts(given).keys() == in_conflict.keys()
    if what == "one text":
        assert sorted(note.text for note in given.all(Note) if note.box == "mission") == ["Quiet", "Quieter streets"]


def test_it_is_told_which_state_was_restored(session: Session, library: Library, clock: ManualClock) -> None:
    put(session, "value", "One")
    keep(session, "council")
    put(session, "value", "Two")
    clock.forward(minutes=60)
    session.do(KeepCheckpoint(Why.COPY.value, by="Ada"))
    given = clock.now()
    put(session, "value", "Three")
    restore(library, session, "council")
    assert History(library, session).points[1].title == "restored: “council”"
    history = History(library, session)
    history.restore(next(point for point in history.points if point.why == Why.COPY))
    assert History(library, session).points[1].title == f"restored: copy given to Ada, {day_and_time(given)}"
    # a state that was restored before is told by what it was, not by its being restored
    put(session, "value", "Four")
    history = History(library, session)
    history.restore(next(point for point in history.points if point.why == Why.RESTORED and "council" in point.title))
    assert History(library, session).points[1].title == "restored: “council”"
