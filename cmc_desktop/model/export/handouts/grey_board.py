"""The canvas with what is on it, in grey, so that what is written on it by hand stands out."""

from __future__ import annotations

from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import moment
from cmc_desktop.model.export.board_pages import board_pages, copy_facts
from cmc_desktop.model.export.colours import WHITE
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.handouts.ground import sheet_of
from cmc_desktop.model.export.marks import Colour, Mark, Page, ShapeMark, TextMark
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Typesetter

#: words: 5 to 1 on white paper, and still lighter than any pen
_WORDS: Colour = (0.42, 0.42, 0.42)
_EDGES: Colour = (0.68, 0.68, 0.68)
#: of the way from the smallest to the largest type of notes: the rest of the room is to write in
_TYPE = 0.12


def grey_pages(
    canvas: Canvas, typesetter: Typesetter, paper: str, *, lying: bool, now: int, reading: Tag
) -> list[Page]:
    """The board and what has no room on it; notes are set small, so that boxes keep room. Raises Refusal."""
    sheet = sheet_of(paper, lying=lying)
    roomy = replace(sheet, ceiling=sheet.floor + _TYPE * (sheet.ceiling - sheet.floor))
    furniture = Furniture(
        roomy,
        typesetter,
        title=canvas.head.title,
        facts=copy_facts(canvas, now),
        stamp=Stamp(tr("To mark up"), _WORDS),
        foot=tr("Printed {time} with CMC Desktop", time=moment(now)),
        reading=reading,
    )
    pages = board_pages(canvas, roomy, typesetter, furniture, reading)
    for number, page in enumerate(pages, 1):
        furniture.foot(page, number, len(pages))
    return [replace(page, marks=[_greyed(mark) for mark in page.marks], sheet=sheet) for page in pages]


def _greyed(mark: Mark) -> Mark:
    if isinstance(mark, TextMark):
        return mark if mark.colour == WHITE else replace(mark, colour=_WORDS)
    if not isinstance(mark, ShapeMark):
        return mark
    if mark.fill is None or mark.fill == WHITE:
        return replace(mark, stroke=mark.stroke and _EDGES)
    if mark.card:
        return replace(mark, fill=WHITE, stroke=_EDGES, thickness=0.4)
    return replace(mark, fill=_WORDS, stroke=mark.stroke and _EDGES)
