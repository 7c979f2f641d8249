"""Folders that go: for their owner alone, removed when done, and swept after a process that was killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.throw_away_folder import ThrowAwayFolder, sweep

_HOLDER = """
import sys
from cmc_desktop.model.services.throw_away_folder import ThrowAwayFolder
folder = ThrowAwayFolder()
(folder.data / "words.txt").write_text("secret")
print(folder.data, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's place for temporary files, for this test alone."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept in another way there")
def test_only_the_owner_can_look_in() -> None:
    folder = ThrowAwayFolder()
    assert stat.S_IMODE(folder.data.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.data.stat().st_mode) == 0o700
    folder.discard()


def test_everything_in_it_goes_with_it(temporary: Path) -> None:
    folder = ThrowAwayFolder()
    (folder.data / "deep").mkdir()
    (folder.data / "deep" / "words.txt").write_text("secret", encoding="utf-8")
    folder.discard()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_what_a_living_process_uses_stays_and_what_a_killed_one_left_is_swept(temporary: Path) -> None:
    pipe = subprocess.PIPE
    surroundings = os.environ | {"TMPDIR": str(temporary)}
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER], stdin=pipe, stdout=pipe, text=True, env=surroundings)
    assert holder.stdout is not None
    assert holder.stdin is not None
    data = Path(holder.stdout.readline().rstrip("\n"))
    sweep()
    assert (data / "words.txt").exists()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    sweep()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_half_removed_is_swept_too(temporary: Path) -> None:
    half = temporary / "cmc-practice-half"
    half.mkdir()
    (half / "in-use").touch()
    sweep()
    assert list(temporary.iterdir()) == []


def test_what_is_not_ours_stays(temporary: Path) -> None:
    other = temporary / "cmc-practice-notes"
    other.mkdir()
    (other / "notes.txt").write_text("mine", encoding="utf-8")
    (temporary / "cmc-practice-file").write_text("mine", encoding="utf-8")
    target = temporary / "elsewhere"
    target.mkdir()
    (target / "in-use").touch()
    (temporary / "cmc-practice-link").symlink_to(target)
    sweep()
    left = {path.name for path in temporary.iterdir()}
    assert left == {"cmc-practice-notes", "cmc-practice-file", "cmc-practice-link", "elsewhere"}
    assert (target / "in-use").exists()


def test_no_place_for_temporary_files_is_told_plainly(temporary: Path) -> None:
    temporary.rmdir()
    with pytest.raises(LibraryTrouble, match="no place for temporary files"):
        ThrowAwayFolder()
