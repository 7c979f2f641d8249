"""Where a library must not lie: a folder that is synced or on a network, where two computers may write at once.

A program that syncs copies a file while it is written, and puts an older one back; the locks of a network drive are
not to be relied on. Either has cost people all their work. What is exported may go there: it is written once, whole.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.services.noted_json import read_json, text

_NETWORK = frozenset(
    [
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "afs", "ceph", "lustre"),
        *("ncpfs", "9p", "coda", "ocfs2", "gfs2", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2"),
        *("fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.s3fs", "fuse.google-drive-ocamlfuse"),
        *("fuse.onedriver", "fuse.ceph", "fuse.curlftpfs"),
    ]
)
#: what programs that sync leave in the folder they sync
_MARKS = {
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Nextcloud": (".nextcloudsync.log", ".owncloudsync.log", ".sync_*.db", "._sync_*.db"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Syncthing": (".stfolder",),
}
#: how such folders are called in a home folder or at the top of a drive
_NAMES = (
    ("OneDrive", re.compile(r"OneDrive( - .+)?")),
    ("Dropbox", re.compile(r"Dropbox( \(.+\))?")),
    ("Google Drive", re.compile(r"Google ?Drive.*|My Drive")),
    ("iCloud", re.compile(r"iCloud ?Drive")),
    ("Nextcloud", re.compile(r"Nextcloud\d*|ownCloud\d*")),
)
_REMOTE_DRIVE = 4
#: bytes of a small file that is read
_LIMIT = 1 << 16


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _drive_type(drive: str) -> int:
    """What Windows says of a drive such as 'Z:'; 4 is one on the network."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\"))
    return 0


def _file_system(path: Path) -> str:
    """The name of the file system `path` is on, as macOS calls it; empty when it does not say."""
    if sys.platform == "darwin":
        system = ctypes.CDLL(None)
        statfs = getattr(system, "statfs$INODE64", None) or system.statfs
        answer = ctypes.create_string_buffer(4096)  # struct statfs; the name follows its numbers
        if statfs(os.fsencode(path), answer) == 0:
            return answer.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
    return ""


@dataclass(frozen=True)
class Computer:
    """What is asked about this computer, so that another can be made up."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    home: Path = field(default_factory=Path.home)
    mounts: Callable[[], str] = _mounts
    drive_type: Callable[[str], int] = _drive_type
    file_system: Callable[[Path], str] = _file_system


def why_not_here(library: Path, computer: Computer | None = None) -> str:
    """Why a library should not lie at `library`, as a sentence; empty when nothing speaks against it.

    A few looks at names: nothing is read but small files, and nothing on the network is waited for.
    """
    computer = computer or Computer()
    path = Path(os.path.realpath(library))
    network = _network(path, computer)
    if network:
        return tr("{folder} is on a network drive ({kind}).", folder=path.parent, kind=network)
    name = next(_synced(path, computer), "")
    return tr("{folder} is kept in step with other computers by {name}.", folder=path.parent, name=name) if name else ""


def check_place(library: Path, computer: Computer | None = None) -> None:
    """Raises Refusal with the reason when a library must not be made at `library`, nor be chosen there."""
    why = why_not_here(library, computer)
    if why:
        raise Refusal(
            tr("A library cannot be kept here. {why}", why=why),
            safe=tr("Two computers could write at once there, and everything could be lost. Nothing was changed."),
            todo=tr("Choose a folder of this computer. What you export can go there all the same."),
        )


def standing_warning(library: Path, computer: Computer | None = None) -> str:
    """What to say as long as a library is used that lies there already; empty when it lies well."""
    why = why_not_here(library, computer)
    if not why:
        return ""
    todo = tr("Two computers could write at once there: move the library into a folder of this computer.")
    return f"{why} {todo}"


def _network(path: Path, computer: Computer) -> str:
    """The kind of network drive `path` is on; empty when it is on none."""
    if str(path).startswith(("\\\\", "//")):
        return "SMB"
    if path.drive and computer.drive_type(path.drive) == _REMOTE_DRIVE:
        return path.drive
    kind = _mounted_as(path, computer.mounts()) or computer.file_system(_there(path))
    return kind if kind in _NETWORK else ""


def _there(path: Path) -> Path:
    """The folder of `path`, or the next above it that exists."""
    return next((folder for folder in path.parents if folder.is_dir()), path)


def _mounted_as(path: Path, mounts: str) -> str:
    """The file system of `path` according to Linux's list of mounts; empty for that of the whole computer."""
    longest, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        words = fields.split(" ")
        if len(words) < 5 or not rest:
            continue
        place = Path(_unescaped(words[4]))
        if place != Path("/") and path.is_relative_to(place) and len(place.parts) >= len(longest.parts):
            longest, kind = place, rest.split(" ")[0]
    return kind


def _unescaped(word: str) -> str:
    """A path out of the list of mounts, where blanks are told by their octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), word)


def _synced(path: Path, computer: Computer) -> Iterator[str]:
    """The programs that keep the folder of `path` in step."""
    for name, folder in _known_folders(computer):
        if path.is_relative_to(os.path.realpath(folder)):
            yield name
    tops = (computer.home, Path(os.path.realpath(computer.home)), Path(path.anchor))
    for folder in path.parents:
        if folder.parent in tops:
            yield from (name for name, called in _NAMES if called.fullmatch(folder.name))
        for name, marks in _MARKS.items():
            with suppress(OSError):
                if folder != computer.home and any(any(folder.glob(mark)) for mark in marks):
                    yield name


def _known_folders(computer: Computer) -> Iterator[tuple[str, Path]]:
    """Folders that the programs themselves tell of."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if computer.environment.get(name):
            yield "OneDrive", Path(computer.environment[name])
    yield "iCloud", computer.home / "Library" / "Mobile Documents"
    yield tr("a cloud service"), computer.home / "Library" / "CloudStorage"
    for place in (computer.home / ".dropbox", *_windows_dropbox(computer)):
        yield from (("Dropbox", folder) for folder in _told_by_dropbox(place / "info.json"))


def _told_by_dropbox(file: Path) -> Iterator[Path]:
    """The folders it keeps in step, as far as its file can be read."""
    with suppress(CmcError, AttributeError):
        for one in read_json(file, _LIMIT).values():
            with suppress(CmcError, KeyError, TypeError):
                folder = Path(text(one["path"]))
                if folder.is_absolute():
                    yield folder


def _windows_dropbox(computer: Computer) -> Iterator[Path]:
    for name in ("APPDATA", "LOCALAPPDATA"):
        if computer.environment.get(name):
            yield Path(computer.environment[name]) / "Dropbox"
