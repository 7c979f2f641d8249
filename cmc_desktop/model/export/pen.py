"""The pen: writes settled pages into a PDF."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFStream, PDFStreamFilterZCompress
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from cmc_desktop.model.export.embedded_font import DRAWING, EmbeddedFont
from cmc_desktop.model.export.file_facts import write_facts
from cmc_desktop.model.export.fonts import FontSet, FontStyle, Typeface
from cmc_desktop.model.export.line_ink import LineInk
from cmc_desktop.model.export.marked_piece import MarkedPiece
from cmc_desktop.model.export.marks import Form, FormMark, Mark, Page, ShapeMark, TextMark
from cmc_desktop.model.export.outline import Outline
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.shape_ink import ShapeInk
from cmc_desktop.model.export.tag_tree import TagTree
from cmc_desktop.model.export.tags import Tag


def write_pdf(
    pages: Iterable[Page],
    sheet: Sheet,
    fonts: FontSet,
    *,
    title: str,
    language: str,
    now: int,
    reading: Tag | None = None,
) -> bytes:
    """The pages as a PDF. The same pages, title and `now` (ms) give the same bytes. Safe on any thread.

    `reading` is the root of the tags that the marks carry; without it the file has no reading order of its own.
    """
    with DRAWING:
        pen = _Pen(sheet, fonts, title, language, now, reading)
        try:
            for page in pages:
                pen.draw(page)
            return pen.finish()
        finally:
            pen.forget_fonts()


class _Pen:
    """One PDF being drawn; the origin of a page is at its lower left."""

    def __init__(self, sheet: Sheet, fonts: FontSet, title: str, language: str, now: int, reading: Tag | None) -> None:
        self._sheet = sheet
        self._tags = TagTree(reading) if reading is not None else None
        self._outline = Outline(reading) if reading is not None else None
        self._embedded: dict[str, EmbeddedFont] = {}
        self._forms: dict[Form, str] = {}
        self._shapes = ShapeInk()
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
        self._ink = LineInk(self._canvas._doc, self._font)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        write_facts(self._canvas._doc, title=title, language=language, now=now)

    def finish(self) -> bytes:
        if self._tags is not None and self._outline is not None:
            self._tags.write(self._canvas._doc)
            self._outline.write(self._canvas)
        # ReportLab writes shared drawings as text, a fifth longer, as if files still went through old mail programs.
        as_text, rl_config.useA85 = rl_config.useA85, 0
        try:
            self._canvas.save()
        finally:
            rl_config.useA85 = as_text
        return self._buffer.getvalue()

    def forget_fonts(self) -> None:
        """Take this document's fonts out of ReportLab's table, which would keep them for the next one."""
        for font in self._embedded.values():
            font.unregister()

    def draw(self, page: Page) -> None:
        self._shapes = ShapeInk()
        sheet = page.sheet or self._sheet
        self._canvas.setPageSize((sheet.width, sheet.height))
        if self._tags is not None:
            self._tags.next_page()
        for tag, group in groupby(page.marks, _read_as):
            marks = list(group)
            piece = MarkedPiece(self._tags, tag)
            for place, mark in enumerate(marks, 1):
                self._put(mark, piece, followed=tag is not None and place < len(marks))
            piece.end(self._canvas._code)
        if self._outline is not None:
            for bookmark in page.bookmarks:
                self._outline.add(bookmark, self._canvas._doc.thisPageRef())
        name = self._canvas._doc.thisPageName()
        self._canvas.showPage()
        drawn = self._canvas._doc.idToObject[name]
        drawn.Contents = PDFStream(content=drawn.stream, filters=[_Packed()])

    def _put(self, mark: Mark, piece: MarkedPiece, *, followed: bool = False) -> None:
        """Draw a mark as a part of `piece`, `followed` where the next one is read in the same breath."""
        match mark:
            case ShapeMark():
                piece.begin(self._canvas._code)
                self._shapes.write(self._canvas._code, mark)
            case TextMark():
                self._text(mark, piece, followed)
            case FormMark():
                piece.begin(self._canvas._code)
                self._form(mark)

    def _form(self, mark: FormMark) -> None:
        canvas, form = self._canvas, mark.form
        name = self._forms.get(form) or self._keep(form)
        canvas.saveState()
        if mark.window is not None:
            window, path = mark.window, canvas.beginPath()
            path.rect(window.x, window.y, window.width, window.height)
            canvas.clipPath(path, stroke=0, fill=0)
        if mark.upside_down:
            canvas.translate(mark.x + form.width * mark.scale, mark.y + form.height * mark.scale)
            canvas.scale(-mark.scale, -mark.scale)
        else:
            canvas.translate(mark.x, mark.y)
            canvas.scale(mark.scale, mark.scale)
        canvas.doForm(name)
        canvas.restoreState()

    def _keep(self, form: Form) -> str:
        """Write a form into the file once; returns what it is called there."""
        name = self._forms[form] = f"form{len(self._forms)}"
        around, self._shapes, piece = self._shapes, ShapeInk(), MarkedPiece()
        self._canvas.beginForm(name, 0, 0, form.width, form.height)
        for mark in form.page.marks:
            self._put(mark, piece)
        self._canvas.endForm()
        self._shapes = around
        return name

    def _text(self, mark: TextMark, piece: MarkedPiece, followed: bool) -> None:
        if self._tags is not None and self._outline is not None:
            self._outline.take(mark, self._canvas._doc.thisPageRef(), followed=followed)
        self._shapes.use(self._canvas._code, mark.colour)
        self._ink.write(self._canvas._code, mark, piece, followed=followed)

    def _font(self, typeface: Typeface) -> EmbeddedFont:
        font = self._embedded.get(typeface.name)
        if font is None:
            font = self._embedded[typeface.name] = EmbeddedFont(typeface)
            pdfmetrics.registerFont(font)
        return font


class _Packed(PDFStreamFilterZCompress):
    """Packs a page twice as fast as ReportLab does, for a hundredth more."""

    def encode(self, text: str) -> bytes:
        return zlib.compress(text.encode("ascii"), 4)


def _read_as(mark: Mark) -> Tag | None:
    """What a mark is read as; a shape and an empty line are nothing to read."""
    if isinstance(mark, ShapeMark) or (isinstance(mark, TextMark) and not any(line.text for line in mark.lines)):
        return None
    return mark.tag
