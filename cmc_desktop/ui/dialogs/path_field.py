"""Where a file is to be written: a line for the path and a button for the system's own chooser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from cmc_desktop.ui.saying import tr


class PathField(QWidget):
    """A path with a fixed suffix; a name without a folder means the folder it was made with.

    Signals:
        path_changed(): another file is meant.
    """

    path_changed = Signal()

    def __init__(self, suggestion: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = suggestion.parent
        self._suffix = suggestion.suffix
        self.line = QLineEdit(str(suggestion))
        self.line.textChanged.connect(lambda _text: self.path_changed.emit())
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setAccessibleName(tr("Choose the folder and the name"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path:
        """The file that is meant, with the right suffix."""
        typed = self.line.text().strip()
        try:
            path = self._folder / Path(typed).expanduser()
        except RuntimeError:  # "~somebody" who has no home here is a name like any other
            path = self._folder / typed
        if path.suffix.lower() == self._suffix or not path.name:
            return path
        return path.parent / (path.name + self._suffix)

    def set_suffix(self, suffix: str) -> None:
        """Mean another kind of file of the same name."""
        path = self.path
        self._suffix = suffix
        self.line.setText(str(path.with_suffix(suffix) if path.name else path))

    def _on_choose_clicked(self) -> None:
        chooser = QFileDialog(self, tr("Choose the folder and the name"), str(self.path.parent))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(f"*{self._suffix}")
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.selectFile(self.path.name)
        chooser.fileSelected.connect(self.line.setText)
        chooser.open()
