"""The printed board of a canvas: every note whole, every page stamped as a draft until the canvas is signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import moment
from cmc_desktop.model.export.board_pages import board_pages, copy_facts, copy_stamp
from cmc_desktop.model.export.fonts import FontSet, font_set
from cmc_desktop.model.export.furniture import Furniture
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.marks import Page
from cmc_desktop.model.export.paper import MissingGlyph, Paper, Sheet, canvas_sheet
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.tags import Tag, document_tag
from cmc_desktop.model.export.text import Typesetter


@dataclass(frozen=True)
class SettledBoard:
    """The pages of a board before any kind of file is made of them."""

    pages: tuple[Page, ...]
    sheet: Sheet
    fonts: FontSet
    reading: Tag
    missing: tuple[MissingGlyph, ...]


def board_pdf(
    canvas: Canvas,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> Paper:
    """The board on paper, lying or `upright`, stamped "Draft, not agreed" until it is signed, "Copy for reading" then.

    `canvas` must not change meanwhile: give a snapshot when working on another thread. `now` is the
    time of printing in ms since 1970 in UTC. Raises Refusal for a paper size there is not.
    """
    board = settled_board(canvas, fonts_folder, paper=paper, upright=upright, layout=layout, now=now)
    data = write_pdf(
        board.pages,
        board.sheet,
        board.fonts,
        title=canvas.head.title,
        language=language(),
        now=now,
        reading=board.reading,
    )
    return Paper(data, board.missing)


def settled_board(
    canvas: Canvas,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> SettledBoard:
    """The pages of `board_pdf`, which has the same arguments, for whoever draws them otherwise. Raises Refusal."""
    sheet = canvas_sheet(paper, upright=upright)
    fonts = font_set(fonts_folder)
    typesetter = Typesetter(fonts)
    reading = document_tag()
    furniture = Furniture(
        sheet,
        typesetter,
        title=canvas.head.title,
        facts=copy_facts(canvas, now),
        stamp=copy_stamp(canvas),
        foot=tr("Printed {time} with CMC Desktop", time=moment(now)),
        reading=reading,
    )
    pages = board_pages(canvas, sheet, typesetter, furniture, reading, layout)
    for number, page in enumerate(pages, 1):
        furniture.foot(page, number, len(pages))
    return SettledBoard(tuple(pages), sheet, fonts, reading, typesetter.missing)
