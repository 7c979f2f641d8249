"""What stays open when copies are joined: the conflicts to be kept, with who brought each of their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.domain.merging.canvas_state import HEAD
from cmc_desktop.model.domain.merging.shown import BOX, TEXTS
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import CONTESTED, DELETED, FIELDS, Key, State, values_of
from cmc_desktop.model.domain.merging.veil import Unveiling, veiled
from cmc_desktop.model.domain.note import Note


class StayingOpen:
    """Is told of each thing that is written, and then tells the conflicts.

    `state` is the merged one, `before` and `there` what each of the `sides` was in.
    """

    def __init__(self, sides: Sides, state: State, before: State, there: State, names: Unveiling) -> None:
        self._sides = sides
        self._ours, self._theirs = sides.ours, sides.theirs
        self._state, self._before, self._there = state, before, there
        self._names = names
        self._open: dict[str, Conflict] = {}

    def keep_fields(self, key: Key, kind: str, thing_id: str) -> None:
        """Keep the open fields of a thing as conflicts."""
        for place, (field, value) in enumerate(zip(FIELDS[kind], self._state[key], strict=True)):
            if field.quiet or isinstance(value, str) or not value:
                continue
            is_stone = (kind, place) == ("note", DELETED)
            values = tuple(sorted(CONTESTED if is_stone else values_of(self._names.of(value))))
            names = tuple(self._name_of(one, key, place, conflict_id(kind, thing_id, field.name)) for one in values)
            self._keep_open(kind, thing_id, field.name, values, names)

    def keep_box(self, box: str, claiming: list[str]) -> None:
        """Keep a box that holds one text, which several notes claim to be, as a conflict."""
        self._keep_open(BOX, box, TEXTS, tuple(claiming), tuple(map(self._name_of_note, claiming)))

    def waiting(self) -> set[str]:
        """The notes that claim to be the one text of a box."""
        return {note_id for one in self._open.values() if one.kind == BOX for note_id in one.values}

    def conflicts(self) -> Iterator[Conflict]:
        """Conflicts that are new or have other values, and those that the other side has settled."""
        for one in self._open.values():
            known = self._ours.find(Conflict, one.id)
            if known is None or known.settled or known.values != one.values:
                yield one
        for one in self._ours.all(Conflict):
            # also those that rest with a deleted note, which would wake when the note comes back
            if not one.settled and one.id not in self._open and self._is_over(one):
                yield one.gone()

    def _keep_open(self, kind: str, thing: str, field: str, values: tuple[str, ...], names: tuple[str, ...]) -> None:
        one = conflict_id(kind, thing, field)
        self._open[one] = Conflict(one, kind, thing, field, values, names)

    def _is_over(self, conflict: Conflict) -> bool:
        if conflict.kind == BOX:
            return True
        key = HEAD if conflict.kind == "head" else (conflict.kind, conflict.thing)
        return self._state.get(key) != self._before.get(key)

    def _name_of(self, value: str, key: Key, place: int, conflict: str) -> str:
        held = veiled(key[0], key[1], FIELDS[key[0]][place].name, value)
        for canvas, state, name in (
            (self._ours, self._before, self._sides.our_name),
            (self._theirs, self._there, self._sides.their_name),
        ):
            if _holds(state, key, place, held):
                known = canvas.find(Conflict, conflict)
                named = known.name_of(value) if known is not None else ""
                return named or self._author(canvas, name, lambda state: _holds(state, key, place, held))
        return ""

    def _name_of_note(self, note_id: str) -> str:
        sides, key = self._sides, ("note", note_id)
        if self._ours.find(Note, note_id) is not None:
            return self._author(self._ours, sides.our_name, lambda state: key in state)
        return self._author(self._theirs, sides.their_name, lambda state: key in state)

    def _author(self, canvas: Canvas, name: str, has: Callable[[State], bool]) -> str:
        """Who brought something that is on a side, which is `name`'s: perhaps somebody whose copy was joined there."""
        authors = self._sides.authors
        return name if authors is None else authors.who(has, canvas.head.checkpoint, name)


def _holds(state: State, key: Key, place: int, value: str) -> bool:
    held = values_of(state[key][place]) if key in state else frozenset()
    return value in held or (bool(held) and value in CONTESTED)
