"""The lowest line of the wall: who has the floor, or how many are satisfied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.ui.projector.labels import plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.picture import Floor, Picture, Satisfied
from cmc_desktop.ui.theme import DARK


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
                self._row.addSpacing(24)
        self._row.addStretch(1)

    def show_picture(self, picture: Picture, measure: Measure) -> None:
        self._row.setSpacing(measure.px(18))
        floor, satisfied = picture.floor, picture.satisfied
        self._dots.show_count(satisfied, measure)
        if picture.signed:
            self._say("", tr("Everyone asked is satisfied; the canvas is signed off."), measure.word(32))
        elif satisfied is not None:
            self._say("", tr("{n} of {all} satisfied", n=satisfied.count, all=satisfied.all), measure.word(32))
        elif floor is not None:
            self._show_floor(floor, measure)
        else:
            self._say("", "", measure.word(32))
        for label in (self._lead, self._main, self._then_lead, self._then):
            label.setVisible(bool(label.text()))
        self.setVisible(bool(self._main.text()))
        sized(self._lead, measure.word(30), colour=DARK.muted)
        sized(self._then_lead, measure.word(30), colour=DARK.muted)
        sized(self._then, measure.word(40), weight=600)

    def _show_floor(self, floor: Floor, measure: Measure) -> None:
        if not floor.speaker:
            self._say("", tr("Everyone has had a turn."), measure.word(40))
            return
        self._say(tr("speaks now"), floor.speaker, measure.word(58))
        self._then_lead.setText(tr("then") if floor.then else "")
        self._then.setText(floor.then)

    def _say(self, lead: str, words: str, pixels: int) -> None:
        self._lead.setText(lead)
        self._main.setText(words)
        self._then_lead.setText("")
        self._then.setText("")
        sized(self._main, pixels, weight=700)


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
