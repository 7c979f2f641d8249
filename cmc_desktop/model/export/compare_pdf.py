"""The printed comparison: two states of a canvas on one board, with what was added, removed, reworded and moved."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout, arrangement
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.comparison import compared, counts
from cmc_desktop.model.domain.difference import Span
from cmc_desktop.model.domain.local_time import day_and_time, moment
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.export.board_pages import laid_pages
from cmc_desktop.model.export.board_pdf import SettledBoard
from cmc_desktop.model.export.board_plan import plan_board
from cmc_desktop.model.export.colours import INK, MUTED, tone
from cmc_desktop.model.export.compare_content import SIGNS, compare_content, counted, fate_words
from cmc_desktop.model.export.fonts import FontStyle, font_set
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.marks import Frame, Page
from cmc_desktop.model.export.paper import Paper, Sheet, canvas_sheet
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.strokes import draw_strokes, strokes
from cmc_desktop.model.export.tags import Tag, TagKind, document_tag
from cmc_desktop.model.export.text import Typesetter


def compare_pdf(
    template: Template,
    before: ComparedState,
    after: ComparedState,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> Paper:
    """Both states on one board of `template`. Arguments else as for `board_pdf`. Raises Refusal for a paper unknown."""
    board = settled_comparison(
        template, before, after, fonts_folder, paper=paper, upright=upright, layout=layout, now=now
    )
    title = tr("Comparison: {title}", title=after.content.title)
    data = write_pdf(
        board.pages, board.sheet, board.fonts, title=title, language=language(), now=now, reading=board.reading
    )
    return Paper(data, board.missing)


def settled_comparison(
    template: Template,
    before: ComparedState,
    after: ComparedState,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> SettledBoard:
    """The pages of `compare_pdf`, which has the same arguments. Raises Refusal."""
    sheet = canvas_sheet(paper, upright=upright)
    fonts = font_set(fonts_folder)
    typesetter, reading = Typesetter(fonts), document_tag()
    boxes = compared(before.content, after.content)
    furniture = Furniture(
        sheet,
        typesetter,
        title=after.content.title,
        facts=(after.content.city, template.title, counted(counts(boxes.values()))),
        stamp=Stamp(tr("Comparison"), tone("purpose")),
        foot=tr("Printed {time} with CMC Desktop", time=moment(now)),
        reading=reading,
    )
    first = Page()
    furniture.head(first)
    area = _Preface(sheet, typesetter, furniture.area, first, reading).write(before, after)
    contents = compare_content(template, boxes, typesetter, reading)
    whole = arrangement(template, layout, upright=upright)
    pages = laid_pages(first, plan_board(whole, contents, sheet, area), typesetter, furniture)
    for number, page in enumerate(pages, 1):
        furniture.foot(page, number, len(pages))
    return SettledBoard(tuple(pages), sheet, fonts, reading, typesetter.missing)


class _Preface:
    """What stands between the heading and the board: which two states these are, and what the signs mean."""

    def __init__(self, sheet: Sheet, typesetter: Typesetter, area: Frame, page: Page, reading: Tag) -> None:
        self._typesetter = typesetter
        self._area = area
        self._page = page
        self._reading = reading
        self._size = 7.0 * sheet.scale
        self._y = area.top

    def write(self, before: ComparedState, after: ComparedState) -> Frame:
        """Write it at the top of the area; returns what is left of that."""
        self._state(tr("Before:"), before)
        self._state(tr("After:"), after)
        old, new = (" · ".join(filter(None, (side.content.title, side.content.city))) for side in (before, after))
        if old != new:
            self._line(tr("Title or city changed, they were:"), (Span("-", old),))
        self._legend()
        self._y -= 0.6 * self._size
        return Frame(self._area.x, self._area.y, self._area.width, self._y - self._area.y)

    def _state(self, head: str, stand: ComparedState) -> None:
        seal = tr("number of its words {number}", number=seal_number(stand.content.hash))
        self._line(head, (Span(" ", f"{stand.words}, {day_and_time(stand.at)}  ·  {seal}"),))

    def _legend(self) -> None:
        signs = "   ".join(f"{sign} {fate_words(fate)}" for fate, sign in SIGNS.items())
        self._line(
            tr("Signs:"),
            (
                Span(" ", f"{signs}.   {tr('Words:')} "),
                Span("-", tr("gone")),
                Span(" ", ", "),
                Span("+", tr("new")),
                Span(" ", f".   {tr('Notes in grey without a sign are as they were.')}"),
            ),
        )

    def _line(self, head: str, spans: tuple[Span, ...]) -> None:
        size, area, page = self._size, self._area, self._page
        tag = self._reading.add(TagKind.PARAGRAPH)
        heading = self._typesetter.line(head, FontStyle.SEMIBOLD)
        indent = (heading.width / 1000 + 0.5) * size
        x, width = area.x + indent, area.width - indent
        prepared = self._typesetter.prepare("".join(span.text for span in spans), where=tr("Title"))
        lines = tuple(prepared.lines(width * 1000 / size))
        top = self._y
        # On one foot with the words, which stand lower where they have signs of another typeface.
        page.text((heading,), area.x, top - (lines[0].rise - heading.rise) * size, area.width, size, INK, tag=tag)
        self._y = page.text(lines, x, top, width, size, MUTED, tag=tag)
        draw_strokes(page, lines, strokes(lines, spans), x, top, width, size, INK)
