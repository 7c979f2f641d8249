"""Backups from the command line: made, listed, restored whole or canvas by canvas; libraries kept out of bad places."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import Command

from cmc_desktop.model.services import library_place


@pytest.fixture
def canvas(cmc: Command) -> str:
    """The id of a canvas with one note."""
    canvas = cmc("new", "Night bus").last_line
    assert cmc("note", "add", canvas, "value", "Home by night").status == 0
    return canvas


def hash_of(cmc: Command, canvas: str) -> str:
    return str(json.loads(cmc("show", canvas, "--json").out)["content_hash"])


def test_a_backup_is_made_listed_and_restored_with_the_same_hash(cmc: Command, canvas: str, data: Path) -> None:
    before = hash_of(cmc, canvas)
    backup = cmc("backup").last_line
    assert Path(backup).parent == data / "backups"
    (listed,) = json.loads(cmc("backup", "--list", "--json").out)
    assert (listed["file"], listed["canvases"]) == (backup, 1)
    assert listed["checked"]
    assert "1 canvas, checked" in cmc("backup", "--list").out
    cmc("note", "add", canvas, "value", "Later")
    restored = cmc("restore-backup", backup, "--yes")
    assert restored.status == 0
    assert Path(restored.last_line).is_file()
    assert hash_of(cmc, canvas) == before
    undone = cmc("restore-backup", restored.last_line, "--yes")
    assert undone.status == 0
    assert hash_of(cmc, canvas) != before


def test_without_yes_only_what_would_change_is_told(cmc: Command, canvas: str) -> None:
    backup = cmc("backup").last_line
    cmc("note", "add", canvas, "value", "Later")
    other = cmc("new", "Rain gardens").last_line
    before = hash_of(cmc, canvas)
    told = cmc("restore-backup", backup)
    assert told.status == 0
    assert f"~ {canvas}  Night bus: other words in the library now" in told.out
    assert f"- {other}  Rain gardens: only in the library, not in the backup" in told.out
    assert "Nothing was changed." in told.err
    assert hash_of(cmc, canvas) == before


def test_one_canvas_is_taken_out_beside_the_one_there(cmc: Command, canvas: str) -> None:
    backup, before = cmc("backup").last_line, hash_of(cmc, canvas)
    assert cmc("restore-backup", backup, "--canvas", canvas).last_line == canvas
    cmc("note", "add", canvas, "value", "Later")
    copy = cmc("restore-backup", backup, "--canvas", canvas).last_line
    assert copy != canvas
    assert "Home by night" in cmc("show", copy).out
    assert "Later" not in cmc("show", copy).out
    assert "Later" in cmc("show", canvas).out
    assert hash_of(cmc, canvas) != before
    unknown = cmc("restore-backup", backup, "--canvas", "x")
    assert unknown.status == 1


def test_one_canvas_that_was_given_away_is_taken_out_beside_what_became_of_it(
    cmc: Command, canvas: str, tmp_path: Path
) -> None:
    assert cmc("copy", canvas, tmp_path / "copy.cmc", "--for", "Ada").status == 0
    backup = cmc("backup").last_line
    cmc("note", "add", canvas, "value", "Later")
    taken = cmc("restore-backup", backup, "--canvas", canvas)
    assert taken.last_line != canvas
    assert "put beside that, as a canvas of its own. It differs in:" in taken.err
    assert "Later" not in cmc("show", taken.last_line).out
    again = cmc("restore-backup", backup, "--canvas", canvas)
    assert (again.last_line, again.status) == (taken.last_line, 0)
    assert "nothing was taken out" in again.err


def test_a_second_backup_of_the_same_library_is_the_same_file(cmc: Command, canvas: str) -> None:
    first = cmc("backup").last_line
    again = cmc("backup")
    assert again.last_line == first
    assert "Nothing has changed since the last backup" in again.err


def test_a_damaged_last_backup_is_told_and_a_sound_one_is_made(cmc: Command, canvas: str) -> None:
    first = Path(cmc("backup").last_line)
    data = bytearray(first.read_bytes())
    data[-100] ^= 1
    first.write_bytes(data)
    again = cmc("backup")
    assert again.status == 0
    assert again.last_line != str(first)
    assert "it was checked" not in again.err
    assert f"The backup {first.name} is damaged" in again.err
    assert "not checked" in next(line for line in cmc("backup", "--list").out.splitlines() if str(first) in line)


def test_a_backup_goes_to_a_file_of_ones_own_but_over_no_other(cmc: Command, canvas: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.cmcdb"
    assert cmc("backup", file).last_line == str(file)
    assert cmc("show", canvas, "--library", file).status == 0
    file.write_text("somebody's letter")
    refused = cmc("backup", file)
    assert refused.status == 1
    assert "There is a file" in refused.err
    assert file.read_text() == "somebody's letter"


@pytest.mark.parametrize("verb", ["backup", "library copy"])
def test_no_folder_is_made_for_a_mistyped_path(
    cmc: Command, canvas: str, data: Path, tmp_path: Path, verb: str
) -> None:
    file = tmp_path / "no" / "such" / "mine.cmcdb"
    source = [data / "library.cmcdb"] if verb == "library copy" else []
    refused = cmc(*verb.split(), *source, file)
    assert (refused.status, refused.out) == (1, "")
    assert f"There is no folder {file.parent}. Nothing was written. Make the folder first" in refused.err
    assert not (tmp_path / "no").exists()


def test_a_library_that_fails_its_check_is_told_and_can_be_accepted(cmc: Command, canvas: str, data: Path) -> None:
    cmc("backup")
    with closing(sqlite3.connect(data / "library.cmcdb")) as plain:
        plain.execute("UPDATE journal SET at = at + 1")
        plain.commit()
    failed = cmc("backup")
    assert (failed.status, failed.out) == (1, "")
    assert "The library failed its check: “Night bus”" in failed.err
    assert cmc("backup", "--accept").status == 0
    assert cmc("backup").status == 0


def test_there_is_nothing_to_back_up_where_there_is_no_library(cmc: Command, data: Path) -> None:
    assert cmc("backup").status == 1
    assert not (data / "library.cmcdb").exists()
    assert "There is no backup of" in cmc("backup", "--list").err


def test_a_lost_library_is_not_begun_anew_and_comes_back_from_its_backup(cmc: Command, canvas: str, data: Path) -> None:
    before, backup = hash_of(cmc, canvas), cmc("backup").last_line
    (data / "library.cmcdb").unlink()
    for verb in (["new", "Empty"], ["backup"]):
        lost = cmc(*verb)
        assert lost.status == 1
    assert "there are backups of it" in cmc("new", "Empty").err
    assert not (data / "library.cmcdb").exists()
    assert cmc("restore-backup", backup, "--yes").status == 0
    assert hash_of(cmc, canvas) == before


def test_what_is_no_backup_is_refused(cmc: Command, canvas: str, tmp_path: Path, data: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear council,\n" * 400)
    for file in (letter, tmp_path / "missing.cmcdb", data / "library.cmcdb"):
        refused = cmc("restore-backup", file, "--yes")
        assert refused.status == 1
        assert "Nothing was changed." in refused.err
    assert cmc("show", canvas).status == 0


def test_no_library_is_made_on_a_network_drive_and_one_there_is_used_with_a_word(
    cmc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    library = share / "library.cmcdb"
    assert cmc("new", "There already", "--library", library).status == 0
    computer = library_place.Computer
    mounts = f"1 2 0:1 / {share} rw - nfs4 server:/share rw\n"
    monkeypatch.setattr(library_place, "Computer", lambda: computer(mounts=lambda: mounts))
    refused = cmc("new", "Night bus", "--library", share / "other.cmcdb")
    assert refused.status == 1
    assert "A library cannot be kept here." in refused.err
    assert not (share / "other.cmcdb").exists()
    there = cmc("list", "--library", library)
    assert there.status == 0
    assert "There already" in there.out
    assert "is on a network drive (nfs4)" in there.err
