"""The tools over the heading of a box, for the mouse: enlarge it, or see what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmc_desktop.model.domain.template import Box
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr

_TOOL = QSize(22, 18)


class BoxTools(QWidget):
    """Two small buttons; never a stop for the keys, as both ways are in the menus.

    Signals:
        enlarge_wanted(), menu_wanted(): a button was clicked.
    """

    enlarge_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, box: Box, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        dressed(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._enlarge = _tool(tr("Enlarge {box}, or show all", box=box.label))
        self._enlarge.setIcon(look.icons.icon("enlarge", look.theme.muted))
        self._enlarge.setIconSize(QSize(14, 14))
        self._enlarge.clicked.connect(self.enlarge_wanted)
        menu = _tool(tr("What can be done with {box}", box=box.label))
        menu.setText("⋯")
        menu.clicked.connect(self.menu_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._enlarge)
        row.addWidget(menu)

    def place(self, top_right: QPoint, title_end: int) -> None:
        """Go over the count, at the right. Where the title, which ends at `title_end`, comes near, the menu alone has
        to do: it enlarges, too."""
        self._enlarge.setVisible(title_end <= top_right.x() - 2 * _TOOL.width())
        self.adjustSize()
        self.move(top_right.x() - self.width(), top_right.y())


def _tool(words: str) -> QToolButton:
    button = dressed(QToolButton(), "plain")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setStyleSheet("min-height: 0; padding: 0")
    button.setFixedSize(_TOOL)
    return button
