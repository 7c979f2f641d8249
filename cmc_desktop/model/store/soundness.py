"""Whether a copy of a library says what was stored: more than SQLite's own check, which lets changed letters pass.

Three witnesses are asked. SQLite knows whether the file is one. The journal tells the last value of everything that
was ever written, names apart, so rows that say something else were changed by nobody. And the facts of an earlier
check know every byte of a canvas that nobody has written to since.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CmcError, DamagedLibrary, LibraryTrouble, NotThere
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.saved_agenda import is_as_saved
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.store.index_check import misfits
from cmc_desktop.model.store.library_store import JournalLine, LibraryStore
from cmc_desktop.model.store.sqlite_engine import open_engine
from cmc_desktop.model.store.tables import TABLES, canvases, journal, protocols
from cmc_desktop.model.store.trouble import briefly, told_plainly

Pause = Callable[[], object]
EarlierFacts = Mapping[str, "tuple[Facts, ...]"]
#: rows between two pauses
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """A canvas as it was found: `seq` is its last journal entry, `rows` and `journal` are SHA-256 of all that is
    stored of it, `content` its content hash, empty where its template is not installed."""

    title: str
    seq: int
    notes: int
    deleted: bool
    rows: str
    journal: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was stored, in words; `canvas_id` and `title` are empty for the library as a whole."""

    what: str
    canvas_id: str = ""
    title: str = ""

    def __str__(self) -> str:
        return tr("“{title}”: {what}", title=self.title, what=self.what) if self.canvas_id else self.what


@dataclass(frozen=True)
class Examined:
    """What was found in a library: facts by canvas id, what belongs to no canvas, and what is wrong.

    `misfits` are canvases of which the index of words says something else than they do. That is no fault, as the index
    is made from the canvases; it is made anew.
    """

    schema: int
    canvases: Mapping[str, Facts]
    rest: str
    faults: tuple[Fault, ...]
    misfits: tuple[str, ...] = ()


def examine(
    copy: Path, templates: Mapping[str, Template], known: EarlierFacts, pause: Pause = lambda: None
) -> Examined:
    """Look at every row of the library file `copy`, of the present schema, which nobody else has open.

    `known` are the facts of earlier checks of the same library by canvas id, the latest first. What has not been
    written to since has to be as it was, or exactly as it was at another of them, as somebody puts an older library
    back by hand; what has is checked against its journal. `pause` is called every millisecond or two.
    """
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as plain:
            plain.text_factory = bytes  # damaged letters are seen like any others
            schema = int(plain.execute("PRAGMA user_version").fetchone()[0])
            faults = [Fault(what) for what in _what_sqlite_finds(plain)]
            found = {} if faults else _facts(plain, known, pause)
            rest = "" if faults else _rest(plain)
    except (sqlite3.Error, ValueError, TypeError, IndexError) as error:  # an id that is no text, an agenda that is none
        return Examined(0, {}, "", (Fault(_in_words(error)),))
    unlike: tuple[str, ...] = ()
    if not faults:
        faults = _check_all(copy, templates, found, pause)
        unlike = _misfits(copy, pause)
    return Examined(schema, {one: fact.facts for one, fact in found.items()}, rest, tuple(faults), unlike)


def _misfits(copy: Path, pause: Pause) -> tuple[str, ...]:
    engine = open_engine(copy, read_only=True)
    try:
        with told_plainly(reading=True), engine.connect() as connection:
            return tuple(misfits(connection, pause))
    except LibraryTrouble:  # an index that cannot even be read is begun anew when a window opens the library
        return ()
    finally:
        engine.dispose()


def _in_words(error: object) -> str:
    return tr("the file is damaged ({found})", found=briefly(error))


def _what_sqlite_finds(plain: sqlite3.Connection) -> list[str]:
    (found,) = plain.execute("PRAGMA integrity_check(1)").fetchone()
    if found != b"ok":
        return [_in_words(found.decode("utf-8", "replace"))]
    if plain.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return [_in_words(tr("things of a canvas that is not there"))]
    # an index over a table of its own may lag behind that; one that holds its words has to agree with itself
    indexes = plain.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%fts5%' AND sql NOT LIKE '%content=%'")
    for name in [name.decode() for (name,) in indexes]:
        try:
            plain.execute(f'INSERT INTO "{name}"("{name}") VALUES(\'integrity-check\')')
        except sqlite3.DatabaseError:
            return [_in_words(tr("the index of words"))]
    return []


class _Found:
    """The facts of a canvas while they are gathered; `then` is the journal up to the latest known entry."""

    def __init__(self, known: tuple[Facts, ...]) -> None:
        self.known = known
        self.title, self.deleted, self.seq, self.notes, self.content = "", False, 0, 0, ""
        self.rows, self.journal = hashlib.sha256(), hashlib.sha256()
        self.then = ""

    def take_entry(self, seq: int, row: tuple[Any, ...]) -> None:
        self.seq = seq
        self.journal.update(repr(row).encode())
        if self.known and seq == self.known[0].seq:
            self.then = self.journal.hexdigest()

    @property
    def denied(self) -> str:
        """What the latest of the known facts say against it; empty when nothing."""
        before = self.known[0] if self.known else None
        if before is None or before.seq > self.seq or self.seen_before is not None:
            return ""
        if before.journal != self.then:
            return tr("its history is not what it was at the last backup")
        if before.seq == self.seq:
            return tr("it is not as it was at the last backup, and nobody has worked on it since")
        return ""

    @property
    def seen_before(self) -> Facts | None:
        """The known facts that are these very ones."""
        found = (self.seq, self.rows.hexdigest(), self.journal.hexdigest())
        return next((facts for facts in self.known if (facts.seq, facts.rows, facts.journal) == found), None)

    @property
    def facts(self) -> Facts:
        digests = (self.rows.hexdigest(), self.journal.hexdigest())
        return Facts(self.title, self.seq, self.notes, self.deleted, *digests, self.content)


