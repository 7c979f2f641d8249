"""The row below a preview: which page, turning, and how large."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


def plain_words(look: str = "") -> QLabel:
    """A wrapping label that shows its text as it is."""
    label = dressed(QLabel(), look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def zooms() -> tuple[tuple[float, str], ...]:
    """What can be chosen: 0 is the whole page, 1 its whole width, more magnifies."""
    return (
        (0.0, tr("Whole page")),
        (1.0, tr("Whole width")),
        (1.5, tr("Larger")),
        (2.0, tr("Twice the width")),
        (3.0, tr("Three times")),
        (4.0, tr("Four times")),
    )


class PreviewBar(QWidget):
    """Says where one is and asks for more.

    Signals:
        page_wanted(int): turn to this page, counted from 1.
        zoom_wanted(float): show it so large, see `zooms`.
    """

    page_wanted = Signal(int)
    zoom_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._count = 0
        self.back = _arrow(Qt.ArrowType.LeftArrow, tr("Page before"))
        self.next = _arrow(Qt.ArrowType.RightArrow, tr("Next page"))
        self.back.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self.next.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self.where = dressed(QLabel(), "muted")
        self.size_words = dressed(QLabel(), "muted")
        self.work = dressed(QLabel(), "muted")
        self.zoom = QComboBox()
        for _, words in zooms():
            self.zoom.addItem(words)
        self.zoom.setAccessibleName(tr("Size of the preview"))
        self.zoom.currentIndexChanged.connect(lambda place: self.zoom_wanted.emit(zooms()[place][0]))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.where)
        layout.addWidget(self.next)
        layout.addSpacing(8)
        layout.addWidget(self.size_words)
        layout.addWidget(self.work, 1)
        layout.addWidget(self.zoom)
        self.tell(0, 0, "")

    def tell(self, page: int, count: int, size: str) -> None:
        """`page` of `count`, and how large the paper is in words."""
        self._page, self._count = page, count
        self.where.setText(tr("Page {n} of {all}", n=page, all=count) if count else "")
        self.size_words.setText(size)
        self.back.setEnabled(page > 1)
        self.next.setEnabled(page < count)
        for button in (self.back, self.next):
            button.setVisible(count > 1)
        self.zoom.setVisible(count > 0)

    def say(self, words: str) -> None:
        """What goes on; empty when nothing does."""
        self.work.setText(words)

    def set_zoom(self, zoom: float) -> None:
        """Show which zoom there is, without asking for it."""
        blocked = self.zoom.blockSignals(True)
        self.zoom.setCurrentIndex([one for one, _ in zooms()].index(zoom))
        self.zoom.blockSignals(blocked)


def _arrow(arrow: Qt.ArrowType, words: str) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
