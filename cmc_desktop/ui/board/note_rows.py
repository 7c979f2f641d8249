"""Which note lies in which row: the order a view knows, led step by step to what the canvas holds. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note

_Place = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Inserted:
    """Notes that come into a box before row `row`."""

    box: int
    row: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Removed:
    """Rows `first` to `last` that leave a box."""

    box: int
    first: int
    last: int


@dataclass(frozen=True)
class Moved:
    """A note that goes from row `row` to before row `goal`, counted before it moves."""

    box: int
    row: int
    target: int
    goal: int


@dataclass(frozen=True)
class Reworded:
    """A note that stays where it is and says something else."""

    note: str
    box: int


Step = Inserted | Removed | Moved | Reworded


class NoteRows:
    """The ids of the notes by box (its place in the walk) and row. Ids only: the canvas has the notes."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._box = {key: row for row, key in enumerate(canvas.template.walk)}
        self.ids = [[note.id for note in canvas.notes_in(key)] for key in canvas.template.walk]

    def steps(self, olds: Mapping[str, Note | None], news: Mapping[str, Note]) -> Iterator[Step]:
        """How to get from `olds` (None: not on the board) to `news`, by id: `take` each step before asking for the
        next one."""
        pending = {note_id: old.rank for note_id, old in olds.items() if old is not None}

        def place(note_id: str) -> tuple[str, str]:
            # A note that was not led on yet still lies by its old rank.
            rank = pending.get(note_id)
            return (self._canvas.note(note_id).rank if rank is None else rank), note_id

        here = [(old, news[old.id]) for old in olds.values() if old is not None]
        yield from self._removals([old for old, new in here if new.deleted], place)
        for old, new in here:
            if not new.deleted and (old.box, old.rank) != (new.box, new.rank):
                moved = self._way(old, new, place)
                if moved is not None:
                    yield moved
                pending.pop(new.id)
        yield from self._arrivals([new for key, new in news.items() if olds[key] is None and not new.deleted], place)
        for old, new in here:
            if not new.deleted and (old.text, old.tags, old.author) != (new.text, new.tags, new.author):
                yield Reworded(new.id, self._box[new.box])

    def take(self, step: Step) -> set[int]:
        """Make a step; returns the places of the boxes it touches."""
        if isinstance(step, Inserted):
            self.ids[step.box][step.row : step.row] = step.ids
        elif isinstance(step, Removed):
            del self.ids[step.box][step.first : step.last + 1]
        elif isinstance(step, Moved):
            note_id = self.ids[step.box].pop(step.row)
            shift = int(step.box == step.target and step.goal > step.row)
            self.ids[step.target].insert(step.goal - shift, note_id)
            return {step.box, step.target}
        return {step.box}

    def arrange(self, boxes: Iterable[str], news: Mapping[str, Note]) -> set[int]:
        """Take in `news`, which came into or out of `boxes`, all at once; returns the places of these boxes."""
        coming: dict[str, list[str]] = {key: [] for key in boxes}
        for note in news.values():
            if not note.deleted:
                coming[note.box].append(note.id)
        for key, ids in coming.items():
            here = {note_id for note_id in self.ids[self._box[key]] if note_id not in news}.union(ids)
            order = [note.id for note in self._canvas.notes_in(key) if note.id in here]
            # The canvas may be ahead of what is told: then something is to be told still.
            self.ids[self._box[key]] = order if len(order) == len(here) else sorted(here, key=self._rank_in(news))
        return {self._box[key] for key in coming}

    def _rank_in(self, news: Mapping[str, Note]) -> _Place:
        def place(note_id: str) -> tuple[str, str]:
            note = news.get(note_id) or self._canvas.find(Note, note_id)
            return (note.rank if note is not None else ""), note_id

        return place

    def places(self, wanted: set[str]) -> dict[str, tuple[int, int]]:
        """The box and the row of each of these notes that is on the board."""
        return {
            note_id: (box, row)
            for box, ids in enumerate(self.ids)
            for row, note_id in enumerate(ids)
            if note_id in wanted
        }

    def _removals(self, gone: Iterable[Note], place: _Place) -> list[Removed]:
        rows: dict[int, list[int]] = {}
        for note in gone:
            box = self._box[note.box]
            rows.setdefault(box, []).append(bisect_left(self.ids[box], place(note.id), key=place))
        # From the bottom up: what is taken out does not shift what is still to go.
        return [Removed(box, *run) for box, found in rows.items() for run in reversed(_runs(sorted(found)))]

    def _way(self, old: Note, new: Note, place: _Place) -> Moved | None:
        source, target = self._box[old.box], self._box[new.box]
        row = bisect_left(self.ids[source], place(old.id), key=place)
        goal = bisect_left(self.ids[target], (new.rank, new.id), key=place)
        return None if source == target and goal in (row, row + 1) else Moved(source, row, target, goal)

    def _arrivals(self, notes: Iterable[Note], place: _Place) -> Iterator[Inserted]:
        by_box: dict[int, list[tuple[str, str]]] = {}
        for note in notes:
            by_box.setdefault(self._box[note.box], []).append((note.rank, note.id))
        for box, places in by_box.items():
            gaps: dict[int, list[str]] = {}
            for rank, note_id in sorted(places):
                gaps.setdefault(bisect_left(self.ids[box], (rank, note_id), key=place), []).append(note_id)
            for row, ids in reversed(gaps.items()):
                yield Inserted(box, row, tuple(ids))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending rows as (first, last) of neighbours."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
