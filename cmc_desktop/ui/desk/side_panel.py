"""The right side of the desk: people, remarks, parking list and minutes, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr


@dataclass(frozen=True)
class SidePage:
    """One page of the panel. `key` names it for commands, `take_focus` puts the keys where its work begins."""

    key: str
    icon: str
    title: str
    widget: QWidget
    take_focus: Callable[[], object]


class SidePanel(QWidget):
    """Four pages behind four buttons; the first is shown.

    Signals:
        turned(str): the page with this key came in front.
    """

    turned = Signal(str)

    def __init__(self, pages: Sequence[SidePage], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = {page.key: page for page in pages}
        self._buttons: dict[str, QToolButton] = {}
        self._counts: dict[str, int] = {}
        #: where in the window the keys were last before they came into the panel
        self._outside: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "right-panel")
        self.stack = QStackedWidget()
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 0)
        row.setSpacing(4)
        for page in pages:
            button = self._button(page, look)
            group.addButton(button)
            row.addWidget(button, 1)
            self._buttons[page.key] = button
            self.stack.addWidget(page.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        self._buttons[pages[0].key].setChecked(True)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _button(self, page: SidePage, look: Look) -> QToolButton:
        button = dressed(QToolButton(), "tab")
        button.setIcon(look.icons.icon(page.icon))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.setAccessibleName(page.title)
        button.setToolTip(page.title)
        button.clicked.connect(lambda: self.show_page(page.key))
        return button

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the pages, in order."""
        return tuple(self._pages)

    def button(self, key: str) -> QToolButton:
        """The button of a page."""
        return self._buttons[key]

    @property
    def current(self) -> str:
        """The key of the page in front."""
        return next(key for key, page in self._pages.items() if page.widget is self.stack.currentWidget())

    def show_page(self, key: str, *, with_keys: bool = False) -> None:
        """Bring a page in front, and the keys to it when wished for."""
        page = self._pages[key]
        turned = self.stack.currentWidget() is not page.widget
        if turned and with_keys:
            self._give_keys_out()
        self.stack.setCurrentWidget(page.widget)
        self._buttons[key].setChecked(True)
        if with_keys:
            page.take_focus()
        if turned:
            self.turned.emit(key)

    def show_count(self, key: str, count: int) -> None:
        """Say beside a page's button how many things are on it; nothing for none."""
        if self._counts.get(key) == count:
            return
        self._counts[key] = count
        title, button = self._pages[key].title, self._buttons[key]
        button.setText(str(count) if count else "")
        button.setAccessibleName(tr("{page}: {n}", page=title, n=count) if count else title)

    def _give_keys_out(self) -> None:
        """From one page to another the keys go by way of where they came from: the new page gives them back there."""
        now, before = QApplication.focusWidget(), self._outside
        if now is not None and self.isAncestorOf(now) and before is not None and isValid(before):
            before.setFocus()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or isinstance(new, QMenu | QMenuBar) or self.isAncestorOf(new):
            return
        if new.window() is self.window():
            self._outside = new
