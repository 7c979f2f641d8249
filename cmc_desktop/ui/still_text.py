"""Text that is only looked at, with colours and strokes a label does not have."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from cmc_desktop.ui.theme import font


class StillText(QTextEdit):
    """Takes no keys, scrolls nothing and lets nothing be chosen. User text goes in as text, never as markup."""

    def __init__(self, pixels: int, parent: QWidget | None = None) -> None:
        """`pixels` is how high its letters are."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultFont(font(pixels))
        self.document().setDocumentMargin(0)
