"""What stands in the place of a library that cannot be read: what happened, where its file is, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.model.domain.errors import CmcError, DamagedLibrary
from cmc_desktop.model.store.library_address import LibraryAddress, shown_address
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr


class TroublePage(QWidget):
    """A sheet with one paragraph and the buttons.

    Signals:
        again_chosen(), restore_chosen(), other_chosen(), fresh_chosen(), usual_chosen(), shared_chosen(),
            folder_chosen(): the button was pressed: try again, restore a backup, open another library, start a new
            one, go back to the library of this computer, say where a shared one is, show the folder.
    """

    again_chosen = Signal()
    restore_chosen = Signal()
    other_chosen = Signal()
    fresh_chosen = Signal()
    usual_chosen = Signal()
    shared_chosen = Signal()
    folder_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = CmcError("")
        self._heading = _line(tr("The library is not open."), "title")
        self._words = _line("", "")
        self._file = _line("", "muted")
        self.again = dressed(QPushButton(tr("Try again")), "primary")
        self.restore = QPushButton(tr("Restore a backup…"))
        self.other = QPushButton(tr("Open another library…"))
        self.fresh = QPushButton(tr("Start a new library…"))
        self.usual = QPushButton(tr("Open the library of this computer"))
        self.shared = QPushButton(tr("Shared library…"))
        self.folder = QPushButton(tr("Show the folder"))
        self.again.clicked.connect(lambda: self.again_chosen.emit())
        self.restore.clicked.connect(lambda: self.restore_chosen.emit())
        self.other.clicked.connect(lambda: self.other_chosen.emit())
        self.fresh.clicked.connect(lambda: self.fresh_chosen.emit())
        self.usual.clicked.connect(lambda: self.usual_chosen.emit())
        self.shared.clicked.connect(lambda: self.shared_chosen.emit())
        self.folder.clicked.connect(lambda: self.folder_chosen.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = dressed(QFrame(), "sheet")
        sheet.setMaximumWidth(760)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(10)
        for label in (self._heading, self._words, self._file):
            inside.addWidget(label)
        inside.addSpacing(10)
        for row in ((self.again, self.restore, self.folder), (self.other, self.shared, self.fresh, self.usual)):
            buttons = QHBoxLayout()
            buttons.setSpacing(8)
            for button in row:
                button.setMinimumHeight(34)
                buttons.addWidget(button)
            buttons.addStretch(1)
            inside.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(sheet, 20)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def show_trouble(self, error: CmcError, library: LibraryAddress, *, usual: bool) -> None:
        """Say why `library` is not open. `usual`: it is the one the app opens by itself. Of a damaged file the copies
        are still to be told."""
        self._error = error
        in_file = isinstance(library, Path)
        damaged = in_file and isinstance(error, DamagedLibrary)
        self._tell(tr("Looking for backups of it…") if damaged else error.todo)
        shown = shown_address(library)
        self._file.setText(
            tr("The file: {path}", path=shown) if in_file else tr("The shared library: {name}", name=shown)
        )
        self._file.setVisible(shown not in self._words.text())
        self.folder.setVisible(in_file)
        self.restore.setVisible(in_file)
        self.usual.setVisible(not usual)

    def tell_backups(self, backups: Sequence[Path]) -> None:
        """Say what to do about the damaged file that was told, now that its copies are known, newest first."""
        self._tell(_advice(backups))

    def _tell(self, advice: str) -> None:
        parts = [self._error.happened, self._error.safe, advice]
        self._words.setText(" ".join(part for part in parts if part))
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))


def _advice(backups: Sequence[Path]) -> str:
    """What to do about a damaged file: it depends on whether there is a backup to put back."""
    if backups:
        return tr(
            "The last backup is “{name}” in the folder {folder}. “Restore a backup…” shows what it holds and puts it "
            "back; the file that is there now is kept for rescue.",
            name=backups[0].name,
            folder=backups[0].parent,
        )
    return tr(
        "There is no backup beside it. Keep the damaged file for rescue, and open another library or start a new one."
    )


def _line(text: str, look: str) -> QLabel:
    label = dressed(QLabel(text), look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
