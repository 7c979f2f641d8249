"""Kills an import, a migration, a restore, a backup or a merge and looks whether it was whole or not at all.

Run as a program of its own. It prepares the files once, then forks a child for each kill, which carries the work out on
a fresh copy of them. A kill comes before one step that the child counts, a statement, a file opened, renamed, synced or
removed, or at any moment by the clock. Afterwards the app itself opens the library, as the next start would, and what
it holds has to be what it held before or what it was to hold.

    python tests/kill/whole_harness.py SUBJECT --kills 200 --seed 7 [--every-step] [--plant]

Prints one JSON object: subject, seed, kills, old, new, steps, kills_per_second and, for the first kill after which
something was wrong, at_kill and wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import alembic.command
import alembic.config
import builders
from builders import given_copy
from sqlalchemy import Engine, event

from cmc_desktop.model.domain.changes import AddNote, DeleteNotes, EditNote
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.backups import listed_backups
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.copy_file import copy_of
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.soundness import examine
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.model.store.upgrade import upgrade

assert alembic.command, "loaded for the children"
assert alembic.config, "loaded for the children"

SCHEMA_1 = Path(__file__).parents[1] / "files" / "library-schema-1.cmcdb.gz"
_AUDITED = frozenset({"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect"})

#: per canvas its content hash and its last journal entry
Held = dict[str, tuple[str, int]]


def opened(folder: Path) -> Library:
    return Library.open(folder / "library.cmcdb", builders.TEMPLATES, ManualClock())


def held(folder: Path) -> Held:
    """What the library in `folder` holds, as the app reads it. Raises AssertionError when anything is halved."""
    path = folder / "library.cmcdb"
    assert path.exists(), "the library is gone"
    with closing(opened(folder)) as library:
        found = {one.head.id: library.store.load(one.head.id) for one in library.every()}
    checked = examine(path, builders.TEMPLATES, {})
    assert not checked.faults, "; ".join(map(str, checked.faults))
    return {canvas_id: (canvas.content_hash, standing.seq) for canvas_id, (canvas, standing) in found.items()}


class Subject:
    """Something that has to be whole or not at all. `is_step` tells what may be between: each file of a folder."""

    def prepare(self, folder: Path) -> None:
        """Make the files that the work begins with."""
        raise NotImplementedError

    def work(self, folder: Path) -> None:
        """Carry it out, in the child."""
        raise NotImplementedError

    def plant(self) -> None:
        """Make the work go wrong when it is killed, in the child: a commit after each statement."""
        engines._begin = lambda connection: None  # type: ignore[assignment]  # the fault to be found

    def states(self, before: Held, after: Held) -> list[Held]:
        """What the library may hold afterwards; the first is old."""
        return [before, after]

    def wrong(self, folder: Path) -> str:
        """What else is wrong after a kill."""
        return ""

    def is_new(self, folder: Path, found: Held, before: Held) -> bool:
        """Whether what was done is there, once it is known that nothing is halved."""
        return found != before


class ImportOfOne(Subject):
    """A .cmc file of a large canvas."""

    def prepare(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            session = library.session(library.new("There before"))
            builders.put(session, "value", "Stays")
        self._write(folder / "big.cmc", 300)

    def _write(self, file: Path, notes: int) -> None:
        with tempfile.TemporaryDirectory() as elsewhere, closing(opened(Path(elsewhere))) as library:
            session = library.session(library.new(file.stem, "Riga"))
            builders.lived_in(session, "consensus") if notes < 100 else builders.fill(session, notes)
            file.write_bytes(cmc_bytes(session.canvas, revisions_of(library, session.canvas)))

    def work(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            import_file(library, folder / "big.cmc")


class ImportOfFolder(ImportOfOne):
    """Several files, each of them whole or not at all."""

    def prepare(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            library.new("There before")
        for number in range(4):
            self._write(folder / f"{number}.cmc", 12)

    def work(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            for file in sorted(folder.glob("*.cmc")):
                import_file(library, file)

    def states(self, before: Held, after: Held) -> list[Held]:
        new = [canvas for canvas in after if canvas not in before]
        every = range(2 ** len(new))
        return [before | {one: after[one] for place, one in enumerate(new) if chosen >> place & 1} for chosen in every]


class Migration(Subject):
    """From an older schema; the library is opened by the app of today only after the kill was judged."""

    schema = 1
    was = ""

    def prepare(self, folder: Path) -> None:
        path = folder / "library.cmcdb"
        path.write_bytes(gzip.decompress(SCHEMA_1.read_bytes()))
        if self.schema > 1:
            engine = engines.open_engine(path)
            upgrade(engine, path, target=self.schema)
            engine.dispose()
            shutil.rmtree(folder / "backups")

    def work(self, folder: Path) -> None:
        opened(folder).close()

    def wrong(self, folder: Path) -> str:
        with closing(sqlite3.connect(folder / "library.cmcdb")) as plain:
            version = plain.execute("PRAGMA user_version").fetchone()[0]
            tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
            sound = plain.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            return str(sound)
        news = {"turns"} if self.schema == 1 else {"checkpoints"}
        self.was = "old" if version == self.schema else "new"
        if version not in (self.schema, SCHEMA_VERSION) or (version == SCHEMA_VERSION) != (news <= tables):
            return f"half migrated: version {version}, new tables {news & tables}"
        left = [name for name in tables if name.startswith("_alembic_tmp")]
        return f"left behind: {left}" if left else ""


class MigrationFrom2(Migration):
    schema = 2


class Restore(Subject):
    """A backup takes the place of the library, which is set aside."""

    def prepare(self, folder: Path) -> None:
        path = folder / "library.cmcdb"
        with closing(opened(folder)) as library:
            session = library.session(library.new("Night bus"))
            builders.fill(session, 30)
        BackingUp(path, builders.TEMPLATES, ManualClock()).run()
        with closing(opened(folder)) as library:
            (item,) = library.listed()
            builders.put(library.session(item.head.id), "value", "Written later")
            library.new("Made later")

    def work(self, folder: Path) -> None:
        path = folder / "library.cmcdb"
        (backup,) = [one for one in listed_backups(path) if one.is_checked]
        Restoring(path, builders.TEMPLATES, ManualClock()).put_back(backup.path)

    def plant(self) -> None:
        def overwrite(part: Path, library: Path, *_others: object) -> None:
            with part.open("rb") as read, library.open("wb") as written:
                for piece in iter(lambda: read.read(4096), b""):
                    written.write(piece)
                    written.flush()
                    os.fsync(written.fileno())

        sys.modules["cmc_desktop.model.services.restoring"].put_in_place = overwrite  # type: ignore[attr-defined]

    def wrong(self, folder: Path) -> str:
        path = folder / "library.cmcdb"
        good = [one for one in listed_backups(path) if one.is_as_checked()]
        return "" if good else "the backup is gone or altered"


class Backup(Subject):
    """A backup is made, and older ones are dropped: there is a good one at every moment."""

    def prepare(self, folder: Path) -> None:
        path, clock = folder / "library.cmcdb", ManualClock()
        with closing(opened(folder)) as library:
            session = library.session(library.new("Night bus"))
            for number in range(12):
                builders.put(session, "value", f"Note {number}")
                clock.forward(minutes=1)
                BackingUp(path, builders.TEMPLATES, clock).run()
            builders.put(session, "value", "Not in any backup yet")

    def work(self, folder: Path) -> None:
        clock = ManualClock()
        clock.forward(minutes=60)
        BackingUp(folder / "library.cmcdb", builders.TEMPLATES, clock).run()

    def plant(self) -> None:
        module = sys.modules["cmc_desktop.model.services.backing_up"]

        def drop_all_first(self: BackingUp, pause: object = None, **_named: object) -> None:
            for backup in listed_backups(self.library):
                backup.path.unlink()
            whole_run(self)

        whole_run = module.BackingUp.run  # type: ignore[attr-defined]
        module.BackingUp.run = drop_all_first  # type: ignore[attr-defined]

    def wrong(self, folder: Path) -> str:
        backups = listed_backups(folder / "library.cmcdb")
        if not [one for one in backups if one.is_as_checked()]:
            return "no good backup is left"
        halved = [one.path.name for one in backups if one.is_checked and not one.is_as_checked()]
        return f"halved: {halved}" if halved else ""

    def is_new(self, folder: Path, found: Held, before: Held) -> bool:
        """The library stays as it is: new is a backup made after those of the preparation."""
        clock = ManualClock()
        clock.forward(minutes=30)
        return any(one.is_checked and one.made_at > clock.now() for one in listed_backups(folder / "library.cmcdb"))


class Merge(Subject):
    """A copy that was worked on is joined with the canvas it was made of, which was worked on as well."""

    def prepare(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            session = library.session(library.new("Night bus"))
            builders.fill(session, 40)
            given = given_copy(library.store, session, folder / "given.cmc", "Ada")
            self._edit(session, "Here")
        with tempfile.TemporaryDirectory() as elsewhere, closing(opened(Path(elsewhere))) as other:
            there = other.session(import_file(other, given).canvas_id)
            self._edit(there, "There")
            (folder / "back.cmc").write_bytes(copy_of(other.store, self._kept(other, there.canvas.id)))

    def _kept(self, library: Library, canvas_id: str) -> object:
        session = library.session(canvas_id)
        with tempfile.TemporaryDirectory() as nowhere:
            given_copy(library.store, session, Path(nowhere) / "sent.cmc", "Ada")
        return session.canvas

    def _edit(self, session: object, who: str) -> None:
        first, second, third, *_ = builders.ids(session, builders.BOXES[1])  # type: ignore[arg-type]
        session.do(EditNote(first, f"{who} it says this"))  # type: ignore[attr-defined]
        session.do(DeleteNotes((second if who == "Here" else third,)))  # type: ignore[attr-defined]
        for number in range(20):
            session.do(AddNote("buyin", f"{who} {number}"))  # type: ignore[attr-defined]

    def work(self, folder: Path) -> None:
        with closing(opened(folder)) as library:
            file = read_cmc((folder / "back.cmc").read_bytes(), builders.TEMPLATES)
            looked = look_at(library, file.canvas)
            assert looked.copy is not None, looked.relation
            bring_back(library, library.session(looked.here), looked.copy, "Mo", agreed=True)


SUBJECTS: dict[str, type[Subject]] = {
    "import": ImportOfOne,
    "import-folder": ImportOfFolder,
    "migration-1": Migration,
    "migration-2": MigrationFrom2,
    "restore": Restore,
    "backup": Backup,
    "merge": Merge,
}


class _Steps:
    """Counts the steps of the work in this process and ends it before one of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last = last
        self.on = True

    def begin(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._step)
        event.listen(Engine, "commit", self._step)
        sys.addaudithook(self._audit)
        fsync = os.fsync

        def synced(handle: int) -> None:
            self._step()
            fsync(handle)

        os.fsync = synced

    def _audit(self, name: str, _arguments: object) -> None:
        if self.on and name in _AUDITED:
            self._step()

    def _step(self, *_arguments: object) -> None:
        self.count += self.on
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


