"""How a note looks and how high it is: its words, what copies say otherwise, the words that wait below, its marks."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from cmc_desktop.ui.board.board_data import Role
from cmc_desktop.ui.board.kept_words import KeptWords
from cmc_desktop.ui.board.note_text import NoteText
from cmc_desktop.ui.board.other_wordings import Otherwise
from cmc_desktop.ui.board.remark_marks import SIDE, draw_marks, marks_ink, marks_width
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import Theme, mixed

AnyIndex = QModelIndex | QPersistentModelIndex
#: pixels of the edge of a note with words below its own
_EDGE = 4


class _Below(NamedTuple):
    """Words below those of a note: what they are, and their colour."""

    label: str
    words: str
    ink: str


class NotePainter:
    """Draws notes as tinted cards and tells their heights."""

    def __init__(self, theme: Theme, text: NoteText, kept: KeptWords) -> None:
        """`text` sets the words in a style, `kept` has the words put aside; both may be shared."""
        self._theme = theme
        self._text = text
        self._kept = kept

    def height_at(self, index: AnyIndex, width: int) -> int:
        """Pixels the note at `index` needs at `width`, its gap included."""
        tags = tuple(index.data(Role.TAGS) or ())
        remarks = index.data(Role.REMARKS)
        marks = marks_width(remarks) if remarks else 0
        note_id, words = str(index.data(Role.NOTE_ID)), str(index.data(Qt.ItemDataRole.DisplayRole))
        return self.height(note_id, words, tags, width, marks, tuple(index.data(Role.OTHERWISE) or ()))

    def plain_height(self, words: str, tags: tuple[str, ...], width: int) -> int:
        """Pixels a note of these words and tags needs, its gap included, when it shows nothing else."""
        return self._text.height(words, tags, width)

    def height(
        self,
        note_id: str,
        words: str,
        tags: tuple[str, ...],
        width: int,
        marks: int,
        others: tuple[Otherwise, ...] = (),
    ) -> int:
        """Pixels a note of these words and tags needs, its gap included; `marks` are the pixels its marks want, and
        `others` what copies say otherwise."""
        below = self._below(note_id, others)
        if not below:
            return self._text.height(words, tags, width, marks)
        *between, last = [(words, tags), *((one.words, (one.label,)) for one in below)]
        above = sum(self._above(*block, width) for block in between)
        return above + self._text.height(*last, width, marks)

    def _below(self, note_id: str, others: tuple[Otherwise, ...]) -> tuple[_Below, ...]:
        """What stands below the words of a note, from top to bottom."""
        waiting = self._kept.waiting(note_id)
        unstored = (_Below(_not_stored(), waiting, self._theme.warning),) if waiting else ()
        return (*(_Below(one.label, one.words, self._theme.muted) for one in others), *unstored)

    def _above(self, words: str, tags: tuple[str, ...], width: int) -> int:
        """Pixels from the top of words down to what stands below them."""
        return self._text.height(words, tags, width) - self._text.style.gap - self._text.style.padding_y

    def paint(self, painter: QPainter, rect: QRectF, index: AnyIndex, state: QStyle.StateFlag) -> None:
        """Draw the note at `index` into `rect`, which has the gap below the note."""
        card = rect.adjusted(0.5, 0.5, -0.5, -self._text.style.gap - 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = str(index.data(Role.TONE))
        self._draw_card(painter, card, tone, state)
        below = self._below(str(index.data(Role.NOTE_ID)), tuple(index.data(Role.OTHERWISE) or ()))
        if below:
            self._draw_edge(painter, card)
        self._draw_words(painter, rect, index, tone, below)
        self._draw_marks(painter, card, index)
        painter.restore()

    def _draw_card(self, painter: QPainter, card: QRectF, tone: str, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        radius = self._text.style.radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tint(tone, 0.20 if selected else 0.09))
        painter.drawRoundedRect(card, radius, radius)
        if selected or focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QColor(self._theme.focus) if focused else self._theme.tone(tone)
            painter.setPen(QPen(ring, 2 if focused else 1))
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _draw_edge(self, painter: QPainter, card: QRectF) -> None:
        """The mark of a note with words below its own: it is seen where a low box cuts these off."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.warning))
        painter.drawRect(QRectF(card.left(), card.top() + 2, _EDGE, card.height() - 4))

    def _draw_words(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, tone: str, below: tuple[_Below, ...]
    ) -> None:
        style, theme = self._text.style, self._theme
        ink = mixed(QColor(theme.ink), theme.tone(tone), 0.75)
        tags = tuple(index.data(Role.TAGS) or ())
        words, width = str(index.data(Qt.ItemDataRole.DisplayRole)), int(rect.width())
        place = QPointF(rect.x() + style.padding_x, rect.y() + style.padding_y)
        painter.setPen(QColor(theme.ink))
        self._text.layout(words, tags, width, ink).draw(painter, place)
        for one in below:
            place.setY(place.y() + self._above(words, tags, width))
            painter.setPen(QColor(one.ink))
            words, tags = one.words, (one.label,)
            self._text.layout(words, tags, width, QColor(theme.warning)).draw(painter, place)

    def _draw_marks(self, painter: QPainter, card: QRectF, index: AnyIndex) -> None:
        remarks = index.data(Role.REMARKS)
        if remarks:
            style = self._text.style
            middle = card.bottom() - style.padding_y - SIDE / 2 - 1
            draw_marks(painter, card.right() - style.padding_x, middle, remarks, marks_ink(self._theme))


def _not_stored() -> str:
    """What stands before words that wait below a note."""
    return tr("Not stored")
