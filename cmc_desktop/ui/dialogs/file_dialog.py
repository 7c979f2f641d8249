"""What the dialogs that write a file share: the place, a word about an older file there, and the button's text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.safe_file import check_name
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.path_field import PathField
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog
from cmc_desktop.ui.saying import tr

#: bytes of a file's name that every file system takes
_LONGEST_NAME = 255


class FileDialog(WorkingDialog):
    """A form that ends in a file. An existing file is named before it is replaced."""

    def __init__(self, title: str, accept: str, suggestion: Path, parent: QWidget | None = None) -> None:
        super().__init__(title, accept, parent)
        self._accept_text = accept
        self.place = PathField(suggestion)
        self._there = plain_label("warning")
        self.place.path_changed.connect(self._on_path_changed)

    def add_place(self) -> None:
        """The row for the file, to be called after the other rows."""
        self.add_row(tr("&File"), self.place)
        self.place.line.setAccessibleName(tr("File"))
        self.form.addRow("", self._there)
        self.add_progress()
        self._on_path_changed()

    @property
    def path(self) -> Path:
        return self.place.path

    def check_place(self) -> None:
        """Raises Refusal when the folder does not exist or the name is missing or too long, and what `check_name`
        raises for one that not every system can hold."""
        if not self.place.line.text().strip() or not self.path.name:
            raise Refusal(tr("The file needs a name."))
        if len(self.path.name.encode("utf-8", "replace")) > _LONGEST_NAME:
            raise Refusal(tr("The name of the file is too long."), todo=tr("Choose a shorter one."))
        check_name(self.path)
        if not _is_there(self.path.parent, Path.is_dir):
            raise Refusal(
                tr("There is no folder {path}.", path=self.path.parent),
                safe=tr("Nothing was written."),
                todo=tr("Choose another one."),
            )

    def _on_path_changed(self) -> None:
        there = bool(self.place.line.text().strip()) and _is_there(self.path, Path.is_file)
        self._there.setText(tr("There is a file of this name; it will be replaced.") if there else "")
        self._there.setVisible(there)
        self.button.setText(tr("Replace") if there else self._accept_text)


def _is_there(path: Path, test: Callable[[Path], bool]) -> bool:
    """What `test` says; a name that no file system can hold is not there."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False
