"""The kinds of file that a canvas is given out as: a row each. Each loads what it needs when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.csv_table import write_csv
from cmc_desktop.model.exchange.plain_json import write_plain_json
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.paper import OFFICE_PAPERS, PAPERS, Paper
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.canvas_file import cmc_bytes

_BOARD_PAPERS = ("A3", *(name for name in PAPERS if name != "A3"))
#: for running text
TEXT_PAPERS = ("A4", "Letter")
#: a slide as wide as a screen, or as paper
SLIDES = ("16:9", *OFFICE_PAPERS)

# What draws and what writes office files is heavy: every function below loads its own with the first file.


@dataclass(frozen=True)
class ExportWish:
    """How a canvas is wanted; what a format has no use for, it leaves aside.

    `fonts` is the folder of the bundled typefaces, `now` the time of writing in ms, `paper` the name of one of the
    format's sheets, which stands `upright` or lies; the boxes lie on it as `layout` has it. `revisions` are the kept
    ones with their contents, `history` what a copy to be brought back takes along, `lineage`
    the versions before it; `with_minutes` puts the minutes into a record. `step` is told what is being done.
    """

    fonts: Path
    now: int
    step: Steps
    paper: str
    upright: bool = False
    layout: Layout = Layout.STANDARD
    revisions: tuple[Revision, ...] = ()
    history: tuple[Checkpoint, ...] = ()
    lineage: tuple[Ancestor, ...] = ()
    with_minutes: bool = False


@dataclass(frozen=True)
class ExportFormat:
    """One kind of file.

    `papers` are the sheets to choose from, the usual one first, none where there is no paper; `has_way`: a sheet may
    stand upright. `is_record`: a signed canvas comes out of it as its record, the people with their answers too.
    `needs_revisions`: the earlier states have to be readable; `takes_history`: the file can be brought back.
    """

    suffix: str
    label: str
    make: Callable[[Canvas, ExportWish], Paper]
    papers: tuple[str, ...] = ()
    has_way: bool = False
    is_record: bool = False
    needs_revisions: bool = False
    takes_history: bool = False

    @property
    def has_paper(self) -> bool:
        return bool(self.papers)

    def paper(self, name: str) -> str:
        """The sheet called `name` in letters of any case; the usual one for an empty name. Raises Refusal."""
        if not name or not self.papers:
            return self.papers[0] if self.papers else ""
        for known in self.papers:
            if known.casefold() == name.casefold():
                return known
        raise Refusal(
            tr("A “{suffix}” file has no paper size “{paper}”.", suffix=self.suffix, paper=name),
            safe=tr("Nothing was written."),
            todo=tr("The sizes are: {papers}.", papers=", ".join(self.papers)),
        )


def _cmc(canvas: Canvas, wish: ExportWish) -> Paper:
    return Paper(cmc_bytes(canvas, wish.revisions, checkpoints=wish.history))


def _json(canvas: Canvas, _wish: ExportWish) -> Paper:
    return Paper(write_plain_json(canvas))


def _csv(canvas: Canvas, _wish: ExportWish) -> Paper:
    return Paper(write_csv(canvas))


def _pdf(canvas: Canvas, wish: ExportWish) -> Paper:
    if canvas.sign_off is None:
        from cmc_desktop.model.export.board_pdf import board_pdf

        wish.step(tr("Drawing the board…"))
        return board_pdf(canvas, wish.fonts, paper=wish.paper, upright=wish.upright, layout=wish.layout, now=wish.now)
    from cmc_desktop.model.export.record_pdf import record_pdf

    attachment = cmc_bytes(canvas, wish.revisions, minutes=wish.with_minutes, record=True)
    wish.step(tr("Drawing the record…"))
    return record_pdf(
        canvas,
        attachment,
        wish.fonts,
        paper=wish.paper,
        upright=wish.upright,
        layout=wish.layout,
        now=wish.now,
        lineage=wish.lineage,
    )


def _document(canvas: Canvas, wish: ExportWish) -> Document:
    if canvas.sign_off is None:
        from cmc_desktop.model.services.canvas_document import canvas_document

        return canvas_document(canvas, now=wish.now)
    from cmc_desktop.model.services.record_document import record_document

    return record_document(canvas, lineage=wish.lineage, now=wish.now)


def _md(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.document_text import document_text

    return Paper(document_text(_document(canvas, wish)).encode("utf-8"))


def _docx(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.office.document_docx import document_docx

    return document_docx(_document(canvas, wish), paper=wish.paper, now=wish.now)


def _pptx(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.office.canvas_pptx import canvas_pptx

    wish.step(tr("Drawing the board…"))
    return canvas_pptx(canvas, wish.fonts, paper=wish.paper, upright=wish.upright, layout=wish.layout, now=wish.now)


def _xlsx(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.office.notes_xlsx import notes_xlsx

    return notes_xlsx(canvas, now=wish.now)


def _png(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.board_picture import board_png

    wish.step(tr("Drawing the board…"))
    return board_png(canvas, wish.fonts, paper=wish.paper, upright=wish.upright, layout=wish.layout, now=wish.now)


def _svg(canvas: Canvas, wish: ExportWish) -> Paper:
    from cmc_desktop.model.export.board_picture import board_svg

    wish.step(tr("Drawing the board…"))
    return board_svg(canvas, wish.fonts, paper=wish.paper, upright=wish.upright, layout=wish.layout, now=wish.now)


def export_formats() -> tuple[ExportFormat, ...]:
    """The kinds there are, the most wanted first; the labels in the user's language.

    Each `make` takes a snapshot and may raise Refusal; a canvas that is signed comes as its record from .pdf, .docx
    and .md.
    """
    return (
        ExportFormat(".pdf", tr("PDF"), _pdf, papers=_BOARD_PAPERS, has_way=True, is_record=True, needs_revisions=True),
        ExportFormat(".cmc", tr("Canvas file (.cmc)"), _cmc, needs_revisions=True, takes_history=True),
        ExportFormat(".docx", tr("Word document (.docx)"), _docx, papers=TEXT_PAPERS, is_record=True),
        ExportFormat(".pptx", tr("Slide to edit (.pptx)"), _pptx, papers=SLIDES, has_way=True),
        ExportFormat(".xlsx", tr("Spreadsheet (.xlsx)"), _xlsx),
        ExportFormat(".csv", tr("Table (.csv)"), _csv),
        ExportFormat(".md", tr("Plain text (.md)"), _md, is_record=True),
        ExportFormat(".json", tr("JSON"), _json),
        ExportFormat(".png", tr("Picture (.png)"), _png, papers=_BOARD_PAPERS, has_way=True),
        ExportFormat(".svg", tr("Drawing (.svg)"), _svg, papers=_BOARD_PAPERS, has_way=True),
    )


SUFFIXES = tuple(row.suffix for row in export_formats())
