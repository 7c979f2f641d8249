"""The clipboard as the board uses it: notes whole for other canvases, one a line for other programs."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from cmc_desktop.ui.board.note_mime import CarriedNote, notes_in


class NoteClipboard:
    """Puts notes onto the system's clipboard and takes them from there."""

    def __init__(self) -> None:
        self._put: QMimeData | None = None

    def put(self, mime: QMimeData) -> None:
        if self._put is None:
            atexit.register(self._leave_plain_text)
        self._put = mime
        QGuiApplication.clipboard().setMimeData(mime)

    def notes(self) -> list[CarriedNote]:
        """What can be made into notes, none when there is no text."""
        return notes_in(QGuiApplication.clipboard().mimeData())

    def _leave_plain_text(self) -> None:
        """Leave the words alone on the clipboard: Qt lets go of what Python put there when Python has gone, and falls.

        The clipboard owns it; so while it is still there, nothing else has been copied since.
        """
        if self._put is not None and isValid(self._put) and QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().setText(self._put.text())
