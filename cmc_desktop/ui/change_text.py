"""Changes word by word, as desk and wall write them: taken away struck through, put in underlined; spoken too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.comparison import only_blanks_differ, readable_spans
from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.still_text import StillText
from cmc_desktop.ui.theme import LIGHT, Theme, font


class ChangeText(StillText):
    """The changes of one element as running text; as high as it needs."""

    def __init__(
        self, differences: Sequence[Difference], template: Template, pixels: int, *, seen_from: str = ""
    ) -> None:
        """`seen_from` is the box whose changes these are, where that makes a difference: of notes that left it."""
        super().__init__(pixels)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(font(pixels))
        cursor = self.textCursor()
        for place, difference in enumerate(differences):
            if place:
                cursor.insertBlock()
            write_change(cursor, difference, template, seen_from)
        self.setAccessibleName("; ".join(spoken(difference, template, seen_from) for difference in differences))
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(max(1, round(self.document().size().height()) + 2))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


def write_change(
    cursor: QTextCursor, change: Difference, template: Template, seen_from: str = "", theme: Theme = LIGHT
) -> None:
    """Write one change as running text, in the colours for the ground that `theme` has. A note that was moved is told
    by where it came from, or, seen from the box it left, by where it went."""
    if change.kind is Kind.ADDED:
        cursor.insertText(f"+ {upright(change.after)}", _format("+", theme))
    elif change.kind is Kind.REMOVED:
        cursor.insertText("– ", _format(" ", theme, theme.overrun))
        cursor.insertText(upright(change.before), _format("-", theme))
    elif change.kind in (Kind.REWORDED, Kind.TITLED):
        _write_words(cursor, change, theme)
    elif change.kind is Kind.MOVED:
        cursor.insertText(f"{_moved(change, template, seen_from)} ", _format(" ", theme, theme.muted))
        cursor.insertText(upright(change.after), _format(" ", theme))
    elif change.kind is Kind.RETAGGED:
        cursor.insertText(f"{change.kind.label}: ", _format(" ", theme, theme.muted))
        cursor.insertText(upright(change.before), _format("-", theme))
        cursor.insertText(" ", _format(" ", theme))
        cursor.insertText(upright(change.after), _format("+", theme))
    else:
        cursor.insertText(change.kind.label, _format(" ", theme, theme.muted))


def _write_words(cursor: QTextCursor, change: Difference, theme: Theme) -> None:
    for span in readable_spans(change.before, change.after):
        cursor.insertText(upright(span.text), _format(span.sign, theme))


def _moved(change: Difference, template: Template, seen_from: str) -> str:
    if seen_from and seen_from == change.was_in:
        return tr("moved to {box}:", box=template.box(change.box).label)
    return tr("moved here from {box}:", box=template.box(change.was_in).label)


def _format(sign: str, theme: Theme, colour: str = "") -> QTextCharFormat:
    """Kept words in plain ink; taken away red and struck through; put in green and underlined."""
    form = QTextCharFormat()
    form.setForeground(QColor({"+": theme.good, "-": theme.overrun}.get(sign, colour or theme.ink)))
    form.setFontUnderline(sign == "+")
    form.setFontStrikeOut(sign == "-")
    return form


def spoken(change: Difference, template: Template, seen_from: str = "") -> str:
    """One change in words, for those who hear it."""
    if change.kind is Kind.MOVED:
        return upright(f"{_moved(change, template, seen_from)} “{change.after}”")
    if change.kind is Kind.REWORDED and only_blanks_differ(change.before, change.after):
        words = tr("only line breaks or blanks changed; it is now: {after}", after=change.after)
        return f"{change.kind.label}: {words}"
    if change.before and change.after:
        return tr(
            "{change}: was “{before}”, is “{after}”", change=change.kind.label, before=change.before, after=change.after
        )
    words = change.after or change.before
    return upright(f"{change.kind.label}: “{words}”") if words else change.kind.label
