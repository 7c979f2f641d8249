"""The last change of an element in one line, word by word: taken away struck through, put in underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cmc_desktop.model.domain.difference import Difference
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.change_text import spoken, write_change
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.still_text import StillText
from cmc_desktop.ui.theme import Theme

_HEIGHT = 24
_GAP = 8


class OneLine(StillText):
    """Coloured words on a single line, cut off where it ends."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(13, parent)
        self._theme = theme
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setStyleSheet("QTextEdit { border: none; background: transparent; padding: 0; }")
        self.setFixedHeight(_HEIGHT - 4)

    def show_changes(self, changes: Sequence[Difference], template: Template, element: str) -> None:
        self.clear()
        cursor = self.textCursor()
        for place, change in enumerate(changes):
            if place:
                cursor.insertText("   ")
            write_change(cursor, _in_one_line(change), template, element, self._theme)
        self.setAccessibleName("; ".join(spoken(change, template, element) for change in changes))
        self.horizontalScrollBar().setValue(0)

    @property
    def needed(self) -> float:
        """The pixels on which all of it can be read."""
        return self.document().idealWidth()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT - 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT - 4)


class ChangeLine(QWidget):
    """What just changed in the element under discussion.

    Signals:
        whole_wanted(): all changes of the element are to be shown.
    """

    whole_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = dressed(QLabel(tr("JUST CHANGED")), "caps")
        self.none = dressed(QLabel(), "muted")
        self.words = OneLine(theme)
        self.show_all = dressed(QPushButton(tr("Show")), "link")
        self.show_all.setAccessibleName(tr("Show what changed in this element"))
        self.show_all.setFixedHeight(_HEIGHT)
        self.show_all.clicked.connect(self.whole_wanted)
        self._more = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.caption)
        row.addWidget(self.none, 1)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_all)
        self.setFixedHeight(_HEIGHT)

    def show_changes(
        self, last: Sequence[Difference], template: Template, element: str, *, more: bool, nothing: str
    ) -> None:
        """Show the `last` change; `more` says that earlier ones can be shown, `nothing` what to say for none."""
        self._more = more
        self.caption.setVisible(bool(last))
        self.words.setVisible(bool(last))
        self.none.setVisible(not last)
        self.none.setText(nothing)
        self.words.show_changes(last, template, element)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.caption.sizeHint().width() - _GAP
        self.show_all.setVisible(self._more or (not self.words.isHidden() and self.words.needed > room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _in_one_line(change: Difference) -> Difference:
    return replace(change, before=" ".join(change.before.split()), after=" ".join(change.after.split()))
