"""Every note of any board comes back from its PDF as it was written, once, in its element, in its place."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from many_scripts import canvas_of
from printed import FONTS, NOW, fonts_of
from reader import Element, read
from reportlab.pdfbase.ttfonts import TTFontFace

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.bidi_order import CONTROLS
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.graphemes import ignorable
from cmc_desktop.model.export.paper import PAPERS, Paper

SEEDS = [seed if seed < 12 else pytest.param(seed, marks=pytest.mark.soak) for seed in range(300)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_notes_of_a_board_come_back_from_its_pdf(seed: int, tmp_path: Path) -> None:
    canvas = canvas_of(seed)
    paper = board_pdf(canvas, FONTS, paper=PAPERS[seed % len(PAPERS)], upright=seed % 3 == 0, now=NOW)
    root = read(paper.data)
    assert spaced(root.below[0].words) == spaced(canvas.head.title)
    assert spoken_boxes(root) == {
        box.label: [as_read(note) for note in canvas.notes_in(box.key)] for box in canvas.template.in_walk_order
    }
    assert {missing.char for missing in paper.missing} == without_glyph(canvas)
    assert all(fonts_of(paper.data).values())
    _sound_for_other_tools(paper, tmp_path / f"board-{seed}.pdf")


def spoken_boxes(root: Element) -> dict[str, list[str]]:
    """The notes under each heading of a box, as the structure of the PDF has them."""
    found: dict[str, list[str]] = {}
    for kind, words in root.outline():
        if kind == "H2":
            assert words not in found, "a box is read once"
            found[words] = []
        elif kind == "LBody":
            found[list(found)[-1]].append(spaced(words))
    return found


def as_read(note: Note) -> str:
    return spaced(", ".join(note.tags) + " " + note.text)


def spaced(text: str) -> str:
    """`text` with one space for any white space, as lines are broken where the paper wants it, in NFC."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def without_glyph(canvas: Canvas) -> set[str]:
    """The characters of what was typed that no font file has, or that mean something else in each."""
    typed = [canvas.head.title, canvas.head.city]
    typed += [
        text for box in canvas.template.boxes for note in canvas.notes_in(box) for text in (note.text, *note.tags)
    ]
    return {
        char
        for char in "".join(typed)
        if not (char.isspace() or char in CONTROLS or ignorable(char) or has_glyph(char))
    }


def has_glyph(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Co", "Cs") and ord(char) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(code for path in FONTS.glob("*.ttf") for code in TTFontFace(str(path)).charToGlyph)


def _sound_for_other_tools(paper: Paper, path: Path) -> None:
    path.write_bytes(paper.data)
    with pikepdf.open(path) as document:
        assert document.check_pdf_syntax() == []
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    if shutil.which("pdffonts"):
        listed = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
        assert list(_flags(listed)) == [("yes", "yes", "yes")] * (len(listed.splitlines()) - 2)


def _flags(listed: str) -> Iterator[tuple[str, ...]]:
    """Embedded, subset, with a table of characters: for each font that `pdffonts` lists."""
    for row in listed.splitlines()[2:]:
        yield tuple(re.findall(r"\b(?:yes|no)\b", row))
