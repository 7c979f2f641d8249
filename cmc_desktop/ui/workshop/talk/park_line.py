"""The line in which something is put aside: where it comes from, its words, from whom if that is to be told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.keys_within import KeysWithin
from cmc_desktop.ui.workshop.person_field import PersonField
from cmc_desktop.ui.workshop.talk.few_lines import FewLines
from cmc_desktop.ui.workshop.words_field import WordsField


class ParkLine(QWidget):
    """Source, words and person.

    Signals:
        entered(): Enter.
        escaped(): Esc.
        left(): the keys went elsewhere.
        source_dropped(): it does not come from there.
    """

    entered = Signal()
    escaped = Signal()
    left = Signal()
    source_dropped = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Put aside"))
        self.heading = dressed(QLabel(), "caps")
        self.source = dressed(FewLines(3), "muted")
        self.drop_source = dressed(QToolButton(), "plain")
        self.drop_source.setText("×")
        self.drop_source.setToolTip(tr("It does not come from there"))
        self.drop_source.setAccessibleName(tr("It does not come from there"))
        self.drop_source.clicked.connect(self.source_dropped)
        self.field = WordsField(tr("What is put aside"))
        self.by = PersonField(tr("From whom"), tr("From whom? Not told"))
        self.keys = KeysWithin(self)
        self._from = QWidget()
        row = QHBoxLayout(self._from)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.source, 1)
        row.addWidget(self.drop_source)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.heading, self._from, self.field, self.by):
            layout.addWidget(part)
        for field in (self.field, self.by):
            field.entered.connect(self.entered)
            field.escaped.connect(self.escaped)
        self.keys.left.connect(self.left)

    @property
    def words(self) -> str:
        return self.field.words

    def show_words(self, words: str, by: str) -> None:
        self.field.begin(words)
        self.by.setText(by)

    def show_source(self, words: str, *, can_be_dropped: bool) -> None:
        """Say where it comes from or what it is about; nothing for nowhere in particular."""
        self.source.show_words(words)
        self._from.setVisible(bool(words))
        self.drop_source.setVisible(can_be_dropped)

    def show_purpose(self, heading: str, placeholder: str, *, with_person: bool) -> None:
        """Say what the words are for."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder.rstrip("…"))
        self.by.setVisible(with_person)
