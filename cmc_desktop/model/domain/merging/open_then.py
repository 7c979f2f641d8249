"""What was in conflict at a point of the history, out of the `rest` that its checkpoint keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.domain.merging.kept_json import Rest
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.note import Note


def open_then(told: Rest, known: Canvas) -> dict[str, Conflict]:
    """The conflicts by id; who brought which value, as far as `known` tells. `told` is what its `rest` says."""
    found = {}
    for one in told["conflicts"]:
        name, values = conflict_id(one["kind"], one["thing"], one["field"]), tuple(one["values"])
        here = known.find(Conflict, name)
        names = tuple(here.name_of(value) for value in values) if here is not None else ("",) * len(values)
        found[name] = Conflict(name, one["kind"], one["thing"], one["field"], values, names)
    return found


def claiming_then(told: Rest, there: set[str], canvas: Canvas, now: int) -> Iterator[Note]:
    """The notes that claimed to be the one text of a box besides the one it showed: they wait behind that one.

    `there` are the ids of the notes on the board of that point; those that `canvas` has so already are left out.
    """
    for one in told["conflicts"]:
        shown = [note_id for note_id in one["values"] if note_id in there]
        if one["kind"] != BOX or not shown:
            continue
        for note_id in one["values"]:
            then = told["deleted"].get(note_id)
            if then is None or note_id in there:
                continue
            known = canvas.find(Note, note_id)
            note = replace(
                known or Note(note_id, "", "", "", made_at=now, changed_at=now),
                box=then["box"],
                rank=then["rank"],
                text=then["text"],
                tags=tuple(then["tags"]),
                deleted=True,
                merged_into=shown[0],
                dropped_why="",
                taken_back=False,
            )
            if note != known:
                yield replace(note, changed_at=now)
