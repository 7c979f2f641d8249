"""The bar above the page that says what a shared library does not let happen at the moment; it goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolBar, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr

#: what the narrowest window leaves beside the longest button
_LEAST_WIDTH = 760


class SharedBar(QToolBar):
    """One sentence and at most one button. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Shared library"), parent)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.setStyleSheet("QToolBar { border: none; margin: 0; padding: 0; spacing: 0; }")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(_LEAST_WIDTH)  # a tool bar does not ask how high words are at its own width
        self.button = QPushButton()
        self._wish: Callable[[], object] = lambda: None
        self.button.clicked.connect(lambda: self._wish())
        inside = dressed(QWidget(), "bar")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        around = self.layout()
        assert around is not None
        around.setContentsMargins(0, 0, 0, 0)
        self.addWidget(inside)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text()

    def tell(self, words: str, action: str = "", wish: Callable[[], object] = lambda: None) -> None:
        """Say `words`, with a button `action` that carries out `wish`; nothing to say hides the bar."""
        self._wish = wish
        words = upright(words)
        if (words, action) == (self._words.text(), self.button.text()):
            return
        self._words.setText(words)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))
