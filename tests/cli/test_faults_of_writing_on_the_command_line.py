"""`export` that cannot write: one line says why, and an older file is intact."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from commands import Command

from cmc_desktop.model.services import safe_file

KINDS = (".pdf", ".png", ".docx")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def filled(cmc: Command, canvas: str) -> str:
    cmc("note", "add", canvas, "value", "-", given="A bus within 20 minutes\n")
    return canvas


def refused(cmc: Command, canvas: str, path: Path) -> str:
    """What is said of an export that does not come about."""
    result = cmc("export", canvas, path)
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1
    return result.err


@pytest.mark.parametrize("suffix", KINDS)
def test_a_full_disk_and_a_read_only_file_are_told(
    cmc: Command, filled: str, out: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = out / f"board{suffix}"
    path.write_bytes(b"older")
    path.chmod(0o444)
    assert "is read-only" in refused(cmc, filled, path)
    path.chmod(0o644)

    def full(_file: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(safe_file, "sync_file", full)
        assert "The disk is full" in refused(cmc, filled, path)
    assert [one.read_bytes() for one in out.iterdir()] == [b"older"]


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("name", ["CON", "aux.old", "a:b", "what?"])
def test_a_name_that_not_every_system_holds_is_refused(
    cmc: Command, filled: str, out: Path, suffix: str, name: str
) -> None:
    assert "on every system" in refused(cmc, filled, out / f"{name}{suffix}")
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("suffix", KINDS)
def test_a_folder_in_the_way_a_missing_one_and_a_very_long_name_are_told(
    cmc: Command, filled: str, out: Path, suffix: str
) -> None:
    (out / f"board{suffix}").mkdir()
    assert "is a folder, not a file" in refused(cmc, filled, out / f"board{suffix}")
    assert "There is no folder" in refused(cmc, filled, out / "no" / f"board{suffix}")
    assert "is too long for this disk" in refused(cmc, filled, out / ("x" * 300 + suffix))
    assert [one.name for one in out.iterdir()] == [f"board{suffix}"]
