"""Pictures without notes: what an element means, all questions during the silent work, the countdown of a break."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.projector.labels import plain_label, sized
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.plan import Plan
from cmc_desktop.ui.projector.sheet import Sheet
from cmc_desktop.ui.projector.wall_page import WallPage
from cmc_desktop.ui.projector.wall_time import WallTime
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, LIGHT


class MeaningPage(WallPage):
    """One element with its question and what goes in: for presenting the canvas and questions of understanding."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._plan = Plan(template)
        self._sheet = Sheet()
        self._name, self._question, self._explanation = plain_label(), plain_label(), plain_label()
        inner = QVBoxLayout(self._sheet)
        for label in (self._name, self._question, self._explanation):
            inner.addWidget(label)
        inner.addStretch(1)
        self._inner = inner
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._plan, 0, 0)
        self._grid.addWidget(self._sheet, 0, 1)
        self._grid.setColumnStretch(0, 24)
        self._grid.setColumnStretch(1, 72)

    def show_element(self, element: str, measure: Measure) -> None:
        box = self.template.box(element)
        self._plan.light(element, measure)
        self._grid.setHorizontalSpacing(measure.px(32))
        margin = measure.px(44)
        self._inner.setContentsMargins(margin, margin, margin, margin)
        self._inner.setSpacing(measure.px(28))
        self._sheet.dress(DARK.tone(box.tone), measure)
        self._name.setText(f"{box.number} · {tr(box.name)}")
        self._question.setText(tr(box.question))
        self._explanation.setText(tr(box.explanation))
        sized(self._name, measure.word(56), weight=700, colour=LIGHT.ink)
        sized(self._question, measure.word(48), colour=LIGHT.ink)
        sized(self._explanation, measure.word(36), colour=LIGHT.muted)


class QuestionsPage(WallPage):
    """The silent work: a large countdown and the questions, never a note."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._clock = plain_label(wraps=False)
        self._clock.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = plain_label(tr("Work alone, on your own sheet"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._questions = [plain_label(f"{box.number}  {tr(box.question)}") for box in template.in_walk_order]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._clock, 0, 0, 1, 2)
        grid.addWidget(self._hint, 1, 0, 1, 2)
        half = -(-len(self._questions) // 2)
        for place, label in enumerate(self._questions):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 2 + place % half, place // half)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid

    def dress(self, measure: Measure) -> None:
        self._grid.setHorizontalSpacing(measure.px(56))
        self._grid.setVerticalSpacing(measure.px(14))
        sized(self._hint, measure.word(36), colour=DARK.muted)
        # more than fourteen questions leave no room for larger letters
        least = Measure(measure.unit)
        for label in self._questions:
            sized(label, least.word(28))

    def show_time(self, time: WallTime, measure: Measure) -> WallTime:
        self._clock.setText(time.figures)
        sized(self._clock, measure.px(170), weight=700, colour=time.colour)
        return replace(time, figures="")


class CountdownPage(WallPage):
    """A break: when it goes on."""

    def __init__(self, template: Template) -> None:
        super().__init__(template)
        self._name, self._clock, self._until = plain_label(), plain_label(wraps=False), plain_label()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for label in (self._name, self._clock, self._until):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(3)

    def show_name(self, name: str, measure: Measure) -> None:
        self._name.setText(name)
        sized(self._name, measure.word(64), weight=600)
        sized(self._until, measure.word(48), colour=DARK.muted)

    def show_time(self, time: WallTime, measure: Measure) -> WallTime:
        self._clock.setText(time.figures)
        self._until.setText(tr("we go on at {time}", time=time.end) if time.end else time.word)
        sized(self._clock, measure.px(260), weight=700, colour=time.colour)
        return WallTime()
