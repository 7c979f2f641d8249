"""Undo and Redo on the page of conflicts go through what was done there, whatever another window does meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ids, put, texts
from copies_apart import CopiesApart, everyday
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.changes import EditNote, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.ui.merge.undo_here import UndoHere
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def apart(tmp_path: Path) -> CopiesApart:
    """A copy was joined, and three notes were typed since."""
    apart = everyday(tmp_path, 3)
    apart.join()
    for words in ("one", "two", "three"):
        put(apart.here, "costs", words)
    return apart


@pytest.fixture
def undo(qapp: QApplication, apart: CopiesApart) -> Iterator[UndoHere]:
    """The page came in front just now."""
    bridge = SessionBridge(apart.here)
    bridge.rest()
    yield UndoHere(bridge)
    bridge.close()


def settle(apart: CopiesApart) -> str:
    conflict = next(iter(open_conflicts(apart.here.canvas).values()))
    apart.here.do(SettleConflict(conflict.id, conflict.values[0]))
    return conflict.id


def another_window_edits(apart: CopiesApart, *notes: str) -> None:
    session = apart.library.session(apart.here.canvas.id)
    for note in notes:
        session.do(EditNote(note, f"{session.canvas.note(note).text}, they say"))
    apart.here.catch_up()


def test_what_was_done_before_the_page_stays(apart: CopiesApart, undo: UndoHere) -> None:
    assert not undo.label
    assert not undo.undo()
    assert texts(apart.here, "costs")[-3:] == ["one", "two", "three"]


def test_what_was_done_here_is_taken_back_also_when_others_change_what_was_done_before(
    apart: CopiesApart, undo: UndoHere
) -> None:
    settled = settle(apart)
    another_window_edits(apart, *ids(apart.here, "costs")[-3:])
    assert undo.label == "settle a conflict"
    assert undo.undo()
    assert settled in open_conflicts(apart.here.canvas)
    assert not undo.label
    assert undo.redo()
    assert settled not in open_conflicts(apart.here.canvas)


def test_what_was_done_before_is_not_taken_back_when_others_change_some_of_it(
    apart: CopiesApart, undo: UndoHere
) -> None:
    another_window_edits(apart, ids(apart.here, "costs")[-1])
    assert not undo.label
    settle(apart)
    assert undo.undo()
    assert not undo.label


def test_what_was_taken_back_before_the_page_is_not_done_again_here(qapp: QApplication, apart: CopiesApart) -> None:
    apart.here.undo()
    bridge = SessionBridge(apart.here)
    bridge.rest()
    undo = UndoHere(bridge)
    assert not undo.redo()
    settle(apart)
    assert undo.undo()
    assert undo.redo()
    bridge.close()
