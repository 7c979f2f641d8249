"""Giving a canvas away as a copy, or sending a copy back: for whom or by whom, and into which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.dialogs.file_dialog import FileDialog
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.saying import tr


class CopyDialog(FileDialog):
    """Gives path and name to `write`, which may raise CmcError. A canvas that came as a copy itself is sent back."""

    def __init__(
        self,
        suggest: Callable[[str], Path],
        write: Callable[[Path, str], object],
        *,
        sends_back: bool,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`suggest` gives the file for a name: it follows the name that is typed, until somebody chooses another."""
        title = tr("Send back") if sends_back else tr("Give a copy")
        super().__init__(title, tr("Write"), suggest(name), parent)
        self._suggest = suggest
        self._suggested = str(suggest(name))
        self._write = write
        about = (
            tr("The file takes along what you changed. Whoever gave you the copy brings it back there.")
            if sends_back
            else tr(
                "A copy can be changed on another laptop without a connection. Brought back here, it is joined with "
                "this canvas: nothing on either side is lost."
            )
        )
        self.form.addRow(plain_label("muted", about))
        self.name = QLineEdit(name)
        self.name.setMaxLength(LINE_LIMIT)
        self.add_row(tr("Your &name") if sends_back else tr("For &whom"), self.name)
        self.add_place()
        self.setMinimumWidth(560)
        self.name.textChanged.connect(self._follow_name)

    def _follow_name(self, name: str) -> None:
        line = self.place.line
        if line.text() == self._suggested:
            self._suggested = str(self._suggest(name.strip()))
            line.setText(self._suggested)

    def accept(self) -> None:
        if self.attempt(self._wish):
            super().accept()

    def _wish(self) -> None:
        self.check_place()
        self._write(self.path, self.name.text().strip())
