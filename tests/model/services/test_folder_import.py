"""A folder of canvas files is taken in whole, file by file, and the report says what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from errno import EACCES
from pathlib import Path

import builders
import pytest
from builders import given_copy

from cmc_desktop.model.domain.changes import AddNote, Rename
from cmc_desktop.model.domain.errors import DamagedLibrary, LibraryTrouble, NotThere
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services import files_there, folder_import
from cmc_desktop.model.services.backups import listed_backups
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.files_there import files_in
from cmc_desktop.model.services.folder_import import Fate, import_folder
from cmc_desktop.model.services.library import Library


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Library]:
    """Another library, that of an officer."""
    with closing(builders.open_library(tmp_path / "elsewhere")) as library:
        yield library


def given(library: Library, folder: Path, name: str, title: str) -> str:
    """A canvas of this title in `library`, given as a copy into `folder`; its id."""
    canvas_id = library.new(title)
    library.do(canvas_id, AddNote("value", f"Words of {title}"))
    folder.mkdir(parents=True, exist_ok=True)
    give(library, canvas_id, folder / name)
    return canvas_id


def give(library: Library, canvas_id: str, path: Path) -> None:
    """Give a canvas away as a copy."""
    given_copy(library.store, library.session(canvas_id), path)


def test_files_of_a_folder_and_those_below_are_taken_in_and_told(
    library: Library, there: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    given(there, folder, "b.cmc", "Market hall")
    given(there, folder / "2025" / "May", "a.CMC", "Rain gardens")
    (folder / "broken.cmc").write_text("no canvas", encoding="utf-8")
    (folder / "letter.txt").write_text("nothing to do with it", encoding="utf-8")
    (folder / ".hidden.cmc").write_text("nor this", encoding="utf-8")
    steps: list[tuple[int, int]] = []
    report = import_folder(library, folder, progress=lambda *step: steps.append(step))
    assert sorted(listed.head.title for listed in library.listed()) == ["Market hall", "Rain gardens"]
    assert [(one.path.name, one.fate) for one in report.files] == [
        ("b.cmc", Fate.TAKEN),
        ("broken.cmc", Fate.REFUSED),
        ("a.CMC", Fate.TAKEN),
    ]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert "2 canvases taken in, 0 already there, 0 copies to be brought back, 1 refused" in report.text
    assert "2025/May/a.CMC: “Rain gardens” was imported with 1 note." in report.text


def test_the_same_folder_again_changes_nothing(library: Library, there: Library, tmp_path: Path) -> None:
    given(there, tmp_path / "stick", "a.cmc", "Market hall")
    import_folder(library, tmp_path / "stick")
    before = library.listed()
    report = import_folder(library, tmp_path / "stick")
    assert [one.fate for one in report.files] == [Fate.KNOWN]
    assert library.listed() == before


def test_a_copy_of_a_canvas_that_is_here_is_left_to_be_brought_back(
    library: Library, there: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    canvas_id = given(there, folder, "a.cmc", "Market hall")
    import_folder(library, folder)
    there.do(canvas_id, AddNote("value", "What the officer added"))
    give(there, canvas_id, folder / "newer.cmc")
    before = library.session(canvas_id).canvas.content_hash
    report = import_folder(library, folder)
    assert [(one.path.name, one.fate) for one in report.files] == [("a.cmc", Fate.KNOWN), ("newer.cmc", Fate.COPY)]
    assert report.copies == [folder / "newer.cmc"]
    assert report.of(Fate.COPY)[0].canvas_id == canvas_id
    assert library.session(canvas_id).canvas.content_hash == before
    assert len(library.listed()) == 1


def test_when_it_is_stopped_what_is_in_stays_and_the_rest_is_counted(
    library: Library, there: Library, tmp_path: Path
) -> None:
    for number in range(5):
        given(there, tmp_path / "stick", f"{number}.cmc", f"Canvas {number}")
    report = import_folder(library, tmp_path / "stick", stopped=lambda: len(library.listed()) == 2)
    assert (len(report.files), report.left) == (2, 3)
    assert len(library.listed()) == 2
    assert "3 files not looked at" in report.summary


def test_a_library_that_cannot_be_written_ends_it_with_the_reason(
    library: Library, there: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        given(there, tmp_path / "stick", f"{number}.cmc", f"Canvas {number}")
    real = folder_import.take

    def full(*arguments: object) -> object:
        if library.listed():
            raise LibraryTrouble("The disk is full.", safe="What was there is safe.")
        return real(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(folder_import, "take", full)
    report = import_folder(library, tmp_path / "stick")
    assert (len(report.files), report.left) == (1, 2)
    assert "1.cmc: The disk is full." in report.text


def test_one_canvas_of_the_library_that_cannot_be_read_keeps_no_other_file_out(
    library: Library, there: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    spoilt = given(there, folder, "a.cmc", "Market hall")
    import_folder(library, folder)
    given(there, folder, "b.cmc", "Rain gardens")
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET tags = '{'")
    assert library.store.head(spoilt).title == "Market hall"
    report = import_folder(library, folder)
    assert [(one.path.name, one.fate) for one in report.files] == [("a.cmc", Fate.REFUSED), ("b.cmc", Fate.TAKEN)]
    assert "“Market hall”" in report.of(Fate.REFUSED)[0].told
    assert "backup" in report.of(Fate.REFUSED)[0].told
    assert (report.left, report.trouble) == (0, "")


@pytest.mark.parametrize("is_known", [True, False])
def test_earlier_states_that_cannot_be_read_keep_one_file_out_and_where_a_new_canvas_cannot_be_written_it_ends(
    library: Library, there: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    folder = tmp_path / "stick"
    spoilt = given(there, folder, "a.cmc", "Market hall")
    if is_known:
        import_folder(library, folder)
    given(there, folder, "b.cmc", "Rain gardens")
    real = folder_import.take

    def damaged(library: Library, found: CmcFile) -> object:
        if found.canvas.id == spoilt:
            raise DamagedLibrary("The library is damaged.")
        return real(library, found)

    monkeypatch.setattr(folder_import, "take", damaged)
    report = import_folder(library, folder)
    assert [one.fate for one in report.files] == ([Fate.REFUSED, Fate.TAKEN] if is_known else [])
    assert report.trouble == ("" if is_known else "a.cmc: The library is damaged.")


def test_a_folder_in_a_loop_of_links_ends_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "here.cmc").write_text("here", encoding="utf-8")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    there = files_in(folder)
    assert (there.files, there.passed_over) == ([folder / "here.cmc"], [])
    with pytest.raises(NotThere, match="cannot be read"):
        files_in(tmp_path / "nowhere")


@pytest.mark.parametrize("kind", ["deep", "link", "closed", "many"])
def test_a_place_that_was_not_looked_into_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    folder.mkdir()
    if kind == "deep":
        place = folder.joinpath(*(f"level{number}" for number in range(files_there.DEEPEST + 1)))
        place.mkdir(parents=True)
    elif kind == "link":
        elsewhere.mkdir()
        place = folder / "server"
        place.symlink_to(elsewhere, target_is_directory=True)
    elif kind == "closed":
        place = folder / "closed"
        place.mkdir()
        monkeypatch.setattr(files_there.os, "walk", _closed(place))
    else:
        monkeypatch.setattr(files_there, "MOST", 1)
        place = folder / "b.cmc"
        for path in (folder / "a.cmc", place):
            path.write_text("{", encoding="utf-8")
    report = import_folder(library, folder)
    assert [one.path for one in report.passed_over] == [place]
    assert not report.is_empty
    assert not report.is_whole
    assert "1 place not looked into" in report.summary
    assert f"Not looked into (1)\n  {place.relative_to(folder).as_posix()}: " in report.text
    assert [one.path.name for one in report.files] == (["a.cmc"] if kind == "many" else [])


def _closed(place: Path) -> Callable[..., Iterator[tuple[str, list[str], list[str]]]]:
    """`os.walk` as it is where one folder may not be read: whoever runs tests may perhaps read every one."""
    real = os.walk

    def walk(top: Path, onerror: Callable[[OSError], object]) -> Iterator[tuple[str, list[str], list[str]]]:
        for here, folders, names in real(top):
            if Path(here) == place:
                onerror(PermissionError(EACCES, "Permission denied", here))
            else:
                yield here, folders, names

    return walk


def test_as_many_files_as_are_taken_are_all_there_is_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_there, "MOST", 2)
    for name in ("a.cmc", "b.cmc"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    assert files_in(tmp_path).passed_over == []


@pytest.mark.parametrize("odd", ["\n", "\r", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{LINE SEPARATOR}", "\x1b"])
def test_the_name_of_a_file_writes_no_line_into_the_report(library: Library, tmp_path: Path, odd: str) -> None:
    (tmp_path / f"evil{odd}Taken in (500).cmc").write_text("{", encoding="utf-8")
    text = import_folder(library, tmp_path).text
    assert f"  evil[U+{ord(odd):04X}]Taken in (500).cmc: " in text.splitlines()[-1]


def test_titles_in_the_report_are_what_the_library_has(library: Library, there: Library, tmp_path: Path) -> None:
    canvas_id = given(there, tmp_path / "stick", "a.cmc", "Market hall")
    import_folder(library, tmp_path / "stick")
    library.do(canvas_id, Rename("Our market", ""))
    (one,) = import_folder(library, tmp_path / "stick").files
    assert one.fate is Fate.KNOWN
    assert "Our market" in one.told


@pytest.fixture
def many(there: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with more files than are taken in without a backup."""
    monkeypatch.setattr(folder_import, "LARGE", 1)
    for name in ("a.cmc", "b.cmc"):
        given(there, tmp_path / "stick", name, name)
    return tmp_path / "stick"