def _facts(plain: sqlite3.Connection, known: EarlierFacts, pause: Pause) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for canvas_id, title, deleted in plain.execute("SELECT id, title, deleted_at FROM canvases"):
        one = found[canvas_id.decode()] = _Found(known.get(canvas_id.decode(), ()))
        one.title, one.deleted = title.decode("utf-8", "replace"), bool(deleted)
    for table in TABLES.values():
        key = "id" if table is canvases else "canvas_id"
        columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "num")
        rows = plain.execute(f'SELECT {key}, {columns} FROM "{table.name}" ORDER BY {key}, id')
        for number, (canvas_id, *row) in enumerate(rows):
            one = found[canvas_id.decode()]
            one.rows.update(repr((table.name, row)).encode())
            if number % _ROWS_AT_ONCE == 0:
                pause()
    for canvas_id, count in plain.execute("SELECT canvas_id, count(*) FROM notes WHERE NOT deleted GROUP BY canvas_id"):
        found[canvas_id.decode()].notes = count
    _journals(plain, found, pause)
    return found


def _journals(plain: sqlite3.Connection, found: Mapping[str, _Found], pause: Pause) -> None:
    columns = ", ".join(column.name for column in journal.columns if column.name not in ("id", "canvas_id", "seq"))
    rows = plain.execute(f"SELECT canvas_id, seq, {columns} FROM journal ORDER BY canvas_id, seq")
    for number, (canvas_id, seq, *row) in enumerate(rows):
        found[canvas_id.decode()].take_entry(seq, tuple(row))
        if number % _ROWS_AT_ONCE == 0:
            pause()


def _rest(plain: sqlite3.Connection) -> str:
    """A digest of what belongs to no canvas. Raises ValueError when it cannot be what was stored."""
    rows = plain.execute(f"SELECT key, name, phases FROM {protocols.name} ORDER BY key").fetchall()
    for _key, name, phases in rows:
        if not is_as_saved(name.decode(), json.loads(phases)):
            raise ValueError(tr("a saved agenda"))
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _check_all(copy: Path, templates: Mapping[str, Template], found: Mapping[str, _Found], pause: Pause) -> list[Fault]:
    faults: list[Fault] = []
    store: LibraryStore | None = None
    for canvas_id, one in found.items():
        seen, denied = one.seen_before, one.denied
        if seen is not None:
            one.content = seen.content
            continue
        if not denied:
            store = store or LibraryStore(copy, templates)
            denied, one.content = check_whole(store, canvas_id)
            pause()
        faults += [Fault(denied, canvas_id, one.title)] if denied else []
    if store is not None:
        store.close()
    return faults


def check_whole(store: LibraryStore, canvas_id: str) -> tuple[str, str]:
    """(what is wrong with a canvas or nothing, its content hash)."""
    try:
        canvas, _ = store.load(canvas_id)
        for revision in canvas.all(Revision):
            store.revision(canvas_id, revision.id)
        for checkpoint in canvas.all(Checkpoint):
            store.checkpoint(canvas_id, checkpoint.id)
        lines = store.journal_of(canvas_id)
    except NotThere:
        return "", ""  # of a template that is not installed: nothing can be said
    except DamagedLibrary:
        return tr("it is damaged"), ""
    except CmcError as error:
        return error.happened.removesuffix("."), ""  # it becomes part of a sentence
    return _what_the_journal_denies(canvas, lines), canvas.content_hash


def _what_the_journal_denies(canvas: Canvas, lines: Iterable[JournalLine]) -> str:
    """Empty when everything has the value that was written to it last."""
    last: dict[tuple[str, str], dict[str, Any]] = {}
    try:
        for number, line in enumerate(lines, 1):
            if line.entry.seq != number:
                return tr("its history has a gap")
            last.update({(kind, thing_id): values for kind, thing_id, values, _ in line.puts})
        agree = all(_as_told(canvas.find(KINDS[kind], thing_id), values) for (kind, thing_id), values in last.items())
    except (KeyError, TypeError, ValueError, AttributeError):
        return tr("its history cannot be read")
    count = sum(1 for kind in KINDS.values() for _ in canvas.all(kind))
    return "" if agree and count == len(last) else tr("it does not hold what was written last")


def _as_told(thing: Entity | None, told: Mapping[str, Any]) -> bool:
    """Whether a thing has the values that the journal tells; fields that there are no more are passed over."""
    if thing is None:
        return False
    for name, value in told.items():
        held = getattr(thing, name, value)
        if (list(held) if isinstance(held, tuple) else held) != value:
            return False
    return True