class WholeHarness:
    def __init__(self, folder: Path, subject: Subject, *, plant: bool) -> None:
        self._subject = subject
        self._plant = plant
        self._fresh, self._used = folder / "fresh", folder / "used"
        self._fresh.mkdir()
        subject.prepare(self._fresh)
        self._lay_out()
        self._before = held(self._used) if not isinstance(subject, Migration) else {}
        self._lay_out()
        subject.work(self._used)
        self._states = subject.states(self._before, held(self._used))
        self.seconds = 0.0
        self.steps = self._count()

    def _lay_out(self) -> None:
        shutil.rmtree(self._used, ignore_errors=True)
        shutil.copytree(self._fresh, self._used)

    def _count(self) -> int:
        """How many steps the work takes, and how long."""
        self._lay_out()
        read, write = os.pipe()
        started = time.perf_counter()
        child = os.fork()
        if child == 0:
            steps = _Steps(0)
            self._be_the_child(steps)
            steps.on = False
            os.write(write, str(steps.count).encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as answer:
            counted = answer.read()
        os.waitpid(child, 0)
        self.seconds = time.perf_counter() - started
        assert counted, "the work failed without being killed"
        return int(counted)

    def _be_the_child(self, steps: _Steps) -> None:
        if self._plant:
            self._subject.plant()
        steps.begin()
        self._subject.work(self._used)

    def kill(self, step: int, after: float) -> str:
        """Kill before `step`, or when that is 0 after so many seconds. Returns 'old', 'new' or what is wrong."""
        self._lay_out()
        child = os.fork()
        if child == 0:
            try:
                self._be_the_child(_Steps(step))
            finally:
                os._exit(0)
        if not step:
            until = time.perf_counter() + after
            while time.perf_counter() < until:  # no sleep: it would wake up too late to hit the commit
                pass
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return self._judged()

    def _judged(self) -> str:
        try:
            wrong = self._subject.wrong(self._used)
            found = held(self._used)
        except Exception as error:  # whatever it is, nobody could open this library
            return f"{type(error).__name__}: {error}"
        if wrong:
            return wrong
        if isinstance(self._subject, Migration) and found == self._states[1]:
            return self._subject.was  # the app has brought it up to date by now, from old or from new
        if found not in self._states:
            return f"neither old nor new: {found}"
        return "new" if self._subject.is_new(self._used, found, self._states[0]) else "old"


@contextmanager
def _harness(subject: str, *, plant: bool) -> Iterator[WholeHarness]:
    with tempfile.TemporaryDirectory() as folder:
        yield WholeHarness(Path(folder), SUBJECTS[subject](), plant=plant)


def run(subject: str, kills: int, seed: int, *, every_step: bool = False, plant: bool = False) -> dict[str, object]:
    """Kill until `kills` is reached or something is wrong; with `every_step` before each step first."""
    chance = random.Random(seed)
    counts, wrong, done = {"old": 0, "new": 0}, "", 0
    with _harness(subject, plant=plant) as harness:
        started = time.perf_counter()
        steps: list[int] = list(range(1, harness.steps + 1)) if every_step else []
        while (done < kills or steps) and not wrong:
            by_clock = not steps and not plant and chance.random() < 0.5
            # with a fault planted, what goes wrong is near the end of the work
            first = harness.steps * 2 // 3 if plant else 1
            step = steps.pop(0) if steps else 0 if by_clock else chance.randrange(first, harness.steps + 1)
            ended = harness.kill(step, chance.triangular(0, 5 * harness.seconds, 1.5 * harness.seconds))
            done += 1
            if ended in counts:
                counts[ended] += 1
            else:
                wrong = f"step {step}: {ended}"
        result: dict[str, object] = {"subject": subject, "seed": seed, "kills": done, **counts, "steps": harness.steps}
        result["kills_per_second"] = round(done / (time.perf_counter() - started), 1)
    return {**result, "at_kill": done, "wrong": wrong} if wrong else result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("subjects", nargs="+", choices=SUBJECTS)
    parser.add_argument("--kills", type=int, default=200, help="of each subject")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--every-step", action="store_true")
    parser.add_argument("--plant", action="store_true")
    chosen = parser.parse_args()
    for subject in chosen.subjects:
        found = run(subject, chosen.kills, chosen.seed, every_step=chosen.every_step, plant=chosen.plant)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