def test_before_many_files_the_library_is_backed_up_as_it_was_unless_that_was_just_now(
    library: Library, many: Path
) -> None:
    library.new("Here before")
    path = library.store.path
    assert path is not None
    import_folder(library, many)
    (backup,) = listed_backups(path)
    assert (backup.canvases, len(library.listed())) == (1, 3)
    import_folder(library, many)
    assert len(listed_backups(path)) == 1
    assert isinstance(library.clock, ManualClock)
    library.clock.forward(minutes=61)
    import_folder(library, many)
    assert [one.canvases for one in listed_backups(path)] == [3, 1]


def test_a_backup_of_just_now_whose_file_is_damaged_spares_no_other(library: Library, many: Path) -> None:
    library.new("Here before")
    path = library.store.path
    assert path is not None
    import_folder(library, many)
    (backup,) = listed_backups(path)
    backup.path.write_bytes(backup.path.read_bytes()[:-1] + b"?")
    import_folder(library, many)
    assert sum(one.is_as_checked() for one in listed_backups(path)) == 1
    assert len(listed_backups(path)) == 2


def test_without_a_good_backup_many_files_are_not_taken_in(library: Library, many: Path) -> None:
    library.new("Here before")
    library.save_protocol("Ours", [("discuss", "Talk", 10)])
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE protocols SET name = 'Theirs'")
    with pytest.raises(LibraryTrouble, match=r"failed its check.* Nothing was imported.* Restore a backup"):
        import_folder(library, many)
    assert len(library.listed()) == 1


def test_damage_of_single_canvases_keeps_many_files_of_others_not_out_and_is_told(library: Library, many: Path) -> None:
    canvas_id = library.new("Here before")
    library.do(canvas_id, AddNote("value", "Words"))
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notes SET text = 'Other words'")
    report = import_folder(library, many)
    assert (len(report.of(Fate.TAKEN)), report.left, len(library.listed())) == (2, 0, 3)
    (told,) = [line for line in report.text.splitlines() if "failed its check" in line]
    assert "“Here before”: it does not hold what was written last" in told
    assert "taken in without a new backup" in told
    assert "Restore a backup, or take single canvases out of one." in told
    path = library.store.path
    assert path is not None
    assert listed_backups(path) == []


def test_who_stops_during_the_backup_takes_nothing_in(library: Library, many: Path) -> None:
    for number in range(20):
        library.new(f"Here before {number}")
    report = import_folder(library, many, stopped=lambda: True)
    assert (report.files, report.left) == ([], 2)
    assert len(library.listed()) == 20
