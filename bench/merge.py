"""Two copies of 2,000 notes joined, durable and on the screen, step by step and in the window, against three SQLite
files."""

from __future__ import annotations

import gc
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QCoreApplication

from bench.canvases import Desk, fill, open_library
from bench.figure import Figure, percentile, short
from bench.merge_in_the_window import CHOSEN, JOINED, STEPS, joined_in_the_window
from bench.painted import Painted, viewports_in
from bench.running_app import RunningApp, running_app
from bench.texts import note_texts
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddNotes, Change, DeleteNotes, EditNote
from cmc_desktop.model.domain.changes.merging import merging_of
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.three_way import merged
from cmc_desktop.model.exchange.cmc_reader import cmc_of
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT, parse
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.recognising import look_beside
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.collector import collector_paused
from cmc_desktop.paths import user_paths

_NOTES = 2_000
_RUNS = 40
_EDITED, _ADDED, _DELETED = 0.10, 0.05, 0.05
_STEPS = ("read", "parse", "check", "recognise", "merge and commit", "paint")
#: what comes after the last step: every note has its place, also those far below what can be seen
_PLACES = "places"
_FLOOR = "three SQLite files, merged in memory, one commit"


def measure(folder: Path) -> list[Figure]:
    """Each run joins another pair of copies; its floor is measured right after it."""
    here = user_paths(folder / "here")
    pairs = [_pair(folder, seed) for seed in range(2 * (_RUNS + 1))]
    by_steps, in_window = pairs[::2], pairs[1::2]
    with running_app(Desk(here, {})) as app:
        return [
            _step_by_step(_runs(app, by_steps, _joined, folder / "floor of the steps")),
            _in_the_window(_runs(app, in_window, joined_in_the_window, folder / "floor in the window")),
        ]


@dataclass(frozen=True)
class _Runs:
    """The ms of each step and of the floor, one for each run."""

    steps: dict[str, list[float]]
    floor: list[float]

    def whole(self, names: Sequence[str]) -> list[float]:
        """What these steps took together."""
        return [sum(took) for took in zip(*(self.steps[name] for name in names), strict=True)]

    def told(self, names: Sequence[str]) -> str:
        return ", ".join(f"{name} {short(median(self.steps[name]))}" for name in names)

    def p95(self, names: Sequence[str]) -> str:
        return f"p95 {short(percentile(self.whole(names), 0.95))} ms (floor {short(percentile(self.floor, 0.95))})"


def _runs(
    app: RunningApp,
    pairs: Sequence[tuple[str, Path]],
    joined: Callable[[RunningApp, Path], dict[str, float]],
    folder: Path,
) -> _Runs:
    runs = _Runs({}, [])
    folder.mkdir()
    for seed, (canvas_id, file) in enumerate(pairs):
        app.open(canvas_id)
        app.settle()
        gc.collect()  # as the app does by itself in the moment in which a person looks for the file
        took = joined(app, file)
        base = _floor(folder / str(seed), seed)
        if seed:  # the first is practice
            runs.floor.append(base)
            for name, ms in took.items():
                runs.steps.setdefault(name, []).append(ms)
    return runs


def _step_by_step(runs: _Runs) -> Figure:
    later = f"notes far below have their places {short(median(runs.steps[_PLACES]))} ms later"
    note = f"{runs.p95(_STEPS)}; in ms: {runs.told(_STEPS)}; {later}"
    name = f"copy of {_NOTES} notes, read, merged, durable and painted"
    return Figure(name, "ms", runs.whole(_STEPS), _FLOOR, runs.floor, note=note)


def _in_the_window(runs: _Runs) -> Figure:
    counted = (CHOSEN, JOINED)
    note = f"{runs.p95(counted)}; in ms: {runs.told(STEPS)}"
    name = f"copy of {_NOTES} notes, chosen file to joined and seen"
    return Figure(name, "ms", runs.whole(counted), _FLOOR, runs.floor, "p95 100 ms without a person’s thinking", note)


def _pair(folder: Path, seed: int) -> tuple[str, Path]:
    """A canvas here and the file of its copy, each edited, added to and deleted from by another person."""
    library, officers = open_library(user_paths(folder / "here")), open_library(user_paths(folder / "there"))
    canvas_id = library.new(f"Canvas {seed}", "Port Alder")
    fill(library, canvas_id, _NOTES)
    ours = library.session(canvas_id)
    given, back = folder / f"given-{seed}.cmc", folder / f"back-{seed}.cmc"
    give_copy(library.store, ours, given, "Ada")
    theirs = officers.session(import_file(officers, given).canvas_id)
    for session, number in ((ours, 2 * seed), (theirs, 2 * seed + 1)):
        _work_on(session, random.Random(number))
    give_copy(officers.store, theirs, back, "Ada")
    _check_laws(library, ours, back)
    library.close()
    officers.close()
    return canvas_id, back


