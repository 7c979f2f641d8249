"""The signed record: the board as agreed, the people and their answers, and the canvas file inside."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.board_pages import board_facts, board_pages
from cmc_desktop.model.export.colours import AGREED
from cmc_desktop.model.export.flow import Flow
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.paper import Paper, landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.record_file import as_record
from cmc_desktop.model.export.record_pages import RecordPages
from cmc_desktop.model.export.text import Typesetter


def record_pdf(canvas: Canvas, attachment: bytes, fonts_folder: Path, *, paper: str = "A3", now: int) -> Paper:
    """The record of a signed canvas with `attachment`, its .cmc file, inside.

    The same input and `now` (ms since 1970 in UTC) give the same bytes. `canvas` must not change
    meanwhile. Raises Refusal when it is not signed, or for a paper size there is not.
    """
    sign_off = canvas.sign_off
    if sign_off is None:
        raise Refusal(tr("A record is written of a signed canvas; this one is not signed yet."))
    sheet = landscape(paper)
    fonts = font_set(fonts_folder)
    typesetter = Typesetter(fonts)
    title = tr("Record of agreement: {title}", title=canvas.head.title)
    furniture = Furniture(
        sheet,
        typesetter,
        title=canvas.head.title,
        facts=board_facts(canvas, sign_off.at),
        stamp=Stamp(tr("Signed record"), AGREED),
        foot=tr("Seal number {number}", number=seal_number(sign_off.content_hash)),
    )
    flow = Flow(furniture, typesetter, sheet.scale)
    RecordPages(canvas, sign_off, flow).write(now)
    pages = [*board_pages(canvas, sheet, typesetter, furniture), *flow.pages]
    for number, page in enumerate(pages, 1):
        furniture.foot(page, number, len(pages))
    drawn = write_pdf(pages, sheet, fonts, title=title, language=language(), now=now)
    about = tr("The canvas as it was signed, for CMC Desktop")
    data = as_record(drawn, attachment, title=title, language=language(), description=about)
    return Paper(data, typesetter.missing)
