"""`search` and `list` with filters, and `import` of a folder."""

from __future__ import annotations

import json
import signal
from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command

from cmc_desktop.model.domain.changes import AddNote, AddNotes
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services import folder_import
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library


@pytest.fixture
def two(cmc: Command, data: Path) -> tuple[str, str]:
    """Two canvases that hold the word bus: a draft in Oslo with a tag and a person, and another kind in Bergen."""
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        oslo = library.new("Night bus", "Oslo")
        session = library.session(oslo)
        session.do(AddNotes("value", ("A bus at night",), tags=("pilot",)))
        builders.add_person(session, "Anna Example")
        bergen = library.new("Day bus", "Bergen", "business-model-canvas")
        return oslo, bergen


def found(cmc: Command, *arguments: str) -> set[str]:
    return {item["id"] for item in json.loads(cmc(*arguments, "--json").out)}


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), {0, 1}),
        (("--city", "Oslo"), {0}),
        (("--city", "Oslo", "--city", "Bergen"), {0, 1}),
        (("--tag", "pilot"), {0}),
        (("--template", "business-model-canvas"), {1}),
        (("--template", "business-model-canvas", "--city", "Oslo"), set()),
        (("--state", "draft"), {0, 1}),
        (("--state", "signed"), set()),
        (("--year", "1999"), set()),
        (("--city", "OSLO", "--city", "bergen"), {0, 1}),
        (("--tag", "PILOT"), {0}),
        (("--template", "Business-Model-Canvas"), {1}),
    ],
)
def test_filters_narrow_the_list_and_the_search(
    cmc: Command, two: tuple[str, str], options: tuple[str, ...], wanted: set[int]
) -> None:
    ids = {two[number] for number in wanted}
    assert found(cmc, "list", *options) == ids
    assert found(cmc, "search", "bus", *options) == ids


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--template", "nope"), "business-model-canvas"),
        (("--year", "abc"), "such as"),
        (("--year", "20266"), "such as"),
    ],
)
def test_a_filter_that_no_canvas_can_fit_is_refused_with_what_there_is(
    cmc: Command, two: tuple[str, str], options: tuple[str, str], told: str
) -> None:
    for verb in (("list",), ("list", "--json"), ("search", "bus")):
        refused = cmc(*verb, *options)
        assert (refused.status, refused.out) == (2, "")
        assert f"“{options[1]}”" in refused.err
        assert told in refused.err


def test_a_person_found_is_named(cmc: Command, two: tuple[str, str]) -> None:
    result = cmc("search", "anna")
    assert two[0] in result.out
    assert "Anna Example is on the roster" in result.out


def test_a_folder_is_imported_and_each_file_told(cmc: Command, two: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for number, canvas_id in enumerate(two):
        assert cmc("export", canvas_id, folder / f"{number}.cmc").status == 0
    (folder / "broken.cmc").write_text("{", encoding="utf-8")
    result = cmc("--library", tmp_path / "other.cmcdb", "import", folder)
    assert result.status == 1
    assert "2 canvases taken in, 0 already there, 0 copies to be brought back, 1 refused" in result.out
    (folder / "broken.cmc").unlink()
    again = cmc("--library", tmp_path / "other.cmcdb", "import", folder)
    assert again.status == 0
    assert "0 canvases taken in, 2 already there" in again.out


def test_ctrl_c_lets_the_file_at_hand_be_finished_and_tells_what_is_in(
    cmc: Command, two: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = tmp_path / "stick", tmp_path / "other.cmcdb"
    folder.mkdir()
    for number, canvas_id in enumerate(two):
        assert cmc("export", canvas_id, folder / f"{number}.cmc").status == 0
    real = folder_import.take

    def pressed(library: Library, read: CmcFile) -> object:
        signal.raise_signal(signal.SIGINT)
        return real(library, read)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(folder_import, "take", pressed)
    result = cmc("--library", other, "import", folder)
    assert result.status == 130
    assert "1 canvas taken in" in result.out
    assert "1 file not looked at" in result.out
    assert signal.getsignal(signal.SIGINT) is before
    assert len(found(cmc, "--library", str(other), "list")) == 1


def test_an_empty_folder_says_so_and_one_that_is_not_there_makes_no_library(cmc: Command, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    assert "There is no .cmc file" in cmc("import", tmp_path / "stick").err
    assert cmc("--library", tmp_path / "other.cmcdb", "import", tmp_path / "nowhere").status != 0
    assert not (tmp_path / "other.cmcdb").exists()


def test_a_note_written_after_a_search_is_found_by_the_next(cmc: Command, two: tuple[str, str], data: Path) -> None:
    assert found(cmc, "search", "ferry") == set()
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.do(two[0], AddNote("value", "Ferry"))
    assert found(cmc, "search", "ferry") == {two[0]}
