"""Random histories through real libraries and real files, and what their journals and files have to hold."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import builders
import pytest
from canvas_histories import Room, ids_from
from real_laptops import RealLaptop, real_laptops

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.services.copy_file import copy_of


def played(folder: Path, seed: int, steps: int) -> list[RealLaptop]:
    """Three laptops with real libraries after a random history, everything checked on the way."""
    random = Random(seed)
    with ids_from(random):
        return _played(folder, Room(random), steps)


def _played(folder: Path, room: Room, steps: int) -> list[RealLaptop]:
    started = [AddNote(box, words) for box, words in (("value", "Home"), ("buyin", "The council"), ("value", "Early"))]
    found = real_laptops(folder, "Ada", "Bo", "Cleo", changes=started)
    room.laptops = [*found]
    room.play(steps)
    return found


def check_files_and_journals(folder: Path, laptops: list[RealLaptop]) -> None:
    for laptop in laptops:
        check_file_is_the_same_again(folder, laptop)
        check_journal(laptop)
        stored = laptop.library.session(laptop.canvas.id).canvas
        assert builders.everything(stored) == builders.everything(laptop.canvas)
        assert state_of(stored) == state_of(laptop.canvas)
    for laptop in laptops:
        laptop.library.close()


def check_file_is_the_same_again(folder: Path, laptop: RealLaptop) -> None:
    """14: out of the file and into another library, the canvas gives the same bytes, history and conflicts included."""
    file = laptop.file()
    other = RealLaptop(f"Zoe {laptop.name}", folder / f"Zoe {laptop.name}", file)
    assert copy_of(other.store, other.canvas) == file.read_bytes()
    assert state_of(other.canvas) == state_of(laptop.canvas)
    assert list(open_conflicts(other.canvas)) == list(open_conflicts(laptop.canvas))
    other.library.close()


def check_journal(laptop: RealLaptop) -> None:
    """15: the journal alone tells what the canvas said after each step, and what each point of its history said."""
    log = laptop.session.log()
    first = len(log) - (len(laptop.hashes) - 1)
    canvas = Canvas(laptop.canvas.head, builders.CMC)
    points = {one.id: one.revision for one in laptop.canvas.all(Checkpoint)}
    for place, (_, puts) in enumerate(log):
        canvas.write([_read(str(kind), str(thing_id), told) for kind, thing_id, told, _ in puts])
        if place >= first:
            assert canvas.content_hash == laptop.hashes[place - first + 1]
        for kind, thing_id, _, old in puts:
            if kind == "checkpoint" and old is None and thing_id == canvas.head.checkpoint and place:
                assert points[str(thing_id)] == canvas.content_hash
    assert canvas.head == laptop.canvas.head
    assert {note.id: note for note in canvas.all(Note)} == {note.id: note for note in laptop.canvas.all(Note)}


def _read(kind: str, thing_id: str, told: Any) -> Entity:
    """A thing as the journal tells it: without names, of which it holds none."""
    unnamed = {name: () if name in ("values", "names") else "" for name in KINDS[kind].personal}
    return KINDS[kind].from_plain({**unnamed, **told, "id": thing_id})


@pytest.mark.parametrize("seed", [2])
def test_real_libraries_hold_what_memory_does_and_files_give_the_same_again(tmp_path: Path, seed: int) -> None:
    check_files_and_journals(tmp_path, played(tmp_path, seed, steps=14))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 110))
def test_real_libraries_at_length(tmp_path: Path, seed: int) -> None:
    check_files_and_journals(tmp_path, played(tmp_path, seed, steps=24))


def test_a_file_that_came_back_changed_by_nobody_brings_nothing(tmp_path: Path) -> None:
    ada, bo, _ = real_laptops(tmp_path, "Ada", "Bo", "Cleo", changes=[AddNote("value", "Home")])
    assert ada.look_at(bo.copy()) is None
