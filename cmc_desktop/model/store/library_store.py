"""A library on disk: opening, listing, loading canvases, and committing changes whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.revision import Revision, digest
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.store.canvas_reading import lost, read_head, read_since, read_whole, stood
from cmc_desktop.model.store.canvas_writing import writings
from cmc_desktop.model.store.collector import collector_paused
from cmc_desktop.model.store.history_rows import read_heads_of_project
from cmc_desktop.model.store.in_doubt import check_ended, maybe_stored
from cmc_desktop.model.store.leading import Leading
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.listing import Listed as Listed
from cmc_desktop.model.store.listing import in_order, listed_where
from cmc_desktop.model.store.mapping import journal_text, things_of
from cmc_desktop.model.store.news import News
from cmc_desktop.model.store.opening import OpenedLibrary, opened
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.search import is_sound
from cmc_desktop.model.store.standing import NOWHERE, Standing, standing_at
from cmc_desktop.model.store.tables import TABLES, canvases, journal, protocols
from cmc_desktop.model.store.together import commit_together, transaction_of, write
from cmc_desktop.model.store.trouble import damage_noticed, told_plainly
from cmc_desktop.model.store.writing import PATIENCE, WRITING


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What a commit was: `seq` is its number within the canvas, `way` 'do', 'undo', 'redo' or 'import'."""

    seq: int
    at: int
    way: str
    name: str
    phase: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A journal entry read back; `puts` are [kind, id, values, values before] lists."""

    entry: JournalEntry
    puts: list[list[Any]]


class LibraryStore:
    """One library, in a file or on a server. Every method raises LibraryTrouble when it cannot be read or written."""

    def __init__(self, address: LibraryAddress, templates: Mapping[str, Template], *, patience: int = PATIENCE) -> None:
        """Open the library. One in a file is made when missing, and brought up to date when old.

        `patience`: ms to wait for other programs that write.
        """
        self.address = address
        self._templates = templates
        self._library: OpenedLibrary = opened(address, patience)
        self._engine: Engine = self._library.engine

    @property
    def path(self) -> Path | None:
        """The library's file; None when it is on a server."""
        return self.address if isinstance(self.address, Path) else None

    @property
    def rights(self) -> Rights:
        """What may be done here by whoever opened the library."""
        return self._library.rights

    @property
    def news(self) -> News | None:
        """What comes in by itself of what others write; None where the library has to be asked."""
        return self._library.news

    @property
    def leading(self) -> Leading | None:
        """From which laptop workshops are led; None for a library that is not shared."""
        return self._library.leading

    def renew(self, address: LibraryAddress) -> None:
        """Go on with another password of the same library."""
        self._library.renew(address)
        self.address = address

    def close(self) -> None:
        """Nothing is begun to be read or written from here on, not by a worker either that has not noticed yet."""
        self._library.close()

    def _writing(self) -> Any:
        return self._engine.execution_options(**WRITING).begin()

    def listed(self, *, archived: bool = False, deleted: bool = False) -> list[Listed]:
        """The canvases, last changed first."""
        away = canvases.c.deleted_at != 0 if deleted else canvases.c.deleted_at == 0
        with told_plainly(reading=True), self._engine.connect() as connection:
            return in_order(listed_where(connection, away, canvases.c.archived.is_(archived)))

    def head(self, canvas_id: str) -> Head:
        """The head of a canvas. Raises NotThere."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            return read_head(connection, canvas_id)

    def load(self, canvas_id: str) -> tuple[Canvas, Standing]:
        """A canvas and where in its journal it stands, as they were at one moment.

        Raises NotThere; LibraryTrouble also when a signed canvas does not hold the words that were signed.
        """
        with told_plainly(reading=True), collector_paused(), self._engine.connect() as connection:
            head, rows, standing = read_whole(connection, canvas_id)
            template = self._templates.get(head.template)
            if template is None:
                raise NotThere(tr("This canvas uses the template “{key}”, which is not installed.", key=head.template))
            canvas = Canvas(head, template)
            with damage_noticed():
                for kind, found in rows.items():
                    canvas.fill(things_of(kind, found))
        if canvas.sign_off is not None and canvas.content_hash != canvas.sign_off.content_hash:
            raise _not_as_signed()
        return canvas, standing

    def commit(
        self,
        canvas_id: str,
        puts: Iterable[Entity],
        olds: Iterable[Entity | None],
        entry: JournalEntry,
        after: Standing = NOWHERE,
    ) -> Standing:
        """Store values and their journal entry, the next one `after` where the canvas stands, in one transaction.

        When this returns they are on the disk; returns where the canvas stands then. Raises ChangedElsewhere when it
        has gone on meanwhile; CanvasGone when it is not there any more, which only the first entry makes;
        LibraryReplaced when it never stood there; MaybeStored when a server went away while it was storing.
        """
        puts = tuple(puts)
        self.rights.check(puts)
        row = _journal_row(canvas_id, entry, puts, olds)
        sent: list[str] = []
        try:
            with told_plainly():
                written = writings(self._engine.dialect.name, row, puts, after)
                stored = commit_together(self._engine, written, sent.append)
        except CutOff as error:
            if sent:
                raise maybe_stored(error.happened, canvas_id if entry.seq == 1 else "", sent[-1]) from error
            raise
        if not stored:
            with told_plainly(reading=True), self._engine.connect() as connection:
                raise lost(connection, canvas_id)
        return standing_at(row)

    def add_to_project(
        self, project: str, made: Callable[[list[Head]], tuple[Head, Iterable[Entity]]], entry: JournalEntry
    ) -> str:
        """Store a whole new canvas of a project, and nobody else adds one in the same way meanwhile; returns its id.

        `made` is given the heads of the project's canvases, the deleted ones too, by version; it returns the new head
        and what else is in the canvas. What it raises ends it, and nothing is stored. Raises MaybeStored as `commit`.
        """
        self.rights.check()
        sent: list[tuple[str, str]] = []
        try:
            with told_plainly(), self._writing() as connection:
                _one_after_another(connection, canvases)
                head, things = made(read_heads_of_project(connection, project, deleted=True))
                puts = (head, *things)
                self.rights.check(puts)
                row = _journal_row(head.id, entry, puts, (None,) * len(puts))
                write(connection, writings(connection.dialect.name, row, puts, NOWHERE))
                sent.append((head.id, transaction_of(connection)))
        except CutOff as error:
            if sent:
                raise maybe_stored(error.happened, *sent[-1]) from error
            raise
        return head.id

    def stored(
        self,
        canvas_id: str,
        entry: JournalEntry,
        puts: Iterable[Entity],
        olds: Iterable[Entity | None],
        transaction: str,
    ) -> Standing | None:
        """Where the canvas stood once this very entry was stored, with these values; None when it was not.

        Asked after MaybeStored, of the `transaction` it told. Raises that again as long as it cannot be told.
        """
        standing = standing_at(_journal_row(canvas_id, entry, tuple(puts), olds))
        self.check_ended(transaction)
        with told_plainly(reading=True), self._engine.connect() as connection:
            return standing if stood(connection, canvas_id, standing) else None

    def check_ended(self, transaction: str, made: str = "") -> None:
        """Raise MaybeStored as long as the server still carries out the `transaction` of an earlier one, which may
        have `made` a canvas."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            check_ended(connection, transaction, made)

    def changed_since(self, canvas_id: str, since: Standing) -> tuple[tuple[Entity, ...], Standing]:
        """The present values of what was written `since`, and where the canvas stands now.

        Raises CanvasGone when it is not there any more, LibraryReplaced when it never stood there.
        """
        with told_plainly(reading=True), self._engine.connect() as connection:
            return read_since(connection, canvas_id, since)

    def revision(self, canvas_id: str, content_hash: str) -> Revision:
        """A kept revision with its content. Raises NotThere; LibraryTrouble also when it does not have its hash."""
        row = self._kept_row(Revision, canvas_id, content_hash)
        if row is None:
            raise NotThere(tr("This revision is not kept in the library."))
        with damage_noticed():
            (revision,) = things_of(Revision, [row])
            if digest(revision.content) != content_hash or not isinstance(json.loads(revision.ranks), dict):
                raise ValueError("not the words that were kept")
        return revision

    def checkpoint(self, canvas_id: str, checkpoint_id: str) -> Checkpoint:
        """A checkpoint with what it holds. Raises NotThere; LibraryTrouble also when it does not have its hashes."""
        row = self._kept_row(Checkpoint, canvas_id, checkpoint_id)
        if row is None:
            raise NotThere(tr("This point of the history is not kept in the library."))
        with damage_noticed():
            (checkpoint,) = things_of(Checkpoint, [row])
            if not checkpoint.is_sound:
                raise ValueError("not what was kept")
        return checkpoint

    def _kept_row(self, kind: type[Entity], canvas_id: str, thing_id: str) -> Any:
        """The row of one thing with all its fields, those too that an open canvas leaves here; None without one."""
        table = TABLES[kind]
        query = select(*(table.c[name] for name in kind.field_names()))
        query = query.where(table.c.canvas_id == canvas_id, table.c.id == thing_id)
        with told_plainly(reading=True), self._engine.connect() as connection:
            return connection.execute(query).first()

    def journal_of(self, canvas_id: str, after: int = 0) -> list[JournalLine]:
        """What happened to a canvas after the commit with this number, oldest first."""
        columns = (journal.c.seq, journal.c.at, journal.c.way, journal.c.name, journal.c.phase, journal.c.slip)
        of_canvas = (journal.c.canvas_id == canvas_id, journal.c.seq > after)
        query = select(*columns, journal.c.puts).where(*of_canvas).order_by(journal.c.seq)
        with told_plainly(reading=True), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        with damage_noticed():
            return [JournalLine(JournalEntry(*row[:-1]), json.loads(row[-1])) for row in rows]

    def check(self) -> str:
        """'ok', or what the database's own check of its integrity found."""
        return self._library.check()

    def index_is_sound(self) -> bool:
        """Whether the index of words, and the list's figures, say what the app writes."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            return is_sound(connection)

    def own_protocols(self) -> list[tuple[str, str, str]]:
        """Saved agendas as (key, name, phases as JSON)."""
        with told_plainly(reading=True), self._engine.connect() as connection:
            rows = connection.execute(select(protocols).order_by(protocols.c.name)).all()
        return [(row.key, row.name, row.phases) for row in rows]

    def save_protocol(self, key: str, name: str, phases: str, may_replace: Callable[[str], bool]) -> str:
        """Keep an agenda under `key`, or in the place of the one of its name, when `may_replace` the phases it has.

        Returns the key it is kept under. Raises Refusal when it may not be replaced.
        """
        self.rights.check()
        with told_plainly(), self._writing() as connection:
            _one_after_another(connection, protocols)
            there = connection.execute(select(protocols).where(protocols.c.name == name)).first()
            if there is None:
                connection.execute(insert(protocols), {"key": key, "name": name, "phases": phases})
                return key
            if there.phases == phases:
                return str(there.key)
            if not may_replace(there.phases):
                raise Refusal(
                    tr("The agenda “{name}” was kept or changed in another window.", name=name),
                    safe=tr("Yours was not put over it."),
                    todo=tr("Keep it under another name, or open the agenda anew and look at that one first."),
                )
            connection.execute(protocols.update().where(protocols.c.key == there.key).values(phases=phases))
        return str(there.key)

    @property
    def engine(self) -> Engine:
        """For the store's own parts: search, backup. Once the library is closed, it refuses with LibraryTrouble."""
        return self._engine


def _journal_row(
    canvas_id: str, entry: JournalEntry, puts: tuple[Entity, ...], olds: Iterable[Entity | None]
) -> dict[str, Any]:
    return {
        "canvas_id": canvas_id,
        "seq": entry.seq,
        "at": entry.at,
        "way": entry.way,
        "name": entry.name,
        "phase": entry.phase,
        "slip": entry.slip,
        "puts": journal_text(puts, olds),
    }


def _one_after_another(connection: Connection, table: Table) -> None:
    """Let those who write to a table wait for each other, in a transaction that has read nothing yet, so that each
    sees what the one before left. A file has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")


def _not_as_signed() -> LibraryTrouble:
    return LibraryTrouble(
        tr("The words of this signed canvas are not the words that were signed: the library is damaged."),
        safe=tr("It was left as it is; a record that was printed or exported is still good."),
        todo=tr("Keep it for rescue, and put back a backup if there is one."),
    )
