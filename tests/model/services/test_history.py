"""The history of a canvas: one line through sessions, variants and copies, read without opening what was said."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from builders import given_copy, ids, put, texts
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text
from test_copies import TwoLaptops

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.changes import (
    DeleteNotes,
    EditNote,
    KeepCheckpoint,
    MoveNotes,
    SetMission,
    SettleConflict,
)
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.difference import Kind
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.history_line import in_order, lanes_of
from cmc_desktop.model.services.importing import read_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.model.store.tables import TABLES


def titles(history: History) -> list[str]:
    return [point.title for point in history.points]


@pytest.mark.both_databases
def test_points_are_told_newest_first_with_what_they_were_made_for(session: Session, library: Library) -> None:
    builders.workshop_at(session, "discuss")
    session.do(EditNote(ids(session, "value")[0], "Home by night"))
    session.do(KeepCheckpoint(name="after the council meeting"))
    history = History(library, session)
    assert titles(history) == ["as it is now", "after the council meeting", "end of “Present the canvas”"]
    kept = history.points[1]
    assert kept.words == "kept as “after the council meeting”"
    assert len(kept.short) == 8
    figures = history.figures(kept)
    assert figures.notes == 16
    assert dict(figures.changes or {}) == {Kind.REWORDED: 1}


def test_clocks_decide_nothing(session: Session, library: Library, clock: ManualClock) -> None:
    put(session, "value", "One")
    session.do(KeepCheckpoint(name="first"))
    clock.forward(minutes=-60 * 24 * 365)
    put(session, "value", "Two")
    session.do(KeepCheckpoint(name="second"))
    clock.forward(minutes=60 * 24 * 365 * 5)
    session.do(KeepCheckpoint(name="third"))
    assert titles(History(library, session)) == ["as it is now", "third", "second", "first"]


def test_the_words_people_answered_stand_between_the_points(session: Session, library: Library) -> None:
    builders.workshop_at(session, "consensus")
    session.do(EditNote(ids(session, "value")[0], "Asked about"))
    builders.everyone_satisfied(session)
    session.do(EditNote(ids(session, "value")[0], "Changed again"))
    session.do(KeepCheckpoint(name="evening"))
    assert titles(History(library, session)) == [
        "as it is now",
        "evening",
        "when people answered",
        "end of “Present the canvas”",
    ]


def test_answers_since_the_last_point_stand_above_it(session: Session, library: Library) -> None:
    builders.workshop_at(session, "consensus")
    session.do(EditNote(ids(session, "value")[0], "Asked about"))
    builders.everyone_satisfied(session)
    assert titles(History(library, session))[:3] == [
        "as it is now",
        "when people answered",
        "end of “Present the canvas”",
    ]


def test_a_library_from_before_shows_its_revisions(session: Session, library: Library) -> None:
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    session.do(EditNote(ids(session, "value")[0], "Asked again"))
    builders.everyone_satisfied(session)
    with library.store.engine.begin() as connection:
        connection.execute(delete(TABLES[Checkpoint]))
        connection.execute(text("UPDATE canvases SET checkpoint = ''"))
    old = library.session(session.canvas.id)
    history = History(library, old)
    assert [point.is_checkpoint for point in history.points] == [False, False, False]
    assert history.figures(history.points[1]).changes == {Kind.REWORDED: 1}
    history.restore(history.points[2])
    assert texts(old, "value")[0] != "Asked again"
    with pytest.raises(Refusal, match="cannot be named"):
        history.name(history.points[1], "a name")


@pytest.mark.both_databases
def test_the_sessions_before_belong_to_the_line(session: Session, library: Library) -> None:
    builders.sign(session)
    following = library.session(Series(library).new_version(session.canvas.id))
    put(following, "value", "New")
    following.do(KeepCheckpoint(name="second year"))
    history = History(library, following)
    assert [point.session for point in history.points if point.name == "second year"] == ["version 2"]
    assert "as it was signed off, and stays" in titles(history)
    ends = [point for point in history.points if point.why == "end of present"]
    assert [point.session for point in ends] == ["version 1"]
    assert history.points.index(ends[0]) > titles(history).index("second year")
    assert history.lanes[-1].own == 0


def test_a_copy_that_came_back_is_a_branch_with_its_name(tmp_path: Path) -> None:
    two = TwoLaptops(tmp_path)
    two.give()
    put(two.here, "costs", "Paint")
    put(two.there, "costs", "Benches")
    two.bring_back(two.send_back())
    history = History(two.library, two.here)
    joined = next(point for point in history.points if point.why == Why.MERGE)
    assert joined.title == "joined the copy of Ada"
    assert [history.point(key).why for key in joined.parents] == [Why.BEFORE_MERGE, Why.SENT_BACK]
    assert history.point(joined.parents[1]).title == "the copy of Ada, as it came back"
    assert titles(history)[-2:] == ["copy given to Ada", "before the first copy"]
    place = history.points.index(joined)
    assert len(history.lanes[place].down) == 2
    assert {lane.own for lane in history.lanes} == {0, 1}


def test_a_point_known_by_name_only_says_so_and_the_rest_goes_on(session: Session, library: Library) -> None:
    put(session, "value", "One")
    session.do(KeepCheckpoint(name="first"))
    put(session, "value", "Two")
    session.do(KeepCheckpoint(name="second"))
    first = History(library, session).find("first")
    with library.store.engine.begin() as connection:
        connection.execute(text("DELETE FROM revisions WHERE id = :id"), {"id": first.revision})
    history = History(library, session)
    with pytest.raises(NotThere, match="not kept"):
        history.figures(history.find("first"))
    assert history.figures(history.find("second")).changes is None


def test_a_damaged_point_is_told_and_the_rest_goes_on(session: Session, library: Library) -> None:
    put(session, "value", "One")
    session.do(KeepCheckpoint(name="first"))
    put(session, "value", "Two")
    session.do(KeepCheckpoint(name="second"))
    first = History(library, session).find("first")
    with library.store.engine.begin() as connection:
        connection.execute(
            text("UPDATE revisions SET content = replace(content, 'One', 'Won') WHERE id = :id"), {"id": first.revision}
        )
    history = History(library, session)
    with pytest.raises(LibraryTrouble):
        history.content(history.find("first"))
    assert texts(session, "value") == ["One", "Two"]
    assert history.figures(history.find("second")).notes == 2


def test_a_point_is_found_by_its_name_or_the_beginning_of_a_hash(session: Session, library: Library) -> None:
    put(session, "value", "One")
    session.do(KeepCheckpoint(name="Council"))
    history = History(library, session)
    kept = history.points[1]
    assert history.find("council") == history.find(kept.hash[:6]) == history.find(kept.revision[:9].upper()) == kept
    assert history.find("now").is_now
    with pytest.raises(NotThere, match=kept.short):
        history.find("ffff")
    put(session, "value", "Two")
    session.do(KeepCheckpoint(name="council"))
    with pytest.raises(Refusal, match="Several"):
        History(library, session).find("council")


@pytest.mark.both_databases
def test_a_point_gets_a_name_later_also_in_a_signed_session(session: Session, library: Library) -> None:
    builders.sign(session)
    history = History(library, session)
    history.name(next(point for point in history.points if point.is_checkpoint), "as the room left it")
    history.show(history.read())
    assert "as the room left it" in titles(history)
    assert "as the room left it" in titles(History(library, library.session(session.canvas.id)))


@pytest.mark.both_databases
def test_two_variants_of_one_canvas_are_compared(session: Session, library: Library) -> None:
    first, second = put(session, "value", "Home by night", "Home by day")
    should = library.session(make_variant(library, session, "as it should be", "as it is"))
    assert (session.canvas.head.session, should.canvas.head.session) == ("as it is", "as it should be")
    assert should.canvas.head.project == session.canvas.head.project
    assert ids(should, "value") == [first, second]
    should.do(EditNote(first, "Home at any hour"))
    session.do(MoveNotes((second,), "costs", 0))
    history = History(library, session)
    changed = history.differences(history.now, history.now_of(should.canvas.id))
    assert {change.kind for change in changed} == {Kind.REWORDED, Kind.MOVED}
    both = history.point(history.now.parents[0])
    assert should.canvas.find(Checkpoint, should.canvas.head.checkpoint).parents == (both.key,)  # type: ignore[union-attr]  # it is there
    assert library.store.checkpoint(should.canvas.id, both.key).rest


@pytest.mark.parametrize("into_the_first", [True, False])
def test_two_variants_are_joined_from_the_point_both_go_on_from(
    session: Session, library: Library, tmp_path: Path, into_the_first: bool
) -> None:
    first, second = put(session, "value", "Home by night", "Home by day")
    should = library.session(make_variant(library, session, "as it should be", "as it is"))
    should.do(EditNote(first, "Home at any hour"))
    session.do(DeleteNotes((second,)))
    put(session, "value", "Quiet")
    ours, theirs = (session, should) if into_the_first else (should, session)
    path = given_copy(library.store, theirs, tmp_path / "variant.cmc")
    canvas = read_file(path, library.templates).canvas
    assert canvas.head.session == theirs.canvas.head.session
    looked = look_at(library, canvas, ours.canvas.id)
    assert looked.relation is Relation.JOINS
    assert looked.copy is not None
    bring_back(library, ours, looked.copy, agreed=True)
    assert texts(ours, "value") == ["Home at any hour", "Quiet"]
    assert not open_conflicts(ours.canvas)


@pytest.mark.parametrize("as_next_session", [False, True])
def test_what_is_open_stays_open_in_a_variant_and_in_the_next_session(tmp_path: Path, as_next_session: bool) -> None:
    two = TwoLaptops(tmp_path)
    two.give()
    note = ids(two.here, "beneficiaries")[0]
    for session, words, mission in ((two.here, "Mothers", "Sleep"), (two.there, "Fathers", "Walk")):
        session.do(EditNote(note, words))
        session.do(SetMission("mission", mission))
    two.bring_back(two.send_back())
    before = open_conflicts(two.here.canvas)
    assert len(before) == 2
    if as_next_session:
        after = two.library.session(Series(two.library).next_session(two.here.canvas.id, "Second evening"))
    else:
        after = two.library.session(make_variant(two.library, two.here, "as it should be", "as it is"))
    assert open_conflicts(after.canvas) == before
    assert after.canvas.content_hash == two.here.canvas.content_hash
    assert agreement(after.canvas).conflicts == 2
    after.do(SettleConflict(f"note:{note}:text", "Mothers"))
    (of_box,) = open_conflicts(after.canvas).values()
    hidden = next(thing for thing in of_box.values if find(after, thing).deleted)
    after.do(SettleConflict(of_box.id, hidden))
    assert texts(after, "mission") == [find(two.here, hidden).text]
    assert not open_conflicts(after.canvas)


def find(session: Session, note: str) -> Note:
    found = session.canvas.find(Note, note)
    assert found is not None
    return found


def test_how_a_canvas_began_is_told_by_what_it_is_to_the_one_before(session: Session, library: Library) -> None:
    put(session, "value", "Home by night")
    variant = library.session(make_variant(library, session, "as it should be", here="as it is"))
    builders.sign(session)
    version = library.session(Series(library).new_version(session.canvas.id))
    following = library.session(Series(library).next_session(version.canvas.id, "Second go"))
    again = library.session(make_variant(library, following, "with ferries"))
    told = {(point.canvas, point.words) for point in History(library, again).points if point.why == Why.CONTINUED}
    assert told == {
        (session.canvas.id, "as a variant was made of it"),
        (variant.canvas.id, "as this variant began"),
        (version.canvas.id, "as this version began"),
        (following.canvas.id, "as this session began"),
        (again.canvas.id, "as this variant began"),
    }


def test_variants_are_told_apart_by_their_names(session: Session, library: Library) -> None:
    make_variant(library, session, "as it should be", "as it is")
    for name, why in (("As it should be", "already"), ("as it is", "already"), (" ", "needs a name")):
        with pytest.raises(Refusal, match=why):
            make_variant(library, session, name)
    assert len(library.listed()) == 2


def test_a_variant_of_a_signed_canvas_leaves_it_as_it_is(session: Session, library: Library) -> None:
    builders.sign(session)
    signed = session.canvas.content_hash
    should = library.session(make_variant(library, session, "as it should be", "as it is"))
    should.do(DeleteNotes((ids(should, "value")[0],)))
    again = library.session(session.canvas.id).canvas
    assert (again.content_hash, again.head.session, again.head.state) == (signed, "", "signed")


@given(st.lists(st.sets(st.integers(0, 30), max_size=3), max_size=30))
def test_every_point_stands_above_those_it_came_from_and_lines_end_where_they_lead(below: list[set[int]]) -> None:
    parents = {str(number): tuple(str(one) for one in sorted(of) if one < number) for number, of in enumerate(below)}
    order = in_order(parents, [])
    assert sorted(order) == sorted(parents)
    places = {point: place for place, point in enumerate(order)}
    assert all(places[point] < places[parent] for point in order for parent in parents[point])
    lanes = lanes_of(parents, order)
    assert lanes_of(parents, order) == lanes
    open_lanes: dict[int, str] = {}
    for point, drawn in zip(order, lanes, strict=True):
        arriving = {lane for lane, goal in open_lanes.items() if goal == point}
        assert arriving == ({drawn.own} if drawn.above else set()) | set(drawn.ends)
        open_lanes = {lane: goal for lane, goal in open_lanes.items() if goal != point}
        assert set(drawn.through) == set(open_lanes)
        for lane, parent in zip(drawn.down, parents[point], strict=True):
            assert open_lanes.get(lane, parent) == parent
            open_lanes[lane] = parent
    assert not open_lanes
