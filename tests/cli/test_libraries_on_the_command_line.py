"""`--library`: slips of the pen, libraries in use, the archive."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store import sqlite_engine as engines


def test_a_library_in_a_folder_that_does_not_exist_makes_no_folder(cmc: Command, tmp_path: Path) -> None:
    library = tmp_path / "typo" / "deep" / "my.cmcdb"
    for verb in (["new", "Night bus"], ["list"], ["search", "bus"], ["show", "x"], ["note", "add", "x", "value", "y"]):
        result = cmc(*verb, "--library", library)
        assert (result.status, result.out) == (1, "")
        assert f"There is no folder {library.parent}." in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [["list"], ["list", "--json"], ["search", "bus"], ["show", "x"]])
def test_a_named_library_that_is_not_there_is_not_an_empty_one(cmc: Command, tmp_path: Path, verb: list[str]) -> None:
    result = cmc(*verb, "--library", tmp_path / "typo.cmcdb")
    assert (result.status, result.out) == (1, "")
    assert f"There is no library at {tmp_path / 'typo.cmcdb'}." in result.err
    assert not (tmp_path / "typo.cmcdb").exists()


def test_the_user_s_own_library_may_be_missing_as_long_as_nothing_was_made(cmc: Command, data: Path) -> None:
    result = cmc("list")
    assert (result.status, result.out) == (0, "")
    assert result.err == f"There is no library at {data / 'library.cmcdb'}.\n"
    assert cmc("new", "Night bus").status == 0
    assert cmc("list").err == ""


def test_a_library_without_canvases_is_told_as_such(cmc: Command, canvas: str, data: Path) -> None:
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.delete(canvas)
    assert "holds no canvas yet" in cmc("list").err


def test_the_archive_is_listed_when_asked_for(cmc: Command, canvas: str, data: Path) -> None:
    empty = cmc("list", "--archived")
    assert (empty.status, empty.out) == (0, "")
    assert "The archive of the library" in empty.err
    other = cmc("new", "Market hall").last_line
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.archive(canvas)
    assert [item["id"] for item in json.loads(cmc("list", "--archived", "--json").out)] == [canvas]
    assert cmc("list", "--archived").out.startswith(canvas)
    assert [item["id"] for item in json.loads(cmc("list", "--json").out)] == [other]


def test_a_deleted_canvas_that_comes_back_into_the_archive_is_told_to_be_there(
    cmc: Command, canvas: str, data: Path, tmp_path: Path
) -> None:
    cmc("export", canvas, tmp_path / "a.cmc")
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.archive(canvas)
        library.delete(canvas)
    result = cmc("import", tmp_path / "a.cmc")
    assert result.out.splitlines() == [
        "“Night bus” had been deleted and was brought back; it is in the archive.",
        canvas,
    ]


def test_whoever_only_looks_at_a_locked_library_is_not_told_of_a_change(
    cmc: Command, canvas: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # SQLite would wait for five seconds
    real = engines.open_engine
    monkeypatch.setattr(
        engines, "open_engine", lambda path, *, read_only=False, patience=0: real(path, read_only=read_only, patience=0)
    )
    with closing(sqlite3.connect(data / "library.cmcdb", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for verb in (["list"], ["show", canvas], ["search", "bus"], ["export", canvas, data / "a.cmc"]):
            result = cmc(*verb)
            assert (result.status, result.out) == (1, "")
            assert "in use by another program" in result.err
            assert "Everything stored before is safe." in result.err
            assert "change" not in result.err
        written = cmc("note", "add", canvas, "value", "A bus")
        assert written.status == 1
        other.execute("ROLLBACK")
