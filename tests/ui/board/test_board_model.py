"""The board's model: a true tree at every step, and views told exactly what moved."""

from __future__ import annotations

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import (
    AddNotes,
    Change,
    ClearNoneIdentified,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
)
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.board.board_data import Role
from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.session_bridge import SessionBridge

_BOXES = ("value", "partners", "costs")


def shown(model: BoardModel, key: str) -> list[str]:
    """What a view of a box shows, from top to bottom."""
    root = model.box_index(key)
    return [model.index(row, 0, root).data() for row in range(model.rowCount(root))]


def test_boxes_come_in_walk_order_with_their_notes_below(bridge: SessionBridge, session: Session) -> None:
    builders.put(session, "partners", "Bus operators", "University")
    model = BoardModel(bridge)
    assert [model.index(row).data() for row in range(model.rowCount())][:2] == [
        "1 Mission statement",
        "2 Value proposition",
    ]
    assert shown(model, "partners") == ["Bus operators", "University"]


def test_a_note_says_to_a_screen_reader_where_it_is(bridge: SessionBridge, session: Session) -> None:
    builders.put(session, "partners", "Tram", "Bus operators", "University")
    model = BoardModel(bridge)
    index = model.index(1, 0, model.box_index("partners"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Note 2 of 3 in 6 Key partnerships: Bus operators"


def test_tags_are_read_out_before_the_words(bridge: SessionBridge, session: Session) -> None:
    session.do(AddNotes("beneficiaries", ("Bus users",), tags=("direct",)))
    model = BoardModel(bridge)
    index = model.index(0, 0, model.box_index("beneficiaries"))
    assert index.data(Role.TAGS) == ["direct"]
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(": direct, Bus users")


def test_one_step_tells_only_the_box_it_is_about(bridge: SessionBridge, session: Session, qtbot: QtBot) -> None:
    builders.fill(session)
    model = BoardModel(bridge)
    changed: list[str] = []
    model.box_changed.connect(changed.append)
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        builders.put(session, "costs", "Chargers")
    assert changed == ["costs"]
    assert inserted.args is not None
    assert inserted.args[0] == model.box_index("costs")


def test_a_pasted_list_arrives_in_one_step(bridge: SessionBridge, session: Session) -> None:
    builders.put(session, "value", "first", "last")
    model = BoardModel(bridge)
    steps: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: steps.append((first, last)))
    session.do(AddNotes("value", tuple("abcd"), row=1))
    assert steps == [(1, 4)]
    assert shown(model, "value") == ["first", "a", "b", "c", "d", "last"]


def test_notes_deleted_from_several_places_of_a_box_leave_the_others(bridge: SessionBridge, session: Session) -> None:
    ids = builders.put(session, "value", *"abcdef")
    model = BoardModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    session.do(DeleteNotes((ids[4], ids[0], ids[2], ids[1])))
    assert shown(model, "value") == ["d", "f"]
    session.undo()
    assert shown(model, "value") == list("abcdef")


def test_views_keep_hold_of_a_note_that_goes_to_another_box(bridge: SessionBridge, session: Session) -> None:
    moved, *_ = builders.put(session, "value", "moved", "stays")
    builders.put(session, "costs", "there")
    model = BoardModel(bridge)
    held = QPersistentModelIndex(model.note_index(moved))
    session.do(MoveNotes((moved,), "costs", 0))
    assert held.isValid()
    assert held.data(Role.NOTE_ID) == moved
    assert model.box_key(held) == "costs"


def test_a_reworded_note_is_told_as_just_that(bridge: SessionBridge, session: Session, qtbot: QtBot) -> None:
    _, note = builders.put(session, "value", "a", "b")
    model = BoardModel(bridge)
    with qtbot.assertNotEmitted(model.rowsMoved), qtbot.waitSignal(model.dataChanged) as told:
        session.do(EditNote(note, "c"))
    assert told.args is not None
    assert told.args[0] == model.note_index(note)


def test_a_canvas_changed_by_another_process_is_read_anew(bridge: SessionBridge, session: Session) -> None:
    model = BoardModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    other = Session(session._store, session.canvas.id, session.clock)
    builders.put(other, "value", "from the other laptop")
    builders.put(session, "costs", "from here")
    assert shown(model, "value") == ["from the other laptop"]
    assert shown(model, "costs") == ["from here"]


def test_a_board_for_showing_cannot_be_edited(bridge: SessionBridge, session: Session) -> None:
    (note,) = builders.put(session, "value", "a")
    model = BoardModel(bridge, editable=False)
    index = model.note_index(note)
    assert not model.setData(index, "b", Qt.ItemDataRole.EditRole)
    assert not index.flags() & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
    assert builders.texts(session, "value") == ["a"]


def test_qt_finds_no_fault_with_an_empty_and_a_full_board(
    bridge: SessionBridge, session: Session, qtmodeltester: ModelTester
) -> None:
    model = BoardModel(bridge)
    qtmodeltester.check(model)
    builders.fill(session)
    qtmodeltester.check(model)


_steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "delete", "edit", "undo", "redo", "mark"]),
        st.sampled_from(_BOXES),
        st.integers(0, 20),
        st.lists(st.integers(0, 20), min_size=1, max_size=4),
    ),
    max_size=25,
)


def _change(session: Session, verb: str, box: str, row: int, picks: list[int]) -> Change | None:
    """The change that a random step stands for; None where it has nothing to act on."""
    notes = [note_id for key in _BOXES for note_id in builders.ids(session, key)]
    chosen = tuple(dict.fromkeys(notes[pick % len(notes)] for pick in picks)) if notes else ()
    if verb == "add":
        return AddNotes(box, tuple(f"note {pick}" for pick in picks), row)
    if verb == "mark" and not session.canvas.note_count(box):
        marked = session.canvas.mark(box).none_identified
        return ClearNoneIdentified(box) if marked else MarkNoneIdentified(box)
    if not chosen:
        return None
    by_verb: dict[str, Change] = {
        "move": MoveNotes(chosen, box, row),
        "delete": DeleteNotes(chosen),
        "edit": EditNote(chosen[0], f"words {row}"),
    }
    return by_verb.get(verb)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_the_views_see_what_the_canvas_holds_through_any_changes(
    bridge: SessionBridge, session: Session, steps: list[tuple[str, str, int, list[int]]]
) -> None:
    model = BoardModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for verb, box, row, picks in steps:
        held = {
            note_id: QPersistentModelIndex(model.note_index(note_id))
            for key in _BOXES
            for note_id in builders.ids(session, key)
        }
        if verb == "undo":
            session.undo()
        elif verb == "redo":
            session.redo()
        else:
            change = _change(session, verb, box, row, picks)
            if change is not None:
                session.do(change)
        for key in _BOXES:
            assert shown(model, key) == builders.texts(session, key)
        for note_id, index in held.items():
            assert QModelIndex(model.note_index(note_id)) == index or not index.isValid()
            assert index.isValid() == model.note_index(note_id).isValid()
    bridge.written.disconnect(model._on_bridge_written)


@pytest.mark.parametrize("count", [10_000])
def test_ten_thousand_notes_can_be_asked_for_without_reading_them_all(
    bridge: SessionBridge, session: Session, count: int
) -> None:
    builders.fill(session, count)
    model = BoardModel(bridge)
    assert sum(model.rowCount(model.index(row)) for row in range(model.rowCount())) == count
    last = model.index(model.rowCount(model.box_index("costs")) - 1, 0, model.box_index("costs"))
    assert model.note_index(last.data(Role.NOTE_ID)) == last
