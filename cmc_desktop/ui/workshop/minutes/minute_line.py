"""The line in which the minutes are typed: the words, and who said it if that is to be told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.keys_within import KeysWithin
from cmc_desktop.ui.workshop.minutes.begun_minutes import Begun
from cmc_desktop.ui.workshop.person_field import PersonField
from cmc_desktop.ui.workshop.words_field import WordsField


class MinuteLine(QWidget):
    """Words and person, under a quiet line that says where they will stand.

    Signals:
        entered(): Enter.
        escaped(): Esc.
        left(): the keys went elsewhere.
    """

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("A line of minutes"))
        self._refused: tuple[str, str] | None = None
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        dressed(self.heading, "muted")
        self.field = WordsField(tr("Words of the line"))
        self.field.setPlaceholderText(tr("Write a line…"))
        self.by = PersonField(tr("Who said it"), tr("Who said it? Nobody"))
        self.keys = KeysWithin(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.heading, self.field, self.by):
            layout.addWidget(part)
        for source in (self.field, self.by):
            source.entered.connect(self.entered)
            source.escaped.connect(self.escaped)
        self.keys.left.connect(self.left)

    @property
    def words(self) -> str:
        return self.field.words

    @property
    def begun(self) -> Begun:
        """What stands in the line."""
        typed = (self.words, self.by.text())
        return Begun(*typed, refused=typed == self._refused)

    def mark_refused(self) -> None:
        """What stands in the line is not tried again by itself until it changes."""
        self._refused = (self.words, self.by.text())

    def show_begun(self, begun: Begun) -> None:
        """Go on with what was begun."""
        self.field.begin(begun.words)
        self.by.setText(begun.by)
        self._refused = (begun.words, begun.by) if begun.refused else None

    def show_place(self, words: str) -> None:
        """Say what the line is for or where it will stand."""
        if words != self.heading.text():
            self.heading.setText(words)
