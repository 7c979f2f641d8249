"""Who got a damaged file is told what to do, and the detail last."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import TEMPLATES, given_copy

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.exchange.cmc_reader import file_hash
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.bringing_back import read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.folder_import import import_folder
from cmc_desktop.model.services.importing import read_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.verifying import verify


@pytest.mark.parametrize(
    ("data", "detail"), [(b'{"format": "cm', "not valid JSON"), (b"\xff\x00\x01", "UTF-8"), (b" ", "is empty")]
)
def test_what_to_do_comes_before_the_detail(tmp_path: Path, data: bytes, detail: str) -> None:
    path = tmp_path / "Night bus.cmc"
    path.write_bytes(data)
    with pytest.raises(BadFile) as caught:
        read_copy_file(path, TEMPLATES)
    told = str(caught.value)
    assert told.startswith("This file cannot be read")
    assert 0 < told.index("Nothing was joined.") < told.index("Ask for it to be sent again.") < told.index(detail)


@pytest.mark.parametrize(
    ("data", "detail"), [(b'{"format": "cm', "not valid JSON"), (b"\xff\x00\x01", "UTF-8"), (b" ", "is empty")]
)
def test_an_import_says_of_a_damaged_file_what_bringing_it_back_says(tmp_path: Path, data: bytes, detail: str) -> None:
    path = tmp_path / "Night bus.cmc"
    path.write_bytes(data)
    with pytest.raises(BadFile) as caught:
        read_file(path, TEMPLATES)
    told = str(caught.value)
    assert told.startswith("This file cannot be read")
    assert 0 < told.index("Nothing was imported.") < told.index("Ask for it to be sent again.") < told.index(detail)


@pytest.mark.parametrize(
    ("data", "todo"),
    [
        (b"%PDF-1.7", "Choose the .cmc file that was exported with it."),
        (b"SQLite format 3\0", "Export the canvas as .cmc there, and take that file."),
        (b"PK\x03\x04", "Unpack it, or save it as CSV in UTF-8, and take that."),
    ],
)
def test_another_kind_of_file_under_the_name_of_a_copy_is_told_as_what_it_is(
    tmp_path: Path, data: bytes, todo: str
) -> None:
    path = tmp_path / "Night bus.cmc"
    path.write_bytes(data)
    for read, safe in ((read_copy_file, "Nothing was joined."), (read_file, "Nothing was imported.")):
        with pytest.raises(BadFile) as caught:
            read(path, TEMPLATES)
        assert (caught.value.safe, caught.value.todo) == (safe, todo)
        assert "damaged" not in str(caught.value)


def _with_head(**head: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        file: dict[str, Any] = json.loads(data)
        file["canvas"] |= head
        file["file_hash"] = file_hash(file)
        return json.dumps(file).encode()

    return change


@pytest.mark.parametrize(
    ("made", "happened", "todo"),
    [
        (lambda data: data.replace(b'"format_version":[1,', b'"format_version":[9,'), "newer", "newer CMC Desktop"),
        (_with_head(template="moon-canvas"), "“moon-canvas”", "newer CMC Desktop"),
        (_with_head(template_version=99), "a newer “city-model-canvas”", "newer CMC Desktop"),
        (lambda data: data.decode().encode("utf-16"), "UTF-16", "Save it again as UTF-8"),
        (lambda data: data + b" " * FILE_LIMIT, "larger than 20 MB", "writes none so large"),
        (lambda _: bytes(FILE_LIMIT + 1), "larger than 20 MB", "writes none so large"),
    ],
)
def test_a_file_that_is_only_not_for_this_app_is_not_called_damaged_and_says_what_to_do(
    tmp_path: Path, library: Library, made: Callable[[bytes], bytes], happened: str, todo: str
) -> None:
    path = tmp_path / "Night bus.cmc"
    given_copy(library.store, library.session(library.new("Night bus")), path)
    path.write_bytes(made(path.read_bytes()))
    for read, safe in ((read_copy_file, "Nothing was joined."), (read_file, "Nothing was imported.")):
        with pytest.raises(BadFile) as caught:
            read(path, TEMPLATES)
        assert happened in caught.value.happened
        assert caught.value.safe == safe
        assert todo in caught.value.todo
        assert "damaged" not in str(caught.value)
        assert "sent again" not in str(caught.value)
    verdict = verify(path, TEMPLATES, tmp_path)
    assert happened in verdict.reason
    assert todo in verdict.reason


def test_a_file_that_may_not_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "folder.cmc"
    path.mkdir()
    for read in (read_copy_file, read_file):
        with pytest.raises(BadFile, match="is not a file") as caught:
            read(path, TEMPLATES)
        assert "damaged" not in str(caught.value)


def test_refused_files_stand_first_in_the_report_of_a_folder(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    (folder / "bad.cmc").write_bytes(b"{")
    other = Library.open(tmp_path / "other.cmcdb", TEMPLATES, ManualClock())
    session = other.session(other.new("Night bus"))
    given_copy(other.store, session, folder / "good.cmc")
    other.close()
    report = import_folder(library, folder)
    assert report.text.index("Refused (1)") < report.text.index("Taken in (1)")
    assert "Ask for it to be sent again." in report.text
    assert "Nothing was imported" not in report.text
