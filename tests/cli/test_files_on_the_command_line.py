"""`import`, `export`, `handout`, `verify`, `demo`."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pptx
import pytest
from commands import Command, Result


@pytest.fixture
def filled(cmc: Command, canvas: str) -> str:
    cmc("note", "add", canvas, "value", "-", given="A bus within 20 minutes\nNo more waiting in the dark\n")
    return canvas


def test_what_is_exported_is_imported_with_the_same_words(cmc: Command, filled: str, tmp_path: Path) -> None:
    for suffix in (".cmc", ".json", ".csv"):
        file, elsewhere = tmp_path / f"canvas{suffix}", tmp_path / f"other{suffix}.cmcdb"
        assert cmc("export", filled, file).status == 0
        imported = cmc("import", file, "--library", elsewhere)
        assert imported.status == 0
        found = json.loads(cmc("show", imported.last_line, "--json", "--library", elsewhere).out)
        assert [note["text"] for note in found["boxes"][1]["notes"]] == [
            "A bus within 20 minutes",
            "No more waiting in the dark",
        ]


def test_a_file_that_is_refused_leaves_the_library_as_it_was(cmc: Command, filled: str, tmp_path: Path) -> None:
    before = cmc("list", "--json").out
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"title": "T", "template": "city-model-canvas", "notes": [{"box": "x", "text": "y"}]}))
    result = cmc("import", bad)
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert cmc("list", "--json").out == before


@pytest.mark.parametrize("suffix", [".odt", "", ".cmcx"])
def test_an_unknown_kind_of_file_is_refused(cmc: Command, filled: str, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"canvas{suffix}"
    result = cmc("export", filled, file)
    assert (result.status, result.out) == (1, "")
    assert ".pdf, .cmc, .docx" in result.err
    assert not file.exists()


def test_a_file_that_is_not_there_is_told(cmc: Command, tmp_path: Path) -> None:
    for verb, status in (("import", 1), ("verify", 4)):
        result = cmc(verb, tmp_path / "nothing.cmc")
        assert result.status == status
        assert "There is no file" in result.err


def test_a_draft_and_a_handout_are_printed(cmc: Command, filled: str, tmp_path: Path) -> None:
    assert cmc("export", filled, tmp_path / "board.pdf", "--paper", "A4").status == 0
    assert cmc("handout", tmp_path / "handout.pdf", "--template", "business-model-canvas", "--paper", "A4").status == 0
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in ("board.pdf", "handout.pdf"))
    assert cmc("handout", tmp_path / "other.pdf", "--template", "nonsense").status == 1


def test_a_file_is_verified_by_its_content_hash(cmc: Command, filled: str, tmp_path: Path) -> None:
    file = tmp_path / "canvas.cmc"
    cmc("export", filled, file)
    content_hash = json.loads(cmc("show", filled, "--json").out)["content_hash"]
    sound = cmc("verify", file)
    assert sound.status == 0
    number, verdict, *_ = sound.out.splitlines()
    assert number.removeprefix("Content hash: ").replace(" ", "").lower() == content_hash
    assert verdict == "unchanged"
    file.write_text(file.read_text().replace("20 minutes", "30 minutes"))
    altered = cmc("verify", file)
    assert altered.status == 1
    assert "changed" in altered.out.splitlines()
    assert altered.out.splitlines()[0] != number


FILES = ["record.pdf", "canvas.cmc", "handout.pdf", "desk.png", "projector.png"]


def test_the_demonstration_leaves_its_five_files_and_touches_nothing_else(
    cmc_process: Command, tmp_path: Path, data: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "my notes.txt").write_text("mine")
    (out / "desk.png").write_text("an older picture")
    result = cmc_process("demo", "--out", out, env={"QT_QPA_PLATFORM": "offscreen"})
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [str(out / name) for name in FILES]
    assert sorted(path.name for path in out.iterdir()) == sorted([*FILES, "my notes.txt"])
    assert (out / "my notes.txt").read_text() == "mine"
    assert all((out / name).read_bytes().startswith(b"\x89PNG") for name in ("desk.png", "projector.png"))
    assert not (data / "library.cmcdb").exists()
    record, file = cmc_process("verify", out / "record.pdf"), cmc_process("verify", out / "canvas.cmc")
    assert (record.status, file.status) == (0, 0)
    assert record.out.splitlines()[:2] == file.out.splitlines()[:2]


def test_a_demonstration_without_a_place_to_go_says_so(cmc: Command, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    result = cmc("demo", "--out", tmp_path / "out")
    assert (result.status, result.out) == (1, "")
    assert "cannot be made" in result.err
    assert (tmp_path / "out").read_text() == "in the way"


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx", ".md", ".png", ".svg"])
def test_a_canvas_is_written_as_office_file_text_and_picture(
    cmc: Command, filled: str, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"canvas{suffix}"
    assert cmc("export", filled, file) == Result(0, "", "")
    assert cmc("export", filled, tmp_path / f"again{suffix}", "--roles-only").status == 0
    assert file.stat().st_size > 500


def test_paper_way_and_layout_are_the_ones_asked_for(cmc: Command, filled: str, tmp_path: Path) -> None:
    slide, document = tmp_path / "a.pptx", tmp_path / "a.docx"
    assert cmc("export", filled, slide, "--paper", "A4", "--portrait", "--layout", "bottom-row").status == 0
    shown = pptx.Presentation(str(slide))
    assert (round(shown.slide_width.mm), round(shown.slide_height.mm)) == (210, 297)
    assert cmc("export", filled, document, "--paper", "Letter").status == 0
    assert round(docx.Document(str(document)).sections[0].page_width.mm) == 216
    refused = cmc("export", filled, tmp_path / "b.docx", "--paper", "A0")
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "A4, Letter" in refused.err


def test_a_missing_file_leaves_no_library(cmc: Command, data: Path, tmp_path: Path) -> None:
    library = tmp_path / "new.cmcdb"
    refused = cmc("--library", library, "import", tmp_path / "none.cmc")
    assert (refused.status, "There is no file" in refused.err) == (1, True)
    assert cmc("--library", library, "import", tmp_path / "none.csv", "--template", "nonsense").status == 1
    assert not library.exists()
    assert cmc("import", tmp_path / "none.cmc").status == 1
    assert not list(data.rglob("*.cmcdb"))


@pytest.mark.parametrize(
    ("file", "option"),
    [("t.csv", ("--paper", "A4")), ("t.docx", ("--portrait",)), ("t.xlsx", ("--layout", "bottom-row"))],
)
def test_an_option_that_a_kind_of_file_has_no_use_for_is_refused(
    cmc: Command, filled: str, tmp_path: Path, file: str, option: tuple[str, ...]
) -> None:
    refused = cmc("export", filled, tmp_path / file, *option)
    assert refused.status == 1
    assert f"file has no use for {option[0]}" in refused.err
    assert not (tmp_path / file).exists()


def test_a_name_that_is_blank_or_too_long_is_refused_in_our_words(cmc: Command, filled: str, tmp_path: Path) -> None:
    assert "cannot be called “ .pdf”" in cmc("export", filled, tmp_path / " .pdf").err
    told = cmc("export", filled, tmp_path / f"{'n' * 300}.pdf").err
    assert "is too long for this disk. The canvas is safe in the library. Choose a shorter name." in told
    assert "An older file" not in told


def test_two_places_for_hand_outs_are_told_as_two(cmc: Command, tmp_path: Path) -> None:
    assert "two places were given" in cmc("handout", tmp_path / "a.pdf", "--kit", tmp_path / "b").err
    assert "need a place" in cmc("handout").err
