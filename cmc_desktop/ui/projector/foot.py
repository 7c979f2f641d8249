"""The lowest line of the wall: who has the floor, or how many are satisfied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from cmc_desktop.ui.projector.labels import fitted, plain_label, sized, width_of
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.picture import Floor, Picture, Satisfied
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK

#: the share of the names' room that is left for who comes then, however long the name of the speaker is
_NEXT_SHARE = 0.25
#: type sizes of the speaker's name at 1080 lines, largest first; what is too long for the last is cut with dots
_SPEAKER_SIZES = (58, 50, 44, 40)
#: pixels by which labels may be wider than their words
_SPARE = 8
#: pixels of 1080 lines between the speaker and who comes then, besides the usual spacing
_BETWEEN = 24


class Foot(QWidget):
    """Takes no room when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._dots = Dots()
        self._lead, self._main = plain_label(wraps=False), plain_label(wraps=False)
        self._then_lead, self._then = plain_label(wraps=False), plain_label(wraps=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._dots, self._lead, self._main, self._then_lead, self._then):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            if widget is self._main:
                self._between = QSpacerItem(0, 0)
                self._row.addSpacerItem(self._between)
        self._row.addStretch(1)

    def show_picture(self, picture: Picture, width: int, measure: Measure) -> None:
        """Take what is to be said, in a line `width` pixels wide."""
        self._row.setSpacing(measure.px(18))
        self._between.changeSize(measure.px(_BETWEEN), 0)
        floor, satisfied = picture.floor, picture.satisfied
        self._dots.show_count(satisfied, measure)
        size = measure.word(32)
        if satisfied is not None:
            width -= self._dots.sizeHint().width() + self._row.spacing()
        if picture.signed:
            self._say(tr("Everyone asked is satisfied; the canvas is signed off."), size, width)
        elif satisfied is not None:
            self._say(tr("{n} of {all} satisfied", n=satisfied.count, all=satisfied.all), size, width)
        elif floor is not None and not floor.speaker:
            self._say(tr("Everyone has had a turn."), measure.word(40), width)
        elif floor is not None:
            self._show_floor(floor, width, measure)
        else:
            self._say("", size, width)
        for label in (self._lead, self._main, self._then_lead, self._then):
            label.setVisible(bool(label.text()))
        self.setVisible(bool(self._main.text()))
        sized(self._lead, measure.word(30), colour=DARK.muted)
        sized(self._then_lead, measure.word(30), colour=DARK.muted)
        # at once: what is above is measured by the height that this line has now
        self._row.invalidate()
        self._row.activate()
        self.updateGeometry()

    def _show_floor(self, floor: Floor, width: int, measure: Measure) -> None:
        lead, then = tr("speaks now"), tr("then") if floor.then else ""
        gaps = 4 * self._row.spacing() + measure.px(_BETWEEN)
        words = sum(width_of(word, measure.word(30), weight=400) for word in (lead, then) if word)
        room = max(1, width - gaps - words - _SPARE)
        wanted = width_of(floor.then, measure.word(40), weight=600) if then else 0
        speakers = room - min(wanted, round(room * _NEXT_SHARE))
        size = _fitting(floor.speaker, speakers, measure)
        self._say(floor.speaker, size, speakers)
        rest = room - width_of(self._main.text(), size, weight=700)
        self._lead.setText(lead)
        self._then_lead.setText(then)
        fitted(self._then, floor.then, measure.word(40), rest, weight=600)

    def _say(self, words: str, pixels: int, width: int) -> None:
        """One thing alone."""
        self._lead.setText("")
        self._then_lead.setText("")
        fitted(self._main, words, pixels, width, weight=700)
        fitted(self._then, "", pixels, width, weight=600)


def _fitting(name: str, width: int, measure: Measure) -> int:
    """The largest type in which a name is whole, or the smallest there is for it."""
    sizes = [measure.word(size) for size in _SPEAKER_SIZES]
    return next((size for size in sizes if width_of(name, size, weight=700) <= width), sizes[-1])


class Dots(QWidget):
    """A filled dot for everybody who is satisfied, an empty one for everybody else; the number is beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Satisfied(0, 0)
        self._side = self._gap = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: Satisfied | None, measure: Measure) -> None:
        self._count = count or Satisfied(0, 0)
        # forty people take no more room than twenty
        self._side = measure.px(30 if self._count.all <= 20 else 18)
        self._gap = measure.px(12 if self._count.all <= 20 else 6)
        self.setVisible(count is not None and count.all > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, self._count.all * (self._side + self._gap)), self._side + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(2.0, self._side / 9)
        painter.setPen(QPen(QColor(DARK.good), width))
        for place in range(self._count.all):
            filled = place < self._count.count
            painter.setBrush(QColor(DARK.good) if filled else Qt.BrushStyle.NoBrush)
            middle = QPointF(place * (self._side + self._gap) + self._side / 2 + 1, self.height() / 2)
            radius = (self._side - width) / 2
            painter.drawEllipse(middle, radius, radius)
        painter.end()
