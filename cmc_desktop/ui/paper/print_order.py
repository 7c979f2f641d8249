"""What the system's dialog asked of a print: which pages in which order, and on which paper."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

#: sides that differ by less, in points, are the same paper
_SAME = 6.0

Size = tuple[float, float]


def page_order(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages from 0 in the order they are to come out, each as often as the printer cannot repeat it itself."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = [page for page in pages if printer.fromPage() <= page + 1 <= (printer.toPage() or count)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return tuple(pages * copies)
    return tuple(page for page in pages for _ in range(copies))


def suggest_paper(printer: QPrinter, size: Size) -> None:
    """Offer the paper of a page in the system's dialog; `size` in points."""
    _lay(printer, _paper(size), size)


def is_own_paper(printer: QPrinter, size: Size) -> bool:
    """Whether the paper that was chosen is that of a page of `size`."""
    chosen = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    return (
        abs(min(chosen.width(), chosen.height()) - min(size)) < _SAME
        and abs(max(chosen.width(), chosen.height()) - max(size)) < _SAME
    )


def lay_paper(printer: QPrinter, size: Size, *, own: bool) -> None:
    """Take the sheet for the next page: its `own`, or the chosen paper turned as the page is."""
    _lay(printer, _paper(size) if own else printer.pageLayout().pageSize(), size)


def _lay(printer: QPrinter, paper: QPageSize, size: Size) -> None:
    lies = size[0] > size[1]
    layout = QPageLayout(
        paper,
        QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def _paper(size: Size) -> QPageSize:
    sides = QSizeF(min(size), max(size))
    return QPageSize(sides, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
