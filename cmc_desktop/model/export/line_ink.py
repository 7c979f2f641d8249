"""Lines in the PDF's own terms: glyph codes at their places, and the text that a reader gets back for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from cmc_desktop.model.export.embedded_font import EmbeddedFont
from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.line_places import placed_lines
from cmc_desktop.model.export.marks import TextMark
from cmc_desktop.model.export.text import Line, Run

FontOf = Callable[[Typeface], EmbeddedFont]


def write_lines(writer: Any, mark: TextMark, font_of: FontOf, *, followed: bool = False) -> None:
    """Write the lines of `mark` into ReportLab's text object; `font_of` gives this document's font of a typeface.

    Whoever has the text read aloud takes words apart by spaces alone, so each line ends with one where a word ends;
    the last line does when the mark is `followed` by another that is read in the same breath.
    """
    font = ""
    last = mark.lines[-1] if followed else None
    for line, x, y in placed_lines(mark):
        spaced = line.spaced or line is last
        if line.runs:
            _rich(writer, line, x, y, mark.size, font_of, spaced=spaced)
            font = ""
        elif line.text:
            writer.setTextOrigin(x, y)
            if not font:
                font = font_of(line.typeface).fontName
                writer.setFont(font, mark.size)
            writer.textOut(f"{line.text} " if spaced else line.text)


def _rich(writer: Any, line: Line, x: float, y: float, size: float, font_of: FontOf, *, spaced: bool) -> None:
    for run in line.runs:
        font = font_of(run.typeface)
        texts = _texts(run)
        writer.setTextOrigin(x, y)
        writer.setFont(font.fontName, size)
        spoken = not run.leftward and texts != list(run.typed)
        if spoken:
            writer._code.append(f"/Span <</ActualText <{_utf16(run.typed)}>>> BDC")
        writer.textOut(_shaped(run, texts, font))
        if spoken:
            writer._code.append("EMC")
        x += run.width * size / 1000
    # among words that read to the left, readers would take a space for a part of the order they turn round
    if spaced and not any(run.leftward for run in line.runs):
        writer.setTextOrigin(x, y)
        writer.setFont(font_of(line.typeface).fontName, size)
        writer.textOut(" ")


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()


def _texts(run: Run) -> list[str]:
    """What each glyph of a run reads back as; a glyph that adds nothing of its own reads back as nothing.

    Runs that read to the left rest on this alone and carry no ActualText: readers take the glyphs in
    the order seen and turn right-to-left words themselves, and would turn the ActualText as well
    (seen with Poppler 22.12).
    """
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    seen: set[int] = set()
    texts = []
    for glyph in run.glyphs:
        texts.append("" if glyph.cluster in seen else run.text[glyph.cluster : ends[glyph.cluster]])
        seen.add(glyph.cluster)
    return texts


def _shaped(run: Run, texts: list[str], font: EmbeddedFont) -> Any:
    codes = [font.code_for(glyph.number, text) for glyph, text in zip(run.glyphs, texts, strict=True)]
    places = [
        ShapeData(glyph.cluster, glyph.advance, 0, glyph.x_offset, glyph.y_offset, font.face.charWidths[ord(code)])
        for glyph, code in zip(run.glyphs, codes, strict=True)
    ]
    return ShapedStr("".join(codes), places)
