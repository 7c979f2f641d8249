"""The pen: writes settled pages into a PDF."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from cmc_desktop import __version__
from cmc_desktop.model.export.embedded_font import DRAWING, EmbeddedFont
from cmc_desktop.model.export.fonts import FontSet, FontStyle, Typeface
from cmc_desktop.model.export.marks import Colour, Page, ShapeMark, TextMark
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.text import Line, Run

#: from the top of a line to its letters' foot, as a share of the leading
_BASELINE = 0.77


def write_pdf(pages: Iterable[Page], sheet: Sheet, fonts: FontSet, *, title: str, language: str, now: int) -> bytes:
    """The pages as a PDF. The same pages, title and `now` (ms) give the same bytes. Safe on any thread."""
    with DRAWING:
        pen = _Pen(sheet, fonts, title, language, now)
        try:
            for page in pages:
                pen.draw(page)
            return pen.finish()
        finally:
            pen.forget_fonts()


class _Pen:
    """One PDF being drawn; the origin of a page is at its lower left."""

    def __init__(self, sheet: Sheet, fonts: FontSet, title: str, language: str, now: int) -> None:
        self._embedded: dict[str, EmbeddedFont] = {}
        self._fill: Colour | None = None
        self._buffer = io.BytesIO()
        self._canvas: Any = PdfCanvas(
            self._buffer,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            invariant=1,
            initialFontName=self._font(fonts.style(FontStyle.REGULAR)).fontName,
            lang=language,
            pdfVersion=(1, 7),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator(f"CMC Desktop {__version__}")
        # "invariant" alone would date every file to the year 2000.
        stamp = self._canvas._doc._timeStamp
        stamp.t = now / 1000
        stamp.lt = time.gmtime(now / 1000)
        stamp.YMDhms = tuple(stamp.lt)[:6]

    def finish(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()

    def forget_fonts(self) -> None:
        """Take this document's fonts out of ReportLab's table, which would keep them for the next one."""
        for font in self._embedded.values():
            font.unregister()

    def draw(self, page: Page) -> None:
        self._fill = None
        for mark in page.marks:
            if isinstance(mark, ShapeMark):
                self._shape(mark)
            else:
                self._text(mark)
        self._canvas.showPage()

    def _shape(self, mark: ShapeMark) -> None:
        canvas, frame = self._canvas, mark.frame
        if mark.fill is not None:
            self._use(mark.fill)
        if mark.stroke is not None:
            canvas.setStrokeColorRGB(*mark.stroke)
            canvas.setLineWidth(mark.thickness)
        if not frame.height or not frame.width:
            canvas.line(frame.x, frame.y, frame.right, frame.top)
            return
        filled, stroked = int(mark.fill is not None), int(mark.stroke is not None)
        if mark.radius:
            canvas.roundRect(frame.x, frame.y, frame.width, frame.height, mark.radius, stroke=stroked, fill=filled)
        else:
            canvas.rect(frame.x, frame.y, frame.width, frame.height, stroke=stroked, fill=filled)

    def _use(self, colour: Colour) -> None:
        if colour != self._fill:
            self._canvas.setFillColorRGB(*colour)
            self._fill = colour

    def _text(self, mark: TextMark) -> None:
        self._use(mark.colour)
        writer = self._canvas.beginText(mark.x, mark.top)
        font = ""
        y = mark.top
        for line in mark.lines:
            height = line.leading * mark.size
            x = mark.x + _indent(mark, line)
            if line.runs:
                self._rich(writer, line, x, y - _BASELINE * height, mark.size)
                font = ""
            elif line.text:
                writer.setTextOrigin(x, y - _BASELINE * height)
                if not font:
                    font = self._font(line.typeface).fontName
                    writer.setFont(font, mark.size)
                writer.textOut(line.text)
            y -= height
        self._canvas.drawText(writer)

    def _rich(self, writer: Any, line: Line, x: float, y: float, size: float) -> None:
        for run in line.runs:
            font = self._font(run.typeface)
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

    def _font(self, typeface: Typeface) -> EmbeddedFont:
        font = self._embedded.get(typeface.name)
        if font is None:
            font = self._embedded[typeface.name] = EmbeddedFont(typeface)
            pdfmetrics.registerFont(font)
        return font


def _indent(mark: TextMark, line: Line) -> float:
    spare = mark.width - line.width * mark.size / 1000
    if mark.align == "centre":
        return spare / 2
    return spare if line.leftward != (mark.align == "end") else 0.0


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
