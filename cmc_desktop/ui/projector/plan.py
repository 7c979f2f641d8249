"""The small plan of the board beside an element: where in the canvas the room is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.template import Template
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
            field = QLabel(str(box.number))
            field.setTextFormat(Qt.TextFormat.PlainText)
            field.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            field.setAccessibleName(box.label)
            field.setMinimumSize(1, 1)
            self._grid.addWidget(field, box.row, box.col, box.rowspan, box.colspan)
            self._fields[box.key] = field

    def light(self, element: str, unit: float) -> None:
        """Light the field of `element`; `unit` is the projector's pixel measure, 1.0 at 1080 lines."""
        self._grid.setSpacing(max(3, round(7 * unit)))
        for key, field in self._fields.items():
            box = self._template.box(key)
            lit = key == element
            size, weight, pad = max(11, round(20 * unit)), 700 if lit else 400, round(6 * unit)
            ground, ink = ("#ffffff", "#10202e") if lit else (DARK.card, DARK.ink)
            field.setStyleSheet(
                f"background: {ground}; color: {ink}; border-top: {max(2, round(5 * unit))}px solid "
                f"{DARK.tone(box.tone).name()}; border-radius: {round(5 * unit)}px; "
                f"font-size: {size}px; font-weight: {weight}; padding: {pad}px;"
            )
