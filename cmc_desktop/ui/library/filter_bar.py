"""The filters above the list: a button for each, which opens what there is to choose, and one that clears them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.saying import tr, trn

if TYPE_CHECKING:
    from cmc_desktop.model.services.canvas_filter import CanvasFilter, Facet

#: a name on a button is cut after so many characters; the menu and a screen reader have it whole
_LONGEST = 22


class FilterBar(QWidget):
    """Asks `values` what there is of a facet when its menu is opened; several values of one may be chosen.

    Signals:
        filter_changed(): another filter was chosen.
        compare_chosen(): the chosen canvases are to be compared.
    """

    filter_changed = Signal()
    compare_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Filters"))
        #: what there is to choose of a facet, with how many canvases it leaves
        self.values: Callable[[Facet], Mapping[str, int]] = lambda _facet: {}
        self.buttons: dict[Facet, QPushButton] = {}
        self.clear_button = dressed(QPushButton(tr("Clear filters")), "link")
        self.compare_button = QPushButton(tr("Compare…"))
        self._templates: Mapping[str, Template] = {}
        self._filter: CanvasFilter | None = None
        self.clear_button.clicked.connect(self.clear)
        self.compare_button.clicked.connect(lambda: self.compare_chosen.emit())
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.clear_button)
        self._layout.addStretch(1)
        self._layout.addWidget(self.compare_button)
        self.clear_button.hide()
        self.compare_button.hide()

    def set_templates(self, templates: Mapping[str, Template]) -> None:
        """Make the buttons: the library is open now."""
        # not before the first frame: with the library, which brings SQLAlchemy
        from cmc_desktop.model.services.canvas_filter import CanvasFilter, Facet

        self._templates = templates
        if self.buttons:
            return
        self._filter = CanvasFilter()
        for place, facet in enumerate(Facet):
            button = QPushButton()
            button.setMenu(self._menu(facet, button))
            self.buttons[facet] = button
            self._layout.insertWidget(place, button)
        self._show()

    @property
    def filter(self) -> CanvasFilter | None:
        """What is chosen; None before there is a library."""
        return self._filter

    def choose(self, facet: Facet, values: frozenset[str]) -> None:
        """Choose these values of a facet, or none."""
        if self._filter is None:
            return
        self._filter = self._filter.choosing(facet, values)
        self._show()
        self.filter_changed.emit()

    def clear(self) -> None:
        """Let every canvas through."""
        if self._filter:
            self._filter = type(self._filter)()
            first = next(iter(self.buttons.values()))
            if self.clear_button.hasFocus():
                first.setFocus()
            self._show()
            self.filter_changed.emit()

    def show_chosen(self, count: int) -> None:
        """Offer to compare the `count` chosen canvases, where there are several."""
        self.compare_button.setVisible(count > 1)
        if count > 1:
            self.compare_button.setText(trn("Compare {n} canvas…", "Compare {n} canvases…", count))

    # showing

    def _menu(self, facet: Facet, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu, facet))
        menu.installEventFilter(self)
        return menu

    def _fill(self, menu: QMenu, facet: Facet) -> None:
        menu.clear()
        chosen, values = self._chosen(facet), self.values(facet)
        for value, count in values.items():
            action = QAction(upright(f"{self.word(facet, value).replace('&', '&&')}\t{count}"), menu)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.setData(value)
            action.triggered.connect(lambda _on, value=value: self._toggle(facet, value))
            menu.addAction(action)
        if not values:
            nothing = menu.addAction(tr("None here"))
            nothing.setEnabled(False)

    def _toggle(self, facet: Facet, value: str) -> None:
        self.choose(facet, self._chosen(facet) ^ {value})

    def _chosen(self, facet: Facet) -> frozenset[str]:
        return self._filter.of(facet) if self._filter is not None else frozenset()

    def word(self, facet: Facet, value: str) -> str:
        """A value as people say it."""
        if facet.value == "state":
            return CanvasState(value).label
        template = self._templates.get(value) if facet.value == "template" else None
        return template.title if template is not None else value

    def _show(self) -> None:
        for facet, button in self.buttons.items():
            words = [self.word(facet, value) for value in sorted(self._chosen(facet))]
            told = tr("{name}: {values}", name=facet.label, values=", ".join(words)) if words else facet.label
            shown = told if len(words) < 2 else tr("{name}: {n} chosen", name=facet.label, n=len(words))
            if len(shown) > _LONGEST + len(facet.label):
                shown = shown[: _LONGEST + len(facet.label)] + "…"
            button.setText(shown.replace("&", "&&"))
            button.setAccessibleName(tr("Filter by {what}", what=told))
            button.setToolTip(told if told != shown else "")
            redress(button, "chosen" if words else "")
        self.clear_button.setVisible(bool(self._filter))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space chooses a value and leaves the menu open for more; Enter chooses and closes it."""
        if isinstance(watched, QMenu) and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            action: QAction | None = watched.activeAction()
            if event.type() == QEvent.Type.KeyPress and action is not None and action.isCheckable():
                action.trigger()
                return True
        return super().eventFilter(watched, event)
