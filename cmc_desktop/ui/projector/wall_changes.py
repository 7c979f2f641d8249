"""What changed, word by word, on the wall: taken away struck through, put in underlined; no line cut by a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.change_text import spoken, write_change
from cmc_desktop.ui.theme import LIGHT, font


@dataclass(frozen=True, slots=True)
class Extent:
    """What one page shows of it, in pixels from the top."""

    top: int = 0
    bottom: int = 0

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one element, under its name where several elements are told of."""

    heading: str
    element: str
    changes: tuple[Difference, ...]


class WallChanges(QWidget):
    """Changes on a light ground. User text goes in as text, never as markup."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._extent = Extent()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def write(self, groups: Sequence[Group], template: Template, pixels: int, width: int) -> None:
        """Take these changes, in type of `pixels`, in lines of `width`."""
        self._document.clear()
        self._document.setDefaultFont(font(pixels))
        cursor = QTextCursor(self._document)
        below = QTextBlockFormat()
        below.setBottomMargin(round(pixels * 0.3))
        first = True
        for group in groups:
            for place, change in enumerate(group.changes):
                if not first:
                    cursor.insertBlock()
                first = False
                cursor.setBlockFormat(below)
                if place == 0 and group.heading:
                    cursor.insertText(group.heading, _heading())
                    cursor.insertBlock()
                write_change(cursor, change, template, group.element)
        self._document.setTextWidth(width)
        self.setAccessibleName("; ".join(_spoken(group, template) for group in groups))

    def pages(self, height: int) -> list[Extent]:
        """Pages of at most `height` pixels, ending between lines."""
        edges = self._line_ends()
        pages: list[Extent] = []
        top = end = 0
        for edge in edges:
            if edge - top > height and end > top:
                pages.append(Extent(top, end))
                top = end
            end = edge
        pages.append(Extent(top, end))
        return pages

    def _line_ends(self) -> list[int]:
        layout, ends = self._document.documentLayout(), []
        block = self._document.begin()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            lines = block.layout()
            for number in range(lines.lineCount()):
                ends.append(round(top + lines.lineAt(number).rect().bottom()) + 1)
            block = block.next()
        return ends

    def show_extent(self, extent: Extent) -> None:
        """Show one page; an empty one shows nothing."""
        self._extent = extent
        self.setFixedHeight(max(1, extent.height))
        self.setVisible(extent.height > 0)
        self.update()

    def let_go(self) -> None:
        """Hold no words at all."""
        self._document.clear()
        self.setAccessibleName("")
        self.show_extent(Extent())

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, self._extent.height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(0, 0, self.width(), self._extent.height)
        painter.translate(0, -self._extent.top)
        context = QAbstractTextDocumentLayout.PaintContext()
        self._document.documentLayout().draw(painter, context)
        painter.end()


def _heading() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(LIGHT.muted))
    form.setFontWeight(QFont.Weight.DemiBold)
    return form


def _spoken(group: Group, template: Template) -> str:
    words = "; ".join(spoken(change, template, group.element) for change in group.changes)
    return f"{group.heading}: {words}" if group.heading else words
