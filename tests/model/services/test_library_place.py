"""A library is kept out of folders that are synced or on a network; the reason is told, and it is told quickly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.library_place import Computer, check_place, standing_warning, why_not_here


def computer(
    home: Path,
    mounts: str = "",
    *,
    environment: dict[str, str] | None = None,
    drive: int = 0,
    file_system: str = "",
) -> Computer:
    return Computer(environment or {}, home, lambda: mounts, lambda _drive: drive, lambda _path: file_system)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home" / "mo"
    home.mkdir(parents=True)
    return home


def test_a_folder_of_this_computer_is_fine(home: Path) -> None:
    mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 8:2 / /home rw - ext4 /dev/sda2 rw\n"
    assert why_not_here(home / "data" / "library.cmcdb", computer(home, mounts)) == ""
    check_place(home / "Documents" / "library.cmcdb", computer(home, mounts))


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "davfs"])
def test_a_network_drive_is_told_with_its_kind(home: Path, kind: str) -> None:
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 22 0:5 / {home}/share rw,relatime shared:7 - {kind} host:/x rw\n"
    why = why_not_here(home / "share" / "deep" / "library.cmcdb", computer(home, mounts))
    assert f"is on a network drive ({kind})" in why
    assert why_not_here(home / "shared" / "library.cmcdb", computer(home, mounts)) == ""


def test_a_disk_mounted_within_a_network_drive_is_of_this_computer(home: Path) -> None:
    mounts = f"1 0 0:1 / {home} rw - nfs4 host:/home rw\n2 1 8:9 / {home}/disk\\040one rw - ext4 /dev/sdb1 rw\n"
    assert why_not_here(home / "library.cmcdb", computer(home, mounts))
    assert why_not_here(home / "disk one" / "library.cmcdb", computer(home, mounts)) == ""


def test_what_the_whole_computer_runs_from_is_not_asked_about(home: Path) -> None:
    assert why_not_here(home / "library.cmcdb", computer(home, "1 0 0:1 / / rw - 9p root rw\n")) == ""


def test_other_systems_are_asked_in_their_own_ways(home: Path) -> None:
    assert "smbfs" in why_not_here(home / "library.cmcdb", computer(home, file_system="smbfs"))
    assert why_not_here(home / "library.cmcdb", computer(home, file_system="apfs")) == ""


def _dropbox(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(home / "work")}}))


def _mark(name: str) -> Callable[[Path], None]:
    def mark(home: Path) -> None:
        (home / "work").mkdir()
        (home / "work" / name).touch()

    return mark


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Dropbox", _dropbox),
        ("Dropbox", _mark(".dropbox.cache")),
        ("Nextcloud", _mark(".sync_1f2e3d.db")),
        ("Nextcloud", _mark(".nextcloudsync.log")),
        ("Syncthing", _mark(".stfolder")),
        ("Google Drive", _mark(".tmp.drivedownload")),
    ],
)
def test_a_synced_folder_is_known_by_what_its_program_leaves(
    home: Path, name: str, mark: Callable[[Path], None]
) -> None:
    path = home / "work" / "canvases" / "library.cmcdb"
    assert why_not_here(path, computer(home)) == ""
    mark(home)
    assert f"by {name}" in why_not_here(path, computer(home))
    assert why_not_here(home / "other" / "library.cmcdb", computer(home)) == ""


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Port Alder", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/x", "iCloud"),
        ("Library/CloudStorage/Box", "a cloud service"),
    ],
)
def test_a_synced_folder_is_known_by_its_name_in_the_home_folder(home: Path, folder: str, name: str) -> None:
    assert f"by {name}" in why_not_here(home / folder / "library.cmcdb", computer(home))
    assert why_not_here(home / "work" / "Dropbox plans" / "library.cmcdb", computer(home)) == ""


def test_onedrive_is_known_by_what_windows_says_of_it(home: Path) -> None:
    known = computer(home, environment={"OneDriveCommercial": str(home / "Council")})
    assert "OneDrive" in why_not_here(home / "Council" / "library.cmcdb", known)


def test_the_refusal_says_why_what_is_safe_and_what_to_do(home: Path) -> None:
    with pytest.raises(Refusal, match="cannot be kept here") as caught:
        check_place(home / "Dropbox" / "library.cmcdb", computer(home))
    assert "Dropbox" in caught.value.happened
    assert "Nothing was changed" in caught.value.safe
    assert "export" in caught.value.todo
    assert "Dropbox" in standing_warning(home / "Dropbox" / "library.cmcdb", computer(home))


def test_a_link_into_a_synced_folder_is_followed(home: Path) -> None:
    (home / "Dropbox").mkdir()
    (home / "canvases").symlink_to(home / "Dropbox")
    assert why_not_here(home / "canvases" / "library.cmcdb", computer(home))
