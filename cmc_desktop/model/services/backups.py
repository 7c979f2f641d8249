"""Which copies of a library there are to be put back, and what is known of each."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile, DamagedLibrary
from cmc_desktop.model.services.noted_json import moment, parsed, text, whole
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.model.store.backup import backups_beside
from cmc_desktop.model.store.soundness import Facts
from cmc_desktop.model.store.sqlite_engine import is_cut_off

Pause = Callable[[], object]
#: bytes of a file between two pauses: read and written in some milliseconds
PIECE = 1 << 20
#: bytes of what the list shows, and of the facts: those of a canvas take a quarter of a kilobyte
_ABOUT_LIMIT, _FACTS_LIMIT = 1 << 16, 1 << 28
_FORMAT = "cmc-backup/1"
_SUFFIX = ".json"


@dataclass(frozen=True)
class Backup:
    """A copy of a library file.

    `made_at` is when, in ms; `checked_at` is when it was last found sound and to hold what the library holds, 0 for a
    copy that this app did not make by itself. It `is_own` when it was made of this very library, not of one of the same
    name on another computer: others are never removed. `canvases` are -1 where they were not counted. It is `cut_off`
    where the end of what was written is gone.
    """

    path: Path
    made_at: int
    size: int
    checked_at: int = 0
    canvases: int = -1
    schema: int = 0
    sha256: str = ""
    is_own: bool = False
    cut_off: bool = False

    @property
    def is_checked(self) -> bool:
        return self.checked_at > 0 and not self.cut_off

    def is_as_checked(self, pause: Pause = lambda: None) -> bool:
        """Whether the file is, byte for byte, the one that was checked."""
        try:
            return self.is_checked and file_hash(self.path, pause) == self.sha256
        except OSError:
            return False


def file_hash(path: Path, pause: Pause = lambda: None) -> str:
    """The SHA-256 of a file that nobody has open: closing it would end SQLite's locks on it. Raises OSError.

    `pause` is called for every piece of it.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
            pause()
    return found.hexdigest()


def backups_of(library: Path, *others: Path) -> list[Path]:
    """The copies of the library file `library`, newest first; none when their folder is missing or cannot be read."""
    return [backup.path for backup in listed_backups(library, *others)]


def listed_backups(library: Path, *others: Path) -> list[Backup]:
    """The copies of `library` in the folder beside it and in `others`, newest first. Folders out of reach have none."""
    found: list[Backup] = []
    for folder in (backups_beside(library), *others):
        with suppress(OSError):
            files = [file for file in folder.glob(f"{library.stem}-*{library.suffix}") if file.is_file()]
            found += [_known(file, library) for file in files]
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def check_not_lost(library: Path) -> None:
    """Raises DamagedLibrary when the file is gone or empty although there are copies of it.

    A new and empty library in its place would look as if nothing had ever been there.
    """
    try:
        lost = not library.exists() or library.stat().st_size == 0
    except OSError:
        return  # whoever opens it is told
    if lost and backups_of(library):
        raise DamagedLibrary(
            tr("The library {path} is not there any more, or empty, but there are backups of it.", path=library),
            safe=tr("The backups were left as they are."),
            todo=tr("Restore a backup. To begin anew, move the folder “backups” away."),
        )


def last_good(library: Path, *others: Path) -> Backup | None:
    """The copy of this very library that was last found sound."""
    checked = [one for one in listed_backups(library, *others) if one.is_own and one.is_checked]
    return max(checked, key=lambda backup: backup.checked_at, default=None)


def _known(file: Path, library: Path) -> Backup:
    stat = file.stat()
    plain = Backup(file, round(stat.st_mtime * 1000), stat.st_size)
    about = _read(file)
    try:
        known = replace(
            plain,
            made_at=moment(about["made_at"]),
            checked_at=moment(about["checked_at"]),
            schema=whole(about["schema"]),
            canvases=whole(about["canvases"]),
            sha256=text(about["sha256"]),
            is_own=about.get("of") == _home(library),
        )
    except (KeyError, BadFile):
        return plain
    if about.get("size") == stat.st_size:
        return known
    # any other was written since, as by somebody who works in it
    return replace(known, cut_off=True) if _is_cut_off(file) else plain


def _is_cut_off(file: Path) -> bool:
    try:
        return is_cut_off(file)
    except OSError:
        return False


def _home(library: Path) -> str:
    """What tells a library from one of the same name elsewhere, without saying where it is."""
    return hashlib.sha256(f"{platform.node()}\n{library.resolve()}".encode()).hexdigest()[:16]


def _beside(file: Path) -> Path:
    return file.with_name(file.name + _SUFFIX)


def _read(file: Path) -> dict[str, Any]:
    """What was noted about a copy that this app made; nothing for any other file."""
    about = _line(file, 0)
    ours = isinstance(about, dict) and about.get("format") == _FORMAT and about.get("file") == file.name
    return about if ours else {}


def _line(file: Path, number: int) -> Any:
    """The value on a line of what was noted: first what the list shows, then the facts, which are many."""
    note, limit = _beside(file), (_ABOUT_LIMIT, _FACTS_LIMIT)[number]
    try:
        if not note.is_file():
            return None
        with note.open("rb") as noted:
            for _ in range(number):
                noted.readline(_ABOUT_LIMIT)
            return parsed(noted.readline(limit + 1), limit)
    except (OSError, BadFile):
        return None


def facts_of(backup: Backup) -> dict[str, Facts]:
    """The facts of every canvas in a copy, by id; none where they were not noted."""
    try:
        return {text(canvas_id): _facts(facts) for canvas_id, facts in _line(backup.path, 1).items()}
    except (TypeError, AttributeError, KeyError, BadFile):
        return {}


def _facts(noted: dict[str, Any]) -> Facts:
    """Raises AttributeError, TypeError, BadFile where that is no such thing."""
    for name, value in noted.items():
        if name in ("seq", "notes"):
            whole(value)
        elif name != "deleted":
            text(value)
        elif not isinstance(value, bool):
            raise TypeError(name)
    return Facts(**noted)


def note_down(backup: Backup, library: Path, canvases: Mapping[str, Facts], rest: str) -> None:
    """Note beside the copy of `library` what was found in it. Raises FileTrouble."""
    about = {
        "format": _FORMAT,
        "file": backup.path.name,
        "of": _home(library),
        "made_at": backup.made_at,
        "checked_at": backup.checked_at,
        "size": backup.size,
        "sha256": backup.sha256,
        "schema": backup.schema,
        "rest": rest,
        "canvases": len(canvases),
    }
    facts = {canvas_id: asdict(facts) for canvas_id, facts in canvases.items()}
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in (about, facts))
    write_safely(_beside(backup.path), "".join(lines).encode())


def rest_of(backup: Backup) -> str:
    """The digest of what belongs to no canvas, as it was noted."""
    return str(_read(backup.path).get("rest", ""))


def forget(file: Path) -> None:
    """Let a file no longer count as a copy that this app made: another one was put in its place. Raises OSError."""
    if _read(file):
        _beside(file).unlink(missing_ok=True)


def drop(backup: Backup) -> None:
    """Remove a copy that this app made, and what was noted about it. Raises OSError."""
    backup.path.unlink(missing_ok=True)
    _beside(backup.path).unlink(missing_ok=True)
