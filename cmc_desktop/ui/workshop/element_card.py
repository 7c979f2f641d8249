"""The element under discussion: which one, and the way to its neighbours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


class ElementCard(QWidget):
    """Element n of 14 by its name; the buttons turn the room to the one before or after."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName(tr("Element under discussion"))
        self.place = dressed(QLabel(), "caps")
        self.name = dressed(QLabel(), "heading")
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.before = _arrow(look, "back", tr("Element before"))
        self.after = _arrow(look, "next", tr("Next element"))
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(+1))
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.place, 1)
        top.addWidget(self.before)
        top.addWidget(self.after)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.name)

    def show_canvas(self) -> None:
        canvas = self._bridge.canvas
        walk, key = canvas.template.walk, canvas.workshop.element
        if key not in walk:
            return
        place, box = walk.index(key), canvas.template.box(key)
        self.place.setText(tr("ELEMENT {place} OF {count}", place=place + 1, count=len(walk)))
        self.name.setText(box.title)
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < len(walk) - 1)

    def _step(self, by: int) -> None:
        canvas = self._bridge.canvas
        place = canvas.template.walk.index(canvas.workshop.element) + by
        if 0 <= place < len(canvas.template.walk):
            self._bridge.do(SetElement(canvas.template.walk[place]))


def _arrow(look: Look, icon: str, name: str) -> QToolButton:
    button = dressed(QToolButton(), "plain")
    button.setIcon(look.icons.icon(icon))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
