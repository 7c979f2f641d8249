"""What the first frame shows, before the pages and the library behind them are loaded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class OpeningPage(QWidget):
    """The name of the app and a word about what goes on; it is gone a moment later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        for words, look in ((tr("CMC Desktop"), "title"), (tr("Opening the library…"), "muted")):
            label = dressed(QLabel(words), look)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(1)
