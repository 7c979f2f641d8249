"""The canvas as a slide to go on editing: every box a shape of real text, in the order in which people walk them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.arrangement import Layout, arrangement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.board_pages import copy_facts, copy_stamp
from cmc_desktop.model.export.colours import INK, MUTED, WHITE, tone
from cmc_desktop.model.export.fonts import FontStyle, font_set
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.marks import Colour
from cmc_desktop.model.export.office.office_package import settled, written_at
from cmc_desktop.model.export.office.office_text import fit_text, reads_leftward
from cmc_desktop.model.export.office.slide_plan import Area, Measures, SlidePlan, TextArea, plan_slides
from cmc_desktop.model.export.office.slide_text import Kind, SlideText, SlideTexts
from cmc_desktop.model.export.paper import Paper, landscape
from cmc_desktop.model.export.paper import upright as upright_sheet
from cmc_desktop.model.export.text import Typesetter

#: a slide as wide as a screen, in points
_SCREEN = (960.0, 540.0)
_SCREEN_TYPE = (6.0, 14.0)
_TITLE_ONLY = "Title Only"
#: parts of the library's empty presentation that say something about its author's computer
_LEFT_OUT = ("docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin")


def canvas_pptx(
    canvas: Canvas,
    fonts_folder: Path,
    *,
    paper: str = "16:9",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> Paper:
    """The canvas on one slide, as wide as a screen or of a paper's size; notes that have no room go on further slides.

    `canvas` must not change meanwhile. The same input and `now`, in ms, give the same bytes. Raises Refusal for a paper
    there is not.
    """
    width, height, floor, ceiling = _sheet(paper, upright)
    slides = _Slides(canvas, width, height, Typesetter(font_set(fonts_folder)), now)
    part = arrangement(canvas.template, layout, upright=upright)
    measures = Measures(floor, ceiling, gap=5 * slides.scale, pad=4.5 * slides.scale)
    slides.draw(plan_slides(canvas, part, slides.area, measures, slides.texts), measures)
    return Paper(settled(slides.data(now), without=_LEFT_OUT))


def _sheet(paper: str, upright: bool) -> tuple[float, float, float, float]:
    """Width, height, smallest and largest type."""
    if paper == "16:9":
        return (*(reversed(_SCREEN) if upright else _SCREEN), *_SCREEN_TYPE)
    sheet = upright_sheet(paper) if upright else landscape(paper)
    return sheet.width, sheet.height, sheet.floor, sheet.ceiling


class _Slides:
    """A presentation being drawn; `area` is what title and facts leave free on each slide."""

    def __init__(self, canvas: Canvas, width: float, height: float, typesetter: Typesetter, now: int) -> None:
        self._canvas = canvas
        self._typesetter = typesetter
        self.texts = SlideTexts(typesetter)
        self.scale = min(width, height) / min(_SCREEN)
        self._margin = 18 * self.scale
        self._inner = width - 2 * self._margin
        self._title_area = Area(self._margin, 0.7 * self._margin, self._inner, 30 * self.scale)
        self._facts_area = Area(
            self._margin, self._title_area.y + self._title_area.height, self._inner, 17 * self.scale
        )
        top = self._facts_area.y + self._facts_area.height + 4 * self.scale
        self.area = Area(self._margin, top, self._inner, height - top - 0.8 * self._margin)
        self._facts = " · ".join(fact for fact in copy_facts(canvas, now) if fact)
        self._file = pptx.Presentation()
        self._layout = _only_layout(self._file)
        _resize(self._file, width, height)

    def draw(self, plan: SlidePlan, measures: Measures) -> None:
        title = fit_text(self._canvas.head.title)
        board = self._new_slide(title)
        for area in plan.boxes:
            self._draw(board, area, area.box.label, plan.size, measures)
        for further in plan.further:
            slide = self._new_slide(tr("{title} – {part} (continued)", title=title, part=further.part))
            for column in further.columns:
                name = tr("{box} (continued)", box=column.box.label)
                self._draw(slide, column, name, plan.further_size, measures)

    def data(self, now: int) -> bytes:
        """The file; `now` in ms is its date. Nobody is named as its author."""
        about = self._file.core_properties
        about.title, about.language = fit_text(self._canvas.head.title)[:255], language()
        about.author = about.last_modified_by = about.comments = about.keywords = about.subject = about.category = ""
        about.created = about.modified = written_at(now)
        written = io.BytesIO()
        self._file.save(written)
        return written.getvalue()

    def _new_slide(self, title: str) -> Any:
        slide = self._file.slides.add_slide(self._layout)
        heading = slide.shapes.title
        _lay(heading, self._title_area)
        _frame(heading.text_frame, 0, MSO_ANCHOR.MIDDLE)
        paragraph = heading.text_frame.paragraphs[0]
        _direct(paragraph, title)
        self._run(paragraph, title, self._title_size(title), INK, bold=True)
        facts = slide.shapes.add_textbox(0, 0, 0, 0)
        facts.name = tr("About this canvas")
        _lay(facts, self._facts_area)
        _frame(facts.text_frame, 0, MSO_ANCHOR.TOP)
        stamp = copy_stamp(self._canvas)
        paragraph = facts.text_frame.paragraphs[0]
        words = fit_text(self._facts)
        size = self._fitting(f"{stamp.words} · {words}", 10 * self.scale)
        self._run(paragraph, stamp.words, size, stamp.colour, bold=True)
        self._run(paragraph, f" · {words}", size, MUTED)
        return slide

    def _title_size(self, title: str) -> float:
        return self._fitting(title, 22 * self.scale)

    def _fitting(self, text: str, size: float) -> float:
        """`size`, or a smaller one at which `text` is one line."""
        width = self._typesetter.line(text, FontStyle.BOLD).width * size / 1000
        return max(4.0, round(2 * size * min(1.0, 0.95 * self._inner / max(width, 1.0))) / 2)

    def _draw(self, slide: Any, placed: TextArea, name: str, size: float, measures: Measures) -> None:
        box = placed.box
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        _lay(shape, placed.area)
        shape.name = fit_text(name)
        notes = trn("{n} note", "{n} notes", self._canvas.note_count(box.key))
        part = self._canvas.template.part_title(box.part)
        shape._element._nvXxPr.cNvPr.set("descr", f"{fit_text(name)}. {part}. {notes}.")
        # Without the style of the template, which casts shadows.
        shape._element.remove(shape._element.find(qn("p:style")))
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(WHITE)
        colour = tone(box.tone)
        shape.line.color.rgb = _rgb(colour)
        shape.line.width = Pt(1.25 * self.scale)
        _frame(shape.text_frame, measures.pad, MSO_ANCHOR.TOP)
        if placed.columns > 1:
            body = shape.text_frame._txBody.bodyPr
            body.set("numCol", str(placed.columns))
            body.set("spcCol", str(int(Pt(measures.column_gap))))
        for number, text in enumerate(placed.texts):
            paragraphs = shape.text_frame.paragraphs
            self._paragraph(shape.text_frame.add_paragraph() if number else paragraphs[0], text, size, colour)

    def _paragraph(self, paragraph: Any, text: SlideText, size: float, colour: Colour) -> None:
        own = text.size(size)
        _direct(paragraph, text.text)
        paragraph.line_spacing = Pt(text.line(size))
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(text.space_after(size))
        if text.kind is Kind.NOTE:
            _bullet(paragraph, text.indent(size))
        looks = {Kind.HEADING: colour, Kind.REMARK: MUTED}
        for number, line in enumerate(text.text.split("\n")):
            if number:
                paragraph.add_line_break()
            self._run(
                paragraph,
                line,
                own,
                looks.get(text.kind, INK),
                bold=text.kind is Kind.HEADING,
                italic=text.kind is Kind.REMARK,
            )
        if text.tags:
            paragraph.add_line_break()
            self._run(paragraph, text.tags, own, colour, bold=True)

    @staticmethod
    def _run(
        paragraph: Any, text: str, size: float, colour: Colour, *, bold: bool = False, italic: bool = False
    ) -> None:
        if not text:
            return
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
        run.font.color.rgb = _rgb(colour)


def _rgb(colour: Colour) -> Any:
    return RGBColor(*(round(255 * part) for part in colour))  # type: ignore[no-untyped-call]  # it comes without types


def _lay(shape: Any, area: Area) -> None:
    shape.left, shape.top = Pt(area.x), Pt(area.y)
    shape.width, shape.height = Pt(area.width), Pt(area.height)


def _frame(frame: Any, pad: float, anchor: Any) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(pad)


def _direct(paragraph: Any, text: str) -> None:
    """Set the paragraph from the side where its text begins."""
    leftward = reads_leftward(text)
    paragraph.alignment = PP_ALIGN.RIGHT if leftward else PP_ALIGN.LEFT
    paragraph._p.get_or_add_pPr().set("rtl", "1" if leftward else "0")


def _bullet(paragraph: Any, indent: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    # The left margin is the one where the text begins, also where that is at the right.
    properties.set("marL", str(int(Pt(indent))))
    properties.set("indent", str(-int(Pt(indent))))
    properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "Arial"}))
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)


def _only_layout(presentation: Any) -> Any:
    """The layout with a title and nothing else; the others are taken out."""
    kept = next(layout for layout in presentation.slide_layouts if layout.name == _TITLE_ONLY)
    for layout in list(presentation.slide_layouts):
        if layout.name != _TITLE_ONLY:
            presentation.slide_layouts.remove(layout)
    return kept


def _resize(presentation: Any, width: float, height: float) -> None:
    """Make all slides this large, and the places of their layout with them."""
    across = Pt(width) / presentation.slide_width
    down = Pt(height) / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Pt(width), Pt(height)
    size = presentation.part._element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)
    for sheet in (presentation.slide_master, *presentation.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
                shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))
