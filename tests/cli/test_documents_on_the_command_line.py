"""`script`."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from commands import Command


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_script_is_written_with_the_day_by_the_clock(cmc: Command, canvas: str, tmp_path: Path) -> None:
    file = tmp_path / "script.pdf"
    result = cmc("script", canvas, file, "--begins", "8:30")
    assert (result.status, result.out, result.err) == (0, "", "")
    text = text_of(file)
    assert "Night bus · Port Alder · City Model Canvas" in text
    assert "08:30–09:00" in text
    assert "Number 14, the last one" in text


def test_the_script_can_be_had_without_the_elements_on_letter_and_as_plain_text(
    cmc: Command, canvas: str, tmp_path: Path
) -> None:
    assert cmc("script", canvas, tmp_path / "short.pdf", "--without-elements", "--paper", "Letter").status == 0
    assert pypdf.PdfReader(tmp_path / "short.pdf").pages[0].mediabox.width == pytest.approx(612, abs=1)
    assert "Number 14" not in text_of(tmp_path / "short.pdf")
    assert cmc("script", canvas, tmp_path / "script.md").status == 0
    assert (tmp_path / "script.md").read_text("utf-8").startswith("# Moderator’s script\n")


@pytest.mark.parametrize("name", ["script.docx", "script"])
def test_another_kind_of_file_is_refused_and_nothing_is_written(
    cmc: Command, canvas: str, tmp_path: Path, name: str
) -> None:
    result = cmc("script", canvas, tmp_path / name)
    assert (result.status, result.out) == (1, "")
    assert ".pdf or .md" in result.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("time", ["24:00", "9", "09:60", "nine"])
def test_what_is_no_time_of_day_is_wrong_use(cmc: Command, canvas: str, tmp_path: Path, time: str) -> None:
    result = cmc("script", canvas, tmp_path / "script.pdf", "--begins", time)
    assert result.status == 2
    assert "09:00" in result.err
    assert not (tmp_path / "script.pdf").exists()


def test_a_canvas_that_is_not_there_is_told(cmc: Command, canvas: str, tmp_path: Path) -> None:
    result = cmc("script", "nonsense", tmp_path / "script.pdf")
    assert (result.status, result.err.count("\n")) == (1, 1)
