"""What changed since a person answered, word by word: one sheet per element, signs as well as colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.difference import Difference, Kind, Span, word_spans
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.theme import LIGHT, font

_SHEET = "#f8f9fb"


class ChangeText(QTextEdit):
    """The changes of one element as running text; as high as it needs. User text goes in as text, never as markup."""

    def __init__(self, differences: Sequence[Difference], template: Template, pixels: int) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(font(pixels))
        self.document().setDefaultFont(font(pixels))
        self.document().setDocumentMargin(0)
        cursor = self.textCursor()
        for place, difference in enumerate(differences):
            if place:
                cursor.insertBlock()
            write_change(cursor, difference, template)
        self.setAccessibleName("; ".join(spoken(difference, template) for difference in differences))
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


def write_change(cursor: QTextCursor, change: Difference, template: Template, seen_from: str = "") -> None:
    """Write one change as running text. A note that was moved is told by where it came from, or, seen from the box it
    left, by where it went."""
    if change.kind is Kind.ADDED:
        cursor.insertText(f"+ {change.after}", _format("+"))
    elif change.kind is Kind.REMOVED:
        cursor.insertText("– ", _format(" ", LIGHT.overrun))
        cursor.insertText(change.before, _format("-"))
    elif change.kind in (Kind.REWORDED, Kind.TITLED):
        _write_words(cursor, change)
    elif change.kind is Kind.MOVED:
        cursor.insertText(f"{_moved(change, template, seen_from)} ", _format(" ", LIGHT.muted))
        cursor.insertText(change.after, _format(" "))
    elif change.kind is Kind.RETAGGED:
        cursor.insertText(f"{change.kind.label}: ", _format(" ", LIGHT.muted))
        cursor.insertText(change.before, _format("-"))
        cursor.insertText(" ", _format(" "))
        cursor.insertText(change.after, _format("+"))
    else:
        cursor.insertText(change.kind.label, _format(" ", LIGHT.muted))


def _write_words(cursor: QTextCursor, change: Difference) -> None:
    last = " "
    for span in readable(word_spans(change.before, change.after)):
        if (last, span.sign) == ("-", "+"):
            cursor.insertText(" ", _format(" "))
        cursor.insertText(span.text, _format(span.sign))
        last = span.sign


def _moved(change: Difference, template: Template, seen_from: str) -> str:
    if seen_from and seen_from == change.was_in:
        return tr("moved to {box}:", box=template.box(change.box).label)
    return tr("moved here from {box}:", box=template.box(change.was_in).label)


def readable(spans: Sequence[Span]) -> list[Span]:
    """Stretches that differ, joined where only a blank stands between them: one reads 'old words new words'."""
    joined: list[Span] = []
    old = new = ""
    for place, span in enumerate(spans):
        between = 0 < place < len(spans) - 1 and (old or new) and not span.text.strip()
        if span.sign == " " and not between:
            joined += [part for part in (Span("-", old), Span("+", new)) if part.text]
            joined.append(span)
            old = new = ""
            continue
        old += span.text if span.sign != "+" else ""
        new += span.text if span.sign != "-" else ""
    return joined + [part for part in (Span("-", old), Span("+", new)) if part.text]


def _format(sign: str, colour: str = LIGHT.ink) -> QTextCharFormat:
    """Kept words in plain ink; taken away red and struck through; put in green and underlined."""
    form = QTextCharFormat()
    form.setForeground(QColor({"+": LIGHT.good, "-": LIGHT.overrun}.get(sign, colour)))
    form.setFontUnderline(sign == "+")
    form.setFontStrikeOut(sign == "-")
    return form


def spoken(change: Difference, template: Template, seen_from: str = "") -> str:
    """One change in words, for those who hear it."""
    if change.kind is Kind.MOVED:
        return f"{_moved(change, template, seen_from)} “{change.after}”"
    if change.before and change.after:
        return tr(
            "{change}: was “{before}”, is “{after}”", change=change.kind.label, before=change.before, after=change.after
        )
    words = change.after or change.before
    return f"{change.kind.label}: “{words}”" if words else change.kind.label


class ChangeCard(QFrame):
    """One element's changes on a light sheet with the element's colour at its top edge."""

    def __init__(self, key: str, differences: Sequence[Difference], template: Template, scale: float) -> None:
        super().__init__()
        box = template.box(key) if key else None
        tone = LIGHT.tone(box.tone).name() if box else LIGHT.accent
        self.setObjectName("change")
        self.setStyleSheet(
            f"#change {{ background: {_SHEET}; border: none; border-top: 6px solid {tone};"
            " border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }"
            f"QTextEdit {{ background: {_SHEET}; color: {LIGHT.ink}; border: none; padding: 0; }}"
            f"QLabel {{ color: {LIGHT.muted}; }}"
        )
        self.heading = QLabel(box.label if box else tr("Title and city"))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setFont(font(15 * scale, QFont.Weight.DemiBold))
        self.text = ChangeText(differences, template, round(22 * scale))
        self.setAccessibleName(tr("Changes in {box}", box=self.heading.text()))
        column = QVBoxLayout(self)
        margin = round(22 * scale)
        column.setContentsMargins(margin, margin // 2, margin, margin * 2 // 3)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.text)


class ChangeCards(QScrollArea):
    """All changes since an answer, element by element in the order of the walk; empty when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What changed since the last answer"))
        self.cards: list[ChangeCard] = []

    def show_differences(self, differences: Sequence[Difference], template: Template, scale: float) -> None:
        inner = dressed(QWidget(), "paper")
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(round(14 * scale))
        places = {key: place for place, key in enumerate(("", *template.walk))}
        ordered = sorted(differences, key=lambda change: places[change.box])
        self.cards = [
            ChangeCard(key, list(group), template, scale) for key, group in groupby(ordered, lambda change: change.box)
        ]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inner)

    def turn(self, pages: int) -> None:
        """Scroll on (+1) or back (-1) by a page."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
