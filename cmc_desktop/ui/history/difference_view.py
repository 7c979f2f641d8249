"""What changed between two states, element by element, with the words that went and came: as text to read through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.change_text import spoken, write_change
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import Theme, font

#: kinds whose sentence does not say by itself which they are
_TOLD_APART = frozenset({Kind.REWORDED, Kind.ADDED, Kind.REMOVED, Kind.TITLED})


class DifferenceView(QTextEdit):
    """A sheet on which each change begins with its kind in words. User text goes in as text, not as markup."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setStyleSheet(f"QTextEdit {{ background: {theme.card}; color: {theme.ink}; padding: 12px 16px; }}")
        self.setAccessibleName(tr("What changed"))
        self.setFont(font(15))
        self.document().setDefaultFont(font(15))

    def show_differences(self, found: Sequence[Difference], template: Template) -> None:
        """Show changes in the order of the walk; none clear the sheet."""
        self.clear()
        places = {key: place for place, key in enumerate(("", *template.walk))}
        known = [change for change in found if change.box in places]
        ordered = sorted(known, key=lambda change: places[change.box])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for key, changes in groupby(ordered, lambda change: change.box):
            self._write_heading(cursor, template.box(key).label if key else tr("Title and city"))
            for change in changes:
                self._write_change(cursor, change, template)
        cursor.endEditBlock()
        self.setAccessibleDescription("; ".join(spoken(change, template) for change in ordered[:50]))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_heading(self, cursor: QTextCursor, words: str) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(0 if cursor.atStart() else 14)
        block.setBottomMargin(2)
        letters.setFontWeight(QFont.Weight.DemiBold)
        letters.setForeground(QColor(self._theme.accent))
        if cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(words, letters)

    def _write_change(self, cursor: QTextCursor, change: Difference, template: Template) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(3)
        block.setLeftMargin(12)
        letters.setForeground(QColor(self._theme.muted))
        cursor.insertBlock(block)
        if change.kind in _TOLD_APART:
            cursor.insertText(f"{change.kind.label}: ", letters)
        write_change(cursor, change, template, theme=self._theme)