@dataclass(frozen=True)
class _EditNotes(Change):
    """Many edits in one commit: what is measured is how they are joined, not how they are made."""

    edits: tuple[EditNote, ...]

    @property
    def label(self) -> str:
        return "edit notes"

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return tuple(put for edit in self.edits for put in edit.decide(canvas, now))


def _work_on(session: Session, chance: random.Random) -> None:
    canvas = session.canvas
    boxes = canvas.template.walk[1:]
    notes = [note.id for box in boxes for note in canvas.notes_in(box)]
    chance.shuffle(notes)
    edited, deleted = int(_NOTES * _EDITED), int(_NOTES * _DELETED)
    again = {note: f"{canvas.note(note).text}, again {chance.random():.6f}" for note in notes[:edited]}
    session.do(_EditNotes(tuple(EditNote(note, text) for note, text in again.items())))
    session.do(DeleteNotes(tuple(notes[edited : edited + deleted]), ""))
    new = note_texts(int(_NOTES * _ADDED))
    for place, box in enumerate(boxes):
        share = tuple(f"{text} {chance.random():.6f}" for text in new[place :: len(boxes)])
        session.do(AddNotes(box, share))


def _check_laws(library: Library, ours: Session, back: Path) -> None:
    """Joining is the same from either side, and joining the same again adds nothing."""
    canvas = cmc_of(parse(back.read_bytes()), library.templates).canvas
    looked = look_beside(library, canvas, ours.canvas)
    assert looked.relation is Relation.JOINS, looked.relation
    assert looked.copy is not None
    base, one, other = looked.copy.base, state_of(ours.canvas), state_of(canvas)
    joined = merged(base, one, other)
    assert joined == merged(base, other, one), "not the same from the other side"
    assert joined == merged(other, joined, other), "joining it again adds something"
    after = ours.canvas.snapshot()
    after.write(merging_of(ours.canvas, looked.copy).puts)
    assert after.note_count() > _NOTES * (1 - 2 * _DELETED)


class _Watch:
    def __init__(self) -> None:
        self.took: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter_ns()
        yield
        self.took[name] = (time.perf_counter_ns() - begun) / 1e6


def _joined(app: RunningApp, file: Path) -> dict[str, float]:
    """The ms of each step for the canvas on the desk."""
    controller: Any = app.controller
    library, session = controller.library, controller.desk.bridge.session
    watch = _Watch()
    with watch.step("read"):
        data = read_bounded(file, FILE_LIMIT)
    with watch.step("parse"), collector_paused():
        told = parse(data)
    with watch.step("check"), collector_paused():
        canvas = cmc_of(told, library.templates, data).canvas
    with watch.step("recognise"):
        looked = look_beside(library, canvas, session.canvas)
    assert looked.copy is not None
    views = viewports_in(app.board)
    painted = Painted(views, lambda: None)
    with watch.step("merge and commit"):
        bring_back(library, session, looked.copy, agreed=True)
    with watch.step("paint"):
        for view in views:
            view.update()
        # what the event loop does next; notes below those in sight get their places after it
        QCoreApplication.sendPostedEvents()
    assert painted.is_done, "the lists do not show it"
    painted.deleteLater()
    with watch.step(_PLACES):
        app.lay_out_all()
    return watch.took


def _floor(folder: Path, seed: int) -> float:
    """The ms that plain SQLite takes: three files read whole, joined in memory, one commit like the app's."""
    folder.mkdir()
    chance = random.Random(seed)
    base = {str(n): text for n, text in enumerate(note_texts(_NOTES))}
    files = [folder / name for name in ("base.db", "ours.db", "theirs.db")]
    for path in files:
        notes = dict(base)
        if path != files[0]:
            for note in chance.sample(sorted(base), int(_NOTES * _EDITED)):
                notes[note] += f" {chance.random():.6f}"
            for note in chance.sample(sorted(base), int(_NOTES * _DELETED)):
                del notes[note]
            notes |= {f"{path.stem}{n}": f"New {chance.random():.6f}" for n in range(int(_NOTES * _ADDED))}
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=TRUNCATE")
            connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT)")
            connection.executemany("INSERT INTO note VALUES (?, ?)", notes.items())
            connection.commit()
    begun = time.perf_counter_ns()
    states = []
    for path in files:
        with closing(sqlite3.connect(path)) as connection:
            states.append(dict(connection.execute("SELECT id, text FROM note")))
    before, ours, theirs = states
    puts = [(note, text) for note, text in theirs.items() if text != before.get(note) and ours.get(note) != text]
    gone = [(note,) for note in before if note not in theirs and note in ours]
    with closing(sqlite3.connect(files[1], isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", puts)
        connection.executemany("DELETE FROM note WHERE id = ?", gone)
        connection.execute("COMMIT")
    return (time.perf_counter_ns() - begun) / 1e6
