"""Kills `note add ID BOX -` with SIGKILL again and again and looks, each time, for what was promised and is not there.

Run as a program of its own: it loads the whole app once and forks a child for each kill, so that nearly all the time
goes into writing notes. A note is promised when its id was printed. After each kill the library is opened by the app
itself, as the next start would; then every promise, ever made, is compared with what SQLite alone reads out. Statements
are compiled before the first fork, once for all children.

    python tests/kill/kill_harness.py --kills 250 --seed 7 [--plant early|split]

Prints one JSON object: seed, kills, promised, kept, kills_per_second and, for the first kill after which something was
wrong, at_kill and wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from compiled_once import compiled_once

from cmc_desktop import app
from cmc_desktop.cli import command_line, notes, words  # loaded before the first fork
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import JournalEntry, LibraryStore
from cmc_desktop.model.store.mapping import row_of, upsert
from cmc_desktop.model.store.standing import NOWHERE, Standing
from cmc_desktop.paths import resources_folder

LINES = 40
KILLS_PER_CANVAS = 10
#: one stored note takes a millisecond or two, a start up to the first note some twenty
LONGEST_WAIT = {"after a note": 0.004, "after the start": 0.035}
#: seconds
_WAKES_LATE = 0.001

assert command_line, "loaded for the children"


def print_before_storing(session: Session, box: str) -> int:
    """The fault to be found: it promises a note before it is stored."""
    for line in sys.stdin:
        change = AddNote(box, line)
        words.say(change.id)
        session.do(change)
    return 0


def store_in_two_steps(
    self: LibraryStore,
    canvas_id: str,
    puts: Iterable[Entity],
    olds: Iterable[Entity | None],
    entry: JournalEntry,
    after: Standing = NOWHERE,
) -> Standing:
    """The fault to be found: the note and its journal row are not one transaction."""
    puts = tuple(puts)
    with self._writing() as connection:
        for put in puts:
            connection.execute(upsert(type(put), "sqlite"), row_of(canvas_id, put))
    return _whole_commit(self, canvas_id, puts, olds, entry, after)


_whole_commit = LibraryStore.commit
#: what to put in whose place under which name
PLANTS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "early": (notes, "_add_lines", print_before_storing),
    "split": (LibraryStore, "commit", store_in_two_steps),
}


class KillHarness:
    def __init__(self, folder: Path, seed: int, plant: str = "") -> None:
        self._path = folder / "library.cmcdb"
        self._data = folder
        self._random = random.Random(seed)
        self._plant = plant
        self._templates = load_templates(resources_folder())
        self._canvas = ""
        self._promised: dict[str, str] = {}
        self.kept = 0

    @property
    def promised(self) -> int:
        return len(self._promised)

    def kill(self, number: int) -> str:
        """Start one child, kill it somewhere on its way; returns what is wrong afterwards, empty when nothing."""
        if number % KILLS_PER_CANVAS == 0:
            self._new_canvas()
        lines = [f"Kill {number}, line {line}: {'word ' * self._random.randrange(60)}." for line in range(LINES)]
        acknowledged = self._run_and_kill(lines)
        fresh = dict(zip(acknowledged, lines, strict=False))
        self._promised |= fresh
        return self._what_is_wrong(number, lines, len(fresh))

    def _new_canvas(self) -> None:
        with closing(Library.open(self._path, self._templates, SystemClock())) as library:
            library.session(library.new("Compiled before the fork")).do(AddNote("value", "A note"))
            self._canvas = library.new("Killed again and again")

    def _run_and_kill(self, lines: list[str]) -> list[str]:
        """The ids the child printed, whole lines only."""
        to_child, from_parent = os.pipe()
        from_child, to_parent = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(from_parent)
            os.close(from_child)
            self._be_the_child(to_child, to_parent)
        os.close(to_child)
        os.close(to_parent)
        os.write(from_parent, ("\n".join(lines) + "\n").encode())
        printed = self._wait_for_the_moment(from_child)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(from_child, 65536):
            printed += more
        os.close(from_child)
        os.close(from_parent)
        return printed.decode().split("\n")[:-1]

    def _be_the_child(self, stdin: int, stdout: int) -> None:
        """The command as a process of its own runs it; never returns."""
        os.dup2(stdin, 0)
        os.dup2(stdout, 1)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115  # as long as it lives
        if self._plant:
            setattr(*PLANTS[self._plant])
        library, data = ["--library", str(self._path)], ["--data", str(self._data)]
        if app.run(["note", "add", self._canvas, "value", "-", *library, *data]):
            os._exit(1)  # nobody waits for the kill of what has failed
        signal.pause()

    def _wait_for_the_moment(self, from_child: int) -> bytes:
        printed = b""
        moment = self._random.choice(list(LONGEST_WAIT))
        if moment == "after a note":
            for _ in range(self._random.randrange(1, 8)):
                printed += os.read(from_child, 37)  # an id and its line end
        until = time.perf_counter() + self._random.uniform(0, LONGEST_WAIT[moment])
        # A kill comes at any moment, so there is nothing to wait for but the time. Asleep for most of it, which leaves
        # the processor to others; asleep to the end it would wake up a note or two late.
        time.sleep(max(0.0, until - time.perf_counter() - _WAKES_LATE))
        while time.perf_counter() < until:
            pass
        return printed

    def _what_is_wrong(self, number: int, lines: list[str], acknowledged: int) -> str:
        with closing(Library.open(self._path, self._templates, SystemClock())) as library:
            canvas = library.session(self._canvas).canvas
            found = library.store.check()
            told = {note.id: note.text for note in canvas.notes_in("value")}
            replayed = _replay(library, self._canvas)
        with closing(sqlite3.connect(self._path)) as plain:
            stored = dict(plain.execute("SELECT id, text FROM notes WHERE NOT deleted AND text LIKE 'Kill %'"))
        self.kept = len(stored)
        lost = [note_id for note_id, text in self._promised.items() if stored.get(note_id) != text]
        of_this_kill = [text for text in told.values() if text.startswith(f"Kill {number},")]
        checks = {
            f"integrity: {found}": found == "ok",
            f"{len(lost)} promised notes are missing or altered": not lost,
            "the journal tells another story than the notes": replayed == told,
            "notes are halved, doubled or out of order": of_this_kill == lines[: len(of_this_kill)],
            "more was stored than a single note ahead": len(of_this_kill) - acknowledged <= 1,
        }
        return "; ".join(what for what, fine in checks.items() if not fine)


def _replay(library: Library, canvas_id: str) -> dict[str, str]:
    """The notes as the journal tells them; empty when it has gaps."""
    lines = library.store.journal_of(canvas_id)
    if [line.entry.seq for line in lines] != list(range(1, len(lines) + 1)):
        return {}
    puts = [put for line in lines for put in line.puts if put[0] == "note"]
    notes_by_rank = sorted((str(values["rank"]), str(note_id), str(values["text"])) for _, note_id, values, _ in puts)
    return {note_id: text for _, note_id, text in notes_by_rank}


def run(kills: int, seed: int, plant: str = "") -> dict[str, object]:
    """Kill until `kills` is reached or something is wrong."""
    started = time.perf_counter()
    wrong, done = "", 0
    with tempfile.TemporaryDirectory() as folder:
        harness = KillHarness(Path(folder), seed, plant)
        with compiled_once():
            while done < kills and not wrong:
                wrong = harness.kill(done)
                done += 1
        result: dict[str, object] = {"seed": seed, "kills": done, "promised": harness.promised, "kept": harness.kept}
    result["kills_per_second"] = round(done / (time.perf_counter() - started), 1)
    return {**result, "at_kill": done, "wrong": wrong} if wrong else result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=250)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--plant", choices=["", *PLANTS], default="")
    chosen = parser.parse_args()
    print(json.dumps(run(chosen.kills, chosen.seed, chosen.plant)))


if __name__ == "__main__":
    main()
