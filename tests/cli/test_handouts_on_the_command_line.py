"""`handout`: blank canvases as ever, and the whole kit."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from commands import Command

from cmc_desktop.model.services.kit_wish import KitPart


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_without_options_there_is_one_blank_canvas_on_a3(cmc: Command, tmp_path: Path) -> None:
    result = cmc("handout", tmp_path / "a.pdf")
    assert (result.status, result.out, result.err) == (0, "", "")
    (page,) = pypdf.PdfReader(tmp_path / "a.pdf").pages
    assert page.mediabox.width == pytest.approx(1190.6, abs=0.1)
    assert "Name: ____" in page.extract_text()


def test_so_many_people_get_twice_as_many_sheets(cmc: Command, tmp_path: Path) -> None:
    assert cmc("handout", tmp_path / "a.pdf", "--people", 17, "--paper", "A4", "--portrait").status == 0
    reader = pypdf.PdfReader(tmp_path / "a.pdf")
    assert len(reader.pages) == 34
    assert reader.pages[0].mediabox.height == pytest.approx(841.9, abs=0.1)


@pytest.mark.parametrize("count", [0, -1, 501])
def test_too_few_and_too_many_people_are_refused(cmc: Command, tmp_path: Path, count: int) -> None:
    result = cmc("handout", tmp_path / "a.pdf", f"--people={count}")
    assert (result.status, result.out) == (1, "")
    assert f"1 to 500 people, not for {count}" in result.err
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_roster_names_the_sheets(cmc: Command, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Capacity;Name;Organisation\nparticipant;Aiko Sato;Port\nobserver;Bo Lind;Press\n", "utf-8-sig")
    assert cmc("handout", tmp_path / "a.pdf", "--roster", table, "--part", "blank", "--part", "names").status == 0
    blank, again, cards = pages(tmp_path / "a.pdf")
    assert "Name: Aiko Sato" in blank
    assert "sheet 2 of 2" in again
    assert cards.count("Bo Lind") == 2


def test_a_roster_that_is_none_is_told(cmc: Command, tmp_path: Path) -> None:
    result = cmc("handout", tmp_path / "a.pdf", "--roster", tmp_path / "none.csv")
    assert (result.status, "There is no file" in result.err) == (1, True)
    (tmp_path / "x.csv").write_bytes(b"PK\x03\x04")
    result = cmc("handout", tmp_path / "a.pdf", "--roster", tmp_path / "x.csv")
    assert (result.status, "office file" in result.err) == (1, True)


def test_a_canvas_brings_its_notes_and_its_title(cmc: Command, canvas: str, tmp_path: Path) -> None:
    assert cmc("note", "add", canvas, "value", "Fewer cars at night").status == 0
    assert cmc("handout", tmp_path / "a.pdf", "--canvas", canvas, "--part", "grey", "--part", "blank").status == 0
    grey, blank = pages(tmp_path / "a.pdf")
    assert "Fewer cars at night" in grey
    assert "Night bus" in blank
    assert cmc("handout", tmp_path / "b.pdf", "--canvas", "nonsense").status == 1


def test_a_whole_kit_is_a_folder_of_files(cmc: Command, canvas: str, tmp_path: Path) -> None:
    place = tmp_path / "kit"
    place.mkdir()
    asked = ("handout", "--kit", place, "--canvas", canvas, "--people", 2)
    result = cmc(*asked)
    assert (result.status, result.err) == (0, "")
    written = [Path(line) for line in result.out.splitlines()]
    assert [path.stem for path in written] == [f"Night bus {part.label}" for part in KitPart]
    (folder,) = place.iterdir()
    assert folder.name.startswith("Night bus hand-outs ")
    assert sorted(written) == sorted(folder.iterdir())
    again = cmc(*asked)
    assert again.status == 1
    assert f"There is something called “{folder.name}”" in again.err
    without = cmc("handout", "--kit", place, "--template", "mission-model-canvas")
    assert len(without.out.splitlines()) == len(KitPart) - 1


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--part", "tiles"), 26),
        (("--part", "tiles", "--paper", "A1", "--tiles-on", "A3"), 9),
        (("--part", "tiles", "--poster", "A2", "--overlap", "20"), 9),
    ],
)
def test_posters_are_tiled_as_wished(cmc: Command, tmp_path: Path, options: tuple[str, ...], count: int) -> None:
    assert cmc("handout", tmp_path / "a.pdf", *options).status == 0
    assert len(pages(tmp_path / "a.pdf")) == count


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "either a file or, with --kit, a folder"),
        (("a.pdf", "--kit", "kit"), "two places were given"),
        (("a.txt",), "PDF only"),
        (("a.pdf", "--part", "grey"), "no canvas to mark up"),
        (("a.pdf", "--part", "tiles", "--overlap", "99"), "it has to be 5 to 40 mm"),
        (("a.pdf", "--template", "nonsense"), "no template"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    cmc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cmc("handout", *arguments)
    assert (result.status, result.out) == (1, "")
    assert why in result.err
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--part", "nonsense"),
        ("--paper", "A9"),
        ("--people", "many"),
        ("--people", "3", "--roster", "x.csv"),
        ("--tiles-on", "A0"),
    ],
)
def test_wrong_use_is_told_as_such(cmc: Command, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    assert cmc("handout", tmp_path / "a.pdf", *wrong).status == 2


def test_characters_without_a_sign_are_named_on_standard_error(cmc: Command, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Anu \U00012000\n", "utf-8")
    for place in ((tmp_path / "a.pdf",), ("--kit", tmp_path, "--part", "names")):
        result = cmc("handout", *place, "--roster", table)
        assert result.status == 0
        assert "U+12000" in result.err
