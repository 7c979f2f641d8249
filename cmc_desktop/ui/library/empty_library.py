"""What an empty library shows: three ways to start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr, trn


class EmptyLibrary(QWidget):
    """Three cards, each with one button.

    Signals:
        new_chosen(), sample_chosen(), import_chosen(), deleted_chosen(): the user pressed the button.
    """

    new_chosen = Signal()
    sample_chosen = Signal()
    import_chosen = Signal()
    deleted_chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures: list[tuple[QLabel, str]] = []
        self.new = self._button(tr("New canvas…"), "primary")
        self.sample = self._button(tr("Open Port Alder"))
        self.bring = self._button(tr("Import a file…"))
        self.deleted = self._button("", "link")
        self.deleted.hide()
        self.new.clicked.connect(lambda: self.new_chosen.emit())
        self.sample.clicked.connect(lambda: self.sample_chosen.emit())
        self.bring.clicked.connect(lambda: self.import_chosen.emit())
        self.deleted.clicked.connect(lambda: self.deleted_chosen.emit())
        cards = QHBoxLayout()
        cards.setSpacing(16)
        for card in (
            self._card(
                "add",
                tr("Start your own"),
                tr("Give it a title and a city. The board has one box for each question of the method."),
                self.new,
            ),
            self._card(
                "people",
                tr("Look at an example"),
                tr("Port Alder, an invented city, plans a night bus: notes in every box, 19 people, an agenda."),
                self.sample,
            ),
            self._card(
                "import",
                tr("Bring one along"),
                tr("A canvas from another computer (.cmc), or a list of notes as JSON or CSV."),
                self.bring,
            ),
        ):
            cards.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(2)
        layout.addWidget(_line(tr("There is no canvas yet."), "title"))
        layout.addWidget(
            _line(tr("Everything you type is stored at once on this computer, and nowhere else."), "muted")
        )
        layout.addSpacing(20)
        layout.addLayout(cards)
        layout.addSpacing(8)
        layout.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(3)

    def show_deleted(self, count: int) -> None:
        """Offer the way to so many deleted canvases, or none."""
        self.deleted.setText(trn("Look at {n} deleted canvas…", "Look at {n} deleted canvases…", count))
        self.deleted.setVisible(count > 0)

    def _button(self, text: str, look: str = "") -> QPushButton:
        button = dressed(QPushButton(text), look)
        button.setMinimumHeight(34)
        return button

    def _card(self, icon: str, heading: str, about: str, button: QPushButton) -> QFrame:
        card = dressed(QFrame(), "sheet")
        picture = QLabel()
        self._pictures.append((picture, icon))
        button.setAccessibleDescription(about)
        words = _line(about, "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(picture)
        layout.addSpacing(4)
        layout.addWidget(_line(heading, "heading"))
        layout.addWidget(words, 1)
        layout.addSpacing(8)
        layout.addWidget(button)
        return card

    def showEvent(self, event: QShowEvent) -> None:
        """The pictures are drawn when they are first seen: most starts do not see them."""
        while self._pictures:
            picture, icon = self._pictures.pop()
            picture.setPixmap(self._look.icons.pixmap(icon, 36, self._look.theme.accent))
        super().showEvent(event)


def _line(text: str, look: str) -> QLabel:
    label = dressed(QLabel(text), look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
