"""Writing and reading files outside the library: whole or not at all, and never by a dangerous name."""

from __future__ import annotations

import os
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, ENAMETOOLONG, ENOSPC, EPERM, EROFS
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile, LibraryTrouble, NotThere
from cmc_desktop.model.services.private_file import open_private
from cmc_desktop.model.store.durable import sync_file, sync_folder

_NAME_LIMIT = 100
#: characters of it for what follows the title
_ABOUT_LIMIT = 60
#: of a name that is too long, so much is told
_TOLD = 40
_FORBIDDEN = frozenset('<>:"/\\|?*')
_SIGNS = '< > : " / \\ | ? *'
_JOINERS = frozenset("\u200c\u200d")
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"]
)


class FileTrouble(LibraryTrouble):
    """A file outside the library cannot be written; what was there before is intact."""


def write_safely(path: Path, data: bytes) -> None:
    """Put `data` into `path` whole or not at all, durably; an older file there stays until the new one is proven.

    Raises FileTrouble, for a name that not every system can hold as well.
    """
    check_name(path)
    with told_trouble(path):
        _write(Path(os.path.realpath(path)), data)


@contextmanager
def told_trouble(path: Path) -> Iterator[None]:
    """Make what the system says of writing `path` a FileTrouble."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _trouble(path, error) from error


def check_name(path: Path) -> None:
    """Raises FileTrouble for the name of a file that some system would take for a device, cut, or not hold.

    The rule is the same everywhere: what a council's server refuses, or keeps as something else, is not written here
    either, as files travel.
    """
    name = path.name
    odd = any(char in _FORBIDDEN or _is_hidden(char) for char in name)
    blank = not path.stem.strip(". ")
    if odd or blank or name != name.rstrip(". ") or name.partition(".")[0].strip().upper() in _DEVICES:
        raise FileTrouble(
            tr("A file cannot be called “{name}” on every system.", name=shown_name(name)),
            safe=tr("Nothing was written."),
            todo=tr(
                "Choose a name without {signs}, without a dot at its end, and other than CON or NUL.", signs=_SIGNS
            ),
        )


def _is_hidden(char: str) -> bool:
    """Whether a character of a name is not seen or turns what is seen; two that join letters are part of words."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _JOINERS


def shown_name(name: object) -> str:
    """The name or path of a file as it is told: in one line, and with what cannot be seen as its code."""
    return "".join(map(_visible, str(name)))


def _visible(char: str) -> str:
    return f"[U+{ord(char):04X}]" if _is_hidden(char) or unicodedata.category(char) in ("Zl", "Zp") else char


def read_bounded(path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a file, so that a reader sees that it is too large. Raises NotThere or BadFile."""
    try:
        if not path.exists():
            raise NotThere(tr("There is no file {path}.", path=shown_name(path)))
        if not path.is_file():
            raise BadFile(tr("{path} is not a file.", path=shown_name(path)))
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadFile(tr("The file {path} cannot be read: {why}.", path=shown_name(path), why=why)) from error


def file_name(title: str, suffix: str, *about: str) -> str:
    """A name for a file made from a title: no path, no device, no hidden file, short enough for every system.

    `about` follows the title and tells files of one title apart, so of a long name the title is cut first.
    """
    end = _cut(" ".join(_tidy(part) for part in about if part), _ABOUT_LIMIT)
    taken = f" {end}" if end else ""
    start = _cut(_tidy(title), _NAME_LIMIT - len(taken), 2 * _NAME_LIMIT - len(taken.encode("utf-8")))
    name = (start + taken).strip(". -")
    if name.partition(".")[0].strip().upper() in _DEVICES:
        name = f"{name} {tr('canvas')}" if "." not in name else f"_{name}"
    return (name or tr("canvas")) + suffix


def _tidy(text: str) -> str:
    kept = "".join(_harmless(char) for char in unicodedata.normalize("NFC", text))
    return " ".join(kept.split()).strip(". -")


def _cut(name: str, limit: int, room: int = 0) -> str:
    """The name cut to `limit` characters and to `room` bytes, by default twice as many."""
    while len(name) > limit or len(name.encode("utf-8")) > (room or 2 * limit):
        name = name[:-1].rstrip(". -")
    return name


def _harmless(char: str) -> str:
    if char in _FORBIDDEN or char.isspace():
        return " "
    # Controls, direction marks, halves of characters and the like do not belong into a name.
    return "" if unicodedata.category(char).startswith("C") else char


def _write(target: Path, data: bytes) -> None:
    _check_target(target)
    temporary = target.with_name(f".cmc-{secrets.token_hex(8)}.tmp")
    try:
        # What takes the place of a file is never to be read by more people than that, not even while it is written.
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        _write_and_check(temporary, data, private=mode is not None)
        if mode is not None:
            temporary.chmod(mode)
        _put_in_place(temporary, target)
        sync_folder(target.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise FileTrouble(
            tr("{path} is a folder, not a file.", path=shown_name(target)),
            safe=tr("Nothing was written."),
            todo=tr("Choose a name for the file."),
        )
    if not target.parent.is_dir():
        raise FileTrouble(
            tr("There is no folder {path}.", path=shown_name(target.parent)),
            safe=tr("Nothing was written."),
            todo=tr("Make the folder first, or choose another one."),
        )
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise _read_only(target)


def _write_and_check(temporary: Path, data: bytes, *, private: bool) -> None:
    with open_private(temporary) if private else temporary.open("xb") as file:
        file.write(data)
        sync_file(file)
    if temporary.read_bytes() != data:
        raise OSError(tr("what was read back differs from what was written"))


def _read_only(path: Path) -> FileTrouble:
    return FileTrouble(
        tr("{path} is read-only.", path=shown_name(path)),
        safe=tr("It was left as it is."),
        todo=tr("Choose another name, or allow writing to it."),
    )


def _trouble(path: Path, error: OSError | ValueError) -> FileTrouble:
    number = getattr(error, "errno", None)
    safe = _what_is_safe(path)
    if number in (ENOSPC, EDQUOT):
        return FileTrouble(
            tr("The disk is full, so {path} was not written.", path=shown_name(path)),
            safe=safe,
            todo=tr("Free some space, or choose another disk."),
        )
    if number == ENAMETOOLONG:
        return FileTrouble(
            tr("The name {name} is too long for this disk.", name=_shortened(path.name)),
            safe=safe,
            todo=tr("Choose a shorter name."),
        )
    if number in (EROFS, EACCES, EPERM):
        return FileTrouble(
            tr("{path} could not be written: this place can only be read from here.", path=shown_name(path)),
            safe=safe,
            todo=tr("Choose another folder or disk."),
        )
    return FileTrouble(
        tr("{path} could not be written: {why}.", path=shown_name(path), why=getattr(error, "strerror", None) or error),
        safe=safe,
        todo=tr("Choose another name or folder, or close the program that has the file open."),
    )


def _put_in_place(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        if not target.exists():
            raise
        # The folder took the new file, so it is the older one that is held: Windows refuses it while it is open.
        raise FileTrouble(
            tr("{path} could not be replaced: another program seems to use it.", path=shown_name(target)),
            safe=_what_is_safe(target),
            todo=tr("Close the program that has the file open, or choose another name."),
        ) from error


def _what_is_safe(path: Path) -> str:
    try:
        older = path.exists()
    except (OSError, ValueError):
        older = False
    if older:
        return tr("The older file there is untouched, and the canvas is safe in the library.")
    return tr("The canvas is safe in the library.")


def _shortened(name: str) -> str:
    return f"“{name[:_TOLD]}…”" if len(name) > _TOLD else f"“{name}”"
