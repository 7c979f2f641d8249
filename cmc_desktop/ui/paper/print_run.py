"""Putting pages on a printer, on a worker's thread.

Pages are drawn by PDFium, which draws the preview too, and reach the printer as rows of dots at its own resolution.
A second way of drawing, by Qt's own letters, could differ from what was looked at; dots cannot, in any script and with
any driver. They are handed over a few rows at a time, so that neither memory nor the window's thread feels a poster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.export.page_pictures import PdfPages, Picture
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.ui.paper.print_order import is_own_paper, lay_paper, page_order
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

#: dots an inch: more is not seen
_FINEST = 600
#: of one page at most so many dots: A4 at 600 an inch, A0 at 150
_MOST_DOTS = 36_000_000
#: drawn at once: PDFium goes through the whole page for each part
_DOTS_DRAWN = 4_000_000
#: handed over at once: Qt lets nobody else run meanwhile
_DOTS_HANDED = 100_000
#: kept free at the edges of paper that is not the page's own, in inches
_EDGE = 0.2


def print_to(printer: QPrinter, pdf: bytes, job: Job) -> None:
    """Print as the system's dialog has set `printer`; a file that was chosen there is written whole or not at all.

    Raises Cancelled and other CmcErrors.
    """
    target = printer.outputFileName()
    with PdfPages(pdf) as pages:
        order = page_order(printer, len(pages.sizes))
        if not order:
            raise CmcError(tr("There is no such page."), safe=tr("Nothing was printed."))
        if not target:
            print_pages(printer, pages, order, job)
            return
        if order == tuple(range(len(pages.sizes))) and is_own_paper(printer, pages.sizes[0]):
            # the very file is better than pictures of its pages: its words can be found and read aloud
            write_safely(Path(target), pdf)
            return
        with TemporaryDirectory() as folder:
            drawn = Path(folder) / "pages.pdf"
            printer.setOutputFileName(str(drawn))
            try:
                print_pages(printer, pages, order, job)
            finally:
                printer.setOutputFileName(target)
            write_safely(Path(target), drawn.read_bytes())


def print_pages(printer: QPrinter, pages: PdfPages, order: Sequence[int], job: Job) -> None:
    """Print `pages` (from 0) in `order`. Raises Cancelled, with the print taken back, and CmcError."""
    own = is_own_paper(printer, pages.sizes[order[0]])
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    printer.setResolution(min(printer.resolution(), _FINEST))
    painter = QPainter()
    try:
        for place, number in enumerate(order):
            job.stop_if_cancelled()
            job.progress(tr("Page {n} of {all}", n=place + 1, all=len(order)))
            lay_paper(printer, pages.sizes[number], own=own)
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise _gone()
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            _page(painter, printer, pages, number, own=own, grey=grey, job=job)
    except BaseException:  # whatever it was, no printer goes on with half of it
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive() and not painter.end():
            raise _gone()


def _page(
    painter: QPainter, printer: QPrinter, pages: PdfPages, number: int, *, own: bool, grey: bool, job: Job
) -> None:
    area = _area(printer, pages, number, own=own)
    # whole dots of the printer make one of the picture, so that rows meet without a seam
    coarse = 1
    while area.width() * area.height() > _MOST_DOTS * coarse * coarse:
        coarse += 1
    width = max(1, area.width() // coarse)
    height = pages.height(number, width)
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    rows = max(1, _DOTS_DRAWN // width)
    for top in range(0, height, rows):
        band = pages.band(number, width, top, rows + 1, grey=grey)
        for strip in _strips(band):
            if job.cancelled():
                raise Cancelled(tr("Printing was stopped."))
            if not strip.image.isNull():
                x, y = area.x(), area.y() + (top + strip.top) * coarse
                place = QRect(x, y, width * coarse, strip.image.height() * coarse)
                painter.drawImage(place, strip.image.convertToFormat(kind))


@dataclass(frozen=True)
class _Strip:
    """A few rows of a picture, from row `top` on; no image where they are white."""

    top: int
    image: QImage


def _strips(band: Picture) -> Iterator[_Strip]:
    """The rows of `band` in strips; each has one row more than its own, which the next one covers without a seam."""
    line = 4 * band.width
    rows = max(1, _DOTS_HANDED // band.width)
    for top in range(0, band.height, rows):
        dots = band.data[top * line : (top + rows + 1) * line]
        if not dots.strip(b"\xff"):
            yield _Strip(top, QImage())
        else:
            yield _Strip(top, QImage(dots, band.width, len(dots) // line, line, QImage.Format.Format_RGBX8888))


def _area(printer: QPrinter, pages: PdfPages, number: int, *, own: bool) -> QRect:
    """Where the page goes, in dots: all of its own paper, as much as it can of another."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    if own:
        return paper
    edge = round(_EDGE * printer.resolution())
    room = paper.adjusted(edge, edge, -edge, -edge)
    across, down = pages.sizes[number]
    share = min(room.width() / across, room.height() / down)
    width, height = round(across * share), round(down * share)
    return QRect(room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2, width, height)


def _gone() -> CmcError:
    return CmcError(
        tr("The printer did not take the pages."),
        safe=tr("Your canvases are unchanged."),
        todo=tr("Look whether it is on and has paper, or write a PDF instead."),
    )
