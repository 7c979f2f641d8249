"""The small plan of the board beside an element: where in the canvas the room is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.element_states import ElementState
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.projector.labels import plain_label
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.projector.state_shape import StateShape
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import DARK, LIGHT


class Plan(QWidget):
    """The template's boxes as numbered fields; the one under discussion is lit."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Plan of the canvas"))
        self._template = template
        self._fields: dict[str, QLabel] = {}
        self._shapes: dict[str, StateShape] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, weight in enumerate(template.row_weights):
            self._grid.setRowStretch(row, weight)
        for column in range(template.columns):
            self._grid.setColumnStretch(column, 1)
        for box in template.in_walk_order:
            field = plain_label(str(box.number), wraps=False)
            field.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            field.setAccessibleName(box.label)
            field.setMinimumSize(1, 1)
            self._grid.addWidget(field, box.row, box.col, box.rowspan, box.colspan)
            self._fields[box.key] = field
            self._shapes[box.key] = StateShape(field)
            corner = QVBoxLayout(field)
            corner.addWidget(self._shapes[box.key], 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)

    def light(self, element: str, measure: Measure, states: Mapping[str, ElementState] | None = None) -> None:
        """Light the field of `element`, and put the signs of `states` into the fields."""
        self._grid.setSpacing(max(3, measure.px(7)))
        # the fields do not grow with the letters
        numbers = Measure(measure.unit).word(28)
        for key, field in self._fields.items():
            box = self._template.box(key)
            lit = key == element
            ground, ink, weight = ("#ffffff", "#10202e", 700) if lit else (DARK.card, DARK.ink, 400)
            style = (
                f"background: {ground}; color: {ink}; border-top: {max(2, measure.px(5))}px solid "
                f"{DARK.tone(box.tone).name()}; border-radius: {measure.px(5)}px; "
                f"font-size: {numbers}px; font-weight: {weight}; padding: {measure.px(4)}px;"
            )
            if field.styleSheet() != style:
                field.setStyleSheet(style)
            state = (states or {}).get(key)
            settled, open_ = (LIGHT.good, LIGHT.warning) if lit else (DARK.good, DARK.warning)
            self._shapes[key].show_state(state, measure.px(30), settled=settled, open_=open_)
            field.setAccessibleName(f"{box.label}, {state.label}" if state is not None else box.label)
