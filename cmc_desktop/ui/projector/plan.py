"""The small plan of the board beside an element: where in the canvas the room is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.projector.labels import plain_label
from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.theme import DARK


class Plan(QWidget):
    """The template's boxes as numbered fields; the one under discussion is lit."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Plan of the canvas"))
        self._template = template
        self._fields: dict[str, QLabel] = {}
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

    def light(self, element: str, measure: Measure) -> None:
        """Light the field of `element`."""
        self._grid.setSpacing(max(3, measure.px(7)))
        for key, field in self._fields.items():
            box = self._template.box(key)
            lit = key == element
            ground, ink, weight = ("#ffffff", "#10202e", 700) if lit else (DARK.card, DARK.ink, 400)
            style = (
                f"background: {ground}; color: {ink}; border-top: {max(2, measure.px(5))}px solid "
                f"{DARK.tone(box.tone).name()}; border-radius: {measure.px(5)}px; "
                f"font-size: {measure.word(28)}px; font-weight: {weight}; padding: {measure.px(4)}px;"
            )
            if field.styleSheet() != style:
                field.setStyleSheet(style)
