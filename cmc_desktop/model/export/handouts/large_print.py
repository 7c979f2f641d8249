"""One element on each page in large print: for people who see badly, and for a table to work on together."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, MILLIMETRE, Ground, numbered, rule, sheet_of
from cmc_desktop.model.export.marks import Page, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind

#: type sizes on A4; on larger paper they grow with it, and they never shrink
HEADING, QUESTION, SMALL = 42.0, 26.0, 14.0
_MARGIN, _LINE_STEP = 17 * MILLIMETRE, 15 * MILLIMETRE


def large_pages(ground: Ground, paper: str, *, lying: bool, reading: Tag) -> list[Page]:
    """A page for each element, in the order of the walk. Raises Refusal for a paper there is not."""
    sheet = sheet_of(paper, lying=lying)
    boxes = ground.template.in_walk_order
    title = reading.add(TagKind.HEADING_1)
    pages = []
    for place, box in enumerate(boxes, 1):
        page = Page(sheet=sheet)
        low = _foot(page, ground, sheet, place, len(boxes), title if place == 1 else None)
        _element(page, ground, sheet, box, low, reading.add(TagKind.SECTION, box.label))
        pages.append(page)
    return pages


def _element(page: Page, ground: Ground, sheet: Sheet, box: Box, low: float, section: Tag) -> None:
    scale = sheet.scale
    x, inner = _MARGIN, sheet.width - 2 * _MARGIN
    heading_size, question_size = HEADING * scale, QUESTION * scale
    said = section.add(TagKind.HEADING_2)
    top = sheet.height - _MARGIN
    number = ground.typesetter.line(str(box.number), FontStyle.BOLD)
    indent = numbered(page, number, x, top, heading_size, 2.0 * scale, said) + 0.4 * heading_size
    heading = ground.lines(box.title, inner - indent, heading_size, FontStyle.BOLD, box.label)
    y = page.text(heading, x + indent, top, inner - indent, heading_size, BLACK, tag=said)
    if ground.questions:
        question = ground.lines(tr(box.question), inner, question_size, where=box.label)
        asked = section.add(TagKind.PARAGRAPH)
        y = page.text(question, x, y - 0.5 * question_size, inner, question_size, BLACK, tag=asked)
    step = _LINE_STEP * min(scale, 1.5)
    y -= 0.4 * step
    while y - step >= low:
        y -= step
        rule(page, x, y, inner, BLACK, 0.9)


def _foot(page: Page, ground: Ground, sheet: Sheet, place: int, count: int, title: Tag | None) -> float:
    """What the page belongs to; returns where the room above it begins. `title` is what it is read as."""
    size, inner = SMALL * min(sheet.scale, 1.5), sheet.width - 2 * _MARGIN
    about = "  ·  ".join(part for part in (ground.template.title, ground.plan) if part)
    words = ground.lines(about, 0.76 * inner, size, where=tr("Title"))
    height = text_height(words, size)
    page.text(words, _MARGIN, _MARGIN + height - 0.3 * size, 0.76 * inner, size, BLACK, tag=title)
    line = (ground.typesetter.line(tr("{number} of {count}", number=place, count=count), FontStyle.SEMIBOLD),)
    page.text(line, _MARGIN, _MARGIN + height - 0.3 * size, inner, size, BLACK, "end")
    return _MARGIN + height + 0.4 * size
