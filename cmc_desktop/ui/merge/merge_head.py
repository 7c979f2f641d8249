"""The head of the merge page: whose copy it is, when it was taken and sent back, and how much it brings."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.merge.looked_over import LookedOver


class MergeHead(QFrame):
    """`show_over` says what there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "bar")
        self.title = dressed(ElidedLabel(least=20), "title")
        self.when = dressed(QLabel(), "muted")
        self.counts = plain_label("heading")
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.title)
        first.addWidget(self.when)
        first.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 12, 24, 12)
        lines.setSpacing(2)
        lines.addLayout(first)
        lines.addWidget(self.counts)

    def show_over(self, over: LookedOver) -> None:
        self.title.show_words(over.title())
        self.when.setText(over.times())
        self.counts.setText(over.counts())
