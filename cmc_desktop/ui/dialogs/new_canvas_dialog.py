"""A new canvas: its title, its city and its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.board_sketch import board_pixmap
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.dialogs.of_the_app import OfTheApp
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr, trn

_DRAWING = QSize(92, 56)


class NewCanvasDialog(OfTheApp, FormDialog):
    """Asks and gives title, city and template key to `make`, which may raise CmcError."""

    def __init__(
        self,
        look: Look,
        templates: Mapping[str, Template],
        make: Callable[[str, str, str], object],
        cities: Iterable[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("New canvas"), tr("Create"), parent)
        self._make = make
        self._templates_by_key = templates
        self.title = QLineEdit()
        self.title.setMaxLength(LINE_LIMIT)
        self.title.setPlaceholderText(tr("The service, in a few words"))
        self.city = QLineEdit()
        self.city.setMaxLength(LINE_LIMIT)
        completer = QCompleter(sorted(set(cities)), self.city)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.city.setCompleter(completer)
        self.templates = self._template_list(look)
        self._source = plain_label("muted")
        self._source.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self._source.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.add_row(tr("&Title"), self.title)
        self.add_row(tr("&City"), self.city)
        self.add_row(tr("T&emplate"), self.templates)
        self.form.addRow("", self._source)
        self.templates.currentItemChanged.connect(self._on_template_changed)
        self.templates.itemDoubleClicked.connect(lambda _item: self.accept())
        self.templates.setCurrentRow(0)
        self.resize(620, 560)

    @property
    def template(self) -> str:
        """The key of the chosen template."""
        return str(self.templates.currentIndex().data(Qt.ItemDataRole.UserRole) or "")

    def _template_list(self, look: Look) -> QListWidget:
        widget = QListWidget()
        widget.setIconSize(_DRAWING)
        widget.setSpacing(3)
        widget.setMinimumHeight(4 * (_DRAWING.height() + 12))
        ratio = self.devicePixelRatioF()
        for template in self._templates_by_key.values():
            boxes = trn("{n} box", "{n} boxes", len(template.boxes))
            drawing = board_pixmap(template, look.theme, _DRAWING, ratio)
            icon = QIcon(drawing)
            icon.addPixmap(drawing, QIcon.Mode.Selected)
            item = QListWidgetItem(icon, f"{template.title}\n{boxes}")
            item.setData(Qt.ItemDataRole.UserRole, template.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{template.title}, {boxes}")
            widget.addItem(item)
        return widget

    def _on_template_changed(self) -> None:
        template = self._templates_by_key.get(self.template)
        self._source.setText(tr("Source: {source}", source=template.source) if template else "")

    def accept(self) -> None:
        if self.attempt(lambda: self._make(self.title.text(), self.city.text(), self.template)):
            super().accept()
        else:
            self.title.setFocus()
