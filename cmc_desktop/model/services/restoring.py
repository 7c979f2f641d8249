"""Putting back a backup: what it holds compared with the library, the whole of it back, or single canvases."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.errors import DamagedLibrary, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.model.services.backing_up import not_sound
from cmc_desktop.model.services.backups import Backup, Pause, facts_of, file_hash, listed_backups
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.examining_beside import Examine
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.history_claims import done_here
from cmc_desktop.model.services.importing import take_back
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.put_back_note import note_put_back
from cmc_desktop.model.services.taken_out import TakenOut
from cmc_desktop.model.services.throw_away_folder import ThrowAwayFolder
from cmc_desktop.model.store.backup import backups_beside, gentle_copy
from cmc_desktop.model.store.beginnings import DONE_HERE
from cmc_desktop.model.store.library_store import JournalEntry
from cmc_desktop.model.store.putting_back import journal_of_file, not_put_back, put_in_place
from cmc_desktop.model.store.soundness import Examined, Facts, examine
from cmc_desktop.model.store.sqlite_engine import HEADER, schema_in
from cmc_desktop.model.store.tables import SCHEMA_VERSION


class AgainstNow(Enum):
    """How a canvas of a backup stands to the one in the library; in the order in which they are shown."""

    ONLY_BACKUP = "only in the backup"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    ONLY_LIBRARY = "only in the library"
    SAME = "same"

    @property
    def label(self) -> str:
        return {
            AgainstNow.SAME: tr("the same words"),
            AgainstNow.CHANGED: tr("other words in the library now"),
            AgainstNow.ONLY_BACKUP: tr("not in the library now"),
            AgainstNow.ONLY_LIBRARY: tr("only in the library, not in the backup"),
            AgainstNow.UNKNOWN: tr("the library cannot be read"),
        }[self]


@dataclass(frozen=True)
class Compared:
    """A canvas in the backup, in the library or in both; `then` and `now` are what was found of it there."""

    canvas_id: str
    against_now: AgainstNow
    then: Facts | None
    now: Facts | None

    @property
    def title(self) -> str:
        facts = self.then or self.now
        return facts.title if facts is not None else ""


class Restoring:
    """Puts back copies of one library. The library must not be open in this process for `put_back`."""

    def __init__(
        self, library: Path, templates: Mapping[str, Template], clock: Clock, examine: Examine = examine
    ) -> None:
        """`examine` looks at copies, here or elsewhere."""
        self.library = library
        self._templates = templates
        self._clock = clock
        self._examine = examine

    def held_by(self, file: Path, pause: Pause = lambda: None) -> Examined:
        """What a library file holds. Raises LibraryTrouble when it is none, damaged or too new, NotThere, Refusal."""
        if file.resolve() == self.library.resolve():
            raise Refusal(tr("This is the library itself."), safe=tr("Nothing was changed."))
        known = self._as_checked(file, pause)
        if known is not None:
            return known
        with self._opened_copy(file, pause) as copy:
            examined = self._examine(copy, self._templates, {}, pause)
        if examined.faults:
            raise not_sound(examined.faults, backup=True)
        return examined

    def _as_checked(self, file: Path, pause: Pause) -> Examined | None:
        """What was found in a backup when it was made, where the file is still the very one."""
        backup = self._listed(file)
        if backup is None or backup.schema != SCHEMA_VERSION or not backup.is_as_checked(pause):
            return None
        return Examined(backup.schema, facts_of(backup), "", ())

    def _listed(self, file: Path) -> Backup | None:
        """A file as it stands among the backups of the library; None for another one."""
        return next((one for one in listed_backups(self.library, file.parent) if one.path == file), None)

    def compare(self, file: Path, pause: Pause = lambda: None) -> list[Compared]:
        """The canvases of a backup beside those of the library, by title; what differs first. Raises as `held_by`."""
        then = self.held_by(file, pause).canvases
        now = self._held_now(pause)
        found = [self._compared(one, then.get(one), now) for one in {**then, **(now or {})}]
        order = list(AgainstNow)
        return sorted(found, key=lambda one: (order.index(one.against_now), one.title.casefold()))

    def _compared(self, canvas_id: str, then: Facts | None, now: Mapping[str, Facts] | None) -> Compared:
        if now is None:
            return Compared(canvas_id, AgainstNow.UNKNOWN, then, None)
        there = now.get(canvas_id)
        if then is None or there is None:
            return Compared(canvas_id, AgainstNow.ONLY_LIBRARY if then is None else AgainstNow.ONLY_BACKUP, then, there)
        same = then.content == there.content and then.deleted == there.deleted
        return Compared(canvas_id, AgainstNow.SAME if same else AgainstNow.CHANGED, then, there)

    def _held_now(self, pause: Pause) -> Mapping[str, Facts] | None:
        """The facts of the library as it is; None when it cannot be read. What is wrong with it is no matter here."""
        if not self.library.is_file():
            return {}
        there = [one for one in listed_backups(self.library) if one.is_own and one.schema == SCHEMA_VERSION]
        known = {canvas_id: (facts,) for backup in there[:1] for canvas_id, facts in facts_of(backup).items()}
        try:
            with self._opened_copy(self.library, pause) as copy:
                return self._examine(copy, self._templates, known, pause).canvases or None
        except (LibraryTrouble, NotThere):
            return None

    def put_back(self, file: Path, pause: Pause = lambda: None) -> Path | None:
        """Put the whole `file` in the place of the library; returns where the old one is, None if there was none.

        The old one is set aside in the folder of backups, under the date; putting that back undoes it. Raises
        LibraryTrouble; the library is as it was then.
        """
        self.held_by(file, pause)
        folder = backups_beside(self.library)
        part = self.library.with_name(f".{self.library.stem}-put-back-{os.getpid()}.part")
        now = datetime.fromtimestamp(self._clock.now() / 1000)
        name = f"{self.library.stem}-{tr('set-aside')}-{now:%Y-%m-%d-%H-%M-%S}{self.library.suffix}"
        try:
            self.library.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            gentle_copy(file, part, pause)
            self._check_again(file, part, pause)
            return put_in_place(part, self.library, folder, name, lambda: note_put_back(self.library, file.name))
        except OSError as error:
            raise not_put_back(error) from error
        finally:
            for left in (part, journal_of_file(part)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)

    def _check_again(self, file: Path, part: Path, pause: Pause) -> None:
        """What was written has to hold what the backup holds. Raises LibraryTrouble."""
        if file_hash(part, pause) == file_hash(file, pause):
            return
        held = self.held_by(file, pause).canvases
        try:
            same = self.held_by(part, pause).canvases == held
        except LibraryTrouble:
            same = False
        if not same:
            raise LibraryTrouble(
                tr("The copy of the backup differs from the backup."), safe=tr("The library was left as it is.")
            )

    def take_out(self, library: Library, file: Path, canvas_id: str) -> TakenOut:
        """Take one canvas of a backup into the open `library`, beside the one there unless that has it all.

        Whichever of the two is the later one. Private sheets and quiet checks come along. What was done in this library
        is told as that where the backup is the very file that was made of it. Raises NotThere, LibraryTrouble; nothing
        is changed then.
        """
        with self._opened_copy(file) as copy, closing(Library.open(copy, self._templates, self._clock)) as backup:
            canvas = backup.session(canvas_id).canvas.snapshot()
            revisions: tuple[Revision, ...] = revisions_of(backup, canvas)
            checkpoints = [backup.store.checkpoint(canvas_id, one.id) for one in canvas.all(Checkpoint)]
            known = done_here(backup.store, canvas.head) if self._is_own(file) else set()
        if canvas.head.deleted_at:
            canvas.write([replace(canvas.head, deleted_at=0)])
        if _cannot_be_read(library, canvas_id):
            canvas.write([replace(canvas.head, id=new_id(), title=_title_of_copy(canvas))])
        canvas.fill(revisions)
        canvas.fill(checkpoints)
        taken = take_back(library, canvas)
        if known and not taken.was_known:
            own = [one for one in checkpoints if one.id in known]
            _, standing = library.store.load(taken.canvas_id)
            entry = JournalEntry(standing.seq + 1, self._clock.now(), "do", DONE_HERE)
            library.store.commit(taken.canvas_id, own, own, entry, standing)
        return TakenOut(taken)

    def _is_own(self, file: Path) -> bool:
        """Whether a backup was made of this very library, and is as it was made: anybody can write another file."""
        backup = self._listed(file)
        return backup is not None and backup.is_own and backup.is_as_checked()

    @contextmanager
    def _opened_copy(self, file: Path, pause: Pause = lambda: None) -> Iterator[Path]:
        """A copy of a library file that is brought up to the present schema and thrown away in the end."""
        if not file.is_file():
            raise NotThere(
                tr("{path} is a folder, not a file.", path=file)
                if file.is_dir()
                else tr("There is no file {path}.", path=file),
                safe=tr("Nothing was changed."),
            )
        folder = ThrowAwayFolder()
        try:
            copy = folder.data / "library.cmcdb"
            _check_ours(file)
            with _told_of_backup(file):
                gentle_copy(file, copy, pause)
                Library.open(copy, self._templates, self._clock).close()
                yield copy
        finally:
            folder.discard()


def _cannot_be_read(library: Library, canvas_id: str) -> bool:
    """Whether the library has this canvas, but damaged: then it is left for rescue."""
    try:
        library.store.load(canvas_id)
    except NotThere:
        return False
    except LibraryTrouble:
        return True
    return False


def _title_of_copy(canvas: Canvas) -> str:
    """A title of its own; what is signed keeps the one that was signed."""
    title = canvas.head.title
    return title if canvas.sign_off is not None else tr("{title} (copy)", title=title)[:LINE_LIMIT].rstrip()


def _check_ours(file: Path) -> None:
    """Raises LibraryTrouble for a file that is no library or too new, before SQLite is asked about a copy of it."""
    try:
        with file.open("rb") as opened:
            header = opened.read(HEADER)
    except OSError as error:
        raise LibraryTrouble(
            tr("{path} cannot be read: {why}.", path=file, why=error.strerror or error),
            safe=tr("Nothing was changed."),
            todo=tr("Choose another file."),
        ) from error
    version = schema_in(header)
    if version is None:
        raise LibraryTrouble(
            tr("{path} is not a CMC Desktop library.", path=file),
            safe=tr("Nothing was changed."),
            todo=tr("Choose another file."),
        )
    if version > SCHEMA_VERSION:
        raise LibraryTrouble(
            tr("{path} was written by a newer CMC Desktop.", path=file),
            safe=tr("Nothing was changed."),
            todo=tr("Restore it with the newer version of the app, or choose another backup."),
        )


@contextmanager
def _told_of_backup(file: Path) -> Iterator[None]:
    """Damage that is met within is that of the backup `file`, not of the library."""
    try:
        yield
    except DamagedLibrary as error:
        raise LibraryTrouble(
            tr("The backup {path} is damaged.", path=file),
            safe=tr("The library was left as it is."),
            todo=tr("Choose another backup."),
        ) from error
