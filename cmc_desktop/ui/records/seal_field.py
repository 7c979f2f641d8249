"""A seal number in large groups, to be read aloud, and a field that compares what is typed with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed, redress
from cmc_desktop.ui.records.seal_comparison import Comparison, Likeness, compared
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.theme import font

_IN_A_ROW = 8
_LOOKS = {
    Likeness.NOTHING: "muted",
    Likeness.SO_FAR: "muted",
    Likeness.SAME: "good",
    Likeness.DIFFERENT: "overrun",
}
_SIGNS = {Likeness.SAME: "✓ ", Likeness.DIFFERENT: "✗ "}


class SealField(QWidget):
    """The number in groups of four, two rows of eight; each group that was typed alike is told by its colour, and the
    sentence below says it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        #: what is added to the sentence when the number is the same
        self._but = ""
        self.caption = dressed(QLabel(), "caps")
        self.groups = QFrame()
        # Tab comes by, so that a screen reader says the number.
        self.groups.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cells: list[QLabel] = []
        self._grid = QGridLayout(self.groups)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(_IN_A_ROW, 1)
        self.hint = plain_label("muted")
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("Type the number from the minutes"))
        self.typed.setClearButtonEnabled(True)
        self.typed.setMinimumWidth(620)
        self.result = plain_label("muted")
        self.copy = QPushButton(tr("Copy the number"))
        self.copy.clicked.connect(self._on_copy_clicked)
        self.typed.textChanged.connect(self._on_typed_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        ask = self._ask = QLabel(tr("Type the number from the m&inutes:"))
        ask.setBuddy(self.typed)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.typed)
        line.addWidget(self.copy)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.caption)
        layout.addWidget(self.groups)
        layout.addWidget(self.hint)
        layout.addSpacing(6)
        layout.addWidget(ask)
        layout.addLayout(line)
        layout.addWidget(self.result)

    @property
    def number(self) -> str:
        """The number that is shown, in groups."""
        return self._number

    def show_number(self, number: str, caption: str, hint: str, but: str = "") -> None:
        """Show another number under `caption`; `but` is said when what is typed is the same."""
        self._number, self._but = number, but
        self.caption.setText(caption)
        self.hint.setText(hint)
        self.groups.setAccessibleName(caption.capitalize())
        self.groups.setAccessibleDescription(number)
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = [self._cell(place, group) for place, group in enumerate(number.split())]
        self.typed.clear()
        self._on_typed_changed("")

    def invite(self, invited: bool) -> None:
        """Whether the number is worth comparing with one that somebody kept."""
        for part in (self._ask, self.typed, self.copy, self.result):
            part.setVisible(invited)

    def _cell(self, place: int, group: str) -> QLabel:
        cell = QLabel(group)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setFont(font(24, QFont.Weight.DemiBold))
        self._grid.addWidget(cell, place // _IN_A_ROW, place % _IN_A_ROW)
        return cell

    def _on_typed_changed(self, text: str) -> None:
        found = compared(text, self._number)
        words = _SIGNS.get(found.likeness, "") + found.words
        if found.likeness is Likeness.SAME and self._but:
            words = f"{found.words} {self._but}"
        self.result.setText(words)
        redress(self.result, "warning" if found.likeness is Likeness.SAME and self._but else _LOOKS[found.likeness])
        for place, cell in enumerate(self._cells):
            redress(cell, "seal" if self._but and found.differing < 0 else _cell_look(place, found))
        if found.likeness in _SIGNS:
            QAccessible.updateAccessibility(QAccessibleEvent(self.result, QAccessible.Event.Alert))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._number)


def _cell_look(place: int, found: Comparison) -> str:
    if place < found.same:
        return "seal-same"
    return "seal-other" if place == found.differing else "seal"
