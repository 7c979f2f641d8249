"""A file is written whole or not at all, and never where a name would lead astray."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services import safe_file
from cmc_desktop.model.services.safe_file import FileTrouble, check_name, file_name, write_safely


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_there_with_its_bytes(tmp_path: Path) -> None:
    write_safely(tmp_path / "a.cmc", b"new")
    assert (tmp_path / "a.cmc").read_bytes() == b"new"
    assert names_in(tmp_path) == ["a.cmc"]


def test_an_older_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.cmc"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_safely(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_nobody_else_can_read_a_private_file_while_it_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, seen = tmp_path / "a.cmc", []
    file.write_bytes(b"old")
    file.chmod(0o600)
    sync = safe_file.sync_file

    def look(opened: BinaryIO) -> None:
        seen.append(os.fstat(opened.fileno()).st_mode & 0o077)
        sync(opened)

    monkeypatch.setattr(safe_file, "sync_file", look)
    write_safely(file, b"new")
    assert (seen, file.stat().st_mode & 0o777) == ([0], 0o600)


def test_a_link_keeps_being_one(tmp_path: Path) -> None:
    (tmp_path / "real.cmc").write_bytes(b"old")
    (tmp_path / "link.cmc").symlink_to("real.cmc")
    write_safely(tmp_path / "link.cmc", b"new")
    assert (tmp_path / "link.cmc").is_symlink()
    assert (tmp_path / "real.cmc").read_bytes() == b"new"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.cmc"
    file.write_bytes(b"old")
    file.chmod(0o444)
    with pytest.raises(FileTrouble, match="read-only"):
        write_safely(file, b"new")
    assert (file.read_bytes(), names_in(tmp_path)) == (b"old", ["a.cmc"])


def test_a_missing_folder_and_a_folder_for_a_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="There is no folder"):
        write_safely(tmp_path / "no" / "a.cmc", b"new")
    with pytest.raises(FileTrouble, match="is a folder, not a file"):
        write_safely(tmp_path, b"new")
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileTrouble, match="There is no folder"):
        write_safely(tmp_path / "file" / "a.cmc", b"new")
    assert names_in(tmp_path) == ["file"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "can only be read from here"),
        (errno.EIO, "could not be written"),
    ],
)
def test_whatever_fails_the_old_file_stays_and_nothing_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, sentence: str
) -> None:
    file = tmp_path / "a.cmc"
    file.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(safe_file.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileTrouble, match=sentence) as told:
        write_safely(file, b"new")
    assert told.value.safe
    assert told.value.todo
    assert (file.read_bytes(), names_in(tmp_path)) == (b"old", ["a.cmc"])


def test_a_disk_that_gives_back_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.cmc"
    file.write_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"rotten")
    with pytest.raises(FileTrouble, match="read back differs"):
        write_safely(file, b"new")
    monkeypatch.undo()
    assert (file.read_bytes(), names_in(tmp_path)) == (b"old", ["a.cmc"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_is_not_a_place_for_a_file() -> None:
    with pytest.raises(CmcError):
        write_safely(Path("/dev/null/a.cmc"), b"new")


def test_a_name_with_nul_or_far_too_long_is_refused_in_words(tmp_path: Path) -> None:
    for name in ("a\0.cmc", "x" * 5000 + ".cmc"):
        with pytest.raises(FileTrouble):
            write_safely(tmp_path / name, b"new")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night bus on demand", "Night bus on demand.cmc"),
        ("../x", "x.cmc"),
        ("..\\..\\x", "x.cmc"),
        ("/etc/passwd", "etc passwd.cmc"),
        ("C:\\x", "C x.cmc"),
        ("CON", "CON canvas.cmc"),
        ("com¹", "com¹ canvas.cmc"),
        ("nul.txt", "_nul.txt.cmc"),
        ("", "canvas.cmc"),
        ("...", "canvas.cmc"),
        (" . hidden. ", "hidden.cmc"),
        ("-rf", "rf.cmc"),
        ("a\0b\x01c", "abc.cmc"),
        ("a\nb", "a b.cmc"),
        ("\u202egnp.exe", "gnp.exe.cmc"),
        ("Straße: Nacht?", "Straße Nacht.cmc"),
        ("حافلة", "حافلة.cmc"),
        ("x" * 300, "x" * 100 + ".cmc"),
    ],
)
def test_a_title_makes_a_harmless_name(title: str, name: str) -> None:
    assert file_name(title, ".cmc") == name


def test_what_tells_files_of_one_title_apart_follows_it_and_is_not_cut_with_it() -> None:
    assert file_name("Night bus", ".pdf", "Second go", "", "minutes") == "Night bus Second go minutes.pdf"
    long = file_name("Night bus " * 40, ".pdf", "Second go", "version 2", "minutes")
    assert long.startswith("Night bus Night bus")
    assert long.endswith(" Second go version 2 minutes.pdf")
    assert file_name("Night bus", ".pdf", "a/b: c?", "Zo\u0308e ..") == "Night bus a b c Zöe.pdf"


@given(st.text(max_size=400), st.text(max_size=200), st.text(max_size=60))
def test_any_title_makes_a_name_that_can_be_written(title: str, session: str, person: str) -> None:
    name = file_name(title, ".cmc", session, person)
    assert Path(name).name == name
    assert len(name.encode("utf-8")) <= 210
    assert not name.startswith((".", "-", " "))
    assert name.removesuffix(".cmc").strip() not in ("", "CON", "NUL", "COM1")


@pytest.mark.parametrize(
    "name", ["CON", "con.pdf", "NUL .pdf", "lpt1.tar.gz", "a:b.pdf", "a\\b.pdf", "x.", "x ", "a\u202efdp.exe", "a\x07"]
)
def test_a_name_that_some_system_takes_otherwise_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileTrouble, match="on every system"):
        write_safely(tmp_path / name, b"new")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["console.pdf", ".hidden.pdf", "Nächtlicher Bus – v2.pdf", "می\u200cخواهم.pdf", "漢字.pdf"]
)
def test_a_name_that_every_system_holds_is_taken(tmp_path: Path, name: str) -> None:
    write_safely(tmp_path / name, b"new")
    assert names_in(tmp_path) == [name]


@given(st.text(max_size=300), st.text(max_size=80))
def test_a_name_made_from_any_title_may_be_written(title: str, about: str) -> None:
    check_name(Path(file_name(title, ".pdf", about)))
