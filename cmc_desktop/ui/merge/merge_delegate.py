"""Paints the rows of the merge page: a conflict as a sheet with its values side by side, what comes in as a line."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cmc_desktop.model.domain.comparison import readable_spans
from cmc_desktop.model.domain.difference import word_spans
from cmc_desktop.model.domain.merging.coming import Came, Coming
from cmc_desktop.model.domain.merging.contest import Choice, Contest
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_model import Index, MergeModel
from cmc_desktop.ui.merge.rows import ComingRow, ContestRow, HeadingRow, Row, Stand, caption, happened
from cmc_desktop.ui.merge.set_words import Part, SetWords, parts_of
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import Theme, font

_EDGE, _PAD, _GAP, _RADIUS = 4, 12, 8, 8
_BELOW = 8
#: pixels that the line of a caption and of a heading are higher than their letters
_ROOMY = 3
_AFTER_SIGN = 14
#: of a conflict with more values than fit beside each other
_COLUMNS = 2
_KEPT = 5_000


class MergeDelegate(QStyledItemDelegate):
    """Rows as tall as their words."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = SetWords(look.theme, font(13))
        self._head = font(13, QFont.Weight.DemiBold)
        self._small = font(11.5, QFont.Weight.DemiBold)
        self._caps = font(11, QFont.Weight.DemiBold)
        self._caps.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        self._caption_high = QFontMetrics(self._small).lineSpacing() + _ROOMY
        self._head_high = QFontMetrics(self._head).lineSpacing() + _ROOMY
        self._caps_high = QFontMetrics(self._caps).lineSpacing() + 14
        self._leads: dict[tuple[Came, ...], int] = {}
        letters = QFontMetrics(self._small)
        self._least_lead = max(letters.horizontalAdvance(happened((came,))) for came in _SHORT) + _AFTER_SIGN
        self._parts: OrderedDict[Row, tuple[Part, ...]] = OrderedDict()
        self._heights: dict[tuple[Row, int], int] = {}
        self._guesses_from = sys.maxsize
        self._has_guessed = False

    @contextmanager
    def guessing_from(self, row: int) -> Iterator[None]:
        """Rows from this place on need not be measured for now: a guess will do where nothing better is known."""
        self._guesses_from, self._has_guessed = row, False
        try:
            yield
        finally:
            self._guesses_from = sys.maxsize

    @property
    def has_guessed(self) -> bool:
        """Whether any size that was asked for the last time was a guess."""
        return self._has_guessed

    # what is told

    def _coming_parts(self, row: ComingRow) -> tuple[Part, ...]:
        known = self._parts.get(row)
        if known is None:
            known = self._parts[row] = (("m", f"{row.where}  "), *_words(row.coming))
            if len(self._parts) > _KEPT:
                self._parts.popitem(last=False)
        return known

    # sizes

    def _inner(self, width: int) -> int:
        return width - _EDGE - 2 * _PAD

    def _column(self, contest: Contest, width: int) -> int:
        columns = min(_COLUMNS, len(contest.choices))
        return (self._inner(width) - (columns - 1) * _GAP) // max(1, columns)

    def _lead(self, came: tuple[Came, ...]) -> int:
        """The pixels that what happened takes before the words."""
        if came not in self._leads:
            self._leads[came] = QFontMetrics(self._small).horizontalAdvance(happened(came)) + _AFTER_SIGN
        return max(self._leads[came], self._least_lead)

    def _cards(self, contest: Contest, width: int) -> list[int]:
        """The heights of the cards, line of cards by line."""
        column = self._column(contest, width)
        heights = [
            self._caption_high + self._words.height(_choice_parts(contest, choice), column - 2 * _PAD) + _PAD + 4
            for choice in contest.choices
        ]
        return [max(heights[place : place + _COLUMNS]) for place in range(0, len(heights), _COLUMNS)]

    def _height(self, row: Row, width: int) -> int:
        if isinstance(row, HeadingRow):
            return self._caps_high
        if isinstance(row, ComingRow):
            room, one = self._inner(width) - self._lead(row.coming.came), row.coming
            most = f"{row.where}  {' '.join((*one.tags_before, *one.tags_after))} {one.before} {one.after}"
            if self._words.is_surely_a_line(most, room):
                high = self._words.line_high
            else:
                high = self._words.height(self._coming_parts(row), room)
            return high + 2 * 9 + _BELOW
        if not row.waits:
            return self._words.height(_settled_parts(row), self._inner(width) - 24) + 2 * 9 + _BELOW
        lines = self._cards(row.contest, width)
        cards = sum(lines) + _GAP * (len(lines) - 1)
        told = [_subject_parts(row.contest), _was_parts(row.contest)]
        beside = sum(self._words.height(parts, self._inner(width)) + 6 for parts in told if parts)
        return _PAD + self._head_high + 4 + cards + beside + _PAD + _BELOW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(MergeModel.ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        key = (row, width)
        if key not in self._heights:
            if index.row() >= self._guesses_from:
                self._has_guessed = True
                return QSize(width, self._words.line_high + 2 * 9 + _BELOW)
            if len(self._heights) > 4 * _KEPT:
                self._heights.clear()
            self._heights[key] = self._height(row, width)
        return QSize(width, self._heights[key])

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(MergeModel.ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, HeadingRow):
            painter.setFont(self._caps)
            painter.setPen(QColor(self._look.theme.muted))
            painter.drawText(rect.adjusted(2, 0, 0, -6), int(Qt.AlignmentFlag.AlignBottom), row.words)
        else:
            sheet = rect.adjusted(1, 1, -2, -_BELOW)
            self._paint_sheet(painter, sheet, row, option.state)
            if isinstance(row, ComingRow):
                self._paint_coming(painter, sheet, row)
            elif row.waits:
                self._paint_contest(painter, sheet, row)
            else:
                self._paint_settled(painter, sheet, row)
        painter.restore()

    def _paint_sheet(
        self, painter: QPainter, sheet: QRect, row: ContestRow | ComingRow, state: QStyle.StateFlag
    ) -> None:
        theme = self._look.theme
        current = bool(state & QStyle.StateFlag.State_Selected)
        focused = current and bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(row, ContestRow):
            colour = theme.overrun if row.waits else theme.good
        else:
            colour = _colour(theme, row.coming)
        place = QRectF(sheet)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(place.adjusted(_EDGE, 0, 0, 0), _RADIUS - 2, _RADIUS - 2)
        ring = theme.focus if focused else theme.muted if current else theme.line
        painter.setPen(QPen(QColor(ring), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _paint_coming(self, painter: QPainter, sheet: QRect, row: ComingRow) -> None:
        theme = self._look.theme
        left, top = sheet.left() + _EDGE + _PAD, sheet.top() + 9
        words = happened(row.coming.came)
        painter.setFont(self._small)
        painter.setPen(QColor(_colour(theme, row.coming)))
        lead = self._lead(row.coming.came)
        high = QFontMetrics(self._words.letters).lineSpacing()
        painter.drawText(QRect(left, top, lead, high), int(Qt.AlignmentFlag.AlignVCenter), words)
        room = self._inner(sheet.width() + 3) - lead
        self._words.draw(painter, left + lead, top, self._coming_parts(row), room)

    def _paint_settled(self, painter: QPainter, sheet: QRect, row: ContestRow) -> None:
        left, top = sheet.left() + _EDGE + _PAD, sheet.top() + 9
        if row.stand is Stand.SETTLED:
            self._look.icons.icon("check", self._look.theme.good).paint(painter, QRect(left, top + 1, 16, 16))
        room = self._inner(sheet.width() + 3) - 24
        self._words.draw(painter, left + 24, top, _settled_parts(row), room)

    def _paint_contest(self, painter: QPainter, sheet: QRect, row: ContestRow) -> None:
        theme, contest = self._look.theme, row.contest
        width = sheet.width() + 3
        left, top = sheet.left() + _EDGE + _PAD, sheet.top() + _PAD
        painter.setFont(self._head)
        painter.setPen(QColor(theme.ink))
        heading = QFontMetrics(self._head).elidedText(row.heading, Qt.TextElideMode.ElideRight, self._inner(width))
        painter.drawText(
            QRect(left, top, self._inner(width), self._head_high), int(Qt.AlignmentFlag.AlignVCenter), heading
        )
        top += self._head_high + 4
        subject, was = _subject_parts(contest), _was_parts(contest)
        if subject:
            self._words.draw(painter, left, top, subject, self._inner(width))
            top += self._words.height(subject, self._inner(width)) + 6
        column, lines = self._column(contest, width), self._cards(contest, width)
        for place, choice in enumerate(contest.choices):
            line, at = divmod(place, _COLUMNS)
            y = top + sum(lines[:line]) + line * _GAP
            card = QRect(left + at * (column + _GAP), y, column, lines[line])
            self._paint_card(painter, card, contest, choice, caption(contest, choice, row.key(place)))
        if was:
            y = top + sum(lines) + (len(lines) - 1) * _GAP + 6
            self._words.draw(painter, left, y, was, self._inner(width))

    def _paint_card(self, painter: QPainter, card: QRect, contest: Contest, choice: Choice, words: str) -> None:
        theme = self._look.theme
        painter.setPen(QPen(QColor(theme.muted if choice.shown else theme.line), 2 if choice.shown else 1))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        room = card.width() - 2 * _PAD
        words = QFontMetrics(self._small).elidedText(words, Qt.TextElideMode.ElideRight, room)
        place = QRect(card.left() + _PAD, card.top() + 6, room, self._caption_high)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        at = QPointF(card.left() + _PAD, card.top() + 6 + self._caption_high).toPoint()
        self._words.draw(painter, at.x(), at.y(), _choice_parts(contest, choice), room)


#: what happens often; the column of signs is as wide as these need
_SHORT = (Came.NEW, Came.REWORDED, Came.MOVED, Came.DELETED)


def _colour(theme: Theme, one: Coming) -> str:
    """What goes alarms, what stays as it is here does not stand out; the sign before it says the same."""
    return theme.overrun if Came.DELETED in one.came else theme.muted if one.stays else theme.good


def _words(one: Coming) -> tuple[Part, ...]:
    """The words of one thing that comes in, with what changed in them."""
    tags: tuple[Part, ...] = ()
    if Came.RETAGGED in one.came:
        gone = [tag for tag in one.tags_before if tag not in one.tags_after]
        new = [tag for tag in one.tags_after if tag not in one.tags_before]
        marked = (*((("-", tag)) for tag in gone), *(("+", tag) for tag in new))
        tags = tuple(part for tag in marked for part in (tag, (" ", "  ")))
    elif one.tags_after:
        tags = (("b", f"{', '.join(one.tags_after)} · "),)
    if Came.DELETED in one.came:
        return (*tags, ("-", one.before))
    if one.before and one.after and one.before != one.after:
        return (*tags, *parts_of(readable_spans(one.before, one.after)))
    return (*tags, (" ", one.after))


def _choice_parts(contest: Contest, choice: Choice) -> tuple[Part, ...]:
    """The words of a value: what it put in is underlined, what it took away or deletes is struck through."""
    if choice.deletes:
        return (("-", choice.words),)
    if contest.conflict.field == "deleted" and contest.was and contest.was != choice.words:
        return parts_of(readable_spans(contest.was, choice.words))
    if contest.was and contest.takes_words:
        return parts_of(readable_spans(contest.was, choice.words))
    before = next((one.words for one in contest.choices if one is not choice), "")
    if contest.conflict.field == "deleted" or not contest.takes_words or not before:
        return ((" ", choice.words),)
    return tuple((span.sign, span.text) for span in word_spans(before, choice.words) if span.sign != "-")


def _was_parts(contest: Contest) -> tuple[Part, ...]:
    """What it was before; nothing where a value tells it already."""
    if not contest.was or contest.conflict.field == "deleted":
        return ()
    return (("m", tr("was: {words}", words=contest.was)),)


def _subject_parts(contest: Contest) -> tuple[Part, ...]:
    return ((" ", contest.subject),) if contest.subject else ()


def _settled_parts(row: ContestRow) -> tuple[Part, ...]:
    said = tr("settled") if row.stand is Stand.SETTLED else tr("no conflict any more")
    return (("m", f"{row.where} · {said}  "), (" ", row.now))
