"""The small signs of what was said about a note: support, question, objection. Shape and number; no colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.contested import remarks_on
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.ui.saying import trn
from cmc_desktop.ui.theme import Theme, font, mixed

#: what stands in the shapes, and chooses a kind where a remark is typed
SIGNS: Mapping[RemarkKind, str] = {
    RemarkKind.SUPPORT: "+",
    RemarkKind.QUESTION: "?",
    RemarkKind.OBJECTION: "!",
}
#: pixels of a sign, of the number's type, between a sign and its number, between two kinds
SIDE = 12
_TYPE, _NEAR, _APART = 11, 3, 7


@dataclass(frozen=True, slots=True)
class RemarkCounts:
    """How many remarks of each kind a note has."""

    objections: int = 0
    questions: int = 0
    support: int = 0

    def __bool__(self) -> bool:
        return bool(self.objections or self.questions or self.support)

    @property
    def parts(self) -> tuple[tuple[RemarkKind, int], ...]:
        """The kinds there are, what weighs most first."""
        every = (
            (RemarkKind.OBJECTION, self.objections),
            (RemarkKind.QUESTION, self.questions),
            (RemarkKind.SUPPORT, self.support),
        )
        return tuple(part for part in every if part[1])

    @property
    def spoken(self) -> str:
        """The same in words; empty without remarks."""
        words = (
            trn("{n} objection", "{n} objections", self.objections),
            trn("{n} question", "{n} questions", self.questions),
            trn("{n} in support", "{n} in support", self.support),
        )
        numbers = (self.objections, self.questions, self.support)
        return ", ".join(word for word, number in zip(words, numbers, strict=True) if number)


NO_REMARKS = RemarkCounts()


def counts_on(canvas: Canvas, note_id: str) -> RemarkCounts:
    """The counts of one note. Asked for every note that is laid out or painted; most have no remark."""
    remarks = remarks_on(canvas, note_id)
    if not remarks:
        return NO_REMARKS
    kinds = [remark.kind for remark in remarks]
    return RemarkCounts(
        kinds.count(RemarkKind.OBJECTION), kinds.count(RemarkKind.QUESTION), kinds.count(RemarkKind.SUPPORT)
    )


def remarked(canvas: Canvas) -> frozenset[str]:
    """The ids of the notes with remarks."""
    return canvas.derived("remarked notes", _all_remarked)


def _all_remarked(canvas: Canvas) -> frozenset[str]:
    return frozenset(remark.note for remark in canvas.all(Remark) if not remark.deleted)


def marks_ink(theme: Theme) -> QColor:
    """Muted, and yet to be read on a note that is selected."""
    return mixed(QColor(theme.muted), QColor(theme.ink), 0.35)


def marks_font() -> QFont:
    """The type of the numbers."""
    return font(_TYPE)


@lru_cache(maxsize=256)
def marks_width(counts: RemarkCounts) -> int:
    """Pixels that the marks need; 0 without remarks."""
    if not counts:
        return 0
    letters = QFontMetricsF(marks_font())
    wide = sum(SIDE + _NEAR + letters.horizontalAdvance(str(number)) for _, number in counts.parts)
    return round(wide) + _APART * (len(counts.parts) - 1)


def draw_marks(painter: QPainter, right: float, middle: float, counts: RemarkCounts, ink: QColor) -> None:
    """Draw the marks in a line that ends at `right` and lies around the height `middle`."""
    painter.save()
    painter.setFont(marks_font())
    left = right - marks_width(counts)
    for kind, number in counts.parts:
        draw_kind(painter, QRectF(left, middle - SIDE / 2, SIDE, SIDE), kind, ink)
        left += SIDE + _NEAR
        words = str(number)
        wide = painter.fontMetrics().horizontalAdvance(words)
        place = QRectF(left, middle - SIDE, wide + 2, 2 * SIDE)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        left += wide + _APART
    painter.restore()


def draw_kind(painter: QPainter, place: QRectF, kind: RemarkKind, ink: QColor) -> None:
    """Draw the sign of a kind into a square: a plus in a circle, a question mark in a box, a filled triangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = place.width()
    line = max(1.2, side / 10)
    painter.setPen(QPen(ink, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    inner = place.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    centre = place.center()
    if kind is RemarkKind.SUPPORT:
        painter.drawEllipse(inner)
        reach = side * 0.22
        painter.drawLine(QPointF(centre.x() - reach, centre.y()), QPointF(centre.x() + reach, centre.y()))
        painter.drawLine(QPointF(centre.x(), centre.y() - reach), QPointF(centre.x(), centre.y() + reach))
    elif kind is RemarkKind.QUESTION:
        painter.drawRoundedRect(inner, side * 0.2, side * 0.2)
        painter.setFont(font(side * 0.8, QFont.Weight.Bold))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, SIGNS[kind])
    else:
        _draw_triangle(painter, inner, ink)
    painter.restore()


def _draw_triangle(painter: QPainter, inner: QRectF, ink: QColor) -> None:
    side, x = inner.width(), inner.center().x()
    corners = [QPointF(x, inner.top()), QPointF(inner.right(), inner.bottom()), QPointF(inner.left(), inner.bottom())]
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(corners))
    # cut out of the ground whatever it is: light on dark, dark on light
    painter.setPen(QPen(_against(ink), side * 0.15, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, inner.top() + side * 0.38), QPointF(x, inner.top() + side * 0.62))
    painter.drawPoint(QPointF(x, inner.top() + side * 0.86))


def _against(ink: QColor) -> QColor:
    return QColor(Qt.GlobalColor.white) if ink.lightnessF() < 0.5 else QColor(Qt.GlobalColor.black)
