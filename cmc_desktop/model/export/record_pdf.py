"""The signed record: the board as agreed, the people and their answers, and the canvas file inside."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import reportlab
import uharfbuzz

from cmc_desktop import __version__
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import clocks_of
from cmc_desktop.model.domain.names_taken_out import signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.export.board_pages import board_facts, board_pages
from cmc_desktop.model.export.colours import AGREED
from cmc_desktop.model.export.flow import Flow
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.furniture import Furniture, Stamp
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.paper import Paper, Sheet, canvas_sheet
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.record_file import as_record
from cmc_desktop.model.export.record_pages import RecordPages
from cmc_desktop.model.export.record_setting import RecordSetting, SignedBy, setting_here
from cmc_desktop.model.export.tags import Tag, document_tag
from cmc_desktop.model.export.text import Typesetter

#: who writes a record: the same words here mean that the same pages are drawn to the last dot
APP = (
    f"CMC Desktop {__version__}; ReportLab {reportlab.Version}; HarfBuzz {uharfbuzz.__version__}; "
    f"pikepdf {pikepdf.__version__}"
)


def record_pdf(
    canvas: Canvas,
    attachment: bytes,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
    lineage: tuple[Ancestor, ...] = (),
    signed_by: SignedBy | None = None,
) -> Paper:
    """The record of a signed canvas with `attachment`, its .cmc file, inside.

    The pages after the board are no larger than A3. `lineage` are the versions before it, the latest first;
    `signed_by` is named where it is to be signed afterwards. The same input and `now` (ms since 1970 in UTC) give the
    same bytes. `canvas` must not change meanwhile. Raises Refusal when it is not signed, or for a paper size there is
    not.
    """
    setting = setting_here(
        canvas,
        app=APP,
        paper=paper,
        now=now,
        lineage=lineage,
        signed_by=signed_by,
        upright=upright,
        layout=layout,
    )
    return whole_record(canvas, attachment, fonts_folder, setting)


def whole_record(canvas: Canvas, attachment: bytes, fonts_folder: Path, setting: RecordSetting) -> Paper:
    """The record as `setting` has it: what `record_pdf` writes, and what a check prints anew. Raises Refusal."""
    title = tr("Record of agreement: {title}", title=canvas.head.title)
    drawn = _drawn(canvas, title, fonts_folder, setting)
    about = tr("The canvas as it was signed, for CMC Desktop")
    data = as_record(drawn.data, attachment, setting=setting, description=about)
    return Paper(data, drawn.missing)


def _drawn(canvas: Canvas, title: str, fonts_folder: Path, setting: RecordSetting) -> Paper:
    sign_off = canvas.sign_off
    if sign_off is None:
        raise Refusal(tr("A record is written of a signed canvas; this one is not signed yet."))
    sheet = canvas_sheet(setting.paper, upright=setting.upright)
    text_sheet = canvas_sheet(setting.text_paper, upright=setting.upright) if setting.text_paper else sheet
    fonts = font_set(fonts_folder)
    typesetter = Typesetter(fonts)
    reading = document_tag()
    with clocks_of(setting.clocks):
        furniture = _furniture(canvas, sign_off, sheet, typesetter, reading)
        # Its heads repeat the board's, so nobody hears them.
        text_furniture = _furniture(canvas, sign_off, text_sheet, typesetter) if text_sheet != sheet else furniture
        board = board_pages(canvas, sheet, typesetter, furniture, reading, setting.layout)
        flow = Flow(text_furniture, typesetter, text_sheet.scale, reading)
        RecordPages(canvas, sign_off, flow, setting).write()
    for page in flow.pages if text_sheet != sheet else ():
        page.sheet = text_sheet
    pages = [*board, *flow.pages]
    for number, page in enumerate(pages, 1):
        (furniture if number <= len(board) else text_furniture).foot(page, number, len(pages))
    data = write_pdf(pages, sheet, fonts, title=title, language=setting.language, now=setting.now, reading=reading)
    return Paper(data, typesetter.missing)


def _furniture(
    canvas: Canvas, sign_off: SignOff, sheet: Sheet, typesetter: Typesetter, reading: Tag | None = None
) -> Furniture:
    return Furniture(
        sheet,
        typesetter,
        title=canvas.head.title,
        facts=board_facts(canvas, sign_off.at),
        stamp=Stamp(tr("Signed record"), AGREED),
        foot=tr("Seal number {number}", number=seal_number(signed_hash(canvas))),
        reading=reading,
    )
