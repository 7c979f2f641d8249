"""Making backups: a copy of the library while work goes on, checked, kept under its date, the oldest dropped.

A library that fails its check never takes the place of a good copy. One in which nothing has changed since the last
good copy is only checked anew, unless the file of that copy is no longer what was written.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services import second_folder
from cmc_desktop.model.services.backup_rotation import to_be_dropped
from cmc_desktop.model.services.backups import (
    Backup,
    Pause,
    drop,
    facts_of,
    file_hash,
    forget,
    last_good,
    listed_backups,
    note_down,
    rest_of,
)
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.examining_beside import Examine
from cmc_desktop.model.services.new_folder import check_room
from cmc_desktop.model.services.put_back_note import forget_put_back, put_back_from
from cmc_desktop.model.services.safe_file import told_trouble
from cmc_desktop.model.store.backup import backups_beside, free_name, gentle_copy
from cmc_desktop.model.store.durable import sync_folder
from cmc_desktop.model.store.index_check import mend_entries
from cmc_desktop.model.store.soundness import Examined, Facts, Fault, examine
from cmc_desktop.model.store.tables import SCHEMA_VERSION

#: what a killed process left is nobody's after so many seconds
_LEFT_BEHIND = 24 * 3600


@dataclass(frozen=True)
class BackupOutcome:
    """How a backup went. `backup` is the good copy there is now, None when `faults` tell why the library is not sound;
    it is `new`, or found to hold all there is. `second_trouble` tells why it is not in the second folder as well.
    `spoilt` are copies found to be no longer what was written, which count as checked no more; beside those of them
    that are `without_sound` there is no sound one."""

    backup: Backup | None
    new: bool = False
    faults: tuple[Fault, ...] = ()
    second_trouble: CmcError | None = None
    spoilt: tuple[Path, ...] = ()
    without_sound: tuple[Path, ...] = ()


class BackingUp:
    """Keeps the backups of one library file; may be used on any thread, one at a time."""

    def __init__(
        self,
        library: Path,
        templates: Mapping[str, Template],
        clock: Clock,
        second: Path | None = None,
        examine: Examine = examine,
    ) -> None:
        """`second` is one more folder, on a stick or another disk; `examine` looks at copies, here or elsewhere."""
        self.library = library
        self._templates = templates
        self._clock = clock
        self._second = second
        self._examine = examine

    @property
    def others(self) -> tuple[Path, ...]:
        """The folders of backups besides the one beside the library."""
        return (self._second,) if self._second is not None else ()

    def run(self, pause: Pause = lambda: None, *, accept: bool = False) -> BackupOutcome:
        """Check the library and keep a copy of what is new. Raises LibraryTrouble when no copy can be made.

        With `accept`, what differs from the last backup is taken as it is, for somebody who knows why it does.
        `pause` is called every millisecond or two; what it raises ends it, and nothing is left behind.
        """
        folder = backups_beside(self.library)
        with self._copied(folder, pause) as part:
            examined = self._examined(part, pause, accept=accept)
            if examined.faults:
                return BackupOutcome(None, faults=examined.faults)
            self._mend_index(examined)
            good = last_good(self.library)
            holds_all = good is not None and self._holds_all(good, examined)
            bent = [] if good is None or not holds_all or good.is_as_checked(pause) else [good]
            spoilt = [*self._cut_off(folder), *bent]
            if good is None or not holds_all or bent:
                new, good = True, self._keep(part, examined, pause)
            else:
                new, good = False, replace(good, checked_at=self._clock.now())
                note_down(good, self.library, examined.canvases, examined.rest)
        there: list[Backup] = []
        trouble = self._also_in_second(good, examined, there, pause)
        for one in (*spoilt, *there):
            self._count_as_unchecked(one)
        self._rotate(folder)
        found, without = (tuple(one.path for one in ones) for ones in ((*spoilt, *there), there if trouble else ()))
        return BackupOutcome(good, new, second_trouble=trouble, spoilt=found, without_sound=without)

    def _cut_off(self, folder: Path) -> list[Backup]:
        """The copies in a folder that end too soon and were not found so before."""
        there = [one for one in listed_backups(self.library, *self.others) if one.path.parent == folder]
        return [one for one in there if one.is_own and one.cut_off and one.checked_at]

    def _holds_all(self, good: Backup, examined: Examined) -> bool:
        """Whether a backup holds what the library holds, by what was noted of it."""
        same = facts_of(good) == examined.canvases and rest_of(good) == examined.rest
        return same and put_back_from(self.library) is None

    def _count_as_unchecked(self, spoilt: Backup) -> None:
        """It stays, as something may be rescued from it."""
        with suppress(LibraryTrouble, OSError):  # the next time, then
            unchecked = replace(spoilt, checked_at=0, size=spoilt.path.stat().st_size)
            note_down(unchecked, self.library, facts_of(spoilt), rest_of(spoilt))

    def write_to(self, path: Path, pause: Pause = lambda: None) -> Backup:
        """Make a checked copy under a name of one's own, which is nobody's to remove. Raises LibraryTrouble.

        A file that is there already stays until the new one is checked. The folder has to be there.
        """
        check_room(path)
        with self._copied(path.parent, pause, make_folder=False) as part:
            examined = self._examined(part, pause, accept=False)
            if examined.faults:
                raise not_sound(examined.faults)
            with told_trouble(path):
                forget(path)
                part.replace(path)
                sync_folder(path.parent)
        now = self._clock.now()
        return Backup(path, now, path.stat().st_size, now, len(examined.canvases), examined.schema)

    @contextmanager
    def _copied(self, folder: Path, pause: Pause, *, make_folder: bool = True) -> Iterator[Path]:
        """A fresh copy in `folder`, which is gone afterwards unless it has got a name."""
        # one name for each: a backup may be made by itself while another one is asked for
        part = folder / f".{self.library.stem}-{os.getpid()}-{uuid.uuid4().hex[:8]}.part"
        try:
            with told_trouble(part):
                if make_folder:
                    folder.mkdir(parents=True, exist_ok=True)
                _sweep(folder, self.library.stem)
                part.unlink(missing_ok=True)
            gentle_copy(self.library, part, pause)
            yield part
        finally:
            for left in (part, part.with_name(part.name + "-journal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)

    def _examined(self, part: Path, pause: Pause, *, accept: bool) -> Examined:
        if accept:
            return self._examine(part, self._templates, {}, pause)
        examined = self._examine(part, self._templates, self._known(all_of_them=False), pause)
        if examined.faults:
            # an older copy may have been put back by hand: then another backup knows it
            examined = self._examine(part, self._templates, self._known(all_of_them=True), pause)
        return examined

    def _mend_index(self, examined: Examined) -> None:
        """Nobody is told: what the index says is made from the canvases, and now says it again."""
        with suppress(LibraryTrouble):  # somebody is writing: after the next check, then
            mend_entries(self.library, examined.misfits)

    def _known(self, *, all_of_them: bool) -> dict[str, tuple[Facts, ...]]:
        """What earlier backups know, the one the library goes on from first. Those of older tables know other rows."""
        there = listed_backups(self.library, *self.others)
        backups = [one for one in there if one.is_own and one.schema == SCHEMA_VERSION]
        origin = put_back_from(self.library)
        if origin is not None:
            backups.sort(key=lambda one: one.path.name != origin)
            if not backups or backups[0].path.name != origin:
                return {}  # it came from a file that nobody had checked
        known: dict[str, tuple[Facts, ...]] = {}
        for backup in backups if all_of_them else backups[:1]:
            for canvas_id, facts in facts_of(backup).items():
                known[canvas_id] = (*known.get(canvas_id, ()), facts)
        return known

    def _keep(self, part: Path, examined: Examined, pause: Pause) -> Backup:
        """Give the copy its name, and note what was found in it. Raises LibraryTrouble."""
        now = self._clock.now()
        name = f"{self.library.stem}-{datetime.fromtimestamp(now / 1000):%Y-%m-%d-%H-%M-%S}{self.library.suffix}"
        final = free_name(part.parent, name)
        with told_trouble(final):
            sha256, size = file_hash(part, pause), part.stat().st_size
            part.rename(final)
            sync_folder(final.parent)
        backup = Backup(final, now, size, now, len(examined.canvases), examined.schema, sha256, is_own=True)
        note_down(backup, self.library, examined.canvases, examined.rest)
        forget_put_back(self.library)
        return backup

    def _rotate(self, folder: Path) -> None:
        there = [one for one in listed_backups(self.library, *self.others) if one.path.parent == folder]
        for old in to_be_dropped(there, self._clock.now()):
            with suppress(OSError):  # the next time, then
                drop(old)

    def _also_in_second(self, good: Backup, examined: Examined, spoilt: list[Backup], pause: Pause) -> CmcError | None:
        """Adds to `spoilt` what was found so there. Raises Cancelled; the next backup goes there then."""
        if self._second is None:
            return None
        try:
            if not self._second.is_dir():
                raise second_folder.is_gone(self._second)
            checked = (one for one in listed_backups(self.library, self._second) if one.is_own and one.is_checked)
            same = [one for one in checked if one.path.parent == self._second and one.sha256 == good.sha256]
            there = [one for one in same if one.is_as_checked(pause)]
            spoilt += [*self._cut_off(self._second), *(one for one in same if one not in there)]
            copy = replace(good, path=there[0].path if there else free_name(self._second, good.path.name))
            if not there:
                second_folder.copy_whole(good, copy.path, pause)
            note_down(copy, self.library, examined.canvases, examined.rest)
            self._rotate(self._second)
        except LibraryTrouble as error:
            return error
        except OSError as error:
            return second_folder.has_failed(self._second, error)
        return None


def _sweep(folder: Path, stem: str) -> None:
    """Remove half copies that a killed process left. Raises OSError."""
    for part in folder.glob(f".{stem}-*.part*"):
        if time.time() - part.stat().st_mtime > _LEFT_BEHIND:
            part.unlink(missing_ok=True)


def told_spoilt(outcome: BackupOutcome) -> str:
    """What to say of backups that are no longer what was written; empty when there are none."""
    if not outcome.spoilt:
        return ""
    without = outcome.without_sound
    with_sound = [path for path in outcome.spoilt if path not in without]
    told = [_damaged(with_sound), tr("A sound one is beside it.")] if with_sound else []
    return " ".join([*told, *([_damaged(without)] if without else []), tr("The disk it is on may be failing.")])


def _damaged(spoilt: Sequence[Path]) -> str:
    return trn(
        "The backup {names} is damaged: its file is no longer what was written.",
        "The backups {names} are damaged: their files are no longer what was written.",
        len(spoilt),
        names=", ".join(path.name for path in spoilt),
    )


def not_sound(faults: tuple[Fault, ...], *, backup: bool = False) -> LibraryTrouble:
    """Why a library that failed its check is not backed up, or why a `backup` that did is not put back."""
    told = [str(fault) for fault in faults[:_TOLD]]
    more = [trn("and {n} more", "and {n} more", len(faults) - _TOLD)] if len(faults) > _TOLD else []
    if backup:
        return LibraryTrouble(
            tr("This backup failed its check: {faults}.", faults="; ".join([*told, *more])),
            safe=tr("The library was left as it is."),
            todo=tr("Choose another backup."),
        )
    return LibraryTrouble(
        tr("The library failed its check: {faults}.", faults="; ".join([*told, *more])),
        safe=tr("The backups made before were left as they are."),
        todo=tr("Restore a backup, or take single canvases out of one."),
    )


#: so many faults are named
_TOLD = 5
