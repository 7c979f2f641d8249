"""Hundreds of conflicts: settling them and telling of them is work for each, not for each pair of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from builders import given_copy, open_library

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddNotes, DeleteNotes, EditNote, KeepBoth, SettleConflicts
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.contest_words import settled_words
from cmc_desktop.model.domain.merging.contested import DELETE, KEEP, standing
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session

#: more than as many times the work, for four times the conflicts, is no longer work for each
_AT_MOST = 6


def joined(folder: Path, count: int, *, deleted: bool = False) -> Session:
    """A canvas with so many conflicts: both sides reworded each note, or deleted it there."""
    library, officers = open_library(folder / "here"), open_library(folder / "there")
    here = library.session(library.new("Quiet streets", "Port Alder"))
    here.do(AddNotes("value", tuple(f"Note {number}" for number in range(count))))
    file = given_copy(library.store, here, folder / "copy.cmc", "Ada")
    there = officers.session(take(officers, read_file(file, officers.templates)).canvas_id)
    for note in [one.id for one in here.canvas.notes_in("value")]:
        here.do(EditNote(note, f"{here.canvas.note(note).text} by night"))
        there.do(DeleteNotes((note,)) if deleted else EditNote(note, f"{there.canvas.note(note).text} by day, on foot"))
    read = read_file(given_copy(officers.store, there, folder / "back.cmc", "Ada"), library.templates)
    assert isinstance(read, CmcFile)
    looked = look_at(library, read.canvas)
    assert looked.copy is not None
    bring_back(library, here, looked.copy, "Bo", agreed=True)
    assert len(open_conflicts(here.canvas)) == count
    return here


def work_of(call: Callable[[], object]) -> int:
    """How many steps of the interpreter something takes: the same on every computer."""
    count = 0

    def step(frame: FrameType, event: str, _value: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def tell(canvas: Canvas, conflicts: list[Conflict]) -> None:
    for one in conflicts:
        settled_words(canvas, one)


def settling(canvas: Canvas, value: str) -> SettleConflicts:
    found = open_conflicts(canvas).values()
    return SettleConflicts(
        tuple((one.id, value or one.values[0]) for one in found), tuple(standing(canvas, one) for one in found)
    )


@pytest.mark.parametrize("value", ["", DELETE, KEEP])
def test_settling_four_times_the_conflicts_is_about_four_times_the_work(tmp_path: Path, value: str) -> None:
    works = []
    for count in (10, 40):
        canvas = joined(tmp_path / str(count), count, deleted=bool(value)).canvas
        change = settling(canvas, value)
        canvas.content  # noqa: B018 - worked out once, whoever asks first
        works.append(work_of(partial(change.decide, canvas, 0)))
    assert works[1] < _AT_MOST * works[0], works


def test_telling_what_is_settled_is_work_for_each(tmp_path: Path) -> None:
    works = []
    for count in (10, 40):
        session = joined(tmp_path / str(count), count)
        before = list(open_conflicts(session.canvas).values())
        for one in before:
            session.do(KeepBoth(one.id))
        canvas = session.canvas
        assert settled_words(canvas, before[0]).count("\n") == 1
        works.append(work_of(partial(tell, canvas, before)))
    assert works[1] < _AT_MOST * works[0], works
